/*
 * Our own dossiers beside the steps that their frozen law has (conformer.h), by procedure and
 * by unit, with the first dossiers of each.
 */
#ifndef DUNGHEN_APP_MINE_CONFORM_H
#define DUNGHEN_APP_MINE_CONFORM_H

#include "conformer.h"

#include "core/law.h"

struct conform_procedure {
	const struct procedure_version *version;
	struct deviation_total total;	/* ids are those of dossiers */
	struct deviation_sum *step;	/* steps × kinds */
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

/* One alone; *version is what it froze, or NULL. Lives in `a`. Errors: those of the store. */
bool mine_conform_one(struct arena *a, struct app *app, struct dossier_id id,
		      struct conform_one *out, const struct procedure_version **version,
		      struct err *e) MUST_USE;

#endif
