/*
 * The past replayed with a change: a simulation of dossiers that come when they came, go
 * their ways from post to post, and lie in front of people (doc/whatif.md).
 *
 * A post is a queue, first come first served, before so many persons, who are there when
 * the calendar and their leave let them. A stop at a post takes `effort_s` of one person's
 * working time and then `rest_s` of working time that is nobody's effort: the dossier lies
 * there, but keeps nobody from the next one. What is outside the office takes its time
 * whoever works. All times are drawn from what was observed (sim_pool).
 *
 * Chance is common: a stop draws by its case, its number and the run, and by nothing else,
 * so that a change is compared with the past under the same fate. Integers only; the same
 * arguments give the same answer on every machine.
 *
 * A calendar NULL is a clock that never stops.
 */
#ifndef DUNGHEN_CORE_SIM_H
#define DUNGHEN_CORE_SIM_H

#include "deadline.h"

#include "base/chance.h"

enum {
	SIM_LEVELS = 3,		/* pools of a stop, the nearest first */
	SIM_BINS = 24,		/* of a pool, by how pressing it was */
	SIM_WAITS = 8,		/* of the citizen, of one case; more do not move its promise */
	SIM_TRUST = 20,		/* so many cases weigh as much as all of the next pool */
	SIM_NEVER = -1,		/* no pool */
};

struct sim_span {
	int64_t from, to;
};

struct sim_person {			/* there from … to but for their leave, ascending */
	int64_t from, to;
	const struct sim_span *away;
	size_t aways;
};

struct sim_post {
	const struct calendar *cal;
	const struct sim_person *person;
	size_t persons;			/* with nobody there, one stands in (rule 7) */
	bool flows;			/* nothing there keeps anybody from the next one */
};

struct sim_time {			/* what a stop took, in seconds or per mille of a plan */
	int32_t effort_s, rest_s;
};

/* Times in bins by urgency, in each the shortest first, all in one row. */
struct sim_pool {
	const struct sim_time *time;
	int32_t edge[SIM_BINS];		/* the least urgency value of each bin but the first */
	uint32_t first[SIM_BINS + 1];
	uint32_t bins;			/* 0: nothing known */
	bool per_plan;			/* per mille of the plan of the stop */
};

enum sim_kind {
	SIM_AT_POST,
	SIM_IN_OFFICE,			/* working time of the case's calendar, nobody's effort */
	SIM_OUTSIDE,			/* whole time */
	SIM_CITIZEN,			/* the same, and it moves the promise */
};

struct sim_stop {
	int32_t post;
	int32_t pool[SIM_LEVELS];	/* SIM_NEVER: none */
	int32_t plan_s, plan_rest_s;	/* of this step; of it and all after it */
	int16_t number;			/* by which it draws */
	int16_t step;			/* whoever made it knows of what */
	uint8_t kind;			/* enum sim_kind */
	bool beside;			/* began when the stop before it did */
};

struct sim_promise {
	int64_t start;			/* INSTANT_NONE: promised was `fixed` */
	int64_t fixed;
	struct limit limit;
	enum due_mode mode;
	int64_t cutoff_s;
};

struct sim_case {
	int64_t at;			/* it comes in */
	int64_t number;			/* by which it draws */
	const struct calendar *cal;
	struct sim_promise promise;
	struct sim_promise pressing;	/* by which people hurry, if … */
	bool apart;			/* … it is not the promise itself */
	uint32_t stop, stops;
};

struct sim {
	const struct sim_post *post;
	size_t posts;
	const struct sim_pool *pool;
	const struct sim_stop *stop;
	const struct sim_case *cases;	/* by `at`, ascending */
	size_t n;
};

struct sim_end {
	int64_t at;			/* its way's end; INT64_MAX: beyond the calendar */
	int64_t promise;
};

/* Each stop as it went, for whoever looks closer. */
struct sim_went {
	size_t i;			/* the case */
	uint32_t stop;			/* of its way */
	int64_t from, begun, done, to;	/* came, somebody began, had done, it left */
};
typedef void sim_went_fn(void *ctx, const struct sim_went *w);

struct sim_chance {
	uint64_t seed;
	int64_t run;
	sim_went_fn *went;		/* or NULL */
	void *ctx;
};

/* One run; `end` has room for all cases. */
void sim_run(const struct sim *s, struct arena *scratch, const struct sim_chance *c,
	     struct sim_end *end);

/* The promise after those waits of the citizen (core/due.h, the lived one). */
int64_t sim_promised(const struct calendar *cal, const struct sim_promise *p,
		     const struct pause *waits, size_t n);
/* The room until it per mille of the plan of what is left; below 0: it has passed. */
int32_t sim_urgency(const struct calendar *cal, int64_t at, int64_t promise, int64_t plan_s);

/* From `at` on: so much later by that clock, INT64_MAX beyond it. And back. */
int64_t sim_later(const struct calendar *cal, int64_t at, int64_t seconds);
int64_t sim_between(const struct calendar *cal, int64_t from, int64_t to);

/* When a post gives its next one `effort_s`, who came at `at`: queues are kept in `free`,
 * one place for each person and one for who stands in, all 0 at first. */
int64_t sim_serve(const struct sim_post *p, int64_t *free, int64_t at, int64_t effort_s,
		  int64_t *begun);

#endif
