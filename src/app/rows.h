/*
 * Tables of others, row by row, whatever file they come in: text with separators, a sheet
 * of a workbook, an event log (a row for each case, app/cases.h). What a file is, its first
 * bytes say.
 */
#ifndef DUNGHEN_APP_ROWS_H
#define DUNGHEN_APP_ROWS_H

#include "core/csv.h"

#include "base/hash.h"

#include <stdio.h>

enum rows_kind { ROWS_TEXT, ROWS_SHEET, ROWS_LOG };

/* What is told about an event log; a text is one when `name` or `is` says so. */
struct log_want {
	bool is;
	struct str name, activity, time, resource;	/* columns, or keys of XES */
	const struct str *done;		/* activities after which a case is finished */
	size_t dones;
};

struct rows_want {
	struct str sheet;		/* by name; empty: the first */
	struct log_want log;
};

struct rows;
struct log_words;

struct rows_row {
	int64_t line;			/* of the text, or as the sheet counts */
	size_t n;
	struct str field[CSV_FIELDS];
	bool done;			/* a case of a log that is finished */
	const struct err *fault;	/* of this row alone, or NULL */
};

/* `f` stays the caller's and can be read from its beginning. Errors: table.read, those of
 * edge/workbook.h. */
bool rows_open(struct arena *a, FILE *f, const struct rows_want *want, struct rows **out,
	       struct err *e) MUST_USE;
/* The next row, its texts in `a`; *there is false at the end. The first is the one of heads:
 * of a sheet the first with more than one cell, for a title may stand above it; the rows
 * below are as long as it at least. Errors: those of edge/table_in.h, edge/workbook.h. */
bool rows_next(struct rows *r, struct arena *a, struct rows_row *row, bool *there,
	       struct err *e) MUST_USE;
void rows_close(struct rows *r);		/* NULL is allowed */

enum rows_kind rows_kind_of(const struct rows *r);
char rows_separator(const struct rows *r);	/* of a text, once its heads are read */
struct str rows_sheet(const struct rows *r);
const struct log_words *rows_log(const struct rows *r);	/* app/cases.h; or NULL */

/* Of all bytes of the file. Errors: table.read. */
bool rows_hash(FILE *f, struct hash *out, struct err *e) MUST_USE;

#endif
