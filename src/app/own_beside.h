/*
 * A study of two sides: the dossiers of a unit and days beside those of another unit, other
 * days, or both, of one reading of the ledger's own log (own_log.h). A dossier may be of both.
 * What else is asked (field, procedure, what occurs, holders) holds for each side by itself, as
 * if it were studied alone. Those that only stand are of neither.
 *
 * Rule 44: of a side with fewer than `least` dossiers nothing is told, and two sides are
 * compared only where both may be told.
 */
#ifndef DUNGHEN_APP_OWN_BESIDE_H
#define DUNGHEN_APP_OWN_BESIDE_H

#include "sums.h"

#include "core/mine_contrast.h"

struct own_other {			/* the second side */
	struct unit_id top;		/* v 0: all */
	struct days days;
};

struct own_side {
	bool few;			/* fewer than `least` are left: it says nothing */
	int64_t dossiers;		/* that moved, before the filter */
	const int64_t *took;		/* how long each lasted, microseconds, shortest first */
	size_t n;
};

struct own_beside {
	struct own_side side[2];
	/* A side that is few is as of no dossiers; what compares is for two that are not. */
	struct mine_contrast x;
};

static inline bool own_beside_told(const struct own_beside *b)
{
	return !b->side[0].few && !b->side[1].few;
}

#endif
