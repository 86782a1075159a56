/*
 * Law from any bytes, as an archive or a file alone: refused, or files of good names within
 * the limits, which packed again are the same files.
 */
#include "core/law_pack.h"

#include "base/limits.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void again(struct arena *a, const struct law_source *files, size_t n)
{
	struct law_source *file;
	struct buf b;
	struct err e;
	size_t m = 0;

	buf_init(&b, 2 * LIMIT_LAW + 4096 * n);
	law_pack_write(&b, a, files, n);
	bool good = law_pack_read(a, STR("x.zip"), buf_view(&b), &file, &m, &e);

	/* A folder that all stand in is left out once more. */
	assert(good && m == n);
	for (size_t i = 0; i < n; i++) {
		assert(str_eq(file[i].text, files[i].text));
		assert(str_ends(files[i].path, file[i].path));
	}
	buf_done(&b);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str bytes = { (const char *)data, size };
	struct law_source *file;
	struct arena a;
	struct err e;
	size_t n = 0, total = 0;

	arena_init(&a, 0);
	if (law_pack_read(&a, STR("x.json"), bytes, &file, &n, &e)) {
		assert(n > 0);
		for (size_t i = 0; i < n; i++) {
			total += file[i].text.n;
			assert(file[i].path.n > 0 && file[i].path.p[0] != '/');
		}
		assert(total <= LIMIT_LAW);
		again(&a, file, n);
	}
	arena_done(&a);
	return 0;
}
