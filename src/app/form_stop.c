/* "Thông báo dừng giải quyết hồ sơ": the citizen withdrew it, or the head stopped it (L12,
 * rule 4): what was asked, where it stood, what was decided, the money, the papers. */
#include "form_int.h"

/* What was taken up to then. */
static struct str money(struct form *f)
{
	struct str all = { 0 };
	for (size_t i = 0; i < f->d->fees; i++) {
		const struct fee_receipt *r = &f->d->fee[i];
		struct text_arg args[] = {
			{ "amount", form_money(f, r->amount) },
			{ "no", str_fmt(f->a, "%06lld", (long long)r->number) },
		};
		if (r->cancelled_at == INSTANT_NONE) {
			struct str one = form_words(f, "form.stop.fee", args, ARRAY_LEN(args));
			all = str_fmt(f->a, "%.*s%s%.*s", STR_ARG(all), all.n > 0 ? "; " : "",
				      STR_ARG(one));
		}
	}
	return all.n > 0 ? all : form_words0(f, "form.stop.fee.none");
}

static void put_decision(struct form *f, bool withdrawn)
{
	const struct law *law = &f->app->law;
	struct str ground = json_str(f->on->body, "ground"), stage = form_stage(f);
	const struct coded *named = coded_find(law->stop_ground, law->stop_grounds, ground);
	form_add(f, SHEET_FACT, "form.stop.asked",
		 form_words0(f, withdrawn ? "form.stop.asked.withdrawn" : "form.stop.asked.none"));
	form_add(f, SHEET_FACT, "form.stop.stage",
		 stage.n > 0 ? stage : form_words0(f, "form.stop.stage.none"));
	form_add(f, SHEET_STRONG, "form.stop.decision",
		 form_words1(f, "form.stop.decision.from", "at",
			     form_moment(f, "form.moment", f->on->at)));
	form_add(f, SHEET_FACT, "form.stop.ground", named ? named->name.vi : ground);
	form_add(f, SHEET_FACT, "form.stop.law", f->d->rules->base);
	form_add(f, SHEET_FACT, "form.stop.money", money(f));
}

bool form_stop(struct form *f, struct err *e)
{
	bool withdrawn = f->on->kind == KIND_WITHDRAWN;
	const struct party *holder = withdrawn ? NULL : form_holder(f);
	struct unit_id unit = holder ? holder->seat.unit : f->d->receiving;
	struct str submitter, name;
	struct form_paper *brought;
	form_head(f, "form.stop", unit);
	f->s->number = form_words1(f, "form.stop.number", "code", f->d->code);
	if (!form_people(f, "form.stop.of", &submitter, e) ||
	    !form_staff(f, f->on->actor, &name, e)) {
		return false;
	}
	form_procedure(f);
	put_decision(f, withdrawn);
	form_add_text(f, "form.stop.reason", form_typed(f, withdrawn ? "reason" : "note"));
	size_t n = form_brought(f, &brought);
	form_papers(f, "form.stop.papers", brought, n);
	if (withdrawn) {
		form_add_signs(f, "form.submitter", submitter, "form.receiver", name);
	} else {
		struct str to = label_unit(f->app, f->d->receiving, f->on->at);
		form_add_letter_sign(f, &to, 1, form_block(f, unit, f->on->actor), name);
	}
	return true;
}
