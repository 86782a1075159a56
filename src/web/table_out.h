/*
 * A table as a file: comma separated values, or a workbook. Comma separated ones are UTF-8
 * with a byte order mark, without which spreadsheets take Vietnamese for another code; every
 * text stands in quotes, CR LF ends a record (RFC 4180).
 */
#ifndef DUNGHEN_WEB_TABLE_OUT_H
#define DUNGHEN_WEB_TABLE_OUT_H

#include "base/buf.h"
#include "base/text.h"
#include "base/xlsx.h"

enum table_kind { TABLE_CSV, TABLE_XLSX };

struct table_out {
	enum table_kind kind;
	enum text_lang lang;		/* CSV: shares as it writes them */
	struct buf *b;
	bool begun;			/* CSV: a field of the record at hand is there */
	struct xlsx xlsx;
};

void table_open(struct table_out *t, enum table_kind kind, enum text_lang lang, struct buf *b);
/* A text that a spreadsheet would take for a formula gets an apostrophe before it in CSV. */
void table_text(struct table_out *t, struct str s);
void table_int(struct table_out *t, int64_t n);
void table_share(struct table_out *t, int64_t per_ten_thousand);	/* below 0: empty */
void table_end_row(struct table_out *t);
void table_close(struct table_out *t);

const char *table_type(enum table_kind kind);		/* Content-Type */
const char *table_ending(enum table_kind kind);		/* "csv" */

#endif
