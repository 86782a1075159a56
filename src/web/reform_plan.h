/*
 * Looking ahead at a reorganisation as the pages and the API do: with the table of who gets which
 * post that is made for that day (app/reform_shelf), as if these had been given already.
 */
#ifndef DUNGHEN_WEB_REFORM_PLAN_H
#define DUNGHEN_WEB_REFORM_PLAN_H

#include "handler.h"

#include "app/reform_done.h"
#include "app/reform_shelf.h"

/* The table of that day; none: no rows, and no id. Errors: those of the table as a whole. */
struct reform_made {
	struct reform_table table;
	struct reform_places places;
};
bool reform_made(const struct exchange *x, struct day on, struct reform_made *out,
		 struct err *e) MUST_USE;

struct reform_plan {
	struct reform_made made;
	struct reform r;
	struct reform_supposed supposed;	/* not while rows of the table are wrong */
};
/* From here to reform_plan_close the app's organisation is that of the plan; names live as
 * long as the request. Errors: those of the table, of the day, of the store. */
bool reform_plan_open(struct exchange *x, const struct asking *ask, struct day on,
		      struct reform_plan *out, struct err *e) MUST_USE;
/* The same with a table that is given. */
bool reform_plan_with(struct exchange *x, const struct asking *ask, struct day on,
		      struct reform_plan *p, struct err *e) MUST_USE;
void reform_plan_close(struct exchange *x, struct reform_plan *p);

/* What is handed in to begin it: the day is today, the minutes have a number, nothing is wrong
 * with the table. Errors: those of succeed_dossier's arguments; reform.day, reform.places.wrong,
 * reform.under_way. */
bool reform_begin(struct exchange *x, struct day on, struct str minutes,
		  const struct reform_places *places, struct err *e) MUST_USE;

#endif
