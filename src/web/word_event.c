/* What happened to a dossier, in words. */
#include "word_event.h"

/* Sentences "event.<kind>"; where the kind has a place or a step, "event.<kind>.to". */
static struct str sentence(const struct exchange *x, const struct event *ev)
{
	struct str to = words_unit_of(x, &ev->to);
	struct text_arg args[] = {
		{ "to", words_seat(x, &ev->to) }, { "unit", to }, { "step", ev->step },
		{ "reason", ev->reason_name.n > 0 ? ev->reason_name : ev->reason },
		{ "number", str_fmt(x->a, "%d", (int)ev->number) },
		{ "amount", words_money(x, ev->amount) },
		{ "days", str_fmt(x->a, "%lld", (long long)ev->amount) },
		{ "late", words_work(x, ev->late_s) },
		{ "decision", words_of(x, "decision", ev->decision) },
		{ "how", words_of(x, "how", ev->how) },
		{ "answer", words_of(x, "answer", ev->answer) },
		{ "notice", words_of(x, "notice", ev->notice) },
	};
	const char *ends[] = {
		ev->late_s > 0 ? ".late" : NULL,
		to.n > 0 && ev->step.n > 0 ? ".step" : NULL,
		to.n > 0 ? ".to" : NULL,
		"",
	};
	for (size_t i = 0; i < ARRAY_LEN(ends); i++) {
		struct str key = str_fmt(x->a, "event.%s%s", ev->name, ends[i] ? ends[i] : "-");
		if (ends[i] && text_get(x->lang, key.p).n > 0) {
			return words(x, key.p, args, ARRAY_LEN(args));
		}
	}
	return words_of(x, "kind", str_of(ev->name));
}

struct event_words words_event(const struct exchange *x, const struct event *ev)
{
	struct event_words w = { .text = sentence(x, ev) };
	struct buf b;
	w.bad = ev->late_s > 0 || ev->kind == KIND_OPINION_SILENT ||
		ev->kind == KIND_ANSWER_OVERDUE || ev->kind == KIND_OVERDUE_MARKED;
	buf_init(&b, 1 << 16);
	for (size_t i = 0; i < ev->papers; i++) {
		buf_text(&b, i > 0 ? "; " : "");
		buf_str(&b, ev->paper[i]);
	}
	w.detail = str_dup(x->a, buf_view(&b));
	buf_done(&b);
	if (w.detail.n == 0 && ev->kind == KIND_OPINION_ANSWERED && ev->late_s > 0) {
		w.detail = words0(x, "event.opinion_answered.note");
	}
	return w;
}
