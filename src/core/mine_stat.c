/* Sums, middles and shares of durations. */
#include "mine_stat.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

enum { ROUNDS_MOST = 64 };

static void swap(int64_t *v, size_t i, size_t k)
{
	int64_t other = v[i];

	v[i] = v[k];
	v[k] = other;
}

static int64_t middle(int64_t a, int64_t b, int64_t c)
{
	if (a > b) {
		int64_t other = a;

		a = b;
		b = other;
	}
	return c < a ? a : c > b ? b : c;
}

/* Places spread over all of it, so that orders that occur (sorted, organ pipes) do not
 * make it slow. */
static int64_t pivot(const int64_t *v, size_t n)
{
	size_t s = n / 9;

	if (n < 32) {
		return middle(v[0], v[n / 2], v[n - 1]);
	}
	return middle(middle(v[0], v[s], v[2 * s]), middle(v[3 * s], v[4 * s], v[5 * s]),
		      middle(v[6 * s], v[7 * s], v[n - 1]));
}

static int by_size(const void *x, const void *y)
{
	int64_t a = *(const int64_t *)x, b = *(const int64_t *)y;

	return (a > b) - (a < b);
}

/* In three parts: less, the same, more; many durations are equal. What somebody has put in
 * an order made against the pivots is sorted after all. */
int64_t mine_nth(int64_t *v, size_t n, size_t k)
{
	assert(k < n);
	for (int round = 0; n > 1 && round < ROUNDS_MOST; round++) {
		int64_t mid = pivot(v, n);
		size_t less = 0, more = n;

		for (size_t i = 0; i < more;) {
			if (v[i] < mid) {
				swap(v, i++, less++);
			} else if (v[i] > mid) {
				swap(v, i, --more);
			} else {
				i++;
			}
		}
		if (k >= less && k < more) {
			return mid;
		}
		if (k < less) {
			n = less;
		} else {
			v += more;
			n -= more;
			k -= more;
		}
	}
	qsort(v, n, sizeof(*v), by_size);
	return v[k];
}

static long double real(mine_sum s)
{
	return (long double)(int64_t)(s >> 64) * 0x1p64L + (long double)(uint64_t)s;
}

double mine_mean(mine_sum sum, size_t n)
{
	return (double)(real(sum) / (long double)n / 1e6L);
}

double mine_median(int64_t *v, size_t n)
{
	int64_t low = mine_nth(v, n, (n - 1) / 2), high = n % 2 == 1 ? low : mine_nth(v, n, n / 2);

	return (double)(real((mine_sum)low + high) / 2e6L);
}

double mine_linear(int64_t *v, size_t n, int percent)
{
	size_t rank = (n - 1) * (size_t)percent, at = rank / 100, part = rank % 100;
	int64_t low = mine_nth(v, n, at), high = part == 0 ? low : mine_nth(v, n, at + 1);

	return (double)((real(low) * 100 + real((mine_sum)high - low) * (long double)part) / 1e8L);
}

int64_t mine_nearest(int64_t *v, size_t n, int percent)
{
	size_t k = (n * (size_t)percent + 99) / 100;

	return mine_nth(v, n, k > 0 ? k - 1 : 0);
}

double mine_deviation(const int64_t *v, size_t n)
{
	long double sum = 0, mean, squares = 0;

	if (n < 2) {
		return NAN;
	}
	for (size_t i = 0; i < n; i++) {
		sum += (long double)v[i];
	}
	mean = sum / (long double)n;
	for (size_t i = 0; i < n; i++) {
		long double d = (long double)v[i] - mean;

		squares += d * d;
	}
	return (double)(sqrtl(squares / (long double)(n - 1)) / 1e6L);
}
