/* The organisation: look-ups, and who answers for a unit at an instant. */
#include "org.h"

#include <string.h>

enum { UNIT_KEY_MAX = 96 };

struct post post_of_str(struct str code)
{
	struct post p = { .code = "" };
	size_t n = code.n < POST_SIZE ? code.n : POST_SIZE - 1;
	memcpy(p.code, code.p != NULL ? code.p : "", n);
	return p;
}

struct post post_of(const char *code)
{
	return post_of_str(str_of(code));
}

bool post_eq(struct post a, struct post b)
{
	return strcmp(a.code, b.code) == 0;
}

bool post_is(struct post a, const char *code)
{
	return strcmp(a.code, code) == 0;
}

const struct unit *org_unit(const struct org *o, struct unit_id id)
{
	return imap_get(&o->by_id, id.v);
}

bool org_key_valid(struct str key)
{
	for (size_t i = 0; i < key.n; i++) {
		char c = key.p[i];

		if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
		      c == '_')) {
			return false;
		}
	}
	return key.n > 0 && key.n <= 40;
}

const struct unit *org_unit_by_key(const struct org *o, struct str key)
{
	return map_get(&o->by_key, key);
}

const struct person *org_person(const struct org *o, struct person_id id)
{
	return imap_get(&o->person_by_id, id.v);
}

const struct person *org_person_by_key(const struct org *o, struct str key)
{
	return map_get(&o->person_by_key, key);
}

const struct unit_attr *unit_on(const struct unit *u, struct day d)
{
	size_t i = u->attrs - 1;
	while (i > 0 && u->attr[i].from.n > d.n) {
		i--;
	}
	return &u->attr[i];
}

bool unit_exists(const struct unit *u, struct day d)
{
	return u->from.n <= d.n && d.n < u->to.n;
}

/* The unit with key "<key of agency>.<name>", without building a text that lives. */
static const struct unit *child_by_name(const struct org *o, const struct unit *agency,
					struct str name)
{
	char key[UNIT_KEY_MAX];
	size_t n = agency->key.n + 1 + name.n;
	if (n > sizeof(key)) {
		return NULL;
	}
	memcpy(key, agency->key.p, agency->key.n);
	key[agency->key.n] = '.';
	memcpy(key + agency->key.n + 1, name.p, name.n);
	return org_unit_by_key(o, (struct str){ .p = key, .n = n });
}

const struct unit *org_relative(const struct org *o, const struct unit *agency, struct str ref)
{
	if (ref.n == 0 || ref.p[0] != '@') {
		return org_unit_by_key(o, ref);
	}
	struct str name = str_sub(ref, 1, ref.n);
	if (name.n == 0) {
		return agency;
	}
	if (str_is(name, "mc") && agency->onestop.n > 0) {
		return org_unit_by_key(o, agency->onestop);
	}
	return child_by_name(o, agency, name);
}

static const struct unit *parent_on(const struct org *o, const struct unit *u, struct day d)
{
	return org_unit(o, unit_on(u, d)->parent);
}

const struct unit *org_agency(const struct org *o, const struct unit *u, struct day d)
{
	for (int i = 0; u != NULL && i < ORG_DEPTH; i++) {
		if (str_is(u->role, "agency") || str_is(u->role, "body")) {
			return u;
		}
		u = parent_on(o, u, d);
	}
	return NULL;
}

bool org_below(const struct org *o, const struct unit *u, const struct unit *top, struct day d)
{
	for (int i = 0; u != NULL && i < ORG_DEPTH; i++) {
		if (u == top) {
			return true;
		}
		u = parent_on(o, u, d);
	}
	return false;
}

const struct unit *org_common(const struct org *o, const struct unit *a, const struct unit *b,
			      struct day d)
{
	for (int i = 0; a != NULL && i < ORG_DEPTH; i++) {
		if (org_below(o, b, a, d)) {
			return a;
		}
		a = parent_on(o, a, d);
	}
	return NULL;
}

const struct unit *org_top(const struct org *o, const struct unit *u, struct day d)
{
	const struct unit *above = u;

	for (int i = 0; above != NULL && i < ORG_DEPTH; i++) {
		u = above;
		above = parent_on(o, u, d);
	}
	return u;
}

size_t org_successors(const struct org *o, struct unit_id old, const struct succession **out,
		      size_t max)
{
	size_t n = 0;
	for (uintptr_t i = (uintptr_t)imap_get(&o->succession_by_old, old.v); i != 0;
	     i = o->next_succession[i - 1]) {
		n++;
	}
	size_t at = n;
	for (uintptr_t i = (uintptr_t)imap_get(&o->succession_by_old, old.v); i != 0;
	     i = o->next_succession[i - 1]) {
		at--; /* the chain runs newest first */
		if (at < max) {
			out[at] = &o->succession[i - 1];
		}
	}
	return n;
}

static bool within(int64_t from, int64_t to, int64_t at)
{
	return from <= at && (to == INSTANT_NONE || at < to);
}

bool org_holds(const struct org *o, struct person_id p, struct unit_id u, struct post post,
	       int64_t at)
{
	for (uintptr_t i = (uintptr_t)imap_get(&o->by_person, p.v); i != 0;
	     i = o->next_of_person[i - 1]) {
		const struct assignment *as = &o->assignment[i - 1];
		if (as->unit.v == u.v && post_eq(as->post, post) && within(as->from, as->to, at)) {
			return true;
		}
	}
	return false;
}

static const struct assignment *membership(const struct org *o, struct person_id p,
					   struct unit_id u, int64_t at)
{
	for (uintptr_t i = (uintptr_t)imap_get(&o->by_person, p.v); i != 0;
	     i = o->next_of_person[i - 1]) {
		const struct assignment *as = &o->assignment[i - 1];
		if (as->unit.v == u.v && within(as->from, as->to, at)) {
			return as;
		}
	}
	return NULL;
}

bool org_member(const struct org *o, struct person_id p, struct unit_id u, int64_t at)
{
	return membership(o, p, u, at) != NULL;
}

bool org_post_at(const struct org *o, struct person_id p, struct unit_id u, int64_t at,
		 struct post *out)
{
	const struct assignment *as = membership(o, p, u, at);
	if (as == NULL) {
		return false;
	}
	*out = as->post;
	return true;
}

const struct assignment *org_post_after(const struct org *o, struct person_id p,
					const struct assignment *last, int64_t at)
{
	uintptr_t i = last == NULL ? (uintptr_t)imap_get(&o->by_person, p.v)
				   : o->next_of_person[last - o->assignment];
	while (i != 0 && !within(o->assignment[i - 1].from, o->assignment[i - 1].to, at)) {
		i = o->next_of_person[i - 1];
	}
	return i != 0 ? &o->assignment[i - 1] : NULL;
}

bool org_employed(const struct org *o, struct person_id p, int64_t at)
{
	return org_post_after(o, p, NULL, at) != NULL;
}

/* Its conclusion aside. */
static bool inspects(const struct org *o, const struct inspection *v, struct person_id p,
		     const struct unit *agency, int64_t at)
{
	const struct unit *top = org_unit(o, v->unit);
	bool theirs = false;
	for (size_t i = 0; i < v->inspectors; i++) {
		theirs = theirs || v->inspector[i].v == p.v;
	}
	return theirs && within(v->from, v->to, at) &&
	       (agency == top || org_below(o, agency, top, day_of(at)));
}

bool org_inspects(const struct org *o, struct person_id p, const struct unit *agency, int64_t at)
{
	for (size_t i = 0; i < o->inspections; i++) {
		const struct inspection *v = &o->inspection[i];
		if ((v->concluded_at == INSTANT_NONE || at < v->concluded_at) &&
		    inspects(o, v, p, agency, at)) {
			return true;
		}
	}
	return false;
}

bool org_inspected(const struct org *o, struct person_id p, const struct unit *agency, int64_t at)
{
	for (size_t i = 0; i < o->inspections; i++) {
		const struct inspection *v = &o->inspection[i];
		if ((v->concluded_at == INSTANT_NONE || at <= v->concluded_at) &&
		    inspects(o, v, p, agency, at)) {
			return true;
		}
	}
	return false;
}

bool org_inspects_still(const struct org *o, struct person_id p, const struct unit *agency,
			int64_t at, int64_t now)
{
	for (size_t i = 0; i < o->inspections; i++) {
		const struct inspection *v = &o->inspection[i];
		if (v->concluded_at == INSTANT_NONE && now < v->to &&
		    inspects(o, v, p, agency, at)) {
			return true;
		}
	}
	return false;
}

const struct inspection *org_inspection(const struct org *o, struct unit_id unit,
					struct str decision)
{
	for (size_t i = o->inspections; i > 0; i--) {
		const struct inspection *v = &o->inspection[i - 1];
		if (v->unit.v == unit.v && str_eq(v->decision, decision)) {
			return v;
		}
	}
	return NULL;
}

bool unit_needs_factor(const struct unit *u, struct day d)
{
	for (size_t i = 0; i < u->factors; i++) {
		if (u->factor[i].from.n <= d.n && d.n < u->factor[i].to.n) {
			return true;
		}
	}
	return false;
}

bool org_needs_factor(const struct org *o, struct person_id p, int64_t at)
{
	struct day d = day_of(at);
	for (uintptr_t i = (uintptr_t)imap_get(&o->by_person, p.v); i != 0;
	     i = o->next_of_person[i - 1]) {
		const struct assignment *as = &o->assignment[i - 1];
		const struct unit *u = org_unit(o, as->unit);
		if (!within(as->from, as->to, at)) {
			continue;
		}
		for (int up = 0; u != NULL && up < ORG_DEPTH; up++) {
			if (unit_needs_factor(u, d)) {
				return true;
			}
			u = parent_on(o, u, d);
		}
	}
	return false;
}

static const struct leave *leave_at(const struct org *o, struct person_id p, int64_t at)
{
	for (uintptr_t i = (uintptr_t)imap_get(&o->leave_by_person, p.v); i != 0;
	     i = o->next_leave[i - 1]) {
		const struct leave *l = &o->leave[i - 1];
		if (within(l->from, l->to, at)) {
			return l;
		}
	}
	return NULL;
}

bool org_on_leave(const struct org *o, struct person_id p, int64_t at)
{
	return leave_at(o, p, at) != NULL;
}

static bool one_of(const struct str *list, size_t n, struct str s)
{
	for (size_t i = 0; i < n; i++) {
		if (str_eq(list[i], s)) {
			return true;
		}
	}
	return false;
}

/* One without a list covers all, one with a list what stands in it. */
static bool covers(const struct extent *x, struct signed_by by)
{
	return x->procedures + x->fields == 0 ||
	       one_of(x->procedure, x->procedures, by.procedure) ||
	       one_of(x->field, x->fields, by.field);
}

bool org_in_scope(const struct org *o, struct seat s, struct signed_by by, int64_t at)
{
	bool decided = false;
	for (size_t i = 0; i < o->scopes; i++) {
		const struct signing_scope *c = &o->scope[i];
		if (c->person.v != s.person.v || c->unit.v != s.unit.v ||
		    !post_eq(c->post, s.post) || c->from > at || c->to == c->from) {
			continue;
		}
		if (within(c->from, c->to, at) && covers(&c->by, by)) {
			return true;
		}
		decided = true;
	}
	return !decided;
}

struct person_id org_delegator(const struct org *o, struct person_id who, struct unit_id u,
			       struct post post, int64_t at)
{
	return org_sign_delegator(o, who, u, post, (struct signed_by){ 0 }, at);
}

struct person_id org_sign_delegator(const struct org *o, struct person_id who, struct unit_id u,
				    struct post post, struct signed_by by, int64_t at)
{
	if (!org_employed(o, who, at)) {
		return (struct person_id){ 0 };
	}
	for (uintptr_t i = (uintptr_t)imap_get(&o->delegation_by_to, who.v); i != 0;
	     i = o->next_delegation[i - 1]) {
		const struct delegation *g = &o->delegation[i - 1];
		/* A delegation ends with the post it was given from. */
		if (g->unit.v == u.v && post_eq(g->post, post) && within(g->from, g->to, at) &&
		    covers(&g->by, by) &&
		    org_holds(o, g->from_person, u, post, at)) {
			return g->from_person;
		}
	}
	return (struct person_id){ 0 };
}

const struct delegation *org_given_to_sign(const struct org *o, struct person_id who,
					   const struct delegation *last, int64_t at)
{
	uintptr_t i = last != NULL ? o->next_delegation[last - o->delegation]
				   : (uintptr_t)imap_get(&o->delegation_by_to, who.v);
	for (; i != 0 && org_employed(o, who, at); i = o->next_delegation[i - 1]) {
		const struct delegation *g = &o->delegation[i - 1];
		if (g->by.procedures + g->by.fields > 0 && within(g->from, g->to, at) &&
		    org_holds(o, g->from_person, g->unit, g->post, at)) {
			return g;
		}
	}
	return NULL;
}

/* The one at a post of a unit who is present; of several, the first appointed. */
static struct person_id present_at(const struct org *o, struct unit_id u, const char *post,
				   int64_t at, struct person_id except)
{
	struct person_id found = { 0 };
	for (uintptr_t i = (uintptr_t)imap_get(&o->by_unit, u.v); i != 0;
	     i = o->next_of_unit[i - 1]) {
		const struct assignment *as = &o->assignment[i - 1];
		if (post_is(as->post, post) && within(as->from, as->to, at) &&
		    as->person.v != except.v && !org_on_leave(o, as->person, at)) {
			found = as->person;
		}
	}
	return found;
}

static bool seat_at(const struct org *o, struct unit_id u, const char *post, int64_t at,
		    struct person_id except, struct seat *out)
{
	struct person_id p = present_at(o, u, post, at, except);
	if (p.v == 0) {
		return false;
	}
	*out = (struct seat){ .unit = u, .post = post_of(post), .person = p };
	return true;
}

static bool head_except(const struct org *o, struct unit_id unit, int64_t at,
			struct person_id except, struct seat *out, struct err *e)
{
	const struct unit *u = org_unit(o, unit);
	struct day d = day_of(at);
	for (int i = 0; u != NULL && i < ORG_DEPTH; i++) {
		if (seat_at(o, u->id, "head", at, except, out) ||
		    seat_at(o, u->id, "deputy", at, except, out)) {
			return true;
		}
		u = parent_on(o, u, d);
	}
	char text[ID_TEXT];
	const struct unit *asked = org_unit(o, unit);
	if (asked == NULL) {
		return err_set(e, ERR_CONFLICT, "org.no_head", "unit",
			       unit.v > 0 ? id_text('u', unit.v, text) : "-", NULL);
	}
	(void)err_set(e, ERR_CONFLICT, "org.no_head", NULL);
	char key[UNIT_KEY_MAX + 1] = "";
	size_t n = asked->key.n < UNIT_KEY_MAX ? asked->key.n : UNIT_KEY_MAX;
	memcpy(key, asked->key.p, n);
	return err_add(e, "unit", key);
}

bool org_head(const struct org *o, struct unit_id u, int64_t at, struct seat *out, struct err *e)
{
	return head_except(o, u, at, (struct person_id){ 0 }, out, e);
}

bool org_stand_in(const struct org *o, struct seat from, int64_t at, struct seat *out,
		  struct err *e)
{
	const struct leave *l = leave_at(o, from.person, at);
	if (l != NULL && l->deputy.v != 0 && l->deputy.v != from.person.v &&
	    org_employed(o, l->deputy, at) &&
	    !org_on_leave(o, l->deputy, at)) {
		/* At the same post if the deputy holds it too, else at their own. */
		const struct assignment *as = membership(o, l->deputy, from.unit, at);
		bool same = as == NULL || org_holds(o, l->deputy, from.unit, from.post, at);
		*out = (struct seat){ .unit = from.unit,
				      .post = same ? from.post : as->post,
				      .person = l->deputy };
		return true;
	}
	if (seat_at(o, from.unit, "deputy", at, from.person, out)) {
		return true;
	}
	return head_except(o, from.unit, at, from.person, out, e);
}
