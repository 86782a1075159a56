/*
 * The inside of an app, for the files of this folder only.
 *
 * One command goes through a `struct passage`: filled from the line (resolve.c),
 * decided (act.c), written (record.c). It lives in the command's arena; nothing
 * of it survives the group.
 */
#ifndef DUNGHEN_APP_APP_INT_H
#define DUNGHEN_APP_APP_INT_H

#include "action.h"
#include "app.h"
#include "erase.h"
#include "world.h"

#include "store/store.h"

#include <stdatomic.h>

enum { SHOWN_PHONE = 24 };

/* A dossier's state as the fold left it, in an arena of its own. */
struct cached {
	int64_t id;			/* 0: free */
	uint64_t used;			/* for the oldest to go first */
	int64_t seen;			/* the ledger's last entry when its stream was read */
	struct arena arena;
	struct dossier dossier;
	struct arena told;		/* where its entries lie, once somebody asked */
	struct entry *entry;
	size_t entries, room;
	int64_t phone_seen;		/* contact.c: the ledger's last entry when this was so */
	size_t phone_n;
	char phone[SHOWN_PHONE];	/* masked: where word goes */
};

enum { CACHE_WAYS = 4, CACHE_SETS = 256, CACHE_CODES = 4096 };

struct cache {
	struct arena home;
	struct cached *set[CACHE_SETS];	/* CACHE_WAYS each, or NULL: not used yet */
	uint64_t clock;
	size_t told;			/* bytes of all entries kept */
	int64_t by_code[CACHE_CODES];	/* ids, at the place of their code's hash */
};

/* inbox.c: what a unit has in hand, as of the ledger's entry `seen`. */
enum { UNIT_LOADS = 64 };
struct unit_load {
	int64_t unit;			/* 0: none */
	int64_t seen, held, untaken, persons;
};

struct app {
	struct arena *home;		/* where the handle lives */
	struct frame *frame;		/* where law and org stand */
	struct arena scratch;
	struct store *store;
	enum app_access access;
	enum app_mode mode;
	struct world world;
	struct { int64_t clock, awake; } opened;	/* timepiece.h */
	struct law law;
	struct org org;
	struct cache cache;
	bool adrift;			/* the organisation is not the ledger's: see app_sound */
	int32_t digest_day;		/* the letters of that civil day are written */
	int64_t org_ticked_at;		/* leave and assignments are done up to here */
	struct erasure *erasure;	/* as the ledger tells them; in frame->org */
	size_t erasures, erasures_cap;
	int64_t access_kept;		/* last row of the access table in an entry */
	struct unit_load load[UNIT_LOADS];
	struct masked *masked;		/* label.c: names seen before, masked; or NULL */
	int64_t seen;			/* a reader: law and organisation are read up to here */
	struct arena staff_arena;
	struct imap staff;		/* person → struct str: names opened so far */
	int64_t pause_at;		/* app_pause: log bytes below which nobody waits */
	struct arena machines_arena;
	struct imap machines;		/* person → struct machines: where they acted last */
};

/* app.c: an app without a store yet. */
struct app *app_new(struct arena *a, enum app_access access);
/* Is that the seed of the key that entry 0 names? Errors: store.other_key. */
bool app_log_key(struct app *app, const uint8_t seed[KEY_SIZE], struct err *e) MUST_USE;

/* ---- frame.c: law and organisation as the ledger tells them ---- */

/* Views point into it. One that somebody holds stays as it is when the app reads anew;
 * the last to let go of it gives its memory back. */
struct frame {
	struct arena home;		/* where this stands itself */
	struct arena law, org;
	atomic_int holders;		/* the app is one */
};
struct frame *frame_new(void);

bool frame_load(struct app *app, struct err *e) MUST_USE;
/* What came after `seen`; everything anew when the law changed. */
bool frame_follow(struct app *app, struct err *e) MUST_USE;
/* Only the organisation, after a failed group. */
bool frame_reload_org(struct app *app, struct err *e) MUST_USE;
/* The files of law/ as they stand last in the ledger. */
bool frame_law_files(struct app *app, struct arena *a, struct law_source **out, size_t *n,
		     struct err *e) MUST_USE;
/* Entry 0 of the store. Errors: app.empty. */
bool frame_birth(struct app *app, struct arena *a, struct entry *out,
		 struct err *e) MUST_USE;

/* follow.c: a reader's first reading, of one moment. */
bool follow_start(struct app *app, struct err *e) MUST_USE;

/* ---- cache.c: dossiers folded from their streams ---- */

void cache_init(struct cache *c);
void cache_done(struct cache *c);
void cache_clear(struct cache *c);		/* forgets all */
void cache_drop(struct cache *c, struct dossier_id id);
/* The state of a dossier, from the cache or its stream. It may be changed by
 * dossier_apply only; whoever leaves it half changed drops it. Valid until the
 * next cache call for another dossier of the group may push it out: at most
 * CACHE_WAYS - 1 such calls. Errors: dossier.unknown. */
bool cache_load(struct app *app, struct dossier_id id, struct dossier **out,
		struct err *e) MUST_USE;
/* The same by its code, which a dossier keeps for life; false when it is not at hand. */
struct dossier *cache_by_code(struct app *app, struct str code);
void cache_coded(struct app *app, const struct dossier *d);
/* Its entries, parsed once: a page asks for them several times. They live as long as
 * the state of cache_load, and no longer than until the entries of others are asked
 * for. Errors: dossier.unknown. */
struct entry_list;
bool cache_entries(struct app *app, struct dossier_id id, struct entry_list *out,
		   struct err *e) MUST_USE;
/* Its place, while it is at hand; or NULL. */
struct cached *cache_at(struct app *app, struct dossier_id id);
/* A place for a dossier that has no entry yet. */
struct dossier *cache_make(struct app *app, struct dossier_id id);

/* matter.c: the state of a matter, folded from its stream in the arena. Errors:
 * matter.unknown. */
bool matter_load(struct app *app, struct arena *a, struct matter_id id, struct matter **out,
		 struct err *e) MUST_USE;

/* ---- one command ---- */

/* A text on its way: the core sees a stand-in (64 hex digits of the salt);
 * once the entry's kind is known, its commitment takes the place. */
struct secret {
	struct str value;
	uint8_t salt[KEY_SIZE];
	char stand_in[HASH_HEX];
	struct str label;		/* set when an entry uses it; else unused */
	struct hash commitment;
	struct vault_owner owner;
};

/* Somebody of outside named by a command. */
struct newcomer {
	struct subject_id id;
	const struct json *object;	/* {"name",…} */
	struct str number;		/* identity number, or empty */
	bool known;			/* was found by it */
	struct str value;		/* the object's bytes, sealed with the salt */
	uint8_t salt[KEY_SIZE];
};

enum { SECRETS_MOST = 12, NEWCOMERS_MOST = 4 };

/* signal_tell.c: a signal about to be told (rule 34). */
struct told {
	struct signal s;
	struct unit_id unit;
	int64_t common;			/* of what only several show (core/detect.h) */
	struct seat seat;		/* who is asked to reply */
};

struct passage {
	struct app *app;
	struct passage *outer;		/* of a child: its bundle's, whose newcomers it shares */
	struct arena *a;
	const struct command *command;
	const struct action *action;
	int64_t at;
	struct person_id actor;
	struct hash digest;

	struct json *args;		/* for the core: ids, commitments */
	struct dossier_id dossier;	/* target, or v 0 */
	struct matter_id matter;	/* target, or v 0 */
	int64_t target_id;		/* unit or person */
	struct secret secret[SECRETS_MOST];
	size_t secrets;
	struct newcomer newcomer[NEWCOMERS_MOST];
	size_t newcomers;

	int64_t ahead;			/* entries drafted before, by a dry run only */
	struct dossier *d;
	const struct dossier *before;	/* its rows in the store, or NULL */
	struct matter *m;		/* of the target, or NULL */
	const struct told *told;	/* by time itself, or NULL */
	struct decide decide;
	struct entry *entry;		/* the drafts, numbered */
	struct str *bytes;
	size_t entries;
};

/* resolve.c: fills args, dossier, target_id, secrets, newcomers. Errors:
 * unit.unknown, person.unknown, dossier.unknown, subject.unknown, file.unknown. */
bool resolve_args(struct passage *p, const struct json *args, struct err *e) MUST_USE;
bool resolve_person(struct app *app, struct str ref, struct person_id *out,
		    struct err *e) MUST_USE;
bool resolve_unit(struct app *app, struct str ref, struct unit_id *out,
		  struct err *e) MUST_USE;
bool resolve_dossier(struct app *app, struct arena *a, struct str ref,
		     struct dossier_id *out, struct err *e) MUST_USE;

/* given.c: what depends on the whole store. */
bool given_find(struct passage *p, struct decide_given *out, struct err *e) MUST_USE;
/* Would taking it now pass over another one of the same queue that is due before? */
bool given_out_of_turn(struct app *app, struct arena *a, const struct dossier *d, bool *out,
		       struct err *e) MUST_USE;

/* signal_tell.c: the same for signals: whoever had a hand in their dossiers; praise that
 * waits to be confirmed. */
bool given_signal(struct passage *p, struct decide_given *out, struct err *e) MUST_USE;

/* act.c: a failure of the engine is not the command's fault. */
bool engine_failed(const struct err *e);
/* act.c: after a failed group the organisation is read again; until that succeeds
 * nothing may be decided by it. Whoever begins something asks first. */
bool app_sound(struct app *app, struct err *e) MUST_USE;

/* act.c: authorise, load, decide. On a refusal nothing is left behind. */
bool passage_decide(struct passage *p, struct err *e) MUST_USE;
/* A dry run of the command: all of its path up to writing. What p->d says then is
 * nowhere else; whoever is done with it drops p->dossier from the cache, refused or
 * not. Readers too. */
bool passage_try(struct passage *p, struct err *e) MUST_USE;
/* The same for a function that is no action (ticks, RIGHT_NONE: nobody asks);
 * p->d may be NULL. */
bool passage_run(struct passage *p, decide_fn *fn, enum right right,
		 struct err *e) MUST_USE;

/* record.c: numbers the drafts, puts commitments in, makes the bytes. Errors:
 * entry.long, command.entries. */
bool passage_seal(struct passage *p, struct err *e) MUST_USE;
/* Writes it all; any failure means the group is broken. */
bool passage_write(struct passage *p, struct err *e) MUST_USE;
/* An entry of the system itself, numbered here: law, access. Needs an open group. */
bool record_own(struct app *app, struct arena *a, struct entry *en, struct err *e) MUST_USE;
/* two_machines.c: an accepted act, by its first entry: was one account at two machines, an
 * entry says so. Needs the open group. What is remembered for it goes with a failed one. */
bool two_machines_note(struct passage *p, int64_t first, struct err *e) MUST_USE;
void two_machines_forget(struct app *app);
/* The command's row; `first` and `last` are its entries. */
bool command_record(struct app *app, const struct command *c, struct hash digest,
		    int64_t first, int64_t last, int64_t at, struct err *e) MUST_USE;

/* bundle.c: a bundle's children one by one, then its own entry. */
bool bundle_receive(struct passage *p, int64_t *first, int64_t *last, bool *broken,
		    struct err *e) MUST_USE;

/* command.c: at most LIMIT_KEY of [A-Za-z0-9._:-], and not empty. */
bool command_key_good(struct str key);

/* answer.c: members of an accepted command's answer, from its entries. */
struct made {
	struct arena *a;
	struct json *object;
	struct json *children;
};
void made_init(struct made *m, struct arena *a);
void made_entry(struct made *m, const struct entry *en);

/* erase.c: an erasure as the ledger tells it; then whatever of it is not yet done
 * (writers only, not within a group). */
bool erase_note(struct app *app, const struct entry *en, struct err *e) MUST_USE;
bool erase_finish(struct app *app, struct err *e) MUST_USE;

/* Whether the newest calendar reaches that far: nothing can be reckoned beyond. */
bool time_reckoned(const struct app *app, int64_t at, struct err *e) MUST_USE;
/* read.c: the access table's rows of hours that are over become an entry. */
bool access_tick(struct app *app, int64_t at, int64_t *entries, struct err *e) MUST_USE;
/* The rows an entry speaks of are as they were. Errors: verify.access. */
bool access_check(struct app *app, const struct entry *en, struct err *e) MUST_USE;

/* The writer's time: never before the last entry. */
bool writer_time(struct app *app, int64_t *out, struct err *e) MUST_USE;

#endif
