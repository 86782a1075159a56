/*
 * Work that is done again, and cases that come back to whoever had them.
 *
 * Again: an activity that occurred earlier in the case. Done by whoever did it the last time
 * it is a repeat, by somebody else a redo; directly after itself either is a self-loop
 * (M. Swennen, Using Event Log Knowledge to Support Operational Excellence Techniques,
 * Hasselt 2018). The referral matrix has who did it before against who did it again.
 *
 * Loops: segments as in mine_people.h. A holder that comes up again after n - 1 others closes
 * a loop of length n: n = 2 is ping-pong, A, B, A. The time away is from when the first other
 * took it until it is back. Where a log says which arrivals were a return or no planned way
 * (mine_view.back), a loop has one of them: a route that leads there and back is none.
 */
#ifndef DUNGHEN_CORE_MINE_AGAIN_H
#define DUNGHEN_CORE_MINE_AGAIN_H

#include "mine_couples.h"
#include "mine_log.h"
#include "mine_stat.h"

enum { MINE_LOOP_MOST = 10 };		/* that long, or longer */

struct mine_redo {			/* of an activity */
	int64_t same, other;		/* repeats, redos */
	int64_t unknown;		/* one of the two names nobody */
	int64_t same_direct, other_direct;	/* of these: self-loops */
};

struct mine_loops {			/* of one length */
	int64_t count, cases;
	mine_sum away;
};

struct mine_again {
	struct mine_redo *activity;	/* by number */
	struct mine_redo all;
	struct mine_couples referral;	/* before, again */
	struct mine_loops loop[MINE_LOOP_MOST + 1];	/* by length; from 2 */
	int64_t *returned;		/* by holder: loops that it closed */
};

/* One loop, or one time that work was done again: for whoever looks at each. */
struct mine_return {
	size_t in;			/* case */
	uint32_t length;		/* of a loop, by which it is counted; 0: work done again */
	int64_t away;			/* of a loop: microseconds */
	int32_t before, again;		/* of work done again: who did it */
};
typedef void mine_return_fn(void *ctx, const struct mine_return *r);

/* `rank` is of the holders; `each` may be NULL. Errors: log.pairs. */
bool mine_again(struct arena *a, struct arena *scratch, const struct mine_view *v,
		const int32_t *rank, struct mine_again *out, mine_return_fn *each, void *ctx,
		struct err *e) MUST_USE;

#endif
