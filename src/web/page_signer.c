/* The signer's page of one dossier. */
#include "page_signer.h"

#include "act_form.h"
#include "action_view.h"
#include "facts.h"
#include "noted.h"
#include "page_queue.h"
#include "pages.h"
#include "papers_view.h"
#include "sure.h"
#include "top.h"
#include "trail.h"
#include "view_signing.h"
#include "web_int.h"
#include "word_scope.h"

#include "app/signing.h"
#include "app/unit_view.h"

#include "core/code.h"

/* What a signer does there; the digit that does it. */
static const struct {
	const char *verb, *hotkey;
} verbs[] = { { "sign", "1" }, { "send_back", "2" } };

/* ---- the list ---- */

bool signer_rows(struct exchange *x, const struct asking *ask, struct str after,
		 struct tasks *out, struct err *e)
{
	struct seat me = { x->seat.unit, x->seat.post, x->person };
	return app_sign_queue(x->app, x->a, ask, me, x->seat.behalf, after, QUEUE_ROWS, out, e);
}

/* What was not opened is not signed with others (rule 47), what others sign not at all
 * (rule 50): it cannot be ticked. */
static void mark_rows(const struct exchange *x, const struct tasks *t, struct queue_view *v)
{
	struct task_view *row = arena_array(x->a, struct task_view, t->n);
	for (size_t i = 0; i < t->n; i++) {
		row[i] = v->list.table.rows.p[i];
		bool outside = t->task[i].outside, unopened = !t->task[i].opened;
		row[i].waits = outside || unopened;
		row[i].untaken = false;
		row[i].how = outside ? words0(x, "signing.outside")
			   : unopened ? words0(x, "signing.unopened") : row[i].how;
	}
	v->list.table.rows.p = row;
	v->list.table.ticks = true;
}

/* "?sign=CODE": what was done a moment ago. */
static struct str just_done(const struct exchange *x)
{
	struct dossier_code code;
	struct err e;
	for (size_t i = 0; i < ARRAY_LEN(verbs); i++) {
		struct str done = form_get(x->form, verbs[i].verb);
		if (done.n > 0 && code_parse(done, &code, &e)) {
			return words1(x, str_fmt(x->a, "signing.done.%s", verbs[i].verb).p,
				      "code", done);
		}
	}
	return STR("");
}

void signer_list(struct exchange *x)
{
	struct bulk_button_view *sign = arena_new(x->a, struct bulk_button_view);
	struct asking ask = asking_inside(x);
	struct tasks tasks;
	struct err e;
	struct trail here = trail_here(x);
	if (!signer_rows(x, &ask, form_get(x->form, "after"), &tasks, &e)) {
		reply_err(x, &e);
		return;
	}
	struct queue_view v = queue_view(x, "sign", &tasks, "/sign");
	mark_rows(x, &tasks, &v);
	*sign = (struct bulk_button_view){ STR("sign"), words0(x, "bulk.sign"), STR("s") };
	v.list.buttons.p = sign;
	v.list.buttons.n = tasks.n > 0;
	v.list.bulk = str_fmt(x->a, "/bulk%.*s", STR_ARG(trail_query(x, &here)));
	v.notice = just_done(x);
	page_queue(x->page, x->lang, &v);
	reply_page(x, 200);
}

/* ---- one dossier ---- */

struct showing {
	int status;
	struct signing_view s;
	struct refused refused;
};

static struct text_line_view text_line(const struct exchange *x, const struct text_view *t)
{
	return (struct text_line_view){ words_stamp(x, t->at), words_of(x, "field", t->field),
					t->erased ? words_erased(x, t->erased_at) : t->value };
}

static void put_texts(const struct exchange *x, const struct signing_view *s,
		      struct signing_page_view *v)
{
	const struct dossier_view *d = &s->d;
	struct text_line_view *reason = arena_array(x->a, struct text_line_view,
						    s->proposal.reasons);
	struct text_line_view *text = arena_array(x->a, struct text_line_view, d->texts);
	for (size_t i = 0; i < s->proposal.reasons; i++) {
		reason[i] = text_line(x, &s->proposal.reason[i]);
	}
	for (size_t i = 0; i < d->texts; i++) {
		text[i] = text_line(x, &d->text[i]);
	}
	v->reasons.p = reason;
	v->reasons.n = s->proposal.reasons;
	v->texts.p = text;
	v->texts.n = d->texts;
}

static void put_proposal(const struct exchange *x, const struct proposal *p,
			 struct signing_page_view *v)
{
	struct text_arg args[] = { { "who", words_person(x, p->by) },
				   { "when", words_near(x, p->at, true) } };
	if (p->decision == DECISION_NONE) {
		return;
	}
	v->decision = words_of(x, "signing.decision", str_of(decision_name(p->decision)));
	if (p->by.v != 0) {
		v->proposed = words(x, "signing.proposed", args, ARRAY_LEN(args));
	}
}

/* The draft that would be signed is in sight at once: the newest that counts. */
static void unfold_draft(const struct exchange *x, struct papers_view *v)
{
	size_t n = v->drafts.files.n;
	struct file_line_view *out = arena_array(x->a, struct file_line_view, n);
	size_t newest = n;
	for (size_t i = 0; i < n; i++) {
		out[i] = v->drafts.files.p[i];
		newest = out[i].href.n > 0 ? i : newest;
	}
	if (newest < n) {
		out[newest].open = true;
	}
	v->drafts.files.p = out;
}

static void put_block(const struct exchange *x, const struct signing_block *b,
		      struct signing_page_view *v)
{
	static const char *const about[] = {
		[SIGNING_NONE] = NULL, [SIGNING_OWN] = "signing.own", [SIGNING_KT] = "signing.kt",
		[SIGNING_TL] = "signing.tl", [SIGNING_TUQ] = "signing.tuq",
	};
	struct str *scope = arena_array(x->a, struct str, b->scopes);
	for (size_t i = 0; i < b->scopes; i++) {
		scope[i] = words_scope(x, &b->scope[i]);
	}
	v->scopes.p = scope;
	v->scopes.n = b->scopes;
	v->outside = b->outside;
	v->block.p = b->line;
	v->block.n = b->lines;
	v->signer = x->name;
	if (about[b->form]) {
		v->about = words1(x, about[b->form], "who", words_person(x, b->on_behalf));
	}
}

/* From the signing step there is one way back. */
static struct action_view without_outcome(const struct exchange *x, struct action_view a)
{
	struct input_view *in = arena_array(x->a, struct input_view, a.inputs.n);
	size_t n = 0;
	for (size_t i = 0; i < a.inputs.n; i++) {
		if (!str_is(a.inputs.p[i].field.name, "outcome")) {
			in[n++] = a.inputs.p[i];
		}
	}
	a.inputs.p = in;
	a.inputs.n = n;
	return a;
}

static void put_acts(const struct exchange *x, const struct showing *s,
		     struct signing_page_view *v)
{
	struct action_view *out = arena_array(x->a, struct action_view, ARRAY_LEN(verbs));
	const struct action_view *all;
	size_t n = action_views(x, &s->s.d, &s->refused, &all);
	for (size_t k = 0; k < ARRAY_LEN(verbs) && s->s.block.form != SIGNING_NONE; k++) {
		for (size_t i = 0; i < n; i++) {
			if (!str_is(all[i].verb, verbs[k].verb)) {
				continue;
			}
			out[v->acts.n] = without_outcome(x, all[i]);
			out[v->acts.n].hotkey = str_of(verbs[k].hotkey);
			out[v->acts.n++].path = str_fmt(x->a, "/sign/%.*s/act/%s",
							STR_ARG(s->s.d.code), verbs[k].verb);
		}
	}
	v->acts.p = out;
}

/* What was refused is said at its form, or above all where that form is gone. */
static void put_refused(const struct exchange *x, const struct refused *r,
			struct signing_page_view *v)
{
	bool shown = r->err.code == ERR_NONE;
	for (size_t i = 0; i < v->acts.n; i++) {
		shown = shown || str_eq(v->acts.p[i].verb, r->verb);
	}
	if (!shown) {
		v->wrong = words_err(x, &r->err);
		v->hint = words_hint(x, &r->err);
	}
}

/* ---- the page ---- */

static void render(struct exchange *x)
{
	const struct showing *s = x->state;
	const struct dossier_view *d = &s->s.d;
	bool over = d->ready_at != INSTANT_NONE || d->closed_at != INSTANT_NONE;
	struct text_arg waits[] = { { "who", words_seat(x, &d->holder) },
				    { "since", words_near(x, d->held_from, true) } };
	struct signing_page_view v = {
		.top = top_inside(x, d->code), .code = d->code, .procedure = d->procedure,
		.owner = fact_name(x, &d->owner),
		.waits = words(x, "dossier.waits", waits, ARRAY_LEN(waits)),
		.chip = words_chip(x, &d->ribbon, d->state == DOSSIER_WAITING, over),
		.papers = papers_view(x, d),
	};
	v.chip.large = true;
	if (d->due != INSTANT_NONE) {
		v.due = words1(x, "dossier.promised_for", "due", words_near(x, d->due, true));
	}
	unfold_draft(x, &v.papers);
	v.drafts = v.papers.drafts;
	v.papers.drafts = (struct files_view){ 0 };
	put_proposal(x, &s->s.proposal, &v);
	put_texts(x, &s->s, &v);
	put_block(x, &s->s.block, &v);
	put_acts(x, s, &v);
	put_refused(x, &s->refused, &v);
	page_signing(x->page, x->lang, &v);
	reply_page(x, s->status);
}

static void show(struct exchange *x, int status, const struct refused *refused)
{
	struct asking ask = asking_inside(x);
	struct showing *s = arena_new(x->a, struct showing);
	struct err e;
	if (!app_signing(x->app, x->a, &ask, x->person, x->param[0], &s->s, &e)) {
		reply_err(x, &e);
		return;
	}
	s->status = status;
	if (refused) {
		s->refused = *refused;
	}
	x->state = s;
	exchange_noted(x, &s->s.d.note, render);
}

void signer_show(struct exchange *x)
{
	show(x, 200, NULL);
}

/* ---- acting ---- */

static void show_refused(struct exchange *x, const struct err *e)
{
	struct refused r = { .verb = x->param[1], .err = *e };
	int status = refused_status(e);
	show(x, status, &r);
}

static void acted(struct exchange *x)
{
	if (!x->ticket.answer.ok) {
		show_refused(x, &x->ticket.answer.err);
		return;
	}
	reply_see(x, str_fmt(x->a, "/sign?%.*s=%.*s", STR_ARG(x->param[1]),
			     STR_ARG(http_encode(x->a, x->param[0]))));
}

/* Sending back is asked about once more. */
static bool surely(struct exchange *x, const struct action *action, const struct json *args)
{
	struct sure_place place = {
		x->param[0], str_fmt(x->a, "/sign/%.*s", STR_ARG(http_encode(x->a, x->param[0])))
	};
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

void signer_act(struct exchange *x)
{
	const struct action *action = NULL;
	struct json *args;
	struct err e;
	for (size_t i = 0; i < ARRAY_LEN(verbs); i++) {
		action = str_is(x->param[1], verbs[i].verb) ? action_find(x->param[1]) : action;
	}
	if (!action) {
		reply_status(x, 404);
		return;
	}
	if (!act_args(x, action, &args, &e)) {
		show_refused(x, &e);
		return;
	}
	json_set_str(x->a, args, "dossier", x->param[0]);
	if (surely(x, action, args)) {
		exchange_act(x, action->name, args, form_get(x->form, "key"), acted);
	}
}
