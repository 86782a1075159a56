/*
 * The people of a demonstration by role: for each kind of work one person who has
 * much of it, most of them of one agency, so that a dossier can be followed from hand to
 * hand. For the table that `demo` prints and the page of one-click sign-ins.
 */
#ifndef DUNGHEN_APP_DEMO_CAST_H
#define DUNGHEN_APP_DEMO_CAST_H

#include "app.h"

enum cast_role {
	CAST_CLERK, CAST_OFFICER, CAST_HEAD, CAST_SIGNER, CAST_RECORDS, CAST_ONESTOP,
	CAST_LEADER, CAST_ADMIN, CAST_ROLES,
};

/* Sentences: what the role is called, what it can show. */
const char *cast_role_key(enum cast_role role);
const char *cast_shows_key(enum cast_role role);

struct cast_member {
	enum cast_role role;
	struct seat seat;
	struct str key, name;		/* of the person */
	int64_t held;			/* dossiers in hand or in the queue of that work */
};

struct cast {
	struct cast_member member[CAST_ROLES];	/* in the order of the roles */
	size_t n;
	const struct unit *agency;	/* or NULL */
};

/* At the app's time, in the agency with that key, else in the one whose rooms hold most.
 * Names live in `a`. */
bool demo_cast(struct app *app, struct arena *a, struct str agency, struct cast *out,
	       struct err *e) MUST_USE;

#endif
