/* Two parts of a log side by side. */
#include "mine_contrast.h"

#include <stdlib.h>

static int by_size(const void *x, const void *y)
{
	int64_t a = *(const int64_t *)x, b = *(const int64_t *)y;

	return (a > b) - (a < b);
}

void mine_contrast_of(int64_t *first, size_t n, int64_t *second, size_t m, double *longer,
		      double *apart)
{
	size_t i = 0;
	double wins = 0;

	*longer = 0.5;
	*apart = 0;
	if (n == 0 || m == 0) {
		return;
	}
	qsort(first, n, sizeof(*first), by_size);
	qsort(second, m, sizeof(*second), by_size);
	for (size_t k = 0; k < m || i < n;) {
		int64_t now = i == n || (k < m && second[k] < first[i]) ? second[k] : first[i];
		size_t before = i, met = k;

		while (i < n && first[i] == now) {
			i++;
		}
		while (k < m && second[k] == now) {
			k++;
		}
		wins += (double)(k - met) * ((double)before + (double)(i - before) / 2);
		double gap = (double)i / (double)n - (double)k / (double)m;

		gap = gap < 0 ? -gap : gap;
		*apart = gap > *apart ? gap : *apart;
	}
	*longer = wins / ((double)n * (double)m);
}

static int64_t *durations(struct arena *a, const struct mine_view *v, size_t *n)
{
	int64_t *took = arena_array(a, int64_t, v->cases);

	*n = 0;
	for (size_t c = 0; c < v->cases; c++) {
		if (mine_kept(v, c) && v->start[c] < v->start[c + 1]) {
			took[(*n)++] = v->time[v->start[c + 1] - 1] - v->time[v->start[c]];
		}
	}
	return took;
}

static bool look(struct arena *a, struct arena *scratch, const struct mine_view *v,
		 const struct mine_hours *h, const int32_t *rank, struct mine_side *out,
		 struct err *e)
{
	struct arena_mark mark = arena_mark(scratch);
	struct mine_variants ways;

	if (!mine_flow(a, scratch, v, h, &out->flow, e)) {
		return false;
	}
	mine_flow_middles(scratch, v, &out->flow);
	mine_variants(scratch, scratch, v, rank, &ways);
	out->ways = ways.n;
	arena_release(scratch, mark);
	mine_durations(scratch, v, NULL, &out->duration);
	if (h != NULL) {
		mine_durations(scratch, v, h, &out->working);
	}
	return true;
}

static double share(int64_t part, size_t cases)
{
	return cases > 0 ? (double)part / (double)cases : 0;
}

/* ---- what follows what ---- */

struct placed {
	struct contrast_edge edge;
	double apart;
	int64_t count;
	int32_t from, to;		/* by rank */
};

static int by_apart(const void *x, const void *y)
{
	const struct placed *a = x, *b = y;

	if (a->apart < b->apart || a->apart > b->apart) {
		return a->apart > b->apart ? -1 : 1;
	}
	if (a->count != b->count) {
		return a->count > b->count ? -1 : 1;
	}
	return a->from != b->from ? a->from - b->from : a->to - b->to;
}

static double away(const double share[2])
{
	return share[0] > share[1] ? share[0] - share[1] : share[1] - share[0];
}

static void place(struct placed *p, struct mine_flow *const flow[2], const int32_t *rank)
{
	struct contrast_edge *e = &p->edge;

	for (int k = 0; k < 2; k++) {
		e->share[k] = e->edge[k] == NULL ? 0 : share(e->edge[k]->cases, flow[k]->cases);
		p->count += e->edge[k] == NULL ? 0 : e->edge[k]->count;
	}
	p->apart = away(e->share);
	p->from = rank[e->from];
	p->to = rank[e->to];
}

static bool edges(struct arena *a, struct arena *scratch, const int32_t *rank,
		  struct mine_contrast *out, struct err *e)
{
	struct arena_mark mark = arena_mark(scratch);
	struct mine_flow *flow[2] = { &out->side[0].flow, &out->side[1].flow };
	size_t n = 0, most = (size_t)flow[0]->edges + flow[1]->edges;
	struct placed *all = arena_array(scratch, struct placed, most);
	uint32_t had = flow[0]->edges;

	for (uint32_t i = 0; i < had; i++) {
		const struct mine_edge *one = &flow[0]->edge[i];

		all[n++].edge = (struct contrast_edge){ one->from, one->to, { one, NULL },
							{ 0, 0 } };
	}
	for (uint32_t i = 0; i < flow[1]->edges; i++) {
		const struct mine_edge *one = &flow[1]->edge[i];
		uint32_t at = mine_pairs_at(&flow[0]->pairs, one->from, one->to);

		if (at < had) {
			all[at].edge.edge[1] = one;
		} else {
			all[n++].edge = (struct contrast_edge){ one->from, one->to, { NULL, one },
								{ 0, 0 } };
		}
	}
	if (!mine_pairs_ok(&flow[0]->pairs, e)) {
		arena_release(scratch, mark);
		return false;
	}
	for (size_t i = 0; i < n; i++) {
		place(&all[i], flow, rank);
	}
	qsort(all, n, sizeof(*all), by_apart);
	out->edge = arena_array(a, struct contrast_edge, n);
	out->edges = n;
	for (size_t i = 0; i < n; i++) {
		out->edge[i] = all[i].edge;
	}
	arena_release(scratch, mark);
	return true;
}

/* ---- activities ---- */

struct placed_activity {
	struct contrast_activity of;
	double apart;
	int32_t rank;
};

static int by_activity(const void *x, const void *y)
{
	const struct placed_activity *a = x, *b = y;

	if (a->apart < b->apart || a->apart > b->apart) {
		return a->apart > b->apart ? -1 : 1;
	}
	return a->rank - b->rank;
}

static void activities(struct arena *a, struct arena *scratch, int32_t n, const int32_t *rank,
		       struct mine_contrast *out)
{
	struct arena_mark mark = arena_mark(scratch);
	struct placed_activity *all = arena_array(scratch, struct placed_activity, (size_t)n);
	size_t kept = 0;

	for (int32_t i = 0; i < n; i++) {
		struct placed_activity *p = &all[kept];

		*p = (struct placed_activity){ .of = { .activity = i }, .rank = rank[i] };
		for (int k = 0; k < 2; k++) {
			const struct mine_flow *f = &out->side[k].flow;

			p->of.cases[k] = f->activity[i].cases;
			p->of.events[k] = f->activity[i].events;
			p->of.share[k] = share(f->activity[i].cases, f->cases);
		}
		p->apart = away(p->of.share);
		kept += p->of.events[0] + p->of.events[1] > 0;
	}
	qsort(all, kept, sizeof(*all), by_activity);
	out->activity = arena_array(a, struct contrast_activity, kept);
	out->activities = kept;
	for (size_t i = 0; i < kept; i++) {
		out->activity[i] = all[i].of;
	}
	arena_release(scratch, mark);
}

bool mine_contrast(struct arena *a, struct arena *scratch, const struct mine_view part[2],
		   const struct mine_hours *h, const int32_t *rank, struct mine_contrast *out,
		   struct err *e)
{
	size_t n, m;

	*out = (struct mine_contrast){ .edges = 0 };
	for (int k = 0; k < 2; k++) {
		if (!look(a, scratch, &part[k], h, rank, &out->side[k], e)) {
			return false;
		}
	}
	struct arena_mark mark = arena_mark(scratch);
	int64_t *first = durations(scratch, &part[0], &n);
	int64_t *second = durations(scratch, &part[1], &m);

	mine_contrast_of(first, n, second, m, &out->longer, &out->apart);
	arena_release(scratch, mark);
	activities(a, scratch, part[0].activities, rank, out);
	return edges(a, scratch, rank, out, e);
}
