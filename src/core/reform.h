/*
 * Units that end, and who goes on with what they had (law.md 8): units merge, are
 * divided, vanish; n:m, each succession with a scope.
 *
 *   all             everything
 *   part, territory a share of it: which dossier goes where is for people to say
 *   procedure:CODE  the dossiers of that procedure
 *   archive         what is closed, and nothing in hand
 *
 * What is in hand passes by an act on each dossier (succeed_dossier) with the minutes that
 * say so: dues stay, minutes already spent stay with who spent them.
 */
#ifndef DUNGHEN_CORE_REFORM_H
#define DUNGHEN_CORE_REFORM_H

#include "org.h"

enum { SUCCESSORS_MOST = 32 };

bool reform_scope_known(struct str scope);

/* Which agency goes on with a procedure's dossiers of `old`, as of a day. */
struct reform_choice {
	struct unit_id unit;		/* v 0: none is recorded */
	size_t among;			/* so many could: more than one is for people to say */
};
struct reform_choice reform_choose(const struct org *o, struct unit_id old,
				   struct str procedure, struct day d);
/* Is that one among its successors, in whatever way? */
bool reform_succeeds(const struct org *o, struct unit_id old, struct unit_id now, struct day d);

/* The agency a unit belongs to, or belonged to on its last day; or NULL. */
const struct unit *reform_agency(const struct org *o, const struct unit *u, struct day d);

/* Has it ended, or the agency it belongs to? */
bool reform_ended(const struct org *o, const struct unit *u, struct day d);

/* The unit that does what `u` did, once `agency` goes on with the dossier: `u` itself while
 * it lasts there; a successor of its own; the unit of `agency` with the same ending of the key
 * ("x25201.vhxh", "25195": "25195.vhxh"); else the agency itself. */
const struct unit *reform_place(const struct org *o, const struct unit *u,
				const struct unit *agency, struct day d);

#endif
