/*
 * Inside of law_table.c and law_table_make.c. Nobody else includes this.
 */
#ifndef DUNGHEN_APP_LAW_TABLE_INT_H
#define DUNGHEN_APP_LAW_TABLE_INT_H

#include "law_table.h"

#include "base/json.h"

enum law_sheet {
#define LAW_SHEET(name, words) SHEET_##name,
#define LAW_COLUMN(sheet, field, need, words)
#define LAW_WORD(field, value, words)
#include "law_table.def"
#undef LAW_SHEET
#undef LAW_COLUMN
#undef LAW_WORD
	LAW_SHEETS,
};

enum law_column_id {
#define LAW_SHEET(name, words)
#define LAW_COLUMN(sheet, field, need, words) COLUMN_##sheet##_##field,
#define LAW_WORD(field, value, words)
#include "law_table.def"
#undef LAW_SHEET
#undef LAW_COLUMN
#undef LAW_WORD
	LAW_COLUMNS,
};

enum { LAW_TABLE_ROWS = 10000, LAW_TABLE_BYTES = 32 << 20 };

struct law_row {
	enum law_sheet sheet;
	int64_t number;			/* as the sheet counts */
	struct str *cell;		/* by law_column_id */
};

struct law_rows {
	struct arena *a;
	struct law_row *row[LAW_SHEETS];
	size_t n[LAW_SHEETS], bytes;
};

const char *law_sheet_name(enum law_sheet s);
const char *law_column_name(enum law_column_id c);
/* Says what is wrong in a row; always false. */
bool law_row_fault(struct arena *a, const struct law_row *r, enum law_column_id c, struct err *e);

bool law_table_make(const struct law_rows *rows, const struct law_source *base, size_t n,
		    struct law_table *out, struct err *e) MUST_USE;

#endif
