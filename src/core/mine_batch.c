/* What is done in one go. */
#include "mine_batch.h"

#include <stdlib.h>

struct done {
	int32_t activity, holder;
	uint32_t in;
	int64_t time;
};

static int by_place(const void *x, const void *y)
{
	const struct done *a = x, *b = y;

	if (a->activity != b->activity) {
		return a->activity < b->activity ? -1 : 1;
	}
	if (a->holder != b->holder) {
		return a->holder < b->holder ? -1 : 1;
	}
	if (a->time != b->time) {
		return a->time < b->time ? -1 : 1;
	}
	return (a->in > b->in) - (a->in < b->in);
}

static int by_number(const void *x, const void *y)
{
	uint32_t a = *(const uint32_t *)x, b = *(const uint32_t *)y;

	return (a > b) - (a < b);
}

static int64_t cases_of(struct arena *scratch, const struct done *d, size_t n)
{
	struct arena_mark mark = arena_mark(scratch);
	uint32_t *in = arena_array(scratch, uint32_t, n);
	int64_t different = 0;

	for (size_t i = 0; i < n; i++) {
		in[i] = d[i].in;
	}
	qsort(in, n, sizeof(*in), by_number);
	for (size_t i = 0; i < n; i++) {
		different += i == 0 || in[i] != in[i - 1];
	}
	arena_release(scratch, mark);
	return different;
}

/* The runs of one activity at one holder. */
static struct mine_batch place(struct arena *scratch, const struct done *d, size_t n, int64_t gap)
{
	struct mine_batch b = { .activity = d->activity, .holder = d->holder,
				.events = (int64_t)n };

	for (size_t k = 0; k < n;) {
		size_t end = k + 1;

		while (end < n && d[end].time - d[end - 1].time <= gap) {
			end++;
		}
		int64_t cases = end - k > 1 ? cases_of(scratch, d + k, end - k) : 1;

		if (cases > 1) {
			b.batches++;
			b.batched += (int64_t)(end - k);
			b.cases += cases;
			b.largest = (int64_t)(end - k) > b.largest ? (int64_t)(end - k) : b.largest;
		}
		k = end;
	}
	return b;
}

struct ranked {
	struct mine_batch b;
	int32_t activity, holder;	/* ranks */
};

static int by_batched(const void *x, const void *y)
{
	const struct ranked *a = x, *b = y;

	if (a->b.batched != b->b.batched) {
		return a->b.batched > b->b.batched ? -1 : 1;
	}
	return a->activity != b->activity ? (a->activity > b->activity ? 1 : -1)
					  : (a->holder > b->holder) - (a->holder < b->holder);
}

static size_t gather(const struct mine_view *v, struct done *all)
{
	size_t n = 0;

	for (size_t c = 0; c < v->cases; c++) {
		for (size_t i = v->start[c]; mine_kept(v, c) && i < v->start[c + 1]; i++) {
			all[n++] = (struct done){ v->activity[i], v->holder[i], (uint32_t)c,
						  v->time[i] };
		}
	}
	if (n > 0) {
		qsort(all, n, sizeof(*all), by_place);
	}
	return n;
}

static bool together(const struct done *a, const struct done *b)
{
	return a->activity == b->activity && a->holder == b->holder;
}

/* Places with more than one event: no other has a batch, and most logs have few. */
static size_t shared(const struct done *all, size_t n)
{
	size_t places = 0;

	for (size_t i = 1; i < n; i++) {
		places += together(&all[i - 1], &all[i]) &&
			  (i == 1 || !together(&all[i - 2], &all[i - 1]));
	}
	return places;
}

static void count(struct arena *a, struct arena *scratch, const struct done *all, size_t n,
		  int64_t gap, const int32_t *activity_rank, const int32_t *holder_rank,
		  struct mine_batches *out)
{
	struct arena_mark mark = arena_mark(scratch);
	struct ranked *row = arena_array(scratch, struct ranked, shared(all, n));
	size_t rows = 0;

	*out = (struct mine_batches){ .events = (int64_t)n };
	for (size_t k = 0; k < n;) {
		size_t end = k + 1;

		while (end < n && together(&all[end], &all[k])) {
			end++;
		}
		struct mine_batch b = place(scratch, all + k, end - k, gap);

		if (b.batches > 0) {
			row[rows++] = (struct ranked){ b, activity_rank[b.activity],
						       b.holder == MINE_NONE ? MINE_NONE
						       : holder_rank[b.holder] };
		}
		out->batches += b.batches;
		out->batched += b.batched;
		out->cases += b.cases;
		k = end;
	}
	if (rows > 0) {
		qsort(row, rows, sizeof(*row), by_batched);
	}
	out->row = arena_array(a, struct mine_batch, rows);
	out->rows = rows;
	for (size_t i = 0; i < rows; i++) {
		out->row[i] = row[i].b;
	}
	arena_release(scratch, mark);
}

void mine_batches(struct arena *a, struct arena *scratch, const struct mine_view *v,
		  const int64_t *gap, size_t n, const int32_t *activity_rank,
		  const int32_t *holder_rank, struct mine_batches *out)
{
	struct arena_mark mark = arena_mark(scratch);
	struct done *all = arena_array(scratch, struct done, v->events);
	size_t events = gather(v, all);

	for (size_t i = 0; i < n; i++) {
		count(a, scratch, all, events, gap[i], activity_rank, holder_rank, &out[i]);
	}
	arena_release(scratch, mark);
}
