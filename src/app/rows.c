/* Tables of others, whatever file they come in. */
#include "rows.h"

#include "cases.h"

#include "edge/table_in.h"
#include "edge/workbook.h"
#include "edge/xes_in.h"

#include <assert.h>
#include <errno.h>
#include <string.h>

enum { HASH_BYTES = 64 << 10 };

struct rows {
	enum rows_kind kind;
	struct table_in text;
	struct workbook *book;
	struct cases *cases;
	size_t width;			/* of the heads; 0: not read yet */
};

static bool unread(struct err *e)
{
	return err_set(e, ERR_IO, "table.read", "reason", strerror(errno), NULL);
}

/* Workbooks of before 2007, and those locked by a word, are of this other make. */
static bool other_make(FILE *f)
{
	static const char mark[] = "\xd0\xcf\x11\xe0";
	char first[4] = "";
	size_t n = fread(first, 1, sizeof(first), f);

	return fseek(f, 0, SEEK_SET) == 0 && n == sizeof(first) &&
	       memcmp(first, mark, sizeof(first)) == 0;
}

bool rows_open(struct arena *a, FILE *f, const struct rows_want *want, struct rows **out,
	       struct err *e)
{
	struct rows *r = arena_new(a, struct rows);

	if (fseek(f, 0, SEEK_SET) != 0) {
		return unread(e);
	}
	if (other_make(f)) {
		return err_set(e, ERR_INVALID, "workbook.old", NULL);
	}
	if (workbook_looks(f)) {
		r->kind = ROWS_SHEET;
		*out = r;
		return workbook_open(a, f, want->sheet, &r->book, e);
	}
	if (want->log.is || want->log.name.n > 0 || xes_in_looks(f)) {
		r->kind = ROWS_LOG;
		*out = r;
		return cases_open(a, f, &want->log, &r->cases, e);
	}
	table_in_start(&r->text, f);
	*out = r;
	return true;
}

static bool next_text(struct rows *r, struct arena *a, struct rows_row *row, bool *there,
		      struct err *e)
{
	if (!table_in_next(&r->text, a, there, e)) {
		return false;
	}
	if (*there) {
		row->line = r->text.csv.line;
		row->n = r->text.csv.n;
		memcpy(row->field, r->text.csv.field, row->n * sizeof(row->field[0]));
	}
	return true;
}

static size_t filled(const struct workbook_row *row)
{
	size_t n = 0;

	for (size_t i = 0; i < row->n; i++) {
		n += row->cell[i].n > 0;
	}
	return n;
}

static bool next_sheet(struct rows *r, struct arena *a, struct rows_row *row, bool *there,
		       struct err *e)
{
	struct workbook_row got;

	do {
		if (!workbook_next(r->book, a, &got, there, e)) {
			return false;
		}
	} while (*there && r->width == 0 && filled(&got) < 2);
	if (!*there) {
		return true;
	}
	r->width = r->width == 0 ? got.n : r->width;
	row->line = got.number;
	row->n = got.n > r->width ? got.n : r->width;
	memcpy(row->field, got.cell, row->n * sizeof(row->field[0]));
	return true;
}

static_assert((int)WORKBOOK_COLUMNS == (int)CSV_FIELDS, "a sheet's row is a row");

bool rows_next(struct rows *r, struct arena *a, struct rows_row *row, bool *there, struct err *e)
{
	row->done = false;
	row->fault = NULL;
	switch (r->kind) {
	case ROWS_TEXT:
		break;
	case ROWS_SHEET:
		return next_sheet(r, a, row, there, e);
	case ROWS_LOG:
		return cases_next(r->cases, a, row, there, e);
	}
	return next_text(r, a, row, there, e);
}

void rows_close(struct rows *r)
{
	if (r == NULL) {
		return;
	}
	if (r->kind == ROWS_TEXT) {
		table_in_done(&r->text);
	}
	workbook_close(r->book);
	cases_close(r->cases);
}

enum rows_kind rows_kind_of(const struct rows *r)
{
	return r->kind;
}

char rows_separator(const struct rows *r)
{
	return r->text.csv.separator;
}

struct str rows_sheet(const struct rows *r)
{
	return r->book != NULL ? workbook_sheet(r->book) : STR("");
}

const struct log_words *rows_log(const struct rows *r)
{
	return r->cases != NULL ? cases_words(r->cases) : NULL;
}

bool rows_hash(FILE *f, struct hash *out, struct err *e)
{
	struct hash_state h;
	char piece[HASH_BYTES];
	size_t n;

	if (fseek(f, 0, SEEK_SET) != 0) {
		return unread(e);
	}
	hash_start(&h);
	while ((n = fread(piece, 1, sizeof(piece), f)) > 0) {
		hash_add(&h, piece, n);
	}
	*out = hash_end(&h);
	return !ferror(f) || unread(e);
}
