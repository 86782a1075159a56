/*
 * Files and folders as wholes: copied, hashed, removed. What a copy returns has
 * been synced; its folder has not (file_sync_dir).
 */
#ifndef DUNGHEN_STORE_COPY_H
#define DUNGHEN_STORE_COPY_H

#include "base/arena.h"
#include "base/err.h"
#include "base/hash.h"

/* Errors of all: store.file (file, detail). */
bool copy_hash(const char *path, struct hash *out, struct err *e) MUST_USE;
/* Into a new file, mode 0600; the hash is of what was read. */
bool copy_file(const char *from, const char *to, struct hash *out, struct err *e) MUST_USE;
/* One that is there already is as good. */
bool copy_make_dir(const char *dir, struct err *e) MUST_USE;
/* With all that is in it; none there is as good. */
bool copy_remove_tree(struct arena *a, const char *dir, struct err *e) MUST_USE;
/* The plain names of a folder, sorted; no folder has none. */
bool copy_names(struct arena *a, const char *dir, const char ***out, size_t *n,
		struct err *e) MUST_USE;
/* Is `dir` the folder `other`, or somewhere below it? Both exist. */
bool copy_inside(struct arena *a, const char *dir, const char *other);

#endif
