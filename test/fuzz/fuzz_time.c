/*
 * Instants and days against a reading of their own: the same texts are taken,
 * with the same meaning, and come out in one form.
 */
#include "base/day.h"

#include "cli/opt.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { TEXT = 64 };

/* Days since 1970 by counting years and months, not by the program's formula. */
static int64_t count_days(int year, int month, int day)
{
	static const int length[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	int64_t n = 0;
	for (int y = 1900; y < year; y++) {
		n += (y % 4 == 0 && y % 100 != 0) || y % 400 == 0 ? 366 : 365;
	}
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
	for (int m = 1; m < month; m++) {
		n += length[m - 1] + (m == 2 && leap ? 1 : 0);
	}
	return n + day - 1 - 25567;
}

static void check_day(struct str s)
{
	struct day d;
	struct err e;
	char text[DAY_TEXT], shown[DAY_TEXT];
	int year, month, day;
	if (!day_parse(s, &d, &e)) {
		return;
	}
	day_split(d, &year, &month, &day);
	assert(s.n == 10 && day_valid(year, month, day));
	assert(d.n == count_days(year, month, day) && day_make(year, month, day).n == d.n);
	assert(str_is(s, day_text(d, text)));
	assert(strlen(day_vi(d, shown)) == 10);
	assert(day_of(day_start(d)).n == d.n && day_of(day_start(d) - 1).n == d.n - 1);
	assert(day_weekday(d) == (int)((d.n % 7 + 7 + 3) % 7));
}

static void check_instant(struct str s)
{
	int64_t at, back;
	struct err e;
	char text[INSTANT_TEXT], shown[INSTANT_TEXT];
	if (!instant_parse(s, &at, &e)) {
		return;
	}
	instant_text(at, text);
	bool again = instant_parse(str_of(text), &back, &e);
	assert(again && back == at);
	assert(civil_instant(civil_of(at)) == at);
	assert(strlen(instant_vi(at, shown)) < INSTANT_TEXT);
	struct civil c = civil_of(at);
	assert(c.second < 60 && c.minute < 60 && c.hour < 24);
	assert(at == count_days(c.year, c.month, c.day) * DAY_S + c.hour * 3600 + c.minute * 60 +
			     c.second - ZONE_S);
	assert(opt_instant(s, &back, &e) && back == at);
}

/* Any numbers, so that most inputs are nearly a time. */
static void check_numbers(const uint8_t *data, size_t size)
{
	char text[TEXT];
	int v[7];
	if (size < 8) {
		return;
	}
	for (int i = 0; i < 7; i++) {
		v[i] = data[i];
	}
	int n = snprintf(text, sizeof(text), "%04d-%02d-%02dT%02d:%02d:%02d%s",
			 1890 + v[0] * 40 + v[6] % 40, v[1] % 14, v[2] % 33, v[3] % 26, v[4] % 62,
			 v[5] % 62, data[7] % 3 == 0 ? "Z" : data[7] % 3 == 1 ? "-11:30" : "");
	assert(n > 0 && (size_t)n < sizeof(text));
	check_instant(str_of(text));
	text[10] = '\0';
	check_day(str_of(text));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str s = { (const char *)data, size };
	check_day(s);
	check_instant(s);
	check_numbers(data, size);
	return 0;
}
