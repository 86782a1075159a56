/* Ordered pairs of numbers as numbers. */
#include "mine_pairs.h"

#include <string.h>

enum { FIRST_PAIRS = 256 };

void mine_pairs_start(struct mine_pairs *p, struct arena *a, int32_t values)
{
	*p = (struct mine_pairs){ .arena = a };
	if (values <= MINE_SQUARE_MOST) {
		p->side = values;
		p->place = arena_array(a, uint32_t, (size_t)values * (size_t)values);
	} else {
		p->cap = 2 * FIRST_PAIRS;
		p->place = arena_array(a, uint32_t, p->cap);
	}
}

static size_t first_place(struct mine_pair pair, size_t cap)
{
	uint64_t both = (uint64_t)(uint32_t)pair.a << 32 | (uint32_t)pair.b;

	both *= UINT64_C(0x9e3779b97f4a7c15);
	both ^= both >> 29;
	both *= UINT64_C(0xbf58476d1ce4e5b9);
	return (size_t)(both >> 20) & (cap - 1);
}

/* Where it stands, or could. */
static uint32_t *find(const struct mine_pairs *p, struct mine_pair pair)
{
	if (p->side > 0) {
		return &p->place[(size_t)pair.a * (size_t)p->side + (size_t)pair.b];
	}
	for (size_t i = first_place(pair, p->cap);; i = (i + 1) & (p->cap - 1)) {
		uint32_t at = p->place[i];

		if (at == 0 || (p->pair[at - 1].a == pair.a && p->pair[at - 1].b == pair.b)) {
			return &p->place[i];
		}
	}
}

static void grow(struct mine_pairs *p)
{
	uint32_t room = p->room == 0 ? FIRST_PAIRS : p->room * 2;
	struct mine_pair *wider = arena_array(p->arena, struct mine_pair, room);

	if (p->n > 0) {
		memcpy(wider, p->pair, p->n * sizeof(*wider));
	}
	p->pair = wider;
	p->room = room;
	if (p->side > 0 || p->cap >= 2 * (size_t)room) {
		return;
	}
	p->cap = 2 * (size_t)room;
	p->place = arena_array(p->arena, uint32_t, p->cap);
	for (uint32_t i = 0; i < p->n; i++) {
		*find(p, p->pair[i]) = i + 1;
	}
}

uint32_t mine_pairs_add(struct mine_pairs *p, int32_t a, int32_t b)
{
	struct mine_pair pair = { a, b };
	uint32_t *place = find(p, pair);

	if (*place != 0) {
		return *place - 1;
	}
	if (p->n == MINE_PAIRS_MOST) {
		p->full = true;
		return 0;
	}
	if (p->n == p->room) {
		grow(p);
		place = find(p, pair);
	}
	p->pair[p->n] = pair;
	*place = ++p->n;
	return p->n - 1;
}

bool mine_pairs_ok(const struct mine_pairs *p, struct err *e)
{
	if (!p->full) {
		return true;
	}
	(void)err_set(e, ERR_LIMIT, "log.pairs", NULL);
	return err_add_int(e, "max", MINE_PAIRS_MOST);
}
