/*
 * Civil time of Vietnam: fixed +07:00, no daylight saving, no tzdata.
 *
 * An instant is int64_t seconds since 1970-01-01T00:00:00Z, named `at` or
 * `…_at`; INSTANT_NONE is "no instant". A civil day is the number of days since
 * 1970-01-01 in the civil zone. Accepted range: years 1900 to 9999; what the
 * law tables cover is another question (core/calendar.h).
 */
#ifndef DUNGHEN_BASE_DAY_H
#define DUNGHEN_BASE_DAY_H

#include "buf.h"
#include "err.h"
#include "str.h"

#define INSTANT_NONE INT64_MIN

enum { ZONE_S = 7 * 3600, DAY_S = 86400 };

struct day {
	int32_t n;
};

struct civil {
	int year, month, day;
	int hour, minute, second;
};

struct day day_of(int64_t at);
int64_t day_start(struct day d);			/* 00:00 civil, as instant */
int day_weekday(struct day d);			/* 0 = Monday … 6 = Sunday */
struct day day_make(int year, int month, int day);	/* must be valid */
bool day_valid(int year, int month, int day);
void day_split(struct day d, int *year, int *month, int *day);
struct civil civil_of(int64_t at);
int64_t civil_instant(struct civil c);

/* "2026-11-23". Errors: time.day (value). */
bool day_parse(struct str s, struct day *out, struct err *e) MUST_USE;
/* RFC 3339 to seconds: "2026-11-23T08:15:00+07:00", "…Z", or without offset
 * (then +07:00); seconds may be left out, a space may stand for T; fractions of
 * a second are refused, so are second 60 and hour 24.
 * Errors: time.instant (value). */
bool instant_parse(struct str s, int64_t *out, struct err *e) MUST_USE;

enum { DAY_TEXT = 11, INSTANT_TEXT = 26 };
/* "2026-11-23" / "2026-11-23T08:15:00+07:00"; return buf. */
const char *day_text(struct day d, char buf[DAY_TEXT]);
const char *instant_text(int64_t at, char buf[INSTANT_TEXT]);
/* For people: "08:15 23/11/2026" and "23/11/2026". */
const char *instant_vi(int64_t at, char buf[INSTANT_TEXT]);
const char *day_vi(struct day d, char buf[DAY_TEXT]);

#endif
