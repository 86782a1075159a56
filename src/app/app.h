/*
 * The program without a face: an open store, the law and the organisation as
 * its ledger tells them, and the one path by which anything changes.
 *
 * A command becomes entries or a refusal in one place: check its form
 * (action.h), find what it names (resolve.h), authorise, load the stream's
 * state, let the core decide, append, project. Commands are committed in groups:
 * an answer is given only after its group is durable; a refusal leaves nothing.
 *
 * Invariants:
 *  - nothing in here decides by law: it looks up, hands over and writes down;
 *  - what stands in memory (law, organisation, cached dossiers) equals the fold
 *    of the ledger; when a group fails it is thrown away and read again;
 *  - one thread at a time uses an app (writer.h makes a queue before it).
 */
#ifndef DUNGHEN_APP_APP_H
#define DUNGHEN_APP_APP_H

#include "core/decide.h"
#include "core/law.h"
#include "core/machines.h"
#include "core/org.h"

#include "base/hash.h"

struct app;

/* ---- opening ---- */

enum app_mode { APP_PRODUCTION, APP_DEMO, APP_TEST };
enum app_access { APP_READER, APP_WRITER };

const char *app_mode_name(enum app_mode m);	/* "production", … */
bool app_mode_parse(struct str s, enum app_mode *out) MUST_USE;

struct app_options {
	const char *dir;
	enum app_access access;
	int64_t clock;		/* hand-set clock, or INSTANT_NONE: the system's */
	struct str seed;	/* of chance, or empty: the system's */
	bool rebuilding;	/* projections of another form are no hindrance */
	bool examining;		/* nor is a damaged tree: nothing will be signed. Keys
				 * must be the right ones also for a reader */
};

/* The handle lives in `a`. Errors: those of store_open; law.… and org.… when the
 * ledger's law or organisation cannot be read (ERR_CORRUPT); app.clock when a
 * production store is given a clock or a seed; app.stale when the projections
 * were written by another program (rebuild). */
bool app_open(struct arena *a, const struct app_options *o, struct app **out,
	      struct err *e) MUST_USE;
void app_close(struct app *app);		/* NULL is allowed */

struct app_birth {
	const char *dir;
	struct str name;			/* of the store, in its origin */
	enum app_mode mode;
	struct str seed;			/* demo and test: keys and chance */
	struct str admin;			/* key of the first administrator */
	int64_t at;				/* demo, test; INSTANT_NONE: now */
	const struct law_source *law;		/* files of law/ */
	size_t laws;
};

/*
 * Makes a store: entry 0, the law file by file, the organisation object by
 * object, the first administrator at the unit the law's organisation names
 * first. Opens it as writer. Errors: store.exists, law.…, org.…, app.admin,
 * app.seed (a seed for a production store).
 */
bool app_create(struct arena *a, const struct app_birth *b, struct app **out,
		struct err *e) MUST_USE;

/* ---- what it knows ---- */

enum app_mode app_mode_of(const struct app *app);
const struct law *app_law(const struct app *app);
const struct org *app_org(const struct app *app);
int64_t app_now(const struct app *app);
/* A reader: the last entry of the moment it looks at. */
int64_t app_seen(const struct app *app);
struct app_last {
	int64_t seq, at;
};
bool app_last(struct app *app, struct app_last *out, struct err *e) MUST_USE;
/* Bytes nobody can guess (from the seed in a seeded store). */
void app_random(struct app *app, void *p, size_t n);
/* RFC 6962 root over all entries. */
bool app_root(struct app *app, struct hash *out, struct err *e) MUST_USE;
/* Keeps a file in the store; the same bytes are kept once. */
bool app_file_put(struct app *app, struct str bytes, struct hash *out,
		  struct err *e) MUST_USE;
/* Store, for the benchmark's trace only. */
struct store *app_store(struct app *app);

/* ---- commands and answers ---- */

struct command {
	struct str key;			/* ≤ LIMIT_KEY of [A-Za-z0-9._:-] */
	struct str as;			/* key or id of the person */
	struct str verb;		/* `do`: the action's name */
	const struct json *args;	/* an object */
	int64_t at;			/* INSTANT_NONE: the writer's time */
	bool by_form;			/* of a browser: not every file of the store is theirs */
	struct machine where;		/* of a browser; of all others zeros (core/machines.h) */
};

/* One line of commands (formats, "Commands, answers, exits"). The tree lives in
 * `a`; *key is set as soon as it is known, also on failure. Errors: json.…,
 * line.long, command.object, command.member (name), command.missing (name),
 * command.key (value), command.type (name). */
bool command_parse(struct arena *a, struct str line, struct command *out, struct str *key,
		   struct err *e) MUST_USE;

struct answer {
	struct str key;			/* empty: unknown */
	bool ok;
	bool repeated;			/* the key was accepted before */
	int64_t first, last;		/* entries */
	int64_t at;
	const struct json *made;	/* more members: dossier, code, children, … */
	struct err err;			/* when not ok */
};

/* Appends the answer as one line of JSON without the line's end. */
void answer_write(struct buf *b, struct arena *a, const struct answer *ans);

/*
 * Runs commands as one group; answer[i] belongs to command[i] and lives in `a`.
 * Never fails as a whole: if the commit does, the commands are tried one by one
 * and those that fail again answer with that error (ERR_IO, …).
 */
void app_group(struct app *app, struct arena *a, const struct command *const *command,
	       size_t n, struct answer *answer);
/* A group of one. */
void app_act(struct app *app, struct arena *a, const struct command *command,
	     struct answer *answer);

/* What the command with this key answered when it was accepted; readers may ask. */
bool app_answered(struct app *app, struct arena *a, struct str key, struct answer *out,
		  bool *found, struct err *e) MUST_USE;

/* Between groups: brings the write-ahead log back into the store when it has
 * grown. Never fails; what can't be done now is done later. Made of: has it
 * grown; move what can be moved (from the second time on by any thread, while the
 * writer works); wait between groups when it has grown far (formats, Writer). */
void app_breathe(struct app *app);
bool app_wide(const struct app *app);
int64_t app_log_bytes(const struct app *app);
void app_tidy(struct app *app);
void app_pause(struct app *app);

/* For demo and test stores that are being filled (store.h): between the two a
 * commit waits for no disk. */
bool app_sync_off(struct app *app, struct err *e) MUST_USE;
bool app_sync_on(struct app *app, struct err *e) MUST_USE;

/* ---- keeping up (readers) ---- */

/*
 * Until app_looked the reader sees one moment of the store, with law, organisation
 * and folded dossiers brought up to it. `now` is the clock of whoever serves; it is
 * used by demo and test stores only, the others have the system's. On failure
 * nothing is looked at, and the next look reads everything anew.
 */
bool app_look(struct app *app, int64_t now, struct err *e) MUST_USE;
void app_looked(struct app *app);
/* Who asks waits no longer than until then (world_ticks_us): what is read after it is
 * refused as db.slow. For this look; 0: none. */
void app_look_until(struct app *app, int64_t us);
/* The same moment for one more who asks: only the clock goes on. */
void app_look_on(struct app *app, int64_t now);

/*
 * Names in views point to where the reader has read law and organisation. A later look
 * may read them anew (new law, or after a failed one), perhaps while another thread
 * still shows the view: whoever keeps a view beyond app_looked holds the frame it was
 * made in. To be held by the reader's own thread, while it looks; let go by any.
 */
struct frame;
struct frame *app_hold_frame(struct app *app);
void frame_let_go(struct frame *f);

/* ---- time ---- */

/* Sets the clock by hand from now on (demo and test stores; app.clock). */
bool app_set_clock(struct app *app, int64_t at, struct err *e) MUST_USE;

/* The next moment after `after` at which time itself does something, or
 * INSTANT_NONE. */
bool app_next_tick(struct app *app, int64_t after, int64_t *out, struct err *e) MUST_USE;
/* What time does up to now: dossiers whose moment has come, holders on leave or
 * gone. Idempotent. *entries counts what was written. */
bool app_tick(struct app *app, int64_t *entries, struct err *e) MUST_USE;
/* Moves a hand-set clock to `at`, stopping at every moment on the way; needs a
 * clock set by hand (app.clock). A moment before now: app.backward. */
bool app_advance(struct app *app, int64_t at, int64_t *entries, struct err *e) MUST_USE;
/* Before a command with a time of its own (demo and test stores): what time does
 * until then. Time stands still for one that is answered without it: a key that
 * was accepted before, a command whose form is wrong. */
bool app_reach(struct app *app, const struct command *c, struct err *e) MUST_USE;

#endif
