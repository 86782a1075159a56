/*
 * How long it takes from one event to another: in each case from the first of one activity to
 * the first of the other behind it, whatever lies between. And how many ways through cover
 * how many cases.
 */
#ifndef DUNGHEN_CORE_MINE_BETWEEN_H
#define DUNGHEN_CORE_MINE_BETWEEN_H

#include "mine_flow.h"

struct mine_between {
	int64_t cases;			/* with the first activity */
	struct mine_spread spread, working;	/* of those where the other comes too */
};

/* `h` may be NULL; from or to MINE_NONE: the first, or the last event of each case. */
void mine_between(struct arena *scratch, const struct mine_view *v, const struct mine_hours *h,
		  int32_t from, int32_t to, struct mine_between *out);

/* Of one case: the two events; `last` is where it ends when the other does not come. False:
 * it does not have the first. */
bool mine_between_ends(const struct mine_view *v, size_t c, int32_t from, int32_t to,
		       size_t *first, size_t *last);

/* The fewest ways, commonest first, that are gone by `percent` of the cases that count. */
size_t mine_covering(const struct mine_variants *all, size_t cases, int percent);

#endif
