/*
 * Was it in time? Cases of an event log against the due date that each names: by instants
 * (the end is not after it) and by days (the day of the end is not after its day, where the
 * office stands). A case ends when it says so, else with its last event.
 */
#ifndef DUNGHEN_CORE_MINE_DUE_H
#define DUNGHEN_CORE_MINE_DUE_H

#include "mine_flow.h"

struct mine_promises {
	int64_t with_due;		/* cases that name one */
	int64_t completed, open;	/* of these: with an end, without */
	int64_t on_time, late;		/* by instants */
	int64_t on_day, late_days;	/* by days */
	struct mine_spread lateness;	/* of the late, by instants */
};

/* With `own_end` only the end that a case names counts, and one that names none is open. */
void mine_promises(struct arena *scratch, const struct mine_log *l, const struct mine_view *v,
		   bool own_end, int32_t zone_s, struct mine_promises *out);

#endif
