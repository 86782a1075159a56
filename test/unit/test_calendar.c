/* Tables of holidays, office hours, and the calendars made of them. */
#include "law_fixture.h"

static struct arena *arena;

static const char *refused_table(const char *csv)
{
	static struct err e;
	struct holiday_table t;
	return holidays_read(arena, str_of(csv), &t, &e) ? "read" : e.key;
}

static void test_tables(void)
{
	struct holiday_table t;
	struct err e;
	ok(holidays_read(arena,
			 STR("\xEF\xBB\xBF"
			     "date,name_vi,kind,source\r\n"
			     "# a comment\r\n"
			     "2025-09-02,\"Quốc khánh, \"\"2/9\"\"\",holiday,assumed: statute\r\n"
			     "2024-09-02,Quốc khánh,holiday,notice\r\n\r\n"),
			 &t, &e),
	   "mark, comment, quotes, CR LF, any order");
	is_int((int64_t)t.rows, 2, "two rows");
	is_text(t.row[1].name, "Quốc khánh, \"2/9\"", "a quoted name");
	ok(holidays_confirmed(&t, 2024) && !holidays_confirmed(&t, 2025), "an assumed year");
	ok(!holidays_confirmed(&t, 2023) && !holidays_confirmed(&t, 2026), "years outside");
#define HEAD "date,name_vi,kind,source\n"
	is_str(refused_table(""), "holidays.empty", "nothing at all");
	is_str(refused_table(HEAD), "holidays.empty", "a header only");
	is_str(refused_table("date,name,kind,source\n"), "holidays.header", "another header");
	is_str(refused_table(HEAD "2025-02-30,x,holiday,s\n"), "holidays.date", "30 February");
	is_str(refused_table(HEAD "2025-02-03,x,feast,s\n"), "holidays.kind", "unknown kind");
	is_str(refused_table(HEAD "2025-02-03,,holiday,s\n"), "holidays.name", "no name");
	is_str(refused_table(HEAD "2025-02-03,x,holiday\n"), "holidays.columns", "three columns");
	is_str(refused_table(HEAD "2025-02-03,\"x,holiday,s\n"), "csv.quote", "an open quote");
	is_str(refused_table(HEAD "2025-02-03,x,holiday,s\n2025-02-03,y,swap_off,s\n"),
	       "holidays.duplicate", "one day twice");
	is_str(refused_table(HEAD "2021-02-03,x,holiday,s\n2023-02-03,y,holiday,s\n"),
	       "holidays.gap", "a year left out");
	is_str(refused_table(HEAD "1900-02-03,x,holiday,s\n2023-02-03,y,holiday,s\n"),
	       "holidays.years", "more than a hundred years");
	is_str(refused_table(HEAD "2021-02-03,\xFF,holiday,s\n"), "text.utf8", "not UTF-8");
	ok(!holidays_read(arena, STR(HEAD "\n2025-01-01,x,holiday,s\n2025-02-03,x,feast,s\n"), &t,
			  &e),
	   "refused");
	is_str(err_arg(&e, "line"), "4", "the line is named");
	is_str(err_arg(&e, "column"), "kind", "the column is named");
	is_str(err_arg(&e, "value"), "feast", "the value is named");
}

static void cited(const char *source, const char *document, const char *article,
		  const char *clause)
{
	struct holiday row = { .source = str_of(source),
			       .assumed = str_starts(str_of(source), STR("assumed")) };
	struct citation c = holiday_citation(&row);
	ok(str_is(c.document, document) && str_is(c.article, article) &&
	   str_is(c.clause, clause), "%s", source);
}

static void test_citations(const struct law_fixture *f)
{
	size_t plain = 0;
	cited("BLLD 2019 Art.112(1)", "BLLD 2019", "112", "1");
	cited("assumed: BLLD 2019 Art.111(3) make-up", "BLLD 2019", "111", "3");
	cited("assumed: NQ 28/2026/QH16 Art.2 (no make-up rule)", "NQ 28/2026/QH16", "2", "");
	cited("CV 2450/VPCP-KGVX 12/04/2024; TB 1570/TB-LDTBXH", "CV 2450/VPCP-KGVX 12/04/2024",
	      "", "");
	cited("TB 5015/TB-LDTBXH (sucsongtre.vn)", "TB 5015/TB-LDTBXH", "", "");
	cited("Công văn số 5", "Công văn số 5", "", "");
	cited("assumed", "assumed", "", "");
	cited(" Art.", "Art.", "", "");
	cited("x Art.(", "x", "", "");
	cited("", "", "", "");
	/* What is printed for people holds no remark of who keeps the table. */
	for (size_t i = 0; i < f->table.rows; i++) {
		struct str d = holiday_citation(&f->table.row[i]).document;
		static const char *const kinds[] = { "BLLD ", "TB ", "CV ", "NQ " };
		for (size_t k = 0; k < ARRAY_LEN(kinds); k++) {
			plain += str_starts(d, str_of(kinds[k])) && d.n < 40;
		}
	}
	is_int((int64_t)plain, (int64_t)f->table.rows, "every row cites a document, briefly");
}

static void test_continued(const struct law_fixture *f)
{
	struct holiday_table own;
	struct holiday_table all;
	struct err e;
	ok(holidays_read(arena, STR(HEAD "2025-05-02,x,swap_off,s\n"), &own, &e) &&
		   holidays_continue(arena, &own, &f->table, &all, &e),
	   "a table of one year continued");
	ok(holidays_confirmed(&all, 2025) && !holidays_confirmed(&all, 2026),
	   "only its own year is confirmed");
	is_int(all.first_year, 2025, "begins with the file");
	is_int(all.last_year, 2030, "ends with the table compiled in");
	ok(!holiday_on(&all, day_make(2025, 4, 30)), "its year is taken as it stands");
	ok(holiday_on(&all, day_make(2026, 4, 30)) != NULL, "later years are filled in");
}

static void test_years(const struct law_fixture *f)
{
	/* counted independently from the yearly notices. */
	static const int days[] = { 250, 249, 249, 251, 250, 249 };
	for (int i = 0; i < 6; i++) {
		struct day eve = { day_make(2021 + i, 1, 1).n - 1 };
		struct day last = day_make(2021 + i, 12, 31);
		int64_t n = i == 0 ? calendar_days_between(&f->a, day_make(2021, 1, 1), last)
				   : calendar_days_between(&f->a, eve, last);
		is_int(n, days[i], "working days of %d", 2021 + i);
		ok(holidays_confirmed(&f->table, 2021 + i), "%d is confirmed", 2021 + i);
	}
	for (int year = 2027; year <= 2030; year++) {
		ok(!holidays_confirmed(&f->table, year), "%d is assumed", year);
	}
	is_int(f->table.last_year, 2030, "the table ends with 2030");
}

/* First day of the lunar year and the tenth of its third month, by the rules of
 * the Vietnamese calendar (UTC+7; they differ from China's in 2030). */
static void test_lunar(const struct law_fixture *f)
{
	static const struct {
		int year, tet_month, tet_day, kings_month, kings_day;
	} want[] = {
		{ 2027, 2, 6, 4, 16 },
		{ 2028, 1, 26, 4, 4 },
		{ 2029, 2, 13, 4, 23 },
		{ 2030, 2, 2, 4, 12 },
	};
	for (size_t i = 0; i < ARRAY_LEN(want); i++) {
		struct day tet = day_make(want[i].year, want[i].tet_month, want[i].tet_day);
		struct day kings = day_make(want[i].year, want[i].kings_month, want[i].kings_day);
		const struct holiday *first = holiday_on(&f->table, tet);
		const struct holiday *tenth = holiday_on(&f->table, kings);
		ok(first && str_ends(first->name, STR("Mùng 1")), "Tết %d", want[i].year);
		ok(tenth && str_starts(tenth->name, STR("Giỗ Tổ")), "Giỗ Tổ %d", want[i].year);
	}
}

static void test_instants(const struct law_fixture *f)
{
	const struct calendar *a = &f->a;
	struct day d = day_make(2025, 3, 5);
	is_int(day_open(a, d), at("2025-03-05T07:30"), "opens 07:30");
	is_int(day_close(a, d), at("2025-03-05T17:00"), "closes 17:00");
	is_int(day_moment(a, d, 9 * 3600), at("2025-03-05T09:00"), "09:00 is in a session");
	is_int(day_moment(a, d, 6 * 3600), at("2025-03-05T07:30"), "06:00 moves to the opening");
	is_int(day_moment(a, d, 12 * 3600), at("2025-03-05T13:00"), "noon moves to 13:00");
	is_int(day_moment(a, d, 20 * 3600), at("2025-03-05T17:00"), "20:00 moves to the close");
	is_int(work_next(a, at("2025-03-05T11:30")), at("2025-03-05T13:00"), "R2: a session's end");
	is_int(work_next(a, at("2025-03-07T17:00")), at("2025-03-10T07:30"), "R2: Friday's close");
	is_int(work_next(a, at("2030-12-31T17:00")), INSTANT_NONE, "R2: nothing after the cover");
	is_int(work_between(a, at("2025-03-05T17:00"), at("2025-03-05T08:00")), 0, "backwards: 0");
	is_int(work_between(a, at("2025-03-05T00:00"), at("2025-03-06T00:00")), 28800, "a day");
	is_int(work_between(a, at("2025-03-05T11:29:59"), at("2025-03-05T13:00:01")), 2,
	       "a second on each side of lunch");
	is_int(work_add(a, at("2025-03-05T12:00"), 0), at("2025-03-05T12:00"), "no seconds added");
	is_int(work_add(a, at("2030-12-31T16:00"), 3600), at("2030-12-31T17:00"), "the last hour");
	is_int(work_add(a, at("2030-12-31T16:00"), 3601), INSTANT_NONE, "a second too many");
	is_int(work_add(a, at("2021-01-01T00:00"), INT64_MAX / 2), INSTANT_NONE, "far too many");
	ok(!calendar_covers(a, at("2020-12-31T23:59:59")), "before the cover");
	ok(calendar_covers(a, at("2021-01-01T00:00")) && calendar_covers(a, at("2030-12-31T23:59")),
	   "its first and last minute");
	ok(!calendar_covers(a, at("2031-01-01T00:00")), "after the cover");
	ok(calendar_confirmed(a, at("2021-05-01T00:00"), at("2026-12-31T23:59")), "confirmed");
	ok(!calendar_confirmed(a, at("2026-12-31T23:59"), at("2027-01-01T00:00")), "not beyond");
}

static void test_days(const struct law_fixture *f)
{
	const struct calendar *a = &f->a;
	struct day d;
	ok(calendar_working(a, day_make(2025, 4, 26)), "a swapped Saturday works");
	ok(!calendar_working(a, day_make(2025, 5, 2)), "a swapped Friday does not");
	is_int(calendar_reason(a, day_make(2025, 5, 2)), DAY_IS_OFF, "off by the table");
	is_int(calendar_reason(a, day_make(2025, 5, 3)), DAY_IS_WEEKEND, "a plain Saturday");
	ok(calendar_day_from(a, day_make(2025, 4, 30), &d) && d.n == day_make(2025, 5, 5).n,
	   "rolls over 30/4 to 4/5");
	ok(calendar_day_before(a, day_make(2025, 5, 5), 1, &d) && d.n == day_make(2025, 4, 29).n,
	   "and back");
	ok(!calendar_day_after(a, day_make(2030, 12, 31), 1, &d), "nothing after the last day");
	ok(!calendar_day_before(a, day_make(2021, 1, 4), 1, &d), "nothing before the first");
	ok(!calendar_day_after(a, day_make(2025, 1, 1), INT32_MAX, &d), "far too many");
}

static const char *refused_profile(const char *json)
{
	static struct err e;
	struct profile p;
	return profile_read(arena, str_of(json), &p, &e) ? "read" : e.key;
}

static void test_profiles(void)
{
#define SESSION "\"sessions\":[[\"mon-fri\",\"07:30\",\"11:30\"]]"
	is_str(refused_profile("{" SESSION "}"), "read", "no offset is ours");
	is_str(refused_profile("{\"utc_offset\":\"+07:00\"," SESSION "}"), "read",
	       "+07:00 is ours");
	is_str(refused_profile("{\"utc_offset\":\"+00:00\"," SESSION "}"), "profile.offset",
	       "another offset");
	is_str(refused_profile("[]"), "profile.type", "no object");
	is_str(refused_profile("{"), "json.syntax", "no JSON");
	is_str(refused_profile("{}"), "profile.empty", "no sessions");
	is_str(refused_profile("{\"sessions\":[]}"), "profile.empty", "no session");
	is_str(refused_profile("{\"sessions\":[[\"mon\",\"07:30\"]]}"), "profile.session",
	       "two parts");
	is_str(refused_profile("{\"sessions\":[[\"fri-mon\",\"07:30\",\"11:30\"]]}"),
	       "profile.weekday", "backwards days");
	is_str(refused_profile("{\"sessions\":[[\"mon\",\"11:30\",\"07:30\"]]}"), "profile.time",
	       "backwards hours");
	is_str(refused_profile("{\"sessions\":[[\"mon\",\"07:30\",\"24:01\"]]}"), "profile.time",
	       "after midnight");
	is_str(refused_profile("{\"sessions\":[[\"mon\",\"08:00\",\"11:00\"],[\"mon-tue\","
			       "\"10:00\",\"12:00\"]]}"),
	       "profile.overlap", "overlapping sessions");
	is_str(refused_profile("{" SESSION ",\"closed\":[\"02-30\"]}"), "profile.closed",
	       "closed on 30 February");
	is_str(refused_profile("{" SESSION ",\"cutoff\":\"3pm\"}"), "profile.time", "a cut-off");
	is_str(refused_profile("{\"sets\":[{\"from\":\"2025-07-01\"," SESSION
			       "},{\"from\":\"2025-01-01\"," SESSION "}]}"),
	       "profile.order", "sets out of order");
}

static bool build(const struct law_fixture *f, const char *json, enum week_rule rule,
		  struct calendar *out)
{
	struct err e;
	struct profile *p = arena_new(arena, struct profile);
	return profile_read(arena, str_of(json), p, &e) &&
	       calendar_build(arena, &f->table, p, rule, out, &e);
}

static void test_built(const struct law_fixture *f)
{
	struct calendar c;
	const char *saturdays = "{\"sessions\":[[\"mon-fri\",\"13:00\",\"17:00\"],[\"mon-sat\","
				"\"07:30\",\"11:30\"]],\"closed\":[\"03-04\"]}";
	ok(build(f, saturdays, WEEK_LAW, &c), "built");
	ok(!calendar_working(&c, day_make(2025, 3, 8)), "R1: a Saturday counter is no working day");
	is_int(calendar_reason(&c, day_make(2025, 3, 4)), DAY_IS_CLOSED, "closed every 4 March");
	is_int(work_between(&c, at("2025-04-26T00:00"), at("2025-04-27T00:00")), 28800,
	       "a swapped Saturday has the hours of a weekday");
	ok(build(f, saturdays, WEEK_PROFILE, &c), "built");
	is_int(work_between(&c, at("2025-03-08T00:00"), at("2025-03-09T00:00")), 14400,
	       "by the profile a Saturday has its morning");
	const char *seasons =
		"{\"sets\":[{\"sessions\":[[\"mon-fri\",\"07:30\",\"16:30\"]]},{\"from\":"
		"\"2025-04-15\",\"sessions\":[[\"mon-fri\",\"07:00\",\"16:00\"]]}]}";
	ok(build(f, seasons, WEEK_LAW, &c), "built");
	is_int(day_close(&c, day_make(2025, 4, 14)), at("2025-04-14T16:30"), "winter hours");
	is_int(day_close(&c, day_make(2025, 4, 15)), at("2025-04-15T16:00"), "summer hours");
	const char *many = "{\"sessions\":[[\"mon-fri\",\"07:00\",\"08:00\"],"
			   "[\"mon-fri\",\"09:00\",\"10:00\"],"
			   "[\"mon-fri\",\"20:00\",\"24:00\"]]}";
	ok(build(f, many, WEEK_LAW, &c), "built");
	is_int(work_add(&c, at("2025-03-05T00:00"), 6 * 3600), at("2025-03-06T00:00"),
	       "three sessions, the last until midnight");
	is_int(work_next(&c, at("2025-03-06T00:00")), at("2025-03-06T07:00"),
	       "midnight is after it");
	ok(!build(f, "{\"sessions\":[[\"sat\",\"07:00\",\"08:00\"]],\"sets\":[{\"from\":"
		     "\"2040-01-01\",\"sessions\":[[\"mon\",\"07:00\",\"08:00\"]]}]}",
		  WEEK_LAW, &c),
	   "no working day at all");
}

int main(void)
{
	struct law_fixture f;
	law_fixture_open(&f);
	arena = &f.arena;
	test_tables();
	test_citations(&f);
	test_continued(&f);
	test_years(&f);
	test_lunar(&f);
	test_instants(&f);
	test_days(&f);
	test_profiles();
	test_built(&f);
	arena_done(&f.arena);
	return done_testing();
}
