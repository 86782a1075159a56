/*
 * Comma separated values, one record a line (RFC 4180 without line breaks
 * inside quotes): fields may stand in double quotes, a doubled quote is one.
 * A byte order mark, CR LF, empty lines and lines beginning with '#' are
 * passed over. Views point into the text, or into the arena for quoted fields.
 */
#ifndef DUNGHEN_CORE_CSV_H
#define DUNGHEN_CORE_CSV_H

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

enum { CSV_FIELDS = 32 };

struct csv {
	struct arena *arena;
	struct str rest;		/* what is still to be read */
	int64_t line;			/* of the record read last, from 1 */
	size_t n;			/* fields of that record */
	struct str field[CSV_FIELDS];
};

void csv_start(struct csv *c, struct arena *a, struct str text);

/* Reads the next record into field[0..n); *out is false at the end of the text.
 * Errors: csv.quote, csv.fields (line). */
bool csv_next(struct csv *c, bool *out, struct err *e) MUST_USE;

#endif
