/*
 * What if: the past of the store replayed with a change (core/sim.h, doc/whatif.md).
 *
 * Dossiers come when they came and go the way they went; how long they stay is drawn from what
 * was observed of that step at that post, as pressed by its promise as it then is. The same
 * fate with and without the change: what differs is the change's doing. Late is as lived
 * (rule 26): no result by the first promise, moved by the citizen's own waits alone.
 */
#ifndef DUNGHEN_APP_WHATIF_H
#define DUNGHEN_APP_WHATIF_H

#include "app.h"
#include "check.h"

enum {
	WHATIF_CHANGES = 8, WHATIF_RUNS = 50, WHATIF_RUNS_MOST = 1000, WHATIF_BANDS = 12,
	WHATIF_SEED = 1,
};

enum whatif_kind {
	WHATIF_PERSONS, WHATIF_LIMIT, WHATIF_SILENCE, WHATIF_PARALLEL, WHATIF_ROUTE,
};

/* Texts live as long as what they were read from. */
struct whatif_change {
	enum whatif_kind kind;
	struct str unit, post;		/* persons: keys */
	int64_t n;			/* persons more or fewer; working days of silence */
	struct str procedure;		/* limit, route: its code */
	struct limit limit;
	struct str from, to;		/* route: ids of steps; what lies between is left out */
};

/* `persons:UNIT/POST=+1`, `limit:PROCEDURE=5d`, `silence:5`, `parallel`,
 * `route:PROCEDURE:S2>S4=skip`. Errors: whatif.change (value), limit.syntax, limit.range. */
bool whatif_parse(struct str s, struct whatif_change *out, struct err *e) MUST_USE;

struct whatif_ask {
	struct whatif_change change[WHATIF_CHANGES];
	size_t changes;
	int64_t runs;
	uint64_t seed;
	struct day from, to;		/* received on these days, the last one too; learnt of
					 * a year before as well. INT32_MIN, INT32_MAX: all */
	struct unit_id top;		/* of agencies below it; v 0: all */
	struct progress progress;
	bool (*stop)(void *ctx);	/* asked between runs whether to end; or NULL */
	void *stop_ctx;
};

struct whatif_spread {			/* over the runs */
	double mean, low, high;		/* 95 in 100 lie between */
};

struct whatif_sums {
	int64_t cases;
	struct whatif_spread late;	/* dossiers */
	struct whatif_spread median_s;	/* working seconds to the result */
	int64_t band[WHATIF_BANDS];	/* of all runs, by working days */
};

/* The replay without a change, held against what came (of what has come due): late ones
 * per cent, working seconds to the result. */
struct whatif_check {
	int64_t cases, late;		/* as it was */
	int64_t median_s;
	struct whatif_spread late_told, median_told;
};

struct whatif_at {			/* a post whose persons change */
	int64_t persons, stops;
	int tenths;			/* of the time there that is effort */
	bool own;			/* known from that post itself */
};

struct whatif_answer {
	int64_t from, until;		/* what the store knows */
	int64_t learnt, left_out;	/* dossiers; those that cannot be replayed */
	int64_t replayed;		/* in each run: all that the change may reach */
	struct whatif_sums base, changed;	/* of what the change touches */
	struct whatif_sums base_all, changed_all;	/* of all replayed */
	bool any;			/* some were late, so that there are shares of them: */
	struct whatif_spread less;	/* change of late dossiers, per cent, of those touched */
	struct whatif_spread less_all;
	double at_most;			/* the same, were all time at the post effort */
	bool bounded;			/* persons change, so that there is an at_most */
	struct whatif_at at[WHATIF_CHANGES];	/* by change; persons 0: none */
	struct whatif_check check;
	int64_t runs, events;		/* stops simulated */
};

/* Errors: whatif.none (nothing to replay), whatif.many, whatif.unit, whatif.post (unit, value,
 * have), whatif.procedure, whatif.step (procedure, value, have), whatif.fewer,
 * whatif.opinions, whatif.stopped; those of the store. The same ask of the same store gives
 * the same answer. */
bool app_whatif(struct app *app, const struct whatif_ask *ask, struct whatif_answer *out,
		struct err *e) MUST_USE;

/* The posts that work went through, those with most stays first: where there is a queue that
 * one more person would shorten, and where there is none. No change is asked of. */
struct whatif_post {
	struct unit_id unit;
	struct post post;
	struct whatif_at at;
};
bool app_whatif_posts(struct app *app, struct arena *a, const struct whatif_ask *ask,
		      struct whatif_post **out, size_t *n, struct err *e) MUST_USE;

/* What a replay is worth: learnt of the first half, what came in the second foretold from
 * its arrivals alone. */
struct whatif_back {
	int64_t middle;
	int64_t learnt;
	struct whatif_check check;
};
bool app_whatif_back(struct app *app, const struct whatif_ask *ask, struct whatif_back *out,
		     struct err *e) MUST_USE;

/* The band a time falls into, and the working days it ends with (INT64_MAX: the last). */
int whatif_band(int64_t work_s);
int64_t whatif_band_days(int band);

#endif
