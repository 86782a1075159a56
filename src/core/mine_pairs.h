/*
 * Ordered pairs of numbers (activities, holders) as numbers: each different pair once,
 * counted from 0 as it first came. Few values get a square of their own, many a hash table.
 */
#ifndef DUNGHEN_CORE_MINE_PAIRS_H
#define DUNGHEN_CORE_MINE_PAIRS_H

#include "base/arena.h"
#include "base/err.h"

#include <stdbool.h>
#include <stdint.h>

enum {
	MINE_PAIRS_MOST = 1 << 24,
	MINE_SQUARE_MOST = 1024,	/* values that get a square: 4 MB */
};

struct mine_pair {
	int32_t a, b;
};

struct mine_pairs {
	struct arena *arena;
	int32_t side;			/* of the square; 0: the table is used */
	uint32_t *place;		/* number + 1, 0: free; the square, or the table */
	size_t cap;			/* of the table, a power of two */
	struct mine_pair *pair;
	uint32_t n, room;
	bool full;			/* a pair too many was asked for */
};

/* For values below `values`. */
void mine_pairs_start(struct mine_pairs *p, struct arena *a, int32_t values);
/* Adds it. Where there are too many the answer is 0 and p->full says so. */
uint32_t mine_pairs_add(struct mine_pairs *p, int32_t a, int32_t b);
/* log.pairs, when there were too many. */
bool mine_pairs_ok(const struct mine_pairs *p, struct err *e) MUST_USE;

/* The number of a pair that may be new. */
static inline uint32_t mine_pairs_at(struct mine_pairs *p, int32_t a, int32_t b)
{
	if (p->side > 0) {
		uint32_t at = p->place[(size_t)a * (size_t)p->side + (size_t)b];

		if (at != 0) {
			return at - 1;
		}
	}
	return mine_pairs_add(p, a, b);
}

#endif
