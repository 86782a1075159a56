/*
 * A right password on its way to the code of the second factor.
 *
 * Between the two nobody is signed in: what was proved waits in the page that asks for
 * the code, sealed under a key of the process, with the PIN that was wished. So whoever
 * has the password alone has no session that could be found, kept, or push the person's
 * own ones out. Good for PROOF_S seconds and while the account stays as it was
 * (account_enter); it may be shown again with another code.
 */
#ifndef DUNGHEN_APP_PROOF_H
#define DUNGHEN_APP_PROOF_H

#include "account.h"

enum { PROOF_S = 300 };

struct str proof_seal(struct arena *a, const uint8_t key[KEY_SIZE], const struct entrance *in,
		      int64_t at);
/* *out: who, and the PIN in the arena. False: not sealed by that key, or too old. */
bool proof_open(struct arena *a, const uint8_t key[KEY_SIZE], struct str text, int64_t at,
		struct entrance *out) MUST_USE;

#endif
