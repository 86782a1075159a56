/*
 * What units did (core/work.h), by day and procedure: kept by store_project with the duties of
 * dossiers, read for scorecards.
 */
#ifndef DUNGHEN_STORE_WORKED_H
#define DUNGHEN_STORE_WORKED_H

#include "store.h"

#include "core/work.h"

/* Brings the sums from what the duty at `no` said before (NULL, or not there: nothing) to what
 * it says now. Within a group. */
bool worked_change(struct store *s, const struct dossier *before, const struct dossier *after,
		   size_t no, struct err *e) MUST_USE;
bool worked_clear(struct store *s, struct err *e) MUST_USE;

typedef void worked_fn(void *ctx, struct unit_id unit, struct str procedure,
		       const struct work_sums *sums);
/* Of the days from … until, the last not included, by unit, then procedure. Texts are valid
 * during the call. */
bool store_worked(struct store *s, struct day from, struct day until, worked_fn *fn, void *ctx,
		  struct err *e) MUST_USE;
typedef void spread_fn(void *ctx, struct unit_id unit, int band, int64_t n);
bool store_spread(struct store *s, struct day from, struct day until, spread_fn *fn, void *ctx,
		  struct err *e) MUST_USE;

#endif
