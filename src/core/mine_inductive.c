/* The inductive miner. */
#include "mine_inductive.h"

#include "mine_cut.h"
#include "mine_split.h"

#include <assert.h>
#include <string.h>

/* Looks at events before what is left becomes a flower. */
static const uint64_t looks_most[] = {
	[TREE_MINUTE] = UINT64_C(6) << 30, [TREE_SECONDS] = UINT64_C(1) << 28,
};

struct miner {
	struct split_store *st;
	struct arena *scratch;
	const int32_t *rank;
	double noise;
	uint64_t looks;			/* at most */
	struct tree_found *out;
	int32_t *local;			/* by activity: its number in the log at hand */
	bool *start, *end;		/* by activity, for repeats; false between */
};

const char *tree_fall_name(enum tree_fall f)
{
	static const char *const name[] = {
		[FALL_EMPTY] = "empty", [FALL_ONCE] = "once", [FALL_CONCURRENT] = "concurrent",
		[FALL_STRICT_LOOP] = "strict_loop", [FALL_LOOP] = "loop", [FALL_FLOWER] = "flower",
	};

	return name[f];
}

static int32_t discover(struct miner *m, struct split_log log);

static int32_t leaf(struct miner *m, int32_t activity)
{
	return mine_tree_add(&m->out->tree, TREE_ACTIVITY, activity);
}

static int32_t silent(struct miner *m)
{
	return mine_tree_add(&m->out->tree, TREE_SILENT, MINE_NONE);
}

/* ---- what follows what ---- */

/* The activities of a log by rank, numbered; how often each occurs at most in a case, and in
 * how many cases. */
struct present {
	int32_t n;
	int32_t *activity;
	int64_t *cases;			/* of ways that are not empty */
	bool *again;			/* twice in some */
};

static struct present present(struct miner *m, const struct split_log *l)
{
	struct split_store *st = m->st;
	struct present p = { .n = 0 };
	size_t most = l->events < (size_t)st->activities ? l->events : (size_t)st->activities;
	int32_t *activity = arena_array(m->scratch, int32_t, most);

	for (size_t i = 0; i < l->events; i++) {
		int32_t now = st->activity[0][l->at + i];

		if (st->seen[now]++ == 0) {
			int32_t k = p.n++;

			for (; k > 0 && m->rank[activity[k - 1]] > m->rank[now]; k--) {
				activity[k] = activity[k - 1];
			}
			activity[k] = now;
		}
	}
	p.activity = activity;
	p.cases = arena_array(m->scratch, int64_t, (size_t)p.n);
	p.again = arena_array(m->scratch, bool, (size_t)p.n);
	for (int32_t i = 0; i < p.n; i++) {
		m->local[activity[i]] = i;
		st->seen[activity[i]] = UINT32_MAX;
	}
	for (size_t i = 0; i < l->ways; i++) {
		size_t n;
		const int32_t *way = split_way(st, l, i, &n);

		for (size_t k = 0; k < n; k++) {
			int32_t now = m->local[way[k]];

			if (st->seen[way[k]] == (uint32_t)i) {
				p.again[now] = true;
			} else {
				st->seen[way[k]] = (uint32_t)i;
				p.cases[now] += st->cases[0][l->at + i];
			}
		}
	}
	for (int32_t i = 0; i < p.n; i++) {
		st->seen[activity[i]] = 0;
	}
	st->looks += 2 * l->events;
	return p;
}

static struct cut_graph empty_graph(struct arena *a, int32_t n)
{
	return (struct cut_graph){
		.n = n, .count = arena_array(a, uint32_t, (size_t)n * (size_t)n),
		.start = arena_array(a, uint32_t, (size_t)n),
		.end = arena_array(a, uint32_t, (size_t)n),
	};
}

static void follow(struct cut_graph *g, const int32_t *local, const int32_t *way, size_t n,
		   uint32_t cases)
{
	g->start[local[way[0]]] += cases;
	g->end[local[way[n - 1]]] += cases;
	for (size_t k = 1; k < n; k++) {
		g->count[(size_t)local[way[k - 1]] * (size_t)g->n + (size_t)local[way[k]]] += cases;
	}
}

static struct cut_graph graph(struct miner *m, const struct split_log *l, int32_t n)
{
	struct cut_graph g = empty_graph(m->scratch, n);

	for (size_t i = 0; i < l->ways; i++) {
		size_t length;
		const int32_t *way = split_way(m->st, l, i, &length);

		follow(&g, m->local, way, length, m->st->cases[0][l->at + i]);
	}
	m->st->looks += l->events;
	return g;
}

/* Which activities come later in a way than one of its events, each once for that event. */
static void count_later(struct miner *m, const struct split_log *l, struct cut_graph *g)
{
	int32_t *list = arena_array(m->scratch, int32_t, (size_t)g->n);
	uint32_t *met = arena_array(m->scratch, uint32_t, (size_t)g->n);

	g->later = arena_array(m->scratch, uint32_t, (size_t)g->n * (size_t)g->n);
	for (size_t i = 0; i < l->ways; i++) {
		size_t length;
		const int32_t *way = split_way(m->st, l, i, &length);
		int32_t n = 0;

		for (size_t k = length; k-- > 0;) {
			int32_t now = m->local[way[k]];

			for (int32_t j = 0; j < n; j++) {
				g->later[(size_t)now * (size_t)g->n + (size_t)list[j]] +=
					m->st->cases[0][l->at + i];
			}
			if (met[now] != i + 1) {
				met[now] = (uint32_t)i + 1;
				list[n++] = now;
			}
			m->st->looks += (uint64_t)n;
		}
	}
}

/* ---- cuts ---- */

static int32_t split(struct miner *m, const struct split_log *l, enum tree_kind kind,
		     int32_t parts)
{
	static const enum split_way how[] = {
		[TREE_CHOICE] = SPLIT_APART, [TREE_SEQUENCE] = SPLIT_ORDERED,
		[TREE_PARALLEL] = SPLIT_MIXED, [TREE_LOOP] = SPLIT_AROUND,
	};
	struct arena_mark mark = arena_mark(m->scratch);
	struct split_log *part = arena_array(m->scratch, struct split_log, (size_t)parts);
	int32_t node = mine_tree_add(&m->out->tree, kind, MINE_NONE);

	split_log(m->st, l, how[kind], parts, part);
	for (int32_t i = 0; i < parts; i++) {
		mine_tree_append(&m->out->tree, node, discover(m, part[i]));
	}
	arena_release(m->scratch, mark);
	return node;
}

/* Gives each activity of the log its part. False: there is no cut. */
static bool find_cut(struct miner *m, const struct split_log *l, const struct present *p,
		     double noise, struct cut *c)
{
	struct arena_mark mark = arena_mark(m->scratch);
	struct cut_graph g = graph(m, l, p->n);
	struct cut_shape s;

	if (noise > 0) {
		count_later(m, l, &g);
	}
	cut_shape(m->scratch, &g, noise, &s);
	*c = cut_find(m->scratch, &s);
	for (int32_t i = 0; i < p->n; i++) {
		m->st->part[p->activity[i]] = c->part[i];
	}
	arena_release(m->scratch, mark);
	c->part = NULL;
	return c->kind != TREE_SILENT;
}

/* ---- where there is none ---- */

/* One activity, parallel to all the others. */
static int32_t beside(struct miner *m, const struct split_log *l, const struct present *p,
		      int32_t one)
{
	for (int32_t i = 0; i < p->n; i++) {
		m->st->part[p->activity[i]] = i == one ? 0 : 1;
	}
	return split(m, l, TREE_PARALLEL, 2);
}

static int32_t once_per_case(const struct split_log *l, const struct present *p)
{
	for (int32_t i = 0; i < p->n && p->n > 1; i++) {
		if (p->cases[i] == l->cases && !p->again[i]) {
			return i;
		}
	}
	return TREE_NO;
}

/* Places of each activity in the log at hand, so that one can be taken out by looking at
 * these alone. */
struct places {
	size_t *from;			/* by local number, and the end */
	uint32_t *at;			/* events */
	uint32_t *way;			/* which each is of */
};

static struct places places(struct miner *m, const struct split_log *l, int32_t n)
{
	struct places p = { arena_array(m->scratch, size_t, (size_t)n + 2),
			    arena_array(m->scratch, uint32_t, l->events),
			    arena_array(m->scratch, uint32_t, l->events) };
	const int32_t *activity = m->st->activity[0] + l->at;

	for (size_t i = 0; i < l->events; i++) {
		p.from[m->local[activity[i]] + 2]++;
	}
	for (int32_t i = 0; i < n; i++) {
		p.from[i + 2] += p.from[i + 1];
	}
	for (size_t i = 0; i < l->ways; i++) {
		size_t length;
		const int32_t *way = split_way(m->st, l, i, &length);

		for (size_t k = 0; k < length; k++) {
			size_t to = p.from[m->local[way[k]] + 1]++;

			p.at[to] = (uint32_t)(way + k - activity);
			p.way[to] = (uint32_t)i;
		}
	}
	m->st->looks += 2 * l->events;
	return p;
}

/* What follows what without one activity, or (sign -1) with it again. */
static void without(struct miner *m, const struct split_log *l, const struct places *p,
		    int32_t one, struct cut_graph *g, int sign)
{
	const int32_t *activity = m->st->activity[0] + l->at;

	for (size_t i = p->from[one]; i < p->from[one + 1]; i++) {
		size_t n, first = p->at[i], last = first;
		const int32_t *way = split_way(m->st, l, p->way[i], &n);
		size_t from = (size_t)(way - activity), to = from + n;
		uint32_t cases = m->st->cases[0][l->at + p->way[i]] * (uint32_t)sign;

		/* Several in a row are one gap, looked at from its first. */
		if (first > from && m->local[activity[first - 1]] == one) {
			continue;
		}
		while (last + 1 < to && m->local[activity[last + 1]] == one) {
			last++;
		}
		int32_t before = first > from ? m->local[activity[first - 1]] : TREE_NO;
		int32_t after = last + 1 < to ? m->local[activity[last + 1]] : TREE_NO;

		if (before != TREE_NO && after != TREE_NO) {
			g->count[(size_t)before * (size_t)g->n + (size_t)after] += cases;
		} else if (before != TREE_NO) {
			g->end[before] += cases;
		} else if (after != TREE_NO) {
			g->start[after] += cases;
		}
	}
}

/* The graph less one activity, in fewer rows. */
static void take_out(const struct cut_graph *g, int32_t one, struct cut_graph *out)
{
	for (int32_t i = 0, row = 0; i < g->n; i++) {
		const uint32_t *from = g->count + (size_t)i * (size_t)g->n;
		uint32_t *to = out->count + (size_t)row * (size_t)out->n;

		if (i == one) {
			continue;
		}
		memcpy(to, from, (size_t)one * sizeof(*to));
		memcpy(to + one, from + one + 1, (size_t)(g->n - one - 1) * sizeof(*to));
		out->start[row] = g->start[i];
		out->end[row++] = g->end[i];
	}
}

/* An activity without which the rest has a cut. */
static int32_t concurrent(struct miner *m, const struct split_log *l, const struct present *p)
{
	struct arena_mark mark = arena_mark(m->scratch);
	uint64_t cost = (uint64_t)p->n * (uint64_t)p->n * ((uint64_t)p->n / 64 + 4);
	int32_t found = TREE_NO;

	if (p->n < 3 || m->st->looks + cost > m->looks) {
		return TREE_NO;
	}
	struct cut_graph g = graph(m, l, p->n), less = empty_graph(m->scratch, p->n - 1);
	struct places at = places(m, l, p->n);

	for (int32_t i = 0; i < p->n && found == TREE_NO && m->st->looks < m->looks; i++) {
		struct arena_mark each = arena_mark(m->scratch);
		struct cut_shape s;

		without(m, l, &at, i, &g, 1);
		take_out(&g, i, &less);
		without(m, l, &at, i, &g, -1);
		cut_shape(m->scratch, &less, 0, &s);
		found = cut_find(m->scratch, &s).kind != TREE_SILENT ? i : TREE_NO;
		m->st->looks += cost / (uint64_t)p->n + 2 * (at.from[i + 1] - at.from[i]);
		arena_release(m->scratch, each);
	}
	arena_release(m->scratch, mark);
	return found;
}

static bool strict_repeat(void *ctx, int32_t before, int32_t now)
{
	const struct miner *m = ctx;

	return m->end[before] && m->start[now];
}

static bool repeat(void *ctx, int32_t before, int32_t now)
{
	const struct miner *m = ctx;

	(void)before;
	return m->start[now];
}

static bool repeats(struct miner *m, struct split_log *l, const struct present *p,
		    enum tree_fall which)
{
	for (size_t i = 0; i < l->ways; i++) {
		size_t length;
		const int32_t *way = split_way(m->st, l, i, &length);

		m->start[way[0]] = m->end[way[length - 1]] = true;
	}
	bool cut = split_repeats(m->st, l, which == FALL_LOOP ? repeat : strict_repeat, m);

	for (int32_t i = 0; i < p->n; i++) {
		m->start[p->activity[i]] = m->end[p->activity[i]] = false;
	}
	return cut;
}

static int32_t again(struct miner *m, int32_t body)
{
	int32_t node = mine_tree_add(&m->out->tree, TREE_LOOP, MINE_NONE);

	mine_tree_append(&m->out->tree, node, body);
	mine_tree_append(&m->out->tree, node, silent(m));
	return node;
}

static int32_t flower(struct miner *m, const struct present *p)
{
	int32_t choice = mine_tree_add(&m->out->tree, TREE_CHOICE, MINE_NONE);

	for (int32_t i = 0; i < p->n; i++) {
		mine_tree_append(&m->out->tree, choice, leaf(m, p->activity[i]));
	}
	m->out->falls[FALL_FLOWER]++;
	return again(m, choice);
}

static int32_t fall_through(struct miner *m, struct split_log *l, const struct present *p)
{
	int32_t one = once_per_case(l, p);

	if (one != TREE_NO) {
		m->out->falls[FALL_ONCE]++;
		return beside(m, l, p, one);
	}
	if ((one = concurrent(m, l, p)) != TREE_NO) {
		m->out->falls[FALL_CONCURRENT]++;
		return beside(m, l, p, one);
	}
	for (enum tree_fall f = FALL_STRICT_LOOP; f <= FALL_LOOP; f++) {
		if (repeats(m, l, p, f)) {
			m->out->falls[f]++;
			return again(m, discover(m, *l));
		}
	}
	return flower(m, p);
}

/* ---- a log ---- */

/* One activity, alone: once in each way; or nearly, where noise is left out. */
static bool is_leaf(const struct miner *m, const struct split_log *l, const struct present *p)
{
	if (p->n != 1) {
		return false;
	}
	if (!p->again[0]) {
		return true;
	}
	double events = 0;

	for (size_t i = 0; i < l->ways; i++) {
		size_t n;

		(void)split_way(m->st, l, i, &n);
		events += (double)n * m->st->cases[0][l->at + i];
	}
	double once = (double)l->cases / ((double)l->cases + events);

	return m->noise > 0 && once >= 0.5 - m->noise;
}

static int32_t with_activities(struct miner *m, struct split_log *l, const struct present *p)
{
	struct cut c;

	if (m->st->looks > m->looks) {
		m->out->limited++;
		return flower(m, p);
	}
	if (is_leaf(m, l, p)) {
		return leaf(m, p->activity[0]);
	}
	bool cut = find_cut(m, l, p, 0, &c);

	if (!cut && m->noise > 0 && find_cut(m, l, p, m->noise, &c)) {
		cut = true;
		m->out->filtered++;
	}
	if (cut) {
		m->out->cuts[c.kind]++;
		return split(m, l, c.kind, c.parts);
	}
	return fall_through(m, l, p);
}

static int32_t discover(struct miner *m, struct split_log log)
{
	struct arena_mark mark = arena_mark(m->scratch);
	int64_t all = log.cases + log.empty;
	bool choice = log.empty > 0 && log.events > 0 &&
		      (m->noise <= 0 || (double)log.empty >= m->noise * (double)all);
	int32_t node;

	if (log.events == 0) {
		return silent(m);
	}
	log.empty = 0;
	struct present p = present(m, &log);

	node = with_activities(m, &log, &p);
	arena_release(m->scratch, mark);
	if (!choice) {
		return node;
	}
	int32_t either = mine_tree_add(&m->out->tree, TREE_CHOICE, MINE_NONE);

	m->out->falls[FALL_EMPTY]++;
	mine_tree_append(&m->out->tree, either, node);
	mine_tree_append(&m->out->tree, either, silent(m));
	return either;
}

/* ---- the whole ---- */

static bool bounded(struct arena *scratch, const struct mine_view *v,
		    const struct mine_variants *ways, struct err *e)
{
	bool *met = arena_array(scratch, bool, (size_t)v->activities);
	int64_t events = 0, activities = 0;

	for (size_t i = 0; i < ways->n; i++) {
		for (size_t k = v->start[ways->variant[i].like];
		     k < v->start[ways->variant[i].like + 1]; k++, events++) {
			activities += !met[v->activity[k]];
			met[v->activity[k]] = true;
		}
	}
	if (activities > TREE_ACTIVITIES_MOST) {
		return err_set(e, ERR_LIMIT, "mine.model_many", NULL) ||
		       err_add_int(e, "activities", activities) ||
		       err_add_int(e, "max", TREE_ACTIVITIES_MOST);
	}
	if (events > TREE_EVENTS_MOST) {
		return err_set(e, ERR_LIMIT, "mine.model_large", NULL) ||
		       err_add_int(e, "events", events) ||
		       err_add_int(e, "max", TREE_EVENTS_MOST);
	}
	return ways->n > 0 || err_set(e, ERR_INVALID, "mine.model_empty", NULL);
}

bool mine_inductive(struct arena *a, struct arena *scratch, const struct mine_view *v,
		    const struct mine_variants *ways, const int32_t *rank, double noise,
		    enum tree_effort effort, struct tree_found *out, struct err *e)
{
	struct arena_mark mark = arena_mark(scratch);
	struct split_log log;

	if (!bounded(scratch, v, ways, e)) {
		arena_release(scratch, mark);
		return false;
	}
	*out = (struct tree_found){ .limited = 0 };
	mine_tree_start(&out->tree, a, v->activities);
	struct miner m = { .st = split_open(scratch, scratch, v, ways, &log), .scratch = scratch,
			   .rank = rank, .noise = noise, .looks = looks_most[effort], .out = out };

	m.local = arena_array(scratch, int32_t, (size_t)v->activities);
	m.start = arena_array(scratch, bool, (size_t)v->activities);
	m.end = arena_array(scratch, bool, (size_t)v->activities);
	out->tree.root = discover(&m, log);
	mine_tree_reduce(&out->tree);
	arena_release(scratch, mark);
	return true;
}
