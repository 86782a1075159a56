/*
 * What a replay is made from (core/sim.h): how long stops took, and how much of that was
 * for want of people.
 *
 * A ledger says when a dossier came to a post and when it left, not how long anybody worked
 * on it. While somebody has anything in hand, the time between two of their endings is at
 * most what the later one took them (the effective processing time of queueing theory).
 * Of that a share is effort, by which the next ones wait; the rest is nobody's effort.
 * The share is found where what queueing leaves unexplained no longer depends on how much
 * was in hand when a dossier came: at posts where a full desk makes nobody slower it is 0,
 * and one more person changes nothing there.
 *
 * Whatever the share, the observed stops replayed give the observed times.
 */
#ifndef DUNGHEN_CORE_SIM_FIT_H
#define DUNGHEN_CORE_SIM_FIT_H

#include "sim.h"

enum {
	SIM_SHARES = 10,		/* a share is so many tenths */
	SIM_SHARE_OWN = 100,		/* stops from which on a post has a share of its own */
	SIM_SHARE_FOUND = -1,		/* the share is to be found */
};

struct sim_visit {			/* a stop as it was */
	int32_t post;			/* of SIM_AT_POST */
	int32_t sort;			/* posts alike share what few of them know */
	int64_t person;			/* who had it last */
	int64_t from, to;
	const struct calendar *cal;	/* of a stop elsewhere; NULL: whole time */
	int32_t urgency, plan_s;
	int32_t saved_s;		/* what a change takes off its rest */
	int32_t pool[SIM_LEVELS];	/* those it is told to */
	uint8_t kind;			/* enum sim_kind */
	struct sim_time time;		/* as found */
};

struct sim_share {			/* of a post */
	int8_t tenths;
	bool own;			/* found there, not among posts alike */
	int32_t stops;
};

/* Finds effort and rest of all visits. Those at posts must come first, by post and then by
 * `from`. `tenths` is the share for all, or SIM_SHARE_FOUND; `out` has room for all posts. */
void sim_fit(struct arena *a, const struct sim_post *post, size_t posts, struct sim_visit *v,
	     size_t n, int tenths, struct sim_share *out);

/* Fills the pools by what the visits took; the last of their levels by their plans. With
 * `saved`, what the change saves is taken off first. */
struct sim_pool *sim_pools(struct arena *a, const struct sim_visit *v, size_t n, size_t pools,
			   bool saved);

#endif
