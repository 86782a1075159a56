/* Deciding fee receipts: issued, cancelled, refunded (rule 23). */
#include "decide_in.h"

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
