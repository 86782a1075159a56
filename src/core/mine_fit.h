/*
 * How a log fits a process tree: whether its ways are the model's, how far they are apart
 * (mine_align.h), and how much of what the model allows occurs.
 *
 * Fitness is 1 - steps apart / the most there could be: every event extra, and a shortest way
 * of the model missing. Precision is of what the model lets follow directly, begin and end:
 * the share that the log shows. It costs nothing to speak of and says how loose a model is;
 * it is not the precision of alignments, which counts what is left unused at each point.
 */
#ifndef DUNGHEN_CORE_MINE_FIT_H
#define DUNGHEN_CORE_MINE_FIT_H

#include "mine_align.h"

/* Is this a way of the model? By another reasoning than that of costs. What it takes is taken
 * off `steps`; when none is left the answer is no, and says nothing. */
bool mine_tree_takes(struct arena *scratch, const struct mine_tree *t, const struct tree_walk *w,
		     const int32_t *activity, size_t n, int64_t *steps);

/* A whole log. */
struct mine_fit {
	int64_t cases, fitting;		/* that were measured; that differ by nothing */
	int64_t long_cases, long_ways;	/* left unmeasured */
	int64_t cost;			/* steps apart, over all cases */
	int64_t most;			/* all events extra, a shortest way missing */
	double fitness;			/* 1 - cost / most */
	double mean_fitness;		/* of each case, the mean */
	int64_t pairs, met_pairs;	/* that the model lets follow, begin, end; that occur */
	double precision;		/* met_pairs / pairs */
	struct align_moves moves;	/* by activity */
	int64_t *apart;			/* by way: its cost, or ALIGN_LONG */
};
void mine_fit_log(struct arena *a, struct arena *scratch, const struct mine_tree *t,
		    const struct mine_view *v, const struct mine_variants *ways,
		    enum tree_effort effort, struct mine_fit *out);
/* By way: how often that activity is extra in each of its cases, or missing. Ways that fit and
 * those left unmeasured have none. */
int64_t *mine_fit_moves(struct arena *a, struct arena *scratch, const struct mine_tree *t,
			const struct mine_view *v, const struct mine_variants *ways,
			const struct mine_fit *fit, int32_t activity, bool missing);

#endif
