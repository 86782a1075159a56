/* Scorecards of units. */
#include "score.h"

#include "app_int.h"

#include "store/worked.h"

#include <string.h>

struct part {				/* of a unit, of one procedure */
	const struct unit *unit;
	struct str sort, procedure;
	struct work_sums sums;
};

struct total {				/* of a sort, of one procedure */
	int64_t steps, held_s, units;
};

struct scoring {
	struct app *app;
	struct arena *a;
	struct day last;
	struct part *part;
	size_t parts, room;
	struct map total;		/* "sort/procedure" → struct total */
	struct imap place;		/* unit → its place plus one */
	struct scores *out;
};

static struct str sort_of(const struct scoring *s, const struct unit *u)
{
	const struct unit *agency = org_agency(&s->app->org, u, s->last);
	bool room = agency && agency != u && str_starts(u->key, agency->key);
	return room ? str_sub(u->key, agency->key.n, u->key.n) : unit_on(u, s->last)->type;
}

static struct total *total_of(struct scoring *s, const struct part *p)
{
	struct str key = STR_JOIN(s->a, p->sort, STR("/"), p->procedure);
	struct total *t = map_get(&s->total, key);
	if (!t) {
		t = arena_new(s->a, struct total);
		*t = (struct total){ 0 };
		map_put(&s->total, key, t);
	}
	return t;
}

static void take(void *ctx, struct unit_id id, struct str procedure, const struct work_sums *sums)
{
	struct scoring *s = ctx;
	const struct unit *u = org_unit(&s->app->org, id);
	if (!u) {
		return;
	}
	if (s->parts == s->room) {
		size_t room = s->room > 0 ? 2 * s->room : 512;
		struct part *grown = arena_array(s->a, struct part, room);
		if (s->parts > 0) {
			memcpy(grown, s->part, s->parts * sizeof(*grown));
		}
		s->part = grown;
		s->room = room;
	}
	struct part *p = &s->part[s->parts++];
	*p = (struct part){ .unit = u, .sort = sort_of(s, u), .sums = *sums,
			    .procedure = str_dup(s->a, procedure) };
	struct total *t = total_of(s, p);
	t->steps += sums->steps;
	t->held_s += sums->held_s;
	t->units += sums->steps > 0;
}

static struct score *score_of(struct scoring *s, struct unit_id unit)
{
	size_t i = (size_t)(uintptr_t)imap_get(&s->place, unit.v);
	if (i == 0) {
		s->out->score[s->out->n++] = (struct score){ .unit = unit, .half = -1,
							     .nine = -1 };
		i = s->out->n;
		imap_put(&s->place, unit.v, (void *)(uintptr_t)i);
	}
	return &s->out->score[i - 1];
}

/* What others needed for a step of it, times the unit's own steps. */
static void compare(struct scoring *s, const struct part *p, struct score *to)
{
	const struct total *t = total_of(s, p);
	int64_t steps = t->steps - p->sums.steps, held_s = t->held_s - p->sums.held_s;
	if (steps <= 0 || p->sums.steps <= 0) {
		return;
	}
	to->own_s += p->sums.held_s;
	to->expected_s += (int64_t)((__int128)held_s * p->sums.steps / steps);
	to->peers = t->units - 1 > to->peers ? t->units - 1 : to->peers;
}

static bool within(const struct scoring *s, struct unit_id top, const struct unit *u)
{
	const struct unit *t = org_unit(&s->app->org, top);
	return !t || t == u || org_below(&s->app->org, u, t, s->last);
}

static void spread(void *ctx, struct unit_id unit, int band, int64_t n)
{
	struct scoring *s = ctx;
	size_t i = (size_t)(uintptr_t)imap_get(&s->place, unit.v);
	if (i > 0) {
		s->out->score[i - 1].spread[band] += n;
	}
}

/* The band within which so many of ten lie. */
static int band_of(const struct score *c, int64_t tenths)
{
	int64_t all = 0, sum = 0;
	for (int i = 0; i < WORK_BANDS; i++) {
		all += c->spread[i];
	}
	for (int i = 0; i < WORK_BANDS && all > 0; i++) {
		sum += c->spread[i];
		if (sum * 10 >= all * tenths) {
			return i;
		}
	}
	return -1;
}

static void sort_scores(struct scores *all, const struct org *o)
{
	/* Not many, and mostly in order: units come by id, ids by age. */
	for (size_t i = 1; i < all->n; i++) {
		struct score x = all->score[i];
		size_t k = i;
		for (; k > 0 && str_cmp(org_unit(o, all->score[k - 1].unit)->key,
					org_unit(o, x.unit)->key) > 0; k--) {
			all->score[k] = all->score[k - 1];
		}
		all->score[k] = x;
	}
}

bool app_scores(struct app *app, struct arena *a, struct days days, struct unit_id top,
		struct scores *out, struct err *e)
{
	struct scores all = { .days = days };
	struct scoring s = { .app = app, .a = a, .last = { days.until.n - 1 }, .out = &all };
	map_init(&s.total, a);
	imap_init(&s.place, a);
	if (!store_worked(app->store, days.from, days.until, take, &s, e)) {
		return false;
	}
	all.score = arena_array(a, struct score, s.parts);
	for (size_t i = 0; i < s.parts; i++) {
		const struct part *p = &s.part[i];
		if (within(&s, top, p->unit)) {
			struct score *c = score_of(&s, p->unit->id);
			work_plus(&c->sums, &p->sums, 1);
			compare(&s, p, c);
		}
	}
	if (!store_spread(app->store, days.from, days.until, spread, &s, e)) {
		return false;
	}
	for (size_t i = 0; i < all.n; i++) {
		all.score[i].half = band_of(&all.score[i], 5);
		all.score[i].nine = band_of(&all.score[i], 9);
	}
	sort_scores(&all, &app->org);
	*out = all;
	return true;
}
