/* The form of reception, and its three endings. */
#include "page_counter.h"

#include "counter_show.h"
#include "pages.h"
#include "top.h"
#include "web_int.h"

#include "app/view.h"

#include <string.h>

enum { SEEN_MOVES_S = 3600 };	/* limits in hours move on while one looks */

/* ---- showing ---- */

struct showing {
	int status;
	const struct err *err;		/* of the whole form, or NULL */
	const char *notice;		/* a sentence's key, or NULL */
	struct str done_code;
};

static void render(struct exchange *x, const struct counter_in *in,
		   const struct intake_promise *promise, const struct showing *s)
{
	struct counter_view v;
	counter_view(x, in, promise, &v);
	if (s->err) {
		v.wrong = words_err(x, s->err);
		v.hint = words_hint(x, s->err);
	} else if (in->wrongs > 0) {
		v.wrong = words0(x, "counter.wrong");
	}
	if (s->notice) {
		v.notice = words0(x, s->notice);
	}
	if (s->done_code.n > 0) {
		v.done_code = s->done_code;
		v.done_href = str_fmt(x->a, "/counter/received/%.*s", STR_ARG(s->done_code));
		v.key = top_form_key(x);
	}
	page_counter(x->page, x->lang, &v);
	reply_page(x, s->status);
}

/* The form again, with what would be promised now. */
static void show(struct exchange *x, struct counter_in *in, const struct showing *s)
{
	struct intake_promise promise;
	struct err e;
	if (!in->chosen) {
		render(x, in, NULL, s);
	} else if (!counter_promise(x, in, &promise, &e)) {
		reply_err(x, &e);
	} else {
		render(x, in, &promise, s);
	}
}

void counter_new(struct exchange *x)
{
	struct counter_in in;
	struct err e;
	if (!counter_read(x, &in, &e)) {
		reply_err(x, &e);
		return;
	}
	show(x, &in, &(struct showing){ .status = 200 });
}

/* ---- sending ---- */

struct sending {
	const char *verb;		/* of the first command */
	const char *then;		/* of the second, or NULL */
	struct json *then_args;		/* without the dossier */
	struct str code;
};

/* After a refusal the reader has looked anew: everything is read again. */
static void refused(struct exchange *x, const struct err *e)
{
	struct counter_in in;
	struct err why;
	int status = e->code == ERR_DENIED ? 403 : e->code == ERR_BUSY ? 503 : 422;
	if (!counter_read(x, &in, &why)) {
		reply_err(x, &why);
		return;
	}
	show(x, &in, &(struct showing){ .status = status, .err = e });
}

static void see_received(struct exchange *x, struct str code)
{
	reply_see(x, str_fmt(x->a, "/counter/received/%.*s",
			     STR_ARG(http_encode(x->a, code))));
}

/* The dossier stands, whatever became of the second command: its page says so. */
static void followed(struct exchange *x)
{
	struct sending *s = x->state;
	if (!x->ticket.answer.ok && strcmp(s->then, "fee_receipt") != 0) {
		refused(x, &x->ticket.answer.err);
		return;
	}
	see_received(x, s->code);
}

static void follow(struct exchange *x, struct sending *s)
{
	json_set_str(x->a, s->then_args, "dossier", s->code);
	exchange_act(x, s->then, s->then_args,
		     str_fmt(x->a, "%.*s.%s", STR_ARG(form_get(x->form, "key")), s->then),
		     followed);
}

static void sent(struct exchange *x)
{
	struct sending *s = x->state;
	if (!x->ticket.answer.ok) {
		refused(x, &x->ticket.answer.err);
		return;
	}
	s->code = str_dup(x->a, json_str(x->ticket.answer.made, "code"));
	if (s->then) {
		follow(x, s);
	} else {
		see_received(x, s->code);
	}
}

static void send(struct exchange *x, const struct counter_in *in, struct sending *s)
{
	struct json *args;
	struct err e;
	x->state = s;
	if (s->code.n > 0) {		/* submitted before; only what follows was refused */
		follow(x, s);
		return;
	}
	if (!counter_args(x, in, s->verb, &args, &e)) {
		refused(x, &e);
		return;
	}
	exchange_act(x, s->verb, args, form_get(x->form, "key"), sent);
}

/* ---- receive ---- */

/* What is promised must have been seen: the same procedure, the same day. */
static bool was_seen(const struct exchange *x, const struct counter_in *in,
		     const struct intake_promise *p)
{
	struct str seen = form_get(x->form, "seen"), procedure, text;
	int64_t due;
	return str_cut(seen, '|', &procedure, &text) && str_to_int64(text, &due) &&
	       str_eq(procedure, in->chosen->code) &&
	       day_of(due).n == day_of(p->due).n && p->due - due <= SEEN_MOVES_S &&
	       due - p->due <= SEEN_MOVES_S;
}

static void check_papers(struct exchange *x, struct counter_in *in)
{
	for (size_t i = 0; i < in->papers; i++) {
		if (!in->paper[i].optional && !counter_ticked(x, in, i)) {
			counter_wrong(in, str_fmt(x->a, "paper-%.*s", STR_ARG(in->paper[i].id)),
				      words0(x, "counter.wrong.paper"));
		}
	}
}

static void receive(struct exchange *x, struct counter_in *in, struct sending *s)
{
	struct intake_promise promise;
	struct err e;
	if (!counter_promise(x, in, &promise, &e)) {
		reply_err(x, &e);
		return;
	}
	if (promise.refused) {
		render(x, in, &promise,
		       &(struct showing){ .status = 422, .err = &promise.refusal });
		return;
	}
	if (in->fresh_list || !was_seen(x, in, &promise)) {
		render(x, in, &promise, &(struct showing){ .status = 200,
							   .notice = "counter.look_again" });
		return;
	}
	check_papers(x, in);
	if (in->wrongs > 0) {
		render(x, in, &promise, &(struct showing){ .status = 422 });
		return;
	}
	s->verb = "receive_new";
	if (promise.has_fee && form_get(x->form, "take-fee").n > 0) {
		s->then = "fee_receipt";
		s->then_args = json_new_obj(x->a);
		int64_t pages, copies;
		if (str_to_int64(form_get(x->form, "pages"), &pages)) {
			json_set_int(x->a, s->then_args, "pages", pages);
		}
		if (str_to_int64(form_get(x->form, "copies"), &copies)) {
			json_set_int(x->a, s->then_args, "copies", copies);
		}
	}
	send(x, in, s);
}

/* ---- ask once, refuse ---- */

/* One full list: what is not ticked, by name, and what the clerk adds. */
static void ask(struct exchange *x, struct counter_in *in, struct sending *s)
{
	struct str note = form_get(x->form, "ask-note"), items = STR("");
	struct json *wanted = json_new_arr(x->a);
	int n = 0;
	for (size_t i = 0; i < in->papers; i++) {
		const struct intake_paper *p = &in->paper[i];
		if (p->optional || counter_ticked(x, in, i)) {
			continue;
		}
		items = str_fmt(x->a, "%.*s%d. %.*s\n", STR_ARG(items), ++n, STR_ARG(p->name));
		json_push(x->a, wanted, json_new_str(x->a, p->id));
	}
	if (n == 0 && note.n == 0) {
		counter_wrong(in, STR("ask-note"), words0(x, "counter.wrong.ask"));
		show(x, in, &(struct showing){ .status = 422 });
		return;
	}
	s->verb = "submit";
	s->then = "ask_at_intake";
	s->then_args = json_new_obj(x->a);
	json_set_str(x->a, s->then_args, "items",
		     str_fmt(x->a, "%.*s%.*s", STR_ARG(items), STR_ARG(note)));
	if (n > 0) {
		json_set(x->a, s->then_args, "wanted", wanted);
	}
	send(x, in, s);
}

static void decline(struct exchange *x, struct counter_in *in, struct sending *s)
{
	struct str reason = form_get(x->form, "reason"), note = form_get(x->form, "note");
	if (reason.n == 0) {
		counter_wrong(in, STR("reason"), words0(x, "counter.wrong.reason"));
	}
	if (note.n == 0) {
		counter_wrong(in, STR("note"), words0(x, "counter.wrong.note"));
	}
	if (in->wrongs > 0) {
		show(x, in, &(struct showing){ .status = 422 });
		return;
	}
	s->verb = "submit";
	s->then = "decline";
	s->then_args = json_new_obj(x->a);
	json_set_str(x->a, s->then_args, "reason", reason);
	json_set_str(x->a, s->then_args, "note", note);
	send(x, in, s);
}

/* ---- which button ---- */

/* Sent a second time (a double click, a page gone back to): what it made the first
 * time. Found by the key, for by now the person is known and the command another. False:
 * there is nothing left to do. */
static bool goes_on(struct exchange *x, const struct counter_in *in, struct sending *s)
{
	struct answer before;
	const struct dossier *d;
	struct err e;
	bool found;
	if (!app_answered(x->app, x->a, form_get(x->form, "key"), &before, &found, &e)) {
		reply_err(x, &e);
		return false;
	}
	if (!found) {
		return true;
	}
	struct str code = json_str(before.made, "code");
	struct subject_id owner = counter_owner_id(in);
	if (!app_dossier(x->app, x->a, code, &d, &e)) {
		reply_err(x, &e);
		return false;
	}
	bool same = in->chosen && str_eq(d->version->procedure->code, in->chosen->code) &&
		    (owner.v == 0 || owner.v == d->owner.v);
	if (same && d->state == DOSSIER_SUBMITTED) {
		s->code = str_dup(x->a, code);
		return true;
	}
	if (same) {
		see_received(x, code);
	} else {
		struct counter_in again = *in;
		show(x, &again, &(struct showing){ .status = 409, .done_code = code });
	}
	return false;
}

void counter_send(struct exchange *x)
{
	struct str what = form_get(x->form, "do");
	struct sending *s = arena_new(x->a, struct sending);
	struct counter_in in;
	struct err e;
	bool acts = str_is(what, "receive") || str_is(what, "ask") || str_is(what, "decline");
	if (!counter_read(x, &in, &e)) {
		reply_err(x, &e);
		return;
	}
	if (acts && !goes_on(x, &in, s)) {
		return;
	}
	if (acts && !counter_whole(x, &in)) {
		show(x, &in, &(struct showing){ .status = 422 });
	} else if (str_is(what, "receive")) {
		receive(x, &in, s);
	} else if (str_is(what, "ask")) {
		ask(x, &in, s);
	} else if (str_is(what, "decline")) {
		decline(x, &in, s);
	} else {
		show(x, &in, &(struct showing){ .status = 200 });
	}
}
