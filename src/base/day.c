/* Civil time of Vietnam: days, instants, and their written forms. */
#include "day.h"

#include <assert.h>

enum { YEAR_FIRST = 1900, YEAR_LAST = 9999 };
/* Days of 1900-01-01 and 9999-12-31. */
enum { DAY_FIRST = -25567, DAY_LAST = 2932896 };

static int64_t floor_div(int64_t a, int64_t b)
{
	return a / b - (a % b < 0);
}

static bool is_leap(int year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int month_days(int year, int month)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	return days[month - 1] + (month == 2 && is_leap(year));
}

bool day_valid(int year, int month, int day)
{
	return year >= YEAR_FIRST && year <= YEAR_LAST && month >= 1 && month <= 12 && day >= 1 &&
	       day <= month_days(year, month);
}

/*
 * Years are counted from 1 March, so that the leap day is the last of its year;
 * 400 years have 146,097 days, and 719,468 lie between 0000-03-01 and 1970.
 */
struct day day_make(int year, int month, int day)
{
	assert(day_valid(year, month, day));
	int y = month <= 2 ? year - 1 : year;
	int era = y / 400;
	int of_era = y % 400;
	int of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
	int n = of_era * 365 + of_era / 4 - of_era / 100 + of_year;
	return (struct day){ era * 146097 + n - 719468 };
}

void day_split(struct day d, int *year, int *month, int *day)
{
	assert(d.n >= DAY_FIRST && d.n <= DAY_LAST);
	int shifted = d.n + 719468;
	int era = shifted / 146097;
	int n = shifted % 146097;
	int of_era = (n - n / 1460 + n / 36524 - n / 146096) / 365;
	int of_year = n - (365 * of_era + of_era / 4 - of_era / 100);
	int m = (5 * of_year + 2) / 153;
	*day = of_year - (153 * m + 2) / 5 + 1;
	*month = m < 10 ? m + 3 : m - 9;
	*year = of_era + era * 400 + (*month <= 2);
}

struct day day_of(int64_t at)
{
	assert(at > INT64_MIN + ZONE_S && at < INT64_MAX - ZONE_S);
	int64_t n = floor_div(at + ZONE_S, DAY_S);
	assert(n >= INT32_MIN && n <= INT32_MAX);
	return (struct day){ (int32_t)n };
}

int64_t day_start(struct day d)
{
	return (int64_t)d.n * DAY_S - ZONE_S;
}

int day_weekday(struct day d)
{
	int rest = (int)(((int64_t)d.n + 3) % 7);	/* 1970-01-01 was a Thursday */
	return rest < 0 ? rest + 7 : rest;
}

struct civil civil_of(int64_t at)
{
	struct day d = day_of(at);
	int second = (int)(at - day_start(d));
	struct civil c = { .hour = second / 3600,
			   .minute = second / 60 % 60,
			   .second = second % 60 };
	day_split(d, &c.year, &c.month, &c.day);
	return c;
}

int64_t civil_instant(struct civil c)
{
	assert(c.hour >= 0 && c.hour <= 23 && c.minute >= 0 && c.minute <= 59);
	assert(c.second >= 0 && c.second <= 59);
	struct day d = day_make(c.year, c.month, c.day);
	return day_start(d) + c.hour * 3600 + c.minute * 60 + c.second;
}

/* Exactly n digits at *s; advances. */
static bool take_digits(struct str *s, size_t n, int *out)
{
	if (s->n < n) {
		return false;
	}
	int v = 0;
	for (size_t i = 0; i < n; i++) {
		if (s->p[i] < '0' || s->p[i] > '9') {
			return false;
		}
		v = v * 10 + (s->p[i] - '0');
	}
	*s = str_sub(*s, n, s->n);
	*out = v;
	return true;
}

static bool take_char(struct str *s, char c)
{
	if (s->n == 0 || s->p[0] != c) {
		return false;
	}
	*s = str_sub(*s, 1, s->n);
	return true;
}

static bool take_day(struct str *s, struct civil *c)
{
	return take_digits(s, 4, &c->year) && take_char(s, '-') && take_digits(s, 2, &c->month) &&
	       take_char(s, '-') && take_digits(s, 2, &c->day) &&
	       day_valid(c->year, c->month, c->day);
}

static bool take_clock(struct str *s, struct civil *c)
{
	if (!take_digits(s, 2, &c->hour) || !take_char(s, ':') || !take_digits(s, 2, &c->minute)) {
		return false;
	}
	if (take_char(s, ':') && !take_digits(s, 2, &c->second)) {
		return false;
	}
	return c->hour <= 23 && c->minute <= 59 && c->second <= 59;
}

/* The rest of the text: seconds east of Greenwich. */
static bool take_offset(struct str *s, int *out)
{
	if (s->n == 0) {
		*out = ZONE_S;
		return true;
	}
	if (take_char(s, 'Z')) {
		*out = 0;
		return s->n == 0;
	}
	bool west = take_char(s, '-');
	int hour;
	int minute;
	if ((!west && !take_char(s, '+')) || !take_digits(s, 2, &hour) || !take_char(s, ':') ||
	    !take_digits(s, 2, &minute) || hour > 23 || minute > 59) {
		return false;
	}
	int seconds = hour * 3600 + minute * 60;
	*out = west ? -seconds : seconds;
	return s->n == 0;
}

static bool refuse(struct str s, const char *key, struct err *e)
{
	/* Longer than any time can be; err_set cuts what is still too long. */
	char value[ERR_VALUE_SIZE + 8];
	size_t n = s.n < sizeof(value) - 1 ? s.n : sizeof(value) - 1;
	for (size_t i = 0; i < n; i++) {
		value[i] = s.p[i] ? s.p[i] : ' ';
	}
	value[n] = '\0';
	return err_set(e, ERR_INVALID, key, "value", value, NULL);
}

bool day_parse(struct str s, struct day *out, struct err *e)
{
	struct str rest = s;
	struct civil c = { 0 };
	if (!take_day(&rest, &c) || rest.n != 0) {
		return refuse(s, "time.day", e);
	}
	*out = day_make(c.year, c.month, c.day);
	return true;
}

bool instant_parse(struct str s, int64_t *out, struct err *e)
{
	struct str rest = s;
	struct civil c = { 0 };
	int offset = 0;
	if (!take_day(&rest, &c) || (!take_char(&rest, 'T') && !take_char(&rest, ' ')) ||
	    !take_clock(&rest, &c) || !take_offset(&rest, &offset)) {
		return refuse(s, "time.instant", e);
	}
	int64_t at = civil_instant(c) + ZONE_S - offset;
	/* Another offset can lead over the edge of the accepted years. */
	struct day d = day_of(at);
	if (d.n < DAY_FIRST || d.n > DAY_LAST) {
		return refuse(s, "time.instant", e);
	}
	*out = at;
	return true;
}

/* Writes v with the given number of digits and returns the end. */
static char *put(char *p, int v, int digits)
{
	for (int i = digits - 1; i >= 0; i--) {
		p[i] = (char)('0' + v % 10);
		v /= 10;
	}
	return p + digits;
}

static char *put_char(char *p, char c)
{
	*p = c;
	return p + 1;
}

static char *put_day(char *p, int year, int month, int day)
{
	p = put_char(put(p, year, 4), '-');
	p = put_char(put(p, month, 2), '-');
	return put(p, day, 2);
}

static char *put_day_vi(char *p, int year, int month, int day)
{
	p = put_char(put(p, day, 2), '/');
	p = put_char(put(p, month, 2), '/');
	return put(p, year, 4);
}

const char *day_text(struct day d, char buf[DAY_TEXT])
{
	int year;
	int month;
	int day;
	day_split(d, &year, &month, &day);
	*put_day(buf, year, month, day) = '\0';
	return buf;
}

const char *day_vi(struct day d, char buf[DAY_TEXT])
{
	int year;
	int month;
	int day;
	day_split(d, &year, &month, &day);
	*put_day_vi(buf, year, month, day) = '\0';
	return buf;
}

const char *instant_text(int64_t at, char buf[INSTANT_TEXT])
{
	static const char zone[] = "+07:00";
	struct civil c = civil_of(at);
	char *p = put_char(put_day(buf, c.year, c.month, c.day), 'T');
	p = put_char(put(p, c.hour, 2), ':');
	p = put_char(put(p, c.minute, 2), ':');
	p = put(p, c.second, 2);
	for (size_t i = 0; i < sizeof(zone); i++) {
		p[i] = zone[i];
	}
	return buf;
}

const char *instant_vi(int64_t at, char buf[INSTANT_TEXT])
{
	struct civil c = civil_of(at);
	char *p = put_char(put(buf, c.hour, 2), ':');
	p = put_char(put(p, c.minute, 2), ' ');
	*put_day_vi(p, c.year, c.month, c.day) = '\0';
	return buf;
}
