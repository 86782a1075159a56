/* Which of the dossiers of a study count. */
#include "own_log_int.h"

enum { HOUR_S = 3600 };

struct sieve {
	const struct own_ask *ask;
	const struct mine_view *v;
	int32_t activity, from, to, giver, taker;
};

static int32_t activity_named(const struct own_study *s, struct str name)
{
	int32_t i = 0;

	while (i < s->s.view.activities && !str_eq(s->activity[i], name)) {
		i++;
	}
	return i;
}

static int32_t holder_named(const struct own_study *s, struct str key)
{
	int32_t i = 0;

	while (i < s->s.view.holders && !str_eq(s->holder[i].key, key)) {
		i++;
	}
	return i;
}

/* `a` occurs; with `b`, that directly after it, or sooner or later. */
static bool occurs(const int32_t *of, size_t from, size_t to, int32_t a, const int32_t *b,
		   bool later)
{
	bool before = false;

	for (size_t i = from; i < to; i++) {
		if (b == NULL ? of[i] == a : before && of[i] == *b) {
			return true;
		}
		before = of[i] == a || (before && later);
	}
	return false;
}

static bool lasts(const struct sieve *s, size_t from, size_t to)
{
	int64_t took = from < to ? s->v->time[to - 1] - s->v->time[from] : 0;

	return took >= s->ask->least_h * HOUR_S * MINE_SECOND &&
	       (s->ask->most_h == 0 || took <= s->ask->most_h * HOUR_S * MINE_SECOND);
}

static bool keeps(const struct sieve *s, size_t c)
{
	const struct own_ask *ask = s->ask;
	const struct mine_view *v = s->v;
	size_t i = v->start[c], k = v->start[c + 1];

	return (ask->activity.n == 0 || occurs(v->activity, i, k, s->activity, NULL, false)) &&
	       (ask->from.n == 0 || occurs(v->activity, i, k, s->from,
					   ask->to.n > 0 ? &s->to : NULL, ask->later)) &&
	       (ask->giver.n == 0 || occurs(v->holder, i, k, s->giver,
					    ask->taker.n > 0 ? &s->taker : NULL, false)) &&
	       lasts(s, i, k);
}

/* The commonest ways of the dossiers that moved, until that share of them is reached. */
static void sift_ways(struct arena *a, const struct own_ask *ask, size_t moved,
		      const struct own_study *s, uint8_t *keep)
{
	struct mine_view v = s->s.view;
	struct arena_mark mark = arena_mark(a);
	struct arena scratch;
	struct mine_variants all;
	size_t cases = 0, ways = 0, sum = 0;
	uint8_t *asked = arena_copy(a, keep, v.cases);

	for (size_t c = 0; c < v.cases; c++) {
		asked[c] = keep[c] != 0 && c < moved;
		cases += asked[c];
	}
	v.keep = asked;
	arena_init(&scratch, 0);
	mine_variants(a, &scratch, &v, s->s.activity_rank, &all);
	v.keep = keep;
	const uint32_t *of = mine_variant_of(a, &scratch, &v, &all);

	while (ways < all.n && sum * 100 < cases * (size_t)ask->ways) {
		sum += all.variant[ways++].cases;
	}
	for (size_t c = 0; c < v.cases; c++) {
		keep[c] = keep[c] != 0 && of[c] < ways;
	}
	arena_done(&scratch);
	arena_release(a, mark);
}

void own_sift(struct arena *a, const struct own_ask *ask, size_t moved, const struct own_study *s,
	      uint8_t *keep)
{
	const struct sieve sieve = {
		.ask = ask, .v = &s->s.view, .activity = activity_named(s, ask->activity),
		.from = activity_named(s, ask->from), .to = activity_named(s, ask->to),
		.giver = holder_named(s, ask->giver), .taker = holder_named(s, ask->taker),
	};

	for (size_t c = 0; c < s->s.view.cases; c++) {
		keep[c] = keeps(&sieve, c);
	}
	if (ask->ways > 0) {
		sift_ways(a, ask, moved, s, keep);
	}
}
