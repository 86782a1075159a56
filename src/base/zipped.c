/* ZIP archives: stored ones are written, stored and deflated ones read. */
#include "zipped.h"

#include "gzip.h"

#include <string.h>

enum {
	MARK_FILE = 0x04034b50, MARK_ENTRY = 0x02014b50, MARK_END = 0x06054b50,
	FILE_HEAD = 30, ENTRY_HEAD = 46, END_HEAD = 22, COMMENT_MOST = 0xffff,
	ENCRYPTED = 1, UTF8_NAME = 1 << 11, STORED = 0, DEFLATED = 8,
	OLD_DATE = 33,			/* 1980-01-01 */
};

/* ---- writing ---- */

static void put(struct buf *b, uint64_t v, int bytes)
{
	for (int i = 0; i < bytes; i++) {
		buf_char(b, (char)(v >> (8 * i) & 0xff));
	}
}

static bool ascii(struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		if ((unsigned char)s.p[i] >= 0x80) {
			return false;
		}
	}
	return true;
}

/* What the two headers of a file say alike. */
static void put_facts(struct buf *b, const struct zip_file *f, uint32_t crc)
{
	put(b, 20, 2);
	put(b, ascii(f->name) ? 0 : UTF8_NAME, 2);
	put(b, STORED, 2);
	put(b, 0, 2);
	put(b, OLD_DATE, 2);
	put(b, crc, 4);
	put(b, f->bytes.n, 4);
	put(b, f->bytes.n, 4);
	put(b, f->name.n, 2);
	put(b, 0, 2);
}

static size_t put_file(struct buf *b, const struct zip_file *f, size_t start)
{
	size_t at = b->n - start;

	put(b, MARK_FILE, 4);
	put_facts(b, f, crc32_of(f->bytes));
	buf_str(b, f->name);
	buf_str(b, f->bytes);
	return at;
}

static void put_entry(struct buf *b, const struct zip_file *f, size_t at)
{
	put(b, MARK_ENTRY, 4);
	put(b, 20, 2);
	put_facts(b, f, crc32_of(f->bytes));
	put(b, 0, 2);
	put(b, 0, 2);
	put(b, 0, 2);
	put(b, 0, 4);
	put(b, at, 4);
	buf_str(b, f->name);
}

void zip_write(struct buf *b, const struct zip_file *file, size_t n)
{
	size_t start = b->n, at = 0;

	for (size_t i = 0; i < n; i++) {
		(void)put_file(b, &file[i], start);
	}
	size_t list = b->n - start;

	for (size_t i = 0; i < n; i++) {
		put_entry(b, &file[i], at);
		at += FILE_HEAD + file[i].name.n + file[i].bytes.n;
	}
	size_t end = b->n - start;

	put(b, MARK_END, 4);
	put(b, 0, 4);
	put(b, n, 2);
	put(b, n, 2);
	put(b, end - list, 4);
	put(b, list, 4);
	put(b, 0, 2);
}

/* ---- reading ---- */

static uint32_t number(const char *p, int bytes)
{
	uint32_t v = 0;

	for (int i = bytes; i > 0; i--) {
		v = v << 8 | (unsigned char)p[i - 1];
	}
	return v;
}

static bool damaged(struct err *e)
{
	return err_set(e, ERR_INVALID, "zip.form", NULL);
}

bool zip_is(struct str bytes)
{
	return bytes.n >= END_HEAD && (number(bytes.p, 4) == MARK_FILE ||
				       number(bytes.p, 4) == MARK_END);
}

struct reading {
	struct arena *a;
	struct str all;
	struct zip_most most;
	size_t unpacked;
};

/* The end stands last but for a comment, whose length it tells. */
static const char *find_end(struct str s)
{
	for (size_t k = 0; k <= COMMENT_MOST && s.n >= END_HEAD + k; k++) {
		const char *p = s.p + s.n - END_HEAD - k;

		if (number(p, 4) == MARK_END && number(p + 20, 2) == k) {
			return p;
		}
	}
	return NULL;
}

/* The bytes of an entry, whose name ends behind its header. */
static bool packed_bytes(const struct reading *r, const char *entry, struct str name,
			 struct str *out)
{
	size_t at = number(entry + 42, 4), size = number(entry + 20, 4);

	if (at > r->all.n || r->all.n - at < FILE_HEAD) {
		return false;
	}
	const char *p = r->all.p + at;
	size_t head = FILE_HEAD + number(p + 26, 2) + number(p + 28, 2);

	if (number(p, 4) != MARK_FILE || number(p + 26, 2) != name.n ||
	    r->all.n - at < head || r->all.n - at - head < size ||
	    memcmp(p + FILE_HEAD, name.p, name.n) != 0) {
		return false;
	}
	*out = (struct str){ p + head, size };
	return true;
}

static bool too_large(const struct reading *r, struct err *e)
{
	(void)err_set(e, ERR_LIMIT, "zip.large", NULL);
	return err_add_int(e, "max", (int64_t)r->most.bytes);
}

static bool unpack(struct reading *r, const char *entry, struct str name, struct str *out,
		   struct err *e)
{
	uint32_t how = number(entry + 10, 2);
	size_t size = number(entry + 24, 4);
	struct str packed;

	if ((number(entry + 8, 2) & ENCRYPTED) != 0 || (how != STORED && how != DEFLATED)) {
		return err_set(e, ERR_INVALID, "zip.packed", "path", str_cstr(r->a, name), NULL);
	}
	if (!packed_bytes(r, entry, name, &packed)) {
		return damaged(e);
	}
	if (size > r->most.bytes - r->unpacked) {
		return too_large(r, e);
	}
	r->unpacked += size;
	if (how == STORED) {
		*out = packed;
		return (packed.n == size && crc32_of(packed) == number(entry + 16, 4)) ||
		       damaged(e);
	}
	return (inflate_text(r->a, packed, size, out) &&
		crc32_of(*out) == number(entry + 16, 4)) || damaged(e);
}

bool zip_read(struct arena *a, struct str bytes, struct zip_most most, struct zip_file **out,
	      size_t *n, struct err *e)
{
	struct reading r = { .a = a, .all = bytes, .most = most };
	const char *end = find_end(bytes);
	struct zip_file *file;
	size_t files, found = 0;

	if (end == NULL || number(end + 4, 4) != 0 || number(end + 8, 2) != number(end + 10, 2)) {
		return damaged(e);
	}
	files = number(end + 10, 2);
	if (files > most.files) {
		(void)err_set(e, ERR_LIMIT, "zip.many", NULL);
		return err_add_int(e, "max", (int64_t)most.files);
	}
	file = arena_array(a, struct zip_file, files);
	size_t at = number(end + 16, 4), last = (size_t)(end - bytes.p);

	for (size_t i = 0; i < files; i++) {
		const char *p = bytes.p + at;

		if (at > last || last - at < ENTRY_HEAD || number(p, 4) != MARK_ENTRY) {
			return damaged(e);
		}
		struct str name = { p + ENTRY_HEAD, number(p + 28, 2) };
		size_t length = ENTRY_HEAD + name.n + number(p + 30, 2) + number(p + 32, 2);

		if (last - at < length) {
			return damaged(e);
		}
		at += length;
		if (str_ends(name, STR("/"))) {
			continue;
		}
		file[found].name = name;
		if (!unpack(&r, p, name, &file[found++].bytes, e)) {
			return false;
		}
	}
	*out = file;
	*n = found;
	return true;
}
