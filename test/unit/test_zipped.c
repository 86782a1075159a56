/* ZIP archives: what is written is read by the library that reads those of others. */
#include "edge/unpack.h"

#include "base/zipped.h"

#include "tap.h"

static struct arena arena;

static const struct zipped files[] = {
	{ STR_INIT("a.txt"), STR_INIT("first") },
	{ STR_INIT("b/giấy.txt"), STR_INIT("second\n") },
	{ STR_INIT("c"), STR_INIT("") },
};

static struct str written(const char *before)
{
	struct buf b;

	buf_init(&b, 1 << 20);
	buf_text(&b, before);
	zip_write(&b, files, ARRAY_LEN(files));
	struct str s = str_dup(&arena, buf_view(&b));

	buf_done(&b);
	return s;
}

int main(void)
{
	const struct archive_most most = { 8, 4096 };
	struct str s, behind;
	struct zipped *out = NULL;
	struct err e;
	size_t n = 0;

	arena_init(&arena, 0);
	s = written("");
	behind = written("before");
	bool good = archive_files(&arena, s, most, &out, &n, &e);

	ok(good && n == ARRAY_LEN(files), "all of them");
	for (size_t i = 0; good && i < n; i++) {
		ok(str_eq(out[i].name, files[i].name) && str_eq(out[i].bytes, files[i].bytes),
		   "file %zu", i);
	}
	ok(str_eq(s, str_sub(behind, 6, behind.n)), "the same files, the same bytes");
	arena_done(&arena);
	return done_testing();
}
