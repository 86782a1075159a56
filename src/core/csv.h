/*
 * Comma separated values (RFC 4180): fields may stand in double quotes, a doubled
 * quote is one. Views point into the text, or into the arena for quoted fields.
 *
 * csv_next reads our own tables, one record a line, no line breaks inside quotes: a
 * byte order mark, CR LF, empty lines and lines beginning with '#' are passed over.
 * Tables of others (edge/table_in.h) come record by record to csv_record.
 */
#ifndef DUNGHEN_CORE_CSV_H
#define DUNGHEN_CORE_CSV_H

#include "base/buf.h"
#include "base/err.h"
#include "base/str.h"

enum { CSV_FIELDS = 64 };

struct csv {
	struct arena *arena;
	struct str rest;		/* what is still to be read */
	char separator;
	int64_t line;			/* of the record read last, from 1 */
	size_t n;			/* fields of that record */
	struct str field[CSV_FIELDS];
};

void csv_start(struct csv *c, struct arena *a, struct str text);

/* Reads the next record into field[0..n); *out is false at the end of the text.
 * Errors: csv.quote, csv.fields (line). */
bool csv_next(struct csv *c, bool *out, struct err *e) MUST_USE;

/* One record without its line's end, which may have line breaks inside quotes; `line` is
 * the caller's. Errors as above. */
bool csv_record(struct csv *c, struct str record, struct err *e) MUST_USE;

/* Where a record ends: zeroed but for the separator, it is fed line after line. */
struct csv_scan {
	char separator;
	bool quoted;			/* within quotes: the record goes on */
	bool within;			/* a field has begun */
	bool closed;			/* the last byte closed a quote, or doubled it */
};
void csv_scan(struct csv_scan *s, struct str line);

/* A text as a field, in quotes. What a spreadsheet would take for a formula gets an
 * apostrophe before it. */
void csv_put(struct buf *b, struct str s);

#endif
