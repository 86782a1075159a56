/* Deciding results and endings, corrections and reopening. */
#include "decide_in.h"
#include "signature.h"

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

/* As what the actor signs. A deputy's authority is not passed on (Decree 30/2020 art. 13). */
static bool signs_as(struct decide *x, enum signing_form *out, struct err *e)
{
	struct signing s = { .agency = x->d->competent, .person = x->actor, .at = x->at,
			     .post = x->d->version->step[x->d->step].post,
			     .by = procedure_signed(x->d->version) };
	struct signature v;

	if (!step_unit(x, (size_t)x->d->step, &s.unit, e)) {
		return false;
	}
	if (!signature_of(x->law, x->org, &s, &v)) {
		return refuse(e, "right.signer", NULL);
	}
	if (v.form == SIGNING_TUQ && !post_is(s.post, "deputy") &&
	    !org_holds(x->org, v.on_behalf, s.unit, post_of("head"), x->at) &&
	    org_holds(x->org, v.on_behalf, s.unit, post_of("deputy"), x->at)) {
		return refuse(e, "sign.passed_on", NULL);
	}
	if (!signature_in_scope(x->org, &s, &v)) {
		return refuse_str(e, "sign.scope", "field", x->d->version->procedure->field);
	}
	*out = v.form;
	return true;
}

bool decide_sign(struct decide *x, struct err *e)
{
	enum signing_form form = SIGNING_NONE;
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
	if (arg_bool(x, "many") && !x->given.opened) {
		return refuse(e, "sign.unopened", NULL);
	}
	if (!signs_as(x, &form, e) || !step_party(x, o->to_step, &to, &taken, e) ||
	    !must_hold(x, e)) {
		return false;
	}
	struct json *b = body_new(x);

	if (arg_bool(x, "many")) {
		body_put_true(x, b, "many");
	}
	if (form != SIGNING_OWN) {
		body_put_str(x, b, "form", str_of(signing_form_name(form)));
	}
	body_put_str(x, b, "decision", str_of(decision_name(x->d->decision)));
	body_put_str(x, b, "step", x->d->version->step[o->to_step].id);
	body_put_party(x, b, "holder", &to);
	return decide_emit(x, KIND_SIGNED, b, e);
}

/* Each number of a book stands once in a year, for one dossier. */
static bool number_free(const struct decide *x, struct err *e)
{
	struct arena *a = x->arena;
	char *number = str_cstr(a, arg_str(x, "number")), *book = str_cstr(a, arg_str(x, "book"));

	if (!x->given.number_used) {
		return true;
	}
	if (x->given.number_of.n == 0) {
		return refuse(e, "number.taken", "number", number, "book", book, NULL);
	}
	return refuse(e, "number.used", "number", number, "book", book, "dossier",
		      str_cstr(a, x->given.number_of), NULL);
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
	if (x->given.foreign_file) {
		return refuse(e, "number.file", NULL);
	}
	if (!number_free(x, e) || !must_hold(x, e)) {
		return false;
	}
	struct json *b = body_new(x);

	body_pass(x, b, "number");
	body_pass(x, b, "book");
	body_pass(x, b, "file");
	/* Served at once (decide_desk.c) it stands in the desk's own book. */
	if (!arg_has(x, "receiving")) {
		body_put_id(x, b, "unit", 'u', custody_unit(x).v);
	}
	if (arg_bool(x, "sealed")) {
		body_put_true(x, b, "sealed");
	}
	body_pass(x, b, "pages");
	body_pass(x, b, "copies");
	body_pass(x, b, "subject_c");
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

static bool fee_paid(const struct decide *x, struct err *e)
{
	int64_t sum;

	return dossier_fee_owed(x->d, &sum, e) &&
	       (sum == 0 || refuse_int(e, "deliver.fee", "amount", sum));
}

static bool proof_known(struct str s)
{
	return s.n == 0 || str_is(s, "signature") || str_is(s, "code") ||
	       str_is(s, "postal_receipt") || str_is(s, "portal");
}

/* A code stands for the signature, not for who comes: the receipt bears all that shows
 * it, and a receipt can be lost (rule 51). */
static bool pickup_good(const struct decide *x, struct err *e)
{
	if (!x->given.pickup_fits) {
		return refuse(e, "deliver.pickup", NULL);
	}
	return arg_has(x, "identity_c") || refuse(e, "deliver.identity", NULL);
}

bool decide_deliver(struct decide *x, struct err *e)
{
	struct str how = arg_str(x, "how"), proof = arg_str(x, "proof");
	bool by_code = str_is(proof, "code");	/* a code given beside is not looked at */

	if (x->d->state != DOSSIER_READY) {
		return refuse(e, "state.not_ready", "state", state_name(x->d->state), NULL);
	}
	if (!str_is(how, "counter") && !str_is(how, "post") && !str_is(how, "electronic")) {
		return refuse_str(e, "deliver.how", "how", how);
	}
	if (!proof_known(proof)) {
		return refuse_str(e, "deliver.proof", "proof", proof);
	}
	if (!fee_paid(x, e) || (by_code && !pickup_good(x, e))) {
		return false;
	}
	struct json *b = body_new(x);

	body_put_str(x, b, "how", how);
	body_pass(x, b, "proof");
	if (by_code) {
		body_put_true(x, b, "checked");
	}
	body_pass(x, b, "collector_c");
	body_pass(x, b, "identity_c");
	body_pass(x, b, "authority_c");
	return decide_emit(x, KIND_DELIVERED, b, e);
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
 * Times of acts are no field: they cannot be corrected at all. A contact is changed by an
 * act of its own, for codes go to it. */
bool decide_correct(struct decide *x, struct err *e)
{
	struct str what = arg_str(x, "what");
	struct json *b = body_new(x);

	if (!str_is(what, "owner") && !str_is(what, "submitter") && !str_is(what, "proxy") &&
	    !str_is(what, "paper")) {
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
