/* Limits of time, read and written. */
#include "limit.h"

#include "base/num.h"

#include <assert.h>

/* A hundred years of days; digits beyond that need not be understood. */
enum { DAYS_MOST = 36525, DIGITS = 9, FRACTION_DIGITS = 2 };

static bool refuse(enum err_code code, const char *key, struct str s, struct err *e)
{
	char value[32];
	size_t n = s.n < sizeof(value) - 1 ? s.n : sizeof(value) - 1;
	for (size_t i = 0; i < n; i++) {
		/* Only shown, never read: what is not plain text becomes '?'. */
		value[i] = s.p[i] >= ' ' && s.p[i] <= '~' ? s.p[i] : '?';
	}
	value[n] = '\0';
	return err_set(e, code, key, "value", value, NULL);
}

static size_t count_digits(struct str s)
{
	size_t n = 0;
	while (n < s.n && s.p[n] >= '0' && s.p[n] <= '9') {
		n++;
	}
	return n;
}

/* "2.5" to 250. *s is left at the unit. */
static bool take_hundredths(struct str *s, int64_t *out, bool *long_one)
{
	size_t whole = count_digits(*s);
	int64_t n = 0;
	*long_one = whole > DIGITS;
	if (whole == 0 || (!*long_one && !str_to_int64(str_sub(*s, 0, whole), &n))) {
		return false;
	}
	*s = str_sub(*s, whole, s->n);
	*out = n * 100;
	if (s->n == 0 || s->p[0] != '.') {
		return true;
	}
	*s = str_sub(*s, 1, s->n);
	size_t digits = count_digits(*s);
	if (digits == 0 || digits > FRACTION_DIGITS || !str_to_int64(str_sub(*s, 0, digits), &n)) {
		return false;
	}
	*s = str_sub(*s, digits, s->n);
	*out += digits == 1 ? n * 10 : n;
	return true;
}

/* From hundredths of the unit. False when a calendar day would be broken. */
static bool make_limit(struct str unit, int64_t hundredths, struct limit *out)
{
	bool whole = hundredths % 100 == 0;
	if (str_is(unit, "d") && whole) {
		*out = (struct limit){ LIMIT_WDAY, hundredths / 100 };
	} else if (str_is(unit, "d")) {
		*out = (struct limit){ LIMIT_WHOUR, hundredths * (WORKING_DAY_S / 100) };
	} else if (str_is(unit, "h")) {
		*out = (struct limit){ LIMIT_WHOUR, hundredths * (3600 / 100) };
	} else if (str_is(unit, "cd") && whole) {
		*out = (struct limit){ LIMIT_CDAY, hundredths / 100 };
	} else {
		return false;
	}
	return true;
}

static bool in_range(struct limit l)
{
	int64_t most = l.unit == LIMIT_WHOUR ? (int64_t)DAYS_MOST * WORKING_DAY_S : DAYS_MOST;
	return l.amount <= most;
}

bool limit_parse(struct str s, struct limit *out, struct err *e)
{
	struct limit limit = { LIMIT_SAME_DAY, 0 };
	if (str_is(s, "same-day")) {
		*out = limit;
		return true;
	}
	struct str unit = s;
	int64_t hundredths;
	bool long_one;
	if (!take_hundredths(&unit, &hundredths, &long_one) ||
	    !make_limit(unit, hundredths, &limit) || (limit.amount == 0 && !long_one)) {
		return refuse(ERR_INVALID, "limit.syntax", s, e);
	}
	if (long_one || !in_range(limit)) {
		return refuse(ERR_LIMIT, "limit.range", s, e);
	}
	*out = limit;
	return true;
}

static struct str hours_text(struct arena *a, int64_t seconds)
{
	int64_t hundredths = seconds / 36;
	int whole = (int)(hundredths / 100);
	int rest = (int)(hundredths % 100);
	if (rest == 0) {
		return str_fmt(a, "%dh", whole);
	}
	return rest % 10 == 0 ? str_fmt(a, "%d.%dh", whole, rest / 10)
			      : str_fmt(a, "%d.%02dh", whole, rest);
}

struct str limit_text(struct arena *a, struct limit l)
{
	switch (l.unit) {
	case LIMIT_SAME_DAY:
		return STR("same-day");
	case LIMIT_WDAY:
		return str_fmt(a, "%dd", (int)l.amount);
	case LIMIT_WHOUR:
		return hours_text(a, l.amount);
	case LIMIT_CDAY:
		return str_fmt(a, "%dcd", (int)l.amount);
	}
	assert(false);
	return STR("");
}

bool limit_extend(struct limit l, int64_t n, struct limit *out, struct err *e)
{
	struct limit sum = l;
	if (l.unit == LIMIT_SAME_DAY) {
		return err_set(e, ERR_CONFLICT, "limit.same_day", NULL);
	}
	if (n < 0 || !num_add(l.amount, n, &sum.amount) || !in_range(sum)) {
		err_set(e, ERR_LIMIT, "limit.range", NULL);
		return err_add_int(e, "value", n);
	}
	*out = sum;
	return true;
}
