/* Pairs of holders, counted. */
#include "mine_couples.h"

#include <stdlib.h>
#include <string.h>

void mine_couples_start(struct mine_couples *c, struct arena *a, int32_t values)
{
	*c = (struct mine_couples){ .count = NULL };
	mine_pairs_start(&c->pairs, a, values);
}

void mine_couple(struct mine_couples *c, int32_t a, int32_t b)
{
	uint32_t at = mine_pairs_at(&c->pairs, a, b);

	if (at >= c->room) {
		uint32_t room = c->room == 0 ? 256 : c->room * 2;
		int64_t *wider = arena_array(c->pairs.arena, int64_t, room);

		if (c->room > 0) {
			memcpy(wider, c->count, c->room * sizeof(*wider));
		}
		c->count = wider;
		c->room = room;
	}
	c->count[at]++;
	c->total++;
}

struct placed {
	int64_t count;
	int32_t a, b;			/* ranks */
	uint32_t at;
};

static int by_count(const void *x, const void *y)
{
	const struct placed *p = x, *q = y;

	if (p->count != q->count) {
		return p->count > q->count ? -1 : 1;
	}
	return p->a != q->a ? (p->a > q->a) - (p->a < q->a) : (p->b > q->b) - (p->b < q->b);
}

bool mine_couples_sort(struct arena *a, struct arena *scratch, struct mine_couples *c,
		       const int32_t *rank, struct err *e)
{
	if (!mine_pairs_ok(&c->pairs, e)) {
		return false;
	}
	struct arena_mark mark = arena_mark(scratch);
	struct placed *all = arena_array(scratch, struct placed, c->pairs.n);

	for (uint32_t i = 0; i < c->pairs.n; i++) {
		const struct mine_pair *p = &c->pairs.pair[i];

		all[i] = (struct placed){ c->count[i], rank[p->a], rank[p->b], i };
	}
	qsort(all, c->pairs.n, sizeof(*all), by_count);
	c->order = arena_array(a, uint32_t, c->pairs.n);
	for (uint32_t i = 0; i < c->pairs.n; i++) {
		c->order[i] = all[i].at;
	}
	arena_release(scratch, mark);
	return true;
}
