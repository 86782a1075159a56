/* Whatever is read as a manifest is written again as the same bytes, and names
 * nothing outside its folder. */
#include "store/manifest.h"

#include "base/buf.h"

#include <assert.h>
#include <inttypes.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct written {
	struct arena a;
	struct buf parts;
	int64_t n;
};

static bool write_part(void *ctx, const char *path, struct hash h, struct err *e)
{
	struct written *w = ctx;
	char hex[HASH_HEX];
	(void)e;
	assert(path[0] != '/' && strstr(path, "..") == NULL && strchr(path, '\n') == NULL);
	buf_str(&w->parts, str_fmt(&w->a, "%s  %s\n", hash_hex(h, hex), path));
	w->n++;
	return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str input = { (const char *)data, size };
	FILE *f = fmemopen((void *)(uintptr_t)data, size, "r");
	char root[HASH_HEX], first[HASH_HEX];
	struct backup_head h;
	struct written w;
	struct err e;
	if (f == NULL) {
		return 0;		/* of nothing */
	}
	w.n = 0;
	arena_init(&w.a, 0);
	buf_init(&w.parts, size + 1);
	if (manifest_scan(f, "input", &h, write_part, &w, &e)) {
		struct str again = str_fmt(&w.a, "# dunghen-backup 1 %" PRId64 " %" PRId64 " %"
					   PRId64 " %s %s\n%.*s# end %" PRId64 "\n", h.generation,
					   h.size, h.at, hash_hex(h.root, root),
					   hash_hex(h.first, first), STR_ARG(buf_view(&w.parts)),
					   w.n);
		assert(str_eq(again, input));
	} else {
		assert(e.code == ERR_CORRUPT);
	}
	(void)fclose(f);
	buf_done(&w.parts);
	arena_done(&w.a);
	return 0;
}
