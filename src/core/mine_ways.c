/* Ways through an event log, and how long they take. */
#include "mine_flow.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

const int mine_percents[5] = { 75, 80, 90, 95, 99 };

/* ---- variants ---- */

struct ways {
	const struct mine_view *v;
	uint32_t *slot;			/* variant + 1, 0: free */
	size_t cap;
	struct mine_variant *variant;
	uint64_t *hash;			/* of each */
	size_t n, room;
	struct arena *a;
};

static uint64_t way_hash(uint64_t seed, const int32_t *activity, size_t n)
{
	uint64_t h = seed ^ n;

	for (size_t i = 0; i < n; i++) {
		h = (h ^ (uint32_t)activity[i]) * UINT64_C(0xd6e8feb86659fd93);
		h ^= h >> 32;
	}
	return h;
}

static bool same_way(const struct mine_view *v, uint32_t x, uint32_t y)
{
	size_t n = v->start[x + 1] - v->start[x];

	return n == v->start[y + 1] - v->start[y] &&
	       memcmp(v->activity + v->start[x], v->activity + v->start[y],
		      n * sizeof(*v->activity)) == 0;
}

static void grow(struct ways *w)
{
	size_t room = w->room == 0 ? 1024 : w->room * 2;
	struct mine_variant *variant = arena_array(w->a, struct mine_variant, room);
	uint64_t *hash = arena_array(w->a, uint64_t, room);

	if (w->n > 0) {
		memcpy(variant, w->variant, w->n * sizeof(*variant));
		memcpy(hash, w->hash, w->n * sizeof(*hash));
	}
	w->variant = variant;
	w->hash = hash;
	w->room = room;
	w->cap = 2 * room;
	w->slot = arena_array(w->a, uint32_t, w->cap);
	for (size_t i = 0; i < w->n; i++) {
		size_t at = hash[i] & (w->cap - 1);

		while (w->slot[at] != 0) {
			at = (at + 1) & (w->cap - 1);
		}
		w->slot[at] = (uint32_t)i + 1;
	}
}

/* The number of the way that case c goes; it may be new. */
static uint32_t way_of(struct ways *w, uint32_t c)
{
	const struct mine_view *v = w->v;
	uint64_t h = way_hash(v->seed, v->activity + v->start[c],
			      v->start[c + 1] - v->start[c]);
	size_t at;

	if (w->n == w->room) {
		grow(w);
	}
	for (at = h & (w->cap - 1); w->slot[at] != 0; at = (at + 1) & (w->cap - 1)) {
		uint32_t way = w->slot[at] - 1;

		if (w->hash[way] == h && same_way(v, w->variant[way].like, c)) {
			return way;
		}
	}
	w->variant[w->n] = (struct mine_variant){ .like = c };
	w->hash[w->n] = h;
	w->slot[at] = (uint32_t)++w->n;
	return (uint32_t)w->n - 1;
}

/* Sorted with what they need at hand. */
struct placed {
	const struct mine_view *v;
	const int32_t *rank;
	struct mine_variant variant;
};

static int by_names(const struct placed *a, const struct placed *b)
{
	const struct mine_view *v = a->v;
	size_t x = v->start[a->variant.like], y = v->start[b->variant.like];
	size_t nx = v->start[a->variant.like + 1] - x, ny = v->start[b->variant.like + 1] - y;

	for (size_t i = 0; i < nx && i < ny; i++) {
		int32_t p = a->rank[v->activity[x + i]], q = a->rank[v->activity[y + i]];

		if (p != q) {
			return p < q ? -1 : 1;
		}
	}
	return (nx > ny) - (nx < ny);
}

static int by_cases(const void *x, const void *y)
{
	const struct placed *a = x, *b = y;

	if (a->variant.cases != b->variant.cases) {
		return a->variant.cases > b->variant.cases ? -1 : 1;
	}
	return by_names(a, b);
}

void mine_variants(struct arena *a, struct arena *scratch, const struct mine_view *v,
		   const int32_t *rank, struct mine_variants *out)
{
	struct arena_mark mark = arena_mark(scratch);
	struct ways w = { .v = v, .a = scratch };

	for (size_t c = 0; c < v->cases; c++) {
		if (mine_kept(v, c)) {
			uint32_t way = way_of(&w, (uint32_t)c);

			w.variant[way].cases++;
		}
	}
	struct placed *all = arena_array(scratch, struct placed, w.n);

	for (size_t i = 0; i < w.n; i++) {
		all[i] = (struct placed){ v, rank, w.variant[i] };
	}
	qsort(all, w.n, sizeof(*all), by_cases);
	*out = (struct mine_variants){ arena_array(a, struct mine_variant, w.n), w.n };
	for (size_t i = 0; i < w.n; i++) {
		out->variant[i] = all[i].variant;
	}
	arena_release(scratch, mark);
}

uint32_t *mine_variant_of(struct arena *a, struct arena *scratch, const struct mine_view *v,
			  const struct mine_variants *all)
{
	uint32_t *of = arena_array(a, uint32_t, v->cases);
	struct arena_mark mark = arena_mark(scratch);
	struct ways w = { .v = v, .a = scratch };

	for (size_t i = 0; i < all->n; i++) {
		(void)way_of(&w, all->variant[i].like);
	}
	for (size_t c = 0; c < v->cases; c++) {
		of[c] = mine_kept(v, c) ? way_of(&w, (uint32_t)c) : UINT32_MAX;
	}
	arena_release(scratch, mark);
	return of;
}

/* ---- how long ---- */

void mine_spread(int64_t *v, size_t n, struct mine_spread *out)
{
	*out = (struct mine_spread){ .n = n };
	if (n == 0) {
		return;
	}
	out->min = out->max = v[0];
	for (size_t i = 0; i < n; i++) {
		out->sum += v[i];
		out->min = v[i] < out->min ? v[i] : out->min;
		out->max = v[i] > out->max ? v[i] : out->max;
	}
	out->mean_s = mine_mean(out->sum, n);
	out->median_s = mine_median(v, n);
	out->deviation_s = mine_deviation(v, n);
	for (size_t i = 0; i < ARRAY_LEN(mine_percents); i++) {
		out->linear_s[i] = mine_linear(v, n, mine_percents[i]);
		out->nearest[i] = mine_nearest(v, n, mine_percents[i]);
	}
}

void mine_durations(struct arena *scratch, const struct mine_view *v,
		    const struct mine_hours *h, struct mine_spread *out)
{
	struct arena_mark mark = arena_mark(scratch);
	int64_t *took = arena_array(scratch, int64_t, v->cases);
	size_t n = 0;

	for (size_t c = 0; c < v->cases; c++) {
		if (mine_kept(v, c) && v->start[c] < v->start[c + 1]) {
			took[n++] = mine_lasted(h, v->time[v->start[c]],
						v->time[v->start[c + 1] - 1]);
		}
	}
	mine_spread(took, n, out);
	arena_release(scratch, mark);
}

static int by_size(const void *x, const void *y)
{
	int64_t a = *(const int64_t *)x, b = *(const int64_t *)y;

	return (a > b) - (a < b);
}

/* Mean and median of the steps between sorted instants, which are overwritten. */
static void steps(int64_t *at, size_t n, double *mean_s, double *median_s)
{
	*mean_s = mine_mean((mine_sum)at[n - 1] - at[0], n - 1);
	for (size_t i = 0; i + 1 < n; i++) {
		at[i] = at[i + 1] - at[i];
	}
	*median_s = mine_median(at, n - 1);
}

/* A case that begins in the instant another ends meets it. */
static size_t most_open(const int64_t *start, const int64_t *end, size_t n)
{
	size_t ended = 0, most = 0;

	for (size_t i = 0; i < n; i++) {
		while (end[ended] < start[i]) {
			ended++;
		}
		most = i + 1 - ended > most ? i + 1 - ended : most;
	}
	return most;
}

bool mine_arrivals(struct arena *scratch, const struct mine_view *v, struct mine_arrivals *out)
{
	struct arena_mark mark = arena_mark(scratch);
	int64_t *start = arena_array(scratch, int64_t, v->cases);
	int64_t *end = arena_array(scratch, int64_t, v->cases);
	size_t n = 0;

	for (size_t c = 0; c < v->cases; c++) {
		if (mine_kept(v, c) && v->start[c] < v->start[c + 1]) {
			start[n] = v->time[v->start[c]];
			end[n++] = v->time[v->start[c + 1] - 1];
		}
	}
	if (n >= 2) {
		qsort(start, n, sizeof(*start), by_size);
		qsort(end, n, sizeof(*end), by_size);
		out->most_open = most_open(start, end, n);
		steps(start, n, &out->start_mean_s, &out->start_median_s);
		steps(end, n, &out->end_mean_s, &out->end_median_s);
	}
	arena_release(scratch, mark);
	return n >= 2;
}
