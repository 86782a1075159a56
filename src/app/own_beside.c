/* Two sides of a study of the ledger's own log. */
#include "own_log_int.h"

#include <stdlib.h>
#include <string.h>

static int by_size(const void *x, const void *y)
{
	int64_t a = *(const int64_t *)x, b = *(const int64_t *)y;

	return (a > b) - (a < b);
}

static void durations(struct arena *a, const struct mine_view *v, struct own_side *out)
{
	int64_t *took = arena_array(a, int64_t, v->cases);

	for (size_t c = 0; c < v->cases; c++) {
		if (mine_kept(v, c)) {
			took[out->n++] = v->time[v->start[c + 1] - (size_t)1] -
					 v->time[v->start[c]];
		}
	}
	qsort(took, out->n, sizeof(*took), by_size);
	out->took = took;
}

/* The filter sees the side alone: what it says of the commonest ways is of that side's. */
static void look(struct arena *a, const struct own_ask *ask, const struct own_study *s,
		 const struct own_range *range, struct own_side *out, struct mine_view *part)
{
	size_t cases = range->until - range->from, n = 0;
	uint8_t *keep = arena_array(a, uint8_t, s->s.view.cases);
	struct own_study alone = *s;

	alone.s.view.start += range->from;
	alone.s.view.cases = cases;
	own_sift(a, ask, cases, &alone, keep + range->from);
	for (size_t c = range->from; c < range->until; c++) {
		n += keep[c];
	}
	out->dossiers = (int64_t)cases;
	out->few = (int64_t)n < ask->least;
	if (out->few) {
		memset(keep, 0, s->s.view.cases);
	}
	*part = s->s.view;
	part->keep = keep;
	durations(a, part, out);
}

bool own_beside(struct arena *a, const struct own_ask *ask, const struct own_range range[2],
		struct own_study *s, struct err *e)
{
	struct own_beside *out = arena_new(a, struct own_beside);
	struct mine_view part[2];
	struct arena scratch;

	for (int k = 0; k < 2; k++) {
		look(a, ask, s, &range[k], &out->side[k], &part[k]);
	}
	s->dossiers = out->side[0].dossiers;
	s->beside = out;
	arena_init(&scratch, 0);
	bool ok = mine_contrast(a, &scratch, part, s->s.hours, s->s.activity_rank, &out->x, e);

	arena_done(&scratch);
	return ok;
}
