/*
 * The store: one folder with the ledger, its projections, the vault, the keys
 * and the content-addressed files. (design: formats, "The data folder")
 *
 *   store.db    entries and commands (ledger class, append-only), projections,
 *               sealed texts (vault class), state of delivery (ops class)
 *   keys.db     subject and unit keys, wrapped by the master key
 *   master.key, log.key   32 bytes each
 *   files/ab/…  files named by their SHA-256
 *   lock        held by the one writing process, with its pid inside
 *   tip         how many entries were acknowledged
 *
 * All of it is for its owner only: files 0600, folders 0700.
 *
 * Invariants:
 *  - seq is gapless from 0; `at` never decreases along seq;
 *  - a key is committed to keys.db before the entry that needs it;
 *  - between store_begin and store_commit nothing in memory counts as done: a
 *    failed commit or a rollback leaves the store as it was, last seq included;
 *  - projections are written by store_project and store_project_entry only, so
 *    that a rebuild gives the same rows.
 *
 * A handle is used by one thread at a time. A writer holds the lock; readers
 * need none and never write. Every failure of the engine is ERR_IO, ERR_BUSY
 * or ERR_CORRUPT with a key db.* or store.*.
 */
#ifndef DUNGHEN_STORE_STORE_H
#define DUNGHEN_STORE_STORE_H

#include "core/dossier.h"
#include "core/entry.h"
#include "core/log_proof.h"
#include "core/tally.h"

#include "base/arena.h"
#include "base/err.h"
#include "base/hash.h"

struct store;
struct db_traced;

/* ---- folder ---- */

enum store_mode { STORE_READER, STORE_WRITER };

struct store_keys {			/* random, or from the seed (demo, test) */
	uint8_t master[KEY_SIZE];
	uint8_t log[KEY_SIZE];		/* Ed25519 seed of the log's signatures */
};

/* Makes the folder with an empty ledger and opens it as writer. Entry 0 is the
 * caller's to append. Until store_made the folder counts as unfinished: nobody
 * opens it, and the next store_create clears it and begins anew. The handle
 * lives in `a`. Errors: store.exists. */
bool store_create(struct arena *a, const char *dir, const struct store_keys *keys,
		  struct store **out, struct err *e) MUST_USE;
/* Once its first entries are committed. */
bool store_made(struct store *s, struct err *e) MUST_USE;
/* Errors: store.missing, store.no_key (file), store.unfinished, store.locked (pid;
 * ERR_BUSY), store.newer (have, known), store.foreign, log.lost (size, entries: fewer
 * than were acknowledged). A writer runs pending migrations first. */
bool store_open(struct arena *a, const char *dir, enum store_mode mode,
		struct store **out, struct err *e) MUST_USE;
/* An empty store in memory, without vault keys: the place where verify refolds
 * the ledger to compare projections. */
bool store_open_scratch(struct arena *a, struct store **out, struct err *e) MUST_USE;
void store_close(struct store *s);			/* NULL is allowed */

const char *store_dir(const struct store *s);
/* The log's signing seed (writer only). */
const uint8_t *store_log_seed(const struct store *s);
/* True when the projections were written by another form of this program:
 * everything that reads them is wrong until a rebuild. */
bool store_stale(const struct store *s);

/* Hands every statement run from now on, with its values, to fn (db.h); NULL
 * ends it. */
void store_trace(struct store *s, void (*fn)(void *ctx, const struct db_traced *t), void *ctx);

/* ---- one group of the writer ---- */

/* keys.db joins at the first key written and is committed first. */
bool store_begin(struct store *s, struct err *e) MUST_USE;
bool store_commit(struct store *s, struct err *e) MUST_USE;	/* on failure: rolled back */
void store_rollback(struct store *s);				/* never fails; no group: nothing */
bool store_in_group(const struct store *s);

/* A reader sees one moment of store.db until it has looked: what belongs together
 * is read together. Long looks keep the write-ahead log from being reset. keys.db is
 * read as it stands, so that an erasure is not hindered. */
bool store_look(struct store *s, struct err *e) MUST_USE;
/* A statement that is at work when that moment has come (CLOCK_MONOTONIC, in microseconds)
 * ends with db.slow, and so does every later one, until it has looked. 0: none. */
void store_look_until(struct store *s, int64_t us);
void store_looked(struct store *s);		/* not looking: nothing */

/* The write-ahead log grows until it is checkpointed from outside; above
 * STORE_WAL_PAUSE the writer pauses between groups until it is reset. */
enum { STORE_WAL_PAUSE = 64 << 20, STORE_WAL_TIDY = 4 << 20 };
int64_t store_wal_bytes(const struct store *s);
/* Other bounds than those two, for tests. */
void store_wal_bounds(struct store *s, int64_t tidy, int64_t pause);
bool store_wal_wide(const struct store *s);		/* above the one for tidying */
bool store_wal_full(const struct store *s);		/* above the one for a pause */
/* On a connection of its own, opened at the first call. COPY moves into the file
 * what no reader holds back; the log starts anew with the next commit if that was
 * all of it. RESET is for the writer's pause: it also empties the log. *done: all
 * was moved (no: a reader still holds an old snapshot). After the first call
 * another thread may call it while the writer works. */
enum store_tidy { STORE_TIDY_COPY, STORE_TIDY_RESET };
bool store_checkpoint(struct store *s, enum store_tidy how, bool *done,
		      struct err *e) MUST_USE;

/*
 * For a store that is being filled and thrown away should that end half-way:
 * commits wait for no disk until store_sync_on, which brings both logs back and
 * waits for all of it. Not within a group.
 */
bool store_sync_off(struct store *s, struct err *e) MUST_USE;
bool store_sync_on(struct store *s, struct err *e) MUST_USE;

/* ---- ledger ---- */

struct store_last {
	int64_t seq;		/* -1: empty */
	int64_t at;		/* of that entry, INSTANT_NONE when empty */
};
/* The newest entry, entries of the open group included. A reader asks the
 * database anew. */
bool store_last(struct store *s, struct store_last *out, struct err *e) MUST_USE;

/* Appends an entry with its canonical bytes (entry_bytes of the same entry).
 * seq must follow the last one and `at` not go back: else the program is wrong
 * and it aborts. Needs an open group. */
bool store_append(struct store *s, const struct entry *en, struct str bytes,
		  struct err *e) MUST_USE;

struct stored {			/* valid during the call-back only */
	int64_t seq, at;
	struct person_id actor;
	struct stream stream;
	struct str kind;		/* name, as typed column */
	struct str cmd;
	struct str bytes;
	struct hash leaf;
};
/* Returning false with *e set stops the reading with that error. The call-back
 * may run other queries of the store, but not the one that called it. */
typedef bool stored_fn(void *ctx, const struct stored *s, struct err *e);

/* The entries of one stream with seq >= from, in order. */
bool store_stream(struct store *s, struct stream stream, int64_t from, stored_fn *fn,
		  void *ctx, struct err *e) MUST_USE;
/* At most `limit` entries with seq >= from, in order. */
bool store_range(struct store *s, int64_t from, int64_t limit, stored_fn *fn, void *ctx,
		 struct err *e) MUST_USE;
/* The entries of the streams store, unit and person with seq >= from, in order:
 * law and organisation, read at start. */
bool store_frame(struct store *s, int64_t from, stored_fn *fn, void *ctx,
		 struct err *e) MUST_USE;
/* The first entry of every dossier, by seq; reads the whole ledger. */
bool store_births(struct store *s, stored_fn *fn, void *ctx, struct err *e) MUST_USE;
/* Entries `succeeded` of all dossiers with from <= at < until, in order; the time of the last one
 * before a moment, INSTANT_NONE: none. */
bool store_succeeded(struct store *s, int64_t from, int64_t until, stored_fn *fn, void *ctx,
		     struct err *e) MUST_USE;
bool store_succeeded_last(struct store *s, int64_t before, int64_t *at, struct err *e) MUST_USE;
/* All entries of the dossier streams with stream id > after, dossier by
 * dossier, at most about `limit` entries but only whole dossiers. */
bool store_dossier_entries(struct store *s, int64_t after, int64_t limit, stored_fn *fn,
			   void *ctx, struct err *e) MUST_USE;

/* The engine's own check of both databases: a damaged index would hide what the
 * checks below do not ask for. Errors: db.corrupt. */
bool store_check_databases(struct store *s, struct err *e) MUST_USE;
/* Tables, indexes and triggers are as this program makes them. Errors:
 * verify.structure (file). */
bool store_check_structure(struct store *s, struct err *e) MUST_USE;
/* Re-reads entries [from, from+limit): gapless, times in order, typed columns
 * equal to the bytes, leaf equal to the hash of the bytes, each command row
 * equal to its entries. *next is where to go on, or -1 at the end. Errors
 * (ERR_CORRUPT): verify.gap, verify.time, verify.column, verify.leaf,
 * verify.command, entry.*, each with seq. */
bool store_check_ledger(struct store *s, int64_t from, int64_t limit, int64_t *next,
			struct err *e) MUST_USE;

/* ---- the Merkle tree and its signed heads ---- */

/*
 * Leaves and full tiles are written with the entries, in the same transaction.
 * A writer that has been told the log's name (store_log_start) signs a head
 * after each commit that appended: first the new entries are read back through
 * a connection of their own and hashed again; what comes back otherwise than it
 * was written is log.readback, and nothing more is written. A head is stored
 * with the next group, when it is handed out, or at close. Its `at` is that of
 * the last entry.
 */
/* `key` as the ledger names it; the store's own must be the same. Errors: log.cut,
 * log.fork (size), note.…, checkpoint.…: the newest stored head is not of this
 * ledger, which was changed: nothing is signed. */
bool store_log_start(struct store *s, const struct note_key *key, struct err *e) MUST_USE;
/* The log's public key (writer only). */
void store_log_key(const struct store *s, uint8_t public_key[KEY_SIZE]);

struct store_head {
	int64_t size, at;
	struct str note;		/* the signed checkpoint */
};
/* The newest signed head, kept for good from now on (writer, log started; not
 * within a group). Errors: log.empty. */
bool store_head_hand(struct store *s, struct arena *a, struct store_head *out,
		     struct err *e) MUST_USE;
/* The newest stored one. *found false: none. */
bool store_head_last(struct store *s, struct arena *a, struct store_head *out, bool *found,
		     struct err *e) MUST_USE;

/* RFC 6962 root over the first `size` entries, from leaves and tiles. Errors:
 * verify.tile. */
bool store_root_at(struct store *s, int64_t size, struct hash *out, struct err *e) MUST_USE;
bool store_root(struct store *s, struct hash *out, struct err *e) MUST_USE;	/* of all */
bool store_inclusion(struct store *s, int64_t index, int64_t size, struct tlog_path *out,
		     struct err *e) MUST_USE;

/* Within a group: makes the tiles anew from the entries' bytes. Errors:
 * verify.leaf, log.cut, log.fork (a stored head says otherwise). */
bool store_tree_refill(struct store *s, struct err *e) MUST_USE;

struct tree_check {
	const struct note_key *key;		/* whose signatures the heads bear */
	const struct checkpoint *old;		/* known from before, or NULL */
	void (*tell)(void *ctx, int64_t done);	/* now and then, or NULL */
	void *ctx;
};
struct tree_checked {
	int64_t entries, tiles, heads;
	struct hash root;
	int64_t signed_size;		/* of the newest head; 0: none */
};
/*
 * Bytes, leaves, tree, tiles, heads and signatures, in one pass; nothing is
 * parsed. Errors (ERR_CORRUPT) name the first that is wrong: verify.gap,
 * verify.leaf (seq); verify.tile_entry (tile, seq: tile and entry differ);
 * verify.tile, verify.tiles (one differs, too many); verify.changed_one (seq),
 * verify.changed (seq, last: one of these; the next head, of size entries, tells no
 * more when row, leaf and tile were all changed alike); verify.head (size, entries),
 * verify.head_time (size), note.…; log.cut (size, entries) for heads and `old`.
 */
bool store_check_tree(struct store *s, const struct tree_check *in, struct tree_checked *out,
		      struct err *e) MUST_USE;

/*
 * Writes the static files of C2SP tlog-tiles below `dir` for that head: tiles,
 * entry bundles, `checkpoint` last. What stands there already and is the same
 * stays; a file that says something else is log.export (file).
 */
bool store_export(struct store *s, const char *dir, const struct store_head *head,
		  int64_t *files, struct err *e) MUST_USE;
/* Appends one of these files; `level` as in core/tile.h. Errors: log.no_tile (tile). */
bool store_tile(struct store *s, int level, int64_t n, int width, struct buf *out,
		struct err *e) MUST_USE;

/* ---- commands ---- */

/* The accepted commands stand in an append-only table of the ledger class; it
 * is kept by a rebuild. digest is the SHA-256 of the canonical command. */
struct store_command {
	int64_t first, last;		/* its entries */
	int64_t at;
	struct hash digest;
};
bool store_command_put(struct store *s, struct str key, const struct store_command *c,
		       struct err *e) MUST_USE;
/* *found says whether that key was accepted before. */
bool store_command_find(struct store *s, struct str key, struct store_command *out,
			bool *found, struct err *e) MUST_USE;

/* ---- projections ---- */

/* Brings a dossier's rows from `before` (a copy of the state whose rows are in
 * the store: struct and obligations, see store_mark; NULL: no rows yet) to
 * `after`. Uses up the serials its code and fee receipts show. */
bool store_project(struct store *s, const struct dossier *before,
		   const struct dossier *after, struct err *e) MUST_USE;
/* A copy of d good enough to be `before`: take it before deciding. */
const struct dossier *store_mark(struct arena *a, const struct dossier *d);
/* The same for an entry of another stream (serials of batches, bundles). */
bool store_project_entry(struct store *s, const struct entry *en, struct err *e) MUST_USE;
/* Empties every projection, within a group; store_project then refills them. */
bool store_clear_projections(struct store *s, struct err *e) MUST_USE;
/* The same for the rows of dossiers only; serials and the sums of days stay. */
bool store_clear_dossiers(struct store *s, struct err *e) MUST_USE;
/* After the refill: the projections are of this program's form. */
bool store_projections_done(struct store *s, struct err *e) MUST_USE;
/* Compares the projections of two stores row by row: those of the dossiers with
 * after < id ≤ upto; then what belongs to no single one: serials, the sums of days.
 * Errors (ERR_CORRUPT): verify.row (table, row), verify.projection (table, row, column). */
bool store_compare_dossiers(struct store *s, struct store *other, int64_t after, int64_t upto,
			    struct err *e) MUST_USE;
bool store_compare_sums(struct store *s, struct store *other, struct err *e) MUST_USE;

/* The last number used under a scope, 0 when none. Scopes: for dossier codes
 * the code without its serial ("H19.33-261102"); for fees and batches
 * serial_scope; for paper receipts paper_scope, with 1 once used. */
bool store_serial(struct store *s, struct str scope, int64_t *last, struct err *e) MUST_USE;
/* "fee/u…/2026", "batch/u…/2026". */
struct str serial_scope(struct arena *a, const char *what, struct unit_id unit, int year);
/* "paper/u…/GT-7", however many zeros the number was written with. */
/* "book/u…/2026/…": numbers in a book of results. */
struct str book_scope(struct arena *a, struct unit_id unit, int year, struct str book);
/* "number/u…/2026/…/7": the dossier (its id) that has a number of a book. What stands
 * behind a slash ("7/QĐ-UBND"), zeros in front and capitals make no other number. */
struct str number_scope(struct arena *a, struct unit_id unit, int year, struct str book,
			struct str number);
/* The books of a unit in a year and the last number of each, by name; at most BOOKS_MOST. */
enum { BOOKS_MOST = 50 };
struct book_last {
	struct str book;
	int64_t last;
};
bool store_books(struct store *s, struct arena *a, struct unit_id unit, int year,
		 struct book_last **out, size_t *n, struct err *e) MUST_USE;
/* The entry (seq) of a batch list, and that of the last one of a unit with a dossier. */
struct str batch_scope(struct arena *a, struct unit_id unit, int year, int64_t number);
struct str listed_scope(struct arena *a, struct unit_id unit, struct dossier_id dossier);
struct str paper_scope(struct arena *a, struct unit_id unit, struct str receipt_no);

struct dossier_row {
	struct dossier_id id;
	struct str code;
	struct unit_id home, competent, receiving, helping;
	struct str procedure;
	int64_t version;
	struct str rule_set, calendar;	/* empty before reception */
	enum dossier_state state;
	enum channel channel;
	enum decision decision;
	struct subject_id owner;
	int32_t step;
	struct party holder;		/* of the open hold, else of the open answer */
	struct unit_id office;		/* of whoever within holds or last held it; or 0 */
	int64_t holder_from;		/* INSTANT_NONE: nobody holds it */
	int64_t holder_taken;
	int64_t submitted_at, received_at, ready_at, delivered_at, closed_at;
	int64_t first_ready_at;
	int64_t first_due, due, apology_by, form04_at;
	int64_t next_at;		/* next tick, or INSTANT_NONE */
	int64_t last_at, last_seq;
	bool provisional, imported, extended;
	bool extended_late;		/* with the two below: core/rates.h */
	int64_t lived_due, waiting_from;
	int32_t returns, supplements, reopened, opinions_open;
	struct tally tally;
	struct day acted_day;		/* of somebody's last act (rule 28) */
};

enum list_by {
	LIST_ID,		/* all, by id */
	LIST_CODE,		/* codes beginning with prefix, by code */
	LIST_UNIT,		/* held now at unit `id`, earliest due first */
	LIST_PERSON,		/* held now by person `id` */
	LIST_COMPETENT,		/* of competent agency `id`, by id */
	LIST_OPEN,		/* not closed, earliest due first */
	LIST_TICK,		/* next_at <= until, by next_at */
};

/* Where a page ended; {0} for the first page. */
/* Sorts what has no due behind everything that has one: the year 10000. */
#define DUE_FAR INT64_C(253402275600)

struct list_cursor {
	bool set;
	int64_t key, id;		/* what the list is sorted by, then the dossier */
	int64_t no;			/* then the duty's number */
	struct str code;
};

struct list_query {
	enum list_by by;
	int64_t id;
	struct str prefix;
	int64_t until;			/* LIST_OPEN: due <= until; 0: no bound */
	enum dossier_state state;	/* DOSSIER_NONE: any */
	struct list_cursor after;
	int64_t limit;			/* at most LIST_MAX */
};

enum { LIST_MAX = 1000 };

struct dossier_page {
	struct dossier_row *row;
	size_t n;
	bool more;
	struct list_cursor next;
};

bool store_list(struct store *s, struct arena *a, const struct list_query *q,
		struct dossier_page *out, struct err *e) MUST_USE;
/* By id or by code; ERR_NOT_FOUND store.no_dossier (dossier). One taken back as imported
 * by mistake is found by its code as long as no other came with it. */
bool store_dossier(struct store *s, struct arena *a, struct dossier_id id,
		   struct dossier_row *out, struct err *e) MUST_USE;
bool store_dossier_by_code(struct store *s, struct arena *a, struct str code,
			   struct dossier_row *out, struct err *e) MUST_USE;
/* Imports by name, the newest first; the dossiers of one, by id. */
struct import_sum {
	struct str batch;
	int64_t dossiers, undone;
};
enum { IMPORTS_MOST = 1000 };
bool store_imports(struct store *s, struct arena *a, struct import_sum **out, size_t *n,
		   struct err *e) MUST_USE;
bool store_import_of(struct store *s, struct arena *a, struct str batch, int64_t after,
		     int64_t limit, struct dossier_page *out, struct err *e) MUST_USE;
/* Of open dossiers how many froze which rule set, by procedure; of each set those with the
 * most first. */
struct law_used {
	struct str rule_set, procedure;
	int64_t n;
};
enum { LAW_USED_MOST = 2000 };
bool store_law_used(struct store *s, struct arena *a, struct law_used **out, size_t *n,
		    struct err *e) MUST_USE;
/* The newest filings of an owner for a procedure, at most `limit`. */
bool store_of_owner(struct store *s, struct arena *a, struct subject_id owner,
		    struct str procedure, int64_t limit, struct dossier_page *out,
		    struct err *e) MUST_USE;
/* The newest dossiers of an owner, whatever the procedure. */
bool store_owned(struct store *s, struct arena *a, struct subject_id owner, int64_t limit,
		 struct dossier_page *out, struct err *e) MUST_USE;
/* Who may read it, without the row. */
struct dossier_place {
	struct dossier_id id;
	struct unit_id receiving, helping, competent;
	struct unit_id office;		/* of whoever in it holds or last held it; 0: nobody */
};
/* As store_owned. *out holds `limit`. */
bool store_places(struct store *s, struct subject_id owner, int64_t limit,
		  struct dossier_place *out, size_t *n, struct err *e) MUST_USE;
/* The units that have, or had, a duty of it. */
bool store_held_by(struct store *s, struct arena *a, struct dossier_id id,
		   const struct unit_id **out, size_t *n, struct err *e) MUST_USE;
/* The newest of an agency whose codes end in these digits (CODE_TAIL of them). */
enum { CODE_TAIL = 4 };
bool store_code_tail(struct store *s, struct arena *a, struct unit_id competent,
		     struct str digits, int64_t limit, struct dossier_page *out,
		     struct err *e) MUST_USE;
/* How often each procedure stands among the newest `of` dossiers. */
struct procedure_use {
	struct str procedure;
	int64_t n;
};
bool store_recent_use(struct store *s, struct arena *a, int64_t of,
		      struct procedure_use **out, size_t *n, struct err *e) MUST_USE;
/* Every dossier row by id, for statistics. The texts are valid during the call. */
typedef bool dossier_row_fn(void *ctx, const struct dossier_row *r, struct err *e);
bool store_each_dossier(struct store *s, dossier_row_fn *fn, void *ctx,
			struct err *e) MUST_USE;

struct duty_row {			/* an obligation with its dossier */
	struct dossier_id dossier;
	struct str code;
	int32_t no;			/* its position in the dossier */
	struct obligation ob;
};
enum duty_of { DUTY_UNIT, DUTY_PERSON, DUTY_DOSSIER };
struct duty_page {
	struct duty_row *row;
	size_t n;
	bool more;
	struct list_cursor next;
};
/* Work in hand: the open obligations of a unit or a person, earliest due first;
 * for DUTY_DOSSIER all of one dossier, by number. */
bool store_duties(struct store *s, struct arena *a, enum duty_of of, int64_t id,
		  struct list_cursor after, int64_t limit, struct duty_page *out,
		  struct err *e) MUST_USE;

/* What a counter received in [from, until), by time: `most` at the most. */
struct register_page {
	struct dossier_row *row;
	size_t n;
	bool more;			/* there are others */
};
bool store_register(struct store *s, struct arena *a, struct unit_id unit, int64_t from,
		    int64_t until, size_t most, struct register_page *out,
		    struct err *e) MUST_USE;

/* The day book of a unit: receipts given in [from, until), by time. */
struct fee_row {
	struct str code;		/* of the dossier */
	int64_t number, amount, at, cancelled_at, refunded;
	struct person_id clerk;
};
struct fee_page {
	struct fee_row *row;
	size_t n;
};
enum { FEES_MOST = 20000 };
/* Errors: ERR_LIMIT store.many_fees beyond FEES_MOST. */
bool store_fees(struct store *s, struct arena *a, struct unit_id unit, int64_t from,
		int64_t until, struct fee_page *out, struct err *e) MUST_USE;

/* ---- vault ---- */

enum owner_kind { OWNER_SUBJECT = 1, OWNER_UNIT = 2 };
struct vault_owner {			/* whose key seals a text */
	enum owner_kind kind;
	int64_t id;
};

/* HMAC-SHA-256(salt, label ‖ 0x00 ‖ value). Label is "<kind>/<field>". */
struct hash vault_commitment(const uint8_t salt[KEY_SIZE], struct str label, struct str value);

/* Makes the owner's key unless it has one. `chance` is KEY_SIZE bytes of key
 * and SEAL_NONCE of nonce. Committed before the group's entries. */
enum { VAULT_KEY_CHANCE = KEY_SIZE + SEAL_NONCE };
bool store_key_need(struct store *s, struct vault_owner owner,
		    const uint8_t chance[VAULT_KEY_CHANCE], struct err *e) MUST_USE;

struct vault_text {
	struct vault_owner owner;
	struct str label;
	struct str value;
	uint8_t salt[KEY_SIZE];
};
/* Seals value and salt under the owner's key; gives the commitment. Errors:
 * vault.no_key. */
bool store_seal(struct store *s, const struct vault_text *t, const uint8_t nonce[SEAL_NONCE],
		struct hash *commitment, struct err *e) MUST_USE;
/* Opens it again and checks it against the commitment. Errors: ERR_NOT_FOUND
 * vault.unknown, vault.erased (owner: the key is gone); ERR_CORRUPT vault.damaged (commitment). */
bool store_unseal(struct store *s, struct arena *a, struct hash commitment,
		  struct vault_text *out, struct err *e) MUST_USE;
/* Opens every sealed text whose key still lives; *n counts them. */
bool store_check_vault(struct store *s, int64_t *n, struct err *e) MUST_USE;

/* A person or organisation outside. `number` is the identity number, found
 * again through a blind index only; empty: none. */
bool store_subject_put(struct store *s, struct subject_id id, struct str kind,
		       struct str number, struct err *e) MUST_USE;
bool store_subject_find(struct store *s, struct str kind, struct str number,
			struct subject_id *out, bool *found, struct err *e) MUST_USE;
/* Whether anybody has that id. */
bool store_subject_known(struct store *s, struct subject_id id, bool *found,
			 struct err *e) MUST_USE;
/* Which sealed text says last who it is; *found false: nobody of that id (erased), or
 * nothing was ever given. */
bool store_subject_renew(struct store *s, struct subject_id id, struct hash record,
			 struct err *e) MUST_USE;
bool store_subject_record(struct store *s, struct subject_id id, struct hash *out,
			  bool *found, struct err *e) MUST_USE;
/* Keyed tokens of a name's words and of the name as a whole (folded: no accents,
 * đ = d). */
bool store_name_put(struct store *s, struct subject_id id, struct str name,
		    struct err *e) MUST_USE;
/* That the subject is found by this number (unless it came without) and by every
 * word of this name, and by the whole. Errors: verify.subject (owner). */
bool store_check_subject(struct store *s, struct subject_id id, struct str kind,
			 struct str number, struct str name, struct err *e) MUST_USE;

/* Where a page of names ended; {0} for the first page. */
struct name_cursor {
	bool words;			/* those of exactly that name have been shown */
	int64_t subject;
};
struct name_page {
	struct subject_id *subject;
	size_t n;
	bool more;
	struct name_cursor next;
};
/*
 * The subjects of exactly that name; on pages after them, or at once when there
 * are none, all others that have all its words. The newest first, at most
 * `limit`. A page costs NAME_LOOKS looks at most, however many people there are, one
 * of the others a quarter of it: where words rarely meet it may come back short or empty
 * with more to follow.
 */
enum { NAME_LOOKS = 1000 };
bool store_name_find(struct store *s, struct arena *a, struct str words,
		     struct name_cursor after, int64_t limit, struct name_page *out,
		     struct err *e) MUST_USE;

/* Of the first `looks` dossiers that a unit has in hand, the earliest due first, those
 * whose owner's name has all the words; at most `limit`. */
bool store_named_at(struct store *s, struct arena *a, struct unit_id unit, struct str words,
		    int64_t looks, int64_t limit, struct dossier_page *out,
		    struct err *e) MUST_USE;

/* Who opened whose texts (rule 42): rows count up from 1, never change. */
struct access_row {
	int64_t no, at;
	struct person_id reader, on_behalf;
	struct dossier_id dossier;
};
/* Numbers the row; needs an open group. */
bool store_access_put(struct store *s, struct access_row *row, struct err *e) MUST_USE;
/* The rows from `first` on, as long as fn wants more (*more). */
typedef bool access_fn(void *ctx, const struct access_row *row, bool *more, struct err *e);
/* Those of one dossier, the newest first. */
bool store_access_of(struct store *s, struct dossier_id dossier, access_fn *fn, void *ctx,
		     struct err *e) MUST_USE;
bool store_access(struct store *s, int64_t first, access_fn *fn, void *ctx,
		  struct err *e) MUST_USE;
/* Whether that reader has opened the dossier after that second, also for somebody else: what
 * came within the same one may have come after. */
bool store_access_since(struct store *s, struct dossier_id dossier, struct person_id reader,
			int64_t since, bool *out, struct err *e) MUST_USE;
/* All rows, those included that no entry vouches for yet. Errors: verify.access_row
 * (row). */
bool store_check_access(struct store *s, struct err *e) MUST_USE;

/* Destroys the subject's key, then whatever finds them: blind index, tokens. The
 * bytes are overwritten and the write-ahead logs emptied. Not within a group; again
 * after a stop. Errors: erase.read (ERR_BUSY: all is deleted, but a reader of
 * before still holds the log). */
bool store_erase(struct store *s, struct subject_id id, struct err *e) MUST_USE;
/* Is nothing of that left? */
bool store_erased(struct store *s, struct subject_id id, bool *out, struct err *e) MUST_USE;

/* ---- content-addressed files ---- */

/* Written to a temporary name, synced, renamed, its folders synced; an existing one is
 * kept. Durable before this answers. */
bool store_file_put(struct store *s, struct str bytes, struct hash *out,
		    struct err *e) MUST_USE;
/* Errors: ERR_NOT_FOUND file.unknown, ERR_CORRUPT file.damaged (sha256). */
bool store_file_get(struct store *s, struct arena *a, struct hash h, struct str *out,
		    struct err *e) MUST_USE;
/* That it is there and whole, without holding it in memory; the same errors. */
bool store_file_check(struct store *s, struct hash h, struct err *e) MUST_USE;

#endif
