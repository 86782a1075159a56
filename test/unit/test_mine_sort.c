/* Sorting by digits against sorting by comparisons. */
#include "core/mine_sort.h"

#include "tap.h"

#include <stdlib.h>
#include <string.h>

static struct arena scratch;
static uint64_t chance = 7;

static uint64_t draw(void)
{
	chance = chance * UINT64_C(6364136223846793005) + 1442695040888963407U;
	return chance ^ chance >> 29;
}

static int by_key(const void *x, const void *y)
{
	const struct mine_key *a = x, *b = y;

	return a->key != b->key ? (a->key > b->key ? 1 : -1) : (a->at > b->at) - (a->at < b->at);
}

/* Keys of so many bits from `least` on; `at` counts, so that a stable order is by it too. */
static bool agrees(size_t n, int bits, int64_t least)
{
	struct mine_key *k = arena_array(&scratch, struct mine_key, n);

	for (size_t i = 0; i < n; i++) {
		k[i].key = (int64_t)((uint64_t)least + (bits == 0 ? 0 : draw() >> (64 - bits)));
		k[i].at = (uint32_t)i;
	}
	struct mine_key *want = arena_copy(&scratch, k, n * sizeof(*k));

	if (n > 0) {
		qsort(want, n, sizeof(*want), by_key);
	}
	mine_sort(&scratch, k, n);
	for (size_t i = 0; i < n; i++) {
		if (k[i].key != want[i].key || k[i].at != want[i].at) {
			return false;
		}
	}
	return true;
}

static void keys(void)
{
	static const size_t counts[] = { 0, 1, 2, 47, 48, 49, 1000, 20000 };
	static const int bits[] = { 0, 1, 10, 11, 12, 22, 33, 47, 63, 64 };
	static const int64_t least[] = { 0, 1, -1000000, INT64_MIN, 1767225600000000 };

	for (size_t i = 0; i < ARRAY_LEN(counts); i++) {
		int64_t wrong = 0;

		for (size_t b = 0; b < ARRAY_LEN(bits); b++) {
			for (size_t l = 0; l < ARRAY_LEN(least); l++) {
				wrong += !agrees(counts[i], bits[b], least[l]);
				arena_reset(&scratch);
			}
		}
		is_int(wrong, 0, "%zu keys", counts[i]);
	}
}

static void groups(void)
{
	enum { N = 5000, GROUPS = 7 };
	struct mine_key *k = arena_array(&scratch, struct mine_key, N);
	int32_t *group = arena_array(&scratch, int32_t, N);
	int64_t wrong = 0;

	for (uint32_t i = 0; i < N; i++) {
		group[i] = (int32_t)(draw() % GROUPS);
		k[i] = (struct mine_key){ .at = N - i };
	}
	mine_sort_groups(&scratch, k, N, group, 1, GROUPS);
	for (size_t i = 1; i < N; i++) {
		int32_t before = group[k[i - 1].at - 1], now = group[k[i].at - 1];

		wrong += before > now || (before == now && k[i - 1].at < k[i].at);
	}
	is_int(wrong, 0, "groups stand together, each as it stood");
	mine_sort_groups(&scratch, k, 0, group, 0, 0);
	ok(true, "and none");
}

int main(void)
{
	arena_init(&scratch, 0);
	keys();
	groups();
	arena_done(&scratch);
	return done_testing();
}
