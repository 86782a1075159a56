/*
 * What one dossier adds to the sums of a day (rules 25, 26): the same counts as rates_add,
 * cut into marks that each stand on a civil day, so that a province's rates over any days
 * are a sum over days and agencies instead of a walk over its dossiers.
 *
 * A life that is open when its promise breaks is late in every period it spans. So the day
 * it broke is marked besides the day it ended: who was late at the end of a day is what had
 * broken by then and had not ended.
 */
#ifndef DUNGHEN_CORE_TALLY_H
#define DUNGHEN_CORE_TALLY_H

#include "rates.h"

enum tally_column {
	TALLY_RECEIVED_SELF, TALLY_RECEIVED_HELPED, TALLY_RECEIVED_DIRECT,
	TALLY_EARLY, TALLY_ON_TIME, TALLY_LATE,	/* solved, as the official books see it */
	TALLY_LIVED_ON_TIME, TALLY_LIVED_LATE,	/* ended, as lived */
	TALLY_BROKEN,			/* of lives that ended late: when the promise broke */
	TALLY_OPEN,			/* received and not solved; stands under TALLY_STANDING */
	/* solved: how often the citizen had been asked to complete it; late and came online */
	TALLY_ASKED_NONE, TALLY_ASKED_ONCE, TALLY_ASKED_MORE, TALLY_ONLINE_LATE,
	TALLY_COLUMNS,
};

enum { TALLY_STANDING = 0 };		/* the day of what has no day */

struct tally {
	int64_t received_at;		/* INSTANT_NONE: not in the official books */
	enum channel channel;
	int64_t solved_at;		/* INSTANT_NONE: not yet */
	enum solved_as solved_as;
	int64_t ended_at;		/* as lived; INSTANT_NONE: not yet */
	bool ended_late;
	/* The first moment at which it is late, as lived: past if it ended late, past or to
	 * come if it is open. INSTANT_NONE: it was in time, or the citizen is awaited. */
	int64_t late_from;
	int64_t took;			/* working days to the first result; -1: none */
	int64_t asks;			/* of the citizen to complete it */
};

/* took_of: what the calendar of the dossier says, see tally_took; asks: see tally_asks. */
void tally_of(const struct rate_facts *f, int64_t took, int64_t asks, struct tally *out);
/* How often the citizen was asked to complete it, before reception and after. */
int64_t tally_asks(const struct dossier *d);
/* Working days from reception to the first result, the first day not counted (as limits
 * are); -1: no result, or an imported dossier. */
int64_t tally_took(const struct dossier *d);

struct tally_mark {
	int32_t day;
	enum tally_column column;
};
enum { TALLY_MARKS = 7 };
size_t tally_marks(const struct tally *t, struct tally_mark out[TALLY_MARKS]);
bool tally_eq(const struct tally *x, const struct tally *y);

/* Why a step in hand is past its own due: the one that says more comes first. The rule
 * stands in sql/query/board.sql. */
enum stuck_cause { STUCK_OPINION, STUCK_BACK, STUCK_SIGN, STUCK_WORK, STUCK_DESK, STUCK_CAUSES };

#endif
