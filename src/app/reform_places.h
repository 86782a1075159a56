/*
 * Who gets which post when units are reorganised: a table of people's own (CSV with a row of
 * heads: person, unit, post), read whole and held against the organisation of that day before
 * anything is done. What was given already is not given again.
 */
#ifndef DUNGHEN_APP_REFORM_PLACES_H
#define DUNGHEN_APP_REFORM_PLACES_H

#include "app.h"

enum { PLACES_BYTES = 4 << 20, PLACES_MOST = 20000 };

struct reform_place {
	int64_t line;			/* of the table, from 1 */
	struct person_id person;
	struct unit_id unit;
	struct post post;
	bool there;			/* has that post already */
	struct err why;			/* code ERR_NONE: nothing is wrong with it */
};

struct reform_places {
	struct reform_place *place;
	size_t n;
	size_t wrong;
	size_t there;
};

/* Errors: those of the table as a whole: csv.*, reform.places.heads, reform.places.many. */
bool app_reform_places(struct app *app, struct arena *a, struct str table, struct day on,
		       struct reform_places *out, struct err *e) MUST_USE;
/* As if they had been given, in this process alone: for looking on. A reader that looks at one
 * moment; nothing may be wrong with them. */
bool app_reform_pretend(struct app *app, const struct reform_places *p, int64_t at,
			struct err *e) MUST_USE;

#endif
