/*
 * The ledger written as an object-centric event log (OCEL 2.0). Objects are dossiers, units,
 * posts (with them who holds outside the office), opinions and papers handed in; dossiers are
 * numbers made up for the file, and no person, code or text is in it.
 *
 * Events of a dossier are the arrivals of app/arrivals.h, with its holder's post and unit, so
 * that mined by dossiers it says what the ledger says. That an opinion is asked and answered,
 * or a paper handed in, are events of the opinion, or of the paper, which belong to their
 * dossier by relation between objects.
 */
#ifndef DUNGHEN_APP_MINE_EXPORT_OCEL_H
#define DUNGHEN_APP_MINE_EXPORT_OCEL_H

#include "app.h"

#include "core/ocel.h"

/* Ends `out`. Errors: its own, log.many, those of the store. */
bool mine_export_ocel(struct app *app, struct ocel_out *out, struct err *e) MUST_USE;

#endif
