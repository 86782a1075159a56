/* Deciding registered matters: entered, asked about, answered, closed (rule 31). */
#include "decide_in.h"

#include "base/limits.h"

/* A list of escalations or a signal is no paper: what is owed in it ends by its own acts. */
static bool alive(const struct decide *x, struct err *e)
{
	if (x->m->kind != MATTER_REGISTERED) {
		return refuse(e, "matter.paper", NULL);
	}
	return x->m->closed_at == INSTANT_NONE || refuse(e, "matter.closed", NULL);
}

bool matter_body(struct decide *x, const struct unit *u, struct json *b, struct err *e)
{
	const struct rule_set *rules = law_rule_set(x->law, today(x));
	const struct calendar_version *v = law_calendar_on(x->law, today(x));
	struct str profile = u->profile.n > 0 ? u->profile : STR("A");
	const struct calendar *cal = v != NULL ? law_calendar(x->law, v->id, profile) : NULL;

	if (rules == NULL) {
		char text[DAY_TEXT];
		return refuse(e, "intake.no_rule_set", "day", day_vi(today(x), text), NULL);
	}
	if (cal == NULL) {
		return refuse_str(e, "intake.no_calendar", "profile", profile);
	}
	if (!calendar_covers(cal, x->at)) {
		return refuse_at(e, "clock.uncovered", "at", x->at);
	}
	body_put_id(x, b, "unit", 'u', u->id.v);
	body_put_str(x, b, "rule_set", rules->id);
	body_put_str(x, b, "calendar", v->id);
	body_put_str(x, b, "profile", profile);
	return true;
}

bool decide_register_matter(struct decide *x, struct err *e)
{
	const struct unit *u = unit_of(x, (struct unit_id){ arg_id(x, "unit", 'u') });
	struct json *b = body_new(x);
	char text[DAY_TEXT];

	if (u == NULL || !unit_exists(u, today(x))) {
		return refuse(e, "opinion.unit", NULL);
	}
	if (arg_day(x, "dated").n > today(x).n) {
		return refuse(e, "matter.future", "day", day_vi(arg_day(x, "dated"), text), NULL);
	}
	if (!matter_body(x, u, b, e)) {
		return false;
	}
	body_pass(x, b, "number");
	body_pass(x, b, "dated");
	body_pass(x, b, "sender_c");
	body_pass(x, b, "question_c");
	return decide_emit_matter(x, KIND_MATTER_REGISTERED, b, e);
}

/* ---- asking one or many at once ---- */

struct asked_at_once {
	struct { struct seat seat; bool member; } one[LIMIT_ASKED];
	size_t n;
	int64_t quorum;
};

static bool same_asked(const struct seat *a, const struct seat *b, bool member)
{
	return member ? a->person.v == b->person.v : a->unit.v == b->unit.v;
}

/* Named twice in one command is asked once. */
static bool add_asked(struct decide *x, struct asked_at_once *r, struct seat seat, bool member,
		      struct err *e)
{
	for (size_t i = 0; i < x->m->oweds; i++) {
		const struct owed *o = &x->m->owed[i];

		if (o->to == INSTANT_NONE && o->member == member &&
		    same_asked(&o->holder, &seat, member)) {
			return refuse_int(e, "opinion.open", "number", (int64_t)i + 1);
		}
	}
	for (size_t i = 0; i < r->n; i++) {
		if (r->one[i].member == member && same_asked(&r->one[i].seat, &seat, member)) {
			return true;
		}
	}
	if (r->n == LIMIT_ASKED) {
		return refuse_int(e, "opinion.many", "most", LIMIT_ASKED);
	}
	r->one[r->n].seat = seat;
	r->one[r->n++].member = member;
	return true;
}

static bool add_asked_unit(struct decide *x, struct asked_at_once *r, struct unit_id id,
			   struct err *e)
{
	const struct unit *u = unit_of(x, id);
	struct party head;

	if (u == NULL || !unit_exists(u, today(x))) {
		return refuse(e, "opinion.unit", NULL);
	}
	if (id.v == x->m->unit.v) {
		return refuse(e, "opinion.own_unit", NULL);
	}
	return head_party(x, id, &head, e) && add_asked(x, r, head.seat, false, e);
}

static bool add_asked_member(struct decide *x, struct asked_at_once *r, struct person_id who,
			     struct err *e)
{
	struct seat seat;

	if (who.v == x->actor.v) {
		return refuse(e, "opinion.self", NULL);
	}
	return some_post(x, who, &seat) ? add_asked(x, r, seat, true, e)
					: refuse(e, "opinion.member", NULL);
}

static bool gather_asked(struct decide *x, struct asked_at_once *r, struct err *e)
{
	const struct json *units = json_arr(x->args, "units");
	const struct json *members = json_arr(x->args, "members");

	if (arg_has(x, "unit") &&
	    !add_asked_unit(x, r, (struct unit_id){ arg_id(x, "unit", 'u') }, e)) {
		return false;
	}
	for (size_t i = 0; i < json_len(units); i++) {
		if (!add_asked_unit(x, r, (struct unit_id){ nth_id(units, i, 'u') }, e)) {
			return false;
		}
	}
	for (size_t i = 0; i < json_len(members); i++) {
		if (!add_asked_member(x, r, (struct person_id){ nth_id(members, i, 'p') }, e)) {
			return false;
		}
	}
	if (r->n == 0) {
		return refuse(e, "matter.nobody", NULL);
	}
	r->quorum = arg_int(x, "quorum", 0);
	return (r->quorum >= 0 && r->quorum <= (int64_t)r->n &&
		(r->quorum > 0 || !arg_has(x, "quorum"))) ||
	       refuse_int(e, "opinion.quorum_of", "asked", (int64_t)r->n);
}

bool decide_ask_on_matter(struct decide *x, struct err *e)
{
	struct asked_at_once *r = arena_new(x->arena, struct asked_at_once);
	int64_t round = (int64_t)x->m->rounds + 1;

	*r = (struct asked_at_once){ .n = 0 };
	if (!alive(x, e) || !gather_asked(x, r, e)) {
		return false;
	}
	for (size_t i = 0; i < r->n; i++) {
		struct party asked = { .kind = PARTY_SEAT, .seat = r->one[i].seat };
		struct json *b = body_new(x);

		body_put_int(x, b, "n", (int64_t)x->m->oweds + 1);
		body_put_party(x, b, "holder", &asked);
		body_pass(x, b, "limit");
		body_put_int(x, b, "round", round);
		if (i == 0) {
			body_put_int(x, b, "of", (int64_t)r->n);
		}
		if (i == 0 && r->quorum > 0) {
			body_put_int(x, b, "quorum", r->quorum);
		}
		if (r->one[i].member) {
			body_put_true(x, b, "member");
		}
		if (!decide_emit_matter(x, KIND_MATTER_ASKED, b, e)) {
			return false;
		}
	}
	return true;
}

/* ---- answering ---- */

bool decide_answer_on_matter(struct decide *x, struct err *e)
{
	int64_t n = arg_int(x, "number", 0);
	struct str answer = arg_str(x, "answer");

	if (!alive(x, e)) {
		return false;
	}
	if (n < 1 || (size_t)n > x->m->oweds) {
		return refuse_int(e, "opinion.none", "number", n);
	}
	if (x->m->owed[n - 1].to != INSTANT_NONE) {
		return refuse_int(e, "opinion.answered", "number", n);
	}
	if (!str_among("agree|conditions|object|not_competent", answer)) {
		return refuse_str(e, "opinion.answer", "answer", answer);
	}
	struct json *b = body_new(x);

	body_put_int(x, b, "n", n);
	body_put_str(x, b, "answer", answer);
	body_pass(x, b, "text_c");
	body_put_id(x, b, "by", 'p', x->actor.v);
	return decide_emit_matter(x, KIND_MATTER_ANSWERED, b, e);
}

bool decide_supplement_on_matter(struct decide *x, struct err *e)
{
	int64_t n = arg_int(x, "number", 0);

	if (!alive(x, e)) {
		return false;
	}
	if (n < 1 || (size_t)n > x->m->oweds || x->m->owed[n - 1].kind != OWED_OPINION) {
		return refuse_int(e, "opinion.none", "number", n);
	}
	if (x->m->owed[n - 1].ended != ENDED_ANSWERED) {
		return refuse_int(e, "opinion.unanswered", "number", n);
	}
	struct json *b = body_new(x);

	body_put_int(x, b, "n", n);
	body_pass(x, b, "text_c");
	body_put_id(x, b, "by", 'p', x->actor.v);
	return decide_emit_matter(x, KIND_MATTER_SUPPLEMENTED, b, e);
}

/* Not while votes may still come that a quorum waits for; who is silent past their due stops
 * nothing (rule 29). */
bool decide_close_matter(struct decide *x, struct err *e)
{
	struct json *b = body_new(x);
	bool waits = false;

	if (!alive(x, e)) {
		return false;
	}
	int32_t lacks = matter_short_round(x->m, x->at, &waits);

	if (lacks > 0 && waits) {
		return refuse_int(e, "matter.quorum", "round", lacks);
	}
	body_pass(x, b, "note_c");
	if (lacks > 0) {
		body_put_int(x, b, "short", lacks);
	}
	return decide_emit_matter(x, KIND_MATTER_CLOSED, b, e);
}

/* ---- time ---- */

static bool move_owed(struct decide *x, struct err *e)
{
	for (size_t i = 0; i < x->m->oweds; i++) {
		const struct owed *o = &x->m->owed[i];
		struct party to;
		struct err nobody;	/* then it stays until somebody heads the tree */

		if (o->to != INSTANT_NONE || o->member ||
		    !seat_successor(x, o->holder, &to, &nobody) ||
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

/* What a member is asked passes to nobody; with the post it ends. */
static bool lapse_members(struct decide *x, struct err *e)
{
	for (size_t i = 0; i < x->m->oweds; i++) {
		const struct owed *o = &x->m->owed[i];

		if (o->to != INSTANT_NONE || !o->member ||
		    org_holds(x->org, o->holder.person, o->holder.unit, o->holder.post, x->at)) {
			continue;
		}
		struct json *b = body_new(x);

		body_put_int(x, b, "n", (int64_t)i + 1);
		if (!decide_emit_matter(x, KIND_MATTER_LAPSED, b, e)) {
			return false;
		}
	}
	return true;
}

/* The ladder of an opinion (rule 31: the same clocks): at half, a working day before; past its
 * due the silence says it. */
static bool remind(struct decide *x, struct err *e)
{
	for (size_t i = 0; i < x->m->oweds; i++) {
		const struct owed *o = &x->m->owed[i];
		int64_t at;
		uint8_t which;

		while (x->at <= o->due && (which = owed_reminder(x->m, o, &at)) != 0 &&
		       x->at >= at) {
			struct json *b = body_new(x);

			body_put_int(x, b, "n", (int64_t)i + 1);
			body_put_str(x, b, "which", which == REMINDED_HALF ? STR("half")
									   : STR("day_before"));
			if (!decide_emit_matter(x, KIND_MATTER_REMINDED, b, e)) {
				return false;
			}
		}
	}
	return true;
}

static bool silences(struct decide *x, struct err *e)
{
	for (size_t i = 0; i < x->m->oweds; i++) {
		const struct owed *o = &x->m->owed[i];

		if (o->kind != OWED_OPINION || o->to != INSTANT_NONE || o->silent ||
		    x->at <= o->due) {
			continue;
		}
		struct json *b = body_new(x);

		body_put_int(x, b, "n", (int64_t)i + 1);
		if (!decide_emit_matter(x, KIND_MATTER_SILENT, b, e)) {
			return false;
		}
	}
	return true;
}

bool decide_tick_matter(struct decide *x, struct err *e)
{
	if (x->m->kind == MATTER_SIGNAL) {
		return x->m->closed_at != INSTANT_NONE || tick_signal(x, e);
	}
	return x->m->closed_at != INSTANT_NONE ||
	       (lapse_members(x, e) && move_owed(x, e) && remind(x, e) && silences(x, e) &&
		list_silence(x, e));
}
