/* How a process changes over the months. */
#include "mine_trend.h"

#include <math.h>
#include <stdlib.h>

enum { LEVEL_LEAST = 2, SHIFT_MONTHS_MOST = 1200 };

static const double arrival_noise = 1.0, duration_noise = 0.1;	/* a tenth */

/* ---- shifts ---- */

static int by_size(const void *x, const void *y)
{
	double a = *(const double *)x, b = *(const double *)y;

	return (a > b) - (a < b);
}

/* By the median of the steps: a shift is one step of many. */
static double noise_of(struct arena *scratch, const double *value, size_t n)
{
	struct arena_mark mark = arena_mark(scratch);
	double *step = arena_array(scratch, double, n);

	for (size_t i = 1; i < n; i++) {
		step[i - 1] = fabs(value[i] - value[i - 1]);
	}
	qsort(step, n - 1, sizeof(*step), by_size);
	double middle = step[(n - 1) / 2];

	arena_release(scratch, mark);
	return middle * 1.4826 / sqrt(2.0);	/* of a normal one */
}

/* The squares around the mean of [from, to). */
static double cost(const double *sum, const double *square, size_t from, size_t to)
{
	double s = sum[to] - sum[from], n = (double)(to - from);
	double c = square[to] - square[from] - s * s / n;

	return c > 0 ? c : 0;
}

void mine_shifts(struct arena *scratch, const double *value, size_t n, double noise, bool *at)
{
	struct arena_mark mark = arena_mark(scratch);

	for (size_t i = 0; i < n; i++) {
		at[i] = false;
	}
	if (n < (size_t)2 * LEVEL_LEAST || n > SHIFT_MONTHS_MOST) {
		return;
	}
	double s = noise_of(scratch, value, n), *sum = arena_array(scratch, double, n + 1);
	double *square = arena_array(scratch, double, n + 1);
	double *best = arena_array(scratch, double, n + 1);
	size_t *from = arena_array(scratch, size_t, n + 1);

	s = s > noise ? s : noise;
	for (size_t i = 0; i < n; i++) {
		sum[i + 1] = sum[i] + value[i];
		square[i + 1] = square[i] + value[i] * value[i];
	}
	double price = 3 * s * s * log((double)n);

	best[0] = -price;
	best[1] = INFINITY;
	for (size_t to = LEVEL_LEAST; to <= n; to++) {
		best[to] = INFINITY;
		for (size_t k = 0; k + LEVEL_LEAST <= to; k++) {
			double all = best[k] + price + cost(sum, square, k, to);

			if (all < best[to]) {
				best[to] = all;
				from[to] = k;
			}
		}
	}
	for (size_t to = n; from[to] > 0; to = from[to]) {
		at[from[to]] = true;
	}
	arena_release(scratch, mark);
}

/* ---- months ---- */

static void lasted(struct arena *scratch, const struct mine_view *v, enum mine_reading reading,
		   const struct mine_load *l, struct mine_trend *out)
{
	struct arena_mark mark = arena_mark(scratch);
	size_t *next = arena_array(scratch, size_t, out->months + 1), sum = 0;

	for (size_t i = 0; i < out->months; i++) {
		next[i] = sum;
		sum += (size_t)out->month[i].ended;
	}
	int64_t *all = arena_array(scratch, int64_t, sum);

	for (size_t c = 0; c < v->cases; c++) {
		if (mine_kept(v, c) && v->start[c] < v->start[c + 1] &&
		    mine_load_ended(v, reading, c)) {
			int64_t end = v->time[v->start[c + 1] - 1];
			size_t row = mine_load_row(l, end);
			int64_t took = end - v->time[v->start[c]];

			all[next[row]++] = took;
			out->month[row].ended_sum += took;
		}
	}
	for (size_t i = 0, from = 0; i < out->months; i++) {
		size_t n = (size_t)out->month[i].ended;

		if (n > 0) {
			out->month[i].ended_median_s = mine_median(all + from, n);
		}
		from += n;
	}
	arena_release(scratch, mark);
}

static void arrivals(struct arena *scratch, struct mine_trend *t)
{
	size_t n = t->months - 2;
	double *value = arena_array(scratch, double, n);
	bool *at = arena_array(scratch, bool, n);

	for (size_t i = 0; i < n; i++) {
		value[i] = 2 * sqrt((double)t->month[i + 1].started + 0.375);
	}
	mine_shifts(scratch, value, n, arrival_noise, at);
	for (size_t i = 0; i < n; i++) {
		t->month[i + 1].arrivals_shift = at[i];
	}
}

/* Months in which nothing ended say nothing. */
static void durations(struct arena *scratch, struct mine_trend *t)
{
	size_t n = 0;
	double *value = arena_array(scratch, double, t->months);
	size_t *month = arena_array(scratch, size_t, t->months);
	bool *at = arena_array(scratch, bool, t->months);

	for (size_t i = 1; i + 1 < t->months; i++) {
		if (t->month[i].ended > 0) {
			value[n] = log(t->month[i].ended_median_s + 1);
			month[n++] = i;
		}
	}
	mine_shifts(scratch, value, n, duration_noise, at);
	for (size_t i = 0; i < n; i++) {
		t->month[month[i]].duration_shift = at[i];
	}
}

void mine_trend(struct arena *a, struct arena *scratch, const struct mine_view *v,
		int32_t zone_s, enum mine_reading reading, struct mine_trend *out)
{
	struct arena_mark mark = arena_mark(scratch);
	struct mine_load load;

	mine_load_by(scratch, v, zone_s, reading, MINE_BY_MONTH, &load);
	*out = (struct mine_trend){ arena_array(a, struct mine_month, load.rows), load.rows };
	for (size_t i = 0; i < load.rows; i++) {
		out->month[i] = (struct mine_month){ .day = load.row[i].day,
						     .started = load.row[i].started,
						     .ended = load.row[i].ended };
	}
	if (out->months > 0) {
		lasted(scratch, v, reading, &load, out);
	}
	if (out->months > 2) {
		arrivals(scratch, out);
		durations(scratch, out);
	}
	arena_release(scratch, mark);
}
