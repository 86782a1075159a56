/*
 * What was passed on when units ended, as the ledger tells: for each number of minutes of a day
 * the dossiers that its entries (`succeeded`) name, each as it was in that moment, and the posts
 * that ended that day. So the minutes can be printed at any time after (app_reform_paper), and
 * say what really was passed.
 */
#ifndef DUNGHEN_APP_REFORM_DONE_H
#define DUNGHEN_APP_REFORM_DONE_H

#include "reform_paper.h"

struct reform_record {
	struct str minutes;		/* their number; empty: only posts ended */
	struct reform r;
	struct reform_pairs pairs;
};
struct reform_done {
	struct reform_record *record;	/* in the order of the ledger */
	size_t n;
};
/* A writer or a reader. Errors: those of the store. */
bool app_reform_done(struct app *app, struct arena *a, const struct asking *ask, struct day on,
		     struct reform_done *out, struct err *e) MUST_USE;

/* The last days on which something was passed, the newest first; returns how many. */
enum { REFORM_DAYS = 8 };
bool app_reform_days(struct app *app, int64_t now, struct day out[REFORM_DAYS], size_t *n,
		     struct err *e) MUST_USE;

#endif
