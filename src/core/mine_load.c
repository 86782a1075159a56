/* Load over time. */
#include "mine_load.h"

#include "mine_sort.h"

#include "base/day.h"

#include <stdlib.h>

enum { MONTHS = 12, EPOCH_YEAR = 1970 };

/* ---- periods ---- */

/* In another zone the last hours there are belong to a year without a number. */
static int32_t within(int64_t day)
{
	int64_t first = day_make(1900, 1, 1).n, last = day_make(9999, 12, 31).n;

	return (int32_t)(day < first ? first : day > last ? last : day);
}

static int64_t local_day(int64_t us, int32_t zone_s)
{
	int64_t local = us + zone_s * MINE_SECOND;

	return local / MINE_DAY - (local % MINE_DAY < 0);
}

int32_t mine_day_of(int64_t us, int32_t zone_s)
{
	return within(local_day(us, zone_s));
}

/* Monday is the first of its week; 1970-01-05 was one. */
static int64_t week_of(int64_t day)
{
	int64_t since = day + 3;

	return since / MINE_WEEK_DAYS - (since % MINE_WEEK_DAYS < 0);
}

static int64_t period_of(enum mine_period by, int32_t day)
{
	int year, month, of_month;

	switch (by) {
	case MINE_BY_DAY:
		return day;
	case MINE_BY_WEEK:
		return week_of(day);
	case MINE_BY_MONTH:
		break;
	}
	day_split((struct day){ day }, &year, &month, &of_month);
	return (int64_t)(year - EPOCH_YEAR) * MONTHS + month - 1;
}

static int32_t first_day(enum mine_period by, int64_t period)
{
	int64_t year = period / MONTHS - (period % MONTHS < 0);

	return by == MINE_BY_DAY ? (int32_t)period
	     : by == MINE_BY_WEEK ? within(period * MINE_WEEK_DAYS - 3)
	     : day_make((int)(EPOCH_YEAR + year), (int)(period - year * MONTHS + 1), 1).n;
}

static bool span(const struct mine_view *v, int32_t zone_s, int32_t *first, int32_t *last)
{
	int64_t from = INT64_MAX, to = INT64_MIN;

	for (size_t c = 0; c < v->cases; c++) {
		if (mine_kept(v, c) && v->start[c] < v->start[c + 1]) {
			int64_t began = v->time[v->start[c]], ended = v->time[v->start[c + 1] - 1];

			from = began < from ? began : from;
			to = ended > to ? ended : to;
		}
	}
	if (from > to) {
		return false;
	}
	*first = mine_day_of(from, zone_s);
	*last = mine_day_of(to, zone_s);
	return true;
}

size_t mine_load_row(const struct mine_load *l, int64_t us)
{
	return (size_t)(period_of(l->by, mine_day_of(us, l->zone_s)) -
			period_of(l->by, l->row[0].day));
}

bool mine_load_ended(const struct mine_view *v, enum mine_reading reading, size_t c)
{
	return reading == MINE_READS_DONE || v->holder[v->start[c + 1] - 1] == MINE_NONE;
}

static void fill(const struct mine_view *v, enum mine_reading reading, struct mine_load *l)
{
	int64_t open = 0;

	for (size_t c = 0; c < v->cases; c++) {
		size_t from = v->start[c], to = v->start[c + 1];

		if (!mine_kept(v, c) || from == to) {
			continue;
		}
		l->row[mine_load_row(l, v->time[from])].started++;
		l->row[mine_load_row(l, v->time[to - 1])].ended += mine_load_ended(v, reading, c);
		for (size_t i = from; i < to; i++) {
			l->row[mine_load_row(l, v->time[i])].events++;
		}
	}
	for (size_t i = 0; i < l->rows; i++) {
		open += l->row[i].started - l->row[i].ended;
		l->row[i].open = open;
	}
}

void mine_load_by(struct arena *a, const struct mine_view *v, int32_t zone_s,
		  enum mine_reading reading, enum mine_period by, struct mine_load *out)
{
	int32_t first, last;

	*out = (struct mine_load){ .by = by, .zone_s = zone_s };
	if (!span(v, zone_s, &first, &last)) {
		return;
	}
	if (period_of(by, last) - period_of(by, first) >= MINE_PERIODS_MOST) {
		out->by = MINE_BY_MONTH;
	}
	int64_t from = period_of(out->by, first), to = period_of(out->by, last);

	out->rows = (size_t)(to - from + 1);
	out->row = arena_array(a, struct mine_load_part, out->rows);
	for (size_t i = 0; i < out->rows; i++) {
		out->row[i].day = first_day(out->by, from + (int64_t)i);
	}
	fill(v, reading, out);
}

void mine_load(struct arena *a, const struct mine_view *v, int32_t zone_s,
	       enum mine_reading reading, size_t most, struct mine_load *out)
{
	enum mine_period by = MINE_BY_DAY;
	int32_t first = 0, last = 0;

	if (span(v, zone_s, &first, &last)) {
		while (by != MINE_BY_MONTH &&
		       period_of(by, last) - period_of(by, first) >= (int64_t)most) {
			by++;
		}
	}
	mine_load_by(a, v, zone_s, reading, by, out);
}

/* ---- queues ---- */

/* What nobody has taken from its last holder lies there still. */
static void put_held(const struct mine_view *v, const struct mine_load *load,
		     enum mine_reading reading, size_t c, const size_t *place, int64_t *out)
{
	size_t from = v->start[c], to = v->start[c + 1];

	if (mine_kept(v, c) && from < to && !mine_load_ended(v, reading, c) &&
	    place[v->holder[to - 1]] > 0) {
		out[(place[v->holder[to - 1]] - 1) * load->rows +
		    mine_load_row(load, v->time[to - 1])]++;
	}
}

int64_t *mine_queues(struct arena *a, const struct mine_view *v, const struct mine_load *load,
		     enum mine_reading reading, const int32_t *holder, size_t n)
{
	int64_t *out = arena_array(a, int64_t, n * load->rows);
	struct arena_mark mark = arena_mark(a);
	size_t *place = arena_array(a, size_t, (size_t)v->holders);

	for (size_t i = 0; i < n; i++) {
		place[holder[i]] = i + 1;
	}
	for (size_t c = 0; c < v->cases; c++) {
		for (size_t i = v->start[c] + (size_t)1; mine_kept(v, c) && i < v->start[c + 1];
		     i++) {
			int32_t who = v->holder[mine_charged(reading, i)];

			if (who == MINE_NONE || place[who] == 0) {
				continue;
			}
			int64_t *row = out + (place[who] - 1) * load->rows;

			row[mine_load_row(load, v->time[i - 1])]++;
			row[mine_load_row(load, v->time[i])]--;
		}
		put_held(v, load, reading, c, place, out);
	}
	for (size_t i = 0; i < n; i++) {
		for (size_t k = 1; k < load->rows; k++) {
			out[i * load->rows + k] += out[i * load->rows + k - 1];
		}
	}
	arena_release(a, mark);
	return out;
}

/* What goes at an instant goes before what comes. */
struct mine_queue *mine_queue(struct arena *a, struct arena *scratch, const struct mine_view *v,
			      enum mine_reading reading)
{
	struct mine_queue *out = arena_array(a, struct mine_queue, (size_t)v->holders);
	struct arena_mark mark = arena_mark(scratch);
	struct mine_key *turn = arena_array(scratch, struct mine_key, 2 * v->events);
	size_t n = 0;

	for (size_t c = 0; c < v->cases; c++) {
		for (size_t i = v->start[c] + (size_t)1; mine_kept(v, c) && i < v->start[c + 1];
		     i++) {
			size_t at = mine_charged(reading, i);
			int32_t who = v->holder[at];

			if (who != MINE_NONE) {
				turn[n++] = (struct mine_key){ v->time[i - 1] * 2 + 1,
							       (uint32_t)at };
				turn[n++] = (struct mine_key){ v->time[i] * 2, (uint32_t)at };
				out[who].passages++;
				out[who].held += v->time[i] - v->time[i - 1];
			}
		}
	}
	mine_sort(scratch, turn, n);
	int64_t *now = arena_array(scratch, int64_t, (size_t)v->holders);

	for (size_t i = 0; i < n; i++) {
		int32_t who = v->holder[turn[i].at];
		bool comes = turn[i].key % 2 != 0;

		now[who] += comes ? 1 : -1;
		if (now[who] > out[who].most) {
			out[who].most = now[who];
			out[who].most_at = (turn[i].key - comes) / 2;
		}
	}
	arena_release(scratch, mark);
	return out;
}

/* ---- the week ---- */

int mine_heat_cell(int64_t us, int32_t zone_s)
{
	int64_t day = local_day(us, zone_s);
	int64_t in = us + zone_s * MINE_SECOND - day * MINE_DAY;
	int64_t weekday = day + 3 - week_of(day) * MINE_WEEK_DAYS;

	return (int)(weekday * MINE_DAY_HOURS + in / (3600 * MINE_SECOND));
}

void mine_heat(const struct mine_view *v, int32_t zone_s, struct mine_heat *out)
{
	*out = (struct mine_heat){ .most = 0 };
	for (size_t c = 0; c < v->cases; c++) {
		for (size_t i = v->start[c]; mine_kept(v, c) && i < v->start[c + 1]; i++) {
			int64_t *n = &out->n[0][0] + mine_heat_cell(v->time[i], zone_s);

			(*n)++;
			out->all++;
			out->most = *n > out->most ? *n : out->most;
		}
	}
}
