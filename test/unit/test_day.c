/* Civil time of Vietnam. */
#include "base/day.h"

#include "tap.h"

static void days(void)
{
	static const struct {
		int year, month, day;
		int32_t n;
		int weekday;
	} table[] = {
		{ 1970, 1, 1, 0, 3 },	      { 1969, 12, 31, -1, 2 },
		{ 1900, 1, 1, -25567, 0 },    { 2000, 2, 29, 11016, 1 },
		{ 2026, 11, 23, 20780, 0 },   { 2024, 2, 29, 19782, 3 },
		{ 9999, 12, 31, 2932896, 4 },
	};
	for (size_t i = 0; i < ARRAY_LEN(table); i++) {
		struct day d = day_make(table[i].year, table[i].month, table[i].day);
		is_int(d.n, table[i].n, "day of %d-%d", table[i].year, table[i].month);
		is_int(day_weekday(d), table[i].weekday, "its weekday");
	}
	int64_t bad = 0;
	int last = 0;
	for (int32_t n = -25567; n <= 2932896; n++) {
		int y;
		int m;
		int d;
		day_split((struct day){ n }, &y, &m, &d);
		int written = y * 10000 + m * 100 + d;
		bad += !day_valid(y, m, d) || day_make(y, m, d).n != n || written <= last;
		last = written;
	}
	is_int(bad, 0, "every day from 1900 to 9999 splits and joins");
	is_int(day_weekday((struct day){ INT32_MIN }), 1, "the weekday is never negative");
}

static void valid(void)
{
	static const struct {
		int year, month, day;
		bool valid;
	} table[] = {
		{ 2024, 2, 29, true },	{ 2023, 2, 29, false },	 { 1900, 2, 29, false },
		{ 2000, 2, 29, true },	{ 2026, 4, 31, false },	 { 2026, 0, 1, false },
		{ 2026, 13, 1, false }, { 2026, 1, 0, false },	 { 2026, 1, 32, false },
		{ 1, 1, 1, false },	{ 1899, 12, 31, false }, { 9999, 12, 31, true },
		{ 10000, 1, 1, false }, { 0, 1, 1, false },	 { -2026, 1, 1, false },
	};
	for (size_t i = 0; i < ARRAY_LEN(table); i++) {
		ok(day_valid(table[i].year, table[i].month, table[i].day) == table[i].valid,
		   "%d-%d-%d is %sa day", table[i].year, table[i].month, table[i].day,
		   table[i].valid ? "" : "not ");
	}
}

static void parsing_days(void)
{
	static const struct {
		const char *s;
		bool good;
	} table[] = {
		{ "2026-11-23", true },	  { "1900-01-01", true },   { "9999-12-31", true },
		{ "2026-13-01", false },  { "2026-02-30", false },  { "0001-01-01", false },
		{ "2026-1-1", false },	  { "2026-11-23 ", false }, { " 2026-11-23", false },
		{ "2026-11-234", false }, { "2026/11/23", false },  { "23-11-2026", false },
		{ "", false },		  { "2026-11", false },	    { "+026-11-23", false },
		{ "10000-01-01", false }, { "2026-11-2x", false },
	};
	for (size_t i = 0; i < ARRAY_LEN(table); i++) {
		struct err e = { 0 };
		struct day d;
		bool good = day_parse(str_of(table[i].s), &d, &e);
		ok(good == table[i].good, "day '%s'", table[i].s);
		if (good) {
			char text[DAY_TEXT];
			is_str(day_text(d, text), table[i].s, "and back");
		} else {
			is_str(e.key, "time.day", "its error");
			is_str(err_arg(&e, "value"), table[i].s, "names it");
		}
	}
}

static void parsing_instants(void)
{
	static const struct {
		const char *s;
		int64_t at;		/* INSTANT_NONE: refused */
	} table[] = {
		{ "1970-01-01T07:00:00+07:00", 0 },
		{ "1970-01-01T00:00:00Z", 0 },
		{ "1970-01-01T00:00:00+00:00", 0 },
		{ "1970-01-01T00:00:00-00:00", 0 },
		{ "1970-01-01T07:00:00", 0 },
		{ "1970-01-01 07:00", 0 },
		{ "1970-01-01T07:00Z", 25200 },
		{ "2026-11-23T08:15:00+07:00", 1795396500 },
		{ "2026-11-22T20:15:00-05:00", 1795396500 },
		{ "2026-11-23T23:59:59", 1795453199 },
		{ "2016-12-31T23:59:60Z", INSTANT_NONE },	/* a leap second that was */
		{ "2026-11-23T24:00:00", INSTANT_NONE },
		{ "2026-11-23T08:60:00", INSTANT_NONE },
		{ "2026-11-23T08:15:00.5", INSTANT_NONE },
		{ "2026-11-23T08:15:00,5Z", INSTANT_NONE },
		{ "2026-11-23", INSTANT_NONE },
		{ "2026-11-23T", INSTANT_NONE },
		{ "2026-11-23T08", INSTANT_NONE },
		{ "2026-11-23T8:15", INSTANT_NONE },
		{ "2026-11-23T08:15:", INSTANT_NONE },
		{ "2026-11-23T08:15:00+7", INSTANT_NONE },
		{ "2026-11-23T08:15:00+0700", INSTANT_NONE },
		{ "2026-11-23T08:15:00+24:00", INSTANT_NONE },
		{ "2026-11-23T08:15:00+07:60", INSTANT_NONE },
		{ "2026-11-23T08:15:00Z ", INSTANT_NONE },
		{ "2026-11-23  08:15:00", INSTANT_NONE },
		{ "2026-11-31T08:15:00", INSTANT_NONE },
		{ "0001-01-01T00:00:00Z", INSTANT_NONE },
		{ "1900-01-01T00:00:00+08:00", INSTANT_NONE },
		{ "1900-01-01T00:00:00+07:00", -2209014000 },
		{ "9999-12-31T23:59:59+07:00", 253402275599 },
		{ "9999-12-31T23:59:59Z", INSTANT_NONE },	/* year 10000 in Vietnam */
		{ "99999-12-31T23:59:59", INSTANT_NONE },
		{ "", INSTANT_NONE },
	};
	for (size_t i = 0; i < ARRAY_LEN(table); i++) {
		struct err e = { 0 };
		int64_t at = INSTANT_NONE;
		bool good = instant_parse(str_of(table[i].s), &at, &e);
		is_int(at, table[i].at, "instant '%s'", table[i].s);
		is_str(e.key, good ? "" : "time.instant", "its error");
	}
	struct err e;
	int64_t at;
	ok(!instant_parse((struct str){ "2026-\0-23", 9 }, &at, &e), "a NUL inside");
	static char huge[10 << 20];
	memset(huge, '1', sizeof(huge));
	ok(!instant_parse((struct str){ huge, sizeof(huge) }, &at, &e), "10 MB of digits");
}

static void writing(void)
{
	char s[INSTANT_TEXT];
	is_str(instant_text(1795396500, s), "2026-11-23T08:15:00+07:00", "instant");
	is_str(instant_vi(1795396500, s), "08:15 23/11/2026", "for people");
	is_str(instant_text(-1, s), "1970-01-01T06:59:59+07:00", "before the epoch");
	is_str(instant_text(-25201, s), "1969-12-31T23:59:59+07:00", "the second before 1970");
	char d[DAY_TEXT];
	is_str(day_vi(day_make(2026, 9, 2), d), "02/09/2026", "day for people");
	int64_t bad = 0;
	/* A prime step, so that every hour, minute and second comes by. */
	for (int64_t at = -2208988800; at < 253402275600; at += 86399 * 31) {
		struct err e;
		int64_t back = 0;
		bool good = instant_parse(str_of(instant_text(at, s)), &back, &e);
		bad += !good || back != at || civil_instant(civil_of(at)) != at;
	}
	is_int(bad, 0, "written and read again");
	is_int(day_of(day_start((struct day){ 20780 })).n, 20780, "a day starts in itself");
	is_int(day_of(day_start((struct day){ 20780 }) - 1).n, 20779, "and not a second before");
}

int main(void)
{
	days();
	valid();
	parsing_days();
	parsing_instants();
	writing();
	return done_testing();
}
