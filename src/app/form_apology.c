/* Sorry, and a new date: once (L9, L10, rules 15, 39), by the head of the unit at fault. All
 * who were over their plan stand in the one letter. */
#include "form_int.h"

#include "core/lateness.h"

static struct str unit_name(struct form *f, struct unit_id id)
{
	return label_unit(f->app, id, f->on->at);
}

/* "2 ngày 6 giờ": working time over the plan. */
static struct str work_words(struct form *f, int64_t seconds)
{
	int64_t minutes = seconds / 60, hours = minutes / 60, days = hours / 8;
	struct text_arg args[] = {
		{ "days", str_int(f->a, days) }, { "hours", str_int(f->a, hours % 8) },
		{ "minutes", str_int(f->a, minutes % 60) },
	};

	return form_words(f, days > 0 ? "form.apology.days"
			     : hours > 0 ? "form.apology.hours" : "form.apology.minutes",
			  args, ARRAY_LEN(args));
}

/* Who was over the plan up to the letter, each with how long. */
static void put_faults(struct form *f)
{
	struct lateness l;
	struct unit_share *share;
	bool first = true;

	lateness_overruns(f->a, f->d, f->on->at, &l);
	size_t n = lateness_by_unit(f->a, &l, &share);

	for (size_t i = 0; i < n; i++) {
		struct text_arg args[] = { { "unit", unit_name(f, share[i].unit) },
					   { "time", work_words(f, share[i].overrun_s) } };

		if (share[i].overrun_s < 60 || share[i].unit.v == 0) {
			continue;
		}
		form_add(f, SHEET_FACT, first ? "form.apology.faults" : "form.apology.also",
			 form_words(f, "form.apology.fault", args, ARRAY_LEN(args)));
		first = false;
	}
}

/* Paid for each day after the promise, where the rule set says so. */
static void put_compensation(struct form *f)
{
	int64_t amount = f->d->rules->late_day_amount;

	if (amount > 0) {
		form_add(f, SHEET_TEXT, NULL, form_words1(f, "form.apology.compensation", "amount",
							  form_money(f, amount)));
	}
}

static void put_delay(struct form *f)
{
	const struct dossier *d = f->d;

	form_add(f, SHEET_FACT, "form.receipt.received",
		 form_moment(f, "form.moment", d->received_at));
	form_add(f, SHEET_FACT, "form.apology.promised",
		 form_moment(f, "form.moment", f->due_before));
	form_add(f, SHEET_FACT, "form.apology.stage", form_stage(f));
	form_add(f, SHEET_FACT, "form.apology.cause", unit_name(f, d->form04_cause));
	put_faults(f);
	form_add_text(f, "form.apology.reason",
		      f->wish.n > 0 ? f->wish : form_typed(f, "reason"));
	form_add(f, SHEET_TEXT, NULL, form_words1(f, "form.apology.sorry", "agency",
						  unit_name(f, d->form04_unit)));
	form_add(f, SHEET_STRONG, "form.apology.again", form_moment(f, "form.moment", d->due));
	form_add(f, SHEET_FACT, "form.apology.where", unit_name(f, d->receiving));
	put_compensation(f);
}

bool form_apology(struct form *f, struct err *e)
{
	const struct dossier *d = f->d;
	struct person_id signer;
	struct str to, name;

	if (!body_id(f->on, "signer", 'p', &signer.v, e) || !form_staff(f, signer, &name, e)) {
		return false;
	}
	f->title = d->rules->form_apology_title;
	form_head(f, "form.apology", d->form04_unit);
	f->s->number = form_words1(f, "form.apology.number", "code", d->code);
	if (!form_people(f, "form.apology.to", &to, e)) {
		return false;
	}
	form_procedure(f);
	put_delay(f);
	const struct str copies[] = { unit_name(f, d->receiving), unit_name(f, d->form04_cause) };
	form_add_letter_sign(f, copies, ARRAY_LEN(copies), form_block(f, d->form04_unit, signer),
			     name);
	return true;
}
