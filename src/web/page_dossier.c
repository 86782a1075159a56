/* The officer's page of one dossier. */
#include "page_dossier.h"

#include "act_form.h"
#include "action_view.h"
#include "pages.h"
#include "papers_view.h"
#include "top.h"
#include "trail.h"
#include "web_int.h"
#include "word_event.h"

#include <string.h>

/* ---- parts ---- */

static void put_texts(const struct exchange *x, const struct dossier_view *d,
		      struct dossier_page_view *v)
{
	struct text_line_view *out = arena_array(x->a, struct text_line_view, d->texts);
	for (size_t i = 0; i < d->texts; i++) {
		const struct text_view *t = &d->text[i];
		out[i] = (struct text_line_view){ words_stamp(x, t->at),
			words_of(x, "field", t->field),
			t->erased ? words0(x, "dossier.erased") : t->value };
	}
	v->texts.p = out;
	v->texts.n = d->texts;
}

static void put_events(const struct exchange *x, const struct dossier_view *d,
		       struct dossier_page_view *v)
{
	const struct history *h = &d->history;
	struct event_line_view *out = arena_array(x->a, struct event_line_view, h->n);
	for (size_t i = 0; i < h->n; i++) {
		const struct event *ev = &h->event[h->n - 1 - i];
		struct event_words w = words_event(x, ev);
		out[i] = (struct event_line_view){ words_stamp(x, ev->at),
			words_person(x, ev->actor), w.text, w.detail, w.bad };
	}
	v->events.p = out;
	v->events.n = h->n;
}

struct facts {
	struct fact_view *list;
	size_t n;
};

static void fact(const struct exchange *x, struct facts *f, const char *key, struct str value)
{
	if (value.n > 0) {
		f->list[f->n++] = (struct fact_view){ words0(x, key), value };
	}
}

static struct str person_line(const struct exchange *x, const struct person_view *p)
{
	struct str parts[] = { p->name, p->birth, p->id_number, p->phone, p->email, p->address };
	struct buf b;
	if (p->erased) {
		return words0(x, "dossier.erased");
	}
	buf_init(&b, 1 << 16);
	for (size_t i = 0; i < ARRAY_LEN(parts); i++) {
		if (parts[i].n > 0) {
			buf_text(&b, b.n > 0 ? " · " : "");
			buf_str(&b, parts[i]);
		}
	}
	struct str s = str_dup(x->a, buf_view(&b));
	buf_done(&b);
	return s;
}

static void put_facts(const struct exchange *x, const struct dossier_view *d,
		      struct dossier_page_view *v)
{
	struct facts f = { arena_array(x->a, struct fact_view, 24), 0 };
	fact(x, &f, "dossier.owner", person_line(x, &d->owner));
	fact(x, &f, "dossier.submitter", person_line(x, &d->submitter));
	fact(x, &f, "dossier.proxy", person_line(x, &d->proxy));
	fact(x, &f, "dossier.state", words_of(x, "dossier.state", str_of(state_name(d->state))));
	fact(x, &f, "dossier.channel",
	     words_of(x, "dossier.channel", str_of(channel_name(d->channel))));
	fact(x, &f, "dossier.submitted", words_moment(x, d->submitted_at));
	fact(x, &f, "dossier.received", words_moment(x, d->received_at));
	fact(x, &f, "dossier.receiving", d->receiving);
	fact(x, &f, "dossier.competent", d->competent);
	fact(x, &f, "dossier.limit", words_limit(x, d->limit));
	fact(x, &f, "dossier.promised", words_moment(x, d->first_due));
	fact(x, &f, "dossier.apology_by", words_moment(x, d->apology_by));
	fact(x, &f, "dossier.ready", words_moment(x, d->ready_at));
	fact(x, &f, "dossier.delivered", words_moment(x, d->delivered_at));
	fact(x, &f, "dossier.law", str_fmt(x->a, "%.*s · %.*s · %lld", STR_ARG(d->rule_set),
					   STR_ARG(d->procedure_code), (long long)d->version));
	v->facts.p = f.list;
	v->facts.n = f.n;
}

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

/* ---- where one came from ---- */

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

/* ---- the page ---- */

struct showing {
	int status;
	struct dossier_view d;
	struct refused refused;
};

static void render(struct exchange *x)
{
	struct showing *s = x->state;
	const struct dossier_view *d = &s->d;
	struct dossier_page_view v = {
		.top = top_inside(x, d->code), .code = d->code, .procedure = d->procedure,
		.owner = d->owner.erased ? words0(x, "dossier.erased") : d->owner.name,
		.step = d->step, .chip = step_chip(x, d),
		.ribbon = words_ribbon(x, &d->ribbon, &d->history),
		.held = held_words(x, d), .due_long = words_moment(x, d->due),
	};
	if (d->due != INSTANT_NONE) {
		v.due = words1(x, "dossier.promised_for", "due", words_near(x, d->due, true));
	}
	v.papers = papers_view(x, d);
	v.papers.upload = upload_view(x, d, STR(""), &s->refused);
	put_trail(x, &v);
	put_texts(x, d, &v);
	put_events(x, d, &v);
	put_facts(x, d, &v);
	v.trace.n = words_trace(x, &d->trace, &v.trace.p);
	v.actions.n = action_views(x, d, &s->refused, &v.actions.p);
	page_dossier_page(x->page, x->lang, &v);
	reply_page(x, s->status);
}

/* The opening is on record before the page is sent (rule 42). */
static bool note_access(struct ticket *t, struct app *app, struct err *e)
{
	struct exchange *x = t->ctx;
	const struct showing *s = x->state;
	return access_write(app, x->a, &s->d.note, 1, e);
}

static void noted(struct exchange *x)
{
	if (x->ticket.answer.ok) {
		render(x);
	} else {
		reply_err(x, &x->ticket.answer.err);
	}
}

static void show(struct exchange *x, int status, const struct refused *refused)
{
	struct asking ask = asking_inside(x);
	struct showing *s = arena_new(x->a, struct showing);
	struct err e;
	if (!app_dossier_view(x->app, x->a, &ask, x->person, x->param[0], &s->d, &e)) {
		reply_err(x, &e);
		return;
	}
	s->status = status;
	if (refused) {
		s->refused = *refused;
	}
	x->state = s;
	exchange_job(x, note_access, noted);
}

void dossier_show(struct exchange *x)
{
	show(x, 200, NULL);
}

/* ---- acting ---- */

void dossier_refused(struct exchange *x, struct str verb, const struct err *e)
{
	struct refused r = { .verb = verb, .err = *e };
	int status = e->code == ERR_DENIED ? 403 : e->code == ERR_BUSY ? 503 : 422;
	show(x, status, &r);
}

static void show_refused(struct exchange *x, const struct err *e)
{
	dossier_refused(x, x->param[1], e);
}

/* Whoever may not read it any more has handed it on: back to the inbox. */
static void acted(struct exchange *x)
{
	struct asking ask = asking_inside(x);
	struct dossier_view d;
	struct err e;
	if (!x->ticket.answer.ok) {
		show_refused(x, &x->ticket.answer.err);
	} else if (!app_dossier_view(x->app, x->a, &ask, x->person, x->param[0], &d, &e)) {
		reply_see(x, STR("/work"));
	} else {
		reply_see(x, str_fmt(x->a, "/dossiers/%.*s",
				     STR_ARG(http_encode(x->a, x->param[0]))));
	}
}

void dossier_act(struct exchange *x)
{
	const struct action *action = action_find(x->param[1]);
	struct form query;
	struct json *args;
	struct str outcome;
	struct err e;
	if (!action || action->target != TARGET_DOSSIER) {
		reply_status(x, 404);
		return;
	}
	if (!act_args(x, action, &args, &e)) {
		show_refused(x, &e);
		return;
	}
	json_set_str(x->a, args, "dossier", x->param[0]);
	/* The button that was pressed says where it goes. */
	if (form_parse(x->a, x->in->query, &query, &e) &&
	    (outcome = form_get(&query, "outcome")).n > 0) {
		json_set_str(x->a, args, "outcome", outcome);
	}
	exchange_act(x, action->name, args, form_get(x->form, "key"), acted);
}
