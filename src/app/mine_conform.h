/*
 * Our own dossiers beside the steps that their frozen law has: what was skipped, inserted, in
 * a wrong order, by a wrong post or over its limit (core/mine_conform.h), by procedure and by
 * unit, with the first dossiers of each.
 *
 * What counts of a dossier: its holds at steps, those of one step in a row as one visit.
 * Hand-overs that were recalled before anybody opened them (rule 8), or that a ruling gave to
 * somebody else (rule 32), never were; after a correction of the procedure (rule 17) its own
 * steps count, from wherever it began, and each life after a reopening is a way of its own. A
 * life that has not come to its result is measured up to where it stands.
 *
 * The post is that of whoever ended the visit. Right are the step's own post of the step's
 * unit, whoever heads that unit or is deputy there, and units above it, who stand in (rule 7);
 * opinions are held by whoever asks (rule 2). Units that are no more are not judged. Over its
 * limit is a hold that took more working time than was left of its step's allotment (rule
 * 10); the one that goes on now is not judged.
 */
#ifndef DUNGHEN_APP_MINE_CONFORM_H
#define DUNGHEN_APP_MINE_CONFORM_H

#include "app.h"

#include "core/law.h"
#include "core/mine_conform.h"

enum { CONFORM_FIRST = 10, CONFORM_WORST = 200 };

struct conform_sum {
	int64_t times, dossiers;
	struct dossier_id first[CONFORM_FIRST];	/* of those dossiers, by id */
};

struct conform_total {
	int64_t dossiers;		/* measured */
	int64_t conforming;		/* without any deviation */
	int64_t cost, most;
	double fitness;			/* sum over dossiers */
	int64_t returns, outside, looped;	/* loops by kind; dossiers with any */
	struct conform_sum kind[CONFORM_KINDS];
};

struct conform_procedure {
	const struct procedure_version *version;
	struct conform_total total;
	struct conform_sum *step;	/* steps × kinds */
	struct conform_graph graph;
};

struct conform_unit {			/* deviations that show at its visits */
	struct str key;
	struct conform_total total;
};

struct conform_dossier {
	struct dossier_id id;
	struct str procedure;
	double fitness;
	int32_t deviations;
	int32_t count[CONFORM_KINDS];
	int32_t returns, outside;
};

struct conformed {
	struct conform_total total;
	struct conform_procedure **procedure;	/* by code and version */
	size_t procedures;
	struct conform_unit **unit;	/* most deviations first */
	size_t units;
	struct conform_dossier worst[CONFORM_WORST];	/* most deviations first */
	size_t worsts;
	/* not measured */
	int64_t imported, unknown, unbegun;
};

/* `procedure` empty: all. Lives in `a`. Errors: mine.no_procedure (value), those of the store. */
bool mine_conform(struct arena *a, struct arena *scratch, struct app *app, struct str procedure,
		  struct conformed *out, struct err *e) MUST_USE;

#endif
