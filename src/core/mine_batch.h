/*
 * Batches: one activity of one holder, done for several cases in one go. A batch is a run of
 * such events in the order of time, each at most a gap after the one before, of two cases or
 * more; with no gap at all it is done at one instant. Whoever a log does not name is one.
 */
#ifndef DUNGHEN_CORE_MINE_BATCH_H
#define DUNGHEN_CORE_MINE_BATCH_H

#include "mine_log.h"

struct mine_batch {			/* of an activity at a holder */
	int32_t activity, holder;
	int64_t events;			/* all of it that count */
	int64_t batches;
	int64_t batched;		/* events in batches */
	int64_t cases;			/* of each batch, summed */
	int64_t largest;		/* events */
};

struct mine_batches {
	struct mine_batch *row;		/* most batched first; those without a batch are left out */
	size_t rows;
	int64_t batches, batched, cases;
	int64_t events;			/* all that count */
};

/* One `out` for each of n gaps, in microseconds: events are sorted once. Ranks are of the
 * names. */
void mine_batches(struct arena *a, struct arena *scratch, const struct mine_view *v,
		  const int64_t *gap, size_t n, const int32_t *activity_rank,
		  const int32_t *holder_rank, struct mine_batches *out);

#endif
