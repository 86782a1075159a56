/*
 * Columns on a terminal: cells of text in both languages' letters, measured in
 * columns of the terminal, not in bytes.
 */
#ifndef DUNGHEN_CLI_TABLE_H
#define DUNGHEN_CLI_TABLE_H

#include "cli.h"

enum { TABLE_COLUMNS = 12 };

struct table {
	struct cli *c;
	size_t columns;
	size_t most[TABLE_COLUMNS];	/* wider cells are cut; 0: never */
	struct str *cell;
	enum style *style;		/* per row */
	size_t rows, cap;
};

void table_init(struct table *t, struct cli *c, size_t columns);
/* The names of the columns, sentences of the catalogs, as the first row. */
void table_head(struct table *t, const char *const *key);
/* The cells of the next row are then set one by one. */
struct str *table_row(struct table *t, enum style style);
void table_print(const struct table *t);

#endif
