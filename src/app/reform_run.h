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
/* False: one is under way. `as` and `minutes` are copied; too long ones are cut. */
bool reform_run_start(struct reform_run *r, struct str as, struct str minutes);

struct reform_state {
	bool begun, under_way;
	int64_t passed, left, posts;
	struct err failed;		/* key empty: nothing did */
};
void reform_run_state(struct reform_run *r, struct reform_state *out);

#endif
