/*
 * An event log in columns, as mining reads it: of each event the case, the activity and
 * who held it as numbers (mine_names.h), and its time in microseconds UTC. 20 bytes an
 * event while it is read, 16 more for a moment while it is put in order.
 *
 * Of a life cycle an event has a word: whether it is a start or a complete, and of which
 * instance. A log whose events all have the same word needs no column of them, and most logs
 * are such; from the first other one on it is 8 bytes an event. Instances are kept as 62 bits
 * of a hash that nobody can foresee, for they may be as many as events.
 *
 * Events come in any order and belong to cases by name: traces of one name are one case.
 * mine_log_order brings them together; within a case they go by time, those of one time as
 * they came. From then on the log is only read, through a mine_view.
 *
 * The bufs are the caller's, as in mine_names.h.
 */
#ifndef DUNGHEN_CORE_MINE_LOG_H
#define DUNGHEN_CORE_MINE_LOG_H

#include "mine_names.h"

enum {
	MINE_EVENTS_MOST = 1 << 28,
	MINE_BUFS = 3 * 4 + 5 + 3,	/* of a log */
};

#define MINE_NEVER INT64_MIN		/* no instant */

struct mine_log {
	struct mine_names cases, activities, holders;
	/* by event */
	struct buf time;		/* int64_t */
	struct buf activity, holder;	/* int32_t; of a holder MINE_NONE where none is named */
	struct buf in;			/* int32_t: its case; emptied by mine_log_order */
	struct buf life;		/* uint64_t; empty: `alike` of all */
	size_t events, room;		/* of them, in all these columns */
	bool apart;			/* a case goes on after another has begun */
	bool late;			/* an event stands behind a later one of its case */
	bool started;			/* an event is a start */
	uint64_t alike;
	/* by case, as far as anybody said something of it */
	struct buf due, ended;		/* int64_t, MINE_NEVER */
	struct buf flags;		/* uint8_t */
};

struct mine_event {
	int32_t in, activity, holder;
	int64_t time;			/* microseconds UTC */
	uint64_t life;			/* mine_life; 0: neither start nor complete */
};

/* Of the life cycle of XES; others (schedule, suspend, …) are no part of it here. */
enum mine_transition { MINE_OTHER, MINE_START, MINE_COMPLETE };

/* Without regard to the case of letters: logs of before the standard shout. */
bool mine_transition_is(struct str a, struct str b);
enum mine_transition mine_transition(struct str s);
/* Which of several at once it is of; an empty text is of none. */
uint64_t mine_instance(const struct mine_log *l, struct str s);

static inline uint64_t mine_life(enum mine_transition t, uint64_t instance)
{
	return t == MINE_OTHER ? 0 : instance | (uint64_t)t;
}

static inline enum mine_transition mine_life_transition(uint64_t life)
{
	return (enum mine_transition)(life & 3);
}

static inline uint64_t mine_life_instance(uint64_t life)
{
	return life & ~(uint64_t)3;
}

/* Every buf of the log, MINE_BUFS of them: to open and close them all. */
void mine_log_bufs(struct mine_log *l, struct buf **out);

/* Errors: log.many. */
bool mine_log_add(struct mine_log *l, const struct mine_event *ev, struct err *e) MUST_USE;
/* When a case is due or ended, by its own attributes; told twice, the last counts. */
bool mine_log_due(struct mine_log *l, int32_t in, int64_t us, struct err *e) MUST_USE;
bool mine_log_ended(struct mine_log *l, int32_t in, int64_t us, struct err *e) MUST_USE;
/* Something that is true of a case or of one of its events. */
bool mine_log_flag(struct mine_log *l, int32_t in, uint8_t flag, struct err *e) MUST_USE;

/* What everything that is counted reads. Case c has the events [start[c], start[c + 1]). */
struct mine_view {
	size_t cases, events;
	int32_t activities, holders;	/* how many names */
	const uint32_t *start;
	const int64_t *time;
	const int32_t *activity, *holder;
	const uint8_t *back;		/* by event: it came back, or by a way nobody planned
					 * (rule 35); NULL: the log does not say */
	const uint64_t *life;		/* by event; NULL: the log has no start */
	uint64_t seed;			/* of the names */
	const uint8_t *keep;		/* by case: not 0 counts; NULL: all do */
};

/* `a` keeps where cases begin; the rest is rubbish of `scratch`, which is left as found. */
void mine_log_order(struct arena *a, struct arena *scratch, struct mine_log *l,
		    struct mine_view *out);

int64_t mine_due(const struct mine_log *l, int32_t in);		/* or MINE_NEVER */
int64_t mine_ended(const struct mine_log *l, int32_t in);
uint8_t mine_flags(const struct mine_log *l, int32_t in);

static inline bool mine_kept(const struct mine_view *v, size_t c)
{
	return v->keep == NULL || v->keep[c] != 0;
}

#endif
