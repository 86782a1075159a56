/*
 * How a process changes over the months: what arrives, what is finished, how long that took,
 * and where the level shifts.
 *
 * Shifts are change points of the mean, found for all of them at once (optimal partitioning,
 * B. Jackson et al., IEEE Signal Processing Letters 12, 2005) at a cost of 3 s² ln n each (in
 * the manner of Y.-C. Yao, Statistics & Probability Letters 6, 1988); s is the noise from
 * month to month (the median step). Arrivals are looked at as 2 √(x + 3/8), durations as
 * logarithms of their median, so that a shift is one of proportion. A level lasts two months
 * at least. The first and the last month are left out, for a log seldom has all of them.
 */
#ifndef DUNGHEN_CORE_MINE_TREND_H
#define DUNGHEN_CORE_MINE_TREND_H

#include "mine_load.h"

struct mine_month {
	int32_t day;			/* the first */
	int64_t started, ended;
	mine_sum ended_sum;		/* what those that ended in it lasted */
	double ended_median_s;		/* 0 when none did */
	bool arrivals_shift, duration_shift;	/* from here on another level */
};

struct mine_trend {
	struct mine_month *month;
	size_t months;
};

void mine_trend(struct arena *a, struct arena *scratch, const struct mine_view *v,
		int32_t zone_s, enum mine_reading reading, struct mine_trend *out);

/* Marks in `at` where a new level begins; n ≥ 0. `noise`: the least that s is taken for. */
void mine_shifts(struct arena *scratch, const double *value, size_t n, double noise, bool *at);

#endif
