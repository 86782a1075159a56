/*
 * A list of escalations (rule 38): what was passed up to the head of an agency that day,
 * and what has become of each since. The unit's own are read as work of a queue.
 */
#ifndef DUNGHEN_APP_ESCALATIONS_H
#define DUNGHEN_APP_ESCALATIONS_H

#include "task.h"

#include "core/matter.h"

struct list_line {
	struct str code, procedure;
	struct seat_label holder;	/* kind PARTY_NONE: nobody any more */
	enum dossier_state state;
	int64_t due;			/* INSTANT_NONE: none, or a pause is open */
	int64_t late_s;			/* working seconds past it; 0: not */
};

bool app_list_lines(struct app *app, struct arena *a, const struct asking *ask,
		    const struct matter *m, struct list_line **out, size_t *n,
		    struct err *e) MUST_USE;

/* What waits for the head of the unit to act on (rule 38, the first rung). */
bool app_escalated(struct app *app, struct arena *a, const struct asking *ask,
		   struct unit_id unit, struct str after, int64_t limit, struct tasks *out,
		   struct err *e) MUST_USE;

#endif
