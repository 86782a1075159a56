/* What a citizen sees once proved by a code. */
#include "page_proved.h"

#include "form.h"
#include "noted.h"
#include "page_files.h"
#include "page_forms.h"
#include "page_track.h"
#include "pages.h"
#include "papers_view.h"
#include "top.h"
#include "web_int.h"

#include "app/dossier_view.h"
#include "app/looked.h"
#include "app/receipt.h"

#include "core/log_proof.h"

#include <string.h>

struct showing {
	struct proved who;
	struct dossier_view d;
	int status;
	const struct err *wrong;
};

/* ---- the page ---- */

/* What the office said to the citizen, or the counter wrote down of them: not what it
 * noted for itself, and no decision before it is signed. */
static bool to_citizen(const struct dossier_view *d, const struct text_view *t)
{
	switch (t->kind) {
	case KIND_INTAKE_ASKED:
	case KIND_DECLINED:
	case KIND_SUPPLEMENT_ASKED:
		return !str_is(t->field, "why");
	case KIND_EXTENDED:
	case KIND_EXTENDED_BY_LAW:
	case KIND_STOPPED:
	case KIND_WITHDRAWN:
	case KIND_CORRECTED:
	case KIND_CONTACT_CHANGED:
		return true;
	case KIND_HANDED_OVER:
		return str_is(t->field, "reasons") && d->is_signed;
	default:
		return false;
	}
}

static void put_said(const struct exchange *x, const struct dossier_view *d,
		     struct proved_view *v)
{
	struct proved_said_view *out = arena_array(x->a, struct proved_said_view, d->texts);
	size_t n = 0;
	for (size_t i = d->texts; i > 0; i--) {
		const struct text_view *t = &d->text[i - 1];
		if (to_citizen(d, t)) {
			out[n++] = (struct proved_said_view){
				words_stamp(x, t->at), words_of(x, "field", t->field),
				t->erased ? words_erased(x, t->erased_at) : t->value };
		}
	}
	v->said.p = out;
	v->said.n = n;
}

static void put_papers(const struct exchange *x, const struct showing *s, struct proved_view *v)
{
	const struct dossier_view *d = &s->d;
	struct paper_line_view *out = arena_array(x->a, struct paper_line_view, d->papers);
	for (size_t i = 0; i < d->papers; i++) {
		out[i] = paper_line(x, &d->paper[i]);
		out[i].files = citizen_files(x, d, s->who.at, ATTACHED_PAPER, d->paper[i].id);
	}
	v->papers.p = out;
	v->papers.n = d->papers;
	v->others = citizen_files(x, d, s->who.at, ATTACHED_PAPER, STR(""));
	if (d->state == DOSSIER_DELIVERED) {
		v->results = citizen_files(x, d, s->who.at, ATTACHED_RESULT, STR(""));
	}
	v->later = d->ready_at != INSTANT_NONE && d->state == DOSSIER_READY;
}

static struct option_view option(const struct exchange *x, const char *family, const char *word,
				 struct str chosen)
{
	return (struct option_view){ str_of(word), words_of(x, family, str_of(word)),
				     str_is(chosen, word) };
}

static void put_contact(const struct exchange *x, const struct showing *s, struct proved_view *v)
{
	const struct contacts *c = &s->who.place.contacts;
	struct str none = words0(x, "proved.contact.nothing");
	struct str phone = c->way[CONTACT_PHONE].shown, email = c->way[CONTACT_EMAIL].shown;
	struct text_arg args[] = { { "phone", phone.n > 0 ? phone : none },
				   { "email", email.n > 0 ? email : none } };
	struct option_view *list = arena_array(x->a, struct option_view, CONTACT_WAYS);
	size_t n = 0;
	if (proved_can_send(x, CONTACT_PHONE)) {
		list[n++] = option(x, "way", "phone", form_get(x->form, "way"));
	}
	if (proved_can_send(x, CONTACT_EMAIL)) {
		list[n++] = option(x, "way", "email", form_get(x->form, "way"));
	}
	v->contact_now = words(x, "proved.contact.now", args, ARRAY_LEN(args));
	v->way = (struct field_view){ .name = STR("way"), .label = words0(x, "field.way"),
				      .options = { list, n } };
	v->contact = (struct field_view){ .name = STR("contact"), .max = 254, .required = true,
					  .label = words0(x, "proved.contact.new"),
					  .value = form_get(x->form, "contact"),
					  .autocomplete = STR("off") };
}

static void put_result(const struct exchange *x, const struct dossier_view *d,
		       struct proved_view *v)
{
	static const char *const words_by[] = { "counter", "post", "electronic" };
	struct option_view *list = arena_array(x->a, struct option_view, ARRAY_LEN(words_by));
	for (size_t i = 0; i < ARRAY_LEN(words_by); i++) {
		list[i] = option(x, "result_by", words_by[i], d->result_by);
	}
	v->result_now = d->result_by.n > 0
		? words1(x, "proved.result_by.now", "how", words_of(x, "result_by", d->result_by))
		: words0(x, "proved.result_by.unsaid");
	v->result_by = (struct field_view){ .name = STR("result_by"),
					    .label = words0(x, "field.result_by"),
					    .options = { list, ARRAY_LEN(words_by) } };
}

static void put_done(const struct exchange *x, struct proved_view *v)
{
	static const char *const acts[] = { "contact", "result_by", "withdraw" };
	struct str done = form_get(x->form, "done");
	for (size_t i = 0; i < ARRAY_LEN(acts) && x->in->method == HTTP_GET; i++) {
		if (str_is(done, acts[i])) {
			v->done = words0(x, str_fmt(x->a, "proved.done.%s", acts[i]).p);
		}
	}
}

static void render(struct exchange *x)
{
	const struct showing *s = x->state;
	const struct dossier_view *d = &s->d;
	bool over = d->closed_at != INSTANT_NONE;
	struct proved_view v = {
		.top = top_public(x, words1(x, "proved.title", "code", d->code), SECTION_TRACK),
		.code = d->code, .procedure = d->procedure, .at = s->who.at, .form = s->who.form,
		.back = str_fmt(x->a, "/track/%.*s", STR_ARG(d->code)),
		.until = words1(x, "proved.until", "at", words_time(x, s->who.until)),
		.may_change = !over, .may_withdraw = !over && d->state != DOSSIER_READY,
		.events = track_events(x, &d->history), .receipt = d->received_at != INSTANT_NONE,
		.key_result = top_form_key(x), .key_withdraw = top_form_key(x),
		.reason = { .name = STR("reason"), .label = words0(x, "proved.withdraw.reason"),
			    .value = form_get(x->form, "reason"), .max = 1000, .required = true },
	};
	v.forms = form_links(x, v.back.p, STR("proved"), &d->forms, true);
	put_papers(x, s, &v);
	put_said(x, d, &v);
	put_contact(x, s, &v);
	put_result(x, d, &v);
	put_done(x, &v);
	if (s->wrong) {
		v.wrong.wrong = words_err(x, s->wrong);
		v.wrong.hint = words_hint(x, s->wrong);
	}
	page_proved(x->page, x->lang, &v);
	reply_page(x, s->status);
}

static void show(struct exchange *x, struct showing *s)
{
	struct asking asking = asking_public(x);
	struct err e;
	if (!app_dossier_view(x->app, x->a, &asking, access_citizen, s->who.place.code, &s->d,
			      &e)) {
		reply_err(x, &e);
		return;
	}
	x->state = s;
	exchange_noted(x, &s->d.note, render);
}

void proved_show(struct exchange *x)
{
	struct showing *s = arena_new(x->a, struct showing);
	s->status = 200;
	if (proved_admit(x, &s->who)) {
		show(x, s);
	}
}

void proved_again(struct exchange *x, const struct proved *p, const struct err *wrong)
{
	struct showing *s = arena_new(x->a, struct showing);
	struct err *kept = arena_new(x->a, struct err);
	if (wrong->code == ERR_IO || wrong->code == ERR_CORRUPT || wrong->code == ERR_BUSY) {
		reply_err(x, wrong);
		return;
	}
	*kept = *wrong;
	*s = (struct showing){ .who = *p, .wrong = kept,
			       .status = wrong->code == ERR_LIMIT ? 429
					 : wrong->code == ERR_DENIED ? 403 : 409 };
	show(x, s);
}

/* ---- files, forms ---- */

void proved_file(struct exchange *x)
{
	struct proved p;
	if (proved_admit(x, &p)) {
		file_reply(x, access_citizen);
	}
}

void proved_form(struct exchange *x)
{
	struct proved p;
	if (proved_admit(x, &p)) {
		form_reply(x, access_citizen);
	}
}

/* ---- the proof of reception, with what was sealed ---- */

static bool prove(struct ticket *t, struct app *app, struct err *e)
{
	struct exchange *x = t->ctx;
	struct str *out = x->state;
	struct buf b;
	buf_init(&b, LOG_PROOF_MOST);
	bool ok = app_receipt_own(app, x->a, str_trim(x->param[0]), &b, e);
	*out = ok ? str_dup(x->a, buf_view(&b)) : STR("");
	buf_done(&b);
	return ok;
}

static void proven(struct exchange *x)
{
	const struct str *text = x->state;
	if (!x->ticket.answer.ok) {
		reply_err(x, &x->ticket.answer.err);
		return;
	}
	buf_str(x->page, *text);
	reply_text(x, 200, "text/plain; charset=utf-8");
	http_field(&x->out, "Content-Disposition",
		   str_fmt(x->a, "attachment; filename=\"%.*s-receipt.tlog-proof\"",
			   STR_ARG(http_encode(x->a, x->param[0]))));
}

void proved_receipt(struct exchange *x)
{
	struct proved p;
	if (proved_admit(x, &p)) {
		x->state = arena_new(x->a, struct str);
		exchange_job(x, prove, proven);
	}
}

/* ---- who has looked ---- */

static struct str who_looked(const struct exchange *x, const struct look *l)
{
	if (l->why == LOOK_CITIZEN) {
		return words0(x, "proved.looks.you");
	}
	if (l->seat.unit.n == 0) {
		return words0(x, "proved.looks.unknown");
	}
	struct str who = words_seat(x, &l->seat);
	return l->behalf ? words1(x, "proved.looks.behalf", "who", who) : who;
}

void proved_looks(struct exchange *x)
{
	struct asking asking = asking_public(x);
	struct look_list list;
	struct proved p;
	struct err e;
	if (!proved_admit(x, &p)) {
		return;
	}
	if (!app_looks(x->app, x->a, &asking, p.place.id, &list, &e)) {
		reply_err(x, &e);
		return;
	}
	struct look_row_view *out = arena_array(x->a, struct look_row_view, list.n);
	struct proved_looks_view v = {
		.top = top_public(x, words0(x, "proved.looks"), SECTION_TRACK),
		.code = p.place.code, .at = p.at, .looks = { out, list.n },
	};
	for (size_t i = 0; i < list.n; i++) {
		const struct look *l = &list.look[i];
		out[i] = (struct look_row_view){ words_moment(x, l->at), who_looked(x, l),
						 words_of(x, "look",
							  str_of(look_why_name(l->why))) };
	}
	if (list.more) {
		v.more = words1(x, "proved.looks.more", "n", str_int(x->a, LOOKS_MOST));
	}
	page_proved_looks(x->page, x->lang, &v);
	reply_page(x, 200);
}
