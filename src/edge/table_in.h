/*
 * A table of somebody else's, read record by record from a file of any length: comma,
 * semicolon or tab between fields (guessed from the first line), quotes as in RFC 4180 with
 * line breaks inside them, UTF-8 with or without a byte order mark. Empty lines are passed
 * over. Fields are in NFC and without spaces around them.
 */
#ifndef DUNGHEN_EDGE_TABLE_IN_H
#define DUNGHEN_EDGE_TABLE_IN_H

#include "core/csv.h"

#include <stdio.h>

enum {
	TABLE_RECORD_MOST = 256 << 10,	/* bytes of one record */
	TABLE_BLOCK = 64 << 10,
};

struct table_in {
	FILE *file;
	char block[TABLE_BLOCK];	/* read ahead */
	size_t at, have;		/* of it */
	struct buf record;		/* when it does not stand in the block alone */
	int64_t lines;			/* read so far */
	struct csv csv;			/* the record at hand: line, n, field */
};

/* Reads `file`, which stays the caller's, from where it stands. */
void table_in_start(struct table_in *t, FILE *file);
void table_in_done(struct table_in *t);

/* The next record, its fields in `a`; *there is false at the end. After a failure
 * nothing more can be read. Errors: table.read, table.utf8, table.long, csv.quote,
 * csv.fields, each but the first with line. */
bool table_in_next(struct table_in *t, struct arena *a, bool *there, struct err *e) MUST_USE;

#endif
