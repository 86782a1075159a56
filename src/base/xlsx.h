/*
 * One sheet of a workbook (ECMA-376), as spreadsheets open it: texts in the cells, whole
 * numbers, shares; the first row stands out. Parts are stored in the archive as they are,
 * under a fixed date, so that the same figures give the same bytes.
 */
#ifndef DUNGHEN_BASE_XLSX_H
#define DUNGHEN_BASE_XLSX_H

#include "buf.h"

enum { XLSX_SHEET_MOST = 16 << 20 };

struct xlsx {
	struct buf sheet;
	int64_t rows;			/* the one at hand included */
	int column;			/* the next; at most XLSX_COLUMNS_MOST */
};
enum { XLSX_COLUMNS_MOST = 702 };	/* A … ZZ */

void xlsx_open(struct xlsx *x);
/* Cells of the row at hand, from left to right. */
void xlsx_text(struct xlsx *x, struct str s);
void xlsx_int(struct xlsx *x, int64_t n);
void xlsx_share(struct xlsx *x, int64_t per_ten_thousand);	/* shown as 96.40 % */
void xlsx_none(struct xlsx *x);					/* an empty cell */
void xlsx_end_row(struct xlsx *x);
/* Adds the workbook to `out` and lets the sheet go. */
void xlsx_close(struct xlsx *x, struct buf *out);

#endif
