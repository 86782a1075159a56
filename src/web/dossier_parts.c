/* Parts of the page of a dossier. */
#include "dossier_parts.h"

#include "action_input.h"
#include "facts.h"
#include "web_int.h"
#include "word_event.h"

#include "app/chances.h"

/* ---- what happened ---- */

static struct str who_did(const struct exchange *x, const struct event *ev)
{
	return ev->actor.v != 0 && ev->actor.v == x->person.v ? words0(x, "words.you")
							       : words_person(x, ev->actor);
}

void put_events(const struct exchange *x, const struct dossier_view *d,
		struct dossier_page_view *v)
{
	const struct history *h = &d->history;
	struct event_line_view *out = arena_array(x->a, struct event_line_view, h->n);
	for (size_t i = 0; i < h->n; i++) {
		const struct event *ev = &h->event[h->n - 1 - i];
		struct event_words w = words_event(x, ev, LABEL_INSIDE);
		out[i] = (struct event_line_view){ .when = words_stamp(x, ev->at),
			.who = who_did(x, ev), .text = w.text, .detail = w.detail,
			.bad = w.bad, .minor = ev->minor };
		out[i].typed.n = facts_typed(x, d, ev->seq, &out[i].typed.p);
	}
	v->events.p = out;
	v->events.n = h->n;
}

/* ---- opinions ---- */

/* What whoever reads should know of how it was asked (rule 30). */
static struct str asked_how(const struct exchange *x, const struct opinion_view *o)
{
	struct str again = o->again > 0 ? words1(x, "dossier.opinion.again", "n",
						 str_int(x->a, o->again)) : STR("");
	const struct str parts[] = {
		o->planned ? STR("") : words0(x, "dossier.opinion.unplanned"),
		o->after_half ? words0(x, "dossier.opinion.after_half") : STR(""), again,
		o->supplements > 0 ? words1(x, "dossier.opinion.supplements", "n",
					    str_int(x->a, o->supplements)) : STR(""),
		o->in_question ? words0(x, "dossier.opinion.in_question") : STR(""),
		o->upheld > 0 ? words1(x, "dossier.opinion.upheld", "n",
				       str_int(x->a, o->upheld)) : STR(""),
	};
	struct str out = STR("");
	for (size_t i = 0; i < ARRAY_LEN(parts); i++) {
		if (parts[i].n > 0) {
			out = out.n > 0 ? STR_JOIN(x->a, out, STR(" · "), parts[i]) : parts[i];
		}
	}
	return out;
}

static struct opinion_line_view opinion_line(const struct exchange *x,
					     const struct opinion_view *o)
{
	struct text_arg args[] = { { "due", words_near(x, o->due, true) },
				   { "late", words_work(x, o->late_s) },
				   { "answer", words_of(x, "answer", o->answer) } };
	bool given = o->answer.n > 0;
	const char *key = o->lapsed ? "dossier.opinion.lapsed"
			: given && o->late_s > 0 ? "dossier.opinion.answered.late"
			: given ? "dossier.opinion.answered"
			: !o->open && o->silent ? "dossier.opinion.agreed"
			: !o->open ? "dossier.opinion.released"
			: o->late_s > 0 ? "dossier.opinion.late"
			: o->due != INSTANT_NONE ? "dossier.opinion.open"
			: "dossier.opinion.undated";
	return (struct opinion_line_view){
		.who = o->member ? words_asked(x, &o->asked) : words_unit_of(x, &o->asked),
		.state = words(x, key, args, ARRAY_LEN(args)), .note = asked_how(x, o),
		.bad = o->open && o->late_s > 0, .open = o->open };
}

static struct str round_state(const struct exchange *x, const struct round_view *r)
{
	struct text_arg args[] = { { "asked", str_int(x->a, r->asked) },
				   { "owed", r->owed > 0 ? str_int(x->a, r->owed) : STR("0") },
				   { "votes", r->votes > 0 ? str_int(x->a, r->votes) : STR("0") },
				   { "quorum", str_int(x->a, r->quorum) } };
	const char *key = r->quorum > r->votes ? "dossier.round.short"
			: r->quorum > 0 ? "dossier.round.quorum"
			: r->asked == 1 ? NULL
			: r->owed > 0 ? "dossier.round.owed" : "dossier.round.all";
	return key != NULL ? words(x, key, args, ARRAY_LEN(args)) : STR("");
}

static void round_files(const struct exchange *x, const struct dossier_view *d,
			const struct round_view *r, struct round_block_view *out)
{
	struct link_view *list = arena_array(x->a, struct link_view, r->files);
	for (size_t i = 0; i < r->files; i++) {
		struct str n = str_int(x->a, r->file[i]), name = STR("");
		for (size_t k = 0; k < d->files; k++) {
			name = d->file[k].number == r->file[i] ? d->file[k].name : name;
		}
		list[i] = (struct link_view){
			.href = STR_JOIN(x->a, STR("/dossiers/"), d->code, STR("/files/"), n),
			.text = name.n > 0 ? name : words1(x, "dossier.file.number", "n", n) };
	}
	out->files.p = list;
	out->files.n = r->files;
}

void put_opinions(const struct exchange *x, const struct dossier_view *d,
		  struct dossier_page_view *v)
{
	struct round_block_view *out = arena_array(x->a, struct round_block_view, d->rounds);
	for (size_t i = 0; i < d->rounds; i++) {
		const struct round_view *r = &d->round[i];
		struct opinion_line_view *line = arena_array(x->a, struct opinion_line_view,
							     (size_t)r->asked);
		for (int32_t k = 0; k < r->asked; k++) {
			line[k] = opinion_line(x, &d->opinion[r->first - 1 + k]);
		}
		out[i] = (struct round_block_view){
			.title = words1(x, "dossier.round", "n", str_int(x->a, r->number)),
			.question = round_question(d, r), .state = round_state(x, r),
			.waits = r->owed > 0 && (r->quorum == 0 || r->votes < r->quorum),
			.opinions = { line, (size_t)r->asked } };
		round_files(x, d, r, &out[i]);
	}
	v->rounds.p = out;
	v->rounds.n = d->rounds;
}

/* ---- contests ---- */

void put_contests(const struct exchange *x, const struct dossier_view *d,
		  struct dossier_page_view *v)
{
	struct opinion_line_view *out = arena_array(x->a, struct opinion_line_view,
						    d->contests);
	for (size_t i = 0; i < d->contests; i++) {
		const struct contest_view *c = &d->contest[i];
		bool open = c->end == CONTEST_OPEN;
		struct text_arg args[] = {
			{ "unit", words_unit_of(x, &c->arbiter) },
			{ "due", words_near(x, c->due, true) },
			{ "at", words_stamp(x, open ? c->at : c->ended_at) },
		};
		const char *key = !open ? str_fmt(x->a, "contests.%s",
						  contest_end_name(c->end)).p
			: c->escalated_at != INSTANT_NONE ? "contests.open.up"
			: c->late ? "contests.open.late" : "contests.open";
		out[i] = (struct opinion_line_view){
			.who = words_unit_of(x, &c->by),
			.note = c->named.n == 0 ? c->reason_name
				: STR_JOIN(x->a, c->reason_name, STR(" → "), c->named),
			.state = words(x, key, args, ARRAY_LEN(args)),
			.bad = open && c->late, .open = open };
	}
	v->contests.p = out;
	v->contests.n = d->contests;
}

void put_returns(const struct exchange *x, const struct dossier_view *d,
		 struct dossier_page_view *v)
{
	struct opinion_line_view *out = arena_array(x->a, struct opinion_line_view,
						    d->asked_backs);
	for (size_t i = 0; i < d->asked_backs; i++) {
		const struct second_return_view *r = &d->asked_back[i];
		bool open = r->end == RETURN_OPEN;
		struct text_arg args[] = {
			{ "unit", words_unit_of(x, &r->superior) },
			{ "due", words_near(x, r->due, true) },
			{ "at", words_stamp(x, open ? r->at : r->ended_at) },
		};
		const char *key = open && r->escalated && x->now <= r->due ? "returns.open.up"
				: open && r->late ? "returns.open.late"
				: str_fmt(x->a, "returns.%s", return_end_name(r->end)).p;
		out[i] = (struct opinion_line_view){
			.who = words_unit_of(x, &r->by),
			.note = STR_JOIN(x->a, r->reason_name, STR(" → "), r->to),
			.state = words(x, key, args, ARRAY_LEN(args)),
			.bad = open && r->late, .open = open };
	}
	v->returns.p = out;
	v->returns.n = d->asked_backs;
}

/* ---- facts ---- */

enum { FACTS_MOST = 24 };

static struct str person_line(const struct exchange *x, const struct person_view *p)
{
	struct str parts[] = { p->name, p->birth, p->id_number, p->phone, p->email, p->address };
	struct buf b;
	if (p->erased) {
		return words_erased(x, p->erased_at);
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

/* What is owed to the citizen for the promise that was not kept. */
static void put_apology(const struct exchange *x, const struct dossier_view *d, struct facts *f)
{
	const struct apology_state *p = &d->apology;
	struct text_arg args[] = {
		{ "who", words_seat(x, &p->owes) }, { "at", words_moment(x, p->sign_by) },
		{ "when", words_moment(x, p->signed_at) }, { "cause", p->cause },
		{ "days", str_int(x->a, p->late_days) },
		{ "amount", words_money(x, p->compensation) },
	};
	if (!p->owed && p->signed_at == INSTANT_NONE) {
		fact(x, f, "dossier.apology_by", words_moment(x, d->apology_by));
	}
	if (p->owed || p->signed_at != INSTANT_NONE) {
		struct str state = words(x, !p->owed ? "dossier.apology.signed"
					    : p->missed ? "apology.missed"
					    : p->passed ? "apology.passed" : "apology.by",
					 args, ARRAY_LEN(args));
		fact(x, f, "dossier.apology", words_foretold(x, state, p->chance));
	}
	if (p->compensation > 0) {
		fact(x, f, "dossier.compensation",
		     words(x, "dossier.compensation.days", args, ARRAY_LEN(args)));
	}
}

/* For the house alone. A figure that cannot be had is no reason to show no page. */
static void put_chance(const struct exchange *x, const struct dossier_view *d, struct facts *f)
{
	int chance;
	struct err e;
	if (d->due == INSTANT_NONE || x->now > d->due ||
	    !chances_of(x->web->chances, x->app, d->id, x->now, &chance, &e) || chance < 0) {
		return;
	}
	fact(x, f, "dossier.chance",
	     words1(x, "dossier.chance.is", "n", str_int(x->a, chance)));
}

void put_facts(const struct exchange *x, const struct dossier_view *d,
	       struct dossier_page_view *v)
{
	struct facts f = facts_start(x, FACTS_MOST);
	fact(x, &f, "dossier.owner", person_line(x, &d->owner));
	if (d->submitter.id.v != d->owner.id.v) {
		fact(x, &f, "dossier.submitter", person_line(x, &d->submitter));
	}
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
	put_chance(x, d, &f);
	put_apology(x, d, &f);
	fact(x, &f, "dossier.ready", words_moment(x, d->ready_at));
	fact(x, &f, "dossier.delivered", words_moment(x, d->delivered_at));
	fact(x, &f, "dossier.law", str_fmt(x->a, "%.*s · %.*s · %lld", STR_ARG(d->rule_set),
					   STR_ARG(d->procedure_code), (long long)d->version));
	v->facts = facts_view(&f);
}
