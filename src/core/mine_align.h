/*
 * How well ways of a log fit a process tree: the least number of steps by which a way and
 * the model differ — events that the model has no place for there (extra), activities that
 * it asks for and the way lacks (missing) — as an alignment counts them
 * (A. Adriansyah, Aligning Observed and Modeled Behavior, 2014).
 *
 * The least is exact, and found without searching the states of the model: since an activity
 * stands at one leaf only, each event belongs to one child of every block, and the cost of a
 * block over a piece of its own events follows from that of its children over pieces of
 * theirs. That takes the third power of the length of what a sequence or a loop has of the
 * way, so that very long ones are left unmeasured and said to be.
 */
#ifndef DUNGHEN_CORE_MINE_ALIGN_H
#define DUNGHEN_CORE_MINE_ALIGN_H

#include "mine_flow.h"
#include "mine_tree.h"

/* By activity, for each case. */
struct align_moves {
	int64_t *extra, *missing;
};

enum { ALIGN_LONG = -1 };

/* The least number of steps apart, or ALIGN_LONG after `steps` of reckoning, which are taken
 * off. `moves` may be NULL; else each step apart counts for `cases` there. */
int64_t mine_align(struct arena *scratch, const struct mine_tree *t, const struct tree_walk *w,
		   const int32_t *activity, size_t n, int64_t *steps, int64_t cases,
		   struct align_moves *moves);

#endif
