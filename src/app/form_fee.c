/* A numbered receipt of a fee (rule 23). It says so when it was cancelled or given back:
 * its number stays. */
#include "form_int.h"

#include "base/spell.h"

static const struct fee_receipt *receipt(const struct form *f)
{
	for (size_t i = 0; i < f->d->fees; i++) {
		if (f->d->fee[i].number == f->n) {
			return &f->d->fee[i];
		}
	}
	return NULL;
}

/* What the procedure takes it for. */
static struct str purpose(struct form *f)
{
	struct str all = { 0 };
	for (size_t i = 0; i < f->version->fees; i++) {
		struct str name = f->version->fee[i].name.vi;
		all = all.n > 0 ? STR_JOIN(f->a, all, STR("; "), name) : name;
	}
	return all;
}

/* The day of a repayment stands with its own entry. */
static int64_t refunded_at(const struct form *f)
{
	for (size_t i = f->entries.n; i > 0; i--) {
		const struct entry *en = &f->entries.entry[i - 1];
		if (en->kind == KIND_FEE_REFUNDED && json_int(en->body, "no", 0) == f->n) {
			return en->at;
		}
	}
	return f->d->at;
}

static void put_state(struct form *f, const struct fee_receipt *r)
{
	if (r->cancelled_at != INSTANT_NONE) {
		form_add(f, SHEET_HEADING, NULL,
			 form_words1(f, "form.fee.cancelled", "at",
				     form_moment(f, "form.moment", r->cancelled_at)));
	} else if (r->refunded > 0) {
		struct text_arg args[] = {
			{ "amount", form_money(f, r->refunded) },
			{ "at", form_moment(f, "form.moment", refunded_at(f)) },
		};
		form_add(f, SHEET_HEADING, NULL,
			 form_words(f, "form.fee.refunded", args, ARRAY_LEN(args)));
	}
}

bool form_fee(struct form *f, struct err *e)
{
	const struct fee_receipt *r = receipt(f);
	struct str payer, clerk;
	if (!r) {
		return err_set(e, ERR_CORRUPT, "app.entry", "name", "no", NULL);
	}
	form_head(f, "form.fee", r->unit);
	f->s->number = form_words1(f, "form.fee.number", "n",
				   str_fmt(f->a, "%06lld", (long long)r->number));
	if (!form_people(f, "form.fee.from", &payer, e) || !form_staff(f, r->clerk, &clerk, e)) {
		return false;
	}
	form_procedure(f);
	form_add(f, SHEET_FACT, "form.fee.purpose", purpose(f));
	form_add(f, SHEET_STRONG, "form.fee.amount", form_money(f, r->amount));
	if (r->amount <= SPELL_MOST) {
		form_add(f, SHEET_FACT, "form.fee.words",
			 form_words1(f, "form.fee.words.dong", "words",
				     spell_vi(f->a, r->amount)));
	}
	form_add(f, SHEET_FACT, "form.fee.at", form_moment(f, "form.moment", r->at));
	put_state(f, r);
	form_add_signs(f, "form.fee.payer", payer, "form.fee.clerk", clerk);
	return true;
}
