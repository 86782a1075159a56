/*
 * Who is signed in.
 *
 * A session is a random token of 256 bits in the browser's cookie; the store and
 * memory keep its hash only. It ends after SESSION_IDLE_S without a request, after
 * SESSION_WHOLE_S whatever happens, when it is closed, when its person's password
 * is given anew or the account locked, and when the person's last assignment ends:
 * each request asks seat_now with the organisation of that moment.
 *
 * The table stands in memory, shared by all threads behind a lock that is never
 * held over the disk. Opening and closing are durable before they are answered and
 * run on the writer's thread; what changes with every request (last seen, seat,
 * PIN) is written by session_save now and then.
 *
 * A shared desk: several sessions live in one browser, one of them active, the
 * others parked. Parking is known to the server, so that a parked token opens
 * nothing, and it asks for a PIN of six digits that its owner set when signing in
 * (only to somebody with the password). Three wrong PINs end the session: it takes
 * the password again. Without a PIN there is no parking: the next one signs in anew.
 * Their tokens are a cookie of their own: `struct parked`.
 *
 * A browser the office signs in from has a random token of its own besides, for as long
 * as it keeps it. The session remembers a short hash of it, by a key of the store's and
 * the person's number: that it is the same machine as in another session of theirs, and
 * nothing else. Neither the token nor an address is kept (core/machines.h).
 *
 * Times are the machine's (world_clock), in a demo too, whose own clock jumps;
 * org questions take the store's time.
 */
#ifndef DUNGHEN_APP_SESSION_H
#define DUNGHEN_APP_SESSION_H

#include "app.h"
#include "seat.h"

#include "base/limits.h"

enum { SESSION_IDLE_S = 8 * 3600, SESSION_WHOLE_S = 12 * 3600, SESSION_PIN_TRIES = 3 };

enum { OWNER_SIZE = 16, OWNER_TEXT = 2 * OWNER_SIZE + 1 };

enum session_how {
	SESSION_PASSWORD = 1,
	SESSION_ONE_TIME = 2,	/* a password given by somebody else: it may only be changed */
	SESSION_DEMO = 3,	/* by one click, in demo stores */
	SESSION_SETUP = 4,	/* the unit wants a second factor: it may only be set up */
};

enum session_state { SESSION_NONE, SESSION_ACTIVE, SESSION_PARKED };

struct session_token {
	uint8_t b[KEY_SIZE];
};

/* One session, as a copy: whoever holds it may go on while it ends. */
struct login {
	int64_t no;			/* for lists and closing */
	struct person_id person;
	enum session_how how;
	int64_t opened_at, seen_at;
	struct seat_choice seat;	/* as chosen; seat_now says what it is worth */
	bool has_pin, parked;
	uint64_t device;		/* session_device of its browser; 0: not known */
	int32_t came;			/* so often taken up again after parking, since the start */
	struct hash token;		/* hash of the token */
	uint8_t secret[KEY_SIZE];	/* of its form tokens */
	uint8_t owner[OWNER_SIZE];	/* tells pages whose they are; see session_owner */
};

struct sessions;

/* Lives in `a`; reads the stored ones that have not ended. */
bool sessions_open(struct arena *a, struct app *app, int64_t at, struct sessions **out,
		   struct err *e) MUST_USE;
void sessions_close(struct sessions *s);	/* NULL is allowed */

/* ---- any thread ---- */

/* The session of a token; an active one counts as seen. Nothing is allotted. */
enum session_state session_find(struct sessions *s, const struct session_token *token,
				int64_t at, struct login *out);
/* The browser with that token, as sessions of this person remember it; never 0. */
uint64_t session_device(const struct sessions *s, struct person_id person,
			const struct session_token *browser);
/* Those of a person, of everybody with v 0: by number. */
struct session_list {
	struct login *login;
	size_t n;
};
void session_list(struct sessions *s, struct arena *a, struct person_id person, int64_t at,
		  struct session_list *out);
/* Whoever asks has seen that the seat is good. */
void session_choose(struct sessions *s, int64_t no, struct seat_choice seat);

/* Six digits, not all the same and not in a row. Errors: session.pin_form,
 * session.gone. */
bool session_set_pin(struct sessions *s, int64_t no, struct str pin, struct err *e) MUST_USE;
/* Errors: session.no_pin, session.gone. */
bool session_park(struct sessions *s, int64_t no, int64_t at, struct err *e) MUST_USE;
/* The parked session becomes the active one again. Errors: session.pin (left: tries
 * that remain), session.gone (ended, perhaps by this wrong PIN). */
bool session_unpark(struct sessions *s, const struct session_token *token, struct str pin,
		    int64_t at, struct login *out, struct err *e) MUST_USE;
/* One goes, another comes back, in one step: the active session `leave` is parked and
 * the parked one of `token` is active, or everything is as before but for a wrong PIN
 * that counts. Errors: those of both. */
struct session_swap {
	int64_t leave, at;
	struct session_token token;
	struct str pin;
};
bool session_swap(struct sessions *s, const struct session_swap *w, struct login *out,
		  struct err *e) MUST_USE;

/*
 * Whose a page is: the same text for all sessions of a person, another for everybody
 * else, and it tells nobody who it is. What a browser keeps for a person at a shared
 * desk goes by it.
 */
const char *session_owner(const struct login *l, char out[OWNER_TEXT]);

/* The token of forms: HMAC over the session's token hash, by its own secret; then
 * whose form it is. */
enum { FORM_TOKEN_TEXT = HASH_HEX + OWNER_TEXT };
const char *session_form_token(const struct login *l, char out[FORM_TOKEN_TEXT]);
bool session_form_good(const struct login *l, struct str given);
/* It was given to the same person, perhaps in a session that has ended. */
bool session_form_own(const struct login *l, struct str given);

/* ---- cookies ---- */

/* 64 hex digits in lower case, nothing else. */
const char *session_token_text(const struct session_token *token, char out[HASH_HEX]);
bool session_token_read(struct str text, struct session_token *out) MUST_USE;

/* The parked tokens of one browser, joined by '.'. */
struct parked {
	struct session_token token[LIMIT_PARKED];
	size_t n;
};
enum { PARKED_TEXT = LIMIT_PARKED * HASH_HEX };
/* What is no token is left out, so are repetitions and those beyond LIMIT_PARKED. */
void parked_read(struct str text, struct parked *out);
const char *parked_text(const struct parked *d, char out[PARKED_TEXT]);
/* A new one goes in front and pushes the last one out. */
void parked_put(struct parked *d, const struct session_token *token);
void parked_take(struct parked *d, const struct session_token *token);

/* ---- the writer's thread, between groups ---- */

struct session_wish {
	struct person_id person;
	enum session_how how;		/* not SESSION_DEMO */
	int64_t at;
	struct str pin;			/* empty: none */
	uint64_t device;
};
/* Errors: session.full, session.pin_form. */
bool session_open(struct app *app, struct sessions *s, const struct session_wish *wish,
		  struct session_token *token, struct login *out, struct err *e) MUST_USE;
/* Without a password, whatever `how` says. Errors: session.demo: this is no demo store. */
bool session_open_demo(struct app *app, struct sessions *s, const struct session_wish *wish,
		       struct session_token *token, struct login *out, struct err *e) MUST_USE;
/* One that could only set up a second factor may do everything from now on. */
bool session_raise(struct app *app, struct sessions *s, int64_t no, struct err *e) MUST_USE;
/* Gone from memory at once, from the store before the answer; also when the disk
 * fails, which is then said. One that is not there is closed already. */
bool session_close(struct app *app, struct sessions *s, int64_t no, struct err *e) MUST_USE;
/* All of a person's but one (0: all). *n counts them. */
bool session_close_person(struct app *app, struct sessions *s, struct person_id person,
			  int64_t but, int64_t *n, struct err *e) MUST_USE;
/* Writes what changed, ends what is over and whose person has no post any more. */
bool session_save(struct app *app, struct sessions *s, int64_t at, struct err *e) MUST_USE;

#endif
