/*
 * Keeping a store beyond the life of its disk: backups, and a store made from one.
 */
#ifndef DUNGHEN_APP_BACKUP_H
#define DUNGHEN_APP_BACKUP_H

#include "check.h"

struct backed_up {
	int64_t entries, at;		/* of the moment that was kept */
	struct hash root;
	int64_t files, copied;
};

/*
 * While others write: the store of `db` to `dir`, its keys to `keys`, which must
 * not lie within each other (store/backup.h). Only what is new is copied of the
 * files; the entries of the copy are read again. Errors: those of store_open and
 * store_backup.
 */
bool app_backup(struct arena *a, const char *db, const char *dir, const char *keys,
		struct backed_up *out, struct err *e) MUST_USE;

struct restore_options {
	const char *dir, *keys;		/* the backup */
	const char *db;			/* where the store is to be */
	const char *erased;		/* another register of erasures (erase.h), or NULL */
	bool force;			/* an occupied place: what is there is put aside */
	struct progress progress;
};

struct restored {
	int64_t entries;		/* of the backup */
	int64_t epoch;			/* that was opened: its number */
	struct str origin, key;		/* the log's name from now on, its verifier key */
	int64_t lost;			/* entries of the store before that the backup lacks */
	int64_t erased;			/* people of the backup erased after it */
	const char *aside;		/* where the old folder is now, or NULL */
};

/*
 * Makes a store from a backup, beside its place; compares it with the backup's head
 * and, once all is entered, verifies it as `verify` does; opens a new epoch with an
 * entry that names this head and, if the store before showed a later one, that too:
 * so a restored log never passes for the one that went on without it, nor for
 * another one restored from the same backup. Then the new folder takes its place.
 * Until that moment nothing of what was there is touched. Errors: restore.exists,
 * restore.head, those of store_unpack, app_open, app_verify, store_replace.
 */
bool app_restore(struct arena *a, const struct restore_options *o, struct restored *out,
		 struct err *e) MUST_USE;

#endif
