/*
 * Erasing a person on a lawful ground (rule 43): an entry first, then the line of
 * the register, then the key, for good. What is half done, the next writer that
 * opens the store finishes. Entries, commitments and proofs stay as they were.
 *
 * The register, `erased.log` in the data folder, holds ids, grounds and times. It
 * is no part of a backup; restore replays it, so that no backup brings anybody back.
 */
#ifndef DUNGHEN_APP_ERASE_H
#define DUNGHEN_APP_ERASE_H

#include "app.h"

struct erasing {
	struct str subject;		/* s… */
	struct str ground;		/* request, expired, order */
	struct str as;			/* an administrator */
};

struct erasure {
	struct subject_id subject;
	int64_t at;			/* INSTANT_NONE: not erased */
	struct str ground;
};

/* Refusals: erase.subject, erase.ground, erase.again, erase.open and erase.kept (code,
 * day), right.admin. erase.read: the entry stands and the key is gone, but another
 * process still holds the log; finished at the next opening. */
bool app_erase(struct app *app, struct arena *a, const struct erasing *x,
	       struct erasure *out, struct err *e) MUST_USE;

/* That the store's own register has a line, with its ground, for each erasure the
 * ledger tells of. Errors: verify.register (line: what is missing), erase.register. */
bool app_erase_check(struct app *app, struct err *e) MUST_USE;

/* What the ledger says of a subject. */
struct erasure app_erasure(const struct app *app, struct subject_id id);

/* Erases by the lines of another register whoever is still there; lines about
 * people this store does not know are kept in its own register. A missing file has
 * no lines. Errors: erase.register (file, line). */
bool app_erase_replay(struct app *app, struct arena *a, const char *path, int64_t *erased,
		      struct err *e) MUST_USE;

#endif
