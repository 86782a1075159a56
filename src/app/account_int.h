/*
 * Between password.c and account.c.
 */
#ifndef DUNGHEN_APP_ACCOUNT_INT_H
#define DUNGHEN_APP_ACCOUNT_INT_H

#include "account.h"

/* One hash at a time: waits for its turn, unless too many do (account.busy). */
bool hash_turn(struct err *e) MUST_USE;
void hash_turn_over(void);
/* Within a turn. */
bool password_digest(struct app *app, struct str text, const uint8_t salt[PASSWORD_SALT],
		     struct hash *out, struct err *e) MUST_USE;

#endif
