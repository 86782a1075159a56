/*
 * Inside of own_log.c, own_study.c and what they are cut into. Nobody else includes this.
 */
#ifndef DUNGHEN_APP_OWN_LOG_INT_H
#define DUNGHEN_APP_OWN_LOG_INT_H

#include "app_int.h"
#include "conformer.h"
#include "figures.h"
#include "own_log.h"
#include "rounds.h"

#include "base/map.h"

#include <pthread.h>

enum { OWN_BUFS = 4 * 4 + 4 };

struct own_event {
	int32_t activity, post, unit;	/* post, unit: MINE_NONE, nobody holds it */
	bool back;			/* rule 35 */
	int64_t at;
};

/* Where a dossier departs from its steps; with CONFORM_KINDS a unit that had it at one. */
struct own_mark {
	int32_t unit;
	int16_t step;
	uint8_t kind;
};

struct own_row {			/* a dossier */
	int64_t id;
	struct unit_id competent;
	int64_t from, to;		/* its first and last event */
	uint64_t first;			/* its events stand from here on */
	uint32_t n;
	int32_t procedure;
	uint32_t code_at;
	uint16_t code_n;
	/* beside its steps */
	uint8_t state;			/* enum conform_state */
	uint32_t marks;
	uint64_t mark;			/* the first */
	int32_t version, cost, most, returns, outside;
};

struct own_log {
	pthread_mutex_t lock;		/* guards all below */
	int64_t seq;			/* of the last entry read */
	struct mine_names activities, posts, units, procedures;
	struct buf cases, events, codes, marks;
	uint64_t waste;			/* events of older states */
	struct arena places;
	struct imap place;		/* of dossiers in cases, + 1 */
	/* the thread's */
	struct app *reader;		/* NULL: there is none */
	struct rounds rounds;
};

static inline uint64_t own_events(const struct own_log *l)
{
	return l->events.n / sizeof(struct own_event);
}
static inline size_t own_cases(const struct own_log *l)
{
	return l->cases.n / sizeof(struct own_row);
}
static inline uint64_t own_marks(const struct own_log *l)
{
	return l->marks.n / sizeof(struct own_mark);
}
static inline struct own_row *own_rows(const struct own_log *l)
{
	return (struct own_row *)(void *)l->cases.p;
}

/* keep[c]: case c of the study is asked for; those from `moved` on only stand. The ranks of the
 * activities are set. */
void own_sift(struct arena *a, const struct own_ask *ask, size_t moved, const struct own_study *s,
	      uint8_t *keep);

/* The cases of one side stand together: from, and until the one before. */
struct own_range {
	size_t from, until;
};
/* Sets s->beside, and what s says of dossiers. Hours and ranks are set. Errors: log.pairs. */
bool own_beside(struct arena *a, const struct own_ask *ask, const struct own_range range[2],
		struct own_study *s, struct err *e) MUST_USE;

/* Under the lock. */
bool own_log_catch_up(struct own_log *l, struct app *app, struct err *e) MUST_USE;

#endif
