/*
 * The ledger itself as an event log, for the same mining as logs of others (mine.h): a case
 * is a dossier, an event the arrival at whoever holds it from then on. Its activity is the
 * name of the step, "wait" or "handout"; its holder the post ("25195.kt.officer", the holder
 * of rule 44) or with holder "unit" the unit; who holds outside the office is named by kind.
 * Persons are not told, nor what dossiers are called.
 *
 * Where a life ends or breaks off there is an event "closed" that nobody holds. So what a
 * holder holds is, to the second, what the engine counts of its ended holds; the hold that
 * goes on now has no end yet and counts for nothing.
 */
#ifndef DUNGHEN_APP_MINE_LEDGER_H
#define DUNGHEN_APP_MINE_LEDGER_H

#include "app.h"
#include "mine.h"

/* Adds all dossiers. Of what is wanted: `holder` "post" (or empty) or "unit"; `due` "due" or
 * "first_due", `ended` "ready_at" or "closed_at"; marks of "procedure", "receiving",
 * "competent". Errors: mine.key (option, value, have), log.many, those of the store. */
bool mine_ledger(struct mine_in *m, struct app *app, struct err *e) MUST_USE;

#endif
