/*
 * A sheet of a workbook (.xlsx, ECMA-376), row by row: texts, numbers, dates by the cell's
 * number format under either date system, true and false. What a cell merged downwards says
 * holds for the rows below it, too. Rows without anything in them are passed over.
 *
 * Rows come as they are read; in memory stand the shared texts, the formats and one row.
 * Every part has a ceiling, so that an archive that unpacks to gigabytes is refused.
 */
#ifndef DUNGHEN_EDGE_WORKBOOK_H
#define DUNGHEN_EDGE_WORKBOOK_H

#include "base/err.h"
#include "base/str.h"

#include <stdio.h>

enum { WORKBOOK_COLUMNS = 64 };

struct workbook;

struct workbook_row {
	int64_t number;			/* as the sheet counts, from 1 */
	size_t n;			/* up to the last cell that is not empty */
	struct str cell[WORKBOOK_COLUMNS];
};

/* Is it an archive, as workbooks are? Leaves the file at its beginning. */
bool workbook_looks(FILE *f);
/* The sheet of that name (accents and capitals don't count), or the first that is shown
 * when it is empty. `f` stays the caller's. Errors: workbook.none (why), workbook.sheet
 * (sheet, have), those of unpack.h and xml.h with sheet. */
bool workbook_open(struct arena *a, FILE *f, struct str sheet, struct workbook **out,
		   struct err *e) MUST_USE;
struct str workbook_sheet(const struct workbook *w);	/* its name as it is written */
/* The next row with something in it, its texts in `a`; *there is false at the end. Errors
 * name sheet and cell: workbook.cell (a fault that stands in it: #REF!), workbook.number,
 * workbook.text (no such shared text), workbook.wide, workbook.order, workbook.long. */
bool workbook_next(struct workbook *w, struct arena *a, struct workbook_row *row, bool *there,
		   struct err *e) MUST_USE;
void workbook_close(struct workbook *w);	/* NULL is allowed */

#endif
