/*
 * Working time: a holiday table and a profile of office hours, prepared once
 * into a calendar that is then only read. Everything that counts working days or
 * seconds uses this and nothing else.
 *
 * Working day (R1): Monday to Friday and not holiday, make-up or swapped off, or
 * a swapped working Saturday. A session is half open: its last moment belongs to
 * the next one (R2).
 *
 * A calendar covers whole years, those of its table. Every function that takes
 * an instant or a day needs it covered (calendar_covers, calendar_covers_day):
 * another one breaks an assertion. Callers check what comes from outside; sums
 * that lead out of the cover give INSTANT_NONE or false.
 *
 * For each civil day the working seconds before it are kept, for each working
 * day its place in the row of working days; so every question is answered in
 * constant time.
 */
#ifndef DUNGHEN_CORE_CALENDAR_H
#define DUNGHEN_CORE_CALENDAR_H

#include "holiday.h"
#include "profile.h"

#include "base/arena.h"
#include "base/day.h"
#include "base/err.h"

#include <assert.h>

/* Which weekdays the profile's sessions are counted on. */
enum week_rule {
	WEEK_LAW,	/* R1: a Saturday counter is reception, not working time */
	WEEK_PROFILE,	/* every weekday the profile names (rosters, `worktime`) */
};

enum day_reason {
	DAY_IS_WORKING,
	DAY_IS_WEEKEND,		/* no session that weekday */
	DAY_IS_OFF,		/* by the table: calendar_holiday says what */
	DAY_IS_CLOSED,		/* by the profile, every year */
};

/* The sessions of a day, ready to count. */
struct shift {
	int32_t length_s;			/* working seconds */
	int32_t n;
	int32_t start_s[SESSIONS_A_DAY];	/* unused: start of day, length 0 */
	int32_t span_s[SESSIONS_A_DAY];
};

struct calendar_day {
	uint32_t before_s;	/* working seconds from the first day to this one */
	uint16_t ordinal;	/* working days before this one */
	uint8_t shift;
	uint8_t reason;		/* enum day_reason */
};

struct calendar_work {
	uint32_t before_s;
	uint16_t day;		/* from the first */
	uint8_t shift;
};

struct calendar {
	const struct holiday_table *table;
	struct day first;			/* covered: days [first, end) */
	struct day end;
	int64_t first_at, end_at;
	uint32_t total_s;			/* working seconds of the cover */
	uint32_t works;				/* working days of the cover */
	const struct calendar_day *day;		/* [0, days]: the last is a sentinel */
	const struct calendar_work *work;	/* [0, works] likewise */
	const uint16_t *jump;			/* by second >> JUMP_BITS: a work to look from */
	const struct shift *shift;
};

enum { CALENDAR_JUMP_BITS = 13 };

/* Builds in the arena; the table must live as long. Errors: calendar.empty
 * (no working day), calendar.shifts (more kinds of day than a byte holds). */
bool calendar_build(struct arena *a, const struct holiday_table *t, const struct profile *p,
		    enum week_rule rule, struct calendar *out, struct err *e) MUST_USE;

static inline bool calendar_covers(const struct calendar *c, int64_t at)
{
	return at >= c->first_at && at < c->end_at;
}

static inline bool calendar_covers_day(const struct calendar *c, struct day d)
{
	return d.n >= c->first.n && d.n < c->end.n;
}

/* The covered instant nearest to `at`: for counting up to a "now" that may lie past
 * the last year of the table. */
static inline int64_t calendar_clamp(const struct calendar *c, int64_t at)
{
	return at < c->first_at ? c->first_at : at >= c->end_at ? c->end_at - 1 : at;
}

/* For what comes from outside. Errors: calendar.uncovered (value, first, last). */
bool calendar_check(const struct calendar *c, int64_t at, struct err *e) MUST_USE;

/* False when one of the years from `from` to `to` is not confirmed by a notice:
 * a date reckoned over it is provisional. */
bool calendar_confirmed(const struct calendar *c, int64_t from, int64_t to);

bool calendar_working(const struct calendar *c, struct day d);
enum day_reason calendar_reason(const struct calendar *c, struct day d);
/* The row of the table for the day, or NULL. */
const struct holiday *calendar_holiday(const struct calendar *c, struct day d);

/* Working days d with from < d ≤ to; 0 when to ≤ from. */
int64_t calendar_days_between(const struct calendar *c, struct day from, struct day to);
/* The n-th working day after d (n ≥ 1), before d, and the first working day not
 * before d. False beyond the cover. */
bool calendar_day_after(const struct calendar *c, struct day d, int64_t n, struct day *out);
bool calendar_day_before(const struct calendar *c, struct day d, int64_t n, struct day *out);
bool calendar_day_from(const struct calendar *c, struct day d, struct day *out);

/* First and last moment of office hours; d must be a working day. */
int64_t day_open(const struct calendar *c, struct day d);
int64_t day_close(const struct calendar *c, struct day d);
/* That second of the civil day if it lies in a session, else the beginning of
 * the next one that day, else the close; d must be a working day. */
int64_t day_moment(const struct calendar *c, struct day d, int64_t second);

/* R2: the first working instant ≥ at; INSTANT_NONE beyond the cover. */
int64_t work_next(const struct calendar *c, int64_t at);

/* Working seconds from the beginning of the cover. The end of the cover may be
 * asked too. */
static inline uint32_t work_before(const struct calendar *c, int64_t at)
{
	assert(at >= c->first_at && at <= c->end_at);
	uint32_t offset = (uint32_t)(at - c->first_at);
	const struct calendar_day *d = &c->day[offset / DAY_S];
	const struct shift *h = &c->shift[d->shift];
	int32_t second = (int32_t)(offset % DAY_S);
	int32_t sum = 0;
	for (int i = 0; i < 2; i++) {		/* nearly every day has two */
		int32_t in = second - h->start_s[i];
		in = in < 0 ? 0 : in;
		sum += in < h->span_s[i] ? in : h->span_s[i];
	}
	for (int i = 2; i < h->n; i++) {
		int32_t in = second - h->start_s[i];
		in = in < 0 ? 0 : in;
		sum += in < h->span_s[i] ? in : h->span_s[i];
	}
	return d->before_s + (uint32_t)sum;
}

/* Working seconds in [from, to); 0 when to ≤ from. */
static inline int64_t work_between(const struct calendar *c, int64_t from, int64_t to)
{
	int64_t sum = (int64_t)work_before(c, to) - (int64_t)work_before(c, from);
	return sum > 0 ? sum : 0;
}

/* The first instant t with work_between(from, t) = seconds, so that what ends
 * with a session stays at its end (R4); `from` itself for no seconds.
 * INSTANT_NONE beyond the cover. */
static inline int64_t work_add(const struct calendar *c, int64_t from, int64_t seconds)
{
	int64_t goal = (int64_t)work_before(c, from) + seconds;
	if (seconds <= 0) {
		return from;
	}
	if (seconds > c->total_s || goal > c->total_s) {
		return INSTANT_NONE;
	}
	/* The working day with before_s < goal ≤ before_s of the next. */
	uint32_t w = c->jump[(uint32_t)goal >> CALENDAR_JUMP_BITS];
	while (c->work[w + 1].before_s < (uint32_t)goal) {
		w++;
	}
	const struct shift *h = &c->shift[c->work[w].shift];
	int32_t rest = (int32_t)((uint32_t)goal - c->work[w].before_s);
	int i = 0;
	while (rest > h->span_s[i]) {
		rest -= h->span_s[i++];
	}
	return c->first_at + (int64_t)c->work[w].day * DAY_S + h->start_s[i] + rest;
}

#endif
