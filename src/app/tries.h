/*
 * Who has tried wrong too often.
 *
 * Looking up a dossier by code and digits (rule 41): five wrong tries a civil day
 * for a code and five for an address, then no more until midnight; and so for the codes
 * by which a result is collected (pickup.h), five for a dossier. Signing in:
 * after five wrong tries for a staff key, or twenty for an address (an office's
 * computers share one), a minute's wait, doubled by each further wrong try up to
 * an hour, forgotten after a day without any. A key counts whether it exists or
 * not, so that the wait tells nobody which exist. Wrong codes of a second factor
 * (factor.h) count as wrong passwords of that key do. And so for the codes sent to a
 * citizen's contact (proved.h): five a civil day for a dossier, beside its address.
 *
 * A program's wrong token counts for its address as a sign-in does; a right one is never
 * made to wait for others' wrong ones.
 *
 * What is counted stands in memory, behind a lock that is never held over the
 * disk, as keyed hashes only: nobody can read an address or a code back from it.
 * tries_save writes what changed to the store, so that a restart forgives nobody;
 * a crash forgives the tries since the last save. When memory is full the least
 * wrong go first.
 *
 * Times are the machine's (world_clock), in a demo too.
 */
#ifndef DUNGHEN_APP_TRIES_H
#define DUNGHEN_APP_TRIES_H

#include "app.h"

enum try_kind {
	TRY_CODE = 1,		/* look-ups of this dossier code */
	TRY_ADDRESS = 2,	/* look-ups from this address */
	TRY_KEY = 3,		/* sign-ins under this staff key */
	TRY_DOOR = 4,		/* sign-ins from this address */
	TRY_PICKUP = 5,		/* pickup codes of this dossier */
	TRY_TOKEN = 6,		/* tokens of programs (token.h) from this address */
	TRY_PROOF = 7,		/* codes sent to the citizen of this dossier */
	TRY_LAST = TRY_PROOF,
};
enum { TRIES_DAY = 5, TRIES_KEY = 5, TRIES_DOOR = 20 };
enum { TRIES_WAIT_S = 60, TRIES_WAIT_MOST_S = 3600, TRIES_KEPT_S = 24 * 3600 };

/* What is tried. Addresses as text: of IPv6 the first 64 bits count, for one
 * household or office has all the rest. */
struct try {
	enum try_kind kind;
	struct str what;
};

struct tries;

/* Lives in `a`; reads what is stored. */
bool tries_open(struct arena *a, struct app *app, int64_t at, struct tries **out,
		struct err *e) MUST_USE;
void tries_close(struct tries *t);		/* NULL is allowed */

/* Any thread. False: one of them must wait, until *until (the latest of them). */
bool tries_allowed(struct tries *t, const struct try *what, size_t n, int64_t at,
		   int64_t *until) MUST_USE;
/* Counts a wrong try for each. */
void tries_wrong(struct tries *t, const struct try *what, size_t n, int64_t at);

/* The two above at once, before it is known whether the try is right: so that
 * many at the same moment are no way around the limit. tries_right takes the
 * count back, and forgets the staff key's earlier ones too. */
bool tries_begin(struct tries *t, const struct try *what, size_t n, int64_t at,
		 int64_t *until) MUST_USE;
void tries_right(struct tries *t, const struct try *what, size_t n);
/* Takes the count back and forgets nothing: a right password whose code is still to come
 * must not begin the counting of wrong codes anew. */
void tries_back(struct tries *t, const struct try *what, size_t n);
/* Forgets them: an administrator lets somebody in again. */
void tries_forget(struct tries *t, const struct try *what, size_t n);

/* Writer's thread, between groups: writes what changed, drops what is over. */
bool tries_save(struct tries *t, struct app *app, int64_t at, struct err *e) MUST_USE;

#endif
