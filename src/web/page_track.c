/* The tracking pages: the question, and what the citizen may see. */
#include "page_track.h"

#include "form.h"
#include "guard.h"
#include "late_words.h"
#include "page_forms.h"
#include "pages.h"
#include "pass.h"
#include "top.h"
#include "view_track.h"
#include "web_int.h"
#include "word_event.h"

#include "app/receipt.h"
#include "app/track.h"
#include "app/world.h"

#include "core/log_proof.h"

/* ---- the question ---- */

static void ask(struct exchange *x, int status, struct str code, const struct err *wrong)
{
	struct track_ask_view v = {
		.top = top_public(x, words0(x, "track.title"), SECTION_TRACK),
		.code = { .name = STR("code"), .label = words0(x, "track.code"), .value = code,
			  .hint = words0(x, "track.code.hint"), .max = 40, .required = true,
			  .autocomplete = STR("off"), .focus = code.n == 0 },
		.digits = { .name = STR("digits"), .label = words0(x, "track.digits"),
			    .hint = words0(x, "track.digits.hint"), .inputmode = STR("numeric"),
			    .pattern = STR("[0-9]{4}"), .max = TRACK_DIGITS, .required = true,
			    .autocomplete = STR("off"), .focus = code.n > 0 },
	};
	if (wrong) {
		v.wrong = words_err(x, wrong);
		v.hint = words_hint(x, wrong);
	}
	page_track_ask(x->page, x->lang, &v);
	reply_page(x, status);
}

void track_form(struct exchange *x)
{
	ask(x, 200, form_get(x->form, "code"), NULL);
}

/* ---- the answer ---- */

static void put_place(const struct exchange *x, const struct track_view *t,
		      struct track_page_view *v)
{
	v->closed = words_moment(x, t->closed_at);
	if (t->closed_at != INSTANT_NONE || t->holder.kind == PARTY_NONE) {
		return;
	}
	v->holder = words_seat(x, &t->holder);
	v->since = words_near(x, t->holder_from, true);
	v->citizen = t->holder.kind == PARTY_CITIZEN;
	v->outside = t->holder.unit.n == 0;
	v->contact = words_person(x, t->contact);
	if (t->step.n > 0 && t->step_due != INSTANT_NONE) {
		v->step = t->step;
		v->step_due = words_near(x, t->step_due, true);
	}
}

static struct track_wanted_view wanted_view(const struct exchange *x, const struct track_view *t,
					    const struct track_asked *k)
{
	static const char *const keys[] = {
		[NOTICE_SUPPLEMENT] = "track.wanted.supplement",
		[NOTICE_PAYMENT] = "track.wanted.payment",
		[NOTICE_RESULT] = "track.wanted.result",
	};
	struct text_arg args[] = { { "day", words_date(x, k->asked_at) },
				   { "amount", words_money(x, k->amount) },
				   { "unit", t->receiving } };
	struct track_wanted_view v = { .papers = { k->paper, k->papers } };
	v.text = words(x, keys[k->kind], args, ARRAY_LEN(args));
	v.how = words(x, str_fmt(x->a, "%s.how", keys[k->kind]).p, args, ARRAY_LEN(args));
	if (k->until != INSTANT_NONE) {
		v.until = words1(x, "track.wanted.until", "until", words_moment(x, k->until));
	}
	return v;
}

struct track_events_view track_events(const struct exchange *x, const struct history *h)
{
	struct track_event_view *out = arena_array(x->a, struct track_event_view, h->n);
	size_t n = 0;
	for (size_t i = h->n; i > 0; i--) {
		const struct event *ev = &h->event[i - 1];
		if (!ev->minor) {
			struct event_words w = words_event(x, ev, LABEL_PUBLIC);
			out[n++] = (struct track_event_view){ words_stamp(x, ev->at), w.text,
							      w.detail, w.bad };
		}
	}
	return (struct track_events_view){ out, n };
}

static void put_wanted(const struct exchange *x, const struct track_view *t,
		       struct track_page_view *v)
{
	struct track_wanted_view *wanted =
		arena_array(x->a, struct track_wanted_view, t->askeds);
	size_t n = 0;
	for (size_t i = 0; i < t->askeds; i++) {
		if (t->asked[i].kind != NOTICE_RESULT) {
			wanted[n++] = wanted_view(x, t, &t->asked[i]);
		}
	}
	v->wanted.p = wanted;
	v->wanted.n = n;
}

static struct str came(const struct exchange *x, const struct track_view *t)
{
	bool received = t->received_at != INSTANT_NONE;
	struct text_arg args[] = {
		{ "at", words_moment(x, received ? t->received_at : t->submitted_at) },
		{ "unit", t->receiving },
	};
	return words(x, received ? "track.received" : "track.submitted", args, ARRAY_LEN(args));
}

/* In threes, as people read numbers out. A look by the office is not the citizen's: the
 * code would be the clerk's own word. */
static struct str pickup(const struct exchange *x, const struct track_view *t)
{
	struct str code = str_of(t->pickup), head, tail;
	if (guard_by_office(x) || code.n == 0) {
		return STR("");
	}
	head = str_sub(code, 0, PICKUP_DIGITS / 2);
	tail = str_sub(code, PICKUP_DIGITS / 2, PICKUP_DIGITS);
	return str_fmt(x->a, "%.*s %.*s", STR_ARG(head), STR_ARG(tail));
}

/* Said on the page until there is a result: sorry, by whom, and the one new date. */
static void put_sorry(const struct exchange *x, const struct track_view *t,
		      struct track_page_view *v)
{
	const struct apology_state *p = &t->apology;
	struct text_arg args[] = {
		{ "unit", p->cause }, { "due", words_moment(x, t->first_due) },
		{ "again", words_moment(x, t->due) }, { "days", str_int(x->a, p->late_days) },
		{ "amount", words_money(x, p->compensation) },
	};
	if (p->signed_at != INSTANT_NONE && !v->over) {
		v->sorry = words(x, "track.sorry.text", args, ARRAY_LEN(args));
		v->again = t->due != INSTANT_NONE
			 ? words(x, "track.sorry.again", args, ARRAY_LEN(args)) : STR("");
	}
	if (p->compensation > 0) {
		v->compensation = words(x, "track.sorry.compensation", args, ARRAY_LEN(args));
	}
}

static void show(struct exchange *x, const struct track_view *t)
{
	bool over = t->ready_at != INSTANT_NONE || t->closed_at != INSTANT_NONE;
	struct track_page_view v = {
		.top = top_public(x, t->code, SECTION_TRACK),
		.code = t->code, .procedure = t->procedure, .owner = t->owner, .came = came(x, t),
		.chip = words_chip(x, &t->ribbon, t->state == DOSSIER_WAITING, over),
		.ribbon = words_ribbon(x, &t->ribbon, NULL),
		.undone = t->state == DOSSIER_UNDONE,
		.limit = words_limit(x, t->limit), .due_short = words_day(x, t->due),
		.due_long = words_moment(x, t->due), .may_collect = t->may_collect,
		.pickup = pickup(x, t),
		.phone = over ? STR("") : t->phone, .receiving = t->receiving, .over = over,
		.entries = (int64_t)t->history.n, .first_entry = t->history.first_seq,
		.last_entry = t->history.last_seq,
	};
	if (t->decision != DECISION_NONE) {
		v.decision = words_of(x, "track.decision", str_of(decision_name(t->decision)));
	}
	if (t->received_at != INSTANT_NONE) {
		v.proof = str_fmt(x->a, "/track/%.*s/proof", STR_ARG(t->code));
	}
	v.chip.large = true;
	v.forms = form_links(x, "/track", t->code, &t->forms, true);
	v.trace.n = words_trace(x, &t->trace, &v.trace.p);
	put_place(x, t, &v);
	put_sorry(x, t, &v);
	v.late = late_parts(x, &t->late);
	put_wanted(x, t, &v);
	v.events = track_events(x, &t->history);
	v.prove = str_fmt(x->a, "/track/%.*s/proved", STR_ARG(t->code));
	page_track_page(x->page, x->lang, &v);
	reply_page(x, 200);
}

void track_open(struct exchange *x)
{
	struct asking asking = asking_public(x);
	struct str code = form_get(x->form, "code");
	struct track_view t;
	struct err e;
	const struct try tried[] = { { TRY_CODE, code }, { TRY_ADDRESS, guard_address(x) } };
	int64_t until;
	/* Counted before it is known whether it is right, so that many at once are no way
	 * around the limit (rule 41). */
	if (!tries_begin(x->web->o.tries, tried, ARRAY_LEN(tried), world_clock(), &until)) {
		err_set(&e, ERR_LIMIT, "track.tries", NULL);
		ask(x, 429, code, &e);
		return;
	}
	if (!app_track(x->app, x->a, &asking, code, form_get(x->form, "digits"), &t, &e)) {
		if (e.code == ERR_NOT_FOUND) {
			ask(x, 404, code, &e);
		} else {
			reply_err(x, &e);
		}
		return;
	}
	tries_right(x->web->o.tries, tried, ARRAY_LEN(tried));
	reply_see(x, str_fmt(x->a, "/track/%.*s", STR_ARG(http_encode(x->a, t.code))));
	pass_give(x, t.code);
}

/* ---- what is opened has arrived (rule 4) ---- */

struct opening {
	struct str code;
	int32_t last;			/* number of the notice entered last, 0 none */
};

/* The next notice on the page that nothing proves to have arrived. */
static const struct track_asked *unopened(const struct track_view *t, int32_t after)
{
	for (size_t i = 0; i < t->askeds; i++) {
		if (t->asked[i].unopened && t->asked[i].number > after) {
			return &t->asked[i];
		}
	}
	return NULL;
}

/* By a key of the notice, so that it is entered once however often it is opened. */
static void enter_opened(struct exchange *x, const struct track_view *t,
			 const struct track_asked *k, handler_fn *then)
{
	struct json *args = json_new_obj(x->a);
	json_set_str(x->a, args, "dossier", t->code);
	json_set_str(x->a, args, "notice", str_of(notice_name(k->kind)));
	json_set_str(x->a, args, "how", STR("tracking"));
	exchange_enter(x, "notice_delivered", args,
		       str_fmt(x->a, "opened-%.*s-%d", STR_ARG(t->code), (int)k->number), then);
}

/*
 * Enters what is opened, one notice after the other, then shows the page. Not for the
 * office: a look by it is no opening by the citizen. One that cannot be entered counts
 * as not opened, which costs the citizen nothing.
 */
static void show_opened(struct exchange *x)
{
	struct asking asking = asking_public(x);
	struct opening *o = x->state;
	const struct track_asked *k;
	struct track_view t;
	struct err e;
	if (!app_track_known(x->app, x->a, &asking, o->code, &t, &e)) {
		reply_err(x, &e);
		return;
	}
	k = guard_by_office(x) || x->in->method != HTTP_GET ? NULL : unopened(&t, o->last);
	if (!k) {
		show(x, &t);
		if (o->last == 0) {
			kept_put(x);	/* nothing is to be entered when it is asked for again */
		}
		return;
	}
	o->last = k->number;
	enter_opened(x, &t, k, show_opened);
}

void track_show(struct exchange *x)
{
	struct opening *o = arena_new(x->a, struct opening);
	o->code = x->param[0];
	x->state = o;
	if (!pass_holds(x, o->code)) {
		ask(x, 200, o->code, NULL);
	} else if (kept_find(x)) {
		reply_page(x, 200);
	} else {
		show_opened(x);
	}
}

/* ---- the proof that it stands in the ledger ---- */

static bool prove(struct ticket *t, struct app *app, struct err *e)
{
	struct exchange *x = t->ctx;
	struct str *out = x->state;
	struct buf b;
	buf_init(&b, LOG_PROOF_MOST);
	bool ok = app_proof(app, x->a, x->param[0], &b, e);
	*out = ok ? str_dup(x->a, buf_view(&b)) : STR("");
	buf_done(&b);
	return ok;
}

static void proved(struct exchange *x)
{
	const struct str *proof = x->state;
	if (!x->ticket.answer.ok) {
		reply_err(x, &x->ticket.answer.err);
		return;
	}
	buf_str(x->page, *proof);
	reply_text(x, 200, "text/plain; charset=utf-8");
	http_field(&x->out, "Content-Disposition",
		   str_fmt(x->a, "attachment; filename=\"%.*s.tlog-proof\"",
			   STR_ARG(http_encode(x->a, x->param[0]))));
}

void track_proof(struct exchange *x)
{
	if (pass_holds(x, x->param[0])) {
		x->state = arena_new(x->a, struct str);
		exchange_job(x, prove, proved);
	} else {
		ask(x, 200, x->param[0], NULL);
	}
}
