/* Handing a result out at the counter: who comes for it, what is still due, what is
 * signed; and what is done when the content turns out to be wrong. */
#include "page_handout.h"

#include "act_form.h"
#include "facts.h"
#include "field.h"
#include "noted.h"
#include "page_forms.h"
#include "pages.h"
#include "pickup_tries.h"
#include "sure.h"
#include "top.h"
#include "view_handout.h"
#include "web_int.h"

#include "app/dossier_view.h"

#include <string.h>

enum { OPTIONS = 4 };

struct showing {
	int status;
	struct dossier_view d;
	const char *verb;		/* whose form stays as it was typed, or NULL */
	struct err err;			/* of its refusal; ERR_NONE: it is only changed */
	void (*render)(struct exchange *x, const struct showing *s);
};

static bool kept_open(const struct showing *s, const char *verb)
{
	return s->verb && strcmp(s->verb, verb) == 0;
}

static bool refused(const struct showing *s, const char *verb)
{
	return kept_open(s, verb) && s->err.code != ERR_NONE;
}

static struct str kept(const struct exchange *x, const struct showing *s, const char *name)
{
	return s->verb ? form_get(x->form, name) : STR("");
}

static bool can(const struct dossier_view *d, const char *verb)
{
	for (size_t i = 0; i < d->possible.n; i++) {
		if (strcmp(d->possible.action[i].action, verb) == 0) {
			return true;
		}
	}
	return false;
}

/* ---- what stands in the entry of the hand-out ---- */

/* The newest text of a field of the delivery: a reopened dossier has several. */
static struct str said(const struct exchange *x, const struct dossier_view *d, const char *field)
{
	for (size_t i = d->texts; i > 0; i--) {
		const struct text_view *t = &d->text[i - 1];
		if (t->kind == KIND_DELIVERED && str_is(t->field, field)) {
			return t->erased ? words_erased(x, t->erased_at) : t->value;
		}
	}
	return STR("");
}

static const struct event *handed_out(const struct dossier_view *d)
{
	for (size_t i = d->history.n; i > 0; i--) {
		if (d->history.event[i - 1].kind == KIND_DELIVERED) {
			return &d->history.event[i - 1];
		}
	}
	return NULL;
}

static void about(const struct exchange *x, const struct dossier_view *d, struct facts *f)
{
	fact(x, f, "dossier.owner", fact_name(x, &d->owner));
	fact(x, f, "handout.number", d->owner.id_number);
	if (d->submitter.id.v != d->owner.id.v) {
		fact(x, f, "dossier.submitter", fact_name(x, &d->submitter));
	}
	fact(x, f, "dossier.proxy", fact_name(x, &d->proxy));
	fact(x, f, "handout.decision", words_of(x, "decision", str_of(decision_name(d->decision))));
	fact(x, f, "dossier.promised", words_moment(x, d->first_due));
	fact(x, f, "dossier.ready", words_moment(x, d->ready_at));
}

static void fees(const struct exchange *x, const struct dossier_view *d, struct facts *f)
{
	for (size_t i = 0; i < d->fees; i++) {
		const struct fee_view *r = &d->fee[i];
		struct text_arg args[] = {
			{ "no", str_int(x->a, r->number) },
			{ "amount", words_money(x, r->amount) },
		};
		if (r->cancelled_at == INSTANT_NONE && r->refunded == 0) {
			fact(x, f, "handout.fee", words(x, "handout.receipt", args, 2));
		}
	}
}

static void delivery(const struct exchange *x, const struct dossier_view *d, struct facts *f)
{
	const struct event *ev = handed_out(d);
	if (d->state != DOSSIER_DELIVERED || !ev) {
		return;
	}
	fact(x, f, "dossier.delivered", words_moment(x, d->delivered_at));
	fact(x, f, "field.collector", said(x, d, "collector"));
	fact(x, f, "field.identity", said(x, d, "identity"));
	fact(x, f, "field.authority", said(x, d, "authority"));
	fact(x, f, "field.how", words_of(x, "how", ev->how));
	fact(x, f, "field.proof", ev->checked ? words0(x, "handout.checked") : ev->proof.n > 0
		? words_of(x, "handout.choice", ev->proof) : STR(""));
	fact(x, f, "handout.by", words_person(x, ev->actor));
}

/* ---- the forms ---- */

static void choices(const struct exchange *x, struct field_view *f, const char *const *word)
{
	struct option_view *out = arena_array(x->a, struct option_view, OPTIONS);
	size_t n = 0;
	for (; word[n]; n++) {
		struct str value = str_of(word[n]);
		out[n] = (struct option_view){ value, words_of(x, "handout.choice", value),
			f->value.n > 0 ? str_eq(f->value, value) : n == 0 };
	}
	f->options.p = out;
	f->options.n = n;
}

/* Those the dossier names may come with their identity paper alone. */
static void put_people(const struct exchange *x, const struct showing *s, struct handout_view *v)
{
	const struct dossier_view *d = &s->d;
	const struct {
		const char *value;
		const struct person_view *p;
	} one[] = { { "owner", &d->owner }, { "submitter", &d->submitter },
		    { "proxy", &d->proxy } };
	struct option_view *out = arena_array(x->a, struct option_view, OPTIONS);
	struct str chosen = kept(x, s, "by");
	size_t n = 0;
	for (size_t i = 0; i < ARRAY_LEN(one); i++) {
		if (one[i].p->name.n > 0 && (i == 0 || one[i].p->id.v != d->owner.id.v)) {
			struct str key = str_fmt(x->a, "handout.by.%s", one[i].value);
			out[n++] = (struct option_view){ str_of(one[i].value),
				words1(x, key.p, "name", one[i].p->name), false };
		}
	}
	out[n++] = (struct option_view){ STR("other"), words0(x, "handout.by.other"), false };
	for (size_t i = 0; i < n; i++) {
		out[i].chosen = chosen.n > 0 ? str_eq(chosen, out[i].value) : i == 0;
	}
	v->people.p = out;
	v->people.n = n;
}

static struct field_view line(const struct exchange *x, const struct showing *s, const char *name,
			      int64_t max)
{
	return (struct field_view){ .name = str_of(name), .max = max, .value = kept(x, s, name),
				    .label = words_of(x, "field", str_of(name)) };
}

static void put_deliver(const struct exchange *x, const struct showing *s, struct handout_view *v)
{
	static const char *const how[] = { "counter", "post", "electronic", NULL };
	static const char *const proof[] = { "signature", "code", "postal_receipt", "portal",
					     NULL };
	put_people(x, s, v);
	v->collector = line(x, s, "collector", 200);
	v->collector.label = words0(x, "handout.other_name");
	v->authority = line(x, s, "authority", 300);
	v->identity = line(x, s, "identity", 100);
	v->pickup = line(x, s, "pickup", 16);
	v->pickup.inputmode = STR("numeric");
	v->pickup.hint = words0(x, "handout.pickup.hint");
	v->pickup.autocomplete = STR("one-time-code");
	v->identity.autocomplete = v->collector.autocomplete = STR("off");
	v->how = line(x, s, "how", 0);
	v->proof = line(x, s, "proof", 0);
	choices(x, &v->how, how);
	choices(x, &v->proof, proof);
	v->deliver.key = top_form_key(x);
	struct field_view *field[] = { &v->collector, &v->authority, &v->identity, &v->how,
				       &v->proof, &v->pickup };
	bool beside = !refused(s, "deliver");
	for (size_t i = 0; i < ARRAY_LEN(field) && !beside; i++) {
		beside = field_blame(x, field[i], &s->err);
	}
	if (!beside) {
		v->deliver.wrong = words_err(x, &s->err);
		v->deliver.hint = words_hint(x, &s->err);
	}
}

static void put_fee(const struct exchange *x, const struct showing *s, struct handout_view *v)
{
	if (s->d.fee_owed == 0 || !can(&s->d, "fee_receipt")) {
		return;
	}
	v->owed = words_money(x, s->d.fee_owed);
	v->counted = s->d.fee_counted;
	v->pages = line(x, s, "pages", 6);
	v->copies = line(x, s, "copies", 5);
	v->pages.inputmode = v->copies.inputmode = STR("numeric");
	v->fee.key = top_form_key(x);
	if (refused(s, "fee_receipt") && !field_blame(x, &v->pages, &s->err) &&
	    !field_blame(x, &v->copies, &s->err)) {
		v->fee.wrong = words_err(x, &s->err);
		v->fee.hint = words_hint(x, &s->err);
	}
}

static void put_reopen(const struct exchange *x, const struct showing *s, struct handout_view *v)
{
	v->reopenable = can(&s->d, "reopen");
	v->reopening = kept_open(s, "reopen");
	v->reason = line(x, s, "reason", 2000);
	v->reason.label = words0(x, "handout.wrong.reason");
	v->reason.required = true;
	v->reopen.key = top_form_key(x);
	if (refused(s, "reopen") && !field_blame(x, &v->reason, &s->err)) {
		v->reopen.wrong = words_err(x, &s->err);
		v->reopen.hint = words_hint(x, &s->err);
	}
}

static void page(struct exchange *x, const struct showing *s)
{
	const struct dossier_view *d = &s->d;
	struct facts f = facts_start(x, 16 + d->fees);
	struct handout_view v = {
		.top = top_inside(x, words0(x, "handout.title")), .code = d->code,
		.procedure = d->procedure, .owner = fact_name(x, &d->owner),
		.state = words_of(x, "dossier.state", str_of(state_name(d->state))),
		.ready = d->state == DOSSIER_READY, .delivered = d->state == DOSSIER_DELIVERED,
	};
	about(x, d, &f);
	fees(x, d, &f);
	delivery(x, d, &f);
	v.facts = facts_view(&f);
	v.receipt = form_link(x, "/dossiers", d->code, &d->forms, "fee");
	if (v.ready) {
		put_fee(x, s, &v);
		put_deliver(x, s, &v);
	}
	put_reopen(x, s, &v);
	page_handout(x->page, x->lang, &v);
	reply_page(x, s->status);
}

static void slip(struct exchange *x, const struct showing *s)
{
	const struct dossier_view *d = &s->d;
	struct facts f = facts_start(x, 16 + d->fees);
	struct slip_view v = {
		.top = top_inside(x, words0(x, "slip.title")), .code = d->code,
		.unit = d->receiving, .procedure = d->procedure, .owner = fact_name(x, &d->owner),
		.delivered = d->state == DOSSIER_DELIVERED,
		.collector = said(x, d, "collector"),
	};
	about(x, d, &f);
	fees(x, d, &f);
	delivery(x, d, &f);
	v.facts = facts_view(&f);
	page_slip(x->page, x->lang, &v);
	reply_page(x, s->status);
}

/* ---- showing, on the record (rule 42) ---- */

static void noted(struct exchange *x)
{
	const struct showing *s = x->state;
	s->render(x, s);
}

static void show(struct exchange *x, struct showing *s)
{
	struct asking ask = asking_inside(x);
	struct err e;
	if (!app_dossier_view(x->app, x->a, &ask, x->person, x->param[0], &s->d, &e)) {
		reply_err(x, &e);
		return;
	}
	x->state = s;
	exchange_noted(x, &s->d.note, noted);
}

/* The form of `verb` again, with what was typed. */
static void show_as(struct exchange *x, const char *verb, const struct err *e)
{
	struct showing *s = arena_new(x->a, struct showing);
	*s = (struct showing){ .verb = verb, .render = page, .status = 200 };
	if (e) {
		s->err = *e;
		s->status = e->code == ERR_DENIED ? 403 : e->code == ERR_BUSY ? 503
			  : e->code == ERR_LIMIT ? 429 : 422;
	}
	show(x, s);
}

static void show_refused(struct exchange *x, const char *verb, const struct err *e)
{
	show_as(x, verb, e);
}

void handout_show(struct exchange *x)
{
	struct showing *s = arena_new(x->a, struct showing);
	*s = (struct showing){ .status = 200, .render = page };
	show(x, s);
}

void handout_slip(struct exchange *x)
{
	struct showing *s = arena_new(x->a, struct showing);
	*s = (struct showing){ .status = 200, .render = slip };
	show(x, s);
}

/* ---- acting ---- */

static void back_here(struct exchange *x, const char *format)
{
	reply_see(x, str_fmt(x->a, format, STR_ARG(http_encode(x->a, x->param[0]))));
}

static void acted(struct exchange *x)
{
	const struct answer *a = &x->ticket.answer;
	pickup_tries_settle(x, x->command.args);
	if (!a->ok) {
		show_refused(x, str_cstr(x->a, x->command.verb), &a->err);
	} else if (str_is(x->command.verb, "reopen")) {
		back_here(x, "/dossiers/%.*s");
	} else {
		back_here(x, "/counter/hand-out/%.*s");
	}
}

static void act(struct exchange *x, const char *verb, struct json *args)
{
	struct err e;
	json_set_str(x->a, args, "dossier", x->param[0]);
	if (!pickup_tries_begin(x, args, &e)) {
		show_refused(x, verb, &e);
		return;
	}
	exchange_act(x, verb, args, form_get(x->form, "key"), acted);
}

/* What goes with a code, before it is tried and counted. */
static bool code_whole(const struct json *args, struct err *e)
{
	static const char *const needed[] = { "pickup", "identity" };
	bool by_code = str_is(json_str(args, "proof"), "code");
	for (size_t i = 0; i < ARRAY_LEN(needed); i++) {
		if (by_code && json_str(args, needed[i]).n == 0) {
			return err_set(e, ERR_INVALID, "arg.missing", "name", needed[i], NULL);
		}
	}
	return true;
}

/* Who of those the dossier names was chosen: their name is what is signed for. */
static struct str chosen(struct exchange *x, const struct dossier_view *d)
{
	struct str by = form_get(x->form, "by");
	return str_is(by, "owner") ? d->owner.name : str_is(by, "submitter") ? d->submitter.name
	     : str_is(by, "proxy") ? d->proxy.name : STR("");
}

static struct sure_place place(const struct exchange *x)
{
	return (struct sure_place){ x->param[0], str_fmt(x->a, "/counter/hand-out/%.*s",
							 STR_ARG(http_encode(x->a, x->param[0]))) };
}

/* What was handed to the wrong person does not come back. Whose paper was looked at has
 * been identified; where none is noted, one key shall not be all of it. */
static void deliver(struct exchange *x, const struct action *action, struct json *args)
{
	struct sure_place here = place(x);
	struct err e = { 0 };
	bool seen = json_str(args, "identity").n > 0 || !str_is(json_str(args, "how"), "counter");
	json_set_str(x->a, args, "dossier", x->param[0]);
	switch (seen ? SURE_GO_ON : sure_ask_of(x, action, args, &here, &e)) {
	case SURE_GO_ON:
		act(x, "deliver", args);
		break;
	case SURE_ASKED:
		break;
	case SURE_AGAIN:
		show_as(x, "deliver", NULL);
		break;
	case SURE_REFUSED:
		show_refused(x, "deliver", &e);
		break;
	}
}

void handout_deliver(struct exchange *x)
{
	const struct action *action = action_find(STR("deliver"));
	struct asking ask = asking_inside(x);
	struct dossier_view d;
	struct json *args;
	struct err e;
	if (!app_dossier_view(x->app, x->a, &ask, x->person, x->param[0], &d, &e)) {
		reply_err(x, &e);
		return;
	}
	if (!act_args(x, action, &args, &e) || !code_whole(args, &e)) {
		show_refused(x, "deliver", &e);
		return;
	}
	struct str name = chosen(x, &d);
	if (name.n > 0) {
		json_set_str(x->a, args, "collector", name);
	} else if (form_get(x->form, "authority").n == 0) {
		const char *field = form_get(x->form, "collector").n > 0 ? "authority"
									 : "collector";
		err_set(&e, ERR_INVALID, "arg.missing", "name", field, NULL);
		show_refused(x, "deliver", &e);
		return;
	}
	deliver(x, action, args);
}

void handout_fee(struct exchange *x)
{
	struct json *args;
	struct err e;
	if (!act_args(x, action_find(STR("fee_receipt")), &args, &e)) {
		show_refused(x, "fee_receipt", &e);
		return;
	}
	act(x, "fee_receipt", args);
}

/* What the office got wrong is the office's fault, whoever finds it. */
void handout_reopen(struct exchange *x)
{
	struct json *args = json_new_obj(x->a);
	struct str reason = form_get(x->form, "reason");
	struct sure_place here = place(x);
	struct err e = { 0 };
	if (reason.n > 0) {
		json_set_str(x->a, args, "reason", reason);
	}
	json_set_str(x->a, args, "fault", STR("office"));
	json_set_str(x->a, args, "dossier", x->param[0]);
	switch (sure_ask(x, action_find(STR("reopen")), args, &here, &e)) {
	case SURE_GO_ON:
		act(x, "reopen", args);
		break;
	case SURE_ASKED:
		break;
	case SURE_AGAIN:
		show_as(x, "reopen", NULL);
		break;
	case SURE_REFUSED:
		show_refused(x, "reopen", &e);
		break;
	}
}
