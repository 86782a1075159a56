/* Events in an order of their own. */
#include "mine_sort.h"

#include <string.h>

enum {
	DIGIT = 11, VALUES = 1 << DIGIT, DIGITS = 6,	/* of 64 bits */
	FEW = 48,			/* less than what a digit's table costs */
};

static void insert(struct mine_key *k, size_t n)
{
	for (size_t i = 1; i < n; i++) {
		struct mine_key one = k[i];
		size_t at = i;

		for (; at > 0 && k[at - 1].key > one.key; at--) {
			k[at] = k[at - 1];
		}
		k[at] = one;
	}
}

/* Counts of values, in place, to where each begins. */
static void add_up(size_t *count, size_t n)
{
	size_t sum = 0;

	for (size_t i = 0; i < n; i++) {
		size_t here = count[i];

		count[i] = sum;
		sum += here;
	}
}

static size_t digit(uint64_t key, int d)
{
	return key >> (d * DIGIT) & (VALUES - 1);
}

/* All tables in one reading. */
static void count_digits(const struct mine_key *k, size_t n, uint64_t least, size_t *count)
{
	for (size_t i = 0; i < n; i++) {
		uint64_t key = (uint64_t)k[i].key - least;

		for (int d = 0; d < DIGITS; d++) {
			count[(size_t)d * VALUES + digit(key, d)]++;
		}
	}
}

void mine_sort(struct arena *scratch, struct mine_key *k, size_t n)
{
	struct arena_mark mark = arena_mark(scratch);
	int64_t least = n > 0 ? k[0].key : 0;

	if (n < FEW) {
		insert(k, n);
		return;
	}
	for (size_t i = 1; i < n; i++) {
		least = k[i].key < least ? k[i].key : least;
	}
	size_t *count = arena_array(scratch, size_t, (size_t)DIGITS * VALUES);
	struct mine_key *from = k, *to = arena_array(scratch, struct mine_key, n);

	count_digits(k, n, (uint64_t)least, count);
	for (int d = 0; d < DIGITS; d++) {
		size_t *next = count + (size_t)d * VALUES;

		if (next[digit((uint64_t)from[0].key - (uint64_t)least, d)] == n) {
			continue;	/* they do not differ in it */
		}
		add_up(next, VALUES);
		for (size_t i = 0; i < n; i++) {
			to[next[digit((uint64_t)from[i].key - (uint64_t)least, d)]++] = from[i];
		}
		struct mine_key *swap = from;

		from = to;
		to = swap;
	}
	if (from != k) {
		memcpy(k, from, n * sizeof(*k));
	}
	arena_release(scratch, mark);
}

void mine_sort_groups(struct arena *scratch, struct mine_key *k, size_t n, const int32_t *group,
		      size_t back, int32_t groups)
{
	struct arena_mark mark = arena_mark(scratch);
	size_t *next = arena_array(scratch, size_t, (size_t)groups);
	struct mine_key *to = arena_array(scratch, struct mine_key, n);

	for (size_t i = 0; i < n; i++) {
		next[group[k[i].at - back]]++;
	}
	add_up(next, (size_t)groups);
	for (size_t i = 0; i < n; i++) {
		to[next[group[k[i].at - back]]++] = k[i];
	}
	if (n > 0) {
		memcpy(k, to, n * sizeof(*k));
	}
	arena_release(scratch, mark);
}
