/* "Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ": one full list, with the reason (L2, rule
 * 14). Before reception the counter asks, during appraisal whoever has it in hand. */
#include "form_int.h"

static void put_number(struct form *f, bool intake)
{
	struct str n = str_fmt(f->a, "%lld", (long long)f->n);
	struct text_arg args[] = { { "code", f->d->code }, { "n", n } };
	f->s->number = form_words(f, "form.supplement.number", args, ARRAY_LEN(args));
	form_add(f, SHEET_SUBTITLE, NULL,
		 form_words1(f, intake ? "form.supplement.intake" : "form.supplement.appraisal",
			     "n", n));
}

static void put_wanted(struct form *f)
{
	const struct json *wanted = json_arr(f->on->body, "wanted");
	struct form_paper *list = arena_array(f->a, struct form_paper, json_len(wanted));
	size_t n = 0;
	for (size_t i = 0; i < json_len(wanted); i++) {
		const struct paper *p = version_paper(f->version, json_at(wanted, i)->s);
		if (p) {
			list[n++] = (struct form_paper){ p->name.vi, p->originals, p->certified,
							 p->copies };
		}
	}
	form_papers(f, "form.supplement.papers", list, n);
	form_add_text(f, "form.supplement.text", form_typed(f, "items"));
	form_add_text(f, "form.supplement.why", form_typed(f, "why"));
}

/* What asking does to the clock, and how long there is to answer. */
static void put_clock(struct form *f, bool intake)
{
	bool stops = json_bool(f->on->body, "lawful", false);
	const struct wait_rule *wait =
		stops ? version_wait(f->version, STR("supplement")) : NULL;
	form_add(f, SHEET_FACT, "form.supplement.law", f->d->rules->base);
	if (wait) {
		form_add(f, SHEET_STRONG, "form.supplement.within",
			 form_words1(f, "form.supplement.within.limit", "limit",
				     form_limit(f, wait->limit)));
	}
	form_add(f, SHEET_NOTE, NULL,
		 form_words0(f, intake ? "form.supplement.clock.intake"
			     : stops ? "form.supplement.clock.stops"
				     : "form.supplement.clock.runs"));
}

/* A further or later request is signed by the head (rule 14). */
static bool put_sign(struct form *f, struct unit_id unit, struct err *e)
{
	int64_t signer = 0;
	struct str name, head;
	if (!form_staff(f, f->on->actor, &name, e)) {
		return false;
	}
	struct text_arg who[] = { { "name", name },
				  { "unit", label_unit(f->app, unit, f->on->at) } };
	form_add(f, SHEET_FACT, "form.supplement.ask",
		 name.n > 0 ? form_words(f, "form.supplement.ask.who", who, ARRAY_LEN(who))
			    : who[1].value);
	if (!body_has(f->on, "signer")) {
		form_add_sign(f, form_words0(f, "form.supplement.guide"), name);
		return true;
	}
	if (!body_id(f->on, "signer", 'p', &signer, e) ||
	    !form_staff(f, (struct person_id){ signer }, &head, e)) {
		return false;
	}
	form_add_sign(f, form_block(f, unit, (struct person_id){ signer }), head);
	return true;
}

bool form_supplement(struct form *f, struct err *e)
{
	bool intake = f->on->kind == KIND_INTAKE_ASKED;
	const struct party *holder = intake ? NULL : form_holder(f);
	struct unit_id unit = holder ? holder->seat.unit : f->d->receiving;
	struct str submitter;
	form_head(f, "form.supplement", unit);
	put_number(f, intake);
	if (!form_people(f, "form.supplement.of", &submitter, e)) {
		return false;
	}
	form_procedure(f);
	put_wanted(f);
	put_clock(f, intake);
	return put_sign(f, unit, e);
}
