/* Dossier codes: written and read. */
#include "code.h"

#include <assert.h>

enum { SERIAL_MIN_DIGITS = 4, SERIAL_MAX_DIGITS = 7, SERIAL_MAX = 9999999 };

struct str code_format(struct arena *a, struct dossier_code c)
{
	int year, month, day;

	assert(c.serial >= 1 && c.serial <= SERIAL_MAX);
	day_split(c.day, &year, &month, &day);
	return str_fmt(a, "%.*s-%02d%02d%02d-%04lld", STR_ARG(c.agency), year % 100, month, day,
		       (long long)c.serial);
}

static bool agency_ok(struct str s)
{
	bool part = false;		/* the current part has a character */

	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];

		if (c == '.') {
			if (!part) {
				return false;
			}
			part = false;
		} else if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z')) {
			part = true;
		} else {
			return false;
		}
	}
	return part;
}

static bool digits(struct str s, int64_t *out)
{
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] < '0' || s.p[i] > '9') {
			return false;
		}
	}
	return str_to_int64(s, out);
}

bool code_parse(struct str s, struct dossier_code *out, struct err *e)
{
	struct str agency, rest, date, serial;
	int64_t ymd, no;
	int year, month, day;

	if (!str_cut(s, '-', &agency, &rest) || !str_cut(rest, '-', &date, &serial) ||
	    !agency_ok(agency) || date.n != 6 || !digits(date, &ymd) ||
	    serial.n < SERIAL_MIN_DIGITS || serial.n > SERIAL_MAX_DIGITS || !digits(serial, &no)) {
		goto bad;
	}
	year = 2000 + (int)(ymd / 10000);
	month = (int)(ymd / 100 % 100);
	day = (int)(ymd % 100);
	if (no < 1 || !day_valid(year, month, day)) {
		goto bad;
	}
	*out = (struct dossier_code){
		.agency = agency, .day = day_make(year, month, day), .serial = no,
	};
	return true;
bad:
	err_set(e, ERR_INVALID, "code.form", NULL);
	{
		char shown[ERR_VALUE_SIZE];
		size_t n = s.n < sizeof(shown) - 1 ? s.n : sizeof(shown) - 1;

		for (size_t i = 0; i < n; i++) {
			shown[i] = s.p[i];
		}
		shown[n] = '\0';
		return err_add(e, "value", shown);
	}
}
