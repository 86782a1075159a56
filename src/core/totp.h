/*
 * Codes of a second factor: six digits that an app on a person's telephone and the
 * program make of the same secret and the time, another one every thirty seconds
 * (RFC 6238 with SHA-1, which is what those apps know).
 *
 * A code is taken of the step that is now, of the one before and of the one after, for
 * clocks differ; and never of a step that was taken before, so that a code looked over
 * a shoulder is worth nothing.
 */
#ifndef DUNGHEN_CORE_TOTP_H
#define DUNGHEN_CORE_TOTP_H

#include "base/str.h"

enum { TOTP_SECRET = 20, TOTP_STEP_S = 30, TOTP_DIGITS = 6, TOTP_SLACK = 1 };

/* Since 1970. */
int64_t totp_step(int64_t at);
uint32_t totp_code(const uint8_t secret[TOTP_SECRET], int64_t step);

enum totp_answer { TOTP_WRONG, TOTP_USED, TOTP_RIGHT };
/* `typed` may hold blanks, as apps show it. `last`: the step taken last; later ones are
 * taken. *step is written when it is right. */
enum totp_answer totp_check(const uint8_t secret[TOTP_SECRET], struct str typed, int64_t at,
			    int64_t last, int64_t *step);

#endif
