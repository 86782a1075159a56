/* Everything that is counted of an event log. */
#include "mine_study.h"

static bool has(const struct mine_study *s, enum mine_part part)
{
	return (s->without & part) == 0;
}

static bool follow(struct arena *a, struct arena *scratch, struct mine_study *s, struct err *e)
{
	if (!mine_flow(a, scratch, &s->view, s->hours, &s->flow, e)) {
		return false;
	}
	if (has(s, MINE_PART_MIDDLES)) {
		mine_flow_middles(scratch, &s->view, &s->flow);
	}
	s->edges = mine_flow_order(a, &s->flow, s->activity_rank);
	if (has(s, MINE_PART_WAYS)) {
		mine_variants(a, scratch, &s->view, s->activity_rank, &s->variants);
	}
	mine_durations(scratch, &s->view, NULL, &s->duration);
	return true;
}

static bool who(struct arena *a, struct arena *scratch, struct mine_study *s, struct err *e)
{
	return (!has(s, MINE_PART_PEOPLE) ||
		mine_people(a, scratch, &s->view, s->hours, s->holder_rank, &s->people, e)) &&
	       (!has(s, MINE_PART_AGAIN) ||
		mine_again(a, scratch, &s->view, s->holder_rank, &s->again, NULL, NULL, e));
}

static void over_time(struct arena *a, struct arena *scratch, struct mine_study *s)
{
	static const int64_t gap[] = { MINE_BATCH_GAP, 0 };
	struct mine_batches both[ARRAY_LEN(gap)];

	if (has(s, MINE_PART_BATCHES)) {
		mine_batches(a, scratch, &s->view, gap, ARRAY_LEN(gap), s->activity_rank,
			     s->holder_rank, both);
		s->batches = both[0];
		s->instant = both[1];
	}
	if (has(s, MINE_PART_QUEUES)) {
		s->queue = mine_queue(a, scratch, &s->view, s->reading);
	}
	if (has(s, MINE_PART_TIME)) {
		mine_load(a, &s->view, s->zone_s, s->reading, MINE_LOAD_ROWS, &s->load);
		mine_trend(a, scratch, &s->view, s->zone_s, s->reading, &s->trend);
		mine_heat(&s->view, s->zone_s, &s->heat);
	}
}

bool mine_study(struct arena *a, struct arena *scratch, struct mine_study *s, struct err *e)
{
	if (!follow(a, scratch, s, e) || !who(a, scratch, s, e) ||
	    !mine_stays(a, scratch, &s->view, s->hours, s->reading, s->activity_rank,
			s->holder_rank, &s->stays, e) ||
	    (has(s, MINE_PART_WAITS) &&
	     !mine_waits(a, scratch, &s->view, s->hours, s->reading, s->activity_rank, &s->waits,
			 NULL, NULL, e))) {
		return false;
	}
	over_time(a, scratch, s);
	mine_service(a, scratch, &s->view, s->hours, s->activity_rank, &s->service);
	return true;
}
