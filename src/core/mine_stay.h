/*
 * Bottlenecks: where cases stand, how long, and how many working hours are lost there.
 *
 * A place is an activity at a holder. What a case stands there is the time of a passage, from
 * one event of the case to the next. Whose passage that is depends on what the time of an
 * event says (enum mine_reading): in logs of what arrives it is the earlier event's, in logs
 * of what is done the later one's. The two name the same minutes, and either way what all
 * places hold adds up to what all cases lasted.
 *
 * A stay loses what it lasts beyond the usual one: the median of its activity, whoever holds
 * it. So a long activity is no bottleneck for being long, and a holder is measured by what
 * the same work takes elsewhere. With hours (mine_hours.h) all of this is working time.
 */
#ifndef DUNGHEN_CORE_MINE_STAY_H
#define DUNGHEN_CORE_MINE_STAY_H

#include "mine_hours.h"
#include "mine_log.h"
#include "mine_pairs.h"
#include "mine_stat.h"

#include "base/err.h"

enum mine_reading {
	MINE_READS_DONE,		/* an event is when something was done */
	MINE_READS_ARRIVAL,		/* … when it came to whoever holds it from then on */
};

/* The event of the passage from i - 1 to i that it is charged to. */
static inline size_t mine_charged(enum mine_reading r, size_t i)
{
	return r == MINE_READS_ARRIVAL ? i - 1 : i;
}

struct mine_place {
	int32_t activity, holder;	/* MINE_NONE: the log names nobody */
	uint32_t seen;			/* the last case, + 1 */
	int64_t stays, cases;
	mine_sum stay, lost;
	int64_t longest;
};

struct mine_usual {			/* of an activity, at all holders */
	int64_t stays;
	mine_sum stay, lost;
	int64_t usual;			/* the median, rounded down; loses nothing */
	double p90_s;
};

struct mine_stays {
	struct mine_place *place;	/* most lost first, then most stood, then by names */
	uint32_t places;
	struct mine_usual *activity;	/* by number */
	int64_t stays;
	mine_sum stay, lost;		/* of all */
};

/* `h` may be NULL; ranks are of the names. Errors: log.pairs. */
bool mine_stays(struct arena *a, struct arena *scratch, const struct mine_view *v,
		const struct mine_hours *h, enum mine_reading reading,
		const int32_t *activity_rank, const int32_t *holder_rank,
		struct mine_stays *out, struct err *e) MUST_USE;

#endif
