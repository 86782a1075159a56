/* A submission that waits for its answer, at the counter. */
#include "page_counter.h"

#include "act_form.h"
#include "counter_act.h"
#include "counter_show.h"
#include "facts.h"
#include "noted.h"
#include "pages.h"
#include "sure.h"
#include "top.h"
#include "web_int.h"

#include <string.h>

enum { FACTS_MOST = 12 };

struct waiting {
	int status;
	struct err err;			/* of what was refused just now */
	bool refused;
	const char *notice;
	struct dossier_view d;
	struct counter_in in;
	struct intake_promise promise;
};

/* ---- the page ---- */

static struct str person_line(const struct exchange *x, const struct person_view *p)
{
	return p->phone.n > 0 ? str_fmt(x->a, "%.*s · %.*s", STR_ARG(p->name), STR_ARG(p->phone))
			      : p->name;
}

static void put_facts(const struct exchange *x, const struct dossier_view *d,
		      struct waiting_view *v)
{
	struct facts f = facts_start(x, FACTS_MOST);
	fact(x, &f, "dossier.owner", person_line(x, &d->owner));
	fact(x, &f, "dossier.submitter", d->submitter.id.v != d->owner.id.v
		? person_line(x, &d->submitter) : STR(""));
	fact(x, &f, "dossier.state", words_of(x, "dossier.state", str_of(state_name(d->state))));
	fact(x, &f, "dossier.channel",
	     words_of(x, "dossier.channel", str_of(channel_name(d->channel))));
	fact(x, &f, "dossier.submitted", words_moment(x, d->submitted_at));
	fact(x, &f, "counter.helping", d->helping.n > 0 && !str_eq(d->helping, d->receiving)
		? d->helping : STR(""));
	fact(x, &f, "dossier.competent", d->competent);
	v->facts = facts_view(&f);
}

/* The eight hours of rule 5. */
static void put_clock(const struct exchange *x, const struct dossier_view *d,
		      struct waiting_view *v)
{
	if (d->state == DOSSIER_ASKED || d->step_due == INSTANT_NONE) {
		return;
	}
	bool late = d->step_due < x->now;
	v->chip = (struct chip_view){ late ? CHIP_LATE : CHIP_OK, true,
		words0(x, late ? "counter.waiting.late" : "counter.waiting.open") };
	v->due = words1(x, "counter.waiting.due", "due", words_near(x, d->step_due, true));
}

static void render(struct exchange *x, const struct waiting *w)
{
	const struct dossier_view *d = &w->d;
	struct str key = form_get(x->form, "key");
	struct waiting_view v = {
		.top = top_inside(x, d->code), .key = key.n > 0 ? key : top_form_key(x),
		.code = d->code, .procedure = d->procedure,
		.owner = fact_name(x, &d->owner),
	};
	if (w->refused) {
		v.wrong = words_err(x, &w->err);
		v.hint = words_hint(x, &w->err);
	} else if (w->in.wrongs > 0) {
		v.wrong = words0(x, "counter.wrong");
	}
	if (w->notice) {
		v.notice = words0(x, w->notice);
	}
	put_clock(x, d, &v);
	put_facts(x, d, &v);
	v.texts.n = facts_typed(x, d, FACTS_ALL_TYPED, &v.texts.p);
	counter_answer_view(x, &w->in, &w->promise, &v.answer);
	page_counter_waiting(x->page, x->lang, &v);
	reply_page(x, w->status);
}

/* ---- reading ---- */

static bool look(struct exchange *x, struct waiting *w, struct err *e)
{
	struct asking ask = asking_inside(x);
	char me[ID_TEXT];
	struct intake_ask q = { .variant = form_get(x->form, "variant") };
	if (!app_dossier_view(x->app, x->a, &ask, x->person, x->param[0], &w->d, e)) {
		return false;
	}
	if (!str_to_int64(form_get(x->form, "pages"), &q.pages) ||
	    !str_to_int64(form_get(x->form, "copies"), &q.copies)) {
		q.pages = q.copies = 1;
	}
	return counter_read_answer(x, &w->d, &w->in, e) &&
	       app_answer_promise(x->app, x->a, &ask, str_of(id_text('p', x->person.v, me)),
				  w->d.code, &q, &w->promise, e);
}

static bool waits(const struct dossier_view *d)
{
	return d->state == DOSSIER_SUBMITTED || d->state == DOSSIER_ASKED;
}

/* The reader has looked anew since: what stood in the first view may be gone. */
static void noted(struct exchange *x)
{
	struct waiting *w = x->state;
	struct wrong_in wrong[WRONGS_MOST];
	size_t wrongs = w->in.wrongs;
	struct err e;
	memcpy(wrong, w->in.wrong, sizeof(wrong));
	if (!look(x, w, &e)) {
		reply_err(x, &e);
	} else {
		memcpy(w->in.wrong, wrong, sizeof(wrong));
		w->in.wrongs = wrongs;
		render(x, w);
	}
}

static void show(struct exchange *x, struct waiting *w, int status)
{
	w->status = status;
	if (!waits(&w->d)) {
		counter_see(x, w->d.code);
		return;
	}
	x->state = w;
	exchange_noted(x, &w->d.note, noted);
}

void counter_waiting(struct exchange *x)
{
	struct waiting *w = arena_new(x->a, struct waiting);
	struct err e;
	if (!look(x, w, &e)) {
		reply_err(x, &e);
		return;
	}
	show(x, w, 200);
}

/* ---- answering ---- */

static void refused(struct exchange *x, const struct err *e)
{
	struct waiting *w = arena_new(x->a, struct waiting);
	struct err why;
	w->err = *e;
	w->refused = true;
	if (!look(x, w, &why)) {
		reply_err(x, &why);
		return;
	}
	show(x, w, refused_status(e));
}

static struct json *received(struct exchange *x, bool papers, struct err *e)
{
	struct json *all, *out = json_new_obj(x->a);
	if (!act_args(x, action_find(STR("receive")), &all, e)) {
		return NULL;
	}
	if (papers && json_get(all, "papers")) {
		json_set(x->a, out, "papers", json_get(all, "papers"));
	}
	if (json_get(all, "variant")) {
		json_set(x->a, out, "variant", json_get(all, "variant"));
	}
	return out;
}

static void receive(struct exchange *x, struct waiting *w, struct counter_acts *acts)
{
	struct json *args;
	struct err e;
	if (w->promise.refused) {
		refused(x, &w->promise.refusal);
		return;
	}
	if (w->in.fresh_list || !counter_was_seen(x, w->d.code, w->promise.due)) {
		w->notice = "counter.look_again";
		show(x, w, 200);
		return;
	}
	counter_check_papers(x, &w->in);
	if (w->in.wrongs > 0) {
		show(x, w, 422);
		return;
	}
	if (w->d.state == DOSSIER_ASKED) {
		counter_add(acts, "complete_at_intake", json_new_obj(x->a));
	}
	args = received(x, true, &e);
	if (!args) {
		refused(x, &e);
		return;
	}
	counter_add(acts, "receive", args);
	if (w->promise.has_fee) {
		counter_add_fee(x, acts);
	}
	counter_go(x, acts);
}

/* A refusal is asked about once more: form 03 cannot be taken back. */
static void decline(struct exchange *x, struct waiting *w, struct counter_acts *acts,
		    struct json *args)
{
	struct sure_place place = { w->d.code, str_fmt(x->a, "/counter/online/%.*s",
						       STR_ARG(http_encode(x->a, w->d.code))) };
	struct err e = { 0 };
	json_set_str(x->a, args, "dossier", w->d.code);
	switch (sure_ask(x, action_find(STR("decline")), args, &place, &e)) {
	case SURE_GO_ON:
		counter_add(acts, "decline", args);
		counter_go(x, acts);
		break;
	case SURE_ASKED:
		break;
	case SURE_AGAIN:
		show(x, w, 200);
		break;
	case SURE_REFUSED:
		refused(x, &e);
		break;
	}
}

void counter_answer(struct exchange *x)
{
	struct waiting *w = arena_new(x->a, struct waiting);
	struct counter_acts *acts = arena_new(x->a, struct counter_acts);
	struct str what = form_get(x->form, "do");
	struct json *args;
	struct err e;
	if (!look(x, w, &e)) {
		reply_err(x, &e);
		return;
	}
	acts->refused = refused;
	acts->code = str_dup(x->a, w->d.code);
	if (!waits(&w->d) || str_is(what, "look") || str_is(what, "all")) {
		show(x, w, 200);
	} else if (str_is(what, "receive")) {
		receive(x, w, acts);
	} else if (str_is(what, "ask") && counter_asked(x, &w->in, &args)) {
		counter_add(acts, "ask_at_intake", args);
		counter_go(x, acts);
	} else if (str_is(what, "decline") && counter_declined(x, &w->in, &args)) {
		decline(x, w, acts, args);
	} else {
		show(x, w, 422);
	}
}
