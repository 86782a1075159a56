/* Parts of the page of a dossier. */
#include "dossier_parts.h"

#include "action_input.h"
#include "facts.h"
#include "word_event.h"

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

void put_opinions(const struct exchange *x, const struct dossier_view *d,
		  struct dossier_page_view *v)
{
	struct opinion_line_view *out = arena_array(x->a, struct opinion_line_view,
						    d->opinions);
	for (size_t i = 0; i < d->opinions; i++) {
		const struct opinion_view *o = &d->opinion[i];
		struct text_arg args[] = { { "due", words_near(x, o->due, true) },
					   { "late", words_work(x, o->late_s) },
					   { "answer", words_of(x, "answer", o->answer) } };
		const char *key = !o->open && o->late_s > 0 ? "dossier.opinion.answered.late"
				: !o->open ? "dossier.opinion.answered"
				: o->late_s > 0 ? "dossier.opinion.late"
				: o->due != INSTANT_NONE ? "dossier.opinion.open"
				: "dossier.opinion.undated";
		out[i] = (struct opinion_line_view){
			.who = words_unit_of(x, &o->asked),
			.question = opinion_question(d, o->number),
			.state = words(x, key, args, ARRAY_LEN(args)),
			.bad = o->open && o->late_s > 0, .open = o->open };
	}
	v->opinions.p = out;
	v->opinions.n = d->opinions;
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
	fact(x, &f, "dossier.apology_by", words_moment(x, d->apology_by));
	fact(x, &f, "dossier.ready", words_moment(x, d->ready_at));
	fact(x, &f, "dossier.delivered", words_moment(x, d->delivered_at));
	fact(x, &f, "dossier.law", str_fmt(x->a, "%.*s · %.*s · %lld", STR_ARG(d->rule_set),
					   STR_ARG(d->procedure_code), (long long)d->version));
	v->facts = facts_view(&f);
}
