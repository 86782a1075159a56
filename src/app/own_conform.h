/*
 * The dossiers of a study (own_log.h) beside the steps of their law, added up: all of them,
 * by version of their procedure and step, by unit. Rule 44: a version with fewer than `least`
 * of them is told with the others that have few.
 */
#ifndef DUNGHEN_APP_OWN_CONFORM_H
#define DUNGHEN_APP_OWN_CONFORM_H

#include "own_log.h"

struct own_version {			/* NULL: those that have few, without steps */
	const struct procedure_version *version;
	struct deviation_total total;
	struct deviation_sum *step;	/* steps × kinds */
	int64_t *last;			/* likewise: the case counted last */
};

struct own_unit {
	int32_t holder;
	struct deviation_total total;	/* deviations that show at its visits */
};

struct own_conform {
	struct deviation_total total;
	struct own_version *version;	/* most deviations first, few last */
	size_t versions;
	struct own_unit *unit;		/* likewise */
	size_t units;
	int64_t imported, unknown, unbegun;	/* not measured */
};

void own_conform(struct arena *a, const struct own_study *s, int64_t least,
		 struct own_conform *out);

/* Which of a case's deviations are asked for; -1 and NULL: any. Of a holder: those at its
 * visits, and no cases that it never had. */
struct own_which {
	int kind;			/* CONFORM_KINDS: none at all */
	int32_t step;
	const struct procedure_version *version;
	int32_t holder;
};
/* It went back; it was measured, whatever it is; or what kept it from being measured. */
enum {
	OWN_ANY = -1, OWN_LOOPS = CONFORM_KINDS + 1, OWN_MEASURED, OWN_IMPORTED, OWN_UNBEGUN,
	OWN_UNKNOWN,
};
bool own_departs(const struct own_steps *s, const struct own_which *which);
/* How many deviations it has. */
int64_t own_deviations(const struct own_steps *s);

#endif
