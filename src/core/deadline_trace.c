/* Derivations of deadlines, line by line. */
#include "deadline_trace.h"

#include "base/limits.h"
#include "base/num.h"

#include <assert.h>
#include <string.h>

struct teller {
	struct arena *arena;
	const struct deadline_in *in;
	struct deadline_trace *trace;
	int64_t from;			/* what the limit counts from: reception or resume */
	int64_t held;			/* days held since */
};

/* Lines kept free for what follows the days passed over. */
enum { LINES_AFTER = 4 };

struct trace_line *trace_add(struct arena *a, struct deadline_trace *t)
{
	enum { AT_FIRST = 8 };
	if (t->n == t->cap) {
		size_t cap = t->cap ? 2 * t->cap : AT_FIRST;
		struct trace_line *more = arena_array(a, struct trace_line, cap);
		if (t->n > 0) {
			memcpy(more, t->line, t->n * sizeof(*more));
		}
		t->line = more;
		t->cap = cap;
	}
	return &t->line[t->n++];
}

static struct trace_line *tell(struct teller *t, const char *rule, const char *key)
{
	assert(t->trace->n < TRACE_LINES);
	struct trace_line *line = trace_add(t->arena, t->trace);
	line->rule = rule;
	line->key = key;
	return line;
}

static void with(struct trace_line *line, const char *name, struct str value)
{
	assert(line->args < TRACE_ARGS);
	line->arg[line->args++] = (struct text_arg){ .name = name, .value = value };
}

static void with_number(struct teller *t, struct trace_line *line, const char *name, int64_t n)
{
	with(line, name, str_fmt(t->arena, "%lld", (long long)n));
}

static void with_instant(struct teller *t, struct trace_line *line, const char *name, int64_t at)
{
	char text[INSTANT_TEXT];
	with(line, name, str_dup(t->arena, str_of(instant_vi(at, text))));
}

static void with_day(struct teller *t, struct trace_line *line, const char *name, struct day d)
{
	char text[DAY_TEXT];
	with(line, name, str_dup(t->arena, str_of(day_vi(d, text))));
}

static void with_length(struct teller *t, struct trace_line *line, const char *name,
			int64_t seconds)
{
	with(line, name,
	     str_fmt(t->arena, "%d:%02d", (int)(seconds / 3600), (int)(seconds / 60 % 60)));
}

/* R2. */
static void tell_start(struct teller *t, int64_t from, bool resumed)
{
	t->from = from;
	t->held = 0;
	int64_t start = work_next(t->in->cal, from);
	const char *key = resumed ? "trace.resumed" : "trace.received";
	if (t->in->limit.unit == LIMIT_CDAY) {
		with_day(t, tell(t, "R7", resumed ? "trace.resumed_day" : "trace.received_day"),
			 "day", day_of(from));
		return;
	}
	if (start != from) {
		key = resumed ? "trace.resumed_outside" : "trace.received_outside";
	}
	struct trace_line *line = tell(t, "R2", key);
	with_instant(t, line, "at", from);
	with_instant(t, line, "start", start);
}

/* What counts, and from when. */
static void tell_limit(struct teller *t, int64_t from)
{
	struct limit limit = t->in->limit;
	int64_t start = work_next(t->in->cal, from);
	struct trace_line *line;
	switch (limit.unit) {
	case LIMIT_SAME_DAY:
		line = tell(t, "R3b",
			    start - day_start(day_of(start)) > t->in->cutoff_s
				    ? "trace.after_cutoff"
				    : "trace.before_cutoff");
		with_length(t, line, "cutoff", t->in->cutoff_s);
		return;
	case LIMIT_WDAY:
		line = tell(t, "R3", "trace.working_days");
		with_number(t, line, "n", limit.amount);
		with_day(t, line, "day", day_of(start));
		return;
	case LIMIT_WHOUR:
		line = tell(t, "R4", "trace.hours");
		with_length(t, line, "length", limit.amount);
		with_instant(t, line, "start", start);
		return;
	case LIMIT_CDAY:
		line = tell(t, "R7", "trace.calendar_days");
		with_number(t, line, "n", limit.amount);
		with_day(t, line, "day", day_of(from));
		return;
	}
}

/* R6. */
static void tell_pause(struct teller *t, const struct pause *p, const struct pause_effect *effect)
{
	static const char *const key[] = {
		[PAUSE_IDLE] = "trace.pause_idle",
		[PAUSE_HELD] = "trace.pause_days",
		[PAUSE_BEGAN_AFRESH] = "trace.pause_reset",
		[PAUSE_OPEN] = "trace.pause_open",
	};
	bool days = t->in->limit.unit == LIMIT_WDAY || t->in->limit.unit == LIMIT_CDAY;
	const char *what = key[effect->kind];
	if (effect->kind == PAUSE_HELD && !days) {
		what = t->in->limit.unit == LIMIT_WHOUR ? "trace.pause_hours"
							: "trace.pause_same_day";
	}
	struct trace_line *line = tell(t, "R6", what);
	with_instant(t, line, "from", p->from);
	if (p->to != INSTANT_NONE) {
		with_instant(t, line, "to", p->to);
	}
	if (effect->kind == PAUSE_HELD && days) {
		t->held += effect->held;
		with_number(t, line, "held", effect->held);
	} else if (effect->kind == PAUSE_HELD) {
		with_length(t, line, "held", effect->held);
	}
	if (effect->to_resume) {
		with_instant(t, tell(t, "R6", "trace.pause_due_day"), "due", effect->due);
	}
	if (effect->kind == PAUSE_BEGAN_AFRESH ||
	    (effect->kind == PAUSE_HELD && t->in->limit.unit == LIMIT_SAME_DAY)) {
		tell_start(t, p->to, true);
		tell_limit(t, p->to);
	}
}

/* A day of the table and what makes it so. Most come from the Labour Code, which has a
 * name in both languages. */
static void tell_row(struct teller *t, struct day d, const struct holiday *row, const char *key,
		     const char *labour)
{
	struct citation c = holiday_citation(row);
	bool code = str_is(c.document, "BLLD 2019") && c.article.n > 0 && c.clause.n > 0;
	struct trace_line *line = tell(t, "R1", code ? labour : key);
	with_day(t, line, "day", d);
	with(line, "name", row->name);
	if (code) {
		with(line, "article", c.article);
		with(line, "clause", c.clause);
	} else {
		with(line, "source", c.document);
	}
}

static void tell_named_day(struct teller *t, struct day d)
{
	const struct holiday *row = calendar_holiday(t->in->cal, d);
	enum day_reason reason = calendar_reason(t->in->cal, d);
	if (reason == DAY_IS_OFF) {
		tell_row(t, d, row, "trace.day_off", "trace.day_off.labour");
	} else if (reason == DAY_IS_CLOSED) {
		with_day(t, tell(t, "R1", "trace.day_closed"), "day", d);
	} else if (reason == DAY_IS_WORKING && row) {
		tell_row(t, d, row, "trace.day_swapped", "trace.day_swapped.labour");
	}
}

static bool is_weekend(struct day d)
{
	enum { SATURDAY = 5 };
	return day_weekday(d) >= SATURDAY;
}

/* R1: the days off between start and due, those with a name one by one. */
static void tell_days(struct teller *t, struct day from, struct day to)
{
	int64_t weekends = 0;
	for (struct day d = { from.n + 1 }; d.n <= to.n; d.n++) {
		bool works = calendar_working(t->in->cal, d);
		if (is_weekend(d) && !works) {
			weekends++;
		} else if (t->trace->n < TRACE_LINES - LINES_AFTER) {
			tell_named_day(t, d);
		}
	}
	if (weekends > 0) {
		with_number(t, tell(t, "R1", "trace.weekends"), "n", weekends);
	}
}

/* R7: the last day counted, and what was passed over when it was a day off. */
static void tell_roll(struct teller *t, struct day due)
{
	struct day last = { day_of(t->from).n + (int32_t)(t->in->limit.amount + t->held) };
	if (last.n >= due.n) {
		return;
	}
	with_day(t, tell(t, "R7", "trace.rolled"), "day", last);
	tell_days(t, (struct day){ last.n - 1 }, due);
}

static void tell_due(struct teller *t, const struct deadline *d)
{
	const struct deadline_in *in = t->in;
	bool moment = in->mode == DUE_TIME_OF_DAY && in->limit.unit == LIMIT_WDAY;
	const char *rule = "R3";
	const char *key = moment ? "trace.due_time" : "trace.due_close";
	if (in->limit.unit == LIMIT_WHOUR) {
		rule = "R4";
		key = "trace.due_hours";
	} else if (in->limit.unit == LIMIT_SAME_DAY) {
		rule = "R3b";
	} else if (in->limit.unit == LIMIT_CDAY) {
		rule = "R7";
	}
	with_instant(t, tell(t, rule, key), "due", d->due);
	if (d->apology_by != INSTANT_NONE) {
		with_instant(t, tell(t, "R8", "trace.apology"), "at", d->apology_by);
	}
	if (d->provisional) {
		tell(t, "R1", "trace.provisional");
	}
}

bool deadline_explain(struct arena *a, const struct deadline_in *in, struct deadline *out,
		      struct deadline_trace *trace, struct err *e)
{
	struct pause_effect effect[LIMIT_PAUSES];
	struct deadline d;
	if (!deadline_follow(in, &d, effect, e)) {
		return false;
	}
	*trace = (struct deadline_trace){ 0 };
	struct teller t = { .arena = a, .in = in, .trace = trace };
	tell_start(&t, in->received_at, false);
	tell_limit(&t, in->received_at);
	for (size_t i = 0; i < in->n_pauses; i++) {
		tell_pause(&t, &in->pauses[i], &effect[i]);
	}
	if (d.due != INSTANT_NONE) {
		if (in->limit.unit == LIMIT_CDAY) {
			tell_roll(&t, day_of(d.due));
		} else {
			tell_days(&t, day_of(d.effective_start), day_of(d.due));
		}
		tell_due(&t, &d);
	}
	*out = d;
	return true;
}
