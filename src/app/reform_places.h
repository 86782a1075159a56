/*
 * Who gets which post when units are reorganised: a table of people's own (CSV with a row of
 * heads: person, unit, post), read whole and held against the organisation of that day before
 * anything is done. What was given already is not given again.
 */
#ifndef DUNGHEN_APP_REFORM_PLACES_H
#define DUNGHEN_APP_REFORM_PLACES_H

#include "app.h"

enum { PLACES_BYTES = 4 << 20, PLACES_MOST = 20000 };

enum places_column { PLACES_PERSON, PLACES_UNIT, PLACES_POST, PLACES_COLUMNS };

struct reform_place {
	int64_t line;			/* of the table, from 1 */
	struct str field[PLACES_COLUMNS];	/* as it stands there */
	struct person_id person;
	struct unit_id unit;
	struct post post;
	bool there;			/* has that post already */
	enum places_column about;	/* which of them `why` is about */
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
/* The table anew, every row in its line, the heads in the first one. */
struct str app_reform_places_text(struct arena *a, const struct reform_places *p);
/* The row in that line, or NULL. */
struct reform_place *app_reform_place(const struct reform_places *p, int64_t line);

/* Where somebody with a post at a unit that ends would go: the unit in its place at whoever goes
 * on with it, the first where there are several. v 0: nobody does. */
struct unit_id app_reform_suggest(const struct app *app, struct day on, struct unit_id unit);

/* As if they had been given, in this process alone: for looking on, between the two. Until
 * then the app's organisation stands in `a`. A reader that looks at one moment; nothing may
 * be wrong with them. */
struct reform_supposed {
	struct org org;
	bool on;
};
bool app_reform_suppose(struct app *app, struct arena *a, const struct reform_places *p,
			struct day on, struct reform_supposed *kept, struct err *e) MUST_USE;
void app_reform_suppose_end(struct app *app, struct reform_supposed *kept);

#endif
