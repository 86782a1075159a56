/* One matter: its facts, what is owed in it, and the form to answer. */
#include "page_matter.h"

#include "act_form.h"
#include "field.h"
#include "form.h"
#include "matter_ask.h"
#include "owed.h"
#include "pages.h"
#include "top.h"
#include "web_int.h"
#include "words.h"

struct shown {
	const struct matter *m;
	const struct matter_text *text;
	size_t texts;
};

/* False when a reply was given. */
static bool load(struct exchange *x, struct shown *s)
{
	struct matter_text *text;
	struct matter_id id;
	struct err e;
	if (!id_parse('m', x->param[0], &id.v) || !app_matter(x->app, x->a, id, &s->m, &e) ||
	    s->m->signal) {
		reply_status(x, 404);
		return false;
	}
	if (!app_matter_reads(x->app, s->m, x->person, x->now)) {
		reply_status(x, 403);
		return false;
	}
	if (!app_matter_texts(x->app, x->a, s->m, &text, &s->texts, &e)) {
		reply_err(x, &e);
		return false;
	}
	s->text = text;
	return true;
}

static struct matter_texts_view texts_of(const struct exchange *x, const struct shown *s,
					 int64_t n)
{
	struct matter_text_view *out = arena_array(x->a, struct matter_text_view, s->texts + 3);
	struct matter_texts_view v = { out, 0 };
	for (size_t i = 0; i < s->texts; i++) {
		if (s->text[i].n == n) {
			out[v.n++] = (struct matter_text_view){
				words_of(x, "field", s->text[i].field), s->text[i].value };
		}
	}
	return v;
}

static struct matter_texts_view facts(const struct exchange *x, const struct shown *s)
{
	struct matter_text_view *out = arena_array(x->a, struct matter_text_view, s->texts + 3);
	struct matter_texts_view typed = texts_of(x, s, 0), v = { out, 0 };
	const struct matter *m = s->m;
	struct str unit = label_unit(x->app, m->unit, m->opened_at);
	char day[DAY_TEXT];
	out[v.n++] = (struct matter_text_view){ words0(x, "owed.unit"), unit };
	if (m->number.n > 0) {
		out[v.n++] = (struct matter_text_view){
			words0(x, "field.dated"), str_dup(x->a, str_of(day_vi(m->dated, day))) };
	}
	for (size_t i = 0; i < typed.n; i++) {
		out[v.n++] = typed.p[i];
	}
	return v;
}

static struct chip_view chip(const struct exchange *x, const struct owed *o)
{
	struct chip_view c = { .kind = CHIP_OK };
	if (o->to != INSTANT_NONE) {
		c.kind = CHIP_OUT;
		c.text = o->answer[0] != '\0' ? words_of(x, "answer", str_of(o->answer))
					      : words0(x, "owed.ended");
		return c;
	}
	bool late = o->due != INSTANT_NONE && o->due < x->now;
	c.kind = late ? CHIP_LATE : CHIP_OK;
	c.text = words0(x, late ? "owed.late" : "owed.open");
	return c;
}

/* Whoever looks is asked: somebody of the unit, a member in person. */
static bool is_asked(const struct exchange *x, const struct owed *o)
{
	return o->member ? x->person.v == o->holder.person.v
			 : x->seat.unit.v == o->holder.unit.v;
}

/* Of several asked at once, before the first of them. */
static struct str round_words(const struct exchange *x, const struct matter *m, int32_t number)
{
	int32_t n = matter_round_of(m, number);
	const struct matter_round *r = n > 0 ? &m->round[n - 1] : NULL;
	struct round_tally t;
	if (!r || r->first != number || (r->asked < 2 && r->quorum == 0)) {
		return STR("");
	}
	matter_tally(m, r, x->now, &t);
	struct text_arg args[] = { { "n", str_int(x->a, n) }, { "asked", str_int(x->a, r->asked) },
				   { "quorum", str_int(x->a, r->quorum) },
				   { "votes", str_int(x->a, t.votes) } };
	return words(x, r->quorum > 0 ? "owed.round.quorum" : "owed.round", args,
		     ARRAY_LEN(args));
}

static void put_oweds(const struct exchange *x, const struct shown *s, struct matter_view *v)
{
	struct asking ask = asking_inside(x);
	const struct matter *m = s->m;
	struct matter_owed_view *out = arena_array(x->a, struct matter_owed_view, m->oweds);
	for (size_t i = 0; i < m->oweds; i++) {
		const struct owed *o = &m->owed[i];
		struct seat_label holder = label_seat(x->app, &ask, o->holder, x->now);
		out[i] = (struct matter_owed_view){
			.number = str_int(x->a, (int64_t)i + 1),
			.what = words_of(x, "owed.kind", str_of(owed_name(o->kind))),
			.holder = words_seat(x, &holder), .due = words_near(x, o->due, true),
			.chip = chip(x, o), .texts = texts_of(x, s, (int64_t)i + 1),
			.round = round_words(x, m, (int32_t)i + 1),
			.mine = o->to == INSTANT_NONE && o->kind == OWED_OPINION && is_asked(x, o),
			.more = o->ended == ENDED_ANSWERED && o->kind == OWED_OPINION &&
				m->closed_at == INSTANT_NONE && is_asked(x, o),
		};
	}
	v->oweds.p = out;
	v->oweds.n = m->oweds;
}

static void put_form(const struct exchange *x, struct matter_view *v)
{
	static const char *const answers[] = { "agree", "conditions", "object", "not_competent" };
	struct option_view *out = arena_array(x->a, struct option_view, ARRAY_LEN(answers));
	for (size_t i = 0; i < ARRAY_LEN(answers); i++) {
		out[i] = (struct option_view){
			str_of(answers[i]), words_of(x, "answer", str_of(answers[i])),
			str_is(form_get(x->form, "answer"), answers[i]) };
	}
	v->answer = (struct field_view){ .name = STR("answer"), .required = true,
					 .label = words0(x, "field.answer") };
	v->answer.options.p = out;
	v->answer.options.n = ARRAY_LEN(answers);
	v->text = (struct field_view){ .name = STR("text"), .max = 4000, .required = true,
				       .label = words0(x, "field.answer_opinion.text"),
				       .value = form_get(x->form, "text") };
	v->more = (struct field_view){ .name = STR("text"), .max = 4000, .required = true,
				       .form = STR("more-"),
				       .label = words0(x, "field.supplement_opinion.text"),
				       .hint = words0(x, "owed.supplement.hint") };
}

static struct str notice(const struct exchange *x)
{
	struct str done = form_get(x->form, "done");
	return done.n == 0 ? done
	     : words0(x, str_is(done, "more") ? "owed.supplemented"
		       : str_is(done, "asked") ? "owed.asked" : "owed.done");
}

static void show(struct exchange *x, int status, const struct err *wrong)
{
	struct shown s;
	if (!load(x, &s)) {
		return;
	}
	const struct matter *m = s.m;
	struct str kind = words_of(x, "matter.kind", str_of(matter_name(m->kind)));
	struct str title = m->number.n > 0 ? STR_JOIN(x->a, kind, STR(" "), m->number) : kind;
	struct matter_view v = {
		.top = top_inside(x, title), .title = title, .key = top_form_key(x),
		.href = matter_path(x, m->kind, m->id), .facts = facts(x, &s),
		.empty = { .text = words0(x, "owed.nobody") },
	};
	v.notice = notice(x);
	put_oweds(x, &s, &v);
	put_form(x, &v);
	struct action_view ask;
	if (app_matter_asks(x->app, m, x->person, x->now)) {
		matter_ask_form(x, m, wrong, &ask);
		v.ask.p = &ask;
		v.ask.n = 1;
	}
	if (wrong) {
		v.wrong = words_err(x, wrong);
		v.wrong_hint = words_hint(x, wrong);
		(void)(field_blame(x, &v.answer, wrong) || field_blame(x, &v.text, wrong));
	}
	page_matter(x->page, x->lang, &v);
	reply_page(x, status);
}

void matter_show(struct exchange *x)
{
	show(x, 200, NULL);
}

static void done(struct exchange *x, const char *what)
{
	const struct err *e = &x->ticket.answer.err;
	if (x->ticket.answer.ok) {
		reply_see(x, str_fmt(x->a, "/matters/%.*s?done=%s", STR_ARG(x->param[0]), what));
		return;
	}
	show(x, refused_status(e), e);
}

static void answered(struct exchange *x)
{
	done(x, "1");
}

static void supplemented(struct exchange *x)
{
	done(x, "more");
}

static void asked(struct exchange *x)
{
	done(x, "asked");
}

static void act(struct exchange *x, const char *verb, void (*then)(struct exchange *))
{
	struct json *args;
	struct err e;
	if (!act_args(x, action_find(str_of(verb)), &args, &e)) {
		show(x, 422, &e);
		return;
	}
	json_set_str(x->a, args, "matter", x->param[0]);
	exchange_act(x, verb, args, form_get(x->form, "key"), then);
}

void matter_answer(struct exchange *x)
{
	act(x, "answer_on_matter", answered);
}

void matter_supplement(struct exchange *x)
{
	act(x, "supplement_on_matter", supplemented);
}

void matter_ask(struct exchange *x)
{
	act(x, "ask_on_matter", asked);
}
