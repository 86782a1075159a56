/*
 * Between which agencies a dossier passed on, and from whom to whom: what was before the act
 * beside what is after it. The same for an act that is only tried (reform.h) as for one the
 * ledger tells (reform_done.h).
 */
#ifndef DUNGHEN_APP_REFORM_MOVED_H
#define DUNGHEN_APP_REFORM_MOVED_H

#include "reform.h"

struct moved_before {
	struct unit_id competent, receiving, helping;
	struct party hold, office;
	const struct obligation *ob;	/* a copy */
	size_t obs;
};
/* Who has the dossier, else who gets it back. */
struct party moved_holder(const struct dossier *d);
void moved_before(struct arena *a, const struct dossier *d, struct moved_before *out);
/* Fills was, now, competent, from and to. */
void moved_between(struct app *app, const struct asking *ask, struct day on,
		   const struct moved_before *b, const struct dossier *d,
		   struct reform_dossier *out);

#endif
