/*
 * Passing on by a running server: chunk after chunk as jobs of the writer (app/reform.h), each
 * handed in when the one before is done, so that whatever others hand in comes between. A
 * restart of the server ends it; begun anew it goes on with what is left.
 */
#ifndef DUNGHEN_APP_REFORM_RUN_H
#define DUNGHEN_APP_REFORM_RUN_H

#include "reform.h"
#include "writer.h"

struct reform_run;

struct reform_run *reform_run_new(struct arena *a, struct writer *w);
/* Waits for the chunk under way, while the writer is still there. NULL is allowed. */
void reform_run_close(struct reform_run *r);
/* False: one is under way. `as` and `minutes` are copied, too long ones are cut; `places`, posts
 * to be given first, with which nothing may be wrong, too; or NULL. */
bool reform_run_start(struct reform_run *r, struct str as, struct str minutes,
		      const struct reform_places *places);

struct reform_state {
	bool begun, under_way;
	int64_t passed, left, posts;	/* posts that ended */
	int64_t given;			/* … and that were given first */
	struct err failed;		/* key empty: nothing did */
};
void reform_run_state(struct reform_run *r, struct reform_state *out);

#endif
