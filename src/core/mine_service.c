/* How long activities take, from start to complete. */
#include "mine_service.h"

#include <stdlib.h>

struct moment {				/* a start or a complete of the case at hand */
	uint64_t instance;
	int32_t activity;
	uint32_t at;			/* event */
	bool start;
};

struct serving {
	const struct mine_view *v;
	const struct mine_hours *h;
	struct mine_service *out;
	struct moment *moment;
	int64_t **next;			/* by activity: where its next time goes */
};

/* Those that may belong together stand together, in the order of the case. */
static int by_kind(const void *x, const void *y)
{
	const struct moment *a = x, *b = y;

	if (a->activity != b->activity) {
		return a->activity > b->activity ? 1 : -1;
	}
	return a->instance != b->instance ? (a->instance > b->instance ? 1 : -1)
					  : (a->at > b->at) - (a->at < b->at);
}

static void serve(struct serving *s, const struct moment *end, const struct moment *start)
{
	int64_t to = s->v->time[end->at], from = start == NULL ? to : s->v->time[start->at];

	*s->next[end->activity]++ = to - from;
	if (start != NULL) {
		s->out->pairs++;
	} else {
		s->out->sudden++;
	}
	if (s->h != NULL) {
		s->out->working[end->activity] += mine_work_before(s->h, to) -
						  mine_work_before(s->h, from);
	}
}

/* Of one activity and instance; `open` goes over the starts as completes take them. */
static void pair(struct serving *s, const struct moment *m, size_t n)
{
	size_t open = 0;

	for (size_t i = 0; i < n; i++) {
		if (m[i].start) {
			s->out->open++;
			continue;
		}
		while (open < i && !m[open].start) {
			open++;
		}
		serve(s, &m[i], open < i ? &m[open] : NULL);
		s->out->open -= open < i;
		open += open < i;
	}
}

static void serve_case(struct serving *s, size_t c)
{
	const struct mine_view *v = s->v;
	struct moment *m = s->moment;
	size_t n = 0, same = 0;

	for (uint32_t i = v->start[c]; i < v->start[c + 1]; i++) {
		enum mine_transition t = mine_life_transition(v->life[i]);

		if (t != MINE_OTHER) {
			m[n++] = (struct moment){ mine_life_instance(v->life[i]),
						  v->activity[i], i, t == MINE_START };
		}
	}
	if (n > 1) {
		qsort(m, n, sizeof(*m), by_kind);
	}
	for (size_t i = 0; i < n; i += same) {
		for (same = 1; i + same < n && m[i + same].activity == m[i].activity &&
			       m[i + same].instance == m[i].instance; same++) {
		}
		pair(s, m + i, same);
	}
}

/* ---- all of it ---- */

/* How many times each activity gets, and room for the longest case. */
static void make_room(struct arena *scratch, struct serving *s)
{
	const struct mine_view *v = s->v;
	size_t *n = arena_array(scratch, size_t, (size_t)v->activities), all = 0, longest = 0;

	for (size_t c = 0; c < v->cases; c++) {
		size_t events = v->start[c + 1] - v->start[c];

		for (size_t i = v->start[c]; mine_kept(v, c) && i < v->start[c + 1]; i++) {
			bool counts = mine_life_transition(v->life[i]) == MINE_COMPLETE;

			n[v->activity[i]] += counts;
			all += counts;
		}
		longest = events > longest ? events : longest;
	}
	int64_t *times = arena_array(scratch, int64_t, all);

	s->moment = arena_array(scratch, struct moment, longest);
	s->next = arena_array(scratch, int64_t *, (size_t)v->activities);
	for (int32_t i = 0; i < v->activities; i++) {
		s->next[i] = times;
		times += n[i];
		s->out->activity[i].n = n[i];
	}
}

struct served {
	mine_sum sum;
	int32_t rank, id;
};

static int by_sum(const void *x, const void *y)
{
	const struct served *a = x, *b = y;

	return a->sum != b->sum ? (a->sum > b->sum ? -1 : 1)
				: (a->rank > b->rank) - (a->rank < b->rank);
}

static void order(struct arena *scratch, const struct mine_view *v, const int32_t *rank,
		  struct mine_service *out)
{
	struct served *all = arena_array(scratch, struct served, (size_t)v->activities);

	for (int32_t i = 0; i < v->activities; i++) {
		if (out->activity[i].n > 0) {
			all[out->rows++] = (struct served){ out->activity[i].sum, rank[i], i };
		}
	}
	if (out->rows > 0) {
		qsort(all, out->rows, sizeof(*all), by_sum);
	}
	for (size_t i = 0; i < out->rows; i++) {
		out->order[i] = all[i].id;
	}
}

void mine_service(struct arena *a, struct arena *scratch, const struct mine_view *v,
		  const struct mine_hours *h, const int32_t *rank, struct mine_service *out)
{
	struct arena_mark mark = arena_mark(scratch);
	struct serving s = { .v = v, .h = h, .out = out };
	size_t n = (size_t)v->activities;

	*out = (struct mine_service){ .known = v->life != NULL };
	if (!out->known) {
		return;
	}
	out->activity = arena_array(a, struct mine_spread, n);
	out->working = arena_array(a, mine_sum, n);
	out->order = arena_array(a, int32_t, n);
	make_room(scratch, &s);
	for (size_t c = 0; c < v->cases; c++) {
		if (mine_kept(v, c)) {
			serve_case(&s, c);
		}
	}
	for (size_t i = 0; i < n; i++) {
		size_t times = out->activity[i].n;

		mine_spread(s.next[i] - times, times, &out->activity[i]);
	}
	order(scratch, v, rank, out);
	arena_release(scratch, mark);
}
