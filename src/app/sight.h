/*
 * A dossier at hand for a view: from the reader's cache when it is the newest, else
 * folded anew. Valid as cache_load says: a few further looks may push it out. And who may
 * read what is none.
 */
#ifndef DUNGHEN_APP_SIGHT_H
#define DUNGHEN_APP_SIGHT_H

#include "app_int.h"
#include "label.h"

/* A code as people type it: small letters, spaces around. Errors: dossier.unknown. */
bool sight_code(struct app *app, struct arena *a, struct str code, struct dossier **out,
		struct err *e) MUST_USE;
/* By code or id. */
bool sight(struct app *app, struct arena *a, struct str ref, struct dossier **out,
	   struct err *e) MUST_USE;
bool sight_row(struct app *app, const struct dossier_row *row, struct dossier **out,
	       struct err *e) MUST_USE;

/* May this person read the dossier of that row (core/right, RIGHT_READER)? By its rows:
 * folding each of many would cost a look-up for each of its entries. */
bool sight_may(struct app *app, struct arena *a, int64_t now, struct person_id who,
	       const struct dossier_row *r, bool *may, struct err *e) MUST_USE;
struct dossier_place sight_place(const struct dossier_row *r);
bool sight_may_at(struct app *app, struct arena *a, int64_t now, struct person_id who,
		  const struct dossier_place *p, bool *may, struct err *e) MUST_USE;
/* May this person read what a unit made that is no dossier (a receipt list, a list of
 * papers): its people and the heads above it (core/right, RIGHT_READER). */
bool sight_of_unit(struct app *app, struct arena *a, const struct asking *ask,
		   struct person_id who, struct unit_id unit) MUST_USE;

#endif
