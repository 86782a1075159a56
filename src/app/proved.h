/*
 * Citizens who prove who they are (rule 41): by a code of six digits, sent to the contact
 * given at reception, they open what lies behind one dossier: its papers, what is said of
 * them, who has looked, and the changes they may make. A receipt found in the street opens
 * nothing of it.
 *
 * A code is good once, for PROOF_CODE_S, and stands in the store as a keyed hash; the newest
 * of a dossier and use replaces the one before. It can be asked for every PROOF_AGAIN_S and
 * PROOF_DAY times a civil day. Wrong ones are counted by whoever takes them (TRY_PROOF,
 * tries.h): five a day for a dossier.
 *
 * What a code opens is a session of that dossier alone, for PROOF_SESSION_S, a token in the
 * browser of which the store keeps the hash. It is none of staff's: no person has it, and the
 * acts done in it are the citizen's own (core/decide_citizen.c), which check it again.
 *
 * A new contact must be proved by a code sent to it as well, bound to that very contact.
 *
 * Times are the machine's (world_clock). A restored store knows no codes and no sessions.
 */
#ifndef DUNGHEN_APP_PROVED_H
#define DUNGHEN_APP_PROVED_H

#include "contact.h"
#include "session.h"

#include "base/text.h"

enum { PROOF_DIGITS = 6, PROOF_CODE_S = 600, PROOF_SESSION_S = 1800, PROOF_AGAIN_S = 60 };
enum { PROOF_DAY = 5, PROOF_TOLD_S = 2 * 86400 };

/* ---- the writer's thread ---- */

struct proof_ask {
	struct str dossier;		/* code or id */
	enum contact_way way;
	struct str contact;		/* a new one, to be proved; empty: the one on record */
	enum text_lang lang;
	int64_t at;
};
/* Makes a code and has it sent. Errors: dossier.unknown, proved.no_contact, proved.soon
 * (seconds), proved.many, contact.value. */
bool proof_send(struct app *app, struct arena *a, const struct proof_ask *q,
		struct err *e) MUST_USE;

/* The code of the contact on record opens a session and is used up. Errors:
 * dossier.unknown, proved.wrong. */
bool proof_enter(struct app *app, struct arena *a, struct str dossier, struct str code,
		 int64_t at, struct session_token *out, struct err *e) MUST_USE;
/* One that is not there has ended already. */
bool proof_leave(struct app *app, const struct session_token *token, struct err *e) MUST_USE;

/* After a change of contact (command `change_contact`): its code is used up, whoever was at
 * the old one is told, and every other session of the dossier ends. */
struct proof_change {
	struct str dossier;
	struct str old;			/* as messages are sent to it; empty: there was none */
	enum contact_way way;
	struct session_token token;	/* of whoever made it */
	enum text_lang lang;
	int64_t at;
};
bool proof_changed(struct app *app, struct arena *a, const struct proof_change *c,
		   struct err *e) MUST_USE;

/* ---- any reader ---- */

/* Until when is this text the token of an open session of that dossier? INSTANT_NONE: it
 * is none. */
bool proof_holds(struct app *app, struct dossier_id id, struct str token, int64_t at,
		 int64_t *until, struct err *e) MUST_USE;
/* Is this code the one that was sent to this new contact? */
bool proof_fits(struct app *app, struct arena *a, struct dossier_id id, enum contact_way way,
		struct str contact, struct str code, int64_t at, bool *fits,
		struct err *e) MUST_USE;
/* The dossier of a code with its contacts, for the page that asks. Errors:
 * dossier.unknown. */
struct proof_place {
	struct dossier_id id;
	struct str code;
	struct contacts contacts;
	struct str receiving;		/* unit */
};
bool proof_place(struct app *app, struct arena *a, struct str dossier, int64_t at,
		 struct proof_place *out, struct err *e) MUST_USE;

#endif
