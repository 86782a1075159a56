/*
 * What the files of store/ share and nobody else sees: the handle itself.
 */
#ifndef DUNGHEN_STORE_STORE_IMPL_H
#define DUNGHEN_STORE_STORE_IMPL_H

#include "db.h"
#include "store.h"

enum { STORE_PATH = 512 };

struct store {
	struct arena *arena;		/* the caller's: lives as long as the handle */
	struct arena scratch;		/* released within each call */
	enum store_mode mode;
	const char *dir;
	int lock;			/* file descriptor, -1: none */
	struct db *db;
	struct db *keys;		/* a reader opens it at first need */
	struct db *tidy;		/* checkpoints; opened at first need */
	struct store_last last;		/* open group included */
	struct store_last committed;
	bool stale;
	bool knows_master;
	uint8_t master[KEY_SIZE], log[KEY_SIZE];
	uint8_t wrap_key[KEY_SIZE], blind_key[KEY_SIZE], token_key[KEY_SIZE];
};

/* The form of the projections' rows. Raise it when project.c writes other rows
 * for the same entries: stores of before then ask for a rebuild. */
enum { PROJECTION_FORM = 1 };

/* "<dir>/<name>" in the store's own arena. */
/* Opens one key, if there is any: another store's master key would lock new
 * texts away from the old. Errors: store.other_key. */
bool store_check_master(struct store *s, struct err *e) MUST_USE;

const char *store_path(struct store *s, const char *name);
/* Opens keys.db and reads the master key, unless done. */
bool store_need_keys(struct store *s, struct err *e) MUST_USE;
bool store_set_form(struct store *s, int64_t form, struct err *e) MUST_USE;

/* Whole small files, with sync; new ones only, mode 0600: what stands in the
 * folder concerns people. Errors: store.file (file, detail). */
bool file_write(const char *path, struct str bytes, struct err *e) MUST_USE;
bool file_read(struct arena *a, const char *path, size_t limit, struct str *out,
	       struct err *e) MUST_USE;
bool file_sync_dir(const char *dir, struct err *e) MUST_USE;
bool file_failed(struct err *e, const char *path);	/* from errno; false */

#endif
