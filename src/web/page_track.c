/* The tracking pages: the question, and what the citizen may see. */
#include "page_track.h"

#include "form.h"
#include "guard.h"
#include "pages.h"
#include "pass.h"
#include "top.h"
#include "view_track.h"
#include "web_int.h"
#include "word_event.h"

#include "app/track.h"
#include "app/world.h"

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

static struct str where_now(const struct exchange *x, const struct track_view *t)
{
	struct text_arg args[] = {
		{ "who", words_seat(x, &t->holder) }, { "step", t->step },
		{ "since", words_near(x, t->holder_from, true) },
		{ "due", words_near(x, t->step_due, true) },
		{ "closed", words_moment(x, t->closed_at) },
	};
	const char *key = t->closed_at != INSTANT_NONE ? "track.now.closed"
			: t->holder.kind == PARTY_NONE ? "track.now.none"
			: t->holder.unit.n == 0 ? "track.now.outside"
			: t->step.n == 0 || t->step_due == INSTANT_NONE ? "track.now.held"
			: "track.now.step";
	return words(x, key, args, ARRAY_LEN(args));
}

static struct track_wanted_view wanted_view(const struct exchange *x, const struct track_asked *k)
{
	static const char *const keys[] = {
		[NOTICE_SUPPLEMENT] = "track.wanted.supplement",
		[NOTICE_PAYMENT] = "track.wanted.payment",
		[NOTICE_RESULT] = "track.wanted.result",
	};
	struct text_arg args[] = { { "day", words_date(x, k->asked_at) },
				   { "amount", words_money(x, k->amount) } };
	struct track_wanted_view v = { .papers = { k->paper, k->papers } };
	v.text = words(x, keys[k->kind], args, ARRAY_LEN(args));
	if (k->until != INSTANT_NONE) {
		v.until = words1(x, "track.wanted.until", "until", words_moment(x, k->until));
	}
	return v;
}

/* Newest first; what only moves inside an office is left out. */
static void events_view(const struct exchange *x, const struct history *h,
			struct track_page_view *v)
{
	struct track_event_view *out = arena_array(x->a, struct track_event_view, h->n);
	size_t n = 0;
	for (size_t i = h->n; i > 0; i--) {
		const struct event *ev = &h->event[i - 1];
		if (!ev->minor) {
			struct event_words w = words_event(x, ev);
			out[n++] = (struct track_event_view){ words_stamp(x, ev->at), w.text,
							      w.detail, w.bad };
		}
	}
	v->events.p = out;
	v->events.n = n;
}

static void show(struct exchange *x, const struct track_view *t)
{
	struct track_wanted_view *wanted =
		arena_array(x->a, struct track_wanted_view, t->askeds);
	size_t n = 0;
	for (size_t i = 0; i < t->askeds; i++) {
		if (t->asked[i].kind != NOTICE_RESULT) {
			wanted[n++] = wanted_view(x, &t->asked[i]);
		}
	}
	bool over = t->ready_at != INSTANT_NONE || t->closed_at != INSTANT_NONE;
	struct text_arg came[] = {
		{ "at", words_moment(x, t->received_at != INSTANT_NONE ? t->received_at
								     : t->submitted_at) },
		{ "unit", t->receiving },
	};
	struct track_page_view v = {
		.top = top_public(x, t->code, SECTION_TRACK),
		.code = t->code, .procedure = t->procedure, .owner = t->owner,
		.came = words(x, t->received_at != INSTANT_NONE ? "track.received"
							      : "track.submitted",
			      came, ARRAY_LEN(came)),
		.chip = words_chip(x, &t->ribbon, t->state == DOSSIER_WAITING, over),
		.ribbon = words_ribbon(x, &t->ribbon, NULL),
		.limit = words_limit(x, t->limit), .due_short = words_day(x, t->due),
		.due_long = words_moment(x, t->due), .where = where_now(x, t),
		.may_collect = t->may_collect, .wanted = { wanted, n },
		.entries = (int64_t)t->history.n, .first_entry = t->history.first_seq,
		.last_entry = t->history.last_seq,
	};
	if (t->decision != DECISION_NONE) {
		v.decision = words_of(x, "track.decision", str_of(decision_name(t->decision)));
	}
	v.chip.large = true;
	v.trace.n = words_trace(x, &t->trace, &v.trace.p);
	events_view(x, &t->history, &v);
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
	exchange_act(x, "notice_delivered", args,
		     str_fmt(x->a, "opened-%.*s-%d", STR_ARG(t->code), (int)k->number), then);
}

/*
 * Enters what is opened, one notice after the other, then shows the page. Not for
 * whoever is signed in: a look by the office is no opening by the citizen. One that
 * cannot be entered counts as not opened, which costs the citizen nothing.
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
	k = x->signed_in || x->in->method != HTTP_GET ? NULL : unopened(&t, o->last);
	if (!k) {
		show(x, &t);
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
	if (pass_holds(x, o->code)) {
		show_opened(x);
	} else {
		ask(x, 200, o->code, NULL);
	}
}
