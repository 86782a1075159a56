/*
 * What the files of store/ share and nobody else sees: the handle itself.
 */
#ifndef DUNGHEN_STORE_STORE_IMPL_H
#define DUNGHEN_STORE_STORE_IMPL_H

#include "db.h"
#include "store.h"

#include <pthread.h>

enum { STORE_PATH = 512, HEAD_MOST = 512 };

/* The newest head, in memory before it is stored. */
struct signed_head {
	int64_t size, at;		/* size 0: none */
	bool stored, handed;
	size_t n;
	char note[HEAD_MOST];
};

struct store {
	struct arena *arena;		/* the caller's: lives as long as the handle */
	struct arena scratch;		/* released within each call */
	enum store_mode mode;
	const char *dir;
	int lock, tip;			/* file descriptors, -1: none */
	struct db *db;
	struct db *keys;		/* a reader opens it at first need */
	struct db *tidy;		/* checkpoints; opened at first need */
	pthread_mutex_t tidying;	/* guards it: one thread at a time */
	int64_t wal_tidy, wal_pause;
	struct store_last last;		/* open group included */
	struct store_last committed;
	struct tlog_edge edge;		/* of the tree, open group included */
	struct tlog_edge committed_edge;
	bool knows_edge;
	/* Signing: what was read back from disk, and the head over it. */
	bool signing, broken;
	struct db *back;
	struct tlog_edge sealed;
	struct note_key log_key;
	uint8_t log_secret[SECRET_SIZE];
	struct signed_head head;
	bool stale;
	bool knows_master;
	uint8_t master[KEY_SIZE], log[KEY_SIZE];
	uint8_t wrap_key[KEY_SIZE], blind_key[KEY_SIZE], token_key[KEY_SIZE];
};

/* The form of the projections' rows. Raise it when project.c writes other rows
 * for the same entries: stores of before then ask for a rebuild. */
enum { PROJECTION_FORM = 14 };

/* Opens one key, if there is any: another store's master key would lock new
 * texts away from the old. Errors: store.other_key. */
bool store_check_master(struct store *s, struct err *e) MUST_USE;

/* Vouches for a row of which no entry tells everything: 63 bits of a hash over its
 * values. It finds damage, not malice. */
int64_t row_sum(struct str key, const int64_t *number, size_t numbers, struct str bytes);

/* vault.c: HMAC-SHA-256(key, head ‖ 0x00 ‖ tail). */
struct hash vault_hmac(const uint8_t key[KEY_SIZE], struct str head, struct str tail);
/* vault.c: the key under which an owner's texts are sealed; wipe it. *found false:
 * never made, or erased. */
bool vault_key(struct store *s, struct vault_owner owner, uint8_t out[KEY_SIZE], bool *found,
	       struct err *e) MUST_USE;

/* subject.c: the keyed tokens of a text's words, of which the index has the first
 * TOKEN_SIZE bytes; words beyond NAME_WORDS do not count. */
enum { TOKEN_SIZE = 16, NAME_WORDS = 32 };
struct tokens {
	struct hash token[NAME_WORDS];
	size_t n;
};
bool subject_tokens(struct store *s, struct str words, struct tokens *out,
		    struct err *e) MUST_USE;
bool subject_bears(struct store *s, const struct hash *token, int64_t subject, bool *has,
		   struct err *e) MUST_USE;

/* "<dir>/<name>" in the store's own arena. */
const char *store_path(struct store *s, const char *name);
/* Opens keys.db and reads the master key, unless done. */
bool store_need_keys(struct store *s, struct err *e) MUST_USE;
bool store_set_form(struct store *s, int64_t form, struct err *e) MUST_USE;

/* A connection of its own to store.db. */
bool store_connect(struct store *s, enum db_access access, int cache_kib, struct db **out,
		   struct err *e) MUST_USE;

/* tree.c: adds the leaf of the entry just put, and the tiles it completes. */
bool tree_add(struct store *s, struct hash leaf, struct err *e) MUST_USE;
bool tree_edge_at(struct store *s, int64_t size, struct tlog_edge *out,
		  struct err *e) MUST_USE;
/* Up to TILE_WIDTH hashes of a level from the n-th on. Errors: verify.tile. */
bool tree_hashes(struct store *s, int level, int64_t n, int count, struct hash *out,
		 struct err *e) MUST_USE;
bool tree_wrong(struct err *e, int level, int64_t n, int64_t seq);	/* verify.tile; false */

/* head.c: an error with size and entries; false. */
bool log_fault(struct err *e, const char *key, int64_t size, int64_t entries);
/* That a stored head is of `entries` entries of which its `size` have this root.
 * Errors: log.cut, log.fork. */
bool head_says(struct arena *a, const struct store_head *head, int64_t entries,
	       struct hash root, struct err *e) MUST_USE;
/* Stores the pending head within the group at hand; signs anew after a
 * commit. */
bool head_store(struct store *s, struct err *e) MUST_USE;
void head_seal(struct store *s, bool grew);
void head_close(struct store *s);

/* tip.c: how many entries were acknowledged, 0: nothing is known. To be read before
 * the database is: it then never says more than is there. */
#define TIP_NAME "tip"
int64_t tip_read(struct store *s);
void tip_write(struct store *s);

/* dossier_row.c: the row of a dossier, and with it the sums of days. */
bool dossier_row_put(struct store *s, const struct dossier *before,
		     const struct dossier *after, struct err *e) MUST_USE;
struct tally;
/* tally.c: adds what a new row says to the sums of days; or brings them, and the columns of
 * the row that are counted by, from what the row there is says to what it is to say. */
bool tally_new(struct store *s, const struct q_dossier_put_in *row, struct err *e) MUST_USE;
/* `was`: the agency it had; *before: what the row that is there counts for. */
bool tally_change(struct store *s, const struct q_dossier_put_in *row, struct unit_id was,
		  struct tally *before, struct err *e) MUST_USE;
/* late_share.c: the shares of a life that ended late, when it did or did no more, or its
 * agency has a successor; `counted` and `before` NULL: new. */
bool late_shares_change(struct store *s, const struct tally *counted,
			const struct dossier *before, const struct dossier *d,
			const struct q_dossier_put_in *row, struct err *e) MUST_USE;

/* Whole small files, with sync; new ones only, mode 0600: what stands in the
 * folder concerns people. Errors: store.file (file, detail). */
bool file_write(const char *path, struct str bytes, struct err *e) MUST_USE;
bool file_read(struct arena *a, const char *path, size_t limit, struct str *out,
	       struct err *e) MUST_USE;
bool file_sync_dir(const char *dir, struct err *e) MUST_USE;
/* All of it; false: errno says why. */
bool file_pour(int fd, struct str bytes) MUST_USE;
bool file_make_dir(const char *dir, struct err *e) MUST_USE;	/* there already: as good */
/* files/ab/cdef… and the folder it stands in, below a data folder. */
void file_hashed(const char *data, const char *hex, char dir[STORE_PATH],
		 char path[STORE_PATH]);
/* From errno; false. store.file, or store.full (free: KiB). */
bool file_failed(struct err *e, const char *path);
/* What others wrote to a file. Not for one that SQLite locks: closing it here would
 * drop the lock. A write-ahead log has none. */
bool file_sync(const char *path, struct err *e) MUST_USE;

#endif
