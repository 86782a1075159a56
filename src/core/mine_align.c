/* Ways beside a process tree: how far apart. */
#include "mine_align.h"

#include <assert.h>
#include <string.h>

static bool below(const struct tree_node *n, int32_t leaf)
{
	return leaf >= n->low && leaf < n->high;
}

/* ---- costs ---- */

struct part;

/* The cost of a node over pieces [p, q) of its own n events; of one `whole` only over all. */
struct table {
	int32_t node, n;
	bool whole;
	int32_t *cost;
	struct part *part;		/* children that have events; of a loop the body first */
	int32_t parts;
	int32_t rest;			/* what the other children cost */
};

struct part {
	struct table *table;
	int32_t *own;			/* its events */
	int32_t *before;		/* by place in the parent's events: how many are its */
};

struct aligner {
	const struct mine_tree *t;
	const struct tree_walk *w;
	struct arena *scratch;
	int64_t steps;			/* left */
};

static const int32_t far = INT32_MAX / 4;

static int32_t *cell(const struct table *t, int32_t p, int32_t q)
{
	return t->whole ? t->cost : t->cost + (size_t)p * ((size_t)t->n + 1) + q;
}

/* What a child costs over a piece of the parent's, where its own events alone count. */
static int32_t own_cost(const struct part *x, int32_t p, int32_t q)
{
	return *cell(x->table, x->before[p], x->before[q]);
}

/* And where all others are extra. */
static int32_t part_cost(const struct part *x, int32_t p, int32_t q)
{
	return own_cost(x, p, q) + q - p - (x->before[q] - x->before[p]);
}

static int32_t least(int32_t a, int32_t b)
{
	return a < b ? a : b;
}

static struct table *solve(struct aligner *k, int32_t at, const int32_t *leaf, int32_t n,
			   bool whole);

static void add_part(struct aligner *k, struct table *t, int32_t child, const int32_t *leaf,
		     bool whole)
{
	struct part *x = &t->part[t->parts];
	int32_t *own = arena_array(k->scratch, int32_t, (size_t)t->n), m = 0;

	x->before = arena_array(k->scratch, int32_t, (size_t)t->n + 1);
	for (int32_t i = 0; i < t->n; i++) {
		x->before[i] = m;
		if (below(&k->t->node[child], leaf[i])) {
			own[m++] = leaf[i];
		}
	}
	x->before[t->n] = m;
	x->own = own;
	x->table = solve(k, child, own, m, whole);
	t->parts++;
}

static bool has_events(const struct aligner *k, int32_t child, const int32_t *leaf, int32_t n)
{
	for (int32_t i = 0; i < n; i++) {
		if (below(&k->t->node[child], leaf[i])) {
			return true;
		}
	}
	return false;
}

static void add_parts(struct aligner *k, struct table *t, const int32_t *leaf)
{
	const struct tree_node *node = &k->t->node[t->node];
	bool all = node->kind == TREE_PARALLEL || node->kind == TREE_CHOICE;
	bool sum = node->kind == TREE_PARALLEL || node->kind == TREE_SEQUENCE;

	t->part = arena_array(k->scratch, struct part, (size_t)node->children);
	t->rest = sum ? 0 : far;
	for (int32_t i = node->first; i != TREE_NO; i = k->t->node[i].next) {
		k->steps -= t->n;
		if (k->steps < 0) {
			return;
		}
		if ((node->kind == TREE_LOOP && i == node->first) ||
		    has_events(k, i, leaf, t->n)) {
			k->steps -= 4 * (int64_t)t->n;
			add_part(k, t, i, leaf, t->whole && all);
		} else if (sum) {
			t->rest += k->w->least[i];
		} else {
			t->rest = least(t->rest, k->w->least[i]);
		}
	}
}

static void solve_choice(struct table *t)
{
	for (int32_t p = 0; p <= (t->whole ? 0 : t->n); p++) {
		for (int32_t q = t->whole ? t->n : p; q <= t->n; q++) {
			int32_t best = t->rest + q - p;

			for (int32_t i = 0; i < t->parts; i++) {
				best = least(best, part_cost(&t->part[i], p, q));
			}
			*cell(t, p, q) = best;
		}
	}
}

static void solve_parallel(struct table *t)
{
	for (int32_t p = 0; p <= (t->whole ? 0 : t->n); p++) {
		for (int32_t q = t->whole ? t->n : p; q <= t->n; q++) {
			int32_t sum = t->rest;

			for (int32_t i = 0; i < t->parts; i++) {
				sum += own_cost(&t->part[i], p, q);
			}
			*cell(t, p, q) = sum;
		}
	}
}

/* From place p: by part, what it costs to be done with it at q. row[0] is before all. */
static void sequence_from(const struct table *t, int32_t p, int32_t *row)
{
	size_t width = (size_t)t->n + 1;

	for (int32_t q = p; q <= t->n; q++) {
		row[q] = q == p ? t->rest : far;
	}
	for (int32_t i = 0; i < t->parts; i++) {
		const int32_t *was = row + (size_t)i * width;
		int32_t *now = row + (size_t)(i + 1) * width;

		for (int32_t q = p; q <= t->n; q++) {
			int32_t best = far;

			for (int32_t m = p; m <= q; m++) {
				best = least(best, was[m] + part_cost(&t->part[i], m, q));
			}
			now[q] = best;
		}
	}
}

static int32_t *sequence_rows(struct aligner *k, const struct table *t)
{
	return arena_array(k->scratch, int32_t, ((size_t)t->parts + 1) * ((size_t)t->n + 1));
}

static void solve_sequence(struct aligner *k, struct table *t)
{
	int32_t *row = sequence_rows(k, t);

	for (int32_t p = 0; p <= (t->whole ? 0 : t->n); p++) {
		sequence_from(t, p, row);
		for (int32_t q = t->whole ? t->n : p; q <= t->n; q++) {
			*cell(t, p, q) = row[(size_t)t->parts * ((size_t)t->n + 1) + (size_t)q];
		}
	}
}

static int32_t redo_cost(const struct table *t, int32_t p, int32_t q)
{
	int32_t best = t->rest + q - p;

	for (int32_t i = 1; i < t->parts; i++) {
		best = least(best, part_cost(&t->part[i], p, q));
	}
	return best;
}

/* From place p: what it costs to be done with the body at q, and to be asked for it. */
static void loop_from(const struct table *t, int32_t p, int32_t *done, int32_t *asked)
{
	for (int32_t q = p; q <= t->n; q++) {
		asked[q] = q == p ? 0 : far;
		done[q] = far;
		for (int32_t m = p; m < q; m++) {
			asked[q] = least(asked[q], done[m] + redo_cost(t, m, q));
		}
		for (int32_t m = p; m <= q; m++) {
			done[q] = least(done[q], asked[m] + part_cost(&t->part[0], m, q));
		}
		asked[q] = least(asked[q], done[q] + redo_cost(t, q, q));
	}
}

static void solve_loop(struct aligner *k, struct table *t)
{
	int32_t *done = arena_array(k->scratch, int32_t, (size_t)t->n + 1);
	int32_t *asked = arena_array(k->scratch, int32_t, (size_t)t->n + 1);

	for (int32_t p = 0; p <= (t->whole ? 0 : t->n); p++) {
		loop_from(t, p, done, asked);
		for (int32_t q = t->whole ? t->n : p; q <= t->n; q++) {
			*cell(t, p, q) = done[q];
		}
	}
}

/* Only events of the leaf itself. */
static void solve_leaf(struct table *t)
{
	for (int32_t p = 0; p <= (t->whole ? 0 : t->n); p++) {
		for (int32_t q = t->whole ? t->n : p; q <= t->n; q++) {
			*cell(t, p, q) = q == p ? 1 : q - p - 1;
		}
	}
}

static struct table *solve(struct aligner *k, int32_t at, const int32_t *leaf, int32_t n,
			   bool whole)
{
	struct table *t = arena_new(k->scratch, struct table);
	size_t width = (size_t)n + 1;
	enum tree_kind kind = k->t->node[at].kind;
	bool quick = kind == TREE_PARALLEL || kind == TREE_CHOICE;

	*t = (struct table){ .node = at, .n = n, .whole = whole || n == 0 };
	/* Cells are dear: they stay until the way is done. */
	k->steps -= t->whole ? 4 : (int64_t)n * n * 4;
	if (k->steps < 0) {
		t->whole = true;
	}
	t->cost = arena_array(k->scratch, int32_t, t->whole ? 1 : width * width);
	if (n == 0 || k->steps < 0) {
		*t->cost = k->w->least[at];
		return t;
	}
	if (kind == TREE_ACTIVITY) {
		solve_leaf(t);
		return t;
	}
	add_parts(k, t, leaf);
	k->steps -= (t->whole ? 1 : n) * (quick ? n : (int64_t)n * n) * (t->parts + 1) / 2;
	if (k->steps < 0) {
		return t;
	}
	if (kind == TREE_CHOICE) {
		solve_choice(t);
	} else if (kind == TREE_PARALLEL) {
		solve_parallel(t);
	} else if (kind == TREE_SEQUENCE) {
		solve_sequence(k, t);
	} else {
		solve_loop(k, t);
	}
	return t;
}

/* ---- which steps ---- */

struct telling {
	struct aligner *k;
	const struct mine_tree *t;
	const int32_t *activity_of;	/* by leaf */
	int64_t cases;
	struct align_moves *moves;
};

static void missing(struct telling *s, int32_t at)
{
	const struct tree_node *n = &s->t->node[at];
	const int32_t *cost = s->k->w->least;
	int32_t best = n->first;

	if (n->kind == TREE_ACTIVITY) {
		s->moves->missing[n->activity] += s->cases;
	}
	for (int32_t i = n->first; i != TREE_NO; i = s->t->node[i].next) {
		if (n->kind == TREE_SEQUENCE || n->kind == TREE_PARALLEL) {
			missing(s, i);
		} else if (n->kind == TREE_CHOICE && cost[i] < cost[best]) {
			best = i;
		}
	}
	if (n->kind == TREE_CHOICE || n->kind == TREE_LOOP) {
		missing(s, best);
	}
}

/* Those without events, of a sequence or of parallel ones. */
static void missing_rest(struct telling *s, const struct table *t)
{
	for (int32_t i = s->t->node[t->node].first; i != TREE_NO; i = s->t->node[i].next) {
		bool here = false;

		for (int32_t k = 0; k < t->parts; k++) {
			here = here || t->part[k].table->node == i;
		}
		if (!here) {
			missing(s, i);
		}
	}
}

static void extra(struct telling *s, const int32_t *leaf, int32_t p, int32_t q)
{
	for (int32_t i = p; i < q; i++) {
		s->moves->extra[s->activity_of[leaf[i]]] += s->cases;
	}
}

static void tell(struct telling *s, const struct table *t, const int32_t *leaf, int32_t p,
		 int32_t q);

/* A child over a piece of its parent's events: those of others are extra. */
static void tell_part(struct telling *s, const struct part *x, const int32_t *leaf, int32_t p,
		      int32_t q, bool others)
{
	const struct tree_node *child = &s->t->node[x->table->node];

	for (int32_t i = p; i < q; i++) {
		if (others && !below(child, leaf[i])) {
			extra(s, leaf, i, i + 1);
		}
	}
	tell(s, x->table, x->own, x->before[p], x->before[q]);
}

/* Some child that has no events, the least of them, and all events extra. */
static void tell_none(struct telling *s, const int32_t *leaf, int32_t p, int32_t q, int32_t from)
{
	int32_t best = TREE_NO;

	for (int32_t i = from; i != TREE_NO; i = s->t->node[i].next) {
		if (best == TREE_NO || s->k->w->least[i] < s->k->w->least[best]) {
			best = i;
		}
	}
	missing(s, best);
	extra(s, leaf, p, q);
}

static void tell_choice(struct telling *s, const struct table *t, const int32_t *leaf, int32_t p,
			int32_t q, int32_t first)
{
	int32_t best = t->rest + q - p, part = TREE_NO;

	for (int32_t i = first; i < t->parts; i++) {
		int32_t cost = part_cost(&t->part[i], p, q);

		if (cost < best) {
			best = cost;
			part = i;
		}
	}
	if (part != TREE_NO) {
		tell_part(s, &t->part[part], leaf, p, q, true);
	} else {
		const struct tree_node *n = &s->t->node[t->node];

		tell_none(s, leaf, p, q, first > 0 ? s->t->node[n->first].next : n->first);
	}
}

static void tell_sequence(struct telling *s, const struct table *t, const int32_t *leaf,
			  int32_t p, int32_t q)
{
	struct arena_mark mark = arena_mark(s->k->scratch);
	size_t width = (size_t)t->n + 1;
	int32_t *row = sequence_rows(s->k, t);

	sequence_from(t, p, row);
	for (int32_t i = t->parts - 1; i >= 0; i--) {
		const int32_t *was = row + (size_t)i * width;
		int32_t m = q;

		while (was[m] + part_cost(&t->part[i], m, q) != row[((size_t)i + 1) * width +
								      (size_t)q]) {
			m--;
		}
		tell_part(s, &t->part[i], leaf, m, q, true);
		q = m;
	}
	extra(s, leaf, p, q);
	missing_rest(s, t);
	arena_release(s->k->scratch, mark);
}

static void tell_loop(struct telling *s, const struct table *t, const int32_t *leaf, int32_t p,
		      int32_t q)
{
	struct arena_mark mark = arena_mark(s->k->scratch);
	int32_t *done = arena_array(s->k->scratch, int32_t, (size_t)t->n + 1);
	int32_t *asked = arena_array(s->k->scratch, int32_t, (size_t)t->n + 1);

	loop_from(t, p, done, asked);
	for (;;) {
		int32_t m = p;

		while (asked[m] + part_cost(&t->part[0], m, q) != done[q]) {
			m++;
		}
		tell_part(s, &t->part[0], leaf, m, q, true);
		if (m == p) {
			break;
		}
		q = m;
		for (m = p; done[m] + redo_cost(t, m, q) != asked[q]; m++) {
		}
		tell_choice(s, t, leaf, m, q, 1);
		q = m;
	}
	arena_release(s->k->scratch, mark);
}

static void tell(struct telling *s, const struct table *t, const int32_t *leaf, int32_t p,
		 int32_t q)
{
	if (p == q) {
		missing(s, t->node);
		return;
	}
	switch (s->t->node[t->node].kind) {
	case TREE_SILENT:
		return;
	case TREE_ACTIVITY:
		extra(s, leaf, p + 1, q);
		return;
	case TREE_CHOICE:
		tell_choice(s, t, leaf, p, q, 0);
		return;
	case TREE_SEQUENCE:
		tell_sequence(s, t, leaf, p, q);
		return;
	case TREE_PARALLEL:
		for (int32_t i = 0; i < t->parts; i++) {
			tell_part(s, &t->part[i], leaf, p, q, false);
		}
		missing_rest(s, t);
		return;
	case TREE_LOOP:
		tell_loop(s, t, leaf, p, q);
		return;
	}
}

/* ---- a way ---- */

int64_t mine_align(struct arena *scratch, const struct mine_tree *t, const struct tree_walk *w,
		   const int32_t *activity, size_t n, int64_t *steps, int64_t cases,
		   struct align_moves *moves)
{
	struct arena_mark mark = arena_mark(scratch);
	struct aligner k = { t, w, scratch, *steps };
	int32_t *leaf = arena_array(scratch, int32_t, n), known = 0;
	int32_t *activity_of = arena_array(scratch, int32_t, (size_t)t->leaves);

	for (int32_t i = 0; i < t->activities; i++) {
		if (t->leaf[i] != TREE_NO) {
			activity_of[t->leaf[i]] = i;
		}
	}
	for (size_t i = 0; i < n; i++) {
		if (t->leaf[activity[i]] != TREE_NO) {
			leaf[known++] = t->leaf[activity[i]];
		}
	}
	const struct table *whole = solve(&k, t->root, leaf, known, true);
	int64_t cost = k.steps < 0 ? ALIGN_LONG
		       : *cell(whole, 0, known) + (int64_t)n - known;

	*steps = k.steps;
	if (cost != ALIGN_LONG && moves != NULL) {
		struct telling s = { &k, t, activity_of, cases, moves };

		tell(&s, whole, leaf, 0, known);
		for (size_t i = 0; i < n; i++) {
			moves->extra[activity[i]] += t->leaf[activity[i]] == TREE_NO ? cases : 0;
		}
	}
	arena_release(scratch, mark);
	return cost;
}
