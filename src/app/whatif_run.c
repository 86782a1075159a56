/* What-if: replays, side by side under the same chance, and what is counted of them. */
#include "whatif_int.h"

#include "core/mine_stat.h"

#include "base/num.h"

#include <stdlib.h>

/* ---- bands of time ---- */

static const int16_t band_days[WHATIF_BANDS - 1] = { 1, 2, 3, 5, 7, 10, 15, 20, 30, 45, 60 };

int64_t whatif_band_days(int band)
{
	return band < WHATIF_BANDS - 1 ? band_days[band] : INT64_MAX;
}

int whatif_band(int64_t work_s)
{
	int b = 0;

	while (b < WHATIF_BANDS - 1 && work_s >= (int64_t)band_days[b] * WORKING_DAY_S) {
		b++;
	}
	return b;
}

/* ---- only what the change can reach ---- */

/* Posts and cases that share any are one piece: what lies in others goes as it went. */
struct pieces {
	uint32_t *up;			/* of posts, then of cases */
};

static uint32_t root(struct pieces *p, uint32_t i)
{
	while (p->up[i] != i) {
		p->up[i] = p->up[p->up[i]];
		i = p->up[i];
	}
	return i;
}

bool *whatif_reach(struct arena *a, const struct way_stops *w, size_t posts)
{
	struct pieces p = { arena_array(a, uint32_t, posts + w->n) };
	bool *reached = arena_array(a, bool, posts + w->n), *keep = arena_array(a, bool, w->n);

	for (uint32_t i = 0; i < posts + w->n; i++) {
		p.up[i] = i;
	}
	for (size_t i = 0; i < w->n; i++) {
		const struct sim_stop *s = (const struct sim_stop *)w->stops.v + w->cases[i].stop;
		uint32_t me = (uint32_t)(posts + i);

		for (uint32_t k = 0; k < w->cases[i].stops; k++) {
			if (s[k].kind == SIM_AT_POST) {
				p.up[root(&p, (uint32_t)s[k].post)] = root(&p, me);
			}
		}
	}
	for (size_t i = 0; i < w->n; i++) {
		reached[root(&p, (uint32_t)(posts + i))] |= w->touched[i];
	}
	for (size_t i = 0; i < w->n; i++) {
		keep[i] = reached[root(&p, (uint32_t)(posts + i))];
	}
	return keep;
}

struct way_stops whatif_kept(struct arena *a, const struct way_stops *w, const bool *keep)
{
	struct way_stops out = { .stops = w->stops };

	out.cases = arena_array(a, struct sim_case, w->n);
	out.past = arena_array(a, const struct past_case *, w->n);
	out.touched = arena_array(a, bool, w->n);
	out.result = arena_array(a, bool, w->n);
	for (size_t i = 0; i < w->n; i++) {
		if (keep[i]) {
			out.cases[out.n] = w->cases[i];
			out.past[out.n] = w->past[i];
			out.touched[out.n] = w->touched[i];
			out.result[out.n++] = w->result[i];
		}
	}
	return out;
}

/* ---- counting ---- */

static int by_value(const void *x, const void *y)
{
	double a = *(const double *)x, b = *(const double *)y;

	return a < b ? -1 : a > b;
}

struct whatif_spread whatif_spread_of(double *v, size_t n)
{
	struct whatif_spread s = { 0 };

	if (n == 0) {
		return s;
	}
	qsort(v, n, sizeof(*v), by_value);
	for (size_t i = 0; i < n; i++) {
		s.mean += v[i] / (double)n;
	}
	/* As many beyond it on either side as a fortieth of the runs is. */
	s.low = v[n / 40];
	s.high = v[n - 1 - n / 40];
	return s;
}

/* A result to be counted: those whose way has none are neither late nor in time (rule 26). */
static bool counts(const struct way_stops *w, size_t i, bool only_touched)
{
	return w->past[i]->counts && w->result[i] && (!only_touched || w->touched[i]);
}

void whatif_count(const struct way_stops *w, const struct sim_end *end, bool only_touched,
		  int64_t *space, struct whatif_tally *out)
{
	size_t n = 0;

	*out = (struct whatif_tally){ 0 };
	for (size_t i = 0; i < w->n; i++) {
		if (!counts(w, i, only_touched)) {
			continue;
		}
		int64_t took = end[i].at == INT64_MAX ? INT64_MAX
			       : sim_between(w->cases[i].cal, w->cases[i].at, end[i].at);

		out->late += end[i].at > end[i].promise;
		out->band[whatif_band(took)]++;
		space[n++] = took;
	}
	out->cases = (int64_t)n;
	out->median_s = n > 0 ? mine_nth(space, n, (n - 1) / 2) : 0;
}

/* Of what has come due by `until`, as one could have counted it then. */
void whatif_count_due(const struct way_stops *w, const struct sim_end *end, int64_t from,
		      int64_t until, int64_t *space, struct whatif_tally *out)
{
	size_t n = 0;

	*out = (struct whatif_tally){ 0 };
	for (size_t i = 0; i < w->n; i++) {
		if (!counts(w, i, false) || end[i].promise > until || w->cases[i].at < from) {
			continue;
		}
		out->late += end[i].at > end[i].promise;
		space[n++] = end[i].at > until ? INT64_MAX
			     : sim_between(w->cases[i].cal, w->cases[i].at, end[i].at);
	}
	out->cases = (int64_t)n;
	out->median_s = n > 0 ? mine_nth(space, n, (n - 1) / 2) : 0;
}

/* The same of what really came of them. */
void whatif_count_real(const struct way_stops *w, int64_t from, int64_t until, int64_t *space,
		       struct whatif_check *out)
{
	size_t n = 0;

	*out = (struct whatif_check){ 0 };
	for (size_t i = 0; i < w->n; i++) {
		const struct past_case *c = w->past[i];
		bool known = c->result || (!c->ended && !c->waiting);

		if (!c->counts || !known || c->lived_due == INSTANT_NONE ||
		    c->lived_due > until || c->came_at < from) {
			continue;
		}
		out->late += !c->result || c->ready_at > c->lived_due;
		space[n++] = c->result ? sim_between(c->cal, c->came_at, c->ready_at) : INT64_MAX;
	}
	out->cases = (int64_t)n;
	out->median_s = n > 0 ? mine_nth(space, n, (n - 1) / 2) : 0;
}
