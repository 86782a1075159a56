/*
 * How long activities take, in logs that write down when each begins and ends.
 *
 * In a case, in its order, each complete ends the earliest start of the same activity and the
 * same instance that is still open. A complete without one took no time, and counts as that;
 * what else the life cycle has (schedule, suspend, …) and events that name none are passed
 * over. Two events at one instant stand in the log's order: a start behind its complete is
 * never completed.
 */
#ifndef DUNGHEN_CORE_MINE_SERVICE_H
#define DUNGHEN_CORE_MINE_SERVICE_H

#include "mine_flow.h"

struct mine_service {
	bool known;			/* the log has a start; else nothing is counted */
	int64_t pairs;			/* starts that are completed */
	int64_t open, sudden;		/* starts that never are; completes without a start */
	struct mine_spread *activity;	/* by number: n completes, pairs and sudden ones */
	mine_sum *working;		/* likewise, by the hours; 0 without */
	int32_t *order;			/* those with a complete: most time first, then by names */
	size_t rows;
};

/* `h` may be NULL; `rank` is of the activities. 8 bytes a complete of scratch. */
void mine_service(struct arena *a, struct arena *scratch, const struct mine_view *v,
		  const struct mine_hours *h, const int32_t *rank, struct mine_service *out);

#endif
