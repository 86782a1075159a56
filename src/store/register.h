/*
 * The register of erasures: `erased.log`, a line for each person erased:
 *
 *   s0123456789abc order 1795419201
 *
 * Lines are only ever added, each once, and synced; a last one without its end was
 * cut short by a crash and does not count.
 */
#ifndef DUNGHEN_STORE_REGISTER_H
#define DUNGHEN_STORE_REGISTER_H

#include "core/ids.h"

#include "base/err.h"
#include "base/str.h"

#include <stdio.h>

#define REGISTER_NAME "erased.log"

struct register_line {
	struct subject_id subject;
	int64_t at;
	struct str ground;		/* a word; valid during the call-back */
};

typedef bool register_fn(void *ctx, const struct register_line *line, struct err *e);

/* No file, no lines. Errors: erase.register (file, line), store.file. */
bool register_read(const char *path, register_fn *fn, void *ctx, struct err *e) MUST_USE;
bool register_there(const char *path);
/* The same for an open one; `path` for errors only. */
bool register_scan(FILE *f, const char *path, register_fn *fn, void *ctx,
		   struct err *e) MUST_USE;
/* To the register of a folder, unless the subject stands there. */
bool register_add(const char *dir, const struct register_line *line, struct err *e) MUST_USE;
/* What the register of one folder has and the other's has not. */
bool register_merge(const char *from, const char *to, struct err *e) MUST_USE;

#endif
