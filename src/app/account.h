/*
 * Accounts: a member of staff signs in with the staff key and a password, and, who has
 * one, with a code of a second factor (factor.h).
 *
 * Of a password the store keeps argon2id over an HMAC by the master key: the
 * database alone, a backup of it included, lets nobody guess. An administrator
 * gives the first one (and a new one when it is forgotten); within PASSWORD_GIVEN_S
 * it is good for choosing one's own, and for nothing else. Nothing asks for capital
 * letters or for a change every month; what everybody tries first is refused.
 *
 * What of this is an entry of the ledger: that an administrator gave a password,
 * locked or unlocked an account, took a second factor back, or ended somebody's
 * sessions, and who. Whoever gave a
 * password could have acted in that person's name until it was changed, and a lock
 * or an end explains work not done: it must not be undone unseen. One's own change,
 * signing in, wrong tries and hashes are not: they bind nobody else, and would tell
 * who was when at their desk.
 *
 * Hashing takes about 25 ms and 19 MiB, so one at a time in the whole process, on
 * the caller's thread, never the writer's. Hence two steps: prove on a worker with
 * its reader, then write on the writer's thread, which looks again whether the
 * account is as it was.
 *
 * `at` is the machine's time (world_clock).
 */
#ifndef DUNGHEN_APP_ACCOUNT_H
#define DUNGHEN_APP_ACCOUNT_H

#include "session.h"
#include "tries.h"

enum { PASSWORD_LEAST = 10, PASSWORD_GIVEN_S = 3 * 24 * 3600 };

/* ---- passwords ---- */

struct password {
	uint8_t salt[PASSWORD_SALT];
	struct hash digest;
};

/* Errors: account.short (least), account.long, account.own (the key or the name),
 * account.common. */
bool password_fit(struct str text, struct str key, struct str name, struct err *e) MUST_USE;
/* Waits for its turn. Errors: account.busy: too many wait already. */
bool password_make(struct app *app, struct str text, struct password *out,
		   struct err *e) MUST_USE;
/* Twelve letters and digits that are not mistaken for one another: "k7mq-…". */
struct str password_invent(struct arena *a);

/* ---- proving; any thread, with its own handle ---- */

struct sign_in {
	struct str key, password;
	struct str address;		/* empty: not counted (command line) */
	int64_t at;
};

struct admitted {			/* for account_enter and account_change */
	struct person_id person;
	bool one_time;
	int64_t set_at;			/* of the password that was right */
	bool factor;			/* a code of the second factor is still to come */
};

/*
 * An unknown key takes as long as a wrong password and gives the same answer.
 * Errors: account.wait (seconds), account.wrong, account.busy; only to whom the
 * password is known: account.locked, account.expired, account.no_post.
 */
bool account_prove(struct app *app, struct tries *t, const struct sign_in *in,
		   struct admitted *out, struct err *e) MUST_USE;
/*
 * The code's turn, before account_enter: it counts as wrong until that says otherwise.
 * Errors: account.wait.
 */
bool account_code(struct app *app, struct tries *t, const struct admitted *who,
		  struct str address, int64_t at, struct err *e) MUST_USE;
/* Besides, that `fresh` is fit and another one; makes it. Errors: account.same and
 * those above. */
bool account_prove_change(struct app *app, struct tries *t, const struct sign_in *in,
			  struct str fresh, struct admitted *out, struct password *made,
			  struct err *e) MUST_USE;

/* ---- the writer's thread, between groups ---- */

struct entrance {
	struct admitted who;
	struct str code;		/* if who.factor: after account_code */
	struct str address;		/* as account_code had it */
	uint64_t device;		/* session_device of the browser; 0: none */
	struct str pin;
	int64_t at;
};
/* Opens a session for who proved. Errors: account.changed, those of factor_use and of
 * session_open. t is asked for whom a code is taken of; else it may be NULL. */
bool account_enter(struct app *app, struct sessions *s, struct tries *t,
		   const struct entrance *in, struct session_token *token,
		   struct login *out, struct err *e) MUST_USE;
/* One's own new password; ends the person's sessions but `but` (0: all). Whoever
 * came by a one-time password signs in anew, with 0. Errors: account.changed. */
bool account_change(struct app *app, struct sessions *s, const struct admitted *who,
		    const struct password *made, int64_t but, int64_t at,
		    struct err *e) MUST_USE;

struct account_act {			/* an administrator's */
	struct str as, key;		/* who acts; whose account */
	int64_t at;
};
/* Gives a one-time password and ends the sessions. Errors: person.unknown,
 * right.admin. */
bool account_give(struct app *app, struct sessions *s, const struct account_act *x,
		  const struct password *made, struct err *e) MUST_USE;
/* Errors: account.is_locked, account.not_locked besides. Unlocking also forgets
 * wrong tries of that key; t may be NULL. */
bool account_lock(struct app *app, struct sessions *s, const struct account_act *x,
		  struct err *e) MUST_USE;
bool account_unlock(struct app *app, struct tries *t, const struct account_act *x,
		    struct err *e) MUST_USE;
/* Takes their second factor back and ends the sessions: the password alone is enough, or,
 * where the unit wants one, to set up another. Errors: factor.none besides. */
bool account_reset_factor(struct app *app, struct sessions *s, const struct account_act *x,
			  struct err *e) MUST_USE;
/* Ends all sessions of that person; *n counts them. Errors: account.no_session
 * besides. */
bool account_end(struct app *app, struct sessions *s, const struct account_act *x,
		 int64_t *n, struct err *e) MUST_USE;

/* ---- looking ---- */

enum account_state { ACCOUNT_NONE, ACCOUNT_ONE_TIME, ACCOUNT_EXPIRED, ACCOUNT_OWN };
const char *account_state_name(enum account_state s);	/* "none", "one_time", … */

struct account_line {
	struct person_id person;
	struct str key;
	enum account_state state;
	bool locked, employed;
	bool factor, factor_needed;	/* a second factor: is set up; is wanted */
	int64_t set_at;			/* INSTANT_NONE: never */
	struct str set_by;		/* staff key */
};
const char *account_factor_name(const struct account_line *l);	/* "set", "owed", "none" */
struct account_list {
	struct account_line *line;
	size_t n;
};
/* Everybody who has a post or a password, in the order they were added. */
bool account_list(struct app *app, struct arena *a, int64_t at, struct account_list *out,
		  struct err *e) MUST_USE;

#endif
