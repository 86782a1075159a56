/*
 * The criteria of Decree 61/2018 art. 31, as far as the record measures them (rule 28).
 *
 * Each criterion gives points for a dossier, a step or an agency; what an agency has is their
 * mean, in hundredths of a point. A criterion without a source is "not measured" and leaves the
 * maximum: the rank is of the share that is left. The points and shares are the law's
 * (law/codes.json), how each is measured stands here, by its id:
 *
 *   total_time  dossiers solved early, on time, late as the official books count them
 *   units_time  steps and opinions that ended before, at, after their own due
 *   contacts    dossiers whose citizen was asked to complete them never, once, more often
 *   at_counter  share of the procedures decided whose every step is the counter's
 *   online      share of the procedures decided that can be asked for online, of the dossiers
 *               that came so, and whether any of those was late
 *
 * The others (agencies, publicity, attitude, feedback) have no source in the record.
 */
#ifndef DUNGHEN_CORE_SCORE_H
#define DUNGHEN_CORE_SCORE_H

#include "law.h"

struct criteria_facts {
	int64_t early, on_time, late;			/* solved, officially */
	int64_t parts_early, parts_even, parts_late;	/* steps and opinions that ended */
	int64_t asked_none, asked_once, asked_more;
	int64_t procedures, procedures_online, procedures_at_counter;
	int64_t received, received_online, online_late;
	struct str level;				/* "commune", "province" */
};

enum { NOT_MEASURED = -1 };

/* In hundredths of a point; NOT_MEASURED. */
int64_t score_criterion(const struct criterion *c, const struct criteria_facts *f);

struct criteria_score {
	int64_t points, most;		/* in hundredths, of the criteria measured */
	int64_t measured;		/* how many */
	const struct rank *rank;	/* NULL: nothing is measured */
};
/* By the criteria that the rule set counts. */
struct criteria_score score_total(const struct law *l, const struct rule_set *r,
				  const struct criteria_facts *f);

/* Beside others: their seconds for a step, procedure by procedure, at one's own number of steps
 * (direct standardisation). Adds one procedure; nothing where others have none of it. */
struct peer_sums {
	int64_t steps, held_s, late;
};
struct standard {
	int64_t own_s, expected_s;	/* of the procedures that others have too */
	int64_t own_late, expected_late;	/* the latter in hundredths of a step */
};
void score_standard(struct standard *to, const struct peer_sums *own,
		    const struct peer_sums *others);

#endif
