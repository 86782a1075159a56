/* What if: the past of the store replayed with a change. */
#include "whatif_int.h"

#include "base/num.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- side by side ---- */

/* Both sides of all runs, and where their figures go. */
struct sides {
	struct past *p;
	struct way_stops base, changed;
	struct sim sim, with;
	struct sim_end *end;
	int64_t *space;
	int64_t runs;
	double *late[2], *median[2], *late_all[2], *median_all[2];	/* by run */
	double *due_late, *due_median;
	struct whatif_answer *out;
};

static struct sim sim_of(const struct way_stops *w, const struct sim_post *post, size_t posts,
			 const struct sim_pool *pool)
{
	return (struct sim){ .post = post, .posts = posts, .pool = pool, .stop = w->stops.v,
			     .cases = w->cases, .n = w->n };
}

static void sides_alloc(struct sides *s)
{
	struct arena *a = s->p->a;
	size_t runs = (size_t)s->runs;

	s->end = arena_array(a, struct sim_end, s->base.n);
	s->space = arena_array(a, int64_t, s->base.n);
	for (int i = 0; i < 2; i++) {
		s->late[i] = arena_array(a, double, runs);
		s->median[i] = arena_array(a, double, runs);
		s->late_all[i] = arena_array(a, double, runs);
		s->median_all[i] = arena_array(a, double, runs);
	}
	s->due_late = arena_array(a, double, runs);
	s->due_median = arena_array(a, double, runs);
}

static void add_bands(int64_t *sum, const int64_t *band)
{
	for (int b = 0; b < WHATIF_BANDS; b++) {
		sum[b] += band[b];
	}
}

static void run_side(struct sides *s, int side, int64_t run)
{
	const struct sim *sim = side == 0 ? &s->sim : &s->with;
	const struct way_stops *w = side == 0 ? &s->base : &s->changed;
	struct whatif_sums *sums = side == 0 ? &s->out->base : &s->out->changed;
	struct whatif_sums *all = side == 0 ? &s->out->base_all : &s->out->changed_all;
	struct sim_chance c = { .seed = s->p->ask->seed, .run = run };
	struct whatif_tally t;

	sim_run(sim, s->p->a, &c, s->end);
	whatif_count(w, s->end, true, s->space, &t);
	s->late[side][run] = (double)t.late;
	s->median[side][run] = (double)t.median_s;
	sums->cases = t.cases;
	add_bands(sums->band, t.band);
	whatif_count(w, s->end, false, s->space, &t);
	s->late_all[side][run] = (double)t.late;
	s->median_all[side][run] = (double)t.median_s;
	all->cases = t.cases;
	add_bands(all->band, t.band);
	for (size_t i = 0; i < w->n; i++) {
		s->out->events += w->cases[i].stops;
	}
	if (side == 0) {
		whatif_count_due(w, s->end, s->p->from, s->p->until, s->space, &t);
		s->due_late[run] = t.cases > 0 ? (double)t.late * 100 / (double)t.cases : 0;
		s->due_median[run] = (double)t.median_s;
	}
}

/* What the late ones became, per cent, run by run. */
static struct whatif_spread change_of(struct arena *a, const double *was, const double *is,
				      size_t runs)
{
	double *v = arena_array(a, double, runs), sum = 0, with = 0;
	size_t n = 0;

	for (size_t i = 0; i < runs; i++) {
		if (was[i] > 0) {
			v[n++] = (is[i] - was[i]) * 100 / was[i];
		}
		sum += was[i];
		with += is[i];
	}
	struct whatif_spread s = whatif_spread_of(v, n);

	s.mean = sum > 0 ? (with - sum) * 100 / sum : 0;
	return s;
}

static void settle(struct sides *s)
{
	struct whatif_answer *o = s->out;
	size_t runs = (size_t)s->runs;

	o->less = change_of(s->p->a, s->late[0], s->late[1], runs);
	o->less_all = change_of(s->p->a, s->late_all[0], s->late_all[1], runs);
	o->base.late = whatif_spread_of(s->late[0], runs);
	o->changed.late = whatif_spread_of(s->late[1], runs);
	o->any = o->base.late.mean > 0;
	o->base.median_s = whatif_spread_of(s->median[0], runs);
	o->changed.median_s = whatif_spread_of(s->median[1], runs);
	o->base_all.late = whatif_spread_of(s->late_all[0], runs);
	o->changed_all.late = whatif_spread_of(s->late_all[1], runs);
	o->base_all.median_s = whatif_spread_of(s->median_all[0], runs);
	o->changed_all.median_s = whatif_spread_of(s->median_all[1], runs);
	whatif_count_real(&s->base, s->p->from, s->p->until, s->space, &o->check);
	o->check.late_told = whatif_spread_of(s->due_late, runs);
	o->check.median_told = whatif_spread_of(s->due_median, runs);
}

static void tell(const struct past *p, int64_t done, int64_t of)
{
	if (p->ask->progress.fn != NULL) {
		p->ask->progress.fn(p->ask->progress.ctx, "progress.whatif", done, of);
	}
}

static bool go_on(const struct past *p, struct err *e)
{
	return p->ask->stop == NULL || !p->ask->stop(p->ask->stop_ctx) ||
	       err_set(e, ERR_BUSY, "whatif.stopped", NULL);
}

static bool run_sides(struct sides *s, int64_t done, int64_t of, struct err *e)
{
	sides_alloc(s);
	for (int64_t run = 0; run < s->runs; run++) {
		tell(s->p, done + run, of);
		if (!go_on(s->p, e)) {
			return false;
		}
		run_side(s, 0, run);
		run_side(s, 1, run);
	}
	settle(s);
	return true;
}

/* ---- a question ---- */

/* Learns, changes, replays; what the change cannot reach is left where it was. */
static bool replay(struct past *p, int tenths, int64_t runs, int64_t done, int64_t of,
		   struct past_fit *f, struct whatif_answer *out, struct err *e)
{
	struct sides s = { .p = p, .runs = runs, .out = out };
	struct way_stops base, changed;
	struct sim_post *post;

	past_fit(p, INT64_MAX, tenths, f);
	past_ways(p, f, INT64_MAX, p->ask->seed, &base);
	change_apply(p, &base, f, &changed, &post);
	base.touched = changed.touched;
	bool *keep = whatif_reach(p->a, &base, p->posts.n);

	s.base = whatif_kept(p->a, &base, keep);
	s.changed = whatif_kept(p->a, &changed, keep);
	s.sim = sim_of(&s.base, f->post, p->posts.n, f->pool);
	s.with = sim_of(&s.changed, post, p->posts.n, f->saved);
	out->replayed = (int64_t)s.base.n;
	return run_sides(&s, done, of, e) && (out->base.cases > 0 ||
	       err_set(e, ERR_NOT_FOUND, "whatif.none", NULL));
}

static struct whatif_at at_post(const struct past *p, const struct past_fit *f, int32_t at)
{
	return (struct whatif_at){
		.persons = (int64_t)past_post(p, at)->persons, .stops = f->share[at].stops,
		.tenths = f->share[at].tenths, .own = f->share[at].own };
}

static void tell_posts(struct past *p, const struct past_fit *f, struct whatif_answer *out)
{
	for (size_t i = 0; i < p->ask->changes; i++) {
		const struct whatif_change *c = &p->ask->change[i];

		if (c->kind != WHATIF_PERSONS) {
			continue;
		}
		const struct unit *u = org_unit_by_key(&p->app->org, c->unit);
		int32_t at = past_post_at(p, u, post_of_str(c->post), false);

		out->bounded = true;
		out->at[i] = at_post(p, f, at);
	}
}

/* What the most is that people could do: were all the time at posts effort. */
static bool bound(struct past *p, int64_t runs, int64_t done, int64_t of,
		  struct whatif_answer *out, struct err *e)
{
	struct past_fit f;
	struct whatif_answer most = { 0 };

	if (!out->bounded) {
		return true;
	}
	if (!replay(p, SIM_SHARES, runs, done, of, &f, &most, e)) {
		return false;
	}
	/* Of fewer runs: chance may not make the most of it less than it is. */
	out->at_most = out->less.mean < 0 ? fmin(most.less.mean, out->less.mean)
					  : fmax(most.less.mean, out->less.mean);
	out->events += most.events;
	return true;
}

static bool known(struct past *p, struct err *e)
{
	past_people(p, INT64_MAX);
	for (size_t i = 0; i < p->ask->changes; i++) {
		if (!change_known(p, &p->ask->change[i], e)) {
			return false;
		}
	}
	return true;
}

enum { BOUND_RUNS = 5 };		/* one in so many runs, but as many at least */

bool app_whatif(struct app *app, const struct whatif_ask *ask, struct whatif_answer *out,
		struct err *e)
{
	struct arena work;
	struct past p;
	struct past_fit f;
	int64_t more = num_min(num_max(ask->runs / BOUND_RUNS, BOUND_RUNS), ask->runs);

	*out = (struct whatif_answer){ .runs = ask->runs };
	arena_init(&work, WHATIF_ARENA_MOST);
	bool good = past_read(app, &work, ask, &p, e) && known(&p, e) &&
		    replay(&p, SIM_SHARE_FOUND, ask->runs, 0, ask->runs + more, &f, out, e);

	if (good) {
		out->from = p.from;
		out->until = p.until;
		out->learnt = (int64_t)p.cases.n;
		out->left_out = p.left_out;
		tell_posts(&p, &f, out);
		good = bound(&p, more, ask->runs, ask->runs + more, out, e);
	}
	arena_done(&work);
	return good;
}

/* ---- where there are queues ---- */

static int by_stays(const void *x, const void *y)
{
	const struct whatif_post *a = x, *b = y;

	if (a->at.stops != b->at.stops) {
		return a->at.stops > b->at.stops ? -1 : 1;
	}
	return a->unit.v != b->unit.v ? (a->unit.v < b->unit.v ? -1 : 1)
				      : strcmp(a->post.code, b->post.code);
}

static bool in_sight(const struct past *p, const struct past_post *at)
{
	const struct unit *u = org_unit(&p->app->org, at->unit);
	const struct unit *top = org_unit(&p->app->org, p->ask->top);

	return top == NULL || (u != NULL && org_below(&p->app->org, u, top, day_of(p->until)));
}

bool app_whatif_posts(struct app *app, struct arena *a, const struct whatif_ask *ask,
		      struct whatif_post **out, size_t *n, struct err *e)
{
	struct arena work;
	struct past p;
	struct past_fit f;

	arena_init(&work, WHATIF_ARENA_MOST);
	bool good = past_read(app, &work, ask, &p, e);

	*n = 0;
	if (good) {
		past_fit(&p, INT64_MAX, SIM_SHARE_FOUND, &f);
		*out = arena_array(a, struct whatif_post, p.posts.n);
		for (size_t i = 0; i < p.posts.n; i++) {
			const struct past_post *at = past_post(&p, (int32_t)i);

			if (in_sight(&p, at)) {
				(*out)[(*n)++] = (struct whatif_post){
					at->unit, at->post, at_post(&p, &f, (int32_t)i) };
			}
		}
		qsort(*out, *n, sizeof(**out), by_stays);
	}
	arena_done(&work);
	return good;
}

/* ---- what it is worth ---- */

struct halves {
	struct past p;
	struct past_fit f;
	struct way_stops w;
	double *late, *median;		/* by run */
};

static bool foretell(struct halves *h, int64_t middle, struct err *e)
{
	struct past *p = &h->p;
	struct sim sim = sim_of(&h->w, h->f.post, p->posts.n, h->f.pool);
	struct sim_end *end = arena_array(p->a, struct sim_end, h->w.n);
	int64_t *space = arena_array(p->a, int64_t, h->w.n), runs = p->ask->runs;

	h->late = arena_array(p->a, double, (size_t)runs);
	h->median = arena_array(p->a, double, (size_t)runs);
	for (int64_t run = 0; run < runs; run++) {
		struct sim_chance c = { .seed = p->ask->seed, .run = run };
		struct whatif_tally t;

		tell(p, run, runs);
		if (!go_on(p, e)) {
			return false;
		}
		sim_run(&sim, p->a, &c, end);
		whatif_count_due(&h->w, end, middle, p->until, space, &t);
		h->late[run] = t.cases > 0 ? (double)t.late * 100 / (double)t.cases : 0;
		h->median[run] = (double)t.median_s;
	}
	return true;
}

static bool look_back(struct app *app, struct arena *work, const struct whatif_ask *ask,
		      struct whatif_back *out, struct err *e)
{
	struct halves h;

	if (!past_read(app, work, ask, &h.p, e)) {
		return false;
	}
	*out = (struct whatif_back){ .middle = h.p.from + (h.p.until - h.p.from) / 2 };
	past_fit(&h.p, out->middle, SIM_SHARE_FOUND, &h.f);
	out->learnt = h.f.visits;
	past_ways(&h.p, &h.f, out->middle, ask->seed, &h.w);
	if (!foretell(&h, out->middle, e)) {
		return false;
	}
	whatif_count_real(&h.w, out->middle, h.p.until, arena_array(work, int64_t, h.w.n),
			  &out->check);
	out->check.late_told = whatif_spread_of(h.late, (size_t)ask->runs);
	out->check.median_told = whatif_spread_of(h.median, (size_t)ask->runs);
	return (out->check.cases > 0 && out->learnt > 0) ||
	       err_set(e, ERR_NOT_FOUND, "whatif.none", NULL);
}

bool app_whatif_back(struct app *app, const struct whatif_ask *ask, struct whatif_back *out,
		     struct err *e)
{
	struct arena work;

	arena_init(&work, WHATIF_ARENA_MOST);
	bool good = look_back(app, &work, ask, out, e);

	arena_done(&work);
	return good;
}
