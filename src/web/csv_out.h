/*
 * Comma separated values as spreadsheets open them: UTF-8 with a byte order mark, without
 * which they take Vietnamese for another code; every text in quotes, CR LF at the end of a
 * record (RFC 4180).
 */
#ifndef DUNGHEN_WEB_CSV_OUT_H
#define DUNGHEN_WEB_CSV_OUT_H

#include "base/buf.h"

struct csv_out {
	struct buf *b;
	bool begun;			/* a field of the record at hand is there */
};

void csv_open(struct csv_out *c, struct buf *b);
/* A text that a spreadsheet would take for a formula gets an apostrophe before it. */
void csv_text(struct csv_out *c, struct str s);
void csv_int(struct csv_out *c, int64_t n);
void csv_end(struct csv_out *c);

#endif
