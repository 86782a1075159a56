/*
 * Law as it is handed in: lines as files of an archive (name, tab, text), and the first line
 * as the name of a file alone, the rest what stands in it. Refused, or files of good names
 * within the limits, which packed are the same files again.
 */
#include "app/law_unpack.h"
#include "core/law_pack.h"

#include "base/limits.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { FILES_MOST = LIMIT_LAW_FILES * 2 };

static void again(struct arena *a, const struct law_source *files, size_t n)
{
	struct law_source *file;
	struct buf b;
	struct err e;
	size_t m = 0;

	buf_init(&b, 2 * LIMIT_LAW + 4096 * n);
	law_pack_write(&b, a, files, n);
	bool good = law_unpack(a, STR("x.zip"), buf_view(&b), &file, &m, &e);

	/* A folder that all stand in is left out once more. */
	assert(good && m == n);
	for (size_t i = 0; i < n; i++) {
		assert(str_eq(file[i].text, files[i].text));
		assert(str_ends(files[i].path, file[i].path));
	}
	buf_done(&b);
}

static void sound(struct arena *a, const struct law_source *file, size_t n)
{
	size_t total = 0;

	assert(n > 0);
	for (size_t i = 0; i < n; i++) {
		total += file[i].text.n;
		assert(file[i].path.n > 0 && file[i].path.p[0] != '/');
	}
	assert(total <= LIMIT_LAW);
	again(a, file, n);
}

static void many(struct arena *a, struct str bytes)
{
	struct zipped *zip = arena_array(a, struct zipped, FILES_MOST);
	struct law_source *file;
	struct str line;
	struct err e;
	size_t n = 0;

	while (n < FILES_MOST && str_cut(bytes, '\n', &line, &bytes)) {
		if (str_cut(line, '\t', &zip[n].name, &zip[n].bytes)) {
			n++;
		}
	}
	if (law_pack_files(a, zip, n, &file, &n, &e)) {
		sound(a, file, n);
	}
}

static void alone(struct arena *a, struct str bytes)
{
	struct law_source file;
	struct str name;
	struct err e;

	if (str_cut(bytes, '\n', &name, &bytes) && law_pack_alone(a, name, bytes, &file, &e)) {
		sound(a, &file, 1);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str bytes = { (const char *)data, size };
	struct arena a;

	arena_init(&a, 0);
	many(&a, bytes);
	alone(&a, bytes);
	arena_done(&a);
	return 0;
}
