/*
 * Procedures out of a workbook, as files of law/: a sheet of procedures, one of their steps,
 * one of their papers (law_table.def). What the workbook does not say of a procedure that is
 * in force stays as its last version has it; what it says anew is a further version with its
 * own day of effect, and one that says nothing new is left out. The files are then law like
 * any other: app/amend.h tells what they would change.
 */
#ifndef DUNGHEN_APP_LAW_TABLE_H
#define DUNGHEN_APP_LAW_TABLE_H

#include "core/law.h"

#include <stdio.h>

/* Which column of which sheet was taken for what. */
struct law_column {
	const char *sheet;		/* "procedures", … */
	struct str title;		/* of the sheet, as it is written */
	struct str head;
	const char *field;		/* or NULL: left out */
	bool told;			/* not guessed */
};

struct law_table {
	struct law_column *column;
	size_t columns;
	int64_t rows;
	struct law_source *file;	/* those that say something new */
	size_t files;
};

bool law_table_looks(FILE *f);
/*
 * `f` stays the caller's; `base` are the files in force; `map` is told about columns:
 * "SHEET:COLUMN=FIELD", "SHEET:COLUMN=" leaves one out. Errors: those of edge/workbook.h,
 * law.table.map (value), law.table.column (sheet, column), law.table.twice (sheet, field),
 * law.table.missing (sheet, field), law.table.value (sheet, row, field, value),
 * law.table.alone (sheet, row, code: a procedure that has no row of its own),
 * law.table.many.
 */
bool law_table_read(struct arena *a, FILE *f, const struct law_source *base, size_t n,
		    const struct str *map, size_t maps, struct law_table *out,
		    struct err *e) MUST_USE;

#endif
