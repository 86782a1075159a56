/* Process trees. */
#include "mine_tree.h"

#include "base/compiler.h"

#include <assert.h>
#include <string.h>

const char *tree_kind_name(enum tree_kind k)
{
	static const char *const name[] = {
		[TREE_SILENT] = "silent", [TREE_ACTIVITY] = "activity", [TREE_CHOICE] = "choice",
		[TREE_SEQUENCE] = "sequence", [TREE_PARALLEL] = "parallel", [TREE_LOOP] = "loop",
	};

	return name[k];
}

static void text(struct buf *b, const struct mine_tree *t, const struct mine_names *names,
		 int32_t at)
{
	static const char *const sign[] = {
		[TREE_SILENT] = "τ", [TREE_ACTIVITY] = "", [TREE_CHOICE] = "×",
		[TREE_SEQUENCE] = "→", [TREE_PARALLEL] = "∧", [TREE_LOOP] = "↺",
	};
	const struct tree_node *n = &t->node[at];

	buf_text(b, sign[n->kind]);
	if (n->kind == TREE_ACTIVITY) {
		buf_str(b, mine_names_text(names, n->activity));
	}
	for (int32_t i = n->first; i != TREE_NO; i = t->node[i].next) {
		buf_text(b, i == n->first ? "(" : ", ");
		text(b, t, names, i);
	}
	buf_text(b, n->first != TREE_NO ? ")" : "");
}

void mine_tree_text(struct buf *b, const struct mine_tree *t, const struct mine_names *names)
{
	text(b, t, names, t->root);
}

void mine_tree_start(struct mine_tree *t, struct arena *a, int32_t activities)
{
	*t = (struct mine_tree){ .arena = a, .root = TREE_NO, .activities = activities };
}

int32_t mine_tree_add(struct mine_tree *t, enum tree_kind kind, int32_t activity)
{
	if (t->n == t->room) {
		int32_t room = t->room == 0 ? 64 : 2 * t->room;
		struct tree_node *node = arena_array(t->arena, struct tree_node, (size_t)room);

		if (t->n > 0) {
			memcpy(node, t->node, (size_t)t->n * sizeof(*node));
		}
		t->node = node;
		t->room = room;
	}
	t->node[t->n] = (struct tree_node){ .kind = kind, .activity = activity,
					    .first = TREE_NO, .next = TREE_NO, .last = TREE_NO };
	return t->n++;
}

void mine_tree_append(struct mine_tree *t, int32_t parent, int32_t child)
{
	struct tree_node *p = &t->node[parent];

	t->node[child].next = TREE_NO;
	if (p->last == TREE_NO) {
		p->first = child;
	} else {
		t->node[p->last].next = child;
	}
	p->last = child;
	p->children++;
}

/* ---- fewer nodes ---- */

static bool is(const struct mine_tree *t, int32_t i, enum tree_kind kind)
{
	return t->node[i].kind == kind;
}

/* Children of `child` instead of itself. */
static void take_children(struct mine_tree *t, int32_t parent, int32_t child)
{
	int32_t next;

	for (int32_t i = t->node[child].first; i != TREE_NO; i = next) {
		next = t->node[i].next;
		mine_tree_append(t, parent, i);
	}
}

/* Of a choice, a sequence, a parallel: their children anew. */
static void reduce_children(struct mine_tree *t, int32_t at)
{
	enum tree_kind kind = t->node[at].kind;
	int32_t next, first = t->node[at].first;
	bool silent = false;

	t->node[at].first = t->node[at].last = TREE_NO;
	t->node[at].children = 0;
	for (int32_t i = first; i != TREE_NO; i = next) {
		next = t->node[i].next;
		if (is(t, i, kind)) {
			take_children(t, at, i);
		} else if (!is(t, i, TREE_SILENT)) {
			mine_tree_append(t, at, i);
		} else if (kind == TREE_CHOICE && !silent) {
			mine_tree_append(t, at, i);
			silent = true;
		}
	}
}

/* ↺(↺(a, τ), τ) is ↺(a, τ). */
static void reduce_loop(struct mine_tree *t, int32_t at)
{
	struct tree_node *n = &t->node[at];
	const struct tree_node *body = &t->node[n->first];

	if (n->children == 2 && is(t, n->last, TREE_SILENT) && body->kind == TREE_LOOP &&
	    body->children == 2 && is(t, body->last, TREE_SILENT)) {
		int32_t inner = body->first;

		t->node[inner].next = n->last;
		n->first = inner;
	}
}

static int32_t reduce(struct mine_tree *t, int32_t at)
{
	int32_t before = TREE_NO;

	for (int32_t i = t->node[at].first; i != TREE_NO; i = t->node[i].next) {
		int32_t less = reduce(t, i);

		if (less != i) {
			t->node[less].next = t->node[i].next;
			if (before == TREE_NO) {
				t->node[at].first = less;
			} else {
				t->node[before].next = less;
			}
			if (t->node[at].last == i) {
				t->node[at].last = less;
			}
		}
		before = i = less;
	}
	if (is(t, at, TREE_LOOP)) {
		reduce_loop(t, at);
	} else if (t->node[at].first != TREE_NO) {
		reduce_children(t, at);
		if (t->node[at].children == 0) {
			t->node[at].kind = TREE_SILENT;
		} else if (t->node[at].children == 1) {
			return t->node[at].first;
		}
	}
	return at;
}

static void number(struct mine_tree *t, int32_t at)
{
	struct tree_node *n = &t->node[at];

	n->low = t->leaves;
	if (n->kind == TREE_ACTIVITY) {
		assert(t->leaf[n->activity] == TREE_NO);
		t->leaf[n->activity] = t->leaves++;
	}
	for (int32_t i = n->first; i != TREE_NO; i = t->node[i].next) {
		number(t, i);
	}
	n->high = t->leaves;
}

void mine_tree_reduce(struct mine_tree *t)
{
	t->root = reduce(t, t->root);
	t->node[t->root].next = TREE_NO;
	t->leaf = arena_array(t->arena, int32_t, (size_t)t->activities);
	for (int32_t i = 0; i < t->activities; i++) {
		t->leaf[i] = TREE_NO;
	}
	t->leaves = 0;
	number(t, t->root);
}

/* ---- what is allowed ---- */

struct walk {
	const struct mine_tree *t;
	struct tree_walk *out;
	bool *starts, *ends;		/* by node and leaf */
};

static bool *row(bool *of, const struct mine_tree *t, int32_t at)
{
	return of + (size_t)at * (size_t)t->leaves;
}

static void unite(bool *into, const bool *of, int32_t n)
{
	for (int32_t i = 0; i < n; i++) {
		into[i] = into[i] || of[i];
	}
}

/* What ends one may be followed by what begins the other. */
static void join(struct walk *w, int32_t one, int32_t other)
{
	const struct mine_tree *t = w->t;
	const bool *ends = row(w->ends, t, one), *starts = row(w->starts, t, other);

	for (int32_t i = t->node[one].low; i < t->node[one].high; i++) {
		for (int32_t k = t->node[other].low; ends[i] && k < t->node[other].high; k++) {
			w->out->follows[(size_t)i * (size_t)t->leaves + (size_t)k] |= starts[k];
		}
	}
}

static void walk_sequence(struct walk *w, int32_t at)
{
	const struct mine_tree *t = w->t;
	bool first = true;

	w->out->empty[at] = true;
	for (int32_t i = t->node[at].first; i != TREE_NO; i = t->node[i].next) {
		bool last = true;

		if (first) {
			unite(row(w->starts, t, at), row(w->starts, t, i), t->leaves);
		}
		first = first && w->out->empty[i];
		w->out->empty[at] = w->out->empty[at] && w->out->empty[i];
		w->out->least[at] += w->out->least[i];
		for (int32_t k = t->node[i].next; k != TREE_NO; k = t->node[k].next) {
			if (last) {
				join(w, i, k);
			}
			last = last && w->out->empty[k];
		}
		if (last) {
			unite(row(w->ends, t, at), row(w->ends, t, i), t->leaves);
		}
	}
}

static void walk_choice(struct walk *w, int32_t at)
{
	const struct mine_tree *t = w->t;

	w->out->least[at] = INT32_MAX;
	for (int32_t i = t->node[at].first; i != TREE_NO; i = t->node[i].next) {
		unite(row(w->starts, t, at), row(w->starts, t, i), t->leaves);
		unite(row(w->ends, t, at), row(w->ends, t, i), t->leaves);
		w->out->empty[at] = w->out->empty[at] || w->out->empty[i];
		if (w->out->least[i] < w->out->least[at]) {
			w->out->least[at] = w->out->least[i];
		}
	}
}

static void walk_parallel(struct walk *w, int32_t at)
{
	const struct mine_tree *t = w->t;

	w->out->empty[at] = true;
	for (int32_t i = t->node[at].first; i != TREE_NO; i = t->node[i].next) {
		unite(row(w->starts, t, at), row(w->starts, t, i), t->leaves);
		unite(row(w->ends, t, at), row(w->ends, t, i), t->leaves);
		w->out->empty[at] = w->out->empty[at] && w->out->empty[i];
		w->out->least[at] += w->out->least[i];
		for (int32_t a = t->node[i].low; a < t->node[i].high; a++) {
			bool *follows = w->out->follows + (size_t)a * (size_t)t->leaves;

			for (int32_t b = t->node[at].low; b < t->node[at].high; b++) {
				follows[b] |= b < t->node[i].low || b >= t->node[i].high;
			}
		}
	}
}

static void walk_loop(struct walk *w, int32_t at)
{
	const struct mine_tree *t = w->t;
	int32_t body = t->node[at].first;
	bool skip = false;		/* something that is done again may be nothing */

	memcpy(row(w->starts, t, at), row(w->starts, t, body), (size_t)t->leaves);
	memcpy(row(w->ends, t, at), row(w->ends, t, body), (size_t)t->leaves);
	w->out->empty[at] = w->out->empty[body];
	w->out->least[at] = w->out->least[body];
	for (int32_t i = t->node[body].next; i != TREE_NO; i = t->node[i].next) {
		join(w, body, i);
		join(w, i, body);
		skip = skip || w->out->empty[i];
		for (int32_t k = t->node[body].next; w->out->empty[body] && k != TREE_NO;
		     k = t->node[k].next) {
			join(w, i, k);
		}
		if (w->out->empty[body]) {
			unite(row(w->starts, t, at), row(w->starts, t, i), t->leaves);
			unite(row(w->ends, t, at), row(w->ends, t, i), t->leaves);
		}
	}
	if (skip) {
		join(w, body, body);
	}
}

static void walk(struct walk *w, int32_t at)
{
	const struct tree_node *n = &w->t->node[at];

	for (int32_t i = n->first; i != TREE_NO; i = w->t->node[i].next) {
		walk(w, i);
	}
	switch (n->kind) {
	case TREE_SILENT:
		w->out->empty[at] = true;
		return;
	case TREE_ACTIVITY:
		w->out->least[at] = 1;
		row(w->starts, w->t, at)[n->low] = row(w->ends, w->t, at)[n->low] = true;
		return;
	case TREE_CHOICE:
		walk_choice(w, at);
		return;
	case TREE_SEQUENCE:
		walk_sequence(w, at);
		return;
	case TREE_PARALLEL:
		walk_parallel(w, at);
		return;
	case TREE_LOOP:
		walk_loop(w, at);
		return;
	}
}

void mine_tree_walk(struct arena *a, struct arena *scratch, const struct mine_tree *t,
		    struct tree_walk *out)
{
	size_t n = (size_t)t->n, leaves = (size_t)t->leaves;

	*out = (struct tree_walk){
		.empty = arena_array(a, bool, n), .least = arena_array(a, int32_t, n),
		.follows = arena_array(a, bool, leaves * leaves),
		.starts = arena_array(a, bool, leaves), .ends = arena_array(a, bool, leaves),
	};
	struct arena_mark mark = arena_mark(scratch);
	struct walk w = { t, out, arena_array(scratch, bool, n * leaves),
			  arena_array(scratch, bool, n * leaves) };

	walk(&w, t->root);
	memcpy(out->starts, row(w.starts, t, t->root), leaves);
	memcpy(out->ends, row(w.ends, t, t->root), leaves);
	for (size_t i = 0; i < leaves * leaves; i++) {
		out->pairs += out->follows[i];
	}
	for (size_t i = 0; i < leaves; i++) {
		out->pairs += out->starts[i] + out->ends[i];
	}
	arena_release(scratch, mark);
}
