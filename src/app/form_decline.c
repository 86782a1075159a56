/* "Phiếu từ chối tiếp nhận giải quyết hồ sơ": the reason, and what to do (rule 16). */
#include "form_int.h"

bool form_decline(struct form *f, struct err *e)
{
	const struct law *law = &f->app->law;
	struct str reason = json_str(f->on->body, "reason"), submitter, clerk;
	const struct coded *named = coded_find(law->decline_reason, law->decline_reasons, reason);
	form_head(f, "form.decline", f->d->receiving);
	f->s->number = form_words1(f, "form.decline.number", "code", f->d->code);
	form_add(f, SHEET_FACT, "form.unit", f->s->issuer);
	if (!form_people(f, "form.from", &submitter, e) ||
	    !form_staff(f, f->on->actor, &clerk, e)) {
		return false;
	}
	form_procedure(f);
	form_add(f, SHEET_FACT, "form.decline.at", form_moment(f, "form.moment", f->on->at));
	form_add(f, SHEET_STRONG, "form.decline.reason", named ? named->name.vi : reason);
	form_add(f, SHEET_FACT, "form.decline.law", f->d->rules->base);
	form_add_text(f, "form.decline.text", form_typed(f, "note"));
	form_add(f, SHEET_NOTE, NULL, form_words0(f, "form.decline.guide"));
	form_add_signs(f, "form.submitter", submitter, "form.receiver", clerk);
	return true;
}
