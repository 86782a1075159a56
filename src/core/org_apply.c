/* The organisation: one ledger entry folded into it. */
#include "entry.h"
#include "org.h"

#include <string.h>

static bool misfit(const struct entry *en, const char *why, struct err *e)
{
	(void)err_set(e, ERR_CORRUPT, "org.entry", "kind", kind_name(en->kind), "why", why, NULL);
	return err_add_int(e, "seq", en->seq);
}

/* Makes room for one more element in an array of the arena. What is outgrown
 * stays in the arena: with doubling that is at most as much again. */
static void *room(struct arena *a, void *old, size_t n, size_t *cap, size_t size)
{
	if (n < *cap) {
		return old;
	}
	size_t grown = *cap == 0 ? 64 : *cap * 2;
	void *p = arena_alloc(a, grown, size);
	if (n > 0) {
		memcpy(p, old, n * size);
	}
	*cap = grown;
	return p;
}

/* Chains are kept as position + 1 so that 0 ends them. */
static void *link_value(size_t position)
{
	return (void *)(uintptr_t)(position + 1);
}

static size_t chain_push(struct imap *heads, int64_t key, size_t position)
{
	size_t before = (size_t)(uintptr_t)imap_get(heads, key);
	imap_put(heads, key, link_value(position));
	return before;
}

void org_init(struct org *o, struct arena *a)
{
	*o = (struct org){ .arena = a };
	map_init(&o->by_key, a);
	imap_init(&o->by_id, a);
	map_init(&o->person_by_key, a);
	imap_init(&o->person_by_id, a);
	imap_init(&o->by_person, a);
	imap_init(&o->by_unit, a);
	imap_init(&o->leave_by_person, a);
	imap_init(&o->delegation_by_to, a);
	imap_init(&o->succession_by_old, a);
}

static struct str kept(struct org *o, const struct entry *en, const char *name)
{
	return str_dup(o->arena, json_str(en->body, name));
}

static bool unit_of(struct org *o, const struct entry *en, struct unit **out, struct err *e)
{
	struct unit *u = imap_get(&o->by_id, en->stream.id);
	if (u == NULL) {
		return misfit(en, "unknown unit", e);
	}
	*out = u;
	return true;
}

static bool person_of(struct org *o, const struct entry *en, struct person_id *out, struct err *e)
{
	if (imap_get(&o->person_by_id, en->stream.id) == NULL) {
		return misfit(en, "unknown person", e);
	}
	*out = (struct person_id){ en->stream.id };
	return true;
}

/* An id in the body that must name something known. */
static bool known_unit(struct org *o, const struct entry *en, const char *name, struct unit_id *out,
		       struct err *e)
{
	int64_t id = 0;
	if (!body_id(en, name, 'u', &id, e)) {
		return false;
	}
	if (imap_get(&o->by_id, id) == NULL) {
		return misfit(en, "unknown unit", e);
	}
	*out = (struct unit_id){ id };
	return true;
}

static bool known_person(struct org *o, const struct entry *en, const char *name,
			 struct person_id *out, struct err *e)
{
	int64_t id = 0;
	if (!body_id(en, name, 'p', &id, e)) {
		return false;
	}
	if (imap_get(&o->person_by_id, id) == NULL) {
		return misfit(en, "unknown person", e);
	}
	*out = (struct person_id){ id };
	return true;
}

/* `to` may be missing: open. */
static bool span_of(const struct entry *en, const char *end, int64_t *from, int64_t *to,
		    struct err *e)
{
	*to = INSTANT_NONE;
	if (!body_at(en, "from", from, e) || (body_has(en, end) && !body_at(en, end, to, e))) {
		return false;
	}
	if (*to != INSTANT_NONE && *to < *from) {
		return misfit(en, "ends before it begins", e);
	}
	return true;
}

static bool attr_of(struct org *o, const struct entry *en, struct unit_attr *out, struct err *e)
{
	struct str name, type;
	if (!body_day(en, "from", &out->from, e) || !body_str(en, "name", &name, e) ||
	    !body_str(en, "type", &type, e)) {
		return false;
	}
	out->name = str_dup(o->arena, name);
	out->type = str_dup(o->arena, type);
	if (!body_has(en, "parent")) {
		return true;
	}
	return known_unit(o, en, "parent", &out->parent, e);
}

/* Keeps the attributes sorted; a second one from the same day replaces it. */
static void attr_insert(struct org *o, struct unit *u, struct unit_attr at)
{
	size_t i = u->attrs;
	while (i > 0 && u->attr[i - 1].from.n > at.from.n) {
		i--;
	}
	if (i > 0 && u->attr[i - 1].from.n == at.from.n) {
		u->attr[i - 1] = at;
		return;
	}
	struct unit_attr *grown = arena_array(o->arena, struct unit_attr, u->attrs + 1);
	if (u->attrs > 0) {
		memcpy(grown, u->attr, i * sizeof(*grown));
		memcpy(grown + i + 1, u->attr + i, (u->attrs - i) * sizeof(*grown));
	}
	grown[i] = at;
	u->attr = grown;
	u->attrs++;
}

static bool unit_created(struct org *o, const struct entry *en, struct err *e)
{
	struct str key, role;
	struct unit_attr at = { .from = { 0 } };
	struct day to = { INT32_MAX };
	if (!body_str(en, "key", &key, e) || !body_str(en, "role", &role, e) ||
	    !attr_of(o, en, &at, e) || (body_has(en, "to") && !body_day(en, "to", &to, e))) {
		return false;
	}
	if (map_get(&o->by_key, key) != NULL || imap_get(&o->by_id, en->stream.id) != NULL) {
		return misfit(en, "unit exists already", e);
	}
	struct unit *u = arena_new(o->arena, struct unit);
	*u = (struct unit){
		.id = { en->stream.id },
		.key = str_dup(o->arena, key),
		.role = str_dup(o->arena, role),
		.agency_code = kept(o, en, "agency_code"),
		.onestop = kept(o, en, "onestop"),
		.profile = kept(o, en, "profile"),
		.from = at.from,
		.to = to,
	};
	attr_insert(o, u, at);
	o->unit = room(o->arena, o->unit, o->units, &o->units_cap, sizeof(*o->unit));
	o->unit[o->units++] = u;
	map_put(&o->by_key, u->key, u);
	imap_put(&o->by_id, u->id.v, u);
	return true;
}

static bool unit_renamed(struct org *o, const struct entry *en, struct err *e)
{
	struct unit *u = NULL;
	struct unit_attr at = { .from = { 0 } };
	if (!unit_of(o, en, &u, e) || !attr_of(o, en, &at, e)) {
		return false;
	}
	if (!body_has(en, "parent")) {
		at.parent = unit_on(u, at.from)->parent;
	}
	attr_insert(o, u, at);
	return true;
}

static bool unit_closed(struct org *o, const struct entry *en, struct err *e)
{
	struct unit *u = NULL;
	return unit_of(o, en, &u, e) && body_day(en, "to", &u->to, e);
}

static bool unit_kept(struct org *o, const struct entry *en, struct err *e)
{
	struct unit *u = NULL;
	if (!unit_of(o, en, &u, e)) {
		return false;
	}
	u->to = (struct day){ INT32_MAX };
	return true;
}

static bool factor_required(struct org *o, const struct entry *en, struct err *e)
{
	struct unit *u = NULL;
	struct unit_factor f = { .to = { INT32_MAX } };
	if (!unit_of(o, en, &u, e) || !body_day(en, "from", &f.from, e)) {
		return false;
	}
	struct unit_factor *grown = arena_array(o->arena, struct unit_factor, u->factors + 1);
	if (u->factors > 0) {
		memcpy(grown, u->factor, u->factors * sizeof(*grown));
	}
	grown[u->factors++] = f;
	u->factor = grown;
	return true;
}

/* All that would last longer. */
static bool factor_lifted(struct org *o, const struct entry *en, struct err *e)
{
	struct unit *u = NULL;
	struct day to;
	if (!unit_of(o, en, &u, e) || !body_day(en, "to", &to, e)) {
		return false;
	}
	for (size_t i = 0; i < u->factors; i++) {
		if (u->factor[i].to.n > to.n) {
			u->factor[i].to = to;
		}
	}
	return true;
}

static bool unit_succeeded(struct org *o, const struct entry *en, struct err *e)
{
	struct unit *u = NULL;
	struct succession s = { .from = { 0 } };
	if (!unit_of(o, en, &u, e) || !known_unit(o, en, "new", &s.new_unit, e) ||
	    !body_day(en, "from", &s.from, e)) {
		return false;
	}
	s.old_unit = u->id;
	s.scope = kept(o, en, "scope");
	size_t cap = o->successions_cap;
	o->succession = room(o->arena, o->succession, o->successions, &o->successions_cap,
			     sizeof(*o->succession));
	o->next_succession = room(o->arena, o->next_succession, o->successions, &cap,
				  sizeof(*o->next_succession));
	o->succession[o->successions] = s;
	o->next_succession[o->successions] =
		chain_push(&o->succession_by_old, u->id.v, o->successions);
	o->successions++;
	return true;
}

static bool outage_declared(struct org *o, const struct entry *en, struct err *e)
{
	struct unit *u = NULL;
	struct outage out = { .seq = en->seq };
	if (!unit_of(o, en, &u, e) || !span_of(en, "to", &out.from, &out.to, e) ||
	    !body_int(en, "first", &out.first_no, e) || !body_int(en, "last", &out.last_no, e)) {
		return false;
	}
	out.unit = u->id;
	out.series = kept(o, en, "series");
	o->outage = room(o->arena, o->outage, o->outages, &o->outages_cap, sizeof(*o->outage));
	o->outage[o->outages++] = out;
	return true;
}

static bool person_added(struct org *o, const struct entry *en, struct err *e)
{
	struct str key;
	if (!body_str(en, "key", &key, e)) {
		return false;
	}
	if (map_get(&o->person_by_key, key) != NULL ||
	    imap_get(&o->person_by_id, en->stream.id) != NULL) {
		return misfit(en, "person exists already", e);
	}
	struct person *p = arena_new(o->arena, struct person);
	*p = (struct person){ .id = { en->stream.id }, .key = str_dup(o->arena, key) };
	o->person = room(o->arena, o->person, o->persons, &o->persons_cap, sizeof(*o->person));
	o->person[o->persons++] = p;
	map_put(&o->person_by_key, p->key, p);
	imap_put(&o->person_by_id, p->id.v, p);
	return true;
}

static bool assigned(struct org *o, const struct entry *en, struct err *e)
{
	struct assignment as = { .seq = en->seq };
	struct str post;
	if (!person_of(o, en, &as.person, e) || !known_unit(o, en, "unit", &as.unit, e) ||
	    !body_str(en, "post", &post, e) || !span_of(en, "to", &as.from, &as.to, e)) {
		return false;
	}
	as.post = post_of_str(post);
	size_t cap_person = o->assignments_cap;
	size_t cap_unit = o->assignments_cap;
	size_t n = o->assignments;
	o->assignment = room(o->arena, o->assignment, n, &o->assignments_cap, sizeof(as));
	o->next_of_person = room(o->arena, o->next_of_person, n, &cap_person, sizeof(size_t));
	o->next_of_unit = room(o->arena, o->next_of_unit, n, &cap_unit, sizeof(size_t));
	o->assignment[n] = as;
	o->next_of_person[n] = chain_push(&o->by_person, as.person.v, n);
	o->next_of_unit[n] = chain_push(&o->by_unit, as.unit.v, n);
	o->assignments++;
	return true;
}

static bool assignment_ended(struct org *o, const struct entry *en, struct err *e)
{
	struct person_id p = { 0 };
	struct unit_id u = { 0 };
	struct str post;
	int64_t to = 0;
	if (!person_of(o, en, &p, e) || !known_unit(o, en, "unit", &u, e) ||
	    !body_str(en, "post", &post, e) || !body_at(en, "to", &to, e)) {
		return false;
	}
	struct post wanted = post_of_str(post);
	for (uintptr_t i = (uintptr_t)imap_get(&o->by_person, p.v); i != 0;
	     i = o->next_of_person[i - 1]) {
		struct assignment *as = &o->assignment[i - 1];
		if (as->unit.v == u.v && post_eq(as->post, wanted) && as->from <= to &&
		    (as->to == INSTANT_NONE || to < as->to)) {
			as->to = to;
			return true;
		}
	}
	return misfit(en, "no such assignment", e);
}

static size_t kept_list(struct org *o, const struct entry *en, const char *name,
			struct str **out)
{
	const struct json *list = json_arr(en->body, name);
	size_t n = json_len(list);
	*out = arena_array(o->arena, struct str, n);
	for (size_t i = 0; i < n; i++) {
		(*out)[i] = str_dup(o->arena, json_at(list, i)->s);
	}
	return n;
}

static struct extent extent_of(struct org *o, const struct entry *en)
{
	struct extent x = { .procedures = 0 };
	x.procedures = kept_list(o, en, "procedures", &x.procedure);
	x.fields = kept_list(o, en, "fields", &x.field);
	return x;
}

static bool delegated(struct org *o, const struct entry *en, struct err *e)
{
	struct delegation g = { .seq = en->seq };
	struct str post;
	if (!person_of(o, en, &g.from_person, e) || !known_person(o, en, "to", &g.to_person, e) ||
	    !known_unit(o, en, "unit", &g.unit, e) || !body_str(en, "post", &post, e) ||
	    !span_of(en, "until", &g.from, &g.to, e)) {
		return false;
	}
	g.post = post_of_str(post);
	g.by = extent_of(o, en);
	size_t cap = o->delegations_cap;
	size_t n = o->delegations;
	o->delegation = room(o->arena, o->delegation, n, &o->delegations_cap, sizeof(g));
	o->next_delegation = room(o->arena, o->next_delegation, n, &cap, sizeof(size_t));
	o->delegation[n] = g;
	o->next_delegation[n] = chain_push(&o->delegation_by_to, g.to_person.v, n);
	o->delegations++;
	return true;
}

static bool inspection_opened(struct org *o, const struct entry *en, struct err *e)
{
	struct inspection v = { .concluded_at = INSTANT_NONE, .seq = en->seq };
	const struct json *list = json_arr(en->body, "inspectors");
	struct unit *u = NULL;
	struct str decision;
	if (!unit_of(o, en, &u, e) || !body_str(en, "decision", &decision, e) ||
	    !span_of(en, "until", &v.from, &v.to, e)) {
		return false;
	}
	v.unit = u->id;
	v.decision = str_dup(o->arena, decision);
	for (size_t i = 0; i < json_len(list) && v.inspectors < INSPECTORS_MOST; i++) {
		v.inspectors += id_parse('p', json_at(list, i)->s,
					 &v.inspector[v.inspectors].v) ? 1 : 0;
	}
	o->inspection = room(o->arena, o->inspection, o->inspections, &o->inspections_cap,
			     sizeof(v));
	o->inspection[o->inspections++] = v;
	return true;
}

static bool inspection_concluded(struct org *o, const struct entry *en, struct err *e)
{
	struct unit *u = NULL;
	struct str decision;
	if (!unit_of(o, en, &u, e) || !body_str(en, "decision", &decision, e)) {
		return false;
	}
	for (size_t i = o->inspections; i > 0; i--) {
		struct inspection *v = &o->inspection[i - 1];
		if (v->unit.v == u->id.v && str_eq(v->decision, decision)) {
			v->concluded_at = en->at;
			return true;
		}
	}
	return err_set(e, ERR_CORRUPT, "org.entry", "why", "inspection", NULL);
}

static bool leave_recorded(struct org *o, const struct entry *en, struct err *e)
{
	struct leave l = { .seq = en->seq };
	if (!person_of(o, en, &l.person, e) || !span_of(en, "to", &l.from, &l.to, e) ||
	    (body_has(en, "deputy") && !known_person(o, en, "deputy", &l.deputy, e))) {
		return false;
	}
	size_t cap = o->leaves_cap;
	size_t n = o->leaves;
	o->leave = room(o->arena, o->leave, n, &o->leaves_cap, sizeof(l));
	o->next_leave = room(o->arena, o->next_leave, n, &cap, sizeof(size_t));
	o->leave[n] = l;
	o->next_leave[n] = chain_push(&o->leave_by_person, l.person.v, n);
	o->leaves++;
	return true;
}

static bool leave_ended(struct org *o, const struct entry *en, struct err *e)
{
	struct person_id p = { 0 };
	int64_t from = 0, to = 0;
	if (!person_of(o, en, &p, e) || !body_at(en, "from", &from, e) ||
	    !body_at(en, "to", &to, e)) {
		return false;
	}
	for (uintptr_t i = (uintptr_t)imap_get(&o->leave_by_person, p.v); i != 0;
	     i = o->next_leave[i - 1]) {
		struct leave *l = &o->leave[i - 1];
		if (l->from == from && from <= to && to < l->to) {
			l->to = to;
			return true;
		}
	}
	return misfit(en, "no such leave", e);
}

static bool delegation_ended(struct org *o, const struct entry *en, struct err *e)
{
	struct person_id p = { 0 }, to = { 0 };
	struct unit_id u = { 0 };
	struct str post;
	int64_t from = 0, until = 0;
	if (!person_of(o, en, &p, e) || !known_person(o, en, "to", &to, e) ||
	    !known_unit(o, en, "unit", &u, e) || !body_str(en, "post", &post, e) ||
	    !body_at(en, "from", &from, e) || !body_at(en, "until", &until, e)) {
		return false;
	}
	for (uintptr_t i = (uintptr_t)imap_get(&o->delegation_by_to, to.v); i != 0;
	     i = o->next_delegation[i - 1]) {
		struct delegation *g = &o->delegation[i - 1];
		if (g->from_person.v == p.v && g->unit.v == u.v &&
		    post_eq(g->post, post_of_str(post)) && g->from == from && from <= until &&
		    until < g->to) {
			g->to = until;
			return true;
		}
	}
	return misfit(en, "no such delegation", e);
}

static bool scope_of(struct org *o, const struct entry *en, struct signing_scope *out,
		     struct err *e)
{
	struct str post;
	if (!person_of(o, en, &out->person, e) || !known_unit(o, en, "unit", &out->unit, e) ||
	    !body_str(en, "post", &post, e) || !span_of(en, "to", &out->from, &out->to, e)) {
		return false;
	}
	out->post = post_of_str(post);
	return true;
}

static bool signing_scope_set(struct org *o, const struct entry *en, struct err *e)
{
	struct signing_scope c = { .seq = en->seq };
	if (!scope_of(o, en, &c, e)) {
		return false;
	}
	c.by = extent_of(o, en);
	o->scope = room(o->arena, o->scope, o->scopes, &o->scopes_cap, sizeof(c));
	o->scope[o->scopes++] = c;
	return true;
}

/* The newest that began then. */
static bool signing_scope_ended(struct org *o, const struct entry *en, struct err *e)
{
	struct signing_scope was = { .seq = 0 };
	if (!scope_of(o, en, &was, e)) {
		return false;
	}
	for (size_t i = o->scopes; i > 0; i--) {
		struct signing_scope *c = &o->scope[i - 1];
		if (c->person.v == was.person.v && c->unit.v == was.unit.v &&
		    post_eq(c->post, was.post) && c->from == was.from &&
		    (c->to == INSTANT_NONE || was.to < c->to)) {
			c->to = was.to;
			return true;
		}
	}
	return misfit(en, "no such signing scope", e);
}

bool org_apply(struct org *o, const struct entry *en, struct err *e)
{
	/* Not a switch over all kinds: those of other streams are not ours. */
	static const struct {
		enum entry_kind kind;
		bool (*apply)(struct org *o, const struct entry *en, struct err *e);
	} table[] = {
		{ KIND_UNIT_CREATED, unit_created },
		{ KIND_UNIT_RENAMED, unit_renamed },
		{ KIND_UNIT_CLOSED, unit_closed },
		{ KIND_UNIT_KEPT, unit_kept },
		{ KIND_UNIT_SUCCEEDED, unit_succeeded },
		{ KIND_FACTOR_REQUIRED, factor_required },
		{ KIND_FACTOR_LIFTED, factor_lifted },
		{ KIND_OUTAGE_DECLARED, outage_declared },
		{ KIND_PERSON_ADDED, person_added },
		{ KIND_ASSIGNED, assigned },
		{ KIND_ASSIGNMENT_ENDED, assignment_ended },
		{ KIND_DELEGATED, delegated },
		{ KIND_INSPECTION_OPENED, inspection_opened },
		{ KIND_INSPECTION_CONCLUDED, inspection_concluded },
		{ KIND_LEAVE_RECORDED, leave_recorded },
		{ KIND_LEAVE_ENDED, leave_ended },
		{ KIND_DELEGATION_ENDED, delegation_ended },
		{ KIND_SIGNING_SCOPE_SET, signing_scope_set },
		{ KIND_SIGNING_SCOPE_ENDED, signing_scope_ended },
	};
	for (size_t i = 0; i < ARRAY_LEN(table); i++) {
		if (table[i].kind == en->kind) {
			return table[i].apply(o, en, e);
		}
	}
	return true;
}
