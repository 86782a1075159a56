/*
 * A store examined as a doctor would: nothing is changed, everything that is
 * amiss is named with what to do about it. Quick: verify reads all, this does not.
 */
#ifndef DUNGHEN_APP_DOCTOR_H
#define DUNGHEN_APP_DOCTOR_H

#include "app.h"

#include "store/survey.h"

struct finding {
	enum finding_weight weight;
	struct err what;		/* its key has a sentence and a hint */
};

struct examined {
	struct finding *finding;
	size_t n;
	bool sound;			/* no fault among them */
};

/*
 * The folder from outside (store/survey.h); then, opened as a reader: format
 * versions, law, organisation, projections of another form, keys that do not
 * match, files of the ledger that are missing, a clock behind the last entry.
 * `clock` is the time to compare with: INSTANT_NONE is the machine's, which a
 * demo or test store is not held to.
 */
void app_examine(struct arena *a, const char *dir, int64_t clock, struct examined *out);

#endif
