/* The officer's page of one dossier. */
#include "page_dossier.h"

#include "act_form.h"
#include "action_view.h"
#include "counter_in.h"
#include "dossier_parts.h"
#include "facts.h"
#include "late_words.h"
#include "noted.h"
#include "pages.h"
#include "papers_view.h"
#include "pickup_tries.h"
#include "signal_words.h"
#include "sure.h"
#include "top.h"
#include "trail.h"
#include "web_int.h"

#include <string.h>

/* ---- its head ---- */

/* Of the step while there is one with a due of its own, else of the dossier. */
static struct chip_view step_chip(const struct exchange *x, const struct dossier_view *d)
{
	bool over = d->ready_at != INSTANT_NONE || d->closed_at != INSTANT_NONE;
	struct chip_view c = words_chip(x, &d->ribbon, d->state == DOSSIER_WAITING, over);
	if (d->state == DOSSIER_OPEN && d->step_due != INSTANT_NONE) {
		bool late = x->now > d->step_due;
		int64_t s = d->step_left_s < 0 ? -d->step_left_s : d->step_left_s;
		c.kind = late ? CHIP_LATE : s < WORKING_DAY_S ? CHIP_NEAR : CHIP_OK;
		c.text = words1(x, late ? "dossier.step.late" : "dossier.step.left", "time",
				words_work(x, s));
	}
	c.large = true;
	return c;
}

/* Whose it is, and since when. */
static struct str held_words(const struct exchange *x, const struct dossier_view *d)
{
	struct text_arg args[] = { { "who", words_seat(x, &d->holder) },
				   { "person", words_person(x, d->holder.person_id) },
				   { "since", words_near(x, d->held_from, true) } };
	if (d->held_from == INSTANT_NONE) {
		return STR("");
	}
	const char *key = d->holder.person_id.v == 0 ? "dossier.waits"
			: d->holder.person_id.v == x->person.v ? "dossier.held.you"
			: "dossier.held";
	return words(x, key, args, ARRAY_LEN(args));
}

/* ---- where one came from, and what was just done ---- */

static void put_trail(struct exchange *x, struct dossier_page_view *v)
{
	struct trail t = trail_read(x);
	struct neighbours n = trail_neighbours(x, &t, v->code);
	v->back = t.path.n > 0
		? (struct link_view){ .text = t.title, .href = trail_back(x, &t) }
		: (struct link_view){ .text = words0(x, "nav.work"), .href = STR("/work") };
	v->before = n.before.n > 0 ? trail_dossier(x, &t, n.before) : STR("");
	v->after = n.after.n > 0 ? trail_dossier(x, &t, n.after) : STR("");
}

/* After an action: what was done, and the one that came after it in the list. */
static void put_done(struct exchange *x, const struct dossier_view *d,
		     struct dossier_page_view *v)
{
	struct trail t = trail_read(x);
	struct form query = { 0 };
	struct err e;
	if (x->in->method == HTTP_POST || !form_parse(x->a, x->in->query, &query, &e)) {
		return;
	}
	const struct action *action = action_find(form_get(&query, "done"));
	struct str next = form_get(&query, "next");
	if (!action) {
		return;
	}
	v->done_verb = str_of(action->name);
	bool asked = str_is(v->done_verb, "send_back") && d->asked_backs > 0 &&
		     d->asked_back[d->asked_backs - 1].end == RETURN_OPEN;
	v->done = words1(x, "dossier.done", "what",
			 asked ? words0(x, "kind.return_asked")
			       : words_of(x, "do", v->done_verb));
	if (next.n > 0 && !str_eq(next, d->code)) {
		v->next = (struct link_view){ .text = next, .href = trail_dossier(x, &t, next) };
	}
}

/* Taken out of turn by whoever reads: the page says that it stands on record. */
static bool was_chosen(const struct exchange *x, const struct dossier_view *d)
{
	bool chosen = false;
	for (size_t i = 0; i < d->history.n; i++) {
		const struct event *ev = &d->history.event[i];
		if (ev->kind == KIND_TAKEN) {
			chosen = ev->chosen && ev->actor.v == x->person.v;
		}
	}
	return chosen && d->state == DOSSIER_OPEN && d->taken_at != INSTANT_NONE &&
	       d->holder.person_id.v == x->person.v;
}

/* ---- the page ---- */

struct showing {
	int status;
	struct dossier_view d;
	struct signal_lines signals;	/* those that whoever looks may see */
	struct refused refused;
};

/* What was refused is said at its form; here when there is none, or it cannot be
 * unfolded: the dossier has moved on, or the button was all of it. */
static void put_refused(const struct exchange *x, const struct refused *r,
			struct dossier_page_view *v)
{
	bool at_form = v->papers.upload.open;
	for (size_t i = 0; i < v->actions.n; i++) {
		at_form = at_form || v->actions.p[i].open;
	}
	if (r->verb.n > 0 && r->err.code != ERR_NONE && !at_form) {
		v->wrong = words_err(x, &r->err);
		v->hint = words_hint(x, &r->err);
	}
}

static void render(struct exchange *x)
{
	struct showing *s = x->state;
	const struct dossier_view *d = &s->d;
	struct dossier_page_view v = {
		.top = top_inside(x, d->code), .code = d->code, .procedure = d->procedure,
		.owner = fact_name(x, &d->owner),
		.step = d->step, .chip = step_chip(x, d),
		.ribbon = words_ribbon(x, &d->ribbon, &d->history),
		.held = held_words(x, d), .due_long = words_moment(x, d->due),
	};
	if (d->due != INSTANT_NONE) {
		v.due = words1(x, "dossier.promised_for", "due", words_near(x, d->due, true));
	}
	v.papers = papers_view(x, d);
	v.papers.upload = upload_view(x, d, STR(""), &s->refused);
	v.chosen = was_chosen(x, d);
	put_trail(x, &v);
	put_done(x, d, &v);
	put_opinions(x, d, &v);
	put_contests(x, d, &v);
	put_returns(x, d, &v);
	v.signals = words_signals(x, &s->signals);
	v.late = late_parts(x, &d->late);
	put_events(x, d, &v);
	put_facts(x, d, &v);
	v.trace.n = words_trace(x, &d->trace, &v.trace.p);
	v.actions.n = action_views(x, d, &s->refused, &v.actions.p);
	put_refused(x, &s->refused, &v);
	page_dossier_page(x->page, x->lang, &v);
	reply_page(x, s->status);
}

static void show(struct exchange *x, int status, const struct refused *refused)
{
	struct asking ask = asking_inside(x);
	struct showing *s = arena_new(x->a, struct showing);
	struct trail t = trail_read(x);
	struct err e;
	if (!app_dossier_view(x->app, x->a, &ask, x->person, x->param[0], &s->d, &e) ||
	    !app_signals_of(x->app, x->a, &ask, x->person, s->d.id, &s->signals, &e)) {
		/* What was done has taken it out of their sight. */
		if (t.done.n > 0 && e.code == ERR_DENIED) {
			reply_see(x, t.path.n > 0 ? trail_back(x, &t) : STR("/work"));
		} else {
			reply_err(x, &e);
		}
		return;
	}
	s->status = status;
	if (refused) {
		s->refused = *refused;
	}
	x->state = s;
	exchange_noted(x, &s->d.note, render);
}

void dossier_show(struct exchange *x)
{
	show(x, 200, NULL);
}

/* ---- acting ---- */

void dossier_refused(struct exchange *x, struct str verb, const struct err *e)
{
	struct refused r = { .verb = verb, .err = *e };
	int status = refused_status(e);
	show(x, status, &r);
}

static void show_refused(struct exchange *x, const struct err *e)
{
	dossier_refused(x, x->param[1], e);
}

struct acting {
	struct trail trail;
	struct neighbours beside;	/* before it left the list */
};

static void acted(struct exchange *x)
{
	const struct acting *act = x->state;
	pickup_tries_settle(x, x->command.args);
	if (x->ticket.answer.ok) {
		reply_see(x, trail_done(x, &act->trail, x->param[0], x->param[1],
					act->beside.after));
	} else {
		show_refused(x, &x->ticket.answer.err);
	}
}

/* The button that was pressed says where it goes. */
static void put_outcome(struct exchange *x, struct json *args)
{
	struct form query;
	struct str outcome;
	struct err e;
	if (form_parse(x->a, x->in->query, &query, &e) &&
	    (outcome = form_get(&query, "outcome")).n > 0) {
		json_set_str(x->a, args, "outcome", outcome);
	}
}

/* A procedure is typed for as at the reception; the second question tells which it is. */
static bool put_procedure(struct exchange *x, const struct action *action, struct json *args,
			  struct err *e)
{
	struct counter_in in = { 0 };
	if (strcmp(action->name, "correct_procedure") != 0 ||
	    form_get(x->form, "procedure-find").n == 0) {
		return true;
	}
	if (!counter_read_procedure(x, &in, e)) {
		return false;
	}
	if (!in.chosen) {
		return err_set(e, ERR_INVALID, "intake.procedure", "procedure",
			       str_cstr(x->a, in.procedure_find), NULL);
	}
	json_set_str(x->a, args, "procedure", in.chosen->code);
	return true;
}

static bool surely(struct exchange *x, const struct action *action, const struct json *args,
		   const struct trail *t)
{
	struct sure_place place = { x->param[0], trail_dossier(x, t, x->param[0]) };
	struct err e = { 0 };
	switch (sure_ask(x, action, args, &place, &e)) {
	case SURE_GO_ON:
		return true;
	case SURE_ASKED:
		return false;
	case SURE_AGAIN:
		show(x, 200, &(struct refused){ .verb = x->param[1] });
		return false;
	case SURE_REFUSED:
		show_refused(x, &e);
		return false;
	}
	return false;
}

void dossier_act(struct exchange *x)
{
	const struct action *action = action_find(x->param[1]);
	struct acting *act = arena_new(x->a, struct acting);
	struct json *args;
	struct err e;
	if (!action || action->target != TARGET_DOSSIER) {
		reply_status(x, 404);
		return;
	}
	if (!act_args(x, action, &args, &e) || !put_procedure(x, action, args, &e)) {
		show_refused(x, &e);
		return;
	}
	json_set_str(x->a, args, "dossier", x->param[0]);
	put_outcome(x, args);
	act->trail = trail_read(x);
	if (!surely(x, action, args, &act->trail)) {
		return;
	}
	if (!pickup_tries_begin(x, args, &e)) {
		show_refused(x, &e);
		return;
	}
	act->beside = trail_neighbours(x, &act->trail, x->param[0]);
	x->state = act;
	exchange_act(x, action->name, args, form_get(x->form, "key"), acted);
}
