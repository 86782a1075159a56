/*
 * Object-centric event logs (OCEL 2.0) in SQLite files of others, told row by row
 * (core/ocel.h), and written. The tables of types are named by the file itself.
 *
 * Made for files nobody vouches for: opened to be read only, no view, function, trigger or
 * virtual table of theirs is run, no value is longer than OCEL_VALUE_MOST, no row is sorted.
 */
#ifndef DUNGHEN_STORE_OCEL_SQLITE_H
#define DUNGHEN_STORE_OCEL_SQLITE_H

#include "core/ocel.h"

#include <stdio.h>

enum { OCEL_VALUE_MOST = 1 << 20 };

/* Does the file begin as SQLite's do? Leaves it at its beginning. */
bool ocel_sqlite_looks(FILE *f);
/* Events, then what tables of types say of them (`more`), then which objects they concern
 * (`more`); objects likewise. Errors: the sink's; ocel.sqlite (detail), ocel.table (table),
 * ocel.utf8 (table, line), ocel.large. */
bool ocel_sqlite_read(const char *path, const struct ocel_sink *sink, struct err *e) MUST_USE;
/* A file that is there and empty becomes a log; its path must live as long. Errors of what
 * it is asked: ocel.sqlite (detail), ocel.large. Ended by its `end`, whatever failed before. */
struct ocel_out *ocel_sqlite_out(struct arena *a, const char *path);

#endif
