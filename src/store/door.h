/*
 * The ops rows behind signing in: accounts, second factors, sessions,
 * tokens of programs, wrong tries.
 * Plain rows; what they mean stands in app (account.h, factor.h, session.h,
 * token.h, tries.h).
 *
 * Whatever writes needs an open group.
 */
#ifndef DUNGHEN_STORE_DOOR_H
#define DUNGHEN_STORE_DOOR_H

#include "store.h"

/* A key of the store's own for one use, derived from the master key: `use` is
 * "password", "tries", … Errors: those of reading the master key. */
bool store_own_key(struct store *s, const char *use, uint8_t out[KEY_SIZE],
		   struct err *e) MUST_USE;

struct account_row {
	struct person_id person, set_by;
	bool has_password;
	uint8_t salt[PASSWORD_SALT];
	struct hash digest;
	int64_t set_at;
	int64_t expires_at;		/* INSTANT_NONE: not a one-time password */
	int64_t locked_at;		/* INSTANT_NONE: not locked */
};
bool store_account_put(struct store *s, const struct account_row *row, struct err *e) MUST_USE;
/* Who has no row has neither a password nor a lock: *out says so. */
bool store_account(struct store *s, struct person_id person, struct account_row *out,
		   struct err *e) MUST_USE;

enum { FACTOR_SEALED = SEAL_NONCE + 20 + SEAL_TAG, FACTOR_RECOVERY = 10 };
struct factor_row {
	struct person_id person;
	uint8_t secret[FACTOR_SEALED];
	int64_t since, step;
	struct hash recovery[FACTOR_RECOVERY];
	size_t recoveries;		/* that are left */
};
bool store_factor_put(struct store *s, const struct factor_row *row, struct err *e) MUST_USE;
bool store_factor_drop(struct store *s, struct person_id person, struct err *e) MUST_USE;
bool store_factor(struct store *s, struct person_id person, struct factor_row *out,
		  bool *found, struct err *e) MUST_USE;

struct session_row {
	int64_t no;
	struct hash token;		/* of the token */
	uint8_t secret[KEY_SIZE];
	struct person_id person, seat_behalf;
	int64_t how, opened_at, seen_at;
	struct unit_id seat_unit;	/* v 0: none chosen */
	struct post seat_post;
	bool has_pin, parked;
	struct hash pin;
	int64_t pin_wrong;
	int64_t device;			/* a keyed hash; 0: not known */
};
bool store_session_put(struct store *s, const struct session_row *row, struct err *e) MUST_USE;
bool store_session_drop(struct store *s, int64_t no, struct err *e) MUST_USE;
bool store_session_clear(struct store *s, struct err *e) MUST_USE;
/* All of them, by number. */
typedef bool session_row_fn(void *ctx, const struct session_row *row, struct err *e);
bool store_sessions(struct store *s, session_row_fn *fn, void *ctx, struct err *e) MUST_USE;

struct token_row {
	int64_t no;
	struct hash digest;		/* of the token */
	struct person_id person, made_by;	/* person v 0: the portal */
	struct str scopes, program;	/* in the caller's arena */
	int64_t made_at, ends_at;
	int64_t revoked_at;		/* INSTANT_NONE: not */
};
/* Of one that is there only revoked_at changes. */
bool store_token_put(struct store *s, const struct token_row *row, struct err *e) MUST_USE;
bool store_token_clear(struct store *s, struct err *e) MUST_USE;
bool store_token(struct store *s, struct arena *a, struct hash digest, struct token_row *out,
		 bool *found, struct err *e) MUST_USE;
/* All of them, by number. */
typedef bool token_row_fn(void *ctx, const struct token_row *row, struct err *e);
bool store_tokens(struct store *s, struct arena *a, token_row_fn *fn, void *ctx,
		  struct err *e) MUST_USE;

enum { ATTEMPT_WHO = 16 };
struct attempt_row {
	uint8_t who[ATTEMPT_WHO];
	int64_t kind, wrong, last_at, blocked_until;
};
bool store_attempt_put(struct store *s, const struct attempt_row *row, struct err *e) MUST_USE;
bool store_attempt_drop(struct store *s, const uint8_t who[ATTEMPT_WHO],
			struct err *e) MUST_USE;
/* Drops the rows of a kind whose last try was before that. */
bool store_attempt_age(struct store *s, int64_t kind, int64_t before, struct err *e) MUST_USE;
typedef bool attempt_row_fn(void *ctx, const struct attempt_row *row, struct err *e);
bool store_attempts(struct store *s, attempt_row_fn *fn, void *ctx, struct err *e) MUST_USE;

#endif
