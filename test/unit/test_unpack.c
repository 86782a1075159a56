/* Archives in memory: deflated and stored, bounded by what comes out, damaged in any byte. */
#include "edge/unpack.h"

#include "base/buf.h"

#include "tap.h"

static struct arena arena;
static const struct archive_most most = { 8, 4096 };

static const struct zipped files[] = {
	{ STR_INIT("a.txt"), STR_INIT("first") },
	{ STR_INIT("b/giấy.txt"), STR_INIT("second\n") },
};

static struct str stored(void)
{
	struct buf b;

	buf_init(&b, 1 << 20);
	zip_write(&b, files, ARRAY_LEN(files));
	struct str s = str_dup(&arena, buf_view(&b));

	buf_done(&b);
	return s;
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

static struct err err;

static const char *got(struct str s, struct archive_most m)
{
	struct zipped *out;
	size_t n;

	err = (struct err){ .key = "" };
	return archive_files(&arena, s, m, &out, &n, &err) ? "read" : err.key;
}

static void test_deflated(void)
{
	struct zipped *out = NULL;
	struct err e;
	size_t n = 0, letters = 0;
	bool good = archive_files(&arena, packed(), most, &out, &n, &e);

	ok(good && n == 1 && str_is(out[0].name, "law/x.json"), "the folder is left out");
	for (size_t i = 0; good && i < out[0].bytes.n; i++) {
		letters += out[0].bytes.p[i] == 'a';
	}
	ok(letters == 600 && out[0].bytes.n == 600, "what was deflated is whole");
}

static void test_bounds(void)
{
	is_str(got(stored(), (struct archive_most){ 1, 4096 }), "unpack.many", "too many");
	is_str(err_arg(&err, "max"), "1", "how many may be");
	is_str(got(stored(), (struct archive_most){ 2, 11 }), "unpack.large", "too large");
	is_str(err_arg(&err, "max"), "11", "how large they may be");
	is_str(got(stored(), (struct archive_most){ 2, 12 }), "read", "just so large");
	is_str(got(packed(), (struct archive_most){ 2, 599 }), "unpack.large",
	       "it is the size unpacked that counts");
	is_str(got(STR("x"), most), "unpack.damaged", "no archive");
	ok(archive_looks(stored()) && archive_looks(STR("PK\5\6")) && !archive_looks(STR("PK")),
	   "known by how it begins");
}

/* A header of the list says more than is true: a lie about the size gains nothing. */
static void test_lies(void)
{
	struct str s = packed();
	char *p = arena_copy(&arena, s.p, s.n);
	size_t list = 83 + 46 + 4;	/* of its second file */

	p[list + 24] = 1;
	p[list + 25] = 0;
	is_str(got((struct str){ p, s.n }, (struct archive_most){ 2, 599 }), "unpack.large",
	       "called small, and is not");
	p[list + 24] = s.p[list + 24];
	p[list + 25] = s.p[list + 25];
	p[list + 8] = 1;
	is_str(got((struct str){ p, s.n }, most), "unpack.locked", "locked by a word");
	p[list + 8] = 0;
	p[list + 10] = 98;
	is_str(got((struct str){ p, s.n }, most), "unpack.locked", "packed in no known way");
	is_str(err_arg(&err, "part"), "law/x.json", "which one is told");
}

/* Is it one that was put in? */
static bool known(struct str bytes)
{
	static struct zipped *whole;
	static size_t n;
	struct err e;
	bool same = bytes.n == 0;

	if (whole == NULL && !archive_files(&arena, packed(), most, &whole, &n, &e)) {
		return false;
	}
	for (size_t i = 0; i < ARRAY_LEN(files); i++) {
		same = same || str_eq(bytes, files[i].bytes);
	}
	return same || str_eq(bytes, whole[0].bytes);
}

/* Every byte, one by one: refused, or what comes out is what was put in. */
static void test_damaged(struct str s, const char *name)
{
	char *p = arena_copy(&arena, s.p, s.n);
	size_t wrong = 0, refused = 0;

	for (size_t i = 0; i < s.n; i++) {
		struct zipped *out;
		struct err e;
		size_t n;

		p[i] = (char)(p[i] ^ 0x41);
		bool good = archive_files(&arena, (struct str){ p, s.n }, most, &out, &n, &e);

		refused += !good;
		for (size_t k = 0; good && k < n; k++) {
			wrong += !known(out[k].bytes);
		}
		p[i] = s.p[i];
	}
	ok(wrong == 0 && refused > 20, "%s: a byte changed", name);
	wrong = 0;
	for (size_t i = 1; i < s.n; i++) {
		wrong += str_is(str_of(got(str_sub(s, 0, i), most)), "read");
	}
	ok(wrong == 0, "%s: the end cut off", name);
}

int main(void)
{
	arena_init(&arena, 0);
	test_deflated();
	test_bounds();
	test_lies();
	test_damaged(stored(), "stored");
	test_damaged(packed(), "deflated");
	arena_done(&arena);
	return done_testing();
}
