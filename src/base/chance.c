/* Chance from a seed. */
#include "chance.h"

#include <assert.h>

uint64_t chance_next(struct chance *c)
{
	uint64_t z = (c->state += 0x9E3779B97F4A7C15U);
	z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9U;
	z = (z ^ (z >> 27)) * 0x94D049BB133111EBU;
	return z ^ (z >> 31);
}

struct chance chance_of(uint64_t seed, uint64_t number)
{
	struct chance c = { seed ^ (number * 0xD1342543DE82EF95U) };
	c.state = chance_next(&c);
	return c;
}

int64_t chance_below(struct chance *c, int64_t n)
{
	assert(n >= 1);
	return (int64_t)(chance_next(c) % (uint64_t)n);
}

int64_t chance_between(struct chance *c, int64_t least, int64_t most)
{
	return least + chance_below(c, most - least + 1);
}

bool chance_hit(struct chance *c, int64_t per_ten_thousand)
{
	return chance_below(c, 10000) < per_ten_thousand;
}

size_t chance_pick(struct chance *c, const int32_t *weight, size_t n)
{
	int64_t sum = 0;
	for (size_t i = 0; i < n; i++) {
		sum += weight[i];
	}
	int64_t at = chance_below(c, sum);
	size_t i = 0;
	while (at >= weight[i]) {
		at -= weight[i++];
	}
	return i;
}

/* Middles of 64 equal parts of the log-normal distribution with sigma 0.55,
 * written down so that no library's exp is asked. */
static const int16_t spread[] = {
	265, 335, 379, 415, 445, 472, 497, 520, 542, 563, 584, 604,
	624, 643, 662, 681, 699, 718, 736, 755, 774, 792, 811, 830,
	849, 868, 887, 907, 927, 947, 968, 989, 1011, 1033, 1055, 1079,
	1102, 1127, 1152, 1178, 1205, 1233, 1262, 1293, 1324, 1358, 1393, 1430,
	1469, 1511, 1555, 1603, 1656, 1712, 1775, 1845, 1923, 2014, 2120, 2249,
	2412, 2635, 2983, 3780,
};

int64_t chance_spread(struct chance *c)
{
	return spread[chance_below(c, (int64_t)ARRAY_LEN(spread))];
}
