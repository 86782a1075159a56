/*
 * A log of others beside a graph of steps that somebody gives as a file:
 *
 *     {"steps": [{"name": "Tiếp nhận", "holders": ["quầy 1", "quầy 2"], "limit_s": 3600},
 *                {"name": "Thẩm định"}, {"name": "Ký"}],
 *      "edges": [["Tiếp nhận", "Thẩm định"], ["Thẩm định", "Ký"],
 *                ["Ký", "Thẩm định", "return"]],
 *      "start": ["Tiếp nhận"], "end": ["Ký"]}
 *
 * or as a table, a row for each step, what there are several of joined by "|":
 *
 *     name,next,return,holders,limit_s,start,end
 *     Tiếp nhận,Thẩm định,,quầy 1|quầy 2,3600,,
 *     Thẩm định,Ký,,,,,
 *     Ký,,Thẩm định,,,,
 *
 * separated by commas, semicolons or tabs. Columns stand in any order, only `name` must be
 * there; without `next` each step leads to the one below; whatever stands in `start` or `end`
 * marks such a step.
 *
 * A step is an activity of the log, by its name. Without `start` cases begin at the first
 * step, without `end` they end at the last; an edge of three names with "return" goes back
 * lawfully. Who does a step is judged where `holders` are named and the event has one; how
 * long it took where `limit_s` is: the passage that is charged to it (mine_stay.h), in
 * working time if hours are known.
 *
 * Each event is one visit; every case is held to have come to its end.
 */
#ifndef DUNGHEN_APP_MINE_STEPS_H
#define DUNGHEN_APP_MINE_STEPS_H

#include "core/mine_deviations.h"
#include "core/mine_stay.h"

struct mine_step {
	struct str name;
	struct str *holder;
	size_t holders;
	int64_t limit;			/* microseconds; 0: none */
};

struct mine_steps {
	struct mine_step step[CONFORM_STEPS_MOST];
	struct conform_graph graph;
};

struct steps_found {
	struct deviation_total total;
	struct deviation_sum *step;	/* steps × kinds, and a last row of other activities */
	struct deviation_worst worst;	/* numbers of cases */
	int64_t too_long;		/* cases of more than CONFORM_VISITS_MOST events */
};

/* Errors: those of json_parse and csv_next; mine.steps (value: where); mine.steps_line (line,
 * column). */
bool mine_steps_read(struct arena *a, struct str text, struct mine_steps *out,
		     struct err *e) MUST_USE;
/* `h` may be NULL. */
void mine_steps_conform(struct arena *a, struct arena *scratch, const struct mine_steps *s,
			const struct mine_log *log, const struct mine_view *v,
			const struct mine_hours *h, enum mine_reading reading,
			struct steps_found *out);

/* Of steps read so far; CONFORM_UNKNOWN: none of that name. */
int32_t mine_steps_named(const struct mine_steps *s, struct str name);
/* The table; mine_steps_read tells which it is. */
bool mine_steps_table(struct arena *a, struct str text, struct mine_steps *out,
		      struct err *e) MUST_USE;

#endif
