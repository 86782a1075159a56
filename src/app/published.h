/*
 * The ledger as everybody may read it: the files of C2SP tlog-tiles, one at a time,
 * made from the tables when they are asked for. No personal data stands in an entry
 * (formats.md), so nobody's right is asked.
 */
#ifndef DUNGHEN_APP_PUBLISHED_H
#define DUNGHEN_APP_PUBLISHED_H

#include "app.h"

/* As large as a bundle can be. */
enum { PUBLISHED_MOST = 256 * (64 * 1024 + 2) };

/* Appends the tile or bundle of that path ("tile/0/000", core/tile.h). Full ones never
 * change, partial ones neither: a longer one has another path. Errors: log.no_tile
 * (tile): no such path, or not that many entries yet. */
bool app_published_tile(struct app *app, struct arena *a, struct str path, struct buf *out,
			struct err *e) MUST_USE;
/* The newest signed checkpoint, kept for good from now on. Needs a writer. */
bool app_published_checkpoint(struct app *app, struct arena *a, struct str *out,
			      struct err *e) MUST_USE;
/* The verifier's key of the log, "name+hash+base64" (C2SP signed-note). */
bool app_published_key(struct app *app, struct arena *a, struct str *out,
		       struct err *e) MUST_USE;

#endif
