/*
 * The ledger written as an event log for programs of others: XES (IEEE 1849) or a text with
 * a row for each event. Events are those of app/arrivals.h; resource is the post, group the
 * unit. Dossiers are called by numbers made up for the file, in the order they were begun;
 * persons, codes and texts are not in it.
 */
#ifndef DUNGHEN_APP_MINE_EXPORT_H
#define DUNGHEN_APP_MINE_EXPORT_H

#include "app.h"

#include <stdio.h>

enum mine_format { MINE_FORMAT_XES, MINE_FORMAT_CSV };

/* `f` stays the caller's. Errors: store.file (detail), those of the store. */
bool mine_export(struct app *app, enum mine_format format, FILE *f, struct err *e) MUST_USE;

#endif
