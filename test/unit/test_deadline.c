/* Limits as written, extensions, apologies, and the telling of a derivation. */
#include "core/deadline_trace.h"
#include "law_fixture.h"

static struct arena *arena;

static const char *parsed(const char *text)
{
	struct limit limit;
	struct err e;
	if (!limit_parse(str_of(text), &limit, &e)) {
		return str_cstr(arena, str_of(e.key));
	}
	static const char *const unit[] = { "same", "wday", "whour", "cday" };
	return str_cstr(arena, str_fmt(arena, "%s %lld", unit[limit.unit],
				       (long long)limit.amount));
}

static void test_limits(void)
{
	static const char *const rows[][2] = {
		{ "same-day", "same 0" },	{ "5d", "wday 5" },
		{ "2.5d", "whour 72000" },	{ "0.5d", "whour 14400" },
		{ "2.0d", "wday 2" },		{ "0.01d", "whour 288" },
		{ "12h", "whour 43200" },	{ "1.25h", "whour 4500" },
		{ "30cd", "cday 30" },		{ "05d", "wday 5" },
		{ "", "limit.syntax" },		{ "5", "limit.syntax" },
		{ "5x", "limit.syntax" },	{ "d", "limit.syntax" },
		{ "-5d", "limit.syntax" },	{ "+5d", "limit.syntax" },
		{ "5 d", "limit.syntax" },	{ "5D", "limit.syntax" },
		{ "0d", "limit.syntax" },	{ "0.0h", "limit.syntax" },
		{ "0cd", "limit.syntax" },	{ "1.5cd", "limit.syntax" },
		{ "1.d", "limit.syntax" },	{ ".5d", "limit.syntax" },
		{ "1.123d", "limit.syntax" },	{ "1,5d", "limit.syntax" },
		{ "5dd", "limit.syntax" },	{ "same-days", "limit.syntax" },
		{ "36525d", "wday 36525" },	{ "36526d", "limit.range" },
		{ "99999999999999999999d", "limit.range" },
		{ "99999999999999999999x", "limit.syntax" },
	};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		is_str(parsed(rows[i][0]), rows[i][1], "limit \"%s\"", rows[i][0]);
	}
	static const char *const same[] = { "same-day", "5d", "20h", "1.5h", "0.25h", "30cd" };
	for (size_t i = 0; i < ARRAY_LEN(same); i++) {
		struct limit limit;
		struct err e;
		ok(limit_parse(str_of(same[i]), &limit, &e), "read %s", same[i]);
		is_text(limit_text(arena, limit), same[i], "written as read");
	}
}

static void test_extensions(const struct law_fixture *f)
{
	struct limit out;
	struct err e;
	int64_t due;
	ok(limit_extend((struct limit){ LIMIT_CDAY, 30 }, 30, &out, &e) && out.amount == 60,
	   "a denunciation extended by 30 days");
	ok(!limit_extend((struct limit){ LIMIT_SAME_DAY, 0 }, 1, &out, &e), "not the same day");
	is_str(e.key, "limit.same_day", "says so");
	ok(!limit_extend((struct limit){ LIMIT_WDAY, 1 }, INT64_MAX, &out, &e), "not without end");
	ok(deadline_extend_wdays(&f->a, at("2025-04-29T17:00"), 2, &due, &e) &&
		   due == at("2025-05-06T17:00"),
	   "form 04: two working days after 29/4");
	ok(deadline_extend_wdays(&f->b, at("2025-03-07T09:32"), 1, &due, &e) &&
		   due == at("2025-03-10T17:00"),
	   "form 04: at the close, whatever the hour of the old due");
	ok(!deadline_extend_wdays(&f->a, at("2030-12-31T17:00"), 1, &due, &e),
	   "not past the cover");
	is_int(deadline_apology(&f->a, LIMIT_WDAY, at("2025-05-05T17:00")), at("2025-04-29T17:00"),
	       "R8: over the holidays");
	is_int(deadline_apology(&f->a, LIMIT_WHOUR, at("2025-05-05T17:00")), INSTANT_NONE,
	       "R8: none for hours");
}

static void test_order(void)
{
	struct pause p[] = { { .from = 30, .to = 40 }, { .from = 10, .to = 20 },
			     { .from = 20, .to = 30 } };
	pauses_sort(p, ARRAY_LEN(p));
	ok(p[0].from == 10 && p[1].from == 20 && p[2].from == 30, "pauses in order");
}

static void test_hours_change(void)
{
	struct holiday_table t;
	struct profile p;
	struct calendar c;
	struct deadline d;
	struct err e;
	bool built =
		holidays_read(arena, STR("date,name_vi,kind,source\n2025-01-01,x,holiday,s\n"), &t,
			      &e) &&
		profile_read(arena,
			     STR("{\"sets\":[{\"sessions\":[[\"mon-fri\",\"07:00\",\"16:00\"]]},"
				 "{\"from\":\"2025-10-15\",\"sessions\":[[\"mon-fri\",\"07:30\","
				 "\"16:30\"]]}]}"),
			     &p, &e) &&
		calendar_build(arena, &t, &p, WEEK_LAW, &c, &e);
	ok(built, "summer and winter hours");
	struct deadline_in in = { .cal = &c,
				  .received_at = at("2025-10-14T07:10"),
				  .limit = { LIMIT_WDAY, 2 },
				  .mode = DUE_TIME_OF_DAY,
				  .cutoff_s = CUTOFF_DEFAULT_S };
	ok(deadline_compute(&in, &d, &e) && d.due == at("2025-10-16T07:30"),
	   "07:10 is moved to the opening of the due day");
	in.mode = DUE_DAY_CLOSE;
	ok(deadline_compute(&in, &d, &e) && d.due == at("2025-10-16T16:30"), "the due day's close");
	is_int(d.apology_by, at("2025-10-15T16:30"), "the close of the day before");
}

/* Rules and keys of the trace: "R2 trace.received, …". */
static struct str told(const struct deadline_in *in)
{
	struct deadline d;
	struct deadline_trace trace;
	struct err e;
	struct str all = STR("");
	if (!deadline_explain(arena, in, &d, &trace, &e)) {
		return str_of(str_cstr(arena, str_of(e.key)));
	}
	for (size_t i = 0; i < trace.n; i++) {
		ok(text_get(TEXT_VI, trace.line[i].key).n > 0, "%s has a sentence",
		   trace.line[i].key);
		all = str_fmt(arena, "%.*s%s%s %s", STR_ARG(all), i ? ", " : "",
			      trace.line[i].rule, trace.line[i].key + sizeof("trace"));
	}
	return all;
}

static void test_traces(const struct law_fixture *f)
{
	struct pause pause = { at("2025-04-28T10:00"), at("2025-05-05T08:00"), PAUSE_HOLD };
	struct deadline_in in = { .cal = &f->a,
				  .received_at = at("2025-04-25T18:00"),
				  .limit = { LIMIT_WDAY, 2 },
				  .pauses = &pause,
				  .n_pauses = 1,
				  .cutoff_s = CUTOFF_DEFAULT_S };
	is_text(told(&in),
		"R2 received_outside, R3 working_days, R6 pause_days, R1 day_off.labour, "
		"R1 day_off.labour, R1 day_off, R1 weekends, R3 due_close, R8 apology",
		"working days with a pause over holidays");
	pause.policy = PAUSE_RESET;
	in.mode = DUE_TIME_OF_DAY;
	is_text(told(&in),
		"R2 received_outside, R3 working_days, R6 pause_reset, R2 resumed, "
		"R3 working_days, R1 day_off.labour, R1 day_off.labour, R1 day_off, R1 weekends, "
		"R3 due_time, R8 apology",
		"begun afresh, at the hour");
	pause.to = INSTANT_NONE;
	is_text(told(&in), "R2 received_outside, R3 working_days, R6 pause_open", "an open pause");
	pause.to = pause.from + 3600;
	in.limit = (struct limit){ LIMIT_SAME_DAY, 0 };
	is_text(told(&in), "R2 received_outside, R3b before_cutoff, R6 pause_idle, R3b due_close",
		"the same day, with a pause opened too late");
	in.limit = (struct limit){ LIMIT_WHOUR, 8 * 3600 };
	in.n_pauses = 0;
	in.received_at = at("2026-12-31T16:00");
	is_text(told(&in),
		"R2 received, R4 hours, R1 day_off.labour, R1 weekends, R4 due_hours, "
		"R1 provisional",
		"hours into an unconfirmed year");
	in.limit = (struct limit){ LIMIT_CDAY, 30 };
	in.received_at = at("2025-01-02T09:00");
	is_text(told(&in),
		"R7 received_day, R7 calendar_days, R7 rolled, R1 weekends, R7 due_close, "
		"R8 apology",
		"calendar days that roll");
}

static void test_many_pauses(const struct law_fixture *f)
{
	enum { MANY = 65 };
	struct pause p[MANY];
	for (int i = 0; i < MANY; i++) {
		p[i] = (struct pause){ at("2025-03-03T08:00") + i * 60,
				       at("2025-03-03T08:00") + i * 60 + 30, PAUSE_RESET };
	}
	struct deadline_in in = { .cal = &f->a,
				  .received_at = at("2025-03-03T07:45"),
				  .limit = { LIMIT_SAME_DAY, 0 },
				  .pauses = p,
				  .n_pauses = MANY - 1,
				  .cutoff_s = CUTOFF_DEFAULT_S };
	struct deadline d;
	struct deadline_trace trace;
	struct err e;
	ok(deadline_explain(arena, &in, &d, &trace, &e), "64 pauses are told");
	in.n_pauses = MANY;
	ok(!deadline_compute(&in, &d, &e), "65 are too many");
	is_str(e.key, "pause.many", "says so");
	in.n_pauses = 0;
	in.limit = (struct limit){ LIMIT_WDAY, 1400 };
	ok(deadline_explain(arena, &in, &d, &trace, &e) && trace.n <= TRACE_LINES,
	   "a very long limit is told within bounds");
}

int main(void)
{
	struct law_fixture f;
	law_fixture_open(&f);
	arena = &f.arena;
	test_limits();
	test_extensions(&f);
	test_order();
	test_hours_change();
	test_traces(&f);
	test_many_pauses(&f);
	arena_done(&f.arena);
	return done_testing();
}
