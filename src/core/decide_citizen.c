/* What citizens decide themselves, proved by a code, or have the counter do (rule 41). */
#include "decide_in.h"

bool need_proof(struct decide *x, struct json *body, struct err *e)
{
	if (x->actor.v != 0) {
		return true;
	}
	if (!x->given.proved) {
		return refuse(e, "right.proof", NULL);
	}
	body_put_true(x, body, "proved");
	return true;
}

bool decide_change_contact(struct decide *x, struct err *e)
{
	struct str way = arg_str(x, "way");
	struct json *b = body_new(x);

	if (!need_proof(x, b, e) || !need_alive(x, e)) {
		return false;
	}
	if (contact_way_of(way) == CONTACT_WAYS) {
		return refuse_str(e, "contact.way", "way", way);
	}
	if (!x->given.contact_good) {
		return refuse(e, "contact.value", NULL);
	}
	if (x->actor.v == 0 && !x->given.contact_proved) {
		return refuse(e, "proved.wrong", NULL);
	}
	body_put_str(x, b, "way", way);
	body_pass(x, b, "contact_c");
	return decide_emit(x, KIND_CONTACT_CHANGED, b, e);
}

bool decide_change_result_by(struct decide *x, struct err *e)
{
	struct json *b = body_new(x);

	if (!need_proof(x, b, e) || !need_alive(x, e) || !result_by_known(x, e)) {
		return false;
	}
	if (str_eq(arg_str(x, "result_by"), x->d->result_by)) {
		return refuse(e, "result_by.same", NULL);
	}
	body_pass(x, b, "result_by");
	return decide_emit(x, KIND_RESULT_BY_CHANGED, b, e);
}

bool decide_withdraw(struct decide *x, struct err *e)
{
	struct json *b = body_new(x);

	if (!need_proof(x, b, e) || !need_alive(x, e)) {
		return false;
	}
	if (x->d->state == DOSSIER_READY) {
		return refuse(e, "state.not_open", "state", state_name(x->d->state), NULL);
	}
	body_pass(x, b, "reason_c");
	return decide_emit(x, KIND_WITHDRAWN, b, e);
}
