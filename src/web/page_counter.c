/* The form of reception, and its three endings. */
#include "page_counter.h"

#include "counter_act.h"
#include "counter_show.h"
#include "pages.h"
#include "sure.h"
#include "top.h"
#include "web_int.h"

#include "app/view.h"

#include <string.h>

enum { PREFIX_MOST = 8, TYPED_MOST = 8 };

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

/* ---- while one types ---- */

/* Few at a time: they come again with every word. */
static void reply_picks(struct exchange *x, struct picks_view v)
{
	if (v.hits.n > TYPED_MOST) {
		v.hits.n = TYPED_MOST;
		v.more = words0(x, "counter.party.more");
	}
	struct hit_view *hit = arena_array(x->a, struct hit_view, v.hits.n);
	for (size_t i = 0; i < v.hits.n; i++) {
		hit[i] = v.hits.p[i];
		hit[i].focus = false;	/* the hands stay where they type */
	}
	v.hits.p = hit;
	v.typing = true;
	page_part_picks(x->page, x->lang, &v);
	reply_page(x, 200);
}

void counter_procedures(struct exchange *x)
{
	struct counter_in in = { 0 };
	struct err e;
	if (counter_read_procedure(x, &in, &e)) {
		reply_picks(x, counter_procedure_picks(x, &in));
	} else {
		reply_err(x, &e);
	}
}

/* What stands before the names of somebody's fields ("p", "c2"). */
static bool is_prefix(struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		if (!(s.p[i] >= 'a' && s.p[i] <= 'z') && !(s.p[i] >= '0' && s.p[i] <= '9')) {
			return false;
		}
	}
	return s.n > 0 && s.n <= PREFIX_MOST;
}

void counter_people(struct exchange *x)
{
	struct party_in p;
	struct err e;
	if (!is_prefix(x->param[0])) {
		reply_status(x, 404);
	} else if (counter_read_party(x, str_cstr(x->a, x->param[0]), &p, &e)) {
		reply_picks(x, counter_people_picks(x, &p, words0(x, "counter.party.found")));
	} else {
		reply_err(x, &e);
	}
}

/* ---- sending ---- */

/* After a refusal the reader has looked anew: everything is read again. */
static void refused(struct exchange *x, const struct err *e)
{
	struct counter_in in;
	struct err why;
	int status = refused_status(e);
	if (!counter_read(x, &in, &why)) {
		reply_err(x, &why);
		return;
	}
	show(x, &in, &(struct showing){ .status = status, .err = e });
}

/* The command that makes the dossier stands first, unless it was done before. */
static void go(struct exchange *x, const struct counter_in *in, const char *verb,
	       struct counter_acts *acts)
{
	struct json *args;
	struct err e;
	if (acts->code.n == 0) {
		if (!counter_args(x, in, verb, &args, &e)) {
			refused(x, &e);
			return;
		}
		memmove(acts->step + 1, acts->step, acts->n * sizeof(acts->step[0]));
		acts->step[0].verb = verb;
		acts->step[0].args = args;
		acts->step[0].may_fail = false;
		acts->n++;
	}
	counter_go(x, acts);
}

static void receive(struct exchange *x, struct counter_in *in, struct counter_acts *acts)
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
	/* What is promised must have been seen: the same procedure, the same day. */
	if (in->fresh_list || !counter_was_seen(x, in->chosen->code, promise.due)) {
		render(x, in, &promise, &(struct showing){ .status = 200,
							   .notice = "counter.look_again" });
		return;
	}
	counter_check_papers(x, in);
	if (in->wrongs > 0) {
		render(x, in, &promise, &(struct showing){ .status = 422 });
		return;
	}
	if (promise.has_fee) {
		counter_add_fee(x, acts);
	}
	go(x, in, "receive_new", acts);
}

static void ask(struct exchange *x, struct counter_in *in, struct counter_acts *acts)
{
	struct json *args;
	if (!counter_asked(x, in, &args)) {
		show(x, in, &(struct showing){ .status = 422 });
		return;
	}
	counter_add(acts, "ask_at_intake", args);
	go(x, in, "submit", acts);
}

static struct str for_whom(const struct exchange *x, const struct counter_in *in)
{
	const struct party_in *owner = counter_owner(in);
	struct str name = owner->known ? owner->known->name : owner->name;
	return str_fmt(x->a, "%.*s — %.*s %.*s", STR_ARG(name), STR_ARG(in->chosen->code),
		       STR_ARG(in->chosen->name));
}

/* Submitted and refused at once, so nothing can be tried before; it is asked about all the
 * same: form 03 cannot be taken back. */
static void decline(struct exchange *x, struct counter_in *in, struct counter_acts *acts)
{
	struct err e = { 0 };
	struct json *args;
	if (!counter_declined(x, in, &args)) {
		show(x, in, &(struct showing){ .status = 422 });
		return;
	}
	struct sure_place place = { .about = for_whom(x, in) };
	switch (sure_ask(x, action_find(STR("decline")), args, &place, &e)) {
	case SURE_GO_ON:
		counter_add(acts, "decline", args);
		go(x, in, "submit", acts);
		break;
	case SURE_ASKED:
		break;
	case SURE_AGAIN:
		show(x, in, &(struct showing){ .status = 200 });
		break;
	case SURE_REFUSED:
		refused(x, &e);
		break;
	}
}

/* ---- which button ---- */

/* Sent a second time (a double click, a page gone back to): what it made the first
 * time. Found by the key, for by now the person is known and the command another. False:
 * there is nothing left to do. */
static bool goes_on(struct exchange *x, const struct counter_in *in, struct counter_acts *s)
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
		counter_see(x, code);
	} else {
		struct counter_in again = *in;
		show(x, &again, &(struct showing){ .status = 409, .done_code = code });
	}
	return false;
}

void counter_send(struct exchange *x)
{
	struct str what = form_get(x->form, "do");
	struct counter_acts *acts = arena_new(x->a, struct counter_acts);
	struct counter_in in;
	struct err e;
	bool ends = str_is(what, "receive") || str_is(what, "ask") || str_is(what, "decline");
	if (!counter_read(x, &in, &e)) {
		reply_err(x, &e);
		return;
	}
	acts->refused = refused;
	if (ends && !goes_on(x, &in, acts)) {
		return;
	}
	if (ends && !counter_whole(x, &in)) {
		show(x, &in, &(struct showing){ .status = 422 });
	} else if (str_is(what, "receive")) {
		receive(x, &in, acts);
	} else if (str_is(what, "ask")) {
		ask(x, &in, acts);
	} else if (str_is(what, "decline")) {
		decline(x, &in, acts);
	} else {
		show(x, &in, &(struct showing){ .status = 200 });
	}
}
