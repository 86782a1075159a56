/*
 * The ledger as events: the arrivals of each dossier at whoever holds it from then on, by
 * the typed columns of the projections, in one pass. Holds partition a life; where it ends or
 * breaks off stands an arrival "closed" at nobody.
 */
#ifndef DUNGHEN_APP_ARRIVALS_H
#define DUNGHEN_APP_ARRIVALS_H

#include "app.h"

#include "store/case_row.h"

struct arrival {
	struct str activity;		/* name of the step, "wait", "handout", "closed" */
	struct str unit;		/* key; outside the office "citizen" or which body */
	struct str post;		/* "25195.kt.officer"; outside the same as unit */
	int64_t at;
	bool back;			/* sent back, or by no way of the frozen steps (rule 35) */
};

/* Texts are valid during the call. Each may fail with an error of its own. */
struct arrivals_sink {
	void *ctx;
	bool (*begin)(void *ctx, const struct case_row *dossier, struct err *e);
	bool (*arrive)(void *ctx, const struct arrival *a, struct err *e);
	bool (*end)(void *ctx, struct err *e);
};

/* Those with after < id ≤ upto. */
bool arrivals_between(struct app *app, int64_t after, int64_t upto,
		      const struct arrivals_sink *sink, struct err *e) MUST_USE;
/* Every dossier, by id; one that nobody has held yet begins and ends. */
bool arrivals_each(struct app *app, const struct arrivals_sink *sink, struct err *e) MUST_USE;

#endif
