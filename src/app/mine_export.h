/*
 * The ledger written as an event log for programs of others: XES (IEEE 1849), a text with
 * a row for each event, or OCEL 2.0. Events are those of app/arrivals.h; resource is the
 * post, group the unit. Dossiers are called by numbers made up for the file, in the order
 * they were begun; persons, codes and texts are not in it.
 */
#ifndef DUNGHEN_APP_MINE_EXPORT_H
#define DUNGHEN_APP_MINE_EXPORT_H

#include "app.h"

enum mine_format {
	MINE_FORMAT_XES, MINE_FORMAT_CSV,
	/* Object-centric: app/mine_export_ocel.h. */
	MINE_FORMAT_OCEL_JSON, MINE_FORMAT_OCEL_XML, MINE_FORMAT_OCEL_SQLITE,
};

/* Which form of OCEL a file of that name has: by its end (.json, .jsonocel, .xml, .xmlocel,
 * .sqlite, .db). Errors: ocel.name. */
bool mine_format_named(struct str path, enum mine_format *out, struct err *e) MUST_USE;
/* Into a new file. Errors: store.file (file, detail), those of the store. */
bool mine_export(struct app *app, enum mine_format format, const char *path,
		 struct err *e) MUST_USE;

#endif
