/* ZIP archives of stored files. */
#include "zipped.h"

#include "gzip.h"

enum {
	MARK_FILE = 0x04034b50, MARK_ENTRY = 0x02014b50, MARK_END = 0x06054b50,
	FILE_HEAD = 30, UTF8_NAME = 1 << 11, STORED = 0,
	OLD_DATE = 33,			/* 1980-01-01 */
};

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
static void put_facts(struct buf *b, const struct zipped *f, uint32_t crc)
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

static size_t put_file(struct buf *b, const struct zipped *f, size_t start)
{
	size_t at = b->n - start;

	put(b, MARK_FILE, 4);
	put_facts(b, f, crc32_of(f->bytes));
	buf_str(b, f->name);
	buf_str(b, f->bytes);
	return at;
}

static void put_entry(struct buf *b, const struct zipped *f, size_t at)
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

void zip_write(struct buf *b, const struct zipped *file, size_t n)
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
