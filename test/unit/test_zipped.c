/* ZIP archives: what is written is read again; what is damaged is refused. */
#include "base/gzip.h"
#include "base/zipped.h"

#include "tap.h"

#include <string.h>

static struct arena arena;
static const struct zip_most most = { 8, 4096 };

static const struct zip_file files[] = {
	{ STR_INIT("a.txt"), STR_INIT("first") },
	{ STR_INIT("b/giấy.txt"), STR_INIT("second\n") },
	{ STR_INIT("c"), STR_INIT("") },
};

static struct str written(void)
{
	struct buf b;

	buf_init(&b, 1 << 20);
	zip_write(&b, files, ARRAY_LEN(files));
	struct str s = str_dup(&arena, buf_view(&b));

	buf_done(&b);
	return s;
}

static const char *refused(struct str s, struct zip_most m)
{
	static struct err e;
	struct zip_file *out;
	size_t n;

	e.key[0] = '\0';
	return zip_read(&arena, s, m, &out, &n, &e) ? "read" : e.key;
}

static void test_round(void)
{
	struct str s = written();
	struct zip_file *out = NULL;
	struct err e;
	size_t n = 0;
	bool good = zip_read(&arena, s, most, &out, &n, &e);

	ok(good && n == ARRAY_LEN(files), "all of them");
	for (size_t i = 0; good && i < n; i++) {
		ok(str_eq(out[i].name, files[i].name) && str_eq(out[i].bytes, files[i].bytes),
		   "file %zu", i);
	}
	ok(str_eq(s, written()), "the same files, the same bytes");
	ok(zip_is(s) && !zip_is(STR("{\"a\": 1, \"b\": 2, \"c\": 3}")), "known by how it begins");
}

/* Made elsewhere: a folder, and a file of 600 letters deflated. */
static const unsigned char deflated[] = {
	0x50, 0x4b, 0x03, 0x04, 0x14, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x21, 0x00,
	0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x04, 0x00,
	0x00, 0x00, 0x6c, 0x61, 0x77, 0x2f, 0x50, 0x4b, 0x03, 0x04, 0x14, 0x00, 0x00, 0x00,
	0x08, 0x00, 0x00, 0x00, 0x21, 0x00, 0x2d, 0x6c, 0x70, 0xfa, 0x09, 0x00, 0x00, 0x00,
	0x58, 0x02, 0x00, 0x00, 0x0a, 0x00, 0x00, 0x00, 0x6c, 0x61, 0x77, 0x2f, 0x78, 0x2e,
	0x6a, 0x73, 0x6f, 0x6e, 0x4b, 0x4c, 0x1c, 0x05, 0xa3, 0x80, 0xfa, 0x00, 0x00, 0x50,
	0x4b, 0x01, 0x02, 0x14, 0x03, 0x14, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x21,
	0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x04,
	0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x80, 0x01, 0x00,
	0x00, 0x00, 0x00, 0x6c, 0x61, 0x77, 0x2f, 0x50, 0x4b, 0x01, 0x02, 0x14, 0x03, 0x14,
	0x00, 0x00, 0x00, 0x08, 0x00, 0x00, 0x00, 0x21, 0x00, 0x2d, 0x6c, 0x70, 0xfa, 0x09,
	0x00, 0x00, 0x00, 0x58, 0x02, 0x00, 0x00, 0x0a, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
	0x00, 0x00, 0x00, 0x00, 0x00, 0x80, 0x01, 0x22, 0x00, 0x00, 0x00, 0x6c, 0x61, 0x77,
	0x2f, 0x78, 0x2e, 0x6a, 0x73, 0x6f, 0x6e, 0x50, 0x4b, 0x05, 0x06, 0x00, 0x00, 0x00,
	0x00, 0x02, 0x00, 0x02, 0x00, 0x6a, 0x00, 0x00, 0x00, 0x53, 0x00, 0x00, 0x00, 0x00,
	0x00,
};

static struct str packed(void)
{
	return (struct str){ (const char *)deflated, sizeof(deflated) };
}

static void test_deflated(void)
{
	struct zip_file *out = NULL;
	struct err e;
	size_t n = 0;
	bool good = zip_read(&arena, packed(), most, &out, &n, &e);

	ok(good && n == 1, "the folder is left out");
	ok(good && str_is(out[0].name, "law/x.json") && out[0].bytes.n == 600 &&
	   memcmp(out[0].bytes.p, "aaaaaaaa", 8) == 0, "what was deflated is whole");
}

static void test_bounds(void)
{
	is_str(refused(written(), (struct zip_most){ 2, 4096 }), "zip.many", "too many");
	is_str(refused(written(), (struct zip_most){ 8, 11 }), "zip.large", "too large");
	is_str(refused(written(), (struct zip_most){ 8, 12 }), "read", "just so large");
	is_str(refused(packed(), (struct zip_most){ 8, 599 }), "zip.large",
	       "it is the size unpacked that counts");
	is_str(refused(STR(""), most), "zip.form", "nothing");
}

/* Every byte, one by one: read as before or refused, and never worse. */
static void test_damaged(struct str s, const char *name)
{
	char *p = arena_copy(&arena, s.p, s.n);
	size_t wrong = 0;

	for (size_t i = 0; i < s.n; i++) {
		struct zip_file *out;
		struct err e;
		size_t n;

		p[i] = (char)(p[i] ^ 0x41);
		if (zip_read(&arena, (struct str){ p, s.n }, most, &out, &n, &e)) {
			for (size_t k = 0; k < n; k++) {
				/* What is read has the sum that stands beside it. */
				wrong += out[k].bytes.n > most.bytes;
			}
		}
		p[i] = s.p[i];
	}
	for (size_t i = 0; i < s.n; i++) {
		wrong += strcmp(refused(str_sub(s, 0, i), most), "read") == 0;
	}
	ok(wrong == 0, "%s: a byte changed, the end cut off", name);
}

int main(void)
{
	arena_init(&arena, 0);
	test_round();
	test_deflated();
	test_bounds();
	test_damaged(written(), "stored");
	test_damaged(packed(), "deflated");
	arena_done(&arena);
	return done_testing();
}
