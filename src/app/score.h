/*
 * Scorecards of units over days (core/work.h): what they did beside what others of the same sort
 * needed for the same procedures.
 *
 * Of the same sort are rooms with the same ending of the key ("25195.vhxh", "25210.vhxh") and
 * agencies of the same type. The comparison takes the mix of procedures into account: for each
 * procedure that others of the sort have too, their working seconds for a step, times the
 * unit's own steps; own seconds and expected ones are those of these procedures alone. It says
 * how long things took, not how hard they were.
 */
#ifndef DUNGHEN_APP_SCORE_H
#define DUNGHEN_APP_SCORE_H

#include "figures.h"

#include "core/work.h"

struct score {
	struct unit_id unit;
	struct work_sums sums;
	int64_t spread[WORK_BANDS];
	int64_t own_s, expected_s;	/* expected 0: nobody to compare with */
	int64_t peers;			/* others of the sort that had one of these procedures */
	int half, nine;			/* bands of half, and of nine in ten; -1: none */
};
struct scores {
	struct days days;
	struct score *score;		/* by key of the unit */
	size_t n;
};

/* Of the units below `top` on the last of the days, itself included; v 0: all. */
bool app_scores(struct app *app, struct arena *a, struct days days, struct unit_id top,
		struct scores *out, struct err *e) MUST_USE;

#endif
