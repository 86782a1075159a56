/* Tables of others, a record at a time. */
#include "table_in.h"

#include "base/utf8.h"

#include <errno.h>
#include <string.h>

void table_in_start(struct table_in *t, FILE *file)
{
	*t = (struct table_in){ .file = file };
	buf_init(&t->record, TABLE_RECORD_MOST);
}

void table_in_done(struct table_in *t)
{
	buf_done(&t->record);
}

static bool fault(const struct table_in *t, enum err_code code, const char *key, struct err *e)
{
	(void)err_set(e, code, key, NULL);
	return err_add_int(e, "line", t->csv.line);
}

/* Appends a line with its end; false at the end of the file. */
static bool add_line(struct table_in *t)
{
	size_t before = t->record.n;
	int ch;

	while (buf_ok(&t->record) && (ch = getc(t->file)) != EOF) {
		buf_char(&t->record, (char)ch);
		if (ch == '\n') {
			break;
		}
	}
	t->lines += t->record.n > before;
	return t->record.n > before;
}

/* What stands most often in the first line outside quotes. */
static char guess(struct str line)
{
	static const char candidate[] = { ',', ';', '\t' };
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

/* Reads on until the record's quotes are closed. Its bytes stand in t->record. */
static bool whole_record(struct table_in *t, bool *there, struct err *e)
{
	struct csv_scan scan = { .separator = t->csv.separator };
	size_t from = 0;

	do {
		*there = add_line(t);
		if (ferror(t->file)) {
			return err_set(e, ERR_IO, "table.read", "reason", strerror(EIO), NULL);
		}
		if (!buf_ok(&t->record)) {
			return fault(t, ERR_LIMIT, "table.long", e);
		}
		if (!*there) {
			*there = t->record.n > 0;
			return true;	/* an open quote: csv_record says so */
		}
		if (t->csv.separator == '\0') {
			t->csv.separator = guess(buf_view(&t->record));
			scan.separator = t->csv.separator;
		}
		csv_scan(&scan, str_sub(buf_view(&t->record), from, t->record.n));
		from = t->record.n;
	} while (scan.quoted);
	return true;
}

static struct str without_end(struct str line)
{
	if (str_ends(line, STR("\n"))) {
		line = str_sub(line, 0, line.n - 1);
	}
	return str_ends(line, STR("\r")) ? str_sub(line, 0, line.n - 1) : line;
}

/* The mark is passed over here, for a quote after it begins a field. */
static void skip_mark(struct table_in *t)
{
	static const char mark[] = { '\xef', '\xbb', '\xbf' };
	size_t n = 0;
	int ch = getc(t->file);

	while (n < sizeof(mark) && ch != EOF && (char)ch == mark[n]) {
		n++;
		ch = n < sizeof(mark) ? getc(t->file) : EOF;
	}
	if (ch != EOF) {
		(void)ungetc(ch, t->file);
	}
	buf_add(&t->record, mark, n < sizeof(mark) ? n : 0);
}

/* Spaces that do not break come out of web pages, and nobody sees them. */
static struct str trim(struct str s)
{
	static const struct str fixed = STR_INIT("\xc2\xa0");
	size_t before;

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
		if (t->lines == 0) {
			skip_mark(t);
		}
		if (!whole_record(t, there, e)) {
			return false;
		}
		record = without_end(buf_view(&t->record));
	} while (*there && str_trim(record).n == 0);
	if (!*there) {
		return true;
	}
	t->csv.arena = a;
	record = str_dup(a, record);	/* the buffer is the next record's */
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
