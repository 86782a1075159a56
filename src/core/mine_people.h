/*
 * Who works with whom in an event log (mine_log.h), by what it names as the holder of an
 * event: a person, a group, a post. Rule 44: the interval up to the next event of the case
 * belongs to the holder of the earlier one, so that
 *
 *     what all holders held + what nobody held = what all cases lasted
 *
 * to the microsecond. Segments are a case's events that name somebody, equal neighbours
 * taken as one.
 */
#ifndef DUNGHEN_CORE_MINE_PEOPLE_H
#define DUNGHEN_CORE_MINE_PEOPLE_H

#include "mine_couples.h"
#include "mine_hours.h"
#include "mine_log.h"
#include "mine_stat.h"

struct mine_holder {
	int64_t events;
	int64_t held_intervals;		/* that are its own; waited_intervals likewise */
	mine_sum held, held_working;	/* until the next event */
	int64_t waited_intervals;
	mine_sum waited;		/* since the event before: the other reading */
};

/* How many cases have that many of something. */
struct mine_share {
	int64_t value, cases;
};
enum mine_measure {
	MINE_TRANSFERS, MINE_BACK_EVENT, MINE_BACK_SEGMENT, MINE_REVISITS, MINE_HOLDERS,
	MINE_MEASURES,
};
struct mine_shares {
	struct mine_share *share;	/* by value */
	size_t n;
};

struct mine_people {
	int64_t nameless;		/* events that name nobody */
	int64_t named;			/* holders that occur */
	struct mine_couples handover;	/* directly following, both named, equal ones too */
	int64_t handover_apart;		/* of these between different ones */
	struct mine_couples transfer;	/* neighbouring segments */
	struct mine_couples back_event;	/* a, b, a in three directly following events */
	struct mine_couples back_segment;	/* … in three neighbouring segments */
	struct mine_couples together;	/* a before b by name: cases where both occur */
	int64_t revisits;		/* segments beyond the first of each holder of a case */
	struct mine_holder *holder;	/* by number */
	mine_sum unheld, unheld_working, unwaited;
	struct mine_shares shares[MINE_MEASURES];
};

/* `rank` is of the holders' names; `h` may be NULL. Errors: log.pairs. */
bool mine_people(struct arena *a, struct arena *scratch, const struct mine_view *v,
		 const struct mine_hours *h, const int32_t *rank, struct mine_people *out,
		 struct err *e) MUST_USE;

#endif
