/*
 * Verify and rebuild: what is derived equals what the ledger says.
 */
#ifndef DUNGHEN_APP_CHECK_H
#define DUNGHEN_APP_CHECK_H

#include "app.h"

/* Told now and then during long work; stage is a key of the catalogs
 * ("progress.ledger", …). total 0: not known. */
typedef void progress_fn(void *ctx, const char *stage, int64_t done, int64_t total);
struct progress {
	progress_fn *fn;		/* NULL: silent */
	void *ctx;
};

struct app_verified {
	int64_t entries, dossiers, texts;
	struct hash root;
};

/*
 * Ledger bytes, hashes, typed columns and times; the Merkle tree and its signed
 * heads; sealed texts against their commitments; every dossier refolded and its
 * invariants; projections refolded beside the store and compared row by row. Names
 * the first thing that is wrong: verify.…, invariant.…, vault.…, entry.…
 * (ERR_CORRUPT). A reader looks first (app_look), so that what a writer does
 * meanwhile is no damage.
 */
bool app_verify(struct app *app, struct progress p, struct app_verified *out,
		struct err *e) MUST_USE;

/* A store whose law or organisation is damaged is not opened by app_open: puts the
 * first damage of its ledger's bytes into *e, which holds app_open's error and
 * stays as it is when the ledger itself is sound. */
void app_name_damage(struct arena *a, const char *dir, struct progress p, struct err *e);

/* Drops and refills the projections from the ledger, in one transaction.
 * *entries is how many were read. */
bool app_rebuild(struct app *app, struct progress p, int64_t *entries,
		 struct err *e) MUST_USE;

#endif
