/*
 * Which cases of an event log count. A filter is a line of text:
 *
 *     started:2026-01-01/2026-03-31   the first event lies there (ended: the last, within:
 *                                     both); either end may be left out; a day alone is
 *                                     from its beginning, or to its end
 *     activity:NAME                   it occurs (holder:NAME)
 *     next:A>B                        B follows A directly (later:A>B sooner or later)
 *     duration:2h/5d                  from first to last event, s m h d w
 *     attribute:KEY=VALUE             of the case or of one of its events (mine_flags)
 *     variants:80%                    the commonest ways, until that share of the cases
 *                                     that are left is reached; it looks last
 *
 * and with not: before it says the contrary. Several hold together.
 */
#ifndef DUNGHEN_CORE_MINE_FILTER_H
#define DUNGHEN_CORE_MINE_FILTER_H

#include "mine_flow.h"

enum mine_filter_kind {
	MINE_FILTER_NONE, MINE_FILTER_STARTED, MINE_FILTER_ENDED, MINE_FILTER_WITHIN,
	MINE_FILTER_ACTIVITY, MINE_FILTER_HOLDER, MINE_FILTER_NEXT, MINE_FILTER_LATER,
	MINE_FILTER_DURATION, MINE_FILTER_ATTRIBUTE, MINE_FILTER_VARIANTS, MINE_FILTERS,
};

struct mine_filter {
	enum mine_filter_kind kind;
	bool not;
	int64_t least, most;		/* microseconds, both included */
	struct str text;		/* NAME, A>B, KEY=VALUE */
	uint8_t flag;			/* of the attribute: the caller's to set */
	int percent;
};

/* Reads an instant of a log; the caller's, for it knows the zone. */
typedef bool mine_instant_fn(struct str s, int32_t zone_s, int64_t *us);

/* Texts stay the caller's. Errors: mine.filter (value). */
bool mine_filter_read(struct str s, mine_instant_fn *instant, int32_t zone_s,
		      struct mine_filter *out, struct err *e) MUST_USE;

/* Where the log has events: names that none of them has. Errors: mine.no_activity,
 * mine.no_holder (value). */
bool mine_filter_known(const struct mine_log *l, const struct mine_filter *f,
		       struct err *e) MUST_USE;

/* v->keep of those that all filters keep, in `a`; names that the log lacks keep none.
 * `rank` is of the activities. */
void mine_filter_apply(struct arena *a, struct arena *scratch, const struct mine_log *l,
		       const struct mine_filter *filter, size_t n, const int32_t *rank,
		       struct mine_view *v);

#endif
