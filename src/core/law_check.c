/* What must hold between a procedure and the rest of the law. */
#include "law_build.h"

static void unknown(const struct place *at, const char *field, const char *key, struct str value)
{
	(void)err_set(fault_in(at, field), ERR_INVALID, key, "value",
		      str_cstr(at->faults->arena, value), NULL);
}

/* The key a relative reference names, seen from an agency; empty when that
 * cannot be. As org_relative does at run time. */
static struct str resolve(struct arena *a, const struct unit_row *agency, struct str ref)
{
	struct str name = str_sub(ref, 1, ref.n);
	if (ref.n == 0 || ref.p[0] != '@') {
		return ref;
	}
	if (name.n == 0) {
		return agency->key;
	}
	if (str_is(name, "mc") && agency->onestop.n > 0) {
		return agency->onestop;
	}
	return str_fmt(a, "%.*s.%.*s", STR_ARG(agency->key), STR_ARG(name));
}

/* For a procedure of every commune one commune stands for all: they come from
 * one template. */
static const struct unit_row *agency_of(const struct unit_plan *units, const struct procedure *p)
{
	if (p->agency.n > 0) {
		return unit_plan_find(units, p->agency);
	}
	for (size_t i = 0; i < units->units; i++) {
		const struct unit_row *u = units->unit[i];
		bool commune = str_is(u->first.type, "commune") || str_is(u->first.type, "ward");
		if (str_is(p->level, "commune") && commune && u->to.n == INT32_MAX) {
			return u;
		}
	}
	return NULL;
}

static void unit_check(const struct place *at, const char *field, const struct unit_plan *units,
		       const struct unit_row *agency, struct str ref)
{
	if (!units->given || ref.n == 0) {
		return;
	}
	if (ref.p[0] == '@' && agency == NULL) {
		return; /* the agency's own fault is reported */
	}
	struct str key = resolve(at->faults->arena, agency, ref);
	if (unit_plan_find(units, key) == NULL) {
		unknown(at, field, "law.unit", ref);
	}
}

static void steps_check(const struct place *at, const struct law *l, const struct unit_plan *units,
			const struct unit_row *agency, const struct procedure_version *v)
{
	struct place list = place_member(at, "steps");
	for (size_t i = 0; i < v->steps; i++) {
		const struct step *s = &v->step[i];
		struct place el = place_element(&list, i);
		if (s->kind != STEP_CONSULT) {
			struct str post = str_of(s->post.code);
			if (post.n > 0 && !law_post_known(l, post)) {
				unknown(&el, "post", "law.post", post);
			}
			unit_check(&el, "unit", units, agency, s->unit);
		}
		struct place asked = place_member(&el, "asked");
		for (size_t k = 0; k < s->askeds; k++) {
			struct place one = place_element(&asked, k);
			unit_check(&one, NULL, units, agency, s->asked[k]);
		}
		struct place members = place_member(&el, "members");
		for (size_t k = 0; k < s->members; k++) {
			struct place one = place_element(&members, k);
			struct str post = str_of(s->member[k].post.code);
			unit_check(&one, "unit", units, agency, s->member[k].unit);
			if (post.n > 0 && !law_post_known(l, post)) {
				unknown(&one, "post", "law.post", post);
			}
		}
	}
}

static void papers_check(const struct place *at, const struct law *l,
			 const struct procedure_version *v)
{
	struct place list = place_member(at, "papers");
	for (size_t i = 0; i < v->papers; i++) {
		struct place el = place_element(&list, i);
		for (size_t k = 0; k < v->paper[i].sources; k++) {
			struct str id = v->paper[i].source[k];
			if (id.n > 0 && coded_find(l->paper_source, l->paper_sources, id) == NULL) {
				unknown(&el, "sources", "law.paper_source", id);
			}
		}
	}
}

static bool class_known(const struct law *l, struct str id)
{
	struct str prefix = STR("channel:");
	if (str_starts(id, prefix)) {
		return coded_find(l->channel, l->channels, str_sub(id, prefix.n, id.n)) != NULL;
	}
	return coded_find(l->person_class, l->person_classes, id) != NULL;
}

static void fees_check(const struct place *at, const struct law *l,
		       const struct procedure_version *v)
{
	struct place list = place_member(at, "fees");
	for (size_t i = 0; i < v->fees; i++) {
		struct place el = place_element(&list, i);
		struct place cuts = place_member(&el, "cuts");
		for (size_t k = 0; k < v->fee[i].cuts; k++) {
			struct place one = place_element(&cuts, k);
			struct str id = v->fee[i].cut[k].class_id;
			if (id.n > 0 && !class_known(l, id)) {
				unknown(&one, "class", "law.class", id);
			}
		}
	}
}

static void statutory_check(const struct place *at, const struct procedure_version *v)
{
	struct place list = place_member(at, "statutory");
	for (size_t i = 0; i < v->statutories; i++) {
		struct place el = place_element(&list, i);
		struct limit longer;
		struct err e;
		if (!limit_extend(v->limit, v->statutory[i].add, &longer, &e)) {
			*fault_in(&el, "add") = e;
		}
	}
}

void procedure_check(struct faults *f, const struct law *l, const struct unit_plan *units,
		     const struct place *root, const struct procedure *p)
{
	const struct unit_row *agency = units->given ? agency_of(units, p) : NULL;
	size_t before = f->n;
	if (units->given && agency == NULL) {
		unknown(root, "agency", "law.agency", p->agency);
	}
	struct place list = place_member(root, "versions");
	for (size_t i = 0; i < p->versions && f->n == before; i++) {
		const struct procedure_version *v = &p->version[i];
		struct place at = place_element(&list, i);
		graph_check(&at, v);
		steps_check(&at, l, units, agency, v);
		papers_check(&at, l, v);
		fees_check(&at, l, v);
		statutory_check(&at, v);
	}
}
