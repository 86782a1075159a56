/* Instants as logs write them. */
#include "mine.h"

#include "import.h"

#include "core/mine_time.h"
#include "core/xes.h"

#include "base/day.h"

#include <string.h>

enum { LONGEST = 48 };			/* of all that are known */

/* A day and an hour taken apart, so that they may be put together in one way. */
struct apart {
	struct str day, hour;
	struct str half;		/* "AM", "PM"; empty: the hour is of 24 */
	struct str zone;		/* "Z", "+07:00"; empty: none is named */
};

static bool digit(char c)
{
	return c >= '0' && c <= '9';
}

/* As Vietnamese programs write it, too. */
static bool cut_half(struct str *s, struct str *half)
{
	static const struct { const char *end, *half; } known[] = {
		{ "AM", "AM" }, { "PM", "PM" }, { "SA", "AM" }, { "CH", "PM" },
		{ "a.m.", "AM" }, { "p.m.", "PM" },
	};

	for (size_t i = 0; i < ARRAY_LEN(known); i++) {
		size_t n = strlen(known[i].end);

		if (s->n > n &&
		    mine_transition_is(str_sub(*s, s->n - n, s->n), str_of(known[i].end))) {
			*half = str_of(known[i].half);
			*s = str_trim(str_sub(*s, 0, s->n - n));
			return true;
		}
	}
	return false;
}

static void cut_zone(struct str *s, struct str *zone)
{
	static const char *const universal[] = { "UTC", "GMT", "Z" };

	for (size_t i = 0; i < ARRAY_LEN(universal); i++) {
		size_t n = strlen(universal[i]);

		if (s->n > n &&
		    mine_transition_is(str_sub(*s, s->n - n, s->n), str_of(universal[i]))) {
			*zone = STR("Z");
			*s = str_trim(str_sub(*s, 0, s->n - n));
			return;
		}
	}
	for (size_t i = s->n; i > 0; i--) {
		if (s->p[i - 1] == '+' || s->p[i - 1] == '-') {
			*zone = str_sub(*s, i - 1, s->n);
			*s = str_trim(str_sub(*s, 0, i - 1));
			return;
		}
	}
}

/* The day goes first, with a space or a T behind it. */
static bool take_apart(struct str s, struct apart *out)
{
	size_t i = 0;

	while (i < s.n && s.p[i] != ' ' && s.p[i] != 'T') {
		i++;
	}
	*out = (struct apart){ .day = str_sub(s, 0, i) };
	if (i == s.n) {
		return i <= 10;
	}
	out->hour = str_trim(str_sub(s, i + 1, s.n));
	cut_zone(&out->hour, &out->zone);
	(void)cut_half(&out->hour, &out->half);
	return i <= 10 && out->hour.n > 0;
}

static bool put(char *to, size_t *n, struct str s)
{
	if (*n + s.n > LONGEST) {
		return false;
	}
	if (s.n > 0) {
		memcpy(to + *n, s.p, s.n);
	}
	*n += s.n;
	return true;
}

/* "8:30", "08:30:15.25", "08:30:15,25" as a form that it is written in. */
static const char *form_of_hour(struct str hour, bool half)
{
	size_t colons = 0, parts = 0;

	for (size_t i = 0; i < hour.n; i++) {
		colons += hour.p[i] == ':';
		parts += hour.p[i] == '.' || hour.p[i] == ',';
	}
	if (colons == 1 && parts == 0) {
		return half ? " %I:%M %p" : " %H:%M";
	}
	if (colons == 2 && parts == 0) {
		return half ? " %I:%M:%S %p" : " %H:%M:%S";
	}
	return half ? " %I:%M:%S.%f %p" : " %H:%M:%S.%f";
}

/* The year first or the day: four digits before the first mark are a year. */
static const char *form_of_day(struct str day)
{
	bool year = day.n > 4 && !digit(day.p[4]) && digit(day.p[3]) && digit(day.p[2]);
	char mark = '\0';

	for (size_t i = 0; i < day.n && mark == '\0'; i++) {
		mark = digit(day.p[i]) ? '\0' : day.p[i];
	}
	switch (mark) {
	case '/':
		return year ? "%Y/%m/%d" : "%d/%m/%Y";
	case '-':
		return year ? "%Y-%m-%d" : "%d-%m-%Y";
	case '.':
		return year ? "%Y.%m.%d" : "%d.%m.%Y";
	default:
		return NULL;
	}
}

static bool day_and_hour(struct str s, int32_t zone_s, int64_t *us)
{
	struct apart a;
	char form[LONGEST], text[LONGEST];
	size_t forms = 0, n = 0;
	const char *day = take_apart(s, &a) ? form_of_day(a.day) : NULL;

	if (day == NULL || !put(form, &forms, str_of(day)) || !put(text, &n, a.day)) {
		return false;
	}
	if (a.hour.n > 0 &&
	    (!put(form, &forms, str_of(form_of_hour(a.hour, a.half.n > 0))) ||
	     !put(text, &n, STR(" ")) || !put(text, &n, a.hour) || !put(text, &n, a.half))) {
		return false;
	}
	for (size_t i = a.day.n; i < n; i++) {
		text[i] = text[i] == ',' ? '.' : text[i];
	}
	if (a.zone.n > 0 && (!put(form, &forms, STR(" %z")) || !put(text, &n, a.zone))) {
		return false;
	}
	return mine_time_by((struct str){ form, forms }, (struct str){ text, n }, zone_s, us);
}

/* Seconds since 1970 have ten digits these years, milliseconds thirteen. */
static bool since_1970(struct str s, int64_t *us)
{
	return (s.n == 10 && mine_time_by(STR("%s"), s, 0, us)) ||
	       (s.n > 11 && s.p[10] == '.' && mine_time_by(STR("%s.%f"), s, 0, us)) ||
	       (s.n == 13 && mine_time_by(STR("%L"), s, 0, us));
}

/* Behind the day, for a day has dashes too. */
static bool names_offset(struct str s)
{
	for (size_t i = 10; i < s.n; i++) {
		if (s.p[i] == '+' || s.p[i] == '-' || s.p[i] == 'Z' || s.p[i] == 'z') {
			return true;
		}
	}
	return false;
}

bool mine_instant(struct str s, int32_t zone_s, int64_t *us)
{
	int64_t at;
	bool hour;

	if (xes_instant(s, us)) {
		*us -= names_offset(s) ? 0 : zone_s * INT64_C(1000000);
		return true;
	}
	if (s.n > LONGEST) {
		return false;
	}
	/* Days and the forms of our offices, which that reads as of Vietnam. */
	if (s.n <= 32 && !names_offset(s) && import_time(s, &at, &hour)) {
		*us = (at + ZONE_S - zone_s) * 1000000;
		return true;
	}
	return since_1970(s, us) || day_and_hour(s, zone_s, us) ||
	       mine_time_by(STR("%Y%m%d%H%M%S"), s, zone_s, us) ||
	       mine_time_by(STR("%Y%m%d"), s, zone_s, us);
}
