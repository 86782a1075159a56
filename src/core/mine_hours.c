/* Working time for mining. */
#include "mine_hours.h"

#include "base/num.h"

#include <assert.h>

static int64_t floor_days(int64_t us)
{
	return us / MINE_DAY - (us % MINE_DAY < 0);
}

/* Room for the days from the one of `from` to the one after `to`, in local time. */
static void span(struct arena *a, int64_t from, int64_t to, int64_t zone, struct mine_hours *out,
		 int64_t **before, uint16_t **kind)
{
	int64_t first = floor_days(from + zone), last = floor_days(to + zone);

	out->first = first * MINE_DAY - zone;
	out->days = last - first + 2;
	out->before = *before = arena_array(a, int64_t, (size_t)out->days + 1);
	out->kind = *kind = arena_array(a, uint16_t, (size_t)out->days);
}

static int64_t length(const struct mine_shift *s)
{
	int64_t sum = 0;

	for (int32_t i = 0; i < s->n; i++) {
		sum += s->span[i];
	}
	return sum;
}

static struct mine_shift shift_of(const struct day_hours *h)
{
	struct mine_shift s = { .n = (int32_t)h->n };

	for (size_t i = 0; i < h->n; i++) {
		s.from[i] = h->session[i].from_s * MINE_SECOND;
		s.span[i] = (h->session[i].to_s - h->session[i].from_s) * MINE_SECOND;
	}
	return s;
}

/* ---- by a profile ---- */

/* 1970-01-01 was a Thursday; days before it too have a weekday. */
static size_t weekday(int64_t day)
{
	return (size_t)(((day + 3) % WEEKDAYS + WEEKDAYS) % WEEKDAYS);
}

static bool closed(const struct profile *p, int64_t day)
{
	int year, month, of_month;

	/* In another zone a log may begin the day before the first there is. */
	if (day < day_make(1900, 1, 1).n || day > day_make(9999, 12, 31).n) {
		return false;
	}
	day_split((struct day){ (int32_t)day }, &year, &month, &of_month);
	for (size_t i = 0; i < p->closeds; i++) {
		if (p->closed[i].month == month && p->closed[i].day == of_month) {
			return true;
		}
	}
	return false;
}

void mine_hours_build(struct arena *a, const struct profile *p, int64_t from, int64_t to,
		      struct mine_hours *out)
{
	struct mine_shift *shift = arena_array(a, struct mine_shift, 1 + p->sets * WEEKDAYS);
	int64_t zone = p->offset_s * MINE_SECOND, sum = 0, *before;
	uint16_t *kind;
	size_t set = 0;

	assert(from <= to);
	for (size_t i = 0; i < p->sets * WEEKDAYS; i++) {
		shift[1 + i] = shift_of(&p->set[i / WEEKDAYS].weekday[i % WEEKDAYS]);
	}
	span(a, from, to, zone, out, &before, &kind);
	out->shift = shift;
	for (int64_t i = 0; i < out->days; i++) {
		int64_t day = floor_days(out->first + zone) + i;

		while (set + 1 < p->sets && p->set[set + 1].from.n <= day) {
			set++;
		}
		bool none = closed(p, day) || p->set[set].from.n > day;

		kind[i] = (uint16_t)(none ? 0 : 1 + set * WEEKDAYS + weekday(day));
		before[i] = sum;
		sum += length(&shift[kind[i]]);
	}
	before[out->days] = sum;
}

/* ---- by the law ---- */

void mine_hours_law(struct arena *a, const struct calendar *c, int64_t from, int64_t to,
		    struct mine_hours *out)
{
	struct mine_shift *shift = arena_array(a, struct mine_shift, UINT8_MAX + 1);
	int64_t zone = ZONE_S * MINE_SECOND, *before;
	uint16_t *kind;

	assert(from <= to);
	span(a, from, to, zone, out, &before, &kind);
	out->shift = shift;
	for (int64_t i = 0, sum = 0; i < out->days; i++) {
		int64_t day = floor_days(out->first + zone) + i - c->first.n;
		/* The day behind the last is there for its beginning only. */
		const struct calendar_day *d = &c->day[num_min(day, c->end.n - c->first.n)];
		const struct shift *s = &c->shift[d->shift];

		kind[i] = d->shift;
		shift[d->shift].n = s->n;
		for (int32_t k = 0; k < s->n; k++) {
			shift[d->shift].from[k] = s->start_s[k] * MINE_SECOND;
			shift[d->shift].span[k] = s->span_s[k] * MINE_SECOND;
		}
		before[i] = sum;
		sum += length(&shift[d->shift]);
		before[i + 1] = sum;
	}
}
