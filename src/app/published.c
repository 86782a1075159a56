/* Tiles, bundles, checkpoint and key of the log, for everybody. */
#include "published.h"

#include "app_int.h"
#include "ledger.h"

#include "core/note.h"
#include "core/tile.h"

#include "base/limits.h"

#include <assert.h>

_Static_assert(PUBLISHED_MOST >= TILE_WIDTH * (LIMIT_ENTRY + 2), "the largest bundle fits");

bool app_published_tile(struct app *app, struct arena *a, struct str path, struct buf *out,
			struct err *e)
{
	int level, width;
	int64_t n;
	if (!tile_parse(path, &level, &n, &width)) {
		return err_set(e, ERR_NOT_FOUND, "log.no_tile", "tile",
			       str_cstr(a, path), NULL);
	}
	return store_tile(app->store, level, n, width, out, e);
}

bool app_published_checkpoint(struct app *app, struct arena *a, struct str *out,
			      struct err *e)
{
	struct store_head head;
	assert(app->access == APP_WRITER);
	if (!store_head_hand(app->store, a, &head, e)) {
		return false;
	}
	*out = head.note;
	return true;
}

bool app_published_key(struct app *app, struct arena *a, struct str *out, struct err *e)
{
	struct note_key key;
	if (!ledger_identity(app->store, a, &key, e)) {
		return false;
	}
	*out = note_key_text(a, &key);
	return true;
}
