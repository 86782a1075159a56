/* Deciding registered matters: entered, asked about, answered, closed (rule 31). */
#include "decide_in.h"

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

bool decide_ask_on_matter(struct decide *x, struct err *e)
{
	const struct unit *u = unit_of(x, (struct unit_id){ arg_id(x, "unit", 'u') });
	struct party asked;

	if (!alive(x, e)) {
		return false;
	}
	if (u == NULL || !unit_exists(u, today(x))) {
		return refuse(e, "opinion.unit", NULL);
	}
	if (u->id.v == x->m->unit.v) {
		return refuse(e, "opinion.own_unit", NULL);
	}
	for (size_t i = 0; i < x->m->oweds; i++) {
		const struct owed *o = &x->m->owed[i];

		if (o->to == INSTANT_NONE && o->holder.unit.v == u->id.v) {
			return refuse_int(e, "opinion.open", "number", (int64_t)i + 1);
		}
	}
	if (!head_party(x, u->id, &asked, e)) {
		return false;
	}
	struct json *b = body_new(x);

	body_put_int(x, b, "n", (int64_t)x->m->oweds + 1);
	body_put_party(x, b, "holder", &asked);
	body_pass(x, b, "limit");
	return decide_emit_matter(x, KIND_MATTER_ASKED, b, e);
}

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

bool decide_close_matter(struct decide *x, struct err *e)
{
	struct json *b = body_new(x);

	body_pass(x, b, "note_c");
	return alive(x, e) && decide_emit_matter(x, KIND_MATTER_CLOSED, b, e);
}

/* ---- time ---- */

static bool move_owed(struct decide *x, struct err *e)
{
	for (size_t i = 0; i < x->m->oweds; i++) {
		const struct owed *o = &x->m->owed[i];
		struct party to;
		struct err nobody;	/* then it stays until somebody heads the tree */

		if (o->to != INSTANT_NONE || !seat_successor(x, o->holder, &to, &nobody) ||
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
	       (move_owed(x, e) && remind(x, e) && silences(x, e) && list_silence(x, e));
}
