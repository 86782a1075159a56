/*
 * The pickup code: six digits that say "I have it" in place of a signature when a result
 * is handed out. The tracking page shows it, behind the dossier's code and the four
 * digits (rules 41, 51), while the result waits; the clerk types it; the act checks it.
 *
 * It is derived, with a key of the store's own, from the dossier and the moment it
 * became ready: nothing that is public leads to it, no row and no entry holds it, and
 * with the hand-out it is used up, for a reopened dossier becomes ready at another
 * moment. The entry says that one was checked, never which.
 *
 * It proves that somebody who could open the tracking page agreed, not who they are:
 * the receipt bears all that opens it. So who confirms by code shows an identity paper
 * all the same (decide_deliver). Wrong ones are counted by whoever takes them from
 * people (TRY_PICKUP, tries.h): five a day for a dossier.
 */
#ifndef DUNGHEN_APP_PICKUP_H
#define DUNGHEN_APP_PICKUP_H

#include "tries.h"

enum { PICKUP_DIGITS = 6, PICKUP_TEXT = PICKUP_DIGITS + 1 };

/* Of a dossier that is ready. Errors: those of reading the master key. */
bool pickup_code(struct app *app, const struct dossier *d, char out[PICKUP_TEXT],
		 struct err *e) MUST_USE;

/* Is this the one, blanks aside? Never, while the dossier is not ready. */
bool pickup_fits(struct app *app, const struct dossier *d, struct str given, bool *fits,
		 struct err *e) MUST_USE;

/* What counts as one to be tried: the dossier, however it is named. False: there is none. */
bool pickup_tried(struct app *app, struct arena *a, struct str dossier, struct try *out);

#endif
