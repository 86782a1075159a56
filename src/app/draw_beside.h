/*
 * How soon two sides of a comparison (core/mine_contrast.h) are done: the share of each side's
 * cases that last no longer than that, as two curves. The second is dashed, so that it is told
 * from the first in grey too.
 */
#ifndef DUNGHEN_APP_DRAW_BESIDE_H
#define DUNGHEN_APP_DRAW_BESIDE_H

#include "draw.h"

struct draw_side {
	struct str name;
	const int64_t *took;		/* microseconds, shortest first */
	size_t n;
};

/* Nothing (false) where a side has no cases, or nothing lasts. Of `d` it needs b, arena, words
 * and inside. */
bool draw_beside(struct draw *d, const struct draw_side side[2]);

#endif
