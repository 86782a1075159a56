/*
 * What a duty that has ended says of whose it was: the sums behind scorecards of units.
 *
 * A step counts once, when it is left (handed on, sent back, signed, ready); its seconds count
 * hold by hold, for who answers for each. How long it stayed, all holds of it together, puts
 * it into a band: distributions rather than means. Opinions count by who was asked.
 */
#ifndef DUNGHEN_CORE_WORK_H
#define DUNGHEN_CORE_WORK_H

#include "dossier.h"

struct work_sums {
	int64_t steps;			/* left */
	int64_t held_s;			/* working seconds of holds */
	int64_t over_s;			/* of them, above what was left of the step's plan */
	int64_t late;			/* steps left after their own due */
	int64_t given, taken;		/* sent back; come back */
	int64_t asked, asked_s;		/* opinions that ended, working seconds till then */
	int64_t asked_late, asked_over_s;	/* after their due, and how much */
};

/* Bands of working time at a step, by their upper ends: an hour, two, four, a day (eight
 * hours), two, three, five, ten, more. */
enum { WORK_BANDS = 9 };
int work_band(int64_t seconds);
int64_t work_band_end(int band);	/* working seconds; INT64_MAX: none */

struct work_said {
	struct unit_id unit;		/* v 0: it says nothing */
	struct day day;
	struct str procedure;
	struct work_sums sums;
	int band;			/* -1: no step was left */
};
/* Of the duty at that position. */
struct work_said work_said(const struct dossier *d, size_t no);
/* Whom a hold came from and how: what ended as it began, looking through holds that were only
 * taken or passed on within the unit. NULL for the first one. */
const struct obligation *work_came_from(const struct dossier *d, size_t no);

void work_plus(struct work_sums *to, const struct work_sums *s, int64_t times);

#endif
