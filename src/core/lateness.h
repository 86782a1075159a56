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
 * whole exactly. Nothing late in working time: no shares, and it is said so.
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

/* As of `now` (or of its result, when ready). `promise`: the due date or the
 * lived one. The shares live in `a`. */
void lateness_split(struct arena *a, const struct dossier *d, int64_t promise, int64_t now,
		    struct lateness *out);

#endif
