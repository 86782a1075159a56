/*
 * The second factor at sign-in: a code of an app on the person's telephone (core/totp.h)
 * besides the password.
 *
 * Whoever likes sets one up; who has a post in a unit for which an administrator decided
 * it (actions require_factor, lift_factor; the unit and all below it) must, and until then
 * comes no further than to setting it up. Setting up: the program offers a secret, the
 * first code of it proves that the app has it. The offer is made of the session's token,
 * so that nothing is written before it is taken and every session is offered another.
 *
 * With it come ten codes for one time each, for the day the telephone is lost. The store
 * keeps the secret sealed under a key of the master key, and of those codes hashes keyed
 * by it, so that a stolen backup signs in nobody.
 *
 * Taking somebody else's second factor back is an administrator's act and an entry of the
 * ledger (account_reset_factor); one's own setting up and ending are not (account.h).
 *
 * `at` is the machine's time (world_clock), which the telephones follow too.
 */
#ifndef DUNGHEN_APP_FACTOR_H
#define DUNGHEN_APP_FACTOR_H

#include "session.h"

#include "core/totp.h"

enum { FACTOR_CODES = 10 };

/* ---- any thread, with its own handle ---- */

struct factor {
	bool set, needed;		/* needed: a unit of theirs wants it today */
	int64_t since;
	size_t codes;			/* for one time each, that are left */
};
bool factor_of(struct app *app, struct person_id person, struct factor *out,
	       struct err *e) MUST_USE;

struct factor_offer {
	uint8_t secret[TOTP_SECRET];	/* wipe it */
};
/* The same until this session takes it. */
bool factor_offer(struct app *app, const struct login *l, struct factor_offer *out,
		  struct err *e) MUST_USE;
/* For typing: in groups of four. */
struct str factor_offer_text(struct arena *a, const struct factor_offer *o);
/* otpauth://…, as apps read it from a picture; `issuer` and `key` are what they show. */
struct str factor_offer_uri(struct arena *a, const struct factor_offer *o, struct str issuer,
			    struct str key);

/* ---- the writer's thread, between groups ---- */

struct factor_wish {
	struct login login;
	struct str code;		/* of the secret offered to it */
	int64_t at;
};
struct factor_codes {
	struct str code[FACTOR_CODES];	/* shown this once */
};
/* Takes the offer: instead of an earlier one, if there is one. Ends the person's other
 * sessions; one that could do nothing else becomes whole. Errors: factor.wrong. */
bool factor_set(struct app *app, struct sessions *s, struct arena *a,
		const struct factor_wish *w, struct factor_codes *out, struct err *e) MUST_USE;
/* One's own. Errors: factor.none; factor.needed: the unit must. */
bool factor_end(struct app *app, struct person_id person, struct err *e) MUST_USE;

/* Is this a code of that person, not used before? Then it is used, durably. Who has no
 * second factor needs none. Errors: factor.wrong, factor.used. */
bool factor_use(struct app *app, struct person_id person, struct str code, int64_t at,
		struct err *e) MUST_USE;

#endif
