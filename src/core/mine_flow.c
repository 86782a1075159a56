/* What follows what in an event log. */
#include "mine_flow.h"

#include <stdlib.h>
#include <string.h>

/* ---- directly following ---- */

/*
 * What every event touches, in half a line of the cache: a pair's sum of few cases, and how
 * often and in how many cases together in one number. The rest of an edge is made of it in
 * the end. The first is none of them: where a pair without a number leads.
 */
struct tally {
	uint64_t counts;		/* occurrences; cases in the upper half */
	int64_t sum;			/* since it was put away last */
	int64_t min, max;
	uint32_t seen;			/* the last case it was met in, + 1 */
};

enum { CASES_SHIFT = 32 };

struct following {
	struct mine_flow *flow;
	const struct mine_view *v;
	const struct mine_hours *h;
	struct arena *a;
	struct tally *tally;		/* by number + 1 */
	size_t room;
	uint64_t spans;			/* of the cases since sums were put away */
};

static void widen(struct following *f)
{
	size_t room = f->room == 0 ? 256 : f->room * 2;
	struct mine_edge *edge = arena_array(f->a, struct mine_edge, room);
	struct tally *tally = arena_array(f->a, struct tally, room + 1);

	if (f->room > 0) {
		memcpy(edge, f->flow->edge, f->room * sizeof(*edge));
		memcpy(tally, f->tally, (f->room + 1) * sizeof(*tally));
	}
	f->flow->edge = edge;
	f->tally = tally;
	f->room = room;
}

/* The place of a pair's tally, which may be a new one. */
static uint32_t place_of(struct following *f, int32_t from, int32_t to)
{
	uint32_t at = mine_pairs_at(&f->flow->pairs, from, to);

	if (at >= f->flow->edges) {
		if (at >= f->room) {
			widen(f);
		}
		f->flow->edge[at] = (struct mine_edge){ .from = from, .to = to };
		f->tally[at + 1] = (struct tally){ .min = INT64_MAX, .max = INT64_MIN };
		f->flow->edges = at + 1;
	}
	return at + 1;
}

/* Before they could overflow: within a case times go up, so that no sum is larger than the
 * spans of the cases together. */
static void put_away(struct following *f)
{
	for (uint32_t i = 0; i < f->flow->edges; i++) {
		f->flow->edge[i].sum += f->tally[i + 1].sum;
		f->tally[i + 1].sum = 0;
	}
	f->spans = 0;
}

static inline void follow(struct tally *t, int64_t took, uint32_t mark)
{
	t->counts += 1 + ((uint64_t)(t->seen != mark) << CASES_SHIFT);
	t->seen = mark;
	t->sum += took;
	/* Seldom, once some have been met. */
	if (took < t->min) {
		t->min = took;
	}
	if (took > t->max) {
		t->max = took;
	}
}

static void follow_case(struct following *f, size_t c)
{
	const int64_t *time = f->v->time + f->v->start[c];
	const int32_t *activity = f->v->activity + f->v->start[c];
	const uint32_t *square = f->flow->pairs.side > 0 ? f->flow->pairs.place : NULL;
	size_t n = f->v->start[c + 1] - f->v->start[c], side = (size_t)f->flow->pairs.side;
	struct tally *tally = f->tally;
	uint32_t mark = (uint32_t)c + 1;
	int64_t before = time[0];

	for (size_t i = 1; i < n; i++) {
		uint32_t at = square != NULL ? square[(size_t)activity[i - 1] * side +
						      (size_t)activity[i]] : 0;
		int64_t now = time[i], took = now - before;

		before = now;
		if (at == 0) {
			at = place_of(f, activity[i - 1], activity[i]);
			tally = f->tally;
		}
		follow(&tally[at], took, mark);
	}
}

static void finish_edges(struct following *f)
{
	put_away(f);
	for (uint32_t i = 0; i < f->flow->edges; i++) {
		struct mine_edge *edge = &f->flow->edge[i];
		const struct tally *t = &f->tally[i + 1];

		edge->count = (int64_t)(t->counts & UINT32_MAX);
		edge->cases = (int64_t)(t->counts >> CASES_SHIFT);
		edge->min = t->min;
		edge->max = t->max;
	}
}

static void work_case(struct following *f, size_t c)
{
	const int32_t *activity = f->v->activity;
	size_t from = f->v->start[c], to = f->v->start[c + 1];
	int64_t before = mine_work_before(f->h, f->v->time[from]);

	for (size_t i = from + 1; i < to; i++) {
		int64_t now = mine_work_before(f->h, f->v->time[i]);

		f->flow->edge[place_of(f, activity[i - 1], activity[i]) - 1].working +=
			now - before;
		before = now;
	}
}

bool mine_follows(struct arena *a, const struct mine_view *v, const struct mine_hours *h,
		  struct mine_flow *out, struct err *e)
{
	struct following f = { .flow = out, .v = v, .h = h, .a = a };

	*out = (struct mine_flow){ .first = INT64_MAX, .last = INT64_MIN };
	mine_pairs_start(&out->pairs, a, v->activities);
	widen(&f);
	for (size_t c = 0; c < v->cases && !out->pairs.full; c++) {
		if (!mine_kept(v, c)) {
			continue;
		}
		size_t from = v->start[c], to = v->start[c + 1];

		out->cases++;
		if (from == to) {
			continue;
		}
		out->events += to - from;
		out->first = v->time[from] < out->first ? v->time[from] : out->first;
		out->last = v->time[to - 1] > out->last ? v->time[to - 1] : out->last;
		uint64_t span = (uint64_t)v->time[to - 1] - (uint64_t)v->time[from];

		if (span > INT64_MAX - f.spans) {
			put_away(&f);
		}
		f.spans += span;
		follow_case(&f, c);
		if (h != NULL) {
			work_case(&f, c);
		}
	}
	if (!mine_pairs_ok(&out->pairs, e)) {
		return false;
	}
	finish_edges(&f);
	if (out->events == 0) {
		out->first = out->last = 0;
	}
	return true;
}

/* ---- activities ---- */

/* How often each activity came in the case at hand. */
struct counting {
	uint32_t *seen;			/* the last case of each, + 1 */
	uint32_t *times;		/* in it */
	uint32_t *looped;		/* the last case with a loop of it, + 1 */
};

static void count_case(struct mine_flow *out, struct counting *n, const struct mine_view *v,
		       size_t c)
{
	size_t from = v->start[c], to = v->start[c + 1];
	bool again = false;

	for (size_t i = from; i < to; i++) {
		int32_t now = v->activity[i];
		struct mine_activity *act = &out->activity[now];

		if (n->seen[now] != c + 1) {
			n->seen[now] = (uint32_t)c + 1;
			n->times[now] = 0;
			act->cases++;
		}
		n->times[now]++;
		act->events++;
		act->again_cases += n->times[now] == 2;
		act->again_events += n->times[now] > 1;
		again = again || n->times[now] == 2;
		if (i > from && v->activity[i - 1] == now) {
			act->loop_pairs++;
			act->loop_cases += n->looped[now] != c + 1;
			n->looped[now] = (uint32_t)c + 1;
		}
		out->back += i >= from + 2 && v->activity[i - 2] == now &&
			     v->activity[i - 1] != now;
	}
	out->again_cases += again;
	if (from < to) {
		out->activity[v->activity[from]].starts++;
		out->activity[v->activity[to - 1]].ends++;
	}
}

bool mine_flow(struct arena *a, struct arena *scratch, const struct mine_view *v,
	       const struct mine_hours *h, struct mine_flow *out, struct err *e)
{
	size_t n = (size_t)v->activities;

	if (!mine_follows(a, v, h, out, e)) {
		return false;
	}
	out->activity = arena_array(a, struct mine_activity, n);
	struct arena_mark mark = arena_mark(scratch);
	struct counting counting = { arena_array(scratch, uint32_t, n),
				     arena_array(scratch, uint32_t, n),
				     arena_array(scratch, uint32_t, n) };

	for (size_t c = 0; c < v->cases; c++) {
		if (mine_kept(v, c)) {
			count_case(out, &counting, v, c);
		}
	}
	for (uint32_t i = 0; i < out->edges; i++) {
		const struct mine_edge *edge = &out->edge[i];

		out->activity[edge->from].after_events += edge->count;
		out->activity[edge->from].after += edge->sum;
		out->activity[edge->to].before_events += edge->count;
		out->activity[edge->to].before += edge->sum;
	}
	arena_release(scratch, mark);
	return true;
}

/* ---- middles ---- */

void mine_flow_middles(struct arena *scratch, const struct mine_view *v, struct mine_flow *f)
{
	struct arena_mark mark = arena_mark(scratch);
	size_t *next = arena_array(scratch, size_t, f->edges), sum = 0;

	for (uint32_t i = 0; i < f->edges; i++) {
		next[i] = sum;
		sum += (size_t)f->edge[i].count;
	}
	int64_t *took = arena_array(scratch, int64_t, sum);

	for (size_t c = 0; c < v->cases; c++) {
		for (size_t i = v->start[c] + (size_t)1; mine_kept(v, c) && i < v->start[c + 1];
		     i++) {
			uint32_t at = mine_pairs_at(&f->pairs, v->activity[i - 1],
						    v->activity[i]);

			took[next[at]++] = v->time[i] - v->time[i - 1];
		}
	}
	for (uint32_t i = 0; i < f->edges; i++) {
		struct mine_edge *edge = &f->edge[i];
		size_t n = (size_t)edge->count;

		edge->deviation_s = mine_deviation(took + next[i] - n, n);
		edge->median_s = mine_median(took + next[i] - n, n);
	}
	arena_release(scratch, mark);
}

/* ---- order ---- */

struct placed {
	int64_t count;
	int32_t from, to;		/* ranks */
	uint32_t edge;
};

static int by_count(const void *x, const void *y)
{
	const struct placed *a = x, *b = y;

	if (a->count != b->count) {
		return a->count > b->count ? -1 : 1;
	}
	return a->from != b->from ? (a->from > b->from) - (a->from < b->from)
				  : (a->to > b->to) - (a->to < b->to);
}

const uint32_t *mine_flow_order(struct arena *a, const struct mine_flow *f, const int32_t *rank)
{
	uint32_t *order = arena_array(a, uint32_t, f->edges);
	struct arena_mark mark = arena_mark(a);
	struct placed *all = arena_array(a, struct placed, f->edges);

	for (uint32_t i = 0; i < f->edges; i++) {
		const struct mine_edge *edge = &f->edge[i];

		all[i] = (struct placed){ edge->count, rank[edge->from], rank[edge->to], i };
	}
	qsort(all, f->edges, sizeof(*all), by_count);
	for (uint32_t i = 0; i < f->edges; i++) {
		order[i] = all[i].edge;
	}
	arena_release(a, mark);
	return order;
}
