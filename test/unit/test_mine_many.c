/* Mining: what is too much is refused before it is counted. */
#include "core/mine_people.h"

#include "base/arena.h"

#include "mine_log.h"
#include "tap.h"

#include <stdio.h>

static struct arena arena, scratch;

/* One case that so many go through, one after the other. */
static bool people_of(int holders, struct mine_people *out, struct err *e)
{
	struct mine_log l;
	struct mine_view v;
	char name[16];

	log_open(&l);
	for (int i = 0; i < holders; i++) {
		(void)snprintf(name, sizeof(name), "h%d", i);
		log_event(&l, "c", "a", name, i);
	}
	mine_log_order(&arena, &scratch, &l, &v);
	bool good = mine_people(&arena, &scratch, &v, NULL,
				mine_names_rank(&arena, &l.holders), out, e);

	log_close(&l);
	return good;
}

int main(void)
{
	struct mine_people p;
	struct err e;

	arena_init(&arena, 0);
	arena_init(&scratch, 0);
	ok(people_of(1200, &p, &e), "a case of more than a thousand holders");
	is_int(p.together.total, 1200 * 1199 / 2, "each two of them together");
	/* 6000 × 5999 / 2 pairs are more than there may be. */
	ok(!people_of(6000, &p, &e), "of six thousand: refused");
	is_str(e.key, "log.pairs", "by name");
	is_int(p.together.pairs.n, 0, "before any pair of them is counted");
	arena_done(&scratch);
	arena_done(&arena);
	return done_testing();
}
