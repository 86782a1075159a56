/*
 * Where cases stand at an instant and have not gone on from: the stays that are not over, which
 * mine_stay.h cannot count. Theirs is the last event of a case that somebody holds; so they are
 * of logs of what arrives (MINE_READS_ARRIVAL).
 *
 * What such a stay has lost so far is what it lasts already beyond the usual one of its
 * activity: it can only grow.
 */
#ifndef DUNGHEN_CORE_MINE_STAND_H
#define DUNGHEN_CORE_MINE_STAND_H

#include "mine_stay.h"

struct mine_stand {
	int32_t activity, holder;
	int64_t cases;
	int64_t beyond;			/* of them: longer there than usual */
	mine_sum stay, lost;
	int64_t longest;
};

struct mine_stands {
	struct mine_stand *place;	/* most lost first, then most stood, then by names */
	size_t places;
	int64_t cases, beyond;		/* of all */
	mine_sum stay, lost;
};

/* Does it stand, kept or not? */
static inline bool mine_stands_now(const struct mine_view *v, size_t c)
{
	return v->start[c + 1] > v->start[c] && v->holder[v->start[c + 1] - 1] != MINE_NONE;
}

/* How long by `now`, in microseconds of `h`, or of all time where it is NULL. */
int64_t mine_stood(const struct mine_view *v, const struct mine_hours *h, size_t c, int64_t now);

/* `usual` is by activity (mine_stays); ranks are of the names. Errors: log.pairs. */
bool mine_stand(struct arena *a, struct arena *scratch, const struct mine_view *v,
		const struct mine_hours *h, int64_t now, const struct mine_usual *usual,
		const int32_t *activity_rank, const int32_t *holder_rank,
		struct mine_stands *out, struct err *e) MUST_USE;

#endif
