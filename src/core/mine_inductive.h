/*
 * A model of an event log as a process tree, found by the inductive miner: the log is cut
 * into smaller logs of fewer activities by what follows what, and each of these again, until
 * only single activities are left. Own writing after
 *
 *   S. J. J. Leemans, D. Fahland, W. M. P. van der Aalst: Discovering Block-Structured
 *   Process Models from Event Logs – A Constructive Approach. Petri Nets 2013, LNCS 7927
 *   (cuts, splits; every way of the log is one of the model);
 *   — Discovering Block-Structured Process Models from Event Logs Containing Infrequent
 *   Behaviour. BPM 2013 Workshops, LNBIP 171, 2014 (the noise threshold);
 *   S. J. J. Leemans: Robust Process Mining with Guarantees. LNBIP 440, 2022 (the order of
 *   the fall-throughs, the sequence cut that keeps together what is skipped together).
 *
 * Cuts, the first that there is:
 *
 *   choice     nothing of one part ever follows the other
 *   sequence   from each part one can come to every later one, and never back
 *   parallel   each activity of one part follows and is followed by each of the other; every
 *              part has a beginning and an end of the log
 *   loop       between the ends and the beginnings of the first part stand the others
 *
 * What to do where there is none, again the first that applies:
 *
 *   empty ways              a choice of nothing and of the rest
 *   once per case           an activity that every case has once is parallel to the rest
 *   concurrent activity     so is one without which the rest has a cut
 *   strict repetition       cut where an ending is followed by a beginning: a loop
 *   repetition              cut before every beginning: a loop
 *   flower                  anything in any order
 *
 * With noise 0 every case of the log goes a way of the model. With noise n > 0, where the
 * whole has no cut, what follows an activity (or begins, ends) less often than n times the
 * commonest that does is left out before it is cut again (for sequences, what follows it
 * sooner or later), and events that then stand where their part is not are left out too. So
 * are empty ways that are less than n of all; and of an activity alone that is repeated, the
 * repetition, where it being done is within n of as often as it being over.
 *
 * Bounded: at most TREE_ACTIVITIES_MOST activities and TREE_EVENTS_MOST events of different
 * ways, 12 bytes each held twice; and so many looks at events that it ends in a minute, or
 * in seconds. Whatever is then still whole becomes a flower, which `limited` counts.
 */
#ifndef DUNGHEN_CORE_MINE_INDUCTIVE_H
#define DUNGHEN_CORE_MINE_INDUCTIVE_H

#include "mine_flow.h"
#include "mine_tree.h"

enum {
	TREE_ACTIVITIES_MOST = 1024,
	TREE_EVENTS_MOST = 1 << 26,
};

enum tree_fall {
	FALL_EMPTY, FALL_ONCE, FALL_CONCURRENT, FALL_STRICT_LOOP, FALL_LOOP, FALL_FLOWER, FALLS,
};

struct tree_found {
	struct mine_tree tree;		/* reduced, numbered */
	int32_t cuts[TREE_LOOP + 1];	/* by kind, as they were found */
	int32_t falls[FALLS];
	int32_t filtered;		/* cuts that only the noise threshold made */
	int32_t limited;		/* flowers for want of time */
};

/* "empty", "once", "concurrent", "strict_loop", "loop", "flower". */
const char *tree_fall_name(enum tree_fall f);

/* `rank` is of the activities; noise from 0 to 1. The tree lives in `a`. Errors:
 * mine.model_many (activities, max), mine.model_large (events, max), mine.model_empty. */
bool mine_inductive(struct arena *a, struct arena *scratch, const struct mine_view *v,
		    const struct mine_variants *ways, const int32_t *rank, double noise,
		    enum tree_effort effort, struct tree_found *out, struct err *e) MUST_USE;

#endif
