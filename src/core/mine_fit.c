/* How a log fits a process tree. */
#include "mine_fit.h"

#include <string.h>

/* ---- is it one of its ways? ---- */

/* A node with its own events of the way. */
struct own {
	int32_t n;
	int32_t *leaf;
	int32_t *before;		/* by place in the parent's events: how many are its */
	int8_t **done;			/* of a loop, by where it begins and ends: is it done there?
					 * A row is reckoned when it is asked for. */
};

struct taker {
	const struct mine_tree *t;
	const struct tree_walk *w;
	struct arena *scratch;
	struct own *own;		/* by node; n 0 where there are no events */
	int64_t *steps;			/* left; below 0 nothing is reckoned any more */
};

static bool below(const struct tree_node *n, int32_t leaf)
{
	return leaf >= n->low && leaf < n->high;
}

static void share_out(const struct taker *k, int32_t at)
{
	const struct own *all = &k->own[at];

	for (int32_t i = k->t->node[at].first; i != TREE_NO; i = k->t->node[i].next) {
		const struct tree_node *child = &k->t->node[i];
		struct own *own = &k->own[i];
		int32_t n = 0;

		*k->steps -= all->n;
		for (int32_t e = 0; *k->steps >= 0 && e < all->n; e++) {
			n += below(child, all->leaf[e]);
		}
		if (n == 0) {
			continue;
		}
		*k->steps -= 4 * (int64_t)all->n;
		own->leaf = arena_array(k->scratch, int32_t, (size_t)n);
		own->before = arena_array(k->scratch, int32_t, (size_t)all->n + 1);
		for (int32_t e = 0; e < all->n; e++) {
			own->before[e] = own->n;
			if (below(child, all->leaf[e])) {
				own->leaf[own->n++] = all->leaf[e];
			}
		}
		own->before[all->n] = n;
		share_out(k, i);
	}
}

static bool takes(const struct taker *k, int32_t at, int32_t p, int32_t q);

/* A child over its own of the parent's events [p, q), which may be none. */
static bool child_takes(const struct taker *k, int32_t child, int32_t p, int32_t q)
{
	const struct own *own = &k->own[child];

	return own->n == 0 ? k->w->empty[child] : takes(k, child, own->before[p], own->before[q]);
}

/* Are the parent's events [p, q) all the child's? */
static bool only_its(const struct taker *k, int32_t child, int32_t p, int32_t q)
{
	const struct own *own = &k->own[child];

	return own->n > 0 && own->before[q] - own->before[p] == q - p;
}

static bool takes_choice(const struct taker *k, int32_t at, int32_t p, int32_t q)
{
	for (int32_t i = k->t->node[at].first; i != TREE_NO; i = k->t->node[i].next) {
		if (only_its(k, i, p, q)) {
			return child_takes(k, i, p, q);
		}
	}
	return false;
}

static bool takes_sequence(const struct taker *k, int32_t at, int32_t p, int32_t q)
{
	for (int32_t i = k->t->node[at].first; i != TREE_NO; i = k->t->node[i].next) {
		int32_t to = p;

		while (to < q && only_its(k, i, p, to + 1)) {
			to++;
		}
		if (!child_takes(k, i, p, to)) {
			return false;
		}
		p = to;
	}
	return p == q;
}

static bool takes_parallel(const struct taker *k, int32_t at, int32_t p, int32_t q)
{
	for (int32_t i = k->t->node[at].first; i != TREE_NO; i = k->t->node[i].next) {
		if (!child_takes(k, i, p, q)) {
			return false;
		}
	}
	return true;
}

/* Has one of the others been done between p < q, or nothing at q? */
static bool repeated(const struct taker *k, int32_t body, const int8_t *done, int32_t from,
		     int32_t q)
{
	for (int32_t i = k->t->node[body].next; i != TREE_NO; i = k->t->node[i].next) {
		for (int32_t p = q - 1; p >= from && only_its(k, i, p, q); p--) {
			--*k->steps;
			if (done[p] && child_takes(k, i, p, q)) {
				return true;
			}
		}
	}
	return false;
}

static bool nothing_repeated(const struct taker *k, int32_t body)
{
	for (int32_t i = k->t->node[body].next; i != TREE_NO; i = k->t->node[i].next) {
		if (k->w->empty[i]) {
			return true;
		}
	}
	return false;
}

/* done[q]: from p on, after the events up to q the body has been done; asked[q]: it is to be
 * done next. */
static int8_t *loop_row(const struct taker *k, int32_t at, int32_t from)
{
	int32_t n = k->own[at].n, body = k->t->node[at].first;
	int8_t *done = arena_array(k->scratch, int8_t, (size_t)n + 1);
	int8_t *asked = arena_array(k->scratch, int8_t, (size_t)n + 1);
	bool nothing = nothing_repeated(k, body);

	*k->steps -= 2 * (int64_t)n;
	asked[from] = 1;
	for (int32_t q = from; q <= n && *k->steps >= 0; q++) {
		asked[q] = asked[q] || repeated(k, body, done, from, q);
		done[q] = asked[q] && k->w->empty[body];
		for (int32_t p = q - 1; p >= from && !done[q] && only_its(k, body, p, q); p--) {
			--*k->steps;
			done[q] = asked[p] && child_takes(k, body, p, q);
		}
		asked[q] = asked[q] || (done[q] && nothing);
	}
	return done;
}

static bool takes_loop(const struct taker *k, int32_t at, int32_t p, int32_t q)
{
	struct own *own = &k->own[at];

	if (own->done == NULL) {
		own->done = arena_array(k->scratch, int8_t *, (size_t)own->n + 1);
	}
	if (own->done[p] == NULL) {
		own->done[p] = loop_row(k, at, p);
	}
	return own->done[p][q];
}

static bool takes(const struct taker *k, int32_t at, int32_t p, int32_t q)
{
	if (p == q || *k->steps < 0) {
		return p == q && k->w->empty[at];
	}
	switch (k->t->node[at].kind) {
	case TREE_SILENT:
		return false;
	case TREE_ACTIVITY:
		return q - p == 1;
	case TREE_CHOICE:
		return takes_choice(k, at, p, q);
	case TREE_SEQUENCE:
		return takes_sequence(k, at, p, q);
	case TREE_PARALLEL:
		return takes_parallel(k, at, p, q);
	case TREE_LOOP:
		return takes_loop(k, at, p, q);
	}
	return false;
}

bool mine_tree_takes(struct arena *scratch, const struct mine_tree *t, const struct tree_walk *w,
		     const int32_t *activity, size_t n, int64_t *steps)
{
	struct arena_mark mark = arena_mark(scratch);
	struct taker k = { t, w, scratch, arena_array(scratch, struct own, (size_t)t->n), steps };
	struct own *all = &k.own[t->root];
	bool known = true;

	*all = (struct own){ .n = (int32_t)n, .leaf = arena_array(scratch, int32_t, n) };
	for (size_t i = 0; i < n; i++) {
		all->leaf[i] = t->leaf[activity[i]];
		known = known && all->leaf[i] != TREE_NO;
	}
	if (known) {
		share_out(&k, t->root);
	}
	bool good = known && takes(&k, t->root, 0, (int32_t)n) && *steps >= 0;

	arena_release(scratch, mark);
	return good;
}

/* ---- a log ---- */

/* Steps of reckoning for one way, and for all. */
static const int64_t steps_way[] = { [TREE_MINUTE] = 1 << 27, [TREE_SECONDS] = 1 << 24 };
static const int64_t steps_log[] = {
	[TREE_MINUTE] = INT64_C(1) << 34, [TREE_SECONDS] = INT64_C(1) << 29,
};

/* What of the model's pairs occurs in the log. */
static void meet(struct arena *scratch, const struct mine_tree *t, const struct tree_walk *w,
		 const struct mine_view *v, const struct mine_variants *ways,
		 struct mine_fit *out)
{
	struct arena_mark mark = arena_mark(scratch);
	size_t leaves = (size_t)t->leaves;
	bool *met = arena_array(scratch, bool, leaves * leaves);
	bool *start = arena_array(scratch, bool, leaves), *end = arena_array(scratch, bool, leaves);

	out->pairs = w->pairs;
	for (size_t i = 0; i < ways->n; i++) {
		size_t from = v->start[ways->variant[i].like];
		size_t to = v->start[ways->variant[i].like + 1];
		int32_t before = TREE_NO;

		for (size_t k = from; k < to; k++) {
			int32_t leaf = t->leaf[v->activity[k]];

			if (leaf != TREE_NO) {
				start[leaf] = start[leaf] || k == from;
				end[leaf] = end[leaf] || k + 1 == to;
			}
			if (before != TREE_NO && leaf != TREE_NO) {
				met[(size_t)before * leaves + (size_t)leaf] = true;
			}
			before = leaf;
		}
	}
	for (size_t i = 0; i < leaves * leaves; i++) {
		out->met_pairs += met[i] && w->follows[i];
	}
	for (size_t i = 0; i < leaves; i++) {
		out->met_pairs += (start[i] && w->starts[i]) + (end[i] && w->ends[i]);
	}
	out->precision = out->pairs > 0 ? (double)out->met_pairs / (double)out->pairs : 1;
	arena_release(scratch, mark);
}

/* Gives the way's cost. */
static int64_t measure(struct arena *scratch, const struct mine_tree *t, const struct tree_walk *w,
		       const int32_t *activity, size_t n, int64_t cases, int64_t steps,
		       int64_t *left, struct mine_fit *out)
{
	int64_t most = (int64_t)n + w->least[t->root], cost = 0;
	int64_t had = steps < *left ? steps : *left;

	steps = had;

	if (!mine_tree_takes(scratch, t, w, activity, n, &steps)) {
		cost = steps < 0 ? ALIGN_LONG
		       : mine_align(scratch, t, w, activity, n, &steps, cases, &out->moves);
	}
	*left -= had - steps;
	if (cost == ALIGN_LONG) {
		out->long_cases += cases;
		out->long_ways++;
		return cost;
	}
	out->cases += cases;
	out->fitting += cost == 0 ? cases : 0;
	out->cost += cost * cases;
	out->most += most * cases;
	out->mean_fitness += (double)cases *
			     (most > 0 ? 1 - (double)cost / (double)most : 1);
	return cost;
}

void mine_fit_log(struct arena *a, struct arena *scratch, const struct mine_tree *t,
		    const struct mine_view *v, const struct mine_variants *ways,
		    enum tree_effort effort, struct mine_fit *out)
{
	struct arena_mark mark = arena_mark(scratch);
	struct tree_walk w;
	int64_t left = steps_log[effort];

	*out = (struct mine_fit){
		.moves = { arena_array(a, int64_t, (size_t)t->activities),
			   arena_array(a, int64_t, (size_t)t->activities) },
		.apart = arena_array(a, int64_t, ways->n),
	};
	mine_tree_walk(scratch, scratch, t, &w);
	for (size_t i = 0; i < ways->n; i++) {
		uint32_t like = ways->variant[i].like;

		out->apart[i] = measure(scratch, t, &w, v->activity + v->start[like],
					v->start[like + 1] - v->start[like],
					ways->variant[i].cases, steps_way[effort], &left, out);
	}
	out->fitness = out->most > 0 ? 1 - (double)out->cost / (double)out->most : 1;
	out->mean_fitness = out->cases > 0 ? out->mean_fitness / (double)out->cases : 1;
	meet(scratch, t, &w, v, ways, out);
	arena_release(scratch, mark);
}

int64_t *mine_fit_moves(struct arena *a, struct arena *scratch, const struct mine_tree *t,
			const struct mine_view *v, const struct mine_variants *ways,
			const struct mine_fit *fit, int32_t activity, bool missing)
{
	int64_t *out = arena_array(a, int64_t, ways->n);
	struct arena_mark mark = arena_mark(scratch);
	struct tree_walk w;

	mine_tree_walk(scratch, scratch, t, &w);
	for (size_t i = 0; i < ways->n; i++) {
		struct arena_mark one = arena_mark(scratch);
		size_t from = v->start[ways->variant[i].like];
		struct align_moves moves = {
			arena_array(scratch, int64_t, (size_t)t->activities),
			arena_array(scratch, int64_t, (size_t)t->activities),
		};
		int64_t steps = steps_way[TREE_MINUTE];	/* it was measured with no more */

		if (fit->apart[i] > 0 &&
		    mine_align(scratch, t, &w, v->activity + from,
			       v->start[ways->variant[i].like + 1] - from, &steps, 1,
			       &moves) != ALIGN_LONG) {
			out[i] = (missing ? moves.missing : moves.extra)[activity];
		}
		arena_release(scratch, one);
	}
	arena_release(scratch, mark);
	return out;
}
