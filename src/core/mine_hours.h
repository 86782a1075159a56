/*
 * Working time for mining: office hours (profile.h) over the years that a log spans, in any
 * fixed zone and to the microsecond. Days before and after are known from the log, so that
 * each is prepared once and an interval costs two look-ups whatever its length.
 *
 * No table of holidays belongs to it: a profile names the days closed every year. Where
 * working time must be that of the law, core/calendar.h says it (mine_hours_law).
 */
#ifndef DUNGHEN_CORE_MINE_HOURS_H
#define DUNGHEN_CORE_MINE_HOURS_H

#include "calendar.h"
#include "profile.h"

#define MINE_SECOND INT64_C(1000000)
#define MINE_DAY (DAY_S * MINE_SECOND)

/* Microseconds of the day. */
struct mine_shift {
	int32_t n;
	int64_t from[SESSIONS_A_DAY], span[SESSIONS_A_DAY];
};

struct mine_hours {
	int64_t first;			/* the instant the first day begins */
	int64_t days;
	const int64_t *before;		/* working time before each day; days + 1 of them */
	const uint16_t *kind;		/* of each day, in shift */
	const struct mine_shift *shift;
};

/* For the instants from `from` to `to`, microseconds UTC. */
void mine_hours_build(struct arena *a, const struct profile *p, int64_t from, int64_t to,
		      struct mine_hours *out);
/* The same from a calendar of the law, which covers from and to. */
void mine_hours_law(struct arena *a, const struct calendar *c, int64_t from, int64_t to,
		    struct mine_hours *out);

/* Working time since the first day. */
static inline int64_t mine_work_before(const struct mine_hours *h, int64_t us)
{
	int64_t since = us - h->first, day = since / MINE_DAY, in = since % MINE_DAY;
	const struct mine_shift *s = &h->shift[h->kind[day]];
	int64_t sum = h->before[day];

	for (int32_t i = 0; i < s->n; i++) {
		int64_t part = in - s->from[i];

		part = part < 0 ? 0 : part;
		sum += part < s->span[i] ? part : s->span[i];
	}
	return sum;
}

/* From one instant to another: working time, or all of it where no hours are known. */
static inline int64_t mine_lasted(const struct mine_hours *h, int64_t from, int64_t to)
{
	return h == NULL ? to - from : mine_work_before(h, to) - mine_work_before(h, from);
}

/* The latest instant up to `us` with `work` of working time between it and `us`; there is
 * that much since the first day. */
static inline int64_t mine_work_back(const struct mine_hours *h, int64_t us, int64_t work)
{
	int64_t want = mine_work_before(h, us) - work, low = 0, high = h->days - 1;

	if (work <= 0) {
		return us;
	}
	while (low < high) {		/* the first day that ends with more than that before */
		int64_t middle = (low + high) / 2;

		if (h->before[middle + 1] > want) {
			high = middle;
		} else {
			low = middle + 1;
		}
	}
	const struct mine_shift *s = &h->shift[h->kind[low]];
	int64_t rest = want - h->before[low];

	for (int32_t i = 0; i < s->n; i++) {
		if (rest < s->span[i]) {
			return h->first + low * MINE_DAY + s->from[i] + rest;
		}
		rest -= s->span[i];
	}
	return us;			/* not reached: such a day has the rest */
}

#endif
