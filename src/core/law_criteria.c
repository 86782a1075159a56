/* Reading the criteria by which agencies are scored, and the ranks of their scores. */
#include "law_build.h"

enum { POINTS_MOST = 100, SHARE_MOST = 10000 };

static void shares_read(const struct place *at, struct criterion *c)
{
	struct place list;

	c->shares = may_list(at, "shares", &list);
	c->share = arena_array(at->faults->arena, struct criterion_share, c->shares);
	for (size_t i = 0; i < c->shares; i++) {
		struct place one = place_element(&list, i);

		if (FIELDS_KNOWN(&one, "id", "at_least")) {
			c->share[i] = (struct criterion_share){
				.id = need_text(&one, "id"),
				.at_least = need_int(&one, "at_least", 0, SHARE_MOST) };
		}
	}
}

static void criterion_read(const struct place *at, struct criterion *c)
{
	if (!FIELDS_KNOWN(at, "id", "name", "points", "shares", "ground", "mark")) {
		return;
	}
	struct place points = place_member(at, "points");

	*c = (struct criterion){ .id = need_text(at, "id"), .name = need_named(at, "name"),
				 .ground = need_text(at, "ground"), .mark = need_mark(at) };
	if (points.v == NULL) {
		(void)err_set(fault_at(at), ERR_INVALID, "law.missing", "field", "points", NULL);
	} else if (FIELDS_KNOWN(&points, "best", "middle", "least")) {
		c->best = need_int(&points, "best", 0, POINTS_MOST);
		c->middle = need_int(&points, "middle", 0, POINTS_MOST);
		c->least = need_int(&points, "least", 0, POINTS_MOST);
	}
	shares_read(at, c);
}

static void rank_read(const struct place *at, struct rank *r)
{
	if (!FIELDS_KNOWN(at, "id", "name", "from", "of", "mark")) {
		return;
	}
	*r = (struct rank){ .id = need_text(at, "id"), .name = need_named(at, "name"),
			    .from = need_int(at, "from", 0, POINTS_MOST),
			    .of = need_int(at, "of", 1, POINTS_MOST) };
	(void)need_mark(at);
}

void criteria_read(const struct place *root, struct law *l)
{
	struct arena *a = root->faults->arena;
	struct place list;

	l->criteria = may_list(root, "criteria", &list);
	l->criterion = arena_array(a, struct criterion, l->criteria);
	for (size_t i = 0; i < l->criteria; i++) {
		struct place at = place_element(&list, i);

		criterion_read(&at, &l->criterion[i]);
	}
	l->ranks = may_list(root, "ranks", &list);
	l->rank = arena_array(a, struct rank, l->ranks);
	for (size_t i = 0; i < l->ranks; i++) {
		struct place at = place_element(&list, i);

		rank_read(&at, &l->rank[i]);
	}
}

const struct criterion *law_criterion(const struct law *l, struct str id)
{
	for (size_t i = 0; i < l->criteria; i++) {
		if (str_eq(l->criterion[i].id, id)) {
			return &l->criterion[i];
		}
	}
	return NULL;
}
