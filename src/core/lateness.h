/*
 * Whose lateness it is (rule 27).
 *
 * A late dossier's working seconds after its promise are split over the seats
 * that caused them, in proportion to their overruns: own seconds above the plan
 * of the step. Where a lead ran over while opinions were past their due, those
 * seconds are the silent ones', in equal shares, not the lead's; a superior who owes a
 * ruling past its due is one of them (rule 32). What somebody had who should not have got
 * it is overrun whole, of its sender. No overrun at
 * all: in proportion to own seconds. Largest remainder; the parts add up to the
 * whole exactly. What ended before it was imported nobody here had: late, and no
 * shares. Nothing late in working time: no shares, and it is said so.
 */
#ifndef DUNGHEN_CORE_LATENESS_H
#define DUNGHEN_CORE_LATENESS_H

#include "dossier.h"

struct late_share {
	struct party account;
	int64_t overrun_s;		/* what it is proportional to */
	int64_t late_s;
};

struct lateness {
	int64_t late_s;			/* working seconds after the promise; 0: not late */
	bool by_own_seconds;		/* nobody ran over a plan */
	struct late_share *share;	/* in order of first custody */
	size_t shares;
};

struct unit_share {			/* the shares of one unit's seats together */
	struct unit_id unit;		/* v 0: whoever has none */
	int64_t overrun_s, late_s;
};

/* As of `now` (or of its result, when ready). `promise`: the due date or the
 * lived one. The shares live in `a`. */
void lateness_split(struct arena *a, const struct dossier *d, int64_t promise, int64_t now,
		    struct lateness *out);

/* The overruns up to `now` whether or not it is late: late_s is 0, and so is the late_s of
 * every share. */
void lateness_overruns(struct arena *a, const struct dossier *d, int64_t now,
		       struct lateness *out);

/* Working days from the first promise to the result, the end, or `now`; 0: not late. */
int64_t lateness_days(const struct dossier *d, int64_t now);

/* By unit, in order of first custody: the same sums, so that they add up as the shares do. */
size_t lateness_by_unit(struct arena *a, const struct lateness *l, struct unit_share **out);

#endif
