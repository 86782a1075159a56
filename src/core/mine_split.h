/*
 * Logs of the inductive miner: ways with how many cases go them, and their splitting into
 * the logs of parts. All of them stand in one store; the parts of a log stand where it stood,
 * for together they have no more events than it had. So a model takes the memory of the log
 * once, held twice while it is split, however deep it goes.
 */
#ifndef DUNGHEN_CORE_MINE_SPLIT_H
#define DUNGHEN_CORE_MINE_SPLIT_H

#include "mine_flow.h"

/* Way i of a log has the events [start[i], start[i + 1] or the log's end). */
struct split_log {
	size_t at, events;		/* its events; its ways stand from the same place on */
	size_t ways;			/* none of them is empty */
	int64_t cases;			/* of those ways */
	int64_t empty;			/* cases of an empty way */
};

struct split_store {
	int32_t *activity[2];		/* [0] holds, [1] is where parts are made */
	uint32_t *start[2], *cases[2];
	int32_t activities;
	int32_t *part;			/* by activity: which part it goes to */
	uint32_t *seen;			/* by activity, for whoever marks what it met */
	uint64_t looks;			/* at events, in all */
	uint64_t seed;
	struct arena *scratch;
};

enum split_way {
	SPLIT_APART,			/* a way belongs to the part of most of its events */
	SPLIT_ORDERED,			/* parts in their order */
	SPLIT_MIXED,			/* each part's own events */
	SPLIT_AROUND,			/* part 0, then any other and 0 again */
};

/* Where a way of the view begins. */
struct split_store *split_open(struct arena *a, struct arena *scratch, const struct mine_view *v,
			       const struct mine_variants *ways, struct split_log *out);
/* By st->part. Events that stand where their part is not are left out. */
void split_log(struct split_store *st, const struct split_log *log, enum split_way how,
	       int32_t parts, struct split_log *out);
/* One part: each way cut before the places where `cut` holds. */
typedef bool split_cut_fn(void *ctx, int32_t before, int32_t now);
bool split_repeats(struct split_store *st, struct split_log *log, split_cut_fn *cut, void *ctx);

static inline const int32_t *split_way(const struct split_store *st, const struct split_log *l,
				       size_t i, size_t *n)
{
	const uint32_t *start = st->start[0] + l->at;

	*n = (i + 1 < l->ways ? start[i + 1] : l->events) - start[i];
	return st->activity[0] + l->at + start[i];
}

#endif
