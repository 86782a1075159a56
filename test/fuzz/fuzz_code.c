/* Codes of dossiers, ids, streams, paths of tiles: what is read is written the same. */
#include "core/code.h"
#include "core/entry.h"
#include "core/ids.h"
#include "core/tile.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_code(struct arena *a, struct str s)
{
	struct dossier_code c, again;
	struct err e;
	if (!code_parse(s, &c, &e)) {
		return;
	}
	assert(c.serial >= 1 && c.agency.n > 0);
	struct str text = code_format(a, c);
	bool same = code_parse(text, &again, &e);
	assert(same && str_eq(again.agency, c.agency) && again.day.n == c.day.n &&
	       again.serial == c.serial);
	/* Serials may come with more zeros than ours are written with. */
	assert(text.n < s.n || str_eq(text, s));
}

static void check_ids(struct str s)
{
	static const char letters[] = "updsbm";
	char text[ID_TEXT];
	int64_t id;
	for (size_t i = 0; i + 1 < sizeof(letters); i++) {
		if (id_parse(letters[i], s, &id)) {
			assert(id > 0 && str_is(s, id_text(letters[i], id, text)));
		}
	}
}

static void check_tile(struct str s)
{
	char text[TILE_PATH];
	int level, width;
	int64_t n;
	if (tile_parse(s, &level, &n, &width)) {
		assert(str_is(s, tile_path(level, n, width, text)));
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a;
	struct str s = { (const char *)data, size };
	struct stream stream;
	char text[STREAM_TEXT];
	arena_init(&a, 0);
	check_code(&a, s);
	check_ids(s);
	check_tile(s);
	if (stream_parse(s, &stream)) {
		assert(str_is(s, stream_text(stream, text)));
	}
	arena_done(&a);
	return 0;
}
