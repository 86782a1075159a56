/* Names of what mining found, as people are told them, and their order. */
#include "mine_found.h"

#include <stdlib.h>

struct str mine_activity(const struct mine_found *f, int32_t id)
{
	return f->said != NULL ? f->said->activity[id]
			       : mine_names_text(&f->s.log->activities, id);
}

struct str mine_holder(const struct mine_found *f, int32_t id)
{
	return id == MINE_NONE ? STR("–")
	       : f->said != NULL ? f->said->holder[id]
				 : mine_names_text(&f->s.log->holders, id);
}

struct str mine_case(struct arena *a, const struct mine_found *f, int32_t id)
{
	return f->said != NULL ? str_int(a, (int64_t)id + 1)
			       : mine_names_text(&f->s.log->cases, id);
}

/* ---- order ---- */

int32_t *mine_by_rank(struct arena *a, const int32_t *rank, int32_t n)
{
	int32_t *order = arena_array(a, int32_t, (size_t)n);

	for (int32_t i = 0; i < n; i++) {
		order[rank[i]] = i;
	}
	return order;
}

struct held {
	mine_sum held;
	int32_t rank, id;
};

static int by_held(const void *x, const void *y)
{
	const struct held *a = x, *b = y;

	return a->held != b->held ? (a->held > b->held ? -1 : 1)
				  : (a->rank > b->rank) - (a->rank < b->rank);
}

int32_t *mine_by_held(struct arena *a, const struct mine_found *f, size_t *n)
{
	int32_t all = f->s.view.holders;
	struct held *held = arena_array(a, struct held, (size_t)all);
	int32_t *order = arena_array(a, int32_t, (size_t)all);

	*n = 0;
	for (int32_t i = 0; i < all; i++) {
		if (f->s.people.holder[i].held_intervals > 0) {
			held[(*n)++] = (struct held){ f->s.people.holder[i].held,
						      f->s.holder_rank[i], i };
		}
	}
	qsort(held, *n, sizeof(*held), by_held);
	for (size_t i = 0; i < *n; i++) {
		order[i] = held[i].id;
	}
	return order;
}
