/* A model of an event log as JSON. */
#include "mine_model_json.h"

#include <stdlib.h>

static struct json *node_json(struct arena *a, const struct mine_model *m, int32_t at)
{
	const struct mine_tree *t = &m->found.tree;
	const struct tree_node *n = &t->node[at];
	struct json *o = json_new_obj(a), *children = json_new_arr(a);

	json_set_str(a, o, "kind", str_of(tree_kind_name(n->kind)));
	if (n->kind == TREE_ACTIVITY) {
		json_set_str(a, o, "name", m->activity[n->activity]);
		json_set_int(a, o, "events", m->count[n->activity]);
	}
	if (n->first == TREE_NO) {
		return o;
	}
	for (int32_t i = n->first; i != TREE_NO; i = t->node[i].next) {
		json_push(a, children, node_json(a, m, i));
	}
	json_set(a, o, "children", children);
	return o;
}

struct json *mine_model_json(struct arena *a, const struct mine_model *m)
{
	struct json *o = json_new_obj(a), *cuts = json_new_obj(a), *falls = json_new_obj(a);
	const struct tree_found *f = &m->found;

	for (int i = TREE_CHOICE; i <= TREE_LOOP; i++) {
		json_set_int(a, cuts, tree_kind_name((enum tree_kind)i), f->cuts[i]);
	}
	for (int i = 0; i < FALLS; i++) {
		json_set_int(a, falls, tree_fall_name((enum tree_fall)i), f->falls[i]);
	}
	json_set(a, o, "tree", node_json(a, m, f->tree.root));
	json_set(a, o, "cuts", cuts);
	json_set(a, o, "fall_throughs", falls);
	json_set_int(a, o, "filtered_cuts", f->filtered);
	json_set_int(a, o, "given_up", f->limited);
	return o;
}

/* ---- apart ---- */

struct ranked {
	struct mine_apart one;
	int32_t rank;
};

static int by_steps(const void *x, const void *y)
{
	const struct ranked *a = x, *b = y;
	int64_t p = a->one.extra + a->one.missing, q = b->one.extra + b->one.missing;

	return p != q ? (p > q ? -1 : 1) : (a->rank > b->rank) - (a->rank < b->rank);
}

size_t mine_model_aparts(struct arena *a, const struct mine_model *m, int32_t activities,
			 const int32_t *rank, struct mine_apart **out)
{
	struct ranked *all = arena_array(a, struct ranked, (size_t)activities);
	size_t n = 0;

	for (int32_t i = 0; i < activities; i++) {
		const struct mine_apart one = { i, m->fit.moves.extra[i],
						m->fit.moves.missing[i] };

		if (one.extra + one.missing > 0) {
			all[n++] = (struct ranked){ one, rank[i] };
		}
	}
	if (n > 0) {
		qsort(all, n, sizeof(*all), by_steps);
	}
	*out = arena_array(a, struct mine_apart, n);
	for (size_t i = 0; i < n; i++) {
		(*out)[i] = all[i].one;
	}
	return n;
}
