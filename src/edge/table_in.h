/*
 * A table of somebody else's, read record by record from a file of any length, plain or
 * packed: comma, semicolon, tab or bar between fields (guessed from the first line, or told),
 * quotes as in RFC 4180 with line breaks inside them, UTF-8 with or without a byte order
 * mark, UTF-16 with one, another coding when it is told; lines that end in LF, CR LF or CR
 * alone; Excel's first line "sep=;". Empty lines are passed over. Fields
 * are in NFC and without spaces around them.
 */
#ifndef DUNGHEN_EDGE_TABLE_IN_H
#define DUNGHEN_EDGE_TABLE_IN_H

#include "core/csv.h"

#include "unpack.h"

#include <stdio.h>

enum {
	TABLE_RECORD_MOST = 256 << 10,	/* bytes of one record */
	TABLE_BLOCK = 64 << 10,
	TABLE_RAW = TABLE_BLOCK / 4,	/* at most three bytes come of one of another coding */
};

struct table_in {
	FILE *file;
	struct unpack *from;		/* in its place; or NULL */
	char block[TABLE_BLOCK];	/* read ahead */
	size_t at, have;		/* of it */
	bool begun;			/* something was read */
	bool returns;			/* lines end in a carriage return alone */
	void *coding;			/* iconv's; NULL: UTF-8 */
	char raw[TABLE_RAW];		/* of another coding: what is not whole yet */
	size_t raw_n;
	bool failed;
	struct err why;
	struct buf record;		/* when it does not stand in the block alone */
	int64_t lines;			/* read so far */
	struct csv csv;			/* the record at hand: line, n, field */
};

/* Reads `file`, which stays the caller's, from where it stands. */
void table_in_start(struct table_in *t, FILE *file);
void table_in_done(struct table_in *t);
/* Before the first record: its bytes come from there, which stays the caller's. */
void table_in_packed(struct table_in *t, struct unpack *from);
/* Before the first record. Errors: table.coding (value): none that is known. */
bool table_in_coding(struct table_in *t, const char *name, struct err *e) MUST_USE;

/* The next record, its fields in `a`; *there is false at the end. After a failure
 * nothing more can be read. Errors: table.read, those of unpack_read; table.utf8,
 * table.coded, table.long, csv.quote, csv.fields with line. */
bool table_in_next(struct table_in *t, struct arena *a, bool *there, struct err *e) MUST_USE;

#endif
