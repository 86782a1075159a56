/*
 * Seeded chance for the tests of faults (splitmix64): the state is the seed.
 */
#ifndef DUNGHEN_TEST_CHANCE_H
#define DUNGHEN_TEST_CHANCE_H

#include <stdint.h>

static inline uint64_t chance_below(uint64_t *state, uint64_t below)
{
	uint64_t z = (*state += UINT64_C(0x9E3779B97F4A7C15));

	z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
	return (z ^ (z >> 31)) % below;
}

#endif
