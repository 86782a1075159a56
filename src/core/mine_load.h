/*
 * Load over time: what begins, what ends, what is open and who has how much of it, period by
 * period of a fixed zone; when of the week things happen.
 *
 * A case is open from its first event until its last; in a log of arrivals (mine_stay.h) one
 * whose last event names a holder is open still. A holder has it while it is charged with it.
 * What ends at the very instant a period ends is no more counted at its end.
 */
#ifndef DUNGHEN_CORE_MINE_LOAD_H
#define DUNGHEN_CORE_MINE_LOAD_H

#include "mine_stay.h"

enum mine_period { MINE_BY_DAY, MINE_BY_WEEK, MINE_BY_MONTH };
enum { MINE_PERIODS_MOST = 20000, MINE_WEEK_DAYS = 7, MINE_DAY_HOURS = 24 };

struct mine_load_part {
	int32_t day;			/* its first day, since 1970-01-01 */
	int64_t started, ended, events;	/* within */
	int64_t open;			/* cases, at its end */
};

struct mine_load {
	enum mine_period by;
	int32_t zone_s;
	struct mine_load_part *row;
	size_t rows;
};

/* The finest period that gives `most` rows or fewer; months in any case. No rows without an
 * event. */
void mine_load(struct arena *a, const struct mine_view *v, int32_t zone_s,
	       enum mine_reading reading, size_t most, struct mine_load *out);
/* By that period; a day log of centuries is counted by months. */
void mine_load_by(struct arena *a, const struct mine_view *v, int32_t zone_s,
		  enum mine_reading reading, enum mine_period by, struct mine_load *out);
/* The case has an end. */
bool mine_load_ended(const struct mine_view *v, enum mine_reading reading, size_t c);
/* The row of an instant within the span of the log. */
size_t mine_load_row(const struct mine_load *l, int64_t us);
/* What lies at some holders at the end of each period: n × load->rows, by `holder`. */
int64_t *mine_queues(struct arena *a, const struct mine_view *v, const struct mine_load *load,
		     enum mine_reading reading, const int32_t *holder, size_t n);

struct mine_queue {			/* of a holder */
	int64_t passages;
	mine_sum held;			/* over the span of the log: the mean queue */
	int64_t most;			/* cases at once */
	int64_t most_at;
};
/* By number. */
struct mine_queue *mine_queue(struct arena *a, struct arena *scratch, const struct mine_view *v,
			      enum mine_reading reading);

/* Events by weekday (Monday first) and hour. */
struct mine_heat {
	int64_t n[MINE_WEEK_DAYS][MINE_DAY_HOURS];
	int64_t most, all;
};
void mine_heat(const struct mine_view *v, int32_t zone_s, struct mine_heat *out);
/* The cell of an instant: weekday × MINE_DAY_HOURS + hour. */
int mine_heat_cell(int64_t us, int32_t zone_s);

/* The local day of an instant, within the years that have days (1900 to 9999). */
int32_t mine_day_of(int64_t us, int32_t zone_s);

#endif
