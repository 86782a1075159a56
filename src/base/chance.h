/*
 * Chance from a seed, for the demonstration and for simulations: integers only, the same on every
 * machine.
 */
#ifndef DUNGHEN_BASE_CHANCE_H
#define DUNGHEN_BASE_CHANCE_H

#include "compiler.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct chance {			/* SplitMix64 */
	uint64_t state;
};

/* A stream of its own for each number, so that one dossier's fate does not
 * change another's. */
struct chance chance_of(uint64_t seed, uint64_t number);
uint64_t chance_next(struct chance *c);
/* 0 … n-1; n ≥ 1. */
int64_t chance_below(struct chance *c, int64_t n);
/* least … most. */
int64_t chance_between(struct chance *c, int64_t least, int64_t most);
bool chance_hit(struct chance *c, int64_t per_ten_thousand);
/* An index, by weight; the sum must be above 0. */
size_t chance_pick(struct chance *c, const int32_t *weight, size_t n);
/* A factor per mille of how long work takes: mostly less, sometimes much more
 * (log-normal, median 1000). */
int64_t chance_spread(struct chance *c);

#endif
