/* Asking for a letter each working day, and what it would say now. */
#include "page_digest.h"

#include "field.h"
#include "form.h"
#include "pages.h"
#include "top.h"
#include "view_digest.h"
#include "web_int.h"
#include "words.h"

#include "app/digest.h"

static void show(struct exchange *x, int status, const struct err *wrong)
{
	struct str address, subject, text, done = form_get(x->form, "done");
	struct digest d;
	struct err e;
	if (!digest_address(x->app, x->a, x->person, &address, &e) ||
	    !digest_of(x->app, x->a, x->person, x->now, &d, &e)) {
		reply_err(x, &e);
		return;
	}
	digest_words(x->a, x->lang, &d, x->now, &subject, &text);
	struct digest_view v = {
		.top = top_inside(x, words0(x, "digest.title")), .on = address.n > 0,
		.address = { .name = STR("address"), .label = words0(x, "digest.field"),
			     .hint = words0(x, "digest.field.hint"), .type = STR("email"),
			     .autocomplete = STR("email"), .max = 254,
			     .value = wrong ? form_get(x->form, "address") : address },
		.text = text,
	};
	if (done.n > 0) {
		v.done = words0(x, v.on ? "digest.done.on" : "digest.done.off");
	}
	if (wrong && !field_blame(x, &v.address, wrong)) {
		v.form.wrong = words_err(x, wrong);
		v.form.hint = words_hint(x, wrong);
	}
	page_digest(x->page, x->lang, &v);
	reply_page(x, status);
}

void digest_show(struct exchange *x)
{
	show(x, 200, NULL);
}

static bool change(struct ticket *t, struct app *app, struct err *e)
{
	struct exchange *x = t->ctx;
	return digest_set(app, x->a, x->person, form_get(x->form, "address"), x->lang, x->now, e);
}

static void changed(struct exchange *x)
{
	if (x->ticket.answer.ok) {
		reply_see(x, STR("/own/digest?done=1"));
		return;
	}
	show(x, x->ticket.answer.err.code == ERR_BUSY ? 503 : 422, &x->ticket.answer.err);
}

void digest_change(struct exchange *x)
{
	exchange_job(x, change, changed);
}
