/*
 * The list of a backup's parts: `MANIFEST`, which `sha256sum -c MANIFEST` reads
 * too. A line of head, a line a part, a last line with their number:
 *
 *   # dunghen-backup 1 GENERATION SIZE AT ROOT FIRST
 *   <sha256>  3/store.db
 *   <sha256>  files/ab/cdef…
 *   # end 2
 *
 * It is written last and put in place at once: what it names is whole. Parts are
 * store.db, keys.db, master.key, log.key of that generation and files named by
 * their hash; nothing else is read as one.
 */
#ifndef DUNGHEN_STORE_MANIFEST_H
#define DUNGHEN_STORE_MANIFEST_H

#include "base/arena.h"
#include "base/err.h"
#include "base/hash.h"

#include <stdio.h>

struct backup_head {
	int64_t generation;	/* of the folder: the databases stand in <generation>/ */
	int64_t size;		/* entries */
	int64_t at;		/* of the last one */
	struct hash root;	/* over all of them */
	struct hash first;	/* leaf of entry 0: tells stores apart */
};

struct manifest_out {
	FILE *f;
	const char *dir, *fresh;
	int64_t parts;
};
bool manifest_begin(struct arena *a, const char *dir, const struct backup_head *h,
		    struct manifest_out *out, struct err *e) MUST_USE;
bool manifest_part(struct manifest_out *m, const char *path, struct hash h,
		   struct err *e) MUST_USE;
/* Synced and renamed; then the manifest before is gone. */
bool manifest_end(struct arena *a, struct manifest_out *m, struct err *e) MUST_USE;
void manifest_drop(struct manifest_out *m);	/* after an error; twice: nothing */

typedef bool manifest_fn(void *ctx, const char *path, struct hash h, struct err *e);
/* fn NULL: the head only. Errors: backup.none (dir), backup.manifest (file: it was
 * changed or cut). */
bool manifest_read(struct arena *a, const char *dir, struct backup_head *head,
		   manifest_fn *fn, void *ctx, struct err *e) MUST_USE;
/* The same for an open one; `path` for errors only. */
bool manifest_scan(FILE *f, const char *path, struct backup_head *head, manifest_fn *fn,
		   void *ctx, struct err *e) MUST_USE;

#endif
