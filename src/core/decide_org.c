/* Deciding about units, persons, assignments, leave and outages. */
#include "decide_in.h"
#include "reform.h"
#include "org_body.h"

#include "base/num.h"

enum { OUTAGE_DAYS_MOST = 14, OUTAGE_NUMBERS_MOST = 10000 };

static struct stream unit_stream(int64_t id)
{
	return (struct stream){ .kind = STREAM_UNIT, .id = id };
}

static struct stream person_stream(const struct decide *x)
{
	return (struct stream){ .kind = STREAM_PERSON, .id = arg_id(x, "person", 'p') };
}

static bool code_taken(const struct decide *x, struct str code)
{
	for (size_t i = 0; code.n > 0 && i < x->org->units; i++) {
		if (str_eq(x->org->unit[i]->agency_code, code)) {
			return true;
		}
	}
	return false;
}

static bool profile_known(const struct decide *x, struct str name)
{
	for (size_t i = 0; i < x->law->profiles; i++) {
		if (str_eq(x->law->profile[i].id, name)) {
			return true;
		}
	}
	return name.n == 0;
}

/* A type some post has a title for, or that stands in the tree already. */
static bool type_known(const struct decide *x, struct str type)
{
	for (size_t i = 0; i < x->law->titles; i++) {
		if (str_eq(x->law->title[i].unit_type, type) && !str_is(type, "*")) {
			return true;
		}
	}
	for (size_t i = 0; i < x->org->units; i++) {
		for (size_t k = 0; k < x->org->unit[i]->attrs; k++) {
			if (str_eq(x->org->unit[i]->attr[k].type, type)) {
				return true;
			}
		}
	}
	return false;
}

bool decide_add_unit(struct decide *x, struct err *e)
{
	static const char *const roles[] = { "agency", "room", "onestop", "office", "body" };
	struct str key = arg_str(x, "key"), role = arg_str(x, "role");
	bool known = false;

	if (!org_key_valid(key)) {
		return refuse_str(e, "org.key_form", "key", key);
	}
	if (org_unit_by_key(x->org, key) != NULL) {
		return refuse_str(e, "org.key", "key", key);
	}
	for (size_t i = 0; i < ARRAY_LEN(roles); i++) {
		known = known || str_is(role, roles[i]);
	}
	if (!known) {
		return refuse_str(e, "org.role", "role", role);
	}
	if (!type_known(x, arg_str(x, "type"))) {
		return refuse_str(e, "org.type", "type", arg_str(x, "type"));
	}
	if (code_taken(x, arg_str(x, "agency_code"))) {
		return refuse_str(e, "org.agency_code", "code", arg_str(x, "agency_code"));
	}
	if (!profile_known(x, arg_str(x, "profile"))) {
		return refuse_str(e, "org.profile", "profile", arg_str(x, "profile"));
	}
	static const char *const fields[] = { "key", "role", "type", "name", "from", "parent",
					      "agency_code", "onestop", "profile" };
	struct json *b = body_new(x);

	for (size_t i = 0; i < ARRAY_LEN(fields); i++) {
		body_pass(x, b, fields[i]);
	}
	return decide_emit_to(x, unit_stream(arg_id(x, "unit", 'u')), KIND_UNIT_CREATED, b, e);
}

bool decide_rename_unit(struct decide *x, struct err *e)
{
	static const char *const fields[] = { "from", "name", "type", "parent" };
	const struct unit *u = unit_of(x, (struct unit_id){ arg_id(x, "unit", 'u') });
	struct json *b = body_new(x);

	if (u == NULL || arg_day(x, "from").n <= u->attr[u->attrs - 1].from.n ||
	    !unit_exists(u, arg_day(x, "from"))) {
		return refuse(e, "org.dates", NULL);
	}
	const struct unit *parent = unit_of(x, (struct unit_id){ arg_id(x, "parent", 'u') });

	if (!type_known(x, arg_str(x, "type"))) {
		return refuse_str(e, "org.type", "type", arg_str(x, "type"));
	}

	if (parent != NULL && org_below(x->org, parent, u, arg_day(x, "from"))) {
		return refuse_str(e, "org.parent", "unit", parent->key);
	}
	for (size_t i = 0; i < ARRAY_LEN(fields); i++) {
		body_pass(x, b, fields[i]);
	}
	return decide_emit_to(x, unit_stream(u->id.v), KIND_UNIT_RENAMED, b, e);
}

bool decide_close_unit(struct decide *x, struct err *e)
{
	const struct unit *u = unit_of(x, (struct unit_id){ arg_id(x, "unit", 'u') });
	struct json *b = body_new(x);

	if (u == NULL || !unit_exists(u, today(x)) || arg_day(x, "to").n <= u->from.n) {
		return refuse(e, "org.dates", NULL);
	}
	body_pass(x, b, "to");
	return decide_emit_to(x, unit_stream(u->id.v), KIND_UNIT_CLOSED, b, e);
}

bool decide_succeed_unit(struct decide *x, struct err *e)
{
	const struct unit *u = unit_of(x, (struct unit_id){ arg_id(x, "unit", 'u') });
	const struct unit *v = unit_of(x, (struct unit_id){ arg_id(x, "new", 'u') });
	struct str scope = arg_str(x, "scope");
	struct json *b = body_new(x);

	if (u == NULL || v == NULL || u == v) {
		return refuse(e, "org.dates", NULL);
	}
	if (!reform_scope_known(scope)) {
		return refuse_str(e, "org.scope", "scope", scope);
	}
	body_pass(x, b, "new");
	body_pass(x, b, "from");
	body_pass(x, b, "scope");
	return decide_emit_to(x, unit_stream(u->id.v), KIND_UNIT_SUCCEEDED, b, e);
}

/* From today on at the earliest: whoever signed in before was free to. */
static bool factor_day(struct decide *x, const char *name, const struct unit **u, struct day *out,
		       struct err *e)
{
	*u = unit_of(x, (struct unit_id){ arg_id(x, "unit", 'u') });
	*out = arg_has(x, name) ? arg_day(x, name) : today(x);
	if (*u == NULL || out->n < today(x).n || !unit_exists(*u, *out)) {
		return refuse(e, "org.dates", NULL);
	}
	return true;
}

bool decide_require_factor(struct decide *x, struct err *e)
{
	const struct unit *u;
	struct json *b = body_new(x);
	struct day from;

	if (!factor_day(x, "from", &u, &from, e)) {
		return false;
	}
	for (size_t i = 0; i < u->factors; i++) {
		if (u->factor[i].from.n <= from.n && u->factor[i].to.n == INT32_MAX) {
			return refuse_str(e, "org.factor_required", "unit", u->key);
		}
	}
	body_put_str(x, b, "from", day_str(x->arena, from));
	return decide_emit_to(x, unit_stream(u->id.v), KIND_FACTOR_REQUIRED, b, e);
}

bool decide_lift_factor(struct decide *x, struct err *e)
{
	const struct unit *u;
	struct json *b = body_new(x);
	struct day to;
	bool lasts = false;

	if (!factor_day(x, "to", &u, &to, e)) {
		return false;
	}
	for (size_t i = 0; i < u->factors; i++) {
		const struct unit_factor *f = &u->factor[i];

		lasts = lasts || (f->to.n > to.n && f->to.n > f->from.n);
	}
	if (!lasts) {
		return refuse_str(e, "org.factor_not_required", "unit", u->key);
	}
	body_put_str(x, b, "to", day_str(x->arena, to));
	return decide_emit_to(x, unit_stream(u->id.v), KIND_FACTOR_LIFTED, b, e);
}

bool decide_add_person(struct decide *x, struct err *e)
{
	struct str key = arg_str(x, "key");
	struct json *b = body_new(x);

	if (!org_key_valid(key)) {
		return refuse_str(e, "org.key_form", "key", key);
	}
	if (org_person_by_key(x->org, key) != NULL) {
		return refuse_str(e, "org.key", "key", key);
	}
	body_put_str(x, b, "key", key);
	body_pass(x, b, "name_c");
	return decide_emit_to(x, person_stream(x), KIND_PERSON_ADDED, b, e);
}

static bool post_known(const struct decide *x, struct str post)
{
	for (size_t i = 0; i < x->law->titles; i++) {
		if (str_eq(x->law->title[i].post, post)) {
			return post.n < POST_SIZE;
		}
	}
	return false;
}

/* A person of the organisation and a unit that exists. */
/* Who sits where: also in a unit that is no more. */
static bool seat_named(struct decide *x, struct seat *out, struct err *e)
{
	struct str post = arg_str(x, "post");

	out->unit.v = arg_id(x, "unit", 'u');
	out->person.v = arg_id(x, "person", 'p');
	if (!post_known(x, post)) {
		return refuse_str(e, "org.post", "post", post);
	}
	out->post = post_of_str(post);
	if (unit_of(x, out->unit) == NULL || org_person(x->org, out->person) == NULL) {
		return refuse(e, "org.dates", NULL);
	}
	return true;
}

static bool seat_known(struct decide *x, struct seat *out, struct err *e)
{
	return seat_named(x, out, e) &&
	       (unit_exists(unit_of(x, out->unit), today(x)) || refuse(e, "org.dates", NULL));
}

bool decide_assign(struct decide *x, struct err *e)
{
	int64_t from = arg_at(x, "from", x->at), to = arg_at(x, "to", INSTANT_NONE);
	struct seat s;

	if (!seat_known(x, &s, e)) {
		return false;
	}
	if (to != INSTANT_NONE && to <= from) {
		return refuse(e, "org.dates", NULL);
	}
	if (org_holds(x->org, s.person, s.unit, s.post, from)) {
		return refuse_str(e, "org.assigned", "post", arg_str(x, "post"));
	}
	struct json *b = body_new(x);

	body_pass(x, b, "unit");
	body_pass(x, b, "post");
	body_put_at(x, b, "from", from);
	body_pass(x, b, "to");
	return decide_emit_to(x, person_stream(x), KIND_ASSIGNED, b, e);
}

/* Does the assignment in force end on its own no later than that? */
static bool ends_by(const struct decide *x, const struct seat *s, int64_t to)
{
	for (size_t i = 0; i < x->org->assignments; i++) {
		const struct assignment *a = &x->org->assignment[i];

		if (a->person.v == s->person.v && a->unit.v == s->unit.v &&
		    post_eq(a->post, s->post) && a->from <= x->at &&
		    (a->to == INSTANT_NONE || a->to > to)) {
			return false;
		}
	}
	return true;
}

bool decide_end_assignment(struct decide *x, struct err *e)
{
	int64_t to = arg_at(x, "to", x->at);
	struct seat s;

	if (!seat_named(x, &s, e)) {
		return false;
	}
	if (!org_holds(x->org, s.person, s.unit, s.post, x->at)) {
		return refuse_str(e, "org.not_assigned", "post", arg_str(x, "post"));
	}
	if (to < x->at || ends_by(x, &s, to)) {
		return refuse(e, "org.dates", NULL);
	}
	struct json *b = body_new(x);

	body_pass(x, b, "unit");
	body_pass(x, b, "post");
	body_put_at(x, b, "to", to);
	return decide_emit_to(x, person_stream(x), KIND_ASSIGNMENT_ENDED, b, e);
}

static bool field_known(const struct decide *x, struct str field)
{
	for (size_t i = 0; i < x->law->procedures; i++) {
		if (str_eq(x->law->procedure[i]->field, field)) {
			return true;
		}
	}
	return false;
}

/* `procedures` and `fields`, what a signature may be given by. */
static bool extent_known(const struct decide *x, struct err *e)
{
	const struct json *codes = json_arr(x->args, "procedures");
	const struct json *fields = json_arr(x->args, "fields");

	for (size_t i = 0; i < json_len(codes); i++) {
		struct str code = json_at(codes, i)->s;

		if (law_procedure(x->law, code) == NULL) {
			return refuse_str(e, "intake.procedure", "procedure", code);
		}
	}
	for (size_t i = 0; i < json_len(fields); i++) {
		struct str field = json_at(fields, i)->s;

		if (!field_known(x, field)) {
			return refuse_str(e, "org.no_field", "field", field);
		}
	}
	return true;
}

static void pass_extent(struct decide *x, struct json *b)
{
	static const char *const list[] = { "procedures", "fields" };

	for (size_t i = 0; i < ARRAY_LEN(list); i++) {
		if (json_len(json_arr(x->args, list[i])) > 0) {
			body_pass(x, b, list[i]);
		}
	}
}

bool decide_delegate(struct decide *x, struct err *e)
{
	int64_t from = arg_at(x, "from", x->at), until = arg_at(x, "until", 0);
	struct seat s;

	if (!seat_known(x, &s, e)) {
		return false;
	}
	if (!org_holds(x->org, s.person, s.unit, s.post, x->at)) {
		return refuse_str(e, "org.not_assigned", "post", arg_str(x, "post"));
	}
	if (arg_id(x, "to", 'p') == s.person.v) {
		return refuse(e, "org.same_person", NULL);
	}
	if (from < x->at || until <= from) {
		return refuse(e, "org.dates", NULL);
	}
	if (!extent_known(x, e)) {
		return false;
	}
	struct json *b = body_new(x);

	pass_extent(x, b);
	body_pass(x, b, "to");
	body_pass(x, b, "unit");
	body_pass(x, b, "post");
	body_put_at(x, b, "from", from);
	body_put_at(x, b, "until", until);
	return decide_emit_to(x, person_stream(x), KIND_DELEGATED, b, e);
}

bool decide_record_leave(struct decide *x, struct err *e)
{
	int64_t from = arg_at(x, "from", 0), to = arg_at(x, "to", 0);
	struct json *b = body_new(x);

	/* Recorded before it begins or while it lasts: minutes already held stay. */
	if (to <= from || to <= x->at) {
		return refuse(e, "org.dates", NULL);
	}
	if (arg_id(x, "deputy", 'p') == arg_id(x, "person", 'p')) {
		return refuse(e, "org.same_person", NULL);
	}
	body_put_at(x, b, "from", from);
	body_put_at(x, b, "to", to);
	body_pass(x, b, "deputy");
	return decide_emit_to(x, person_stream(x), KIND_LEAVE_RECORDED, b, e);
}

/* Back early, or not away at all. From the next second on, so that what time does by
 * itself sees it end (app/tick.c). */
bool decide_end_leave(struct decide *x, struct err *e)
{
	struct person_id who = { arg_id(x, "person", 'p') };
	int64_t from = arg_at(x, "from", 0);

	for (size_t i = 0; i < x->org->leaves; i++) {
		const struct leave *l = &x->org->leave[i];

		if (l->person.v == who.v && l->from == from && l->to > x->at + 1 &&
		    l->to > l->from) {
			struct json *b = body_new(x);

			body_put_at(x, b, "from", from);
			body_put_at(x, b, "to", num_max(from, x->at + 1));
			return decide_emit_to(x, person_stream(x), KIND_LEAVE_ENDED, b, e);
		}
	}
	return refuse_at(e, "org.no_leave", "from", from);
}

bool decide_end_delegation(struct decide *x, struct err *e)
{
	struct person_id to = { arg_id(x, "to", 'p') };
	int64_t from = arg_at(x, "from", 0);
	struct seat s;

	if (!seat_known(x, &s, e)) {
		return false;
	}
	for (size_t i = 0; i < x->org->delegations; i++) {
		const struct delegation *g = &x->org->delegation[i];

		if (g->from_person.v == s.person.v && g->to_person.v == to.v &&
		    g->unit.v == s.unit.v && post_eq(g->post, s.post) && g->from == from &&
		    g->to > x->at && g->to > g->from) {
			struct json *b = body_new(x);

			body_pass(x, b, "to");
			body_pass(x, b, "unit");
			body_pass(x, b, "post");
			body_put_at(x, b, "from", from);
			body_put_at(x, b, "until", num_max(from, x->at));
			return decide_emit_to(x, person_stream(x), KIND_DELEGATION_ENDED, b, e);
		}
	}
	return refuse_at(e, "org.no_delegation", "from", from);
}

/* From now on at the earliest: what was signed was signed by right. */
bool decide_set_signing_scope(struct decide *x, struct err *e)
{
	int64_t from = arg_at(x, "from", x->at), to = arg_at(x, "to", INSTANT_NONE);
	struct seat s;

	if (!seat_known(x, &s, e)) {
		return false;
	}
	if (!org_holds(x->org, s.person, s.unit, s.post, x->at)) {
		return refuse_str(e, "org.not_assigned", "post", arg_str(x, "post"));
	}
	if (from < x->at || (to != INSTANT_NONE && to <= from)) {
		return refuse(e, "org.dates", NULL);
	}
	if (!extent_known(x, e)) {
		return false;
	}
	struct json *b = body_new(x);

	body_pass(x, b, "unit");
	body_pass(x, b, "post");
	body_put_at(x, b, "from", from);
	body_pass(x, b, "to");
	pass_extent(x, b);
	return decide_emit_to(x, person_stream(x), KIND_SIGNING_SCOPE_SET, b, e);
}

bool decide_end_signing_scope(struct decide *x, struct err *e)
{
	int64_t from = arg_at(x, "from", 0), to = num_max(from, x->at);
	struct seat s;

	if (!seat_known(x, &s, e)) {
		return false;
	}
	for (size_t i = 0; i < x->org->scopes; i++) {
		const struct signing_scope *c = &x->org->scope[i];

		if (c->person.v != s.person.v || c->unit.v != s.unit.v ||
		    !post_eq(c->post, s.post) || c->from != from ||
		    (c->to != INSTANT_NONE && c->to <= to)) {
			continue;
		}
		struct json *b = body_new(x);

		body_pass(x, b, "unit");
		body_pass(x, b, "post");
		body_put_at(x, b, "from", from);
		body_put_at(x, b, "to", to);
		return decide_emit_to(x, person_stream(x), KIND_SIGNING_SCOPE_ENDED, b, e);
	}
	return refuse_at(e, "org.no_signing_scope", "from", from);
}

bool decide_declare_outage(struct decide *x, struct err *e)
{
	int64_t from = arg_at(x, "from", 0), to = arg_at(x, "to", 0);
	int64_t first = arg_int(x, "first", 0), last = arg_int(x, "last", 0);
	struct json *b = body_new(x);

	if (to <= from || from > x->at || to - from > (int64_t)OUTAGE_DAYS_MOST * DAY_S) {
		return refuse_int(e, "org.outage_length", "days", OUTAGE_DAYS_MOST);
	}
	if (first < 1 || last < first || last - first >= OUTAGE_NUMBERS_MOST) {
		return refuse_int(e, "org.outage_numbers", "most", OUTAGE_NUMBERS_MOST);
	}
	body_put_at(x, b, "from", from);
	body_put_at(x, b, "to", to);
	body_pass(x, b, "series");
	body_pass(x, b, "first");
	body_pass(x, b, "last");
	body_pass(x, b, "reason_c");
	return decide_emit_to(x, unit_stream(arg_id(x, "unit", 'u')), KIND_OUTAGE_DECLARED, b, e);
}
