/* Deciding signals (rule 34): told, replied to, ruled on by nobody who had a hand in it. */
#include "decide_in.h"

/* ---- who may not rule ---- */

static bool known(const struct person_id *v, size_t n, struct person_id p)
{
	for (size_t i = 0; i < n; i++) {
		if (v[i].v == p.v) {
			return true;
		}
	}
	return p.v == 0;
}

/* Minutes of the dossier itself, of the answer to it and of opinions; not what superiors owe
 * beside it. */
static bool had_minutes(const struct obligation *o)
{
	bool of_it = obligation_primary(o) || o->kind == OB_ANSWER || o->kind == OB_OPINION;

	return of_it && o->holder.kind == PARTY_SEAT && (o->to == INSTANT_NONE || o->to > o->from);
}

size_t signal_partial(const struct dossier *d, struct person_id *out, size_t n, size_t most)
{
	const struct obligation *before = NULL;

	for (size_t i = 0; i < d->obs; i++) {
		const struct obligation *o = &d->ob[i];
		bool given = before != NULL && before->ended == ENDED_REASSIGNED;

		if (had_minutes(o) && !known(out, n, o->holder.seat.person) && n < most) {
			out[n++] = o->holder.seat.person;
		}
		if (given && obligation_primary(o) && !known(out, n, o->opened_by) && n < most) {
			out[n++] = o->opened_by;
		}
		before = obligation_primary(o) ? o : before;
	}
	return n;
}

static bool partial(const struct decide *x, struct person_id p)
{
	const struct signal *s = x->m->signal != NULL ? x->m->signal : x->given.found;
	struct unit_id unit = x->m->signal != NULL ? x->m->unit : x->given.found_unit;

	if (s->person.v == 0 ? org_member(x->org, p, unit, x->at) : s->person.v == p.v) {
		return true;
	}
	return known(x->given.partial, x->given.partials, p);
}

/* The first at or above a unit who had no hand in it, nor is `except`. */
static bool impartial(struct decide *x, const struct unit *u, struct person_id except,
		      struct party *out)
{
	struct err nobody;

	for (int i = 0; u != NULL && i < ORG_DEPTH; i++) {
		struct party p;

		if (head_party(x, u->id, &p, &nobody) && !partial(x, p.seat.person) &&
		    p.seat.person.v != except.v) {
			*out = p;
			return true;
		}
		u = unit_above(x, u);
	}
	return false;
}

/* A deputy at or above a unit, where no head is left: the chair of the province may have ruled
 * already. */
static bool impartial_deputy(struct decide *x, const struct unit *u, struct person_id except,
			     struct party *out)
{
	for (int i = 0; u != NULL && i < ORG_DEPTH; i++) {
		for (size_t k = 0; k < x->org->assignments; k++) {
			const struct assignment *a = &x->org->assignment[k];

			if (a->unit.v == u->id.v && post_is(a->post, "deputy") &&
			    org_holds(x->org, a->person, u->id, a->post, x->at) &&
			    !org_on_leave(x->org, a->person, x->at) &&
			    !partial(x, a->person) && a->person.v != except.v) {
				*out = (struct party){ .kind = PARTY_SEAT,
						       .seat = { u->id, a->post, a->person } };
				return true;
			}
		}
		u = unit_of(x, unit_on(u, today(x))->parent);
	}
	return false;
}

static struct unit_id parent_of(const struct decide *x, struct unit_id unit)
{
	const struct unit *u = unit_of(x, unit);

	return u != NULL ? unit_on(u, today(x))->parent : (struct unit_id){ 0 };
}

static bool find_ruler(struct decide *x, struct unit_id from, struct person_id except,
		       struct party *out)
{
	/* Where the tree has nobody left, the office that rules where there is no tree. */
	return impartial(x, unit_of(x, from), except, out) ||
	       impartial(x, org_unit_by_key(x->org, x->m->rules->arbiters.no_tree), except, out) ||
	       impartial_deputy(x, unit_of(x, parent_of(x, from)), except, out) ||
	       impartial_deputy(x, unit_of(x, from), except, out);
}

/* ---- told ---- */

static void put_numbers(struct decide *x, struct json *b, const struct signal *s)
{
	struct json *evidence = json_new_arr(x->arena), *others = json_new_arr(x->arena);
	char id[ID_TEXT];

	for (size_t i = 0; i < s->evidences; i++) {
		json_push(x->arena, evidence, json_new_int(x->arena, s->evidence[i]));
	}
	for (size_t i = 0; i < s->others; i++) {
		struct str text = str_of(id_text('d', s->other[i].v, id));

		json_push(x->arena, others, json_new_str(x->arena, str_dup(x->arena, text)));
	}
	json_set(x->arena, b, "evidence", evidence);
	if (s->others > 0) {
		json_set(x->arena, b, "others", others);
	}
}

static bool emit_opened(struct decide *x, const struct signal *s, struct err *e)
{
	const struct party asked = { .kind = PARTY_SEAT, .seat = x->given.found_seat };
	struct json *b = body_new(x);

	if (!matter_body(x, unit_of(x, x->given.found_unit), b, e)) {
		return false;
	}
	body_put_str(x, b, "what", s->what);
	if (s->good) {
		body_put_true(x, b, "good");
	} else {
		body_put_party(x, b, "holder", &asked);
	}
	if (s->person.v != 0) {
		body_put_id(x, b, "person", 'p', s->person.v);
	}
	body_put_id(x, b, "dossier", 'd', s->dossier.v);
	body_put_at(x, b, "at", s->found_at);
	if (s->from != INSTANT_NONE) {
		body_put_at(x, b, "from", s->from);
	}
	if (s->to != INSTANT_NONE) {
		body_put_at(x, b, "to", s->to);
	}
	body_put_int(x, b, "work_s", s->work_s);
	put_numbers(x, b, s);
	return decide_emit_matter(x, KIND_SIGNAL_OPENED, b, e);
}

bool decide_open_signal(struct decide *x, struct err *e)
{
	const struct signal *s = x->given.found;

	return s == NULL || unit_of(x, x->given.found_unit) == NULL || emit_opened(x, s, e);
}

bool decide_withdraw_signal(struct decide *x, struct err *e)
{
	const struct signal *s = x->m->signal;
	struct json *b = body_new(x);

	if (s == NULL || (s->state != SIGNAL_TOLD && s->state != SIGNAL_TO_RULE)) {
		return true;
	}
	body_put_str(x, b, "why", STR("finding"));
	return decide_emit_matter(x, KIND_SIGNAL_WITHDRAWN, b, e);
}

/* Praise: a superior who had no hand in it says that it was so. */
bool decide_commend(struct decide *x, struct err *e)
{
	const struct signal *s = x->given.found;

	if (s == NULL) {
		return refuse(e, "hearing.none", NULL);
	}
	if (!acts_as_head(x, x->given.found_unit)) {
		return refuse(e, "right.unit_head", NULL);
	}
	if (partial(x, x->actor)) {
		return refuse(e, "hearing.partial", NULL);
	}
	struct json *b = body_new(x);

	body_put_str(x, b, "ruling", STR("established"));
	body_pass(x, b, "text_c");
	body_put_id(x, b, "by", 'u', x->given.found_unit.v);
	return emit_opened(x, s, e) && decide_emit_matter(x, KIND_SIGNAL_RULED, b, e);
}

/* ---- replied to ---- */

static bool a_signal(const struct decide *x, struct err *e)
{
	return (x->m->signal != NULL && !x->m->signal->good) ||
	       refuse(e, "hearing.unknown", NULL);
}

/* Whose signal it is: the person's own; for a unit its head or deputy. */
static bool own(struct decide *x)
{
	const struct signal *s = x->m->signal;

	if (s->person.v != 0) {
		return s->person.v == x->actor.v;
	}
	return acts_at(x, x->m->unit, "head") || acts_at(x, x->m->unit, "deputy");
}

static bool emit_lapsed(struct decide *x, struct err *e)
{
	struct json *b = body_new(x);

	body_put_int(x, b, "n", (int64_t)x->m->oweds);
	return decide_emit_matter(x, KIND_SIGNAL_LAPSED, b, e);
}

/* The reply is there, or its time is over: on to whoever rules. Where nobody may, it is
 * not established. */
static bool go_to_ruling(struct decide *x, struct json *b, enum entry_kind kind, struct err *e)
{
	struct unit_id from = x->m->signal->person.v != 0 ? x->m->unit
							  : parent_of(x, x->m->unit);
	struct person_id none = { 0 };
	struct party ruler;
	bool some = find_ruler(x, from, none, &ruler);

	body_put_int(x, b, "n", 1);
	if (some) {
		body_put_party(x, b, "holder", &ruler);
	}
	return decide_emit_matter(x, kind, b, e) && (some || emit_lapsed(x, e));
}

bool decide_reply_signal(struct decide *x, struct err *e)
{
	struct json *b = body_new(x);

	if (!a_signal(x, e)) {
		return false;
	}
	const struct signal *s = x->m->signal;

	if (!own(x)) {
		return refuse(e, "hearing.unknown", NULL);
	}
	if (s->state != SIGNAL_TOLD && s->state != SIGNAL_TO_RULE) {
		return refuse(e, "hearing.over", NULL);
	}
	if (s->replied_at != INSTANT_NONE) {
		return refuse(e, "hearing.replied", NULL);
	}
	body_pass(x, b, "text_c");
	return s->state == SIGNAL_TOLD ? go_to_ruling(x, b, KIND_SIGNAL_REPLIED, e)
				       : decide_emit_matter(x, KIND_SIGNAL_REPLIED, b, e);
}

/* ---- ruled on ---- */

static bool rules_at(struct decide *x, const struct owed *o)
{
	return o->to == INSTANT_NONE &&
	       (o->kind == OWED_SIGNAL_RULING || o->kind == OWED_SIGNAL_APPEAL) &&
	       (o->holder.person.v == x->actor.v || acts_at(x, o->holder.unit, "head") ||
		acts_at(x, o->holder.unit, "deputy"));
}

static int64_t own_duty(struct decide *x)
{
	for (size_t i = x->m->oweds; i > 0; i--) {
		if (rules_at(x, &x->m->owed[i - 1])) {
			return (int64_t)i;
		}
	}
	return 0;
}

/* Whom it concerns learns why not; whoever else asks, nothing. */
static bool no_ruling_of(struct decide *x, struct err *e)
{
	bool concerned = own(x) || acts_as_head(x, x->m->unit);

	return refuse(e, concerned ? "hearing.partial" : "hearing.unknown", NULL);
}

static bool may_rule(struct decide *x, int64_t n, struct err *e)
{
	const struct signal *s = x->m->signal;

	if (s->state == SIGNAL_TOLD && acts_as_head(x, x->m->unit)) {
		return refuse(e, "hearing.not_yet", NULL);
	}
	if (s->state != SIGNAL_TO_RULE && s->state != SIGNAL_APPEALED &&
	    acts_as_head(x, x->m->unit)) {
		return refuse(e, "hearing.over", NULL);
	}
	if (n == 0 || partial(x, x->actor)) {
		return no_ruling_of(x, e);
	}
	return s->state != SIGNAL_APPEALED || s->first_by.v != x->actor.v ||
	       refuse(e, "hearing.again", NULL);
}

bool decide_rule_signal(struct decide *x, struct err *e)
{
	struct str ruling = arg_str(x, "ruling");

	if (!a_signal(x, e)) {
		return false;
	}
	int64_t n = own_duty(x);

	if (!may_rule(x, n, e)) {
		return false;
	}
	if (!str_among("established|not_established", ruling)) {
		return refuse_str(e, "hearing.ruling", "ruling", ruling);
	}
	struct json *b = body_new(x);

	body_put_int(x, b, "n", n);
	body_put_str(x, b, "ruling", ruling);
	body_pass(x, b, "text_c");
	body_put_id(x, b, "by", 'u', x->m->owed[n - 1].holder.unit.v);
	return decide_emit_matter(x, KIND_SIGNAL_RULED, b, e);
}

static bool inspects(struct decide *x)
{
	const struct unit *u = unit_of(x, x->m->unit);
	const struct unit *agency = u != NULL ? org_agency(x->org, u, today(x)) : NULL;

	return agency != NULL && org_inspects(x->org, x->actor, agency, x->at);
}

bool acts_in_hearing(struct decide *x)
{
	return x->m->signal == NULL || own(x) || own_duty(x) != 0 ||
	       acts_as_head(x, x->m->unit) || inspects(x);
}

/* ---- appealed ---- */

/* Whom it was established of; whoever inspects, when it was not. */
static bool appeals(struct decide *x)
{
	return x->m->signal->ruling == RULING_ESTABLISHED ? own(x) : inspects(x) && !own(x);
}

bool decide_appeal_signal(struct decide *x, struct err *e)
{
	struct party other;

	if (!a_signal(x, e)) {
		return false;
	}
	const struct signal *s = x->m->signal;

	if (s->ruling == RULING_NONE && own(x)) {
		return refuse(e, "hearing.not_yet", NULL);
	}
	if (!appeals(x)) {
		return refuse(e, own(x) ? "hearing.other" : "hearing.unknown", NULL);
	}
	if (s->appealed_at != INSTANT_NONE) {
		return refuse(e, "hearing.appealed", NULL);
	}
	if (s->state != SIGNAL_RULED) {
		return refuse(e, "hearing.late", NULL);
	}
	if (x->at > s->appeal_by) {
		return refuse_at(e, "hearing.late", "by", s->appeal_by);
	}
	if (!find_ruler(x, s->ruled_unit, s->ruled_by, &other)) {
		return refuse(e, "hearing.nobody", NULL);
	}
	struct json *b = body_new(x);

	body_pass(x, b, "text_c");
	body_put_party(x, b, "holder", &other);
	return decide_emit_matter(x, KIND_SIGNAL_APPEALED, b, e);
}

/* ---- time ---- */

static const struct owed *last_owed(const struct decide *x)
{
	return x->m->oweds > 0 ? &x->m->owed[x->m->oweds - 1] : NULL;
}

/* Who was on leave in the time to reply has all of it once back. */
static int64_t reply_until(const struct decide *x, const struct owed *o)
{
	int64_t until = o->due;

	for (size_t i = 0; i < x->org->leaves; i++) {
		const struct leave *l = &x->org->leave[i];
		struct day d;

		if (l->person.v == o->holder.person.v && l->from < o->due && l->to > o->from &&
		    calendar_covers(x->m->cal, l->to) &&
		    calendar_day_after(x->m->cal, day_of(l->to), x->m->rules->reply_days, &d) &&
		    day_close(x->m->cal, d) > until) {
			until = day_close(x->m->cal, d);
		}
	}
	return until;
}

static bool tick_reply(struct decide *x, struct err *e)
{
	const struct owed *o = last_owed(x);
	const struct signal *s = x->m->signal;
	struct json *b = body_new(x);

	if (s->person.v != 0 && !org_employed(x->org, s->person, x->at)) {
		body_put_str(x, b, "why", STR("gone"));
		return decide_emit_matter(x, KIND_SIGNAL_WITHDRAWN, b, e);
	}
	if (x->at <= (s->person.v != 0 ? reply_until(x, o) : o->due)) {
		return true;
	}
	return go_to_ruling(x, b, KIND_SIGNAL_UNANSWERED, e);
}

/* Up to the next superior once; then nobody has ruled. */
static bool tick_ruling(struct decide *x, struct err *e)
{
	const struct owed *o = last_owed(x);
	struct party next;

	if (o == NULL || x->at <= o->due) {
		return true;
	}
	bool first = x->m->oweds < 2 || !x->m->owed[x->m->oweds - 2].silent ||
		     x->m->owed[x->m->oweds - 2].kind != o->kind;

	if (!first || !find_ruler(x, parent_of(x, o->holder.unit), o->holder.person, &next) ||
	    next.seat.person.v == x->m->signal->first_by.v) {
		return emit_lapsed(x, e);
	}
	struct json *b = body_new(x);

	body_put_int(x, b, "n", (int64_t)x->m->oweds);
	body_put_party(x, b, "holder", &next);
	return decide_emit_matter(x, KIND_SIGNAL_UP, b, e);
}

/* Who owes it now: of a reply in person nobody else, of a ruling nobody with a hand in it. */
static bool successor(struct decide *x, const struct owed *o, struct party *out)
{
	struct err nobody;

	if ((o->kind == OWED_REPLY && x->m->signal->person.v != 0) ||
	    !seat_successor(x, o->holder, out, &nobody)) {
		return false;
	}
	if (o->kind == OWED_REPLY || out->seat.person.v == o->holder.person.v ||
	    (!partial(x, out->seat.person) &&
	     out->seat.person.v != x->m->signal->first_by.v)) {
		return true;
	}
	return find_ruler(x, parent_of(x, o->holder.unit), x->m->signal->first_by, out);
}

static bool move_duties(struct decide *x, struct err *e)
{
	for (size_t i = 0; i < x->m->oweds; i++) {
		const struct owed *o = &x->m->owed[i];
		struct party to;

		if (o->to != INSTANT_NONE || !successor(x, o, &to) ||
		    to.seat.person.v == o->holder.person.v) {
			continue;
		}
		struct json *b = body_new(x);

		body_put_int(x, b, "n", (int64_t)i + 1);
		body_put_party(x, b, "holder", &to);
		if (!decide_emit_matter(x, KIND_MATTER_MOVED, b, e)) {
			return false;
		}
	}
	return true;
}

bool tick_signal(struct decide *x, struct err *e)
{
	if (!move_duties(x, e)) {
		return false;
	}
	switch (x->m->signal->state) {
	case SIGNAL_TOLD:
		return tick_reply(x, e);
	case SIGNAL_TO_RULE:
	case SIGNAL_APPEALED:
		return tick_ruling(x, e);
	case SIGNAL_RULED:
		return x->at <= x->m->signal->appeal_by ||
		       decide_emit_matter(x, KIND_MATTER_CLOSED, body_new(x), e);
	case SIGNAL_FINAL:
	case SIGNAL_WITHDRAWN:
		break;
	}
	return true;
}
