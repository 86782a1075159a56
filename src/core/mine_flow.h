/*
 * What follows what in an event log (mine_log.h): pairs of activities that follow each
 * other directly, with how long that took; what cases begin and end with; what is done
 * again; the ways through (variants) and how long cases last.
 *
 * Every event counts, whatever its life cycle's transition. Lists stand most first, those
 * of one count by names in order of code points (`rank`, mine_names_rank).
 */
#ifndef DUNGHEN_CORE_MINE_FLOW_H
#define DUNGHEN_CORE_MINE_FLOW_H

#include "mine_hours.h"
#include "mine_log.h"
#include "mine_pairs.h"
#include "mine_stat.h"

struct mine_edge {
	int32_t from, to;
	int64_t count;
	int64_t cases;			/* in which it occurs */
	mine_sum sum;			/* of the time between */
	int64_t min, max;
	mine_sum working;		/* by the hours; 0 without */
	double median_s, deviation_s;	/* by mine_flow_middles */
};

struct mine_activity {
	int64_t events, cases;
	int64_t starts, ends;		/* cases that begin or end with it */
	int64_t again_cases;		/* with two or more of it */
	int64_t again_events;		/* beyond the first of a case */
	int64_t loop_pairs, loop_cases;	/* directly after itself */
	int64_t before_events, after_events;	/* that have one before, or after, them */
	mine_sum before, after;		/* since that, until that */
};

struct mine_flow {
	size_t cases, events;		/* that count; cases without an event too */
	int64_t first, last;		/* of all events; 0 when there is none */
	struct mine_edge *edge;		/* in the order they first came */
	uint32_t edges;
	struct mine_pairs pairs;	/* their numbers */
	struct mine_activity *activity;	/* by number */
	int64_t again_cases;		/* with any activity twice */
	int64_t back;			/* a, b, a directly, a ≠ b; overlapping ones too */
};

/* Pairs with their counts and times alone: what a map needs. `h` may be NULL. Errors:
 * log.pairs. */
bool mine_follows(struct arena *a, const struct mine_view *v, const struct mine_hours *h,
		  struct mine_flow *out, struct err *e) MUST_USE;
/* And everything of activities. */
bool mine_flow(struct arena *a, struct arena *scratch, const struct mine_view *v,
	       const struct mine_hours *h, struct mine_flow *out, struct err *e) MUST_USE;
/* Medians and deviations of the pairs: 8 bytes an event of scratch, and a second reading. */
void mine_flow_middles(struct arena *scratch, const struct mine_view *v, struct mine_flow *f);
/* Numbers of the edges, most first. */
const uint32_t *mine_flow_order(struct arena *a, const struct mine_flow *f, const int32_t *rank);

/* ---- ways through ---- */

struct mine_variant {
	uint32_t like;			/* a case that goes this way */
	uint32_t cases;
};

struct mine_variants {
	struct mine_variant *variant;	/* most cases first, then by the names' order */
	size_t n;
};

/* Cases without an event go a way of no steps. */
void mine_variants(struct arena *a, struct arena *scratch, const struct mine_view *v,
		   const int32_t *rank, struct mine_variants *out);
/* The number of each case's variant, as they stand in `out`; UINT32_MAX: does not count. */
uint32_t *mine_variant_of(struct arena *a, struct arena *scratch, const struct mine_view *v,
			  const struct mine_variants *all);

/* ---- how long ---- */

struct mine_spread {
	size_t n;
	mine_sum sum;
	int64_t min, max;
	double mean_s, median_s, deviation_s;
	double linear_s[5];		/* mine_percents */
	int64_t nearest[5];		/* microseconds */
};
extern const int mine_percents[5];	/* 75, 80, 90, 95, 99 */

/* `v` gets another order. */
void mine_spread(int64_t *v, size_t n, struct mine_spread *out);
/* Last event less first, of cases with an event; with `h` the working time between. */
void mine_durations(struct arena *scratch, const struct mine_view *v,
		    const struct mine_hours *h, struct mine_spread *out);
/* Between the beginnings (ends) of cases, in the order of time. */
struct mine_arrivals {
	double start_mean_s, start_median_s, end_mean_s, end_median_s;
	size_t most_open;		/* cases at once */
};
/* False with fewer than two cases that have an event. */
bool mine_arrivals(struct arena *scratch, const struct mine_view *v, struct mine_arrivals *out);

#endif
