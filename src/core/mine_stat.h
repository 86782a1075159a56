/*
 * Sums, middles and shares of durations. Everything is counted in whole microseconds, sums
 * in 128 bits, so that no log is long enough to spill; only means, deviations and what lies
 * between two values are floating, rounded once.
 */
#ifndef DUNGHEN_CORE_MINE_STAT_H
#define DUNGHEN_CORE_MINE_STAT_H

#include <stddef.h>
#include <stdint.h>

typedef __int128 mine_sum;

/* The k-th smallest, from 0; `v` gets another order. 0 ≤ k < n. */
int64_t mine_nth(int64_t *v, size_t n, size_t k);

/* All in seconds, of microseconds; n > 0. */
double mine_mean(mine_sum sum, size_t n);
/* The mean of the middle two when n is even. */
double mine_median(int64_t *v, size_t n);
/* By linear interpolation between the neighbours of rank (n - 1) × percent / 100. */
double mine_linear(int64_t *v, size_t n, int percent);
/* The k-th with k = ⌈n × percent / 100⌉, in microseconds. */
int64_t mine_nearest(int64_t *v, size_t n, int percent);
/* Of a sample (n − 1); NAN for n < 2. */
double mine_deviation(const int64_t *v, size_t n);

#endif
