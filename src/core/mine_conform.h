/*
 * A case beside the graph of steps that it should go: the fewest steps by which the two
 * differ, as an alignment counts them, and what else was not as planned.
 *
 *     skipped      a step that the way to the next one leads through was not gone
 *     inserted     a step was gone that cannot come there
 *     wrong_order  one step both: it was gone, but elsewhere
 *     wrong_post   a step was done by somebody else than the graph says
 *     over_limit   a step took longer than its limit
 *
 * Going back by an edge of the graph is no deviation. `loops` are the returns and whatever
 * goes back to an earlier step outside the graph (rule 35: a planned way A, B, A is none).
 *
 * Fitness is of the order alone: 1 - steps apart / (steps gone + steps of a shortest way),
 * the steps apart being those skipped and those inserted (in a wrong order both).
 */
#ifndef DUNGHEN_CORE_MINE_CONFORM_H
#define DUNGHEN_CORE_MINE_CONFORM_H

#include "base/arena.h"

#include <stdbool.h>
#include <stdint.h>

enum conform_kind {
	CONFORM_SKIPPED, CONFORM_INSERTED, CONFORM_ORDER, CONFORM_POST, CONFORM_LIMIT,
	CONFORM_KINDS,
};

enum conform_edge { CONFORM_NO_EDGE, CONFORM_ONWARD, CONFORM_RETURN };

enum {
	CONFORM_STEPS_MOST = 256,
	CONFORM_UNKNOWN = -1,		/* a step that the graph does not have */
	CONFORM_TOLD = 512,		/* deviations of a case that are told one by one */
	CONFORM_VISITS_MOST = 4096,
};

struct conform_graph {
	int32_t steps;
	uint8_t *edge;			/* enum conform_edge, steps × steps */
	bool *start, *end;		/* by step */
	/* by conform_prepare: */
	int32_t *far;			/* onward edges from step to step, the row after the last
					 * from the beginning */
	int32_t *via;			/* the step of that way last before the other */
	int32_t shortest;		/* steps of a shortest way */
};

struct conform_visit {
	int32_t step;
	bool wrong_post, over_limit;
};

struct conform_deviation {
	enum conform_kind kind;
	int32_t step;
	int32_t visit;			/* where it shows: that, or of a skipped step the next one;
					 * the last + 1: none came */
};

struct conform_found {
	int32_t count[CONFORM_KINDS];
	int32_t returns, outside;	/* loops: by edges of return; outside the graph */
	int32_t cost, most;
	double fitness;
	struct conform_deviation told[CONFORM_TOLD];
	int32_t tolds;
};

/* "skipped", … */
const char *conform_kind_name(enum conform_kind k);

/* An empty graph of so many steps, in `a`. */
void conform_graph(struct arena *a, int32_t steps, struct conform_graph *out);
void conform_join(struct conform_graph *g, int32_t from, int32_t to, enum conform_edge kind);
/* Once its edges stand. */
void conform_prepare(struct arena *a, struct conform_graph *g);

/* `anywhere`: it may begin at any step; `whole`: it has come to its end. At most
 * CONFORM_VISITS_MOST visits. */
void conform_case(struct arena *scratch, const struct conform_graph *g,
		  const struct conform_visit *visit, int32_t n, bool anywhere, bool whole,
		  struct conform_found *out);

#endif
