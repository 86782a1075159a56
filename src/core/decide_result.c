/* Deciding results and endings, opinions and money. */
#include "decide_in.h"

static const struct outcome *outcome_of(const struct decide *x, enum outcome_kind kind)
{
	const struct step *s = &x->d->version->step[x->d->step];

	for (size_t i = 0; i < s->outcomes; i++) {
		if (s->outcome[i].kind == kind && s->outcome[i].to_step != SIZE_MAX) {
			return &s->outcome[i];
		}
	}
	return NULL;
}

static bool propose(struct decide *x, enum outcome_kind kind, enum decision decision,
		    struct err *e)
{
	const struct outcome *o;

	if (!need_open(x, e)) {
		return false;
	}
	o = outcome_of(x, kind);
	if (o == NULL) {
		return refuse_str(e, "result.no_outcome", "step",
				  x->d->version->step[x->d->step].name.vi);
	}
	return go_along(x, o, decision, e);
}

bool decide_finish(struct decide *x, struct err *e)
{
	return propose(x, OUTCOME_FINISH, DECISION_GRANTED, e);
}

bool decide_deny(struct decide *x, struct err *e)
{
	return propose(x, OUTCOME_DENY, DECISION_DENIED, e);
}

bool decide_not_eligible(struct decide *x, struct err *e)
{
	return propose(x, OUTCOME_NOT_ELIGIBLE, DECISION_NOT_ELIGIBLE, e);
}

/* The actor holds, or takes what nobody has taken. */
static bool must_hold(struct decide *x, struct err *e)
{
	const struct obligation *hold = dossier_hold(x->d);

	if (hold->taken_at != INSTANT_NONE && hold->holder.seat.person.v != x->actor.v &&
	    x->on_behalf.v != hold->holder.seat.person.v) {
		return refuse(e, "right.holder", NULL);
	}
	return ensure_taken(x, e);
}

bool decide_sign(struct decide *x, struct err *e)
{
	const struct outcome *o;
	struct party to;
	bool taken;

	if (!need_open(x, e)) {
		return false;
	}
	if (x->d->decision == DECISION_NONE) {
		return refuse(e, "sign.nothing", NULL);
	}
	o = outcome_of(x, OUTCOME_FORWARD);
	if (o == NULL) {
		return refuse(e, "sign.step", NULL);
	}
	if (!step_party(x, o->to_step, &to, &taken, e) || !must_hold(x, e)) {
		return false;
	}
	struct json *b = body_new(x);

	body_put_str(x, b, "decision", str_of(decision_name(x->d->decision)));
	body_put_str(x, b, "step", x->d->version->step[o->to_step].id);
	body_put_party(x, b, "holder", &to);
	return decide_emit(x, KIND_SIGNED, b, e);
}

bool decide_number(struct decide *x, struct err *e)
{
	if (!need_open(x, e)) {
		return false;
	}
	if (!x->d->is_signed) {
		return refuse(e, "number.unsigned", NULL);
	}
	if (x->d->is_numbered) {
		return refuse(e, "number.done", NULL);
	}
	if (!must_hold(x, e)) {
		return false;
	}
	struct json *b = body_new(x);

	body_pass(x, b, "number");
	body_pass(x, b, "book");
	body_pass(x, b, "file");
	return decide_emit(x, KIND_NUMBERED, b, e);
}

bool decide_ready(struct decide *x, struct err *e)
{
	struct party head;

	if (!need_open(x, e)) {
		return false;
	}
	if (!x->d->is_numbered) {
		return refuse(e, "ready.unnumbered", NULL);
	}
	if (!head_party(x, x->d->receiving, &head, e) || !must_hold(x, e)) {
		return false;
	}
	struct json *b = body_new(x);

	body_put_party(x, b, "holder", &head);
	return decide_emit(x, KIND_READY, b, e);
}

/* What the citizen still owes: a fee by formula and no valid receipt for it. */
static bool fee_paid(const struct decide *x, struct err *e)
{
	const struct dossier *d = x->d;
	struct fee_case one = { .pages = 1, .copies = 1, .class_id = d->person_class,
				.channel = str_of(channel_name(d->channel)) };
	int64_t sum = 0;

	for (size_t i = 0; i < d->fees; i++) {
		if (d->fee[i].cancelled_at == INSTANT_NONE && d->fee[i].refunded == 0) {
			return true;
		}
	}
	if (d->imported || d->decision != DECISION_GRANTED) {
		return true;
	}
	return fee_sum(d->version, &one, &sum, e) &&
	       (sum == 0 || refuse_int(e, "deliver.fee", "amount", sum));
}

bool decide_deliver(struct decide *x, struct err *e)
{
	struct str how = arg_str(x, "how");

	if (x->d->state != DOSSIER_READY) {
		return refuse(e, "state.not_ready", "state", state_name(x->d->state), NULL);
	}
	if (!str_is(how, "counter") && !str_is(how, "post") && !str_is(how, "electronic")) {
		return refuse_str(e, "deliver.how", "how", how);
	}
	if (!fee_paid(x, e)) {
		return false;
	}
	struct json *b = body_new(x);

	body_put_str(x, b, "how", how);
	body_pass(x, b, "collector_c");
	return decide_emit(x, KIND_DELIVERED, b, e);
}

bool decide_withdraw(struct decide *x, struct err *e)
{
	struct json *b = body_new(x);

	if (!need_alive(x, e)) {
		return false;
	}
	if (x->d->state == DOSSIER_READY) {
		return refuse(e, "state.not_open", "state", state_name(x->d->state), NULL);
	}
	body_pass(x, b, "reason_c");
	return decide_emit(x, KIND_WITHDRAWN, b, e);
}

/* Rule 4: has a delivered notice of this kind been waited for to the end of its
 * limit, without an answer? */
static bool wait_ran_out(const struct decide *x, enum notice_kind kind)
{
	const struct dossier *d = x->d;

	for (size_t i = 0; i < d->obs; i++) {
		const struct obligation *o = &d->ob[i];

		if (o->kind == OB_WAIT && o->number > 0 &&
		    d->notice[o->number - 1].kind == kind &&
		    d->notice[o->number - 1].answered_at == INSTANT_NONE && x->at > o->due) {
			return true;
		}
	}
	return false;
}

static bool ground_holds(const struct decide *x, struct str ground, struct err *e)
{
	if (coded_find(x->law->stop_ground, x->law->stop_grounds, ground) == NULL) {
		return refuse_str(e, "stop.ground", "ground", ground);
	}
	if ((str_is(ground, "supplement-expired") && !wait_ran_out(x, NOTICE_SUPPLEMENT)) ||
	    (str_is(ground, "payment-expired") && !wait_ran_out(x, NOTICE_PAYMENT))) {
		return refuse(e, "stop.not_expired", NULL);
	}
	return true;
}

bool decide_stop(struct decide *x, struct err *e)
{
	struct str ground = arg_str(x, "ground");
	struct json *b = body_new(x);

	if (x->d->state != DOSSIER_OPEN && x->d->state != DOSSIER_WAITING) {
		return refuse(e, "state.not_open", "state", state_name(x->d->state), NULL);
	}
	if (!ground_holds(x, ground, e)) {
		return false;
	}
	body_put_str(x, b, "ground", ground);
	body_pass(x, b, "note_c");
	return decide_emit(x, KIND_STOPPED, b, e);
}

/* The maker of the result: who last held the last step of work. */
static bool maker(struct decide *x, size_t *step, struct party *out, struct err *e)
{
	const struct dossier *d = x->d;
	struct unit_id unit;

	*step = 0;
	for (size_t i = 0; i < d->version->steps; i++) {
		if (d->version->step[i].kind == STEP_WORK) {
			*step = i;
			if (d->last[i].kind == PARTY_SEAT) {
				*out = d->last[i];
				if (org_member(x->org, out->seat.person, out->seat.unit, x->at) &&
				    !org_on_leave(x->org, out->seat.person, x->at)) {
					return true;
				}
			}
		}
	}
	return step_unit(x, *step, &unit, e) && head_party(x, unit, out, e);
}

bool decide_reopen(struct decide *x, struct err *e)
{
	struct str fault = arg_str(x, "fault");
	struct party to;
	size_t step;

	if (x->d->received_at == INSTANT_NONE) {
		return refuse(e, "state.not_received", NULL);
	}
	if (x->d->state != DOSSIER_READY && !dossier_closed(x->d)) {
		return refuse(e, "state.not_closed", "state", state_name(x->d->state), NULL);
	}
	if (!str_is(fault, "office") && !str_is(fault, "citizen")) {
		return refuse_str(e, "reopen.fault", "fault", fault);
	}
	if (!maker(x, &step, &to, e)) {
		return false;
	}
	struct json *b = body_new(x);

	body_put_str(x, b, "fault", fault);
	body_pass(x, b, "reason_c");
	body_put_str(x, b, "step", x->d->version->step[step].id);
	body_put_party(x, b, "holder", &to);
	return decide_emit(x, KIND_REOPENED, b, e);
}

/* G1: a correction is an entry of its own; the old value stays beside the new.
 * Times of acts are no field: they cannot be corrected at all. */
bool decide_correct(struct decide *x, struct err *e)
{
	struct str what = arg_str(x, "what");
	struct json *b = body_new(x);

	if (!str_is(what, "owner") && !str_is(what, "submitter") && !str_is(what, "proxy") &&
	    !str_is(what, "paper") && !str_is(what, "contact")) {
		return refuse_str(e, "correct.what", "what", what);
	}
	body_put_str(x, b, "what", what);
	body_pass(x, b, "old_c");
	body_pass(x, b, "new_c");
	body_pass(x, b, "reason_c");
	return decide_emit(x, KIND_CORRECTED, b, e);
}

/* Rule 17. */
bool decide_correct_procedure(struct decide *x, struct err *e)
{
	struct dossier *d = x->d;
	const struct procedure *p = law_procedure(x->law, arg_str(x, "procedure"));
	const struct procedure_version *v;

	if (!need_open(x, e)) {
		return false;
	}
	if (d->is_signed) {
		return refuse(e, "correct.signed", NULL);
	}
	if (p == NULL || (v = procedure_on(p, day_of(d->received_at))) == NULL) {
		return refuse_str(e, "intake.procedure", "procedure", arg_str(x, "procedure"));
	}
	if (v == d->version) {
		return refuse_str(e, "correct.same", "procedure", p->code);
	}
	if (!agency_fits(x, v, unit_of(x, d->competent), e)) {
		return false;
	}
	/* The counter that received holds its first step (rule 19); another one-stop
	 * unit may find the mistake, but does not take the dossier for it. */
	struct party clerk = actor_party(x, d->receiving, post_of("clerk"));
	bool own = org_member(x->org, x->actor, d->receiving, x->at);
	struct json *b = body_new(x);

	if (!own && !head_party(x, d->receiving, &clerk, e)) {
		return false;
	}
	body_put_str(x, b, "procedure", p->code);
	body_put_int(x, b, "version", v->number);
	body_put_str(x, b, "step", v->step[0].id);
	body_put_party(x, b, "holder", &clerk);
	if (own) {
		body_put_true(x, b, "taken");
	}
	if (arg_bool(x, "accepted")) {
		body_put_true(x, b, "accepted");
	}
	body_pass(x, b, "reason_c");
	return decide_emit(x, KIND_PROCEDURE_CORRECTED, b, e);
}

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

/* Fixed fees are receipted once; pages and copies may come in portions. */
static bool receipted(const struct dossier *d)
{
	for (size_t i = 0; i < d->version->fees; i++) {
		if (!str_is(d->version->fee[i].per, "case")) {
			return false;
		}
	}
	for (size_t i = 0; i < d->fees; i++) {
		if (d->fee[i].cancelled_at == INSTANT_NONE && d->fee[i].refunded == 0) {
			return true;
		}
	}
	return false;
}

bool decide_fee_receipt(struct decide *x, struct err *e)
{
	struct dossier *d = x->d;
	struct fee_case c = { .pages = arg_int(x, "pages", 1), .copies = arg_int(x, "copies", 1),
			      .class_id = d->person_class,
			      .channel = str_of(channel_name(d->channel)) };
	int64_t sum;

	if (c.pages < 1 || c.copies < 1 || c.pages > 100000 || c.copies > 10000) {
		return refuse(e, "fee.case", NULL);
	}
	if (!fee_sum(d->version, &c, &sum, e)) {
		return false;
	}
	if (sum == 0) {
		return refuse(e, "fee.free", NULL);
	}
	if (receipted(d)) {
		return refuse_int(e, "fee.paid", "no", d->fee[d->fees - 1].number);
	}
	struct json *b = body_new(x);

	body_put_int(x, b, "no", x->given.fee_number);
	body_put_int(x, b, "amount", sum);
	body_put_id(x, b, "unit", 'u', d->receiving.v);
	return decide_emit(x, KIND_FEE_RECEIPTED, b, e);
}

static const struct fee_receipt *receipt(const struct decide *x)
{
	int64_t no = arg_int(x, "no", -1);

	for (size_t i = 0; i < x->d->fees; i++) {
		if (x->d->fee[i].number == no) {
			return &x->d->fee[i];
		}
	}
	return NULL;
}

bool decide_cancel_fee(struct decide *x, struct err *e)
{
	const struct fee_receipt *r = receipt(x);

	if (r == NULL) {
		return refuse_int(e, "fee.none", "no", arg_int(x, "no", 0));
	}
	if (r->cancelled_at != INSTANT_NONE) {
		return refuse_int(e, "fee.cancelled", "no", r->number);
	}
	if (r->refunded > 0) {
		return refuse_int(e, "fee.refunded", "no", r->number);
	}
	struct json *b = body_new(x);

	body_put_int(x, b, "no", r->number);
	body_pass(x, b, "reason_c");
	return decide_emit(x, KIND_FEE_CANCELLED, b, e);
}

bool decide_refund_fee(struct decide *x, struct err *e)
{
	const struct fee_receipt *r = receipt(x);

	if (r == NULL) {
		return refuse_int(e, "fee.none", "no", arg_int(x, "no", 0));
	}
	if (r->cancelled_at != INSTANT_NONE || r->refunded > 0) {
		return refuse_int(e, r->refunded > 0 ? "fee.refunded" : "fee.cancelled", "no",
				  r->number);
	}
	if (x->d->state != DOSSIER_STOPPED && x->d->state != DOSSIER_WITHDRAWN &&
	    x->d->state != DOSSIER_DECLINED) {
		return refuse(e, "fee.not_due", NULL);
	}
	struct json *b = body_new(x);

	body_put_int(x, b, "no", r->number);
	body_put_int(x, b, "amount", r->amount);
	body_pass(x, b, "reason_c");
	return decide_emit(x, KIND_FEE_REFUNDED, b, e);
}
