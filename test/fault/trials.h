/*
 * One thing that is tried again and again, each time with another call to the disk
 * failing: each alone, from every fifth on all, the disk full, and so many of SQLite's
 * allocations (fault_vfs.h).
 *
 * FAULT_STRIDE=n: every n-th call that fails alone, every 5n-th of the others;
 * FAULT_MEMORY=n: every n-th allocation; FAULT_SEED says from where on.
 */
#ifndef DUNGHEN_TEST_TRIALS_H
#define DUNGHEN_TEST_TRIALS_H

#include "fault_vfs.h"

#include "base/arena.h"
#include "base/err.h"

#include "tap.h"

struct trials {
	const char *name;
	void *ctx;
	/* As it should be; how many calls (FAULT_MEMORY: allocations) that makes. */
	int64_t (*well)(void *ctx, enum fault fault);
	/* With a fault; *came false: the call did not come. What is amiss, or NULL. */
	const char *(*faulty)(void *ctx, const struct fault_plan *plan, bool *came);
};

/* Once, at the beginning. */
void trials_setup(void);

struct trials_result {
	const char *how;		/* it failed */
	int64_t calls, tried, amiss, came;
};

/* What the arena gave during a trial is let go after it. What is amiss is told, as a
 * remark of TAP. */
struct trials_result trials_try(struct arena *a, const struct trials *t, enum fault fault);

/* Why an error is none of the disk's said in the user's language; NULL: it is one. */
const char *trials_unclear(const struct err *e);
/* A command of the shell that must succeed. */
void trials_shell(const char *line);

/* All of them, as tests; the sum of what came, and of what was to come, is added. */
static inline void trials_run(struct arena *a, const struct trials *t, int64_t *came,
			      int64_t *tried)
{
	for (enum fault fault = FAULT_ONCE; fault <= FAULT_MEMORY; fault++) {
		struct trials_result r = trials_try(a, t, fault);

		is_int(r.amiss, 0, "%s, %s: %" PRId64 " of %" PRId64 " calls", t->name, r.how,
		       r.tried, r.calls);
		*came += r.came;
		*tried += r.tried;
	}
}

#endif
