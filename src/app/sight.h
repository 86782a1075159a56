/*
 * A dossier at hand for a view: from the reader's cache when it is the newest, else
 * folded anew. Valid as cache_load says: a few further looks may push it out.
 */
#ifndef DUNGHEN_APP_SIGHT_H
#define DUNGHEN_APP_SIGHT_H

#include "app_int.h"

/* A code as people type it: small letters, spaces around. Errors: dossier.unknown. */
bool sight_code(struct app *app, struct arena *a, struct str code, struct dossier **out,
		struct err *e) MUST_USE;
/* By code or id. */
bool sight(struct app *app, struct arena *a, struct str ref, struct dossier **out,
	   struct err *e) MUST_USE;
bool sight_row(struct app *app, const struct dossier_row *row, struct dossier **out,
	       struct err *e) MUST_USE;

#endif
