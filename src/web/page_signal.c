/* One signal: what was found and what shows it, what became of it, and the forms. */
#include "page_signals.h"

#include "act_form.h"
#include "facts.h"
#include "field.h"
#include "form.h"
#include "pages.h"
#include "top.h"
#include "view_signals.h"
#include "web_int.h"
#include "word_event.h"

static const struct {
	const char *verb, *action;	/* in the address; of app/actions.def */
} forms[] = {
	{ "reply", "reply_signal" }, { "rule", "rule_signal" }, { "appeal", "appeal_signal" },
};

/* ---- what shows it ---- */

static void put_proofs(const struct exchange *x, const struct signal_view *s,
		       struct signal_page_view *v)
{
	struct proof_view *out = arena_array(x->a, struct proof_view, s->proofs);
	for (size_t i = 0; i < s->proofs; i++) {
		const struct signal_proof *p = &s->proof[i];
		struct event_words w = { .text = words0(x, "signals.proof.closed") };
		if (p->kind == KIND_TWO_MACHINES) {
			w.text = words_of(x, "kind", str_of(kind_name(p->kind)));
		}
		if (p->readable) {
			w = words_event(x, &p->event, LABEL_INSIDE);
		}
		out[i] = (struct proof_view){
			.when = p->at != INSTANT_NONE ? words_stamp(x, p->at) : STR(""),
			.text = w.text, .detail = w.detail,
			.number = words1(x, "signals.proof.entry", "n", str_int(x->a, p->seq)),
			.href = p->readable ? str_fmt(x->a, "/dossiers/%.*s", STR_ARG(p->code))
					    : STR("") };
	}
	v->proofs.p = out;
	v->proofs.n = s->proofs;
}

static void put_dossiers(const struct exchange *x, const struct signal_view *s,
			 struct signal_page_view *v)
{
	struct link_view *out = arena_array(x->a, struct link_view, s->others + 1);
	for (size_t i = 0; i <= s->others; i++) {
		struct str code = i == 0 ? s->line.code : s->other[i - 1];
		out[i] = (struct link_view){
			.text = code, .href = str_fmt(x->a, "/dossiers/%.*s", STR_ARG(code)) };
	}
	v->dossiers = (struct link_views){ out, s->others + 1 };
}

/* ---- what became of it ---- */

static struct str step_words(const struct exchange *x, const struct signal_step *s)
{
	struct text_arg args[] = { { "unit", s->to } };
	const char *key = str_fmt(x->a, "signals.step.%s%s%.*s", kind_name(s->kind),
				  s->ruling.n > 0 ? "." : "", STR_ARG(s->ruling)).p;
	struct str text = words(x, key, args, ARRAY_LEN(args));
	bool asked = s->to.n > 0 && s->kind != KIND_SIGNAL_OPENED;
	return asked ? STR_JOIN(x->a, text, STR("; "),
				words1(x, "signals.step.to", "unit", s->to)) : text;
}

static void put_life(const struct exchange *x, const struct signal_view *s,
		     struct signal_page_view *v)
{
	struct life_view *out = arena_array(x->a, struct life_view, s->steps);
	for (size_t i = 0; i < s->steps; i++) {
		const struct signal_step *st = &s->step[i];
		out[i] = (struct life_view){
			.when = words_stamp(x, st->at), .what = step_words(x, st),
			.who = st->who, .said = st->text,
			.bad = st->kind == KIND_SIGNAL_UNANSWERED ||
			       st->kind == KIND_SIGNAL_UP || st->kind == KIND_SIGNAL_LAPSED };
	}
	v->life.p = out;
	v->life.n = s->steps;
}

/* ---- the form ---- */

static void put_form(const struct exchange *x, const struct signal_view *s,
		     struct signal_page_view *v)
{
	static const char *const rulings[] = { "established", "not_established" };
	struct option_view *out = arena_array(x->a, struct option_view, ARRAY_LEN(rulings));
	const char *action = s->may_rule ? "rule_signal"
			   : s->may_appeal ? "appeal_signal" : "reply_signal";
	for (size_t i = 0; i < ARRAY_LEN(rulings); i++) {
		out[i] = (struct option_view){
			str_of(rulings[i]), words_of(x, "signals.ruling", str_of(rulings[i])),
			str_is(form_get(x->form, "ruling"), rulings[i]) };
	}
	v->ruling = (struct field_view){ .name = STR("ruling"), .required = true,
					 .label = words0(x, "signals.ruling") };
	v->ruling.options.p = out;
	v->ruling.options.n = ARRAY_LEN(rulings);
	v->text = (struct field_view){
		.name = STR("text"), .max = 4000, .required = true,
		.label = words0(x, str_fmt(x->a, "field.%s.text", action).p),
		.value = form_get(x->form, "text") };
	v->may_reply = s->may_reply;
	v->may_rule = s->may_rule;
	v->may_appeal = s->may_appeal;
}

/* ---- the page ---- */

static void put_facts(const struct exchange *x, const struct signal_view *s,
		      struct signal_page_view *v)
{
	const struct signal *g = s->m->signal;
	struct facts f = facts_start(x, 8);
	fact(x, &f, "signals.fact.about", words_about(x, s->line.about, s->line.unit));
	fact(x, &f, "signals.fact.found", words_moment(x, g->found_at));
	fact(x, &f, "signals.fact.work", words_work(x, g->work_s));
	fact(x, &f, "signals.fact.told", words_moment(x, s->line.told_at));
	if (s->line.state == SIGNAL_RULED && !s->line.good) {
		fact(x, &f, "signals.fact.appeal_by", words_moment(x, g->appeal_by));
	}
	fact(x, &f, "signals.fact.precision", v->precision);
	v->facts = facts_view(&f);
}

static void show(struct exchange *x, int status, const struct err *wrong)
{
	struct asking ask = asking_inside(x);
	struct signal_precision precision[DETECTORS];
	struct signal_view s;
	struct matter_id id;
	struct err e;
	/* What is not to be seen is not there (rule 34). */
	if (!id_parse('m', x->param[0], &id.v) ||
	    !app_signal(x->app, x->a, &ask, x->person, id, &s, &e)) {
		reply_status(x, 404);
		return;
	}
	if (!app_signal_precision(x->app, x->a, precision, &e)) {
		reply_err(x, &e);
		return;
	}
	struct str title = words_signal(x, s.line.what);
	struct signal_page_view v = {
		.top = top_inside(x, title), .title = title, .key = top_form_key(x),
		.says = words0(x, str_fmt(x->a, "signal.%s.says",
					  detector_name(s.line.what)).p),
		.href = str_fmt(x->a, "/signals/%.*s", STR_ARG(x->param[0])),
		.state = words_signal_state(x, &s.line),
		.precision = words_precision(x, &precision[s.line.what]),
		.back = { .text = words0(x, "signals.title"), .href = STR("/signals") },
	};
	if (form_get(x->form, "done").n > 0) {
		v.done = words0(x, "signals.done");
	}
	put_facts(x, &s, &v);
	put_dossiers(x, &s, &v);
	put_proofs(x, &s, &v);
	put_life(x, &s, &v);
	put_form(x, &s, &v);
	if (wrong) {
		v.wrong = words_err(x, wrong);
		v.wrong_hint = words_hint(x, wrong);
		(void)(field_blame(x, &v.ruling, wrong) || field_blame(x, &v.text, wrong));
	}
	page_signal(x->page, x->lang, &v);
	reply_page(x, status);
}

void signal_show(struct exchange *x)
{
	show(x, 200, NULL);
}

static void acted(struct exchange *x)
{
	const struct err *e = &x->ticket.answer.err;
	if (x->ticket.answer.ok) {
		reply_see(x, str_fmt(x->a, "/signals/%.*s?done=1", STR_ARG(x->param[0])));
		return;
	}
	show(x, refused_status(e), e);
}

void signal_act(struct exchange *x)
{
	const char *action = NULL;
	struct json *args;
	struct err e;
	for (size_t i = 0; i < ARRAY_LEN(forms); i++) {
		action = str_is(x->param[1], forms[i].verb) ? forms[i].action : action;
	}
	if (action == NULL) {
		reply_status(x, 404);
		return;
	}
	if (!act_args(x, action_find(str_of(action)), &args, &e)) {
		show(x, 422, &e);
		return;
	}
	json_set_str(x->a, args, "matter", x->param[0]);
	exchange_act(x, action, args, form_get(x->form, "key"), acted);
}
