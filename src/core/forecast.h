/*
 * How likely a dossier is to be late, from how long the steps of its procedure took others.
 *
 * Learnt of each dossier that had its result: the working seconds it spent at each step, all
 * visits together (what is sent back takes that long), 0 at a step it never came to. What is
 * left of a dossier is then what its step takes beyond what it has taken already, and after
 * it what each later step takes; steps are taken to be independent. Where few cases are
 * known the announced plan speaks: FORECAST_PRIOR cases, spread about it as steps of all
 * procedures are spread about theirs, stand beside them.
 *
 * Pure: the same cases in any order give the same answers. Everything lives in the arena.
 */
#ifndef DUNGHEN_CORE_FORECAST_H
#define DUNGHEN_CORE_FORECAST_H

#include "dossier.h"

enum {
	FORECAST_CELLS = 64,		/* of a step's times, each a sixth longer than the last */
	FORECAST_GRID = 1280,		/* of what is left: so many times … */
	FORECAST_GRID_S = 900,		/* … a quarter of an hour; more is "longer" */
	FORECAST_PRIOR = 8,
};

struct forecast;

struct forecast *forecast_new(struct arena *a);
/* One dossier that had its result: `work_s` for each step of that version. */
void forecast_learn(struct forecast *f, const struct procedure_version *v, const int64_t *work_s);
/* How many were learnt of that version. */
int64_t forecast_known(const struct forecast *f, const struct procedure_version *v);
/* How many in all. */
int64_t forecast_learnt(const struct forecast *f);
/* Once all is learnt, before the first question. */
void forecast_settle(struct forecast *f);

/* The chance, 0 to 1, that there is no result by the promise, with the clock running at
 * `now`; 1 when it has passed. Below 0: it cannot be said (waiting, closed, ready). */
double forecast_late(struct forecast *f, const struct dossier *d, int64_t now, int64_t promise);
/* Of a version at a step on which so much has been spent, with so much time left. */
double forecast_chance(struct forecast *f, const struct procedure_version *v, size_t step,
		       int64_t spent_s, int64_t left_s);

/* The working seconds a dossier has spent at each step so far, in all its visits. */
void forecast_spent(const struct dossier *d, int64_t now, int64_t *work_s);

#endif
