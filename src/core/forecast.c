/* Chances of being late: histograms of steps, convolved over what is left. */
#include "forecast.h"

#include "base/limits.h"
#include "base/num.h"

#include <assert.h>
#include <string.h>

/* Times in cells whose bounds grow by a sixth, from five minutes to some 140 working
 * days; the spread about a plan by the same cells of the ratio, in thousandths. */
enum { FIRST_S = 300, RATIO_FIRST = 10 };

struct step_times {
	int64_t n;			/* cases; 0 of them at the step: */
	int64_t none;
	int64_t cell[FORECAST_CELLS];
	double share[FORECAST_CELLS];	/* with the plan's, once settled; adds up to 1 - none */
	double none_share;
	double left[FORECAST_GRID + 1];	/* of all steps after it: chance of so much, or more */
};

/* Of its own: the law in memory may be read anew meanwhile. */
struct version_times {
	struct str code;
	int64_t number;
	size_t steps;
	int64_t *plan_s;
	struct step_times *step;
	struct version_times *next;
};

struct forecast {
	struct arena *arena;
	struct version_times *first;
	int64_t ratio[FORECAST_CELLS];	/* of time to plan, steps of all procedures */
	int64_t ratios;
	int64_t bound[FORECAST_CELLS];	/* the least of each cell, of FIRST_S */
	int64_t ratio_bound[FORECAST_CELLS];
	bool settled;
};

static void put_bounds(int64_t first, int64_t *bound)
{
	bound[0] = 0;
	bound[1] = first;
	for (size_t i = 2; i < FORECAST_CELLS; i++) {
		bound[i] = bound[i - 1] + num_max(bound[i - 1] / 6, 1);
	}
}

struct forecast *forecast_new(struct arena *a)
{
	struct forecast *f = arena_new(a, struct forecast);

	*f = (struct forecast){ .arena = a };
	put_bounds(FIRST_S, f->bound);
	put_bounds(RATIO_FIRST, f->ratio_bound);
	return f;
}

static size_t cell_of(const int64_t *bound, int64_t v)
{
	size_t low = 0, high = FORECAST_CELLS;

	while (high - low > 1) {
		size_t mid = (low + high) / 2;

		if (bound[mid] <= v) {
			low = mid;
		} else {
			high = mid;
		}
	}
	return low;
}

/* What stands for a cell: its middle. */
static int64_t middle(const int64_t *bound, size_t i)
{
	return i + 1 < FORECAST_CELLS ? (bound[i] + bound[i + 1]) / 2 : bound[i] * 13 / 12;
}

static struct version_times *find(const struct forecast *f, const struct procedure_version *v)
{
	struct version_times *t = f->first;

	while (t != NULL && (t->number != v->number || t->steps != v->steps ||
			     !str_eq(t->code, v->procedure->code))) {
		t = t->next;
	}
	return t;
}

static struct version_times *times_of(struct forecast *f, const struct procedure_version *v)
{
	struct version_times *t = find(f, v);

	if (t == NULL) {
		t = arena_new(f->arena, struct version_times);
		*t = (struct version_times){
			.code = str_dup(f->arena, v->procedure->code), .number = v->number,
			.steps = v->steps, .next = f->first,
			.plan_s = arena_array(f->arena, int64_t, v->steps),
			.step = arena_array(f->arena, struct step_times, v->steps) };
		for (size_t i = 0; i < v->steps; i++) {
			t->plan_s[i] = v->step[i].plan_s;
		}
		f->first = t;
	}
	return t;
}

void forecast_learn(struct forecast *f, const struct procedure_version *v, const int64_t *work_s)
{
	struct version_times *t = times_of(f, v);

	assert(!f->settled);
	for (size_t i = 0; i < v->steps; i++) {
		struct step_times *s = &t->step[i];

		s->n++;
		if (work_s[i] <= 0) {
			s->none++;
			continue;
		}
		s->cell[cell_of(f->bound, work_s[i])]++;
		if (v->step[i].plan_s > 0) {
			f->ratio[cell_of(f->ratio_bound, work_s[i] * 1000 / v->step[i].plan_s)]++;
			f->ratios++;
		}
	}
}

int64_t forecast_known(const struct forecast *f, const struct procedure_version *v)
{
	const struct version_times *t = find(f, v);

	return t != NULL && v->steps > 0 ? t->step[0].n : 0;
}

int64_t forecast_learnt(const struct forecast *f)
{
	int64_t n = 0;

	for (const struct version_times *t = f->first; t != NULL; t = t->next) {
		n += t->steps > 0 ? t->step[0].n : 0;
	}
	return n;
}

/* ---- settling ---- */

/* The plan's cases, spread as all steps are spread about their plans; without any known,
 * all of them just within it. */
static void put_prior(const struct forecast *f, int64_t plan_s, double *share, double weight)
{
	if (f->ratios == 0) {
		share[cell_of(f->bound, num_max(plan_s * 9 / 10, 1))] += weight;
		return;
	}
	for (size_t i = 0; i < FORECAST_CELLS; i++) {
		int64_t s = middle(f->ratio_bound, i) * num_max(plan_s, FIRST_S) / 1000;

		share[cell_of(f->bound, s)] += weight * (double)f->ratio[i] / (double)f->ratios;
	}
}

static void put_shares(const struct forecast *f, int64_t plan_s, struct step_times *s)
{
	double all = (double)(s->n + FORECAST_PRIOR);

	for (size_t i = 0; i < FORECAST_CELLS; i++) {
		s->share[i] = (double)s->cell[i] / all;
	}
	s->none_share = (double)s->none / all;
	put_prior(f, plan_s, s->share, FORECAST_PRIOR / all);
}

/* The chance of taking more than g quarters of an hour for this step and all after it, from
 * that for all after it: each time of the step moves the curve to the right. */
static void convolve(const struct forecast *f, const struct step_times *s, const double *after,
		     double *out)
{
	for (size_t g = 0; g <= FORECAST_GRID; g++) {
		out[g] = s->none_share * after[g];
	}
	for (size_t i = 0; i < FORECAST_CELLS; i++) {
		size_t shift = (size_t)(middle(f->bound, i) / FORECAST_GRID_S);

		if (s->share[i] <= 0) {
			continue;
		}
		for (size_t g = 0; g <= FORECAST_GRID; g++) {
			out[g] += s->share[i] * (g < shift ? 1.0 : after[g - shift]);
		}
	}
}

static void settle(const struct forecast *f, struct version_times *t)
{
	double after[FORECAST_GRID + 1] = { 0 }, next[FORECAST_GRID + 1];

	for (size_t i = t->steps; i > 0; i--) {
		struct step_times *s = &t->step[i - 1];

		put_shares(f, t->plan_s[i - 1], s);
		memcpy(s->left, after, sizeof(after));
		convolve(f, s, after, next);
		memcpy(after, next, sizeof(after));
	}
}

void forecast_settle(struct forecast *f)
{
	for (struct version_times *t = f->first; t != NULL; t = t->next) {
		settle(f, t);
	}
	f->settled = true;
}

/* ---- asking ---- */

static double more_than(const double *left, int64_t seconds)
{
	if (seconds < 0) {
		return 1.0;
	}
	int64_t g = seconds / FORECAST_GRID_S;

	return left[g < FORECAST_GRID ? g : FORECAST_GRID];
}

/* How much of a cell lies beyond what has been spent: times are even within it. */
static double beyond(const struct forecast *f, size_t i, int64_t spent_s)
{
	int64_t from = f->bound[i];
	int64_t to = i + 1 < FORECAST_CELLS ? f->bound[i + 1] : from * 7 / 6;

	return spent_s <= from ? 1.0
	       : spent_s >= to ? 0.0 : (double)(to - spent_s) / (double)(to - from);
}

double forecast_chance(struct forecast *f, const struct procedure_version *v, size_t step,
		       int64_t spent_s, int64_t left_s)
{
	struct version_times *t = find(f, v);
	double all = 0, late = 0;

	assert(f->settled && step < v->steps);
	if (t == NULL) {
		t = times_of(f, v);	/* nothing known: the plan alone */
		settle(f, t);
	}
	if (left_s < 0) {
		return 1.0;
	}
	const struct step_times *s = &t->step[step];

	for (size_t i = 0; i < FORECAST_CELLS; i++) {
		double share = s->share[i] * beyond(f, i, spent_s);
		int64_t more = num_max(middle(f->bound, i) - spent_s, 0);

		all += share;
		late += share * more_than(s->left, left_s - more);
	}
	/* Longer than anything known: it may end any moment, or not; what comes after stays. */
	return all > 1e-9 ? late / all : 0.5 + 0.5 * more_than(s->left, left_s);
}

void forecast_spent(const struct dossier *d, int64_t now, int64_t *work_s)
{
	for (size_t i = 0; i < d->version->steps; i++) {
		work_s[i] = 0;
	}
	for (size_t i = 0; i < d->obs; i++) {
		const struct obligation *o = &d->ob[i];

		if (o->kind == OB_STEP && o->step >= 0 && o->version == d->version) {
			work_s[o->step] += obligation_work(d, o, now);
		}
	}
}

double forecast_late(struct forecast *f, const struct dossier *d, int64_t now, int64_t promise)
{
	int64_t spent[LIMIT_STEPS] = { 0 };

	if (d->state != DOSSIER_OPEN || d->step < 0 || promise == INSTANT_NONE) {
		return -1.0;
	}
	if (now > promise) {
		return 1.0;
	}
	forecast_spent(d, now, spent);
	return forecast_chance(f, d->version, (size_t)d->step, spent[d->step],
			       work_between(d->cal, calendar_clamp(d->cal, now), promise));
}
