/*
 * Ordered pairs of holders (or of any numbers) and how often each occurs: what a matrix of
 * hand-overs, of redone work or of working together is made of.
 */
#ifndef DUNGHEN_CORE_MINE_COUPLES_H
#define DUNGHEN_CORE_MINE_COUPLES_H

#include "mine_pairs.h"

struct mine_couples {
	struct mine_pairs pairs;	/* in the order first met */
	int64_t *count;			/* of each */
	uint32_t room;
	uint32_t *order;		/* most first, by mine_couples_sort */
	int64_t total;
};

/* For values below `values`. */
void mine_couples_start(struct mine_couples *c, struct arena *a, int32_t values);
void mine_couple(struct mine_couples *c, int32_t a, int32_t b);
/* Those of one count go by `rank`. Errors: log.pairs. */
bool mine_couples_sort(struct arena *a, struct arena *scratch, struct mine_couples *c,
		       const int32_t *rank, struct err *e) MUST_USE;

#endif
