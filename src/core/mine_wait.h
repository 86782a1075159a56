/*
 * Why a case waits: the time of each hand-over split into five causes and the work itself,
 * after K. Lashkevich, F. Milani, D. Chapela-Campa, I. Suvorau and M. Dumas, "Why Am I
 * Waiting?" (CAiSE 2023). doc/mining.md says where and why we differ.
 *
 * A passage from one event of a case to the next is handled by a server: the holder of the
 * event it is charged to (mine_stay.h). It came at `enabled` and was done at `done`. Servers
 * do one thing after another, so work on it began at the latest of: it came; the server was
 * done with the one before; the usual working time of its activity before its end (the
 * median of what is left by the first two). Before that it waited, and every instant of the
 * wait has one cause, by what the server did meanwhile:
 *
 *     off hours                                  unavailability
 *     worked on what had come before it          contention
 *     worked on what came after it               prioritisation
 *     at hand, gathering a batch it is part of   batching
 *     at hand, and nothing of all this           extraneous
 *
 * so that the five add up to the wait, and with the work to the passage, to the microsecond,
 * on every row. Without hours nobody is ever off.
 *
 * A batch: two or more of one activity, done by one server one right after the other within
 * MINE_BATCH_GAP of each other, all of which had come before the first was done. It gathers
 * until the last of them has come.
 */
#ifndef DUNGHEN_CORE_MINE_WAIT_H
#define DUNGHEN_CORE_MINE_WAIT_H

#include "mine_stay.h"

#define MINE_BATCH_GAP (900 * MINE_SECOND)

enum mine_cause {
	MINE_BATCHING, MINE_PRIORITY, MINE_CONTENTION, MINE_OFF_HOURS, MINE_EXTRANEOUS,
	MINE_CAUSES,
};

struct mine_wait {
	int64_t passages;
	int64_t handed;			/* from somebody else, or from nobody */
	mine_sum wait, work;		/* wait + work: what the passages lasted */
	mine_sum cause[MINE_CAUSES];	/* add up to wait */
};

struct mine_waiting {			/* at a hand-over */
	int32_t from, to;		/* activities */
	struct mine_wait w;
};

struct mine_waits {
	struct mine_waiting *row;	/* longest wait first */
	uint32_t rows;
	struct mine_wait *holder;	/* by number: as a server */
	struct mine_wait all;
	int64_t nobody;			/* passages whose server is not named */
	mine_sum nobody_s;		/* microseconds */
};

/* One passage, as it was split: for whoever looks at each. */
struct mine_split {
	size_t at;			/* the event that ends it */
	size_t in;			/* case */
	int32_t server;
	int64_t wait, work, cause[MINE_CAUSES];
};
typedef void mine_split_fn(void *ctx, const struct mine_split *s);

/* All cases are work for the servers; those that count (v->keep) are told. `each` may be
 * NULL, as `h`. Errors: log.pairs. */
bool mine_waits(struct arena *a, struct arena *scratch, const struct mine_view *v,
		const struct mine_hours *h, enum mine_reading reading,
		const int32_t *activity_rank, struct mine_waits *out, mine_split_fn *each,
		void *ctx, struct err *e) MUST_USE;

#endif
