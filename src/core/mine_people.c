/* Who works with whom in an event log. */
#include "mine_people.h"

#include <stdlib.h>
#include <string.h>

struct counting {
	struct mine_people *out;
	const struct mine_view *v;
	const struct mine_hours *h;
	const int32_t *rank;
	uint32_t *seen;			/* by holder: the last case, + 1 */
	int32_t *segment;		/* of the case at hand; room for the longest */
	int32_t *who;			/* different ones of it */
	size_t kept;			/* cases so far */
	int32_t *measure[MINE_MEASURES];	/* by kept case */
};

/* ---- a case ---- */

static void interval(struct counting *n, int32_t before, int32_t after, size_t i)
{
	struct mine_people *out = n->out;
	const int64_t *time = n->v->time;
	int64_t took = time[i] - time[i - 1];
	int64_t working = n->h == NULL ? 0 : mine_work_before(n->h, time[i]) -
					     mine_work_before(n->h, time[i - 1]);

	if (before == MINE_NONE) {
		out->unheld += took;
		out->unheld_working += working;
	} else {
		out->holder[before].held_intervals++;
		out->holder[before].held += took;
		out->holder[before].held_working += working;
	}
	if (after == MINE_NONE) {
		out->unwaited += took;
	} else {
		out->holder[after].waited_intervals++;
		out->holder[after].waited += took;
	}
}

/* Pairs and threes of directly following events; gives how often it went back. */
static int32_t events(struct counting *n, size_t from, size_t to)
{
	struct mine_people *out = n->out;
	const int32_t *holder = n->v->holder;
	int32_t back = 0;

	for (size_t i = from + 1; i < to; i++) {
		int32_t before = holder[i - 1], after = holder[i];

		interval(n, before, after, i);
		if (before == MINE_NONE || after == MINE_NONE) {
			continue;
		}
		mine_couple(&out->handover, before, after);
		out->handover_apart += before != after;
		if (i >= from + 2 && holder[i - 2] == after && before != after) {
			mine_couple(&out->back_event, after, before);
			back++;
		}
	}
	return back;
}

static int32_t segments(struct counting *n, size_t from, size_t to)
{
	int32_t segment = 0;

	for (size_t i = from; i < to; i++) {
		int32_t now = n->v->holder[i];

		if (now == MINE_NONE) {
			n->out->nameless++;
			continue;
		}
		n->out->holder[now].events++;
		if (segment == 0 || n->segment[segment - 1] != now) {
			n->segment[segment++] = now;
		}
	}
	return segment;
}

/* Those who occur, each once. */
static int32_t different(struct counting *n, int32_t count, size_t c)
{
	int32_t who = 0;

	for (int32_t i = 0; i < count; i++) {
		int32_t now = n->segment[i];

		if (n->seen[now] != c + 1) {
			n->seen[now] = (uint32_t)c + 1;
			n->who[who++] = now;
		}
	}
	return who;
}

static void together(struct counting *n, int32_t count)
{
	struct mine_couples *to = &n->out->together;

	/* So many of one case are too many by themselves. */
	if ((int64_t)count * (count - 1) / 2 > MINE_PAIRS_MOST) {
		to->pairs.full = true;
	}
	for (int32_t i = 0; i < count && !to->pairs.full; i++) {
		for (int32_t k = i + 1; k < count && !to->pairs.full; k++) {
			int32_t a = n->who[i], b = n->who[k];
			bool first = n->rank[a] < n->rank[b];

			mine_couple(to, first ? a : b, first ? b : a);
		}
	}
}

static bool full(const struct mine_people *p)
{
	return p->handover.pairs.full || p->transfer.pairs.full || p->back_event.pairs.full ||
	       p->back_segment.pairs.full || p->together.pairs.full;
}

static void count_case(struct counting *n, size_t c)
{
	struct mine_people *out = n->out;
	size_t from = n->v->start[c], to = n->v->start[c + 1];
	int32_t back = 0, count = segments(n, from, to), who = different(n, count, c);

	for (int32_t i = 1; i < count; i++) {
		mine_couple(&out->transfer, n->segment[i - 1], n->segment[i]);
		if (i >= 2 && n->segment[i - 2] == n->segment[i]) {
			mine_couple(&out->back_segment, n->segment[i], n->segment[i - 1]);
			back++;
		}
	}
	together(n, who);
	out->revisits += count - who;
	n->measure[MINE_BACK_EVENT][n->kept] = events(n, from, to);
	n->measure[MINE_BACK_SEGMENT][n->kept] = back;
	n->measure[MINE_TRANSFERS][n->kept] = count > 0 ? count - 1 : 0;
	n->measure[MINE_REVISITS][n->kept] = count - who;
	n->measure[MINE_HOLDERS][n->kept] = who;
	n->kept++;
}

/* ---- shares ---- */

static int by_size(const void *x, const void *y)
{
	int32_t a = *(const int32_t *)x, b = *(const int32_t *)y;

	return (a > b) - (a < b);
}

static void share(struct arena *a, int32_t *v, size_t n, struct mine_shares *out)
{
	size_t different = 0;

	qsort(v, n, sizeof(*v), by_size);
	for (size_t i = 0; i < n; i++) {
		different += i == 0 || v[i] != v[i - 1];
	}
	*out = (struct mine_shares){ .share = arena_array(a, struct mine_share, different) };
	for (size_t i = 0; i < n; i++) {
		if (i == 0 || v[i] != v[i - 1]) {
			out->share[out->n++].value = v[i];
		}
		out->share[out->n - 1].cases++;
	}
}

/* ---- all ---- */

static size_t longest(const struct mine_view *v)
{
	size_t most = 0;

	for (size_t c = 0; c < v->cases; c++) {
		size_t n = v->start[c + 1] - v->start[c];

		most = n > most ? n : most;
	}
	return most;
}

static void start(struct counting *n, struct arena *a, struct arena *scratch)
{
	const struct mine_view *v = n->v;
	struct mine_couples *const couples[] = { &n->out->handover, &n->out->transfer,
						 &n->out->back_event, &n->out->back_segment,
						 &n->out->together };
	size_t most = longest(v);

	for (size_t i = 0; i < ARRAY_LEN(couples); i++) {
		mine_couples_start(couples[i], a, v->holders);
	}
	n->out->holder = arena_array(a, struct mine_holder, (size_t)v->holders);
	n->seen = arena_array(scratch, uint32_t, (size_t)v->holders);
	n->segment = arena_array(scratch, int32_t, most);
	n->who = arena_array(scratch, int32_t, most);
	for (size_t i = 0; i < MINE_MEASURES; i++) {
		n->measure[i] = arena_array(scratch, int32_t, v->cases);
	}
}

bool mine_people(struct arena *a, struct arena *scratch, const struct mine_view *v,
		 const struct mine_hours *h, const int32_t *rank, struct mine_people *out,
		 struct err *e)
{
	struct arena_mark mark = arena_mark(scratch);
	struct counting n = { .out = out, .v = v, .h = h, .rank = rank };

	*out = (struct mine_people){ 0 };
	start(&n, a, scratch);
	for (size_t c = 0; c < v->cases && !full(out); c++) {
		if (mine_kept(v, c)) {
			count_case(&n, c);
		}
	}
	for (int32_t i = 0; i < v->holders; i++) {
		out->named += out->holder[i].events > 0;
	}
	for (size_t i = 0; i < MINE_MEASURES; i++) {
		share(a, n.measure[i], n.kept, &out->shares[i]);
	}
	bool ok = mine_couples_sort(a, scratch, &out->handover, rank, e) &&
		  mine_couples_sort(a, scratch, &out->transfer, rank, e) &&
		  mine_couples_sort(a, scratch, &out->back_event, rank, e) &&
		  mine_couples_sort(a, scratch, &out->back_segment, rank, e) &&
		  mine_couples_sort(a, scratch, &out->together, rank, e);

	arena_release(scratch, mark);
	return ok;
}
