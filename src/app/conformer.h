/*
 * One of our own dossiers beside the steps that its frozen law has: what was skipped,
 * inserted, in a wrong order, by a wrong post or over its limit (core/mine_conform.h).
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
#ifndef DUNGHEN_APP_CONFORMER_H
#define DUNGHEN_APP_CONFORMER_H

#include "app.h"

#include "core/detect.h"
#include "core/mine_deviations.h"

#include "base/map.h"

struct conform_mark {			/* a deviation */
	enum conform_kind kind;
	int32_t step;
	struct unit_id unit;		/* at whose visit it shows */
};

enum conform_state {
	CONFORM_MEASURED,
	CONFORM_IMPORTED,		/* of a former system: its steps are not known */
	CONFORM_LAWLESS,		/* its version of the procedure is not known any more */
	CONFORM_UNBEGUN,		/* it has not come to a step */
};

struct conform_one {
	enum conform_state state;
	struct deviating d;		/* id, of and fitness too */
	int64_t cost, most;
	const struct conform_mark *mark;	/* each one, by lives and visits */
	size_t marks;
	const struct unit_id *unit;	/* that had it at a step, each once */
	size_t units;
};

/* Keeps the graphs of the versions that it met. */
struct conformer {
	struct app *app;
	struct arena *a;
	struct imap graph;		/* by version, in memory */
};

/* `a` keeps the graphs. */
void conformer_init(struct conformer *c, struct app *app, struct arena *a);
/* `f` knows its version. What is found lives in `scratch`. */
void conformer_measure(struct conformer *c, struct arena *scratch, const struct case_facts *f,
		       struct conform_one *out);

#endif
