/* Hash maps. */
#include "base/map.h"

#include "tap.h"

enum { MANY = 20000 };

static struct arena arena;
static int value[MANY];

static void texts(void)
{
	struct map m;
	map_init(&m, &arena);
	ok(map_get(&m, STR("a")) == NULL, "an empty map has nothing");
	map_put(&m, STR(""), &value[0]);
	map_put(&m, STR("a"), &value[1]);
	ok(map_get(&m, STR("")) == &value[0], "the empty key is a key");
	ok(map_get(&m, (struct str){ 0 }) == &value[0], "also at NULL");
	map_put(&m, STR("a"), &value[2]);
	ok(map_get(&m, STR("a")) == &value[2] && m.n == 2, "a second put replaces");
	for (int i = 0; i < MANY; i++) {
		map_put(&m, str_fmt(&arena, "khóa-%d", i), &value[i]);
	}
	int bad = 0;
	for (int i = 0; i < MANY; i++) {
		bad += map_get(&m, str_fmt(&arena, "khóa-%d", i)) != &value[i];
		bad += map_get(&m, str_fmt(&arena, "khoá-%d", i)) != NULL;
	}
	is_int(bad, 0, "many keys are found, others not");
	is_int((int64_t)m.n, MANY + 2, "count");
}

static void integers(void)
{
	struct imap m;
	imap_init(&m, &arena);
	ok(imap_get(&m, 0) == NULL, "an empty map has nothing");
	static const int64_t edges[] = { 0, -1, INT64_MIN, INT64_MAX, 1 };
	for (size_t i = 0; i < ARRAY_LEN(edges); i++) {
		imap_put(&m, edges[i], &value[i]);
	}
	for (size_t i = 0; i < ARRAY_LEN(edges); i++) {
		ok(imap_get(&m, edges[i]) == &value[i], "edge %" PRId64, edges[i]);
	}
	imap_put(&m, -1, &value[9]);
	ok(imap_get(&m, -1) == &value[9] && m.n == ARRAY_LEN(edges), "a second put replaces");
	/* Steps of a power of two, as ids have. */
	for (int i = 0; i < MANY; i++) {
		imap_put(&m, (int64_t)(i + 1) << 21, &value[i]);
	}
	int bad = 0;
	for (int i = 0; i < MANY; i++) {
		bad += imap_get(&m, (int64_t)(i + 1) << 21) != &value[i];
		bad += imap_get(&m, ((int64_t)(i + 1) << 21) + 1) != NULL;
	}
	is_int(bad, 0, "many keys are found, others not");
}

int main(void)
{
	arena_init(&arena, 0);
	texts();
	integers();
	arena_done(&arena);
	return done_testing();
}
