/*
 * `dunghen law import FILE.xlsx`: procedures out of a workbook (app/law_table.h). It shows
 * which column became what and what the law would change by, then does it, unless it is a
 * dry run or only wants the files (--out).
 */
#ifndef DUNGHEN_CLI_LAW_BOOK_H
#define DUNGHEN_CLI_LAW_BOOK_H

#include "cli.h"

/* Is the file of that name a workbook? */
bool law_book_looks(struct cli *c, struct str path);
int law_book(struct cli *c, const struct opts *o, struct str path);

#endif
