/* What-if: what was learnt of stays, and the ways dossiers go in a replay. */
#include "whatif_int.h"

#include "base/chance.h"
#include "base/num.h"

#include <stdlib.h>

/* ---- which pool ---- */

static int32_t slot_of(const struct way_version *w, const struct stay *t)
{
	return w->first + (t->step >= 0 ? t->step : (int32_t)w->v->steps + t->body);
}

/* The post's own of that step, that of the step anywhere, that of any such step. */
static void pool_keys(const struct past *p, const struct way_version *w, const struct stay *t,
		      int64_t key[SIM_LEVELS])
{
	int32_t slot = slot_of(w, t);
	enum { KINDS = 64 };
	int64_t kind = t->step >= 0 ? (int64_t)w->v->step[t->step].kind : KINDS / 2 + t->body;

	key[0] = t->post == NO_POST ? 0
		 : ((int64_t)t->post + 1) * (p->slots + KINDS) + KINDS + slot;
	key[1] = KINDS + slot;
	key[2] = 1 + kind;
}

static int32_t pool_at(struct past_fit *f, int64_t key, bool make)
{
	intptr_t i = key == 0 ? 0 : (intptr_t)imap_get(&f->pool_of, key);

	if (i == 0 && make && key != 0) {
		i = ++f->pools;
		imap_put(&f->pool_of, key, (void *)i);
	}
	return (int32_t)(i - 1);	/* SIM_NEVER: none */
}

static int32_t plan_of(const struct way_version *w, const struct stay *t)
{
	return t->step >= 0 ? (int32_t)num_min(w->v->step[t->step].plan_s, INT32_MAX) : DAY_S;
}

/* ---- learning ---- */

/* What came and went together goes by its place, so that the order is the same anywhere. */
static int by_place(const struct sim_visit *a, const struct sim_visit *b)
{
	if (a->person != b->person) {
		return a->person < b->person ? -1 : 1;
	}
	if (a->urgency != b->urgency) {
		return a->urgency < b->urgency ? -1 : 1;
	}
	return a->pool[1] < b->pool[1] ? -1 : a->pool[1] > b->pool[1];
}

static int by_post(const void *x, const void *y)
{
	const struct sim_visit *a = x, *b = y;
	bool one = a->kind == SIM_AT_POST, other = b->kind == SIM_AT_POST;

	if (one != other) {
		return one ? -1 : 1;
	}
	if (a->post != b->post) {
		return a->post < b->post ? -1 : 1;
	}
	if (a->from != b->from) {
		return a->from < b->from ? -1 : 1;
	}
	return a->to != b->to ? (a->to < b->to ? -1 : 1) : by_place(a, b);
}

/* Posts of the same code are alike. */
static int32_t *sorts_of(struct past *p)
{
	int32_t *sort = arena_array(p->a, int32_t, p->posts.n), sorts = 0;

	for (size_t i = 0; i < p->posts.n; i++) {
		size_t k = 0;

		while (!post_eq(past_post(p, (int32_t)k)->post, past_post(p, (int32_t)i)->post)) {
			k++;
		}
		sort[i] = k < i ? sort[k] : sorts++;
	}
	return sort;
}

/* What ended by being given up says nothing of how long it takes. */
static bool tells(const struct past_case *c, size_t i, const struct stay *t, int64_t upto)
{
	bool given_up = i + 1 == c->stays && c->ended && !c->result;

	return t->to != INSTANT_NONE && t->to <= upto && !given_up;
}

static struct sim_visit *visits_of(struct past *p, struct past_fit *f, int64_t upto, size_t *out)
{
	struct sim_visit *v = arena_array(p->a, struct sim_visit, p->stays.n);
	const int32_t *sort = sorts_of(p);
	size_t n = 0;

	for (size_t i = 0; i < p->cases.n; i++) {
		const struct past_case *c = past_case(p, i);

		for (size_t k = 0; k < c->stays; k++) {
			const struct stay *t = past_stay(p, c, k);
			int64_t key[SIM_LEVELS];

			if (!tells(c, k, t, upto)) {
				continue;
			}
			v[n] = (struct sim_visit){
				.post = t->post, .person = t->person, .from = t->from,
				.to = t->to, .kind = t->kind, .urgency = t->urgency,
				.cal = t->kind == SIM_IN_OFFICE ? c->cal : NULL,
				.sort = t->post == NO_POST ? 0 : sort[t->post],
				.plan_s = plan_of(c->way, t), .saved_s = t->saved_s };
			pool_keys(p, c->way, t, key);
			for (int l = 0; l < SIM_LEVELS; l++) {
				v[n].pool[l] = pool_at(f, key[l], true);
			}
			n++;
		}
	}
	qsort(v, n, sizeof(*v), by_post);
	*out = n;
	return v;
}

static struct sim_post *sim_posts(struct past *p)
{
	struct sim_post *out = arena_array(p->a, struct sim_post, p->posts.n);

	for (size_t i = 0; i < p->posts.n; i++) {
		const struct past_post *at = past_post(p, (int32_t)i);

		out[i] = (struct sim_post){ at->cal, at->person, at->persons, false };
	}
	return out;
}

void past_fit(struct past *p, int64_t upto, int tenths, struct past_fit *out)
{
	size_t n;
	bool saved = false;

	*out = (struct past_fit){ 0 };
	imap_init(&out->pool_of, p->a);
	past_people(p, upto);
	struct sim_visit *v = visits_of(p, out, upto, &n);

	out->post = sim_posts(p);
	out->share = arena_array(p->a, struct sim_share, p->posts.n);
	sim_fit(p->a, out->post, p->posts.n, v, n, tenths, out->share);
	for (size_t i = 0; i < p->posts.n; i++) {
		out->post[i].flows = out->share[i].tenths == 0;
	}
	out->pool = sim_pools(p->a, v, n, (size_t)out->pools, false);
	for (size_t i = 0; i < n && !saved; i++) {
		saved = v[i].saved_s > 0;
	}
	out->saved = saved ? sim_pools(p->a, v, n, (size_t)out->pools, true) : out->pool;
	out->visits = (int64_t)n;
}

/* ---- ways ---- */

struct paving {
	struct past *p;
	struct past_fit *f;
	struct way_stops *out;
	const struct past_case *c;
	uint32_t stops;
};

/* The post that a step has for this dossier, by the law's own words. */
static int32_t post_for(struct paving *w, const struct step *s)
{
	const struct past_case *c = w->c;
	const struct unit *u = s->kind == STEP_INTAKE ? c->counter
			       : c->agency != NULL
			       ? org_relative(&w->p->app->org, c->agency, s->unit) : NULL;

	return u != NULL ? past_post_at(w->p, u, s->post, false) : NO_POST;
}

static int32_t rest_of_plan(const struct procedure_version *v, int step)
{
	int64_t sum = 0;

	for (size_t i = step < 0 ? v->steps : (size_t)step; i < v->steps; i++) {
		sum += v->step[i].plan_s;
	}
	return (int32_t)num_min(sum, INT32_MAX);
}

static void pave(struct paving *w, const struct stay *t)
{
	int64_t key[SIM_LEVELS];
	struct sim_stop s = {
		.post = t->post, .kind = t->kind, .plan_s = plan_of(w->c->way, t),
		.plan_rest_s = rest_of_plan(w->c->way->v, t->step), .step = t->step,
		.number = (int16_t)(w->stops & 0xfff) };

	pool_keys(w->p, w->c->way, t, key);
	for (int l = 0; l < SIM_LEVELS; l++) {
		s.pool[l] = pool_at(w->f, key[l], false);
	}
	*(struct sim_stop *)rows_add(w->p->a, &w->out->stops, sizeof(s)) = s;
	w->stops++;
}

/* The same step for another dossier. */
static void pave_like(struct paving *w, const struct stay *like)
{
	struct stay t = *like;

	if (t.kind == SIM_AT_POST) {
		t.post = post_for(w, &w->c->way->v->step[t.step]);
		t.kind = t.post == NO_POST ? SIM_IN_OFFICE : SIM_AT_POST;
	}
	pave(w, &t);
}

/* As the law has it: step after step. */
static void pave_plan(struct paving *w, int after)
{
	const struct procedure_version *v = w->c->way->v;

	for (size_t i = (size_t)(after + 1); i < v->steps; i++) {
		bool consult = v->step[i].kind == STEP_CONSULT;
		struct stay t = { .step = (int16_t)i, .post = NO_POST,
				  .kind = consult ? SIM_IN_OFFICE : SIM_AT_POST };

		pave_like(w, &t);
	}
}

static bool gone_by(const struct past_case *c, const struct past *p, int64_t upto)
{
	return c->ended && (c->stays == 0 || past_stay(p, c, c->stays - 1)->to <= upto);
}

/* One whose way up to there ended where this one's does. */
static const struct past_case *donor_of(struct paving *w, size_t known, struct chance *chance)
{
	enum { TRIES = 64 };
	const struct way_version *v = w->c->way;
	const struct stay *last = known > 0 ? past_stay(w->p, w->c, known - 1) : NULL;

	if (v->donors == 0) {
		return NULL;
	}
	size_t at = (size_t)chance_below(chance, (int64_t)v->donors);

	for (size_t i = 0; i < TRIES && i < v->donors; i++) {
		const struct past_case *d = past_case(w->p, v->donor[(at + i) % v->donors]);
		const struct stay *t = known > 0 && d->stays >= known
				       ? past_stay(w->p, d, known - 1) : NULL;

		if (last == NULL || (t != NULL && t->step == last->step && t->kind == last->kind)) {
			return d;
		}
	}
	return NULL;
}

/* Its own way as far as it is known, then another's; *result: does it end in one? */
static bool pave_way(struct paving *w, int64_t upto, struct chance *chance)
{
	const struct past_case *c = w->c;
	size_t known = 0;
	int step = -1;

	while (known < c->stays && past_stay(w->p, c, known)->from <= upto) {
		const struct stay *t = past_stay(w->p, c, known++);

		pave(w, t);
		step = t->step >= 0 ? t->step : step;
	}
	if (gone_by(c, w->p, upto)) {
		return c->result;
	}
	const struct past_case *d = donor_of(w, known, chance);

	if (d == NULL) {
		pave_plan(w, step);
		return true;
	}
	for (size_t i = known; i < d->stays; i++) {
		pave_like(w, past_stay(w->p, d, i));
	}
	return d->result;
}

static void find_donors(struct past *p, int64_t upto)
{
	for (size_t i = 0; i < p->versions.n; i++) {
		((struct way_version **)p->versions.v)[i]->donors = 0;
	}
	for (size_t i = 0; i < p->cases.n; i++) {
		const struct past_case *c = past_case(p, i);
		struct rows r = { c->way->donor, c->way->donors, c->way->cap };

		if (c->stays > 0 && gone_by(c, p, upto)) {
			*(uint32_t *)rows_add(p->a, &r, sizeof(uint32_t)) = (uint32_t)i;
			c->way->donor = r.v;
			c->way->donors = r.n;
			c->way->cap = r.cap;
		}
	}
}

/* It was over before the days asked about: nothing of it is in anybody's way. */
static bool over_before(const struct past *p, const struct past_case *c)
{
	int64_t from = day_start(p->ask->from);

	return !c->counts && c->ended && c->stays > 0 &&
	       past_stay(p, c, c->stays - 1)->to < from;
}

static void ways_alloc(struct arena *a, struct way_stops *w, size_t n)
{
	w->cases = arena_array(a, struct sim_case, n);
	w->past = arena_array(a, const struct past_case *, n);
	w->touched = arena_array(a, bool, n);
	w->result = arena_array(a, bool, n);
}

void past_ways(struct past *p, struct past_fit *f, int64_t upto, uint64_t seed,
	       struct way_stops *out)
{
	*out = (struct way_stops){ 0 };
	ways_alloc(p->a, out, p->cases.n);
	find_donors(p, upto);
	for (size_t i = 0; i < p->cases.n; i++) {
		const struct past_case *c = past_case(p, i);
		struct paving w = { p, f, out, c, 0 };
		struct chance chance = chance_of(seed ^ 0x57A7, (uint64_t)i);

		if (over_before(p, c)) {
			continue;
		}
		size_t n = out->n++;

		out->cases[n] = (struct sim_case){
			.at = c->came_at, .number = (int64_t)i, .cal = c->cal,
			.promise = c->promise, .stop = (uint32_t)out->stops.n };
		out->result[n] = pave_way(&w, upto, &chance);
		out->cases[n].stops = w.stops;
		out->past[n] = c;
	}
}
