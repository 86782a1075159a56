/*
 * The ledger's own event log (app/arrivals.h) kept in memory for the pages that mine it: once
 * for all workers of a server. A thread of its own reads all of it when the server starts and
 * is a second behind the ledger from then on; whoever asks brings it up to the last entry, and
 * reads no more than the dossiers that new entries touched.
 *
 * A study of it is of the dossiers of the agencies below a unit that moved within some days,
 * and is counted in working time by the calendar in force. Rule 44: units with fewer than `least`
 * of these dossiers are one holder without a name, and so is who works in a unit, but for the
 * unit of whoever asks; of fewer than `least` dossiers nothing is told.
 *
 * Dossiers that somebody has held since before these days have not moved within them, and are
 * the worst of bottlenecks. So where dossiers stand now is counted of all that are held, each
 * from its last arrival until now; everything else is of those that moved.
 *
 * What a dossier is beside the steps of its law (conformer.h) is found when it is read: for
 * units there were then, and by the law known then.
 */
#ifndef DUNGHEN_APP_OWN_LOG_H
#define DUNGHEN_APP_OWN_LOG_H

#include "app.h"

#include "conformer.h"
#include "own_beside.h"
#include "sums.h"

#include "core/mine_map.h"
#include "core/mine_stand.h"
#include "core/mine_study.h"

struct own_log;

struct own_log *own_log_open(struct arena *a);
/* Starts the thread, with a reader of its own. Errors: of opening the store, writer.thread. */
bool own_log_follow(struct own_log *log, struct arena *a, const char *dir,
		    struct err *e) MUST_USE;
void own_log_close(struct own_log *log);		/* NULL is allowed */

/* Which dossiers, and which of them count; empty: any. */
struct own_ask {
	struct unit_id top;		/* v 0: all */
	struct days days;
	struct str field, procedure;	/* codes */
	bool posts;			/* holders are posts, not units */
	struct unit_id own;		/* of whoever leads it and asks; v 0: none */
	int64_t least;
	struct str activity;		/* it occurs */
	struct str from, to;		/* … the one directly after the other */
	bool later;			/* … or sooner or later */
	int64_t least_h, most_h;	/* hours from first to last event; 0: any */
	int ways;			/* the commonest, until so many per cent; 0: any */
	struct str giver, taker;	/* holders, likewise: keys */
	bool steps;			/* beside the steps of its law too; holders are units */
	unsigned without;		/* enum mine_part, besides batches; */
	bool unmapped;			/* … and the map */
	const struct own_other *beside;	/* NULL: none; else nothing is told but both sides */
};

/* Where a case departs from its steps; with CONFORM_KINDS a unit that had it at one. */
struct own_deviation {
	int32_t holder, step;
	int kind;
};

struct own_steps {			/* a case beside its steps */
	enum conform_state state;
	const struct procedure_version *version;
	int64_t cost, most;
	int32_t returns, outside;
	const struct own_deviation *mark;
	size_t marks;
};

struct own_case {
	struct dossier_id id;
	struct str code, procedure;
	struct unit_id competent;
};

/* A holder: a unit, a post of one, somebody outside, or those too few to be told apart. */
struct own_holder {
	struct str key;			/* for ask.giver; empty: without a name */
	struct unit_id unit;		/* v 0: outside, or many */
	struct str post;		/* code; empty: the unit, or without a name */
	struct str outside;		/* "citizen", or which body */
	int32_t number;			/* of a post without a name, within its unit, from 1 */
};

struct own_choice {
	struct str code;
	int64_t dossiers;
};

struct own_study {
	int64_t dossiers;		/* that moved, before what ask.activity and after leave */
	bool few;			/* fewer than `least` are left: s and map say nothing */
	struct mine_study s;		/* cases that only stand are not kept */
	struct mine_stands stands;	/* within the office; may be of fewer than `least` */
	const uint8_t *standing;	/* by case: it stands and is asked for */
	int64_t now;			/* microseconds: until when they stand */
	struct mine_map *map;
	struct str *activity;		/* by number of s */
	struct own_holder *holder;
	struct own_case *in;		/* by case */
	struct own_steps *steps;	/* by case; NULL: not asked for */
	struct own_choice *field, *procedure;	/* among the agencies and days, by code */
	size_t fields, procedures;
	struct mine_hours hours;
	const struct own_beside *beside;	/* dossiers and `in` are of both; NULL: not asked */
};

/* Of an activity, in microseconds; 0 where nothing went through. */
static inline int64_t own_usual(const struct own_study *s, int32_t activity)
{
	return s->s.stays.activity != NULL ? s->s.stays.activity[activity].usual : 0;
}

/* Errors: flow.loading: it is still being read for the first time; log.many, log.pairs, those
 * of the store. */
bool own_log_study(struct own_log *log, struct app *app, struct arena *a,
		   const struct own_ask *ask, struct own_study *out, struct err *e) MUST_USE;

#endif
