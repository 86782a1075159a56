/* What follows what in an event log. */
#include "mine_flow.h"

#include <stdlib.h>
#include <string.h>

/* ---- directly following ---- */

struct following {
	struct mine_flow *flow;
	const struct mine_view *v;
	const struct mine_hours *h;
	struct arena *a;
	size_t room;
};

static void widen(struct following *f)
{
	size_t room = f->room == 0 ? 256 : f->room * 2;
	struct mine_edge *edge = arena_array(f->a, struct mine_edge, room);

	if (f->room > 0) {
		memcpy(edge, f->flow->edge, f->room * sizeof(*edge));
	}
	f->flow->edge = edge;
	f->room = room;
}

static void new_edge(struct following *f, uint32_t at)
{
	if (at >= f->room) {
		widen(f);
	}
	const struct mine_pair *pair = &f->flow->pairs.pair[at];

	f->flow->edge[at] = (struct mine_edge){ .from = pair->a, .to = pair->b,
						.min = INT64_MAX, .max = INT64_MIN };
	f->flow->edges = at + 1;
}

static struct mine_edge *edge_at(struct following *f, int32_t from, int32_t to)
{
	uint32_t at = mine_pairs_at(&f->flow->pairs, from, to);

	if (at >= f->flow->edges) {
		new_edge(f, at);
	}
	return &f->flow->edge[at];
}

static void follow_case(struct following *f, size_t c)
{
	const int64_t *time = f->v->time + f->v->start[c];
	const int32_t *activity = f->v->activity + f->v->start[c];
	size_t n = f->v->start[c + 1] - f->v->start[c];
	int64_t before = time[0];

	for (size_t i = 1; i < n; i++) {
		struct mine_edge *edge = edge_at(f, activity[i - 1], activity[i]);
		int64_t now = time[i], took = now - before;

		before = now;
		edge->count++;
		edge->sum += took;
		edge->cases += edge->seen != c + 1;
		edge->seen = (uint32_t)c + 1;
		/* Seldom, once some have been met. */
		if (took < edge->min) {
			edge->min = took;
		}
		if (took > edge->max) {
			edge->max = took;
		}
	}
}

static void work_case(struct following *f, size_t c)
{
	const int32_t *activity = f->v->activity;
	size_t from = f->v->start[c], to = f->v->start[c + 1];
	int64_t before = mine_work_before(f->h, f->v->time[from]);

	for (size_t i = from + 1; i < to; i++) {
		int64_t now = mine_work_before(f->h, f->v->time[i]);

		edge_at(f, activity[i - 1], activity[i])->working += now - before;
		before = now;
	}
}

bool mine_follows(struct arena *a, const struct mine_view *v, const struct mine_hours *h,
		  struct mine_flow *out, struct err *e)
{
	struct following f = { .flow = out, .v = v, .h = h, .a = a };

	*out = (struct mine_flow){ .first = INT64_MAX, .last = INT64_MIN };
	mine_pairs_start(&out->pairs, a, v->activities);
	for (size_t c = 0; c < v->cases; c++) {
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
		follow_case(&f, c);
		if (h != NULL) {
			work_case(&f, c);
		}
	}
	if (out->events == 0) {
		out->first = out->last = 0;
	}
	return mine_pairs_ok(&out->pairs, e);
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
