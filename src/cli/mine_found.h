/*
 * What mining found in a log, for whoever tells it: mine_json and mine_tell.
 */
#ifndef DUNGHEN_CLI_MINE_FOUND_H
#define DUNGHEN_CLI_MINE_FOUND_H

#include "cli.h"

#include "app/mine.h"

#include "core/mine_due.h"
#include "core/mine_flow.h"
#include "core/mine_people.h"

struct mine_found {
	const struct mine_in *in;
	const struct mine_log *log;
	struct mine_view view;
	const struct mine_hours *hours;	/* NULL: no office was named */
	int32_t *activity_rank, *holder_rank;
	struct mine_flow flow;
	const uint32_t *edges;		/* their order */
	struct mine_variants variants;
	struct mine_spread duration;
	struct mine_people people;
	struct str dimension;		/* key or column of the holders */
	struct str due;			/* key; empty: not asked */
	struct mine_promises promises;
};

/* One object on c->out, as it is made: variants may be many. */
void mine_json(struct cli *c, const struct mine_found *f);
/* The same for people, the most of each. */
void mine_tell(struct cli *c, const struct mine_found *f);

/* "3 d 4 h": the two largest units, rounded down. */
struct str mine_time_words(struct cli *c, double s);
/* Numbers of activities or holders in the order of their ranks. */
int32_t *mine_by_rank(struct arena *a, const int32_t *rank, int32_t n);
/* Holders who held anything, most first. */
int32_t *mine_by_held(struct arena *a, const struct mine_found *f, size_t *n);

#endif
