/*
 * Deviations of many cases (mine_conform.h) added up: how often, in how many cases, in which
 * first, and which cases have most. Cases are numbers of whoever counts, one after another.
 */
#ifndef DUNGHEN_CORE_MINE_DEVIATIONS_H
#define DUNGHEN_CORE_MINE_DEVIATIONS_H

#include "mine_conform.h"

#include "base/str.h"

#include <stddef.h>

enum { DEVIATIONS_FIRST = 10, DEVIATIONS_WORST = 200 };

struct deviation_sum {
	int64_t times, cases;
	int64_t first[DEVIATIONS_FIRST];	/* of those cases */
};

struct deviating {			/* a case */
	int64_t id;
	struct str of;			/* the caller's: what it belongs to */
	double fitness;
	int32_t deviations;
	int32_t count[CONFORM_KINDS];
	int32_t returns, outside;
};

struct deviation_total {
	int64_t cases;			/* measured */
	int64_t conforming;		/* without any deviation */
	int64_t cost, most;
	double fitness;			/* sum over cases */
	int64_t returns, outside, looped;	/* loops by kind; cases with any */
	struct deviation_sum kind[CONFORM_KINDS];
};

struct deviation_worst {		/* most deviations first, of equal ones the first */
	struct deviating one[DEVIATIONS_WORST];
	size_t n;
};

/* `last`: the case this sum counted last, so that each is counted once. */
void deviation_add(struct deviation_sum *s, int64_t id, int64_t *last);
/* What was found of a case, or of a part of it. */
void deviating_add(struct deviating *d, const struct conform_found *f);
void deviation_total(struct deviation_total *t, const struct deviating *d, int64_t cost,
		     int64_t most);
void deviation_keep(struct deviation_worst *w, const struct deviating *d);
/* 1 - cost / most, over all cases; the mean of the cases' own. */
double deviation_fitness(const struct deviation_total *t);
double deviation_mean(const struct deviation_total *t);

#endif
