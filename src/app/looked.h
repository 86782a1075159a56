/*
 * Who has looked at a citizen's data (rule 42): the openings of one dossier's sealed texts
 * and papers, the newest first, by post and unit, never by name (rule 40). Why somebody may
 * follows from the work: where it was received, who has or had a duty of it, who leads them.
 *
 * Every opening on record shows; one under a registered inspection after its conclusion, or
 * once its last day is over.
 */
#ifndef DUNGHEN_APP_LOOKED_H
#define DUNGHEN_APP_LOOKED_H

#include "label.h"

enum { LOOKS_MOST = 200 };

enum look_why {
	LOOK_CITIZEN,			/* the citizen, by a code */
	LOOK_COUNTER,			/* received it, or helped to file it */
	LOOK_DUTY,			/* has or had a duty of it */
	LOOK_AGENCY,			/* of the agency that decides */
	LOOK_HEAD,			/* leads one of these */
	LOOK_INSPECTION,		/* sent to inspect the agency, by decision */
	LOOK_LAST = LOOK_INSPECTION,
};

struct look {
	int64_t at;
	enum look_why why;
	struct seat_label seat;		/* not of the citizen's */
	bool behalf;			/* by a delegation */
};
struct look_list {
	struct look *look;
	size_t n;
	bool more;			/* than LOOKS_MOST */
};
bool app_looks(struct app *app, struct arena *a, const struct asking *ask,
	       struct dossier_id id, struct look_list *out, struct err *e) MUST_USE;

const char *look_why_name(enum look_why w);	/* "duty" */

#endif
