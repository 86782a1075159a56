/*
 * What `dunghen import` says: which column is what, what became of each row, the sum; and
 * the report, a table with a line for every row.
 */
#ifndef DUNGHEN_CLI_IMPORT_TELL_H
#define DUNGHEN_CLI_IMPORT_TELL_H

#include "cli.h"

#include "app/cases.h"
#include "app/import.h"
#include "app/rows.h"

enum import_end {
	IMPORT_IN, IMPORT_ALREADY, IMPORT_WOULD, IMPORT_REFUSED,
	IMPORT_SKIPPED,			/* a case of a log that is finished */
	IMPORT_ENDS,
};

struct import_line {
	int64_t row;			/* from 1, without the heads */
	int64_t line;			/* of the file */
	struct str code;
	enum import_end end;
	struct err why;			/* of IMPORT_REFUSED */
};

struct import_telling {
	struct cli *c;
	bool undoing;			/* what came in is what goes back */
	struct str batch;
	enum rows_kind kind;		/* of the table */
	char separator;
	struct str sheet;
	struct log_words log;
	int64_t rows;
	const char *path;
	FILE *report;			/* or NULL */
	int64_t sum[IMPORT_ENDS];
	int64_t said;			/* refused rows put on the terminal */
};

/* t->c and what the table is are set. Opens the report, which must be another file than
 * the table. Errors: import.report, store.file. */
bool import_tell_open(struct import_telling *t, struct str path, FILE *table,
		      struct err *e) MUST_USE;
void import_tell_map(struct import_telling *t, const struct import_map *m);
bool import_tell_row(struct import_telling *t, struct arena *a, const struct import_line *l,
		     struct err *e) MUST_USE;
/* The sum. Errors: store.file, when the report could not be kept. */
bool import_tell_end(struct import_telling *t, struct err *e) MUST_USE;

#endif
