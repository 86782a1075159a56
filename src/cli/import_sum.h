/*
 * The summary beside an import's report: what was read, how it was understood (columns,
 * words, which of both were guessed), what came of it, and why rows were refused. Of people
 * it has what a reason quotes, nothing else.
 */
#ifndef DUNGHEN_CLI_IMPORT_SUM_H
#define DUNGHEN_CLI_IMPORT_SUM_H

#include "import_tell.h"

/* "OUT.csv" → "OUT.txt". */
const char *import_sum_path(struct cli *c, const char *report);
/* Errors: store.file. */
bool import_sum_write(struct import_telling *t, struct err *e) MUST_USE;

#endif
