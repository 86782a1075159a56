/* Tables of others, a record at a time. */
#include "table_in.h"

#include "base/utf8.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>

void table_in_start(struct table_in *t, FILE *file)
{
	t->file = file;
	t->from = NULL;
	t->at = t->have = t->raw_n = 0;
	t->begun = t->failed = t->returns = false;
	t->coding = NULL;
	t->lines = 0;
	t->csv = (struct csv){ .n = 0 };
	buf_init(&t->record, TABLE_RECORD_MOST);
}

void table_in_done(struct table_in *t)
{
	buf_done(&t->record);
	if (t->coding != NULL) {
		(void)iconv_close(t->coding);
	}
}

void table_in_packed(struct table_in *t, struct unpack *from)
{
	t->from = from;
}

bool table_in_coding(struct table_in *t, const char *name, struct err *e)
{
	iconv_t coding = iconv_open("UTF-8", name);

	if (coding == (iconv_t)-1) {
		return err_set(e, ERR_INVALID, "table.coding", "value", name, NULL);
	}
	t->coding = coding;
	return true;
}

static bool fault(const struct table_in *t, enum err_code code, const char *key, struct err *e)
{
	(void)err_set(e, code, key, NULL);
	return err_add_int(e, "line", t->csv.line);
}

/* ---- bytes ---- */

/* 0 at the end, and after a failure. */
static size_t take(struct table_in *t, char *to, size_t most)
{
	size_t n = 0;

	if (t->failed) {
		return 0;
	}
	if (t->from != NULL) {
		t->failed = !unpack_read(t->from, to, most, &n, &t->why);
		return t->failed ? 0 : n;
	}
	n = fread(to, 1, most, t->file);
	if (n == 0 && ferror(t->file)) {
		t->failed = true;
		(void)err_set(&t->why, ERR_IO, "table.read", "reason", strerror(EIO), NULL);
	}
	return n;
}

static void coded(struct table_in *t)
{
	t->failed = true;
	(void)err_set(&t->why, ERR_INVALID, "table.coded", NULL);
	(void)err_add_int(&t->why, "line", t->lines + 1);
}

/* What is whole of the raw bytes, into the block. */
static void decode(struct table_in *t)
{
	char *in = t->raw, *out = t->block + t->have;
	size_t in_n = t->raw_n, out_n = sizeof(t->block) - t->have;

	/* EINVAL: the last is cut off, its rest comes; E2BIG: the block is full. */
	if (iconv(t->coding, &in, &in_n, &out, &out_n) == (size_t)-1 && errno == EILSEQ) {
		coded(t);
	}
	t->have = sizeof(t->block) - out_n;
	memmove(t->raw, in, in_n);
	t->raw_n = in_n;
}

/* More of another coding; false at the end. */
static bool refill_coded(struct table_in *t)
{
	size_t before = t->have;

	while (t->have == before && !t->failed) {
		size_t n = take(t, t->raw + t->raw_n, sizeof(t->raw) - t->raw_n);

		t->raw_n += n;
		decode(t);
		if (n == 0 && t->have == before) {
			if (t->raw_n > 0 && before < sizeof(t->block) && !t->failed) {
				coded(t);	/* cut off for good */
			}
			break;
		}
	}
	return t->have > before;
}

/* Lines of old programs end in a carriage return alone; no other line does in what was read. */
static bool only_returns(struct str s)
{
	size_t at = str_find(s, '\r');

	return at + 1 < s.n && memchr(s.p, '\n', s.n) == NULL;
}

static void turn(struct table_in *t, size_t from)
{
	for (size_t i = from; t->returns && i < t->have; i++) {
		t->block[i] = t->block[i] == '\r' ? '\n' : t->block[i];
	}
}

/* The first bytes may say that it is UTF-16. */
static void begin(struct table_in *t)
{
	struct err ignored;

	t->begun = true;
	if (t->coding != NULL) {
		return;
	}
	t->have = take(t, t->block, TABLE_RAW);
	bool little = t->have >= 2 && memcmp(t->block, "\xff\xfe", 2) == 0;
	bool big = t->have >= 2 && memcmp(t->block, "\xfe\xff", 2) == 0;

	if ((little || big) &&
	    table_in_coding(t, little ? "UTF-16LE" : "UTF-16BE", &ignored)) {
		t->raw_n = t->have - 2;
		memcpy(t->raw, t->block + 2, t->raw_n);
		t->have = 0;
		decode(t);
	}
	t->returns = only_returns((struct str){ t->block, t->have });
	turn(t, 0);
}

/* More of the file behind what is left of the block; false at its end, or when the block
 * is full. */
static bool refill(struct table_in *t)
{
	size_t left = t->have - t->at;

	memmove(t->block, t->block + t->at, left);
	t->at = 0;
	t->have = left;
	if (!t->begun) {
		begin(t);
		if (t->have > 0) {
			return true;
		}
	}
	if (t->coding != NULL) {
		bool more = refill_coded(t);

		turn(t, left);
		return more;
	}
	t->have += take(t, t->block + left, sizeof(t->block) - left);
	turn(t, left);
	return t->have > left;
}

/* ---- records ---- */

/* The next line with its end, or as much of it as fits in the block; empty at the end of
 * the file. It stands there until the next. */
static struct str next_piece(struct table_in *t)
{
	for (size_t seen = 0;;) {
		char *from = t->block + t->at, *end;

		end = memchr(from + seen, '\n', t->have - t->at - seen);
		if (end == NULL) {
			seen = t->have - t->at;
			if (refill(t)) {
				continue;
			}
		}
		size_t n = end != NULL ? (size_t)(end - from) + 1 : t->have - t->at;

		from = t->block + t->at;
		t->at += n;
		return (struct str){ from, n };
	}
}

/* What stands most often in the first line outside quotes. */
static char guess(struct str line)
{
	static const char candidate[] = { ',', ';', '\t', '|' };
	size_t most = 0;
	char best = ',';

	for (size_t i = 0; i < ARRAY_LEN(candidate); i++) {
		size_t n = 0;
		bool quoted = false;

		for (size_t k = 0; k < line.n; k++) {
			quoted ^= line.p[k] == '"';
			n += !quoted && line.p[k] == candidate[i];
		}
		if (n > most) {
			most = n;
			best = candidate[i];
		}
	}
	return best;
}

/* The record that begins with that piece, into t->record until its quotes are closed. */
static bool gather(struct table_in *t, struct str piece, struct err *e)
{
	struct csv_scan scan = { .separator = t->csv.separator };
	size_t from = 0;

	while (piece.n > 0) {
		buf_str(&t->record, piece);
		while (buf_ok(&t->record) && piece.n > 0 && !str_ends(piece, STR("\n"))) {
			piece = next_piece(t);
			buf_str(&t->record, piece);
		}
		if (!buf_ok(&t->record)) {
			return fault(t, ERR_LIMIT, "table.long", e);
		}
		t->lines++;
		if (t->csv.separator == '\0') {
			t->csv.separator = guess(buf_view(&t->record));
			scan.separator = t->csv.separator;
		}
		csv_scan(&scan, str_sub(buf_view(&t->record), from, t->record.n));
		from = t->record.n;
		/* Where the file ends within quotes, csv_record says so. */
		piece = scan.quoted ? next_piece(t) : STR("");
	}
	return true;
}

/* Excel's own word to itself, before the heads: "sep=;". */
static bool says_separator(struct str line)
{
	struct str rest = str_trim(line);

	return (rest.n == 5 || (rest.n == 4 && line.n > 4 && line.p[4] == '\t')) &&
	       str_starts(line, STR("sep="));
}

/* The next record with its end: most are a line without quotes that stands in the block. */
static bool whole_record(struct table_in *t, struct str *record, struct err *e)
{
	struct str piece = next_piece(t);

	/* A quote behind the mark begins a field. */
	if (t->lines == 0 && str_starts(piece, STR("\xef\xbb\xbf"))) {
		piece = piece.n == 3 ? next_piece(t) : str_sub(piece, 3, piece.n);
	}
	if (t->lines == 0 && says_separator(piece)) {
		t->csv.separator = t->csv.separator == '\0' ? piece.p[4] : t->csv.separator;
		t->lines++;
		t->csv.line++;
		piece = next_piece(t);
	}
	if (t->csv.separator != '\0' && str_ends(piece, STR("\n")) &&
	    memchr(piece.p, '"', piece.n) == NULL) {
		t->lines++;
		*record = piece;
		return true;
	}
	if (!gather(t, piece, e)) {
		return false;
	}
	*record = buf_view(&t->record);
	if (t->failed) {
		*e = t->why;
	}
	return !t->failed;
}

static struct str without_end(struct str line)
{
	if (str_ends(line, STR("\n"))) {
		line = str_sub(line, 0, line.n - 1);
	}
	return str_ends(line, STR("\r")) ? str_sub(line, 0, line.n - 1) : line;
}

/* Spaces that do not break come out of web pages, and nobody sees them. */
static struct str trim(struct str s)
{
	static const struct str fixed = STR_INIT("\xc2\xa0");
	size_t before;

	if (s.n == 0 || (s.p[0] > ' ' && s.p[s.n - 1] > ' ')) {
		return s;		/* ASCII at both ends: most */
	}
	do {
		before = s.n;
		s = str_trim(s);
		s = str_starts(s, fixed) ? str_sub(s, fixed.n, s.n) : s;
		s = str_ends(s, fixed) ? str_sub(s, 0, s.n - fixed.n) : s;
	} while (s.n < before);
	return s;
}

bool table_in_next(struct table_in *t, struct arena *a, bool *there, struct err *e)
{
	struct str record;

	do {
		buf_reset(&t->record);
		t->csv.line = t->lines + 1;
		if (!whole_record(t, &record, e)) {
			return false;
		}
		*there = record.n > 0;
		record = without_end(record);
	} while (*there && str_trim(record).n == 0);
	if (!*there) {
		return true;
	}
	t->csv.arena = a;
	record = str_dup(a, record);	/* its bytes are the next record's */
	if (!utf8_nfc(a, record, &record, e)) {
		return fault(t, ERR_INVALID, "table.utf8", e);
	}
	if (!csv_record(&t->csv, record, e)) {
		return false;
	}
	for (size_t i = 0; i < t->csv.n; i++) {
		t->csv.field[i] = trim(t->csv.field[i]);
	}
	return true;
}
