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
	const struct json *args;	/* as they were understood, or NULL */
};

/* Why rows were refused: how often, and the first time in words. */
struct import_reason {
	char key[ERR_KEY_SIZE];
	int64_t n;
	struct str first;
};
enum { IMPORT_REASONS = 100 };

struct import_telling {
	struct cli *c;
	bool undoing;			/* what came in is what goes back */
	bool dry;
	struct str file, hash, batch;
	const struct import_map *map;	/* or NULL */
	enum rows_kind kind;		/* of the table */
	char separator;
	struct str sheet;
	struct log_words log;
	int64_t rows;
	const char *path;
	FILE *report;			/* or NULL */
	int64_t sum[IMPORT_ENDS];
	int64_t said;			/* refused rows put on the terminal */
	struct import_reason reason[IMPORT_REASONS];
	size_t reasons;
};

/* t->c and what the table is are set. Opens the report, which must be another file than
 * the table. Errors: import.report, store.file. */
bool import_tell_open(struct import_telling *t, struct str path, FILE *table,
		      struct err *e) MUST_USE;
void import_tell_map(struct import_telling *t, const struct import_map *m);
bool import_tell_row(struct import_telling *t, struct arena *a, const struct import_line *l,
		     struct err *e) MUST_USE;
struct str import_sum_sentence(struct import_telling *t);
/* The sum, and beside the report its summary (import_sum.h). Errors: store.file, when one
 * of both could not be kept. */
bool import_tell_end(struct import_telling *t, struct err *e) MUST_USE;

#endif
