/* Sorry, and a new date: once (L9, L10, rule 15), by the head of the agency at fault. It
 * names who caused the delay. */
#include "form_int.h"

static struct str unit_name(struct form *f, struct unit_id id)
{
	return label_unit(f->app, id, f->on->at);
}

static void put_delay(struct form *f, struct unit_id cause)
{
	const struct dossier *d = f->d;
	form_add(f, SHEET_FACT, "form.receipt.received",
		 form_moment(f, "form.moment", d->received_at));
	form_add(f, SHEET_FACT, "form.apology.promised",
		 form_moment(f, "form.moment", f->due_before));
	form_add(f, SHEET_FACT, "form.apology.stage", form_stage(f));
	form_add(f, SHEET_FACT, "form.apology.cause", unit_name(f, cause));
	form_add_text(f, "form.apology.reason", form_typed(f, "reason"));
	form_add(f, SHEET_TEXT, NULL,
		 form_words1(f, "form.apology.sorry", "agency", unit_name(f, d->competent)));
	form_add(f, SHEET_STRONG, "form.apology.again", form_moment(f, "form.moment", d->due));
	form_add(f, SHEET_FACT, "form.apology.where", unit_name(f, d->receiving));
}

bool form_apology(struct form *f, struct err *e)
{
	const struct dossier *d = f->d;
	struct unit_id cause;
	struct person_id signer;
	struct str to, name;
	if (!body_id(f->on, "cause", 'u', &cause.v, e) ||
	    !body_id(f->on, "signer", 'p', &signer.v, e) || !form_staff(f, signer, &name, e)) {
		return false;
	}
	f->title = d->rules->form_apology_title;
	form_head(f, "form.apology", d->competent);
	f->s->number = form_words1(f, "form.apology.number", "code", d->code);
	if (!form_people(f, "form.apology.to", &to, e)) {
		return false;
	}
	form_procedure(f);
	put_delay(f, cause);
	const struct str copies[] = { unit_name(f, d->receiving), unit_name(f, cause) };
	form_add_letter_sign(f, copies, ARRAY_LEN(copies), form_block(f, d->competent, signer),
			     name);
	return true;
}
