/*
 * Whose lateness it is (rule 27), for those who look: of one dossier as it stands, and the
 * sums of what has ended, by unit. Parts add up to their whole, everywhere, to the second.
 */
#ifndef DUNGHEN_APP_LATE_H
#define DUNGHEN_APP_LATE_H

#include "label.h"
#include "sums.h"

/* A seat that had it, in order of first custody; outside the house only the unit shows. */
struct late_part {
	struct seat_label who;
	int64_t overrun_s;		/* own working seconds above its plan */
	int64_t late_s;			/* of the lateness */
	int64_t width;			/* the same in thousandths of the whole */
};
struct late_view {
	int64_t late_s;			/* since the first promise; 0: not late */
	bool by_own_seconds;		/* nobody was over a plan: shared by time in hand */
	struct late_part *part;		/* those with a share */
	size_t parts;
};
/* By the promise as lived (rule 26): form 04 moves nothing. Public: by unit (rule 40). */
bool late_view(struct app *app, struct arena *a, const struct asking *ask,
	       const struct dossier *d, struct late_view *out, struct err *e) MUST_USE;

/* What one unit caused in the dossiers of one agency that ended late in the period. */
struct late_cell {
	struct unit_id unit, agency;
	int64_t late_s, dossiers;
};
struct late_unit {			/* by unit: caused to all, received as an agency */
	struct unit_id unit;
	int64_t caused_s, caused;	/* working seconds, in so many dossiers */
	int64_t received_s;
	int64_t own_s;			/* of both: what it caused itself */
};
struct late_sums {
	struct late_unit *unit;		/* most caused first */
	size_t units;
	int64_t late_s;			/* of all: what was caused, and what was received */
};

/* The cells of what ended on days from … until, as lived. Errors: store.many_agencies. */
bool late_cells(struct app *app, struct arena *a, struct days days, struct late_cell **out,
		size_t *n, struct err *e) MUST_USE;
/* Of them the agencies below `top`, v 0: all; as the tree is on that day. */
void late_sums(const struct app *app, struct arena *a, const struct late_cell *cell, size_t n,
	       struct unit_id top, struct day on, struct late_sums *out);
/* The row of one unit; nothing, if it has none. */
struct late_unit late_unit_of(const struct late_sums *s, struct unit_id unit);

#endif
