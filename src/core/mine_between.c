/* From one event to another. */
#include "mine_between.h"

/* The first of `activity` in [from, to), or `to`. */
static size_t first_of(const struct mine_view *v, int32_t activity, size_t from, size_t to)
{
	while (from < to && v->activity[from] != activity) {
		from++;
	}
	return from;
}

bool mine_between_ends(const struct mine_view *v, size_t c, int32_t from, int32_t to,
		       size_t *first, size_t *last)
{
	size_t begin = v->start[c], end = v->start[c + 1];

	*first = from == MINE_NONE ? begin : first_of(v, from, begin, end);
	*last = end;
	if (*first < end) {
		*last = to == MINE_NONE ? end - 1 : first_of(v, to, *first + 1, end);
	}
	return *first < end;
}

void mine_between(struct arena *scratch, const struct mine_view *v, const struct mine_hours *h,
		  int32_t from, int32_t to, struct mine_between *out)
{
	struct arena_mark mark = arena_mark(scratch);
	int64_t *took = arena_array(scratch, int64_t, v->cases);
	int64_t *worked = arena_array(scratch, int64_t, v->cases);
	size_t n = 0, first, last;

	*out = (struct mine_between){ .cases = 0 };
	for (size_t c = 0; c < v->cases; c++) {
		if (!mine_kept(v, c) ||
		    !mine_between_ends(v, c, from, to, &first, &last)) {
			continue;
		}
		out->cases++;
		if (last < v->start[c + 1]) {
			took[n] = v->time[last] - v->time[first];
			worked[n++] = h == NULL ? 0 : mine_work_before(h, v->time[last]) -
						      mine_work_before(h, v->time[first]);
		}
	}
	if (n > 0) {
		mine_spread(took, n, &out->spread);
	}
	if (n > 0 && h != NULL) {
		mine_spread(worked, n, &out->working);
	}
	arena_release(scratch, mark);
}

size_t mine_covering(const struct mine_variants *all, size_t cases, int percent)
{
	size_t n = 0;

	for (size_t sum = 0; n < all->n && sum * 100 < cases * (size_t)percent; n++) {
		sum += all->variant[n].cases;
	}
	return n;
}
