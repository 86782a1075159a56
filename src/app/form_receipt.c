/* "Giấy tiếp nhận hồ sơ và hẹn trả kết quả": what the citizen takes home. It says what
 * was so at reception; what changed since has papers of its own. */
#include "form_int.h"

static bool put_fee(struct form *f, struct err *e)
{
	const struct dossier *d = f->d;
	struct fee_case one = { .pages = 1, .copies = 1, .class_id = d->person_class,
				.channel = str_of(channel_name(d->channel)) };
	bool counted = false;
	int64_t sum = 0;
	for (size_t i = 0; i < f->version->fees; i++) {
		counted = counted || !str_is(f->version->fee[i].per, "case");
	}
	if (!fee_sum(f->version, &one, &sum, e)) {
		return false;
	}
	form_add(f, SHEET_FACT, "form.receipt.fee",
		 counted ? form_words0(f, "form.receipt.fee.counted")
		 : sum == 0 ? form_words0(f, "form.receipt.fee.none") : form_money(f, sum));
	return true;
}

static bool put_promise(struct form *f, struct err *e)
{
	const struct dossier *d = f->d;
	int64_t due, received = d->received_at;
	if (!body_at(f->on, f->on->kind == KIND_IMPORTED ? "due" : "first_due", &due, e)) {
		return false;
	}
	struct text_arg rule[] = { { "law", d->rules->base },
				   { "limit", form_limit(f, d->first_limit) } };
	form_add(f, SHEET_FACT, "form.receipt.sets", STR("01"));
	form_add(f, SHEET_FACT, "form.receipt.limit",
		 form_words(f, "form.receipt.limit.by", rule, ARRAY_LEN(rule)));
	form_add(f, SHEET_FACT, "form.receipt.received", form_moment(f, "form.moment", received));
	form_add(f, SHEET_STRONG, "form.receipt.due", form_moment(f, "form.moment", due));
	form_add(f, SHEET_FACT, "form.receipt.where",
		 form_words1(f, "form.receipt.where.unit", "unit",
			     label_unit(f->app, d->receiving, f->on->at)));
	return true;
}

bool form_receipt(struct form *f, struct err *e)
{
	struct str submitter, clerk;
	struct form_paper *brought;
	form_head(f, "form.receipt", f->d->receiving);
	form_add(f, SHEET_FACT, "form.unit", f->s->issuer);
	if (!form_people(f, "form.from", &submitter, e)) {
		return false;
	}
	form_procedure(f);
	size_t n = form_brought(f, &brought);
	form_papers(f, "form.receipt.papers", brought, n);
	if (!put_promise(f, e) || !put_fee(f, e) || !form_staff(f, f->on->actor, &clerk, e)) {
		return false;
	}
	if (f->site.n > 0) {
		form_add(f, SHEET_FACT, "form.receipt.track",
			 str_fmt(f->a, "%.*s/track", STR_ARG(f->site)));
	}
	form_add(f, SHEET_NOTE, NULL, form_words0(f, "form.receipt.bring"));
	form_add_signs(f, "form.submitter", submitter, "form.receiver", clerk);
	return true;
}
