/* Deciding opinions: asked and answered; silence is time's (decide_tick.c). */
#include "decide_in.h"

/* Is the unit on the procedure's list, and with which plan as its limit? */
static const struct step *planned_for(const struct decide *x, const struct unit *u)
{
	const struct procedure_version *v = x->d->version;
	const struct unit *agency = unit_of(x, x->d->competent);

	for (size_t i = 0; i < v->steps; i++) {
		for (size_t k = 0; k < v->step[i].askeds && agency != NULL; k++) {
			if (org_relative(x->org, agency, v->step[i].asked[k]) == u) {
				return &v->step[i];
			}
		}
	}
	return NULL;
}

static bool opinion_limit(struct decide *x, const struct step *plan, struct str *out,
			  struct err *e)
{
	if (arg_has(x, "limit")) {
		*out = arg_str(x, "limit");
		return true;
	}
	if (plan == NULL || plan->plan_s <= 0) {
		return refuse(e, "opinion.limit", NULL);
	}
	*out = limit_text(x->arena, (struct limit){ LIMIT_WHOUR, plan->plan_s });
	return true;
}

static bool opinion_open_at(const struct decide *x, struct unit_id unit)
{
	for (size_t i = 0; i < x->d->obs; i++) {
		const struct obligation *o = &x->d->ob[i];

		if (o->kind == OB_OPINION && o->to == INSTANT_NONE &&
		    o->holder.seat.unit.v == unit.v) {
			return true;
		}
	}
	return false;
}

bool decide_ask_opinion(struct decide *x, struct err *e)
{
	const struct unit *u = unit_of(x, (struct unit_id){ arg_id(x, "unit", 'u') });
	struct person_id signer = { arg_id(x, "signer", 'p') };
	struct unit_id own = custody_unit(x);
	const struct step *plan;
	struct party asked;
	struct str limit;

	if (!need_open(x, e)) {
		return false;
	}
	if (u == NULL || !unit_exists(u, today(x))) {
		return refuse(e, "opinion.unit", NULL);
	}
	if (u->id.v == own.v) {
		return refuse(e, "opinion.own_unit", NULL);
	}
	if (opinion_open_at(x, u->id)) {
		return refuse(e, "opinion.open", NULL);
	}
	plan = planned_for(x, u);
	if (signer.v == 0 && acts_at(x, own, "head")) {
		signer = x->actor;
	}
	/* Rule 30: outside the procedure's list the head signs. */
	if (plan == NULL && !org_holds(x->org, signer, own, post_of("head"), x->at)) {
		return refuse(e, "opinion.unplanned", NULL);
	}
	if (!opinion_limit(x, plan, &limit, e) || !head_party(x, u->id, &asked, e) ||
	    !ensure_taken(x, e)) {
		return false;
	}
	struct json *b = body_new(x);

	body_put_int(x, b, "n", (int64_t)x->d->opinions + 1);
	body_put_party(x, b, "holder", &asked);
	body_put_str(x, b, "limit", limit);
	if (plan != NULL) {
		body_put_true(x, b, "planned");
	} else {
		body_put_id(x, b, "signer", 'p', signer.v);
	}
	body_pass(x, b, "question_c");
	return decide_emit(x, KIND_OPINION_ASKED, b, e);
}

bool decide_answer_opinion(struct decide *x, struct err *e)
{
	static const char *const answers[] = { "agree", "conditions", "object", "not_competent" };
	int64_t n = arg_int(x, "number", 0);
	struct str answer = arg_str(x, "answer");
	bool known = false;

	if (n < 1 || (size_t)n > x->d->opinions) {
		return refuse_int(e, "opinion.none", "number", n);
	}
	if (!need_alive(x, e)) {
		return false;
	}
	if (x->d->opinion[n - 1].answered_at != INSTANT_NONE) {
		return refuse_int(e, "opinion.answered", "number", n);
	}
	for (size_t i = 0; i < ARRAY_LEN(answers); i++) {
		known = known || str_is(answer, answers[i]);
	}
	if (!known) {
		return refuse_str(e, "opinion.answer", "answer", answer);
	}
	struct json *b = body_new(x);

	body_put_int(x, b, "n", n);
	body_put_str(x, b, "answer", answer);
	body_pass(x, b, "text_c");
	body_put_id(x, b, "by", 'p', x->actor.v);
	return decide_emit(x, KIND_OPINION_ANSWERED, b, e);
}
