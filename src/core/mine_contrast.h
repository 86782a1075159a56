/*
 * Two parts of a log side by side: two units, two periods, two ways. How long their cases
 * last, which activities they have, what follows what in each, and how far apart that is.
 *
 * Shares are of each part's cases, so that parts of different sizes can be compared. Of the
 * durations two figures say how far apart they are: `longer`, the chance that a case of the
 * second lasts longer than one of the first (of equal ones half; a half: no difference), and
 * `apart`, the largest difference between their shares of cases done by any time (the
 * statistic of Kolmogorov and Smirnov).
 */
#ifndef DUNGHEN_CORE_MINE_CONTRAST_H
#define DUNGHEN_CORE_MINE_CONTRAST_H

#include "mine_flow.h"

struct mine_side {
	size_t ways;
	struct mine_spread duration, working;	/* working: with hours only */
	struct mine_flow flow;
};

struct contrast_edge {
	int32_t from, to;
	const struct mine_edge *edge[2];	/* NULL: not in that part */
	double share[2];			/* of cases that have it */
};

struct contrast_activity {
	int32_t activity;
	int64_t cases[2], events[2];
	double share[2];
};

struct mine_contrast {
	struct mine_side side[2];
	double longer, apart;			/* of durations; 0.5 and 0 where one has none */
	struct contrast_edge *edge;		/* furthest apart first */
	size_t edges;
	struct contrast_activity *activity;
	size_t activities;
};

/* Views of one log. `h` may be NULL. Errors: log.pairs. */
bool mine_contrast(struct arena *a, struct arena *scratch, const struct mine_view part[2],
		   const struct mine_hours *h, const int32_t *rank, struct mine_contrast *out,
		   struct err *e) MUST_USE;

/* Both figures of two lists of numbers, which are sorted. */
void mine_contrast_of(int64_t *first, size_t n, int64_t *second, size_t m, double *longer,
		      double *apart);

#endif
