/* What happened to a dossier, in words. */
#include "word_event.h"

/* The key "<family>.<kind>", with the end that says most of what is known. */
static struct str best_key(const struct exchange *x, const struct event *ev,
			   const char *family)
{
	bool to = words_unit_of(x, &ev->to).n > 0;
	const char *ends[] = {
		ev->chosen ? ".chosen" : NULL,
		ev->member && ev->late_s > 0 ? ".member.late" : NULL,
		ev->member ? ".member" : NULL,
		ev->checked ? ".checked" : NULL,
		ev->late_s > 0 ? ".late" : NULL,
		to && ev->step.n > 0 ? ".step" : NULL,
		to ? ".to" : NULL,
		"",
	};
	for (size_t i = 0; i < ARRAY_LEN(ends); i++) {
		if (!ends[i]) {
			continue;
		}
		struct str key = STR_JOIN(x->a, str_of(family), STR("."), str_of(ev->name),
					  str_of(ends[i]));
		if (text_get(x->lang, key.p).n > 0) {
			return key;
		}
	}
	return STR("");
}

/* Within a sentence. */
static struct str name_within(const struct exchange *x, const struct seat_label *l)
{
	bool you = x->signed_in && l->person_id.v != 0 && l->person_id.v == x->person.v;
	return you ? words0(x, "words.you.within") : words_who(x, l);
}

static struct str counted(const struct exchange *x, int64_t n)
{
	return n != 0 ? str_int(x->a, n) : STR("0");
}

/* Sentences "event.<kind>" speak to the citizen, "did.<kind>" to the office. */
static struct str sentence(const struct exchange *x, const struct event *ev,
			   enum label_for whom)
{
	bool inside = whom == LABEL_INSIDE;
	struct str to = words_unit_of(x, &ev->to);
	struct text_arg args[] = {
		{ "to", words_seat(x, &ev->to) },
		{ "name", inside ? name_within(x, &ev->to) : STR("") },
		{ "unit", to }, { "step", ev->step },
		{ "reason", ev->reason_name.n > 0 ? ev->reason_name : ev->reason },
		{ "code", ev->reason },
		{ "number", counted(x, ev->number) },
		{ "amount", ev->amount != 0 ? words_money(x, ev->amount) : STR("0") },
		{ "days", counted(x, ev->amount) },
		{ "late", ev->late_s > 0 ? words_work(x, ev->late_s) : STR("") },
		{ "decision", words_of(x, "decision", ev->decision) },
		{ "how", words_of(x, "how", ev->how) },
		{ "answer", words_of(x, "answer", ev->answer) },
		{ "notice", words_of(x, "notice", ev->notice) },
	};
	struct str key = inside ? best_key(x, ev, "did") : STR("");
	key = key.n > 0 ? key : best_key(x, ev, "event");
	return key.n > 0 ? words(x, key.p, args, ARRAY_LEN(args))
			 : words_of(x, "kind", str_of(ev->name));
}

struct event_words words_event(const struct exchange *x, const struct event *ev,
			       enum label_for whom)
{
	struct event_words w = { .text = sentence(x, ev, whom) };
	struct buf b;
	w.bad = ev->late_s > 0 || ev->kind == KIND_OPINION_SILENT ||
		ev->kind == KIND_ANSWER_OVERDUE || ev->kind == KIND_OVERDUE_MARKED ||
		ev->kind == KIND_CONTEST_ESCALATED || ev->kind == KIND_CONTEST_LAPSED ||
		ev->kind == KIND_ESCALATION_SILENT || ev->kind == KIND_ESCALATION_LISTED ||
		ev->kind == KIND_RETURN_SILENT || ev->kind == KIND_APOLOGY_PASSED ||
		ev->kind == KIND_APOLOGY_MISSED;
	buf_init(&b, 1 << 16);
	for (size_t i = 0; i < ev->papers; i++) {
		buf_text(&b, i > 0 ? "; " : "");
		buf_str(&b, ev->paper[i]);
	}
	w.detail = str_dup(x->a, buf_view(&b));
	buf_done(&b);
	if (w.detail.n == 0 && whom == LABEL_PUBLIC && ev->kind == KIND_OPINION_ANSWERED &&
	    ev->late_s > 0) {
		w.detail = words0(x, "event.opinion_answered.note");
	}
	return w;
}
