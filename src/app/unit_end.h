/*
 * The end of a unit whose work goes on: whoever heads the successor sits at the head's post of
 * the unit that ends, all others there leave their posts, the succession and the last day are
 * recorded. What is in hand then moves by itself (rule 7), to that head, who gives it out; what
 * the procedures still send to the old unit comes to the same post, until the law names another.
 *
 * It is done by the actions there are (assign, end_assignment, succeed_unit, close_unit), in
 * one group, each with its own right and refusal.
 */
#ifndef DUNGHEN_APP_UNIT_END_H
#define DUNGHEN_APP_UNIT_END_H

#include "directory.h"

struct unit_end {
	struct unit_id unit, successor;
	struct day to;			/* first day without it */
};

struct unit_end_plan {
	struct seat_label heir;		/* as the successor's head */
	struct command *command;	/* in the order they are done */
	size_t commands;
	size_t leaving;			/* posts that end */
	int64_t open;			/* duties in hand now */
};

/* `key`: of the form; the commands have keys of it, so that one sent twice acts once. What
 * would be refused at once is said here. Errors: unit_end.same: not its own successor;
 * unit_end.closed (unit): one that is no more by that day; unit_end.head (unit): nobody heads
 * the successor; those of the actions. */
bool app_unit_end_plan(struct app *app, struct arena *a, const struct asking *ask,
		       struct person_id as, struct str key, const struct unit_end *w,
		       struct unit_end_plan *out, struct err *e) MUST_USE;

/* The writer's thread. Errors: those of the first command that was refused; the ones before
 * it stand. */
bool app_unit_end(struct app *app, struct arena *a, const struct unit_end_plan *plan,
		  struct err *e) MUST_USE;

#endif
