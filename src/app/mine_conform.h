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
#include "core/mine_deviations.h"

struct conform_procedure {
	const struct procedure_version *version;
	struct deviation_total total;	/* ids are those of dossiers */
	struct deviation_sum *step;	/* steps × kinds */
	struct conform_graph graph;
};

struct conform_unit {			/* deviations that show at its visits */
	struct str key;
	struct deviation_total total;
};

struct conformed {
	struct deviation_total total;
	struct conform_procedure **procedure;	/* by code and version */
	size_t procedures;
	struct conform_unit **unit;	/* most deviations first */
	size_t units;
	struct deviation_worst worst;	/* each of its procedure */
	/* not measured */
	int64_t imported, unknown, unbegun;
};

/* `procedure` empty: all. Lives in `a`. Errors: mine.no_procedure (value), those of the store. */
bool mine_conform(struct arena *a, struct arena *scratch, struct app *app, struct str procedure,
		  struct conformed *out, struct err *e) MUST_USE;

#endif
