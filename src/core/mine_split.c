/* Splitting logs for the inductive miner. */
#include "mine_split.h"

#include "mine_tree.h"

#include <assert.h>
#include <string.h>

struct split_store *split_open(struct arena *a, struct arena *scratch, const struct mine_view *v,
			       const struct mine_variants *ways, struct split_log *out)
{
	struct split_store *st = arena_new(a, struct split_store);
	size_t events = 0, at = 0, way = 0;

	for (size_t i = 0; i < ways->n; i++) {
		events += v->start[ways->variant[i].like + 1] - v->start[ways->variant[i].like];
	}
	for (int k = 0; k < 2; k++) {
		st->activity[k] = arena_array(a, int32_t, events);
		st->start[k] = arena_array(a, uint32_t, events);
		st->cases[k] = arena_array(a, uint32_t, events);
	}
	st->activities = v->activities;
	st->part = arena_array(a, int32_t, (size_t)v->activities);
	st->seen = arena_array(a, uint32_t, (size_t)v->activities);
	st->seed = v->seed;
	st->scratch = scratch;
	*out = (struct split_log){ .events = events };
	for (size_t i = 0; i < ways->n; i++) {
		size_t from = v->start[ways->variant[i].like];
		size_t n = v->start[ways->variant[i].like + 1] - from;

		if (n == 0) {
			out->empty += ways->variant[i].cases;
			continue;
		}
		memcpy(st->activity[0] + at, v->activity + from, n * sizeof(int32_t));
		st->start[0][way] = (uint32_t)at;
		st->cases[0][way++] = ways->variant[i].cases;
		out->cases += ways->variant[i].cases;
		at += n;
	}
	out->ways = way;
	return st;
}

/* ---- the same way once ---- */

static uint64_t hash_of(uint64_t seed, const int32_t *activity, size_t n)
{
	uint64_t h = seed ^ n;

	for (size_t i = 0; i < n; i++) {
		h = (h ^ (uint32_t)activity[i]) * UINT64_C(0xd6e8feb86659fd93);
		h ^= h >> 32;
	}
	return h;
}

/* Ways that are the same become one; what is kept moves down. */
static void unite(struct split_store *st, struct split_log *l)
{
	struct arena_mark mark = arena_mark(st->scratch);
	size_t cap = 16, kept = 0, events = 0;

	while (cap < 2 * l->ways) {
		cap *= 2;
	}
	uint32_t *slot = arena_array(st->scratch, uint32_t, cap);
	uint32_t *start = st->start[0] + l->at, *cases = st->cases[0] + l->at;
	int32_t *activity = st->activity[0] + l->at;

	for (size_t i = 0; i < l->ways; i++) {
		size_t n, at, other;
		const int32_t *way = split_way(st, l, i, &n);
		uint32_t count = cases[i];

		for (at = hash_of(st->seed, way, n) & (cap - 1); slot[at] != 0;
		     at = (at + 1) & (cap - 1)) {
			uint32_t k = slot[at] - 1;

			other = (k + 1 < kept ? start[k + 1] : events) - start[k];
			if (other == n && memcmp(activity + start[k], way, n * sizeof(*way)) == 0) {
				break;
			}
		}
		if (slot[at] != 0) {
			cases[slot[at] - 1] += count;
			continue;
		}
		memmove(activity + events, way, n * sizeof(*way));
		start[kept] = (uint32_t)events;
		cases[kept] = count;
		slot[at] = (uint32_t)++kept;
		events += n;
	}
	l->ways = kept;
	l->events = events;
	st->looks += l->events;
	arena_release(st->scratch, mark);
}

/* ---- parts ---- */

struct splitting {
	struct split_store *st;
	const struct split_log *log;
	struct split_log *out;
	size_t *made;			/* by part: events written */
	int32_t parts;
	int32_t *tally, *best, *back;	/* scratch of a way */
};

/* One event of a part: of a way that has begun, or the first of a new one. */
static void put(struct splitting *s, int32_t part, int32_t activity, bool first, uint32_t cases)
{
	struct split_log *o = &s->out[part];
	size_t at = o->at + s->made[part];

	if (first) {
		s->st->start[1][o->at + o->ways] = (uint32_t)s->made[part];
		s->st->cases[1][o->at + o->ways++] = cases;
		o->cases += cases;
	}
	s->st->activity[1][at] = activity;
	s->made[part]++;
}

static void split_apart(struct splitting *s, const int32_t *way, size_t n, uint32_t cases)
{
	int32_t most = s->st->part[way[0]];
	bool first = true;

	memset(s->tally, 0, (size_t)s->parts * sizeof(*s->tally));
	for (size_t i = 0; i < n; i++) {
		int32_t part = s->st->part[way[i]];

		if (++s->tally[part] > s->tally[most]) {
			most = part;
		}
	}
	for (size_t i = 0; i < n; i++) {
		if (s->st->part[way[i]] == most) {
			put(s, most, way[i], first, cases);
			first = false;
		}
	}
}

/* The longest choice of events whose parts never go back: best[k] is the event that ends
 * the one of k + 1 with the lowest part, back[i] what stands before i in its own. The others'
 * back is made -2. */
static void keep_order(struct splitting *s, const int32_t *way, size_t n)
{
	const int32_t *part = s->st->part;
	int32_t length = 0;

	for (size_t i = 0; i < n; i++) {
		int32_t low = 0, high = length;

		while (low < high) {
			int32_t middle = (low + high) / 2;

			if (part[way[s->best[middle]]] <= part[way[i]]) {
				low = middle + 1;
			} else {
				high = middle;
			}
		}
		s->back[i] = low > 0 ? s->best[low - 1] : -1;
		s->best[low] = (int32_t)i;
		length = low == length ? length + 1 : length;
	}
	int32_t last = length > 0 ? s->best[length - 1] : -1;

	for (int32_t i = (int32_t)n - 1; i >= 0; i--) {
		if (i == last) {
			last = s->back[i];
		} else {
			s->back[i] = -2;
		}
	}
}

/* Each part's own events, or nothing. */
static void split_mixed(struct splitting *s, const int32_t *way, size_t n, uint32_t cases,
			bool ordered)
{
	bool back = false;

	memset(s->tally, 0, (size_t)s->parts * sizeof(*s->tally));
	for (size_t i = 1; ordered && i < n; i++) {
		back = back || s->st->part[way[i]] < s->st->part[way[i - 1]];
	}
	if (back) {
		keep_order(s, way, n);
	}
	for (size_t i = 0; i < n; i++) {
		int32_t part = s->st->part[way[i]];

		if (!back || s->back[i] != -2) {
			put(s, part, way[i], s->tally[part]++ == 0, cases);
		}
	}
	for (int32_t p = 0; p < s->parts; p++) {
		s->out[p].empty += s->tally[p] == 0 ? cases : 0;
	}
}

static void split_around(struct splitting *s, const int32_t *way, size_t n, uint32_t cases)
{
	int32_t before = TREE_NO;	/* part of the event before; a way begins and ends with 0 */

	for (size_t i = 0; i < n; i++) {
		int32_t part = s->st->part[way[i]];

		if (part != 0 && before != 0 && before != part) {
			s->out[0].empty += cases;
		}
		put(s, part, way[i], part != before, cases);
		before = part;
	}
	s->out[0].empty += before != 0 ? cases : 0;
}

static void each_way(struct splitting *s, enum split_way how)
{
	const struct split_log *l = s->log;

	for (size_t i = 0; i < l->ways; i++) {
		size_t n;
		const int32_t *way = split_way(s->st, l, i, &n);
		uint32_t cases = s->st->cases[0][l->at + i];

		switch (how) {
		case SPLIT_APART:
			split_apart(s, way, n, cases);
			break;
		case SPLIT_ORDERED:
		case SPLIT_MIXED:
			split_mixed(s, way, n, cases, how == SPLIT_ORDERED);
			break;
		case SPLIT_AROUND:
			split_around(s, way, n, cases);
			break;
		}
	}
}

/* What was made stands where the log stood. */
static void move_back(struct split_store *st, const struct split_log *l)
{
	memcpy(st->activity[0] + l->at, st->activity[1] + l->at, l->events * sizeof(int32_t));
	memcpy(st->start[0] + l->at, st->start[1] + l->at, l->events * sizeof(uint32_t));
	memcpy(st->cases[0] + l->at, st->cases[1] + l->at, l->events * sizeof(uint32_t));
}

static size_t longest(const struct split_store *st, const struct split_log *l)
{
	size_t most = 0, n;

	for (size_t i = 0; i < l->ways; i++) {
		(void)split_way(st, l, i, &n);
		most = n > most ? n : most;
	}
	return most;
}

void split_log(struct split_store *st, const struct split_log *log, enum split_way how,
	       int32_t parts, struct split_log *out)
{
	struct arena_mark mark = arena_mark(st->scratch);
	size_t most = longest(st, log), at = log->at;
	struct splitting s = { .st = st, .log = log, .out = out, .parts = parts };

	s.made = arena_array(st->scratch, size_t, (size_t)parts);
	s.tally = arena_array(st->scratch, int32_t, (size_t)parts);
	s.best = arena_array(st->scratch, int32_t, most);
	s.back = arena_array(st->scratch, int32_t, most);
	/* Room for each part as if nothing were left out. */
	for (size_t i = 0; i < log->events; i++) {
		s.made[st->part[st->activity[0][log->at + i]]]++;
	}
	for (int32_t p = 0; p < parts; p++) {
		out[p] = (struct split_log){ .at = at };
		at += s.made[p];
		s.made[p] = 0;
	}
	each_way(&s, how);
	st->looks += 3 * log->events + log->ways * (size_t)parts;
	move_back(st, log);
	for (int32_t p = 0; p < parts; p++) {
		out[p].events = s.made[p];
		unite(st, &out[p]);
	}
	arena_release(st->scratch, mark);
}

bool split_repeats(struct split_store *st, struct split_log *log, split_cut_fn *cut, void *ctx)
{
	struct split_log out = { .at = log->at, .events = log->events, .empty = log->empty };

	for (size_t i = 0; i < log->ways; i++) {
		size_t n;
		const int32_t *way = split_way(st, log, i, &n);
		size_t from = st->start[0][log->at + i];

		for (size_t k = 0; k < n; k++) {
			st->activity[1][log->at + from + k] = way[k];
			if (k == 0 || cut(ctx, way[k - 1], way[k])) {
				st->start[1][log->at + out.ways] = (uint32_t)(from + k);
				st->cases[1][log->at + out.ways++] = st->cases[0][log->at + i];
				out.cases += st->cases[0][log->at + i];
			}
		}
	}
	st->looks += log->events;
	if (out.ways == log->ways) {
		return false;
	}
	move_back(st, log);
	unite(st, &out);
	*log = out;
	return true;
}
