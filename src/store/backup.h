/*
 * Backups: a folder for the store, another one for its keys.
 *
 *   DIR/MANIFEST          written last: what it names is whole (manifest.h)
 *   DIR/<n>/store.db      the n-th backup; those before are removed afterwards
 *   DIR/files/ab/…        shared by all of them: only new files are copied
 *   KEYS/MANIFEST, KEYS/<n>/keys.db, master.key, log.key
 *
 * Taken by a reader of one moment, while others write. The store is copied
 * before the keys, so that no text of it lacks its key. Cut short, the backup
 * before still stands whole.
 */
#ifndef DUNGHEN_STORE_BACKUP_H
#define DUNGHEN_STORE_BACKUP_H

#include "manifest.h"
#include "store.h"

struct backup_done {
	struct backup_head head;
	int64_t files, copied;		/* content-addressed ones: all, and newly copied */
};

/* From a reader (its scratch path is not used up). Whatever was written is read
 * again: the entries of the copy are checked like a ledger. Errors: backup.same
 * (store, backup and keys must not lie within each other), backup.other (dir: a
 * backup of another store), file.damaged, verify.…, store.file. */
bool store_backup(struct store *s, struct arena *a, const char *dir, const char *keys,
		  struct backup_done *out, struct err *e) MUST_USE;

/* Into a new folder, every part compared with its manifest. Errors: backup.none,
 * backup.manifest, backup.damaged (file), backup.other_keys, backup.old_keys. */
bool store_unpack(struct arena *a, const char *dir, const char *keys, const char *to,
		  struct backup_head *out, struct err *e) MUST_USE;

/* Leaf of entry 0. */
bool store_first(struct store *s, struct hash *out, struct err *e) MUST_USE;

/* Before a restore into `dir`, which is made in `fresh`: what an earlier one that was
 * cut short left half made is removed; what it had replaced already gets its name. */
bool store_settle(struct arena *a, const char *fresh, const char *dir, struct err *e) MUST_USE;
/* Makes that folder, marked until store_replace is done with it. */
bool store_restoring(struct arena *a, const char *fresh, struct err *e) MUST_USE;
/* Takes the place of `dir`, whose folder (if any) becomes *aside; refused while a
 * process writes there. *aside NULL: there was none. In one step: at every moment
 * either the old one stands there or the new one. Errors: store.locked,
 * restore.exchange (the file system cannot). */
bool store_replace(struct arena *a, const char *fresh, const char *dir, const char **aside,
		   struct err *e) MUST_USE;
/* Is there anything in that folder? */
bool store_occupied(struct arena *a, const char *dir);
/* Removes a folder that store_restoring made; what can't be removed stays, and the
 * next store_settle says so. */
void store_discard(struct arena *a, const char *dir);

#endif
