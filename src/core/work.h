/*
 * What a duty that has ended says of whose it was: the sums behind scorecards.
 *
 * A step counts once, when it is left (handed on, sent back, signed, ready); its seconds count
 * hold by hold, for who answers for each. How long it stayed, all holds of it together, puts
 * it into a band: distributions rather than means. Opinions, rulings and calls to act on what
 * is overdue count by who was asked. Whatever a sum says is said of a unit, a person, a
 * procedure and a day, so that those of units, agencies and fields are sums of them.
 *
 * A step, or an answer, is early when a working minute or more of its time was left, as the
 * control sheet of form 06 has it; late to the second.
 */
#ifndef DUNGHEN_CORE_WORK_H
#define DUNGHEN_CORE_WORK_H

#include "dossier.h"

struct work_sums {
	int64_t steps, early, late;	/* left; before, after their own due */
	int64_t held_s;			/* working seconds of holds */
	int64_t untaken_s;		/* of them, before anybody had taken it */
	int64_t over_s;			/* of them, above what was left of the step's plan */
	int64_t wait_s;			/* of them, while others owed an opinion, a ruling */
	int64_t away_s;			/* it was with the citizen or a body outside, from there */
	int64_t given, taken;		/* sent back; come back */
	int64_t asked, asked_early, asked_late;	/* opinions that ended */
	int64_t asked_s, asked_over_s;	/* working seconds till then; after their due */
	int64_t ruled, ruled_late;	/* contests, returns and empty answers decided on */
	int64_t called, called_late;	/* escalations acted on, or over (rule 38) */
};

/* The sums above by name, in that order: for tables, files and tests. */
#define WORK_COLUMNS(X)                                                            \
	X(steps) X(early) X(late) X(held_s) X(untaken_s) X(over_s) X(wait_s) X(away_s)    \
	X(given) X(taken) X(asked) X(asked_early) X(asked_late) X(asked_s)              \
	X(asked_over_s) X(ruled) X(ruled_late) X(called) X(called_late)

/* Bands of working time at a step, by their upper ends, from a quarter of an hour to ten
 * days (of eight hours), and more. */
enum { WORK_BANDS = 18 };
int work_band(int64_t seconds);
int64_t work_band_end(int band);	/* working seconds; INT64_MAX: none */
/* The band within which `n` of `of` lie, counted from the shortest; -1: there are none. */
int work_band_at(const int64_t spread[WORK_BANDS], int64_t n, int64_t of);

struct work_said {
	struct unit_id unit;		/* v 0: it says nothing */
	struct person_id person;
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
