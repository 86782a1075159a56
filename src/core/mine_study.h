/*
 * Everything that is counted of an event log at once, for whoever prints it or draws it:
 * numbers of activities and holders are those of the log's names.
 */
#ifndef DUNGHEN_CORE_MINE_STUDY_H
#define DUNGHEN_CORE_MINE_STUDY_H

#include "mine_again.h"
#include "mine_batch.h"
#include "mine_between.h"
#include "mine_flow.h"
#include "mine_load.h"
#include "mine_people.h"
#include "mine_service.h"
#include "mine_stay.h"
#include "mine_trend.h"
#include "mine_wait.h"

enum { MINE_LOAD_ROWS = 400 };		/* of the load; finer is not read */

/* What may be left out, for whoever shows less than all. What cases lasted, what follows what
 * and the stays are always there. */
enum mine_part {
	MINE_PART_BATCHES = 1, MINE_PART_PEOPLE = 2, MINE_PART_QUEUES = 4, MINE_PART_AGAIN = 8,
	MINE_PART_TIME = 16,		/* load, trend, heat */
	MINE_PART_WAYS = 32, MINE_PART_WAITS = 64,
	MINE_PART_MIDDLES = 128,	/* of what follows what */
};

struct mine_study {
	/* set before */
	const struct mine_log *log;
	struct mine_view view;
	const struct mine_hours *hours;	/* NULL: no office is known */
	enum mine_reading reading;
	int32_t zone_s;			/* of days and hours */
	unsigned without;		/* enum mine_part */
	const int32_t *activity_rank, *holder_rank;
	/* what was found */
	struct mine_flow flow;
	const uint32_t *edges;		/* their order */
	struct mine_variants variants;
	struct mine_spread duration;
	struct mine_people people;
	struct mine_stays stays;
	struct mine_again again;
	struct mine_waits waits;
	struct mine_service service;
	struct mine_batches batches, instant;	/* within the gap; at one instant */
	struct mine_load load;
	struct mine_queue *queue;	/* by holder */
	struct mine_trend trend;
	struct mine_heat heat;
};

/* Errors: log.pairs. */
bool mine_study(struct arena *a, struct arena *scratch, struct mine_study *s,
		struct err *e) MUST_USE;

#endif
