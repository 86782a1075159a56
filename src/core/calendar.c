/* Builds calendars and answers for days; the counting of seconds is inline. */
#include "calendar.h"

#include "base/num.h"

#include <string.h>

enum { SHIFTS = 256 };

/* What is filled while building; the calendar then points to it as const. */
struct build {
	const struct holiday_table *table;
	const struct profile *profile;
	enum week_rule rule;
	struct shift *shift;		/* [0] has no session */
	size_t shifts;
	struct calendar_day *day;
	struct calendar_work *work;
};

static const struct hours_set *set_on(const struct profile *p, struct day d)
{
	const struct hours_set *set = NULL;
	for (size_t i = 0; i < p->sets && p->set[i].from.n <= d.n; i++) {
		set = &p->set[i];
	}
	return set;
}

static bool is_closed(const struct profile *p, struct day d)
{
	int year;
	int month;
	int day;
	day_split(d, &year, &month, &day);
	for (size_t i = 0; i < p->closeds; i++) {
		if (p->closed[i].month == month && p->closed[i].day == day) {
			return true;
		}
	}
	return false;
}

/* A swapped working day is worked like the first working day of the week: the
 * notices do not say otherwise, and a Saturday has no hours of its own. */
static const struct day_hours *swapped_hours(const struct hours_set *set)
{
	size_t i = 0;
	while (i < WEEKDAYS - 1 && set->weekday[i].n == 0) {
		i++;
	}
	return &set->weekday[i];
}

/* R1. Gives the hours worked that day, NULL when it is none; *reason says why. */
static const struct day_hours *hours_on(const struct build *b, struct day d, uint8_t *reason)
{
	enum { SATURDAY = 5 };
	const struct hours_set *set = set_on(b->profile, d);
	const struct holiday *row = holiday_on(b->table, d);
	enum day_kind kind = row ? row->kind : DAY_PLAIN;
	int weekday = day_weekday(d);
	const struct day_hours *hours = NULL;
	if (is_closed(b->profile, d)) {
		*reason = DAY_IS_CLOSED;
		return NULL;
	}
	if (set && kind == DAY_SWAP_WORK) {
		hours = swapped_hours(set);
	} else if (kind != DAY_PLAIN) {
		*reason = DAY_IS_OFF;
		return NULL;
	} else if (set && (weekday < SATURDAY || b->rule == WEEK_PROFILE)) {
		hours = &set->weekday[weekday];
	}
	bool works = hours && hours->n > 0;
	*reason = works ? DAY_IS_WORKING : DAY_IS_WEEKEND;
	return works ? hours : NULL;
}

static struct shift shift_of(const struct day_hours *h)
{
	struct shift s = { .n = (int32_t)h->n };
	for (size_t i = 0; i < h->n; i++) {
		s.start_s[i] = h->session[i].from_s;
		s.span_s[i] = h->session[i].to_s - h->session[i].from_s;
		s.length_s += s.span_s[i];
	}
	return s;
}

/* The number of the shift with these hours; SHIFTS when there is no room. */
static size_t find_shift(struct build *b, const struct day_hours *h)
{
	struct shift s = shift_of(h);
	for (size_t i = 1; i < b->shifts; i++) {
		if (memcmp(&b->shift[i], &s, sizeof(s)) == 0) {
			return i;
		}
	}
	if (b->shifts == SHIFTS) {
		return SHIFTS;
	}
	b->shift[b->shifts] = s;
	return b->shifts++;
}

/* Fills the days and the working days with their running sums. */
static bool fill_days(struct build *b, struct calendar *c, struct err *e)
{
	size_t days = (size_t)(c->end.n - c->first.n);
	for (size_t i = 0; i < days; i++) {
		uint8_t reason = DAY_IS_WORKING;
		struct day d = { c->first.n + (int32_t)i };
		const struct day_hours *h = hours_on(b, d, &reason);
		size_t shift = h ? find_shift(b, h) : 0;
		if (shift == SHIFTS) {
			return err_set(e, ERR_LIMIT, "calendar.shifts", NULL);
		}
		b->day[i] = (struct calendar_day){ .before_s = c->total_s,
						   .ordinal = (uint16_t)c->works,
						   .shift = (uint8_t)shift,
						   .reason = reason };
		if (h) {
			b->work[c->works++] = (struct calendar_work){ .before_s = c->total_s,
								      .day = (uint16_t)i,
								      .shift = (uint8_t)shift };
			c->total_s += (uint32_t)b->shift[shift].length_s;
		}
	}
	b->day[days] = (struct calendar_day){ .before_s = c->total_s,
					      .ordinal = (uint16_t)c->works };
	b->work[c->works] = (struct calendar_work){ .before_s = c->total_s,
						    .day = (uint16_t)days };
	return c->works > 0 || err_set(e, ERR_INVALID, "calendar.empty", NULL);
}

/* jump[k]: the last working day with before_s < k << BITS. A goal of that stretch
 * is at least k << BITS, so its day is this one or one of the few after it. */
static const uint16_t *make_jump(struct arena *a, const struct calendar *c)
{
	size_t n = ((size_t)c->total_s >> CALENDAR_JUMP_BITS) + 1;
	uint16_t *jump = arena_array(a, uint16_t, n);
	uint16_t w = 0;
	for (size_t k = 0; k < n; k++) {
		while (w + 1U < c->works && c->work[w + 1].before_s < k << CALENDAR_JUMP_BITS) {
			w++;
		}
		jump[k] = w;
	}
	return jump;
}

bool calendar_build(struct arena *a, const struct holiday_table *t, const struct profile *p,
		    enum week_rule rule, struct calendar *out, struct err *e)
{
	struct calendar c = {
		.table = t,
		.first = day_make(t->first_year, 1, 1),
		.end = { day_make(t->last_year, 12, 31).n + 1 },
	};
	c.first_at = day_start(c.first);
	c.end_at = day_start(c.end);
	size_t days = (size_t)(c.end.n - c.first.n);
	struct build b = {
		.table = t,
		.profile = p,
		.rule = rule,
		.shift = arena_array(a, struct shift, SHIFTS),
		.shifts = 1,
		.day = arena_array(a, struct calendar_day, days + 1),
		.work = arena_array(a, struct calendar_work, days + 1),
	};
	if (!fill_days(&b, &c, e)) {
		return false;
	}
	c.day = b.day;
	c.work = b.work;
	c.shift = arena_copy(a, b.shift, b.shifts * sizeof(*b.shift));
	c.jump = make_jump(a, &c);
	*out = c;
	return true;
}

bool calendar_check(const struct calendar *c, int64_t at, struct err *e)
{
	if (calendar_covers(c, at)) {
		return true;
	}
	char value[INSTANT_TEXT] = "";
	char first[DAY_TEXT];
	char last[DAY_TEXT];
	struct day end = { c->end.n - 1 };
	if (at != INSTANT_NONE) {
		instant_text(at, value);
	}
	return err_set(e, ERR_INVALID, "calendar.uncovered", "value", value, "first",
		       day_vi(c->first, first), "last", day_vi(end, last), NULL);
}

static int year_of(int64_t at)
{
	int year;
	int month;
	int day;
	day_split(day_of(at), &year, &month, &day);
	return year;
}

bool calendar_confirmed(const struct calendar *c, int64_t from, int64_t to)
{
	int last = year_of(to);
	for (int year = year_of(from); year <= last; year++) {
		if (!holidays_confirmed(c->table, year)) {
			return false;
		}
	}
	return true;
}

static const struct calendar_day *day_at(const struct calendar *c, struct day d)
{
	assert(calendar_covers_day(c, d));
	return &c->day[d.n - c->first.n];
}

static const struct shift *shift_on(const struct calendar *c, struct day d)
{
	const struct calendar_day *day = day_at(c, d);
	assert(day->reason == DAY_IS_WORKING);
	return &c->shift[day->shift];
}

bool calendar_working(const struct calendar *c, struct day d)
{
	return day_at(c, d)->reason == DAY_IS_WORKING;
}

enum day_reason calendar_reason(const struct calendar *c, struct day d)
{
	return (enum day_reason)day_at(c, d)->reason;
}

const struct holiday *calendar_holiday(const struct calendar *c, struct day d)
{
	return holiday_on(c->table, d);
}

int64_t calendar_days_between(const struct calendar *c, struct day from, struct day to)
{
	if (to.n <= from.n) {
		return 0;
	}
	/* The ordinal of the next day counts this one too. */
	return (day_at(c, to) + 1)->ordinal - (day_at(c, from) + 1)->ordinal;
}

/* The working day of that place in the row of all. */
static bool work_day(const struct calendar *c, int64_t place, struct day *out)
{
	if (place < 0 || place >= c->works) {
		return false;
	}
	*out = (struct day){ c->first.n + c->work[place].day };
	return true;
}

bool calendar_day_after(const struct calendar *c, struct day d, int64_t n, struct day *out)
{
	assert(n >= 1);
	int64_t after = (day_at(c, d) + 1)->ordinal;
	return n <= c->works && work_day(c, after + n - 1, out);
}

bool calendar_day_before(const struct calendar *c, struct day d, int64_t n, struct day *out)
{
	assert(n >= 1);
	return n <= c->works && work_day(c, day_at(c, d)->ordinal - n, out);
}

bool calendar_day_from(const struct calendar *c, struct day d, struct day *out)
{
	return calendar_covers_day(c, d) && work_day(c, day_at(c, d)->ordinal, out);
}

int64_t day_open(const struct calendar *c, struct day d)
{
	return day_start(d) + shift_on(c, d)->start_s[0];
}

int64_t day_close(const struct calendar *c, struct day d)
{
	const struct shift *h = shift_on(c, d);
	return day_start(d) + h->start_s[h->n - 1] + h->span_s[h->n - 1];
}

int64_t day_moment(const struct calendar *c, struct day d, int64_t second)
{
	const struct shift *h = shift_on(c, d);
	for (int i = 0; i < h->n; i++) {
		if (second < h->start_s[i] + h->span_s[i]) {
			return day_start(d) + num_max(second, h->start_s[i]);
		}
	}
	return day_close(c, d);
}

int64_t work_next(const struct calendar *c, int64_t at)
{
	assert(calendar_covers(c, at));
	struct day d = day_of(at);
	struct day next;
	if (calendar_working(c, d) && at < day_close(c, d)) {
		return day_moment(c, d, at - day_start(d));
	}
	return calendar_day_after(c, d, 1, &next) ? day_open(c, next) : INSTANT_NONE;
}
