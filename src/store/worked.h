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

struct worked_ask {
	struct day from, until;		/* the last not included */
	struct person_id who;		/* of them alone; v 0: of everybody */
};

typedef void worked_fn(void *ctx, struct unit_id unit, struct str procedure,
		       const struct work_sums *sums);
/* By unit, then procedure. Texts are valid during the call. */
bool store_worked(struct store *s, const struct worked_ask *ask, worked_fn *fn, void *ctx,
		  struct err *e) MUST_USE;
typedef void spread_fn(void *ctx, struct unit_id unit, struct str procedure, int band, int64_t n);
bool store_spread(struct store *s, const struct worked_ask *ask, spread_fn *fn, void *ctx,
		  struct err *e) MUST_USE;
/* On how many dossiers `who` ended a hold of a step. */
bool store_worked_dossiers(struct store *s, const struct worked_ask *ask, int64_t *out,
			   struct err *e) MUST_USE;

/* Contests that ended in those days (rule 32), whoever asks. */
struct contested {
	struct unit_id by, sender;
	struct str procedure;
	enum contest_end end;
	int64_t n;
};
typedef void contested_fn(void *ctx, const struct contested *c);
bool store_worked_contests(struct store *s, const struct worked_ask *ask, contested_fn *fn,
			   void *ctx, struct err *e) MUST_USE;

/* What that very unit owes past its date just now: rulings, and calls to act (rule 38). */
bool store_owed_late(struct store *s, struct unit_id unit, int64_t now, int64_t *rulings,
		     int64_t *calls, struct err *e) MUST_USE;

#endif
