/*
 * Where `mine` writes: never over a log that it reads, and over no file that promises to be a
 * new one. What replaces an older file stands beside it until it is whole.
 */
#ifndef DUNGHEN_CLI_MINE_SAVE_H
#define DUNGHEN_CLI_MINE_SAVE_H

#include "cli.h"

/* Before anything is read. Errors: mine.over_input (option, file): it is one of o's words or of
 * the files that options name to be read; mine.exists (option, file): --xes, --csv, --ocel and
 * --bpmn write new files; mine.packed_out (option, file): and plain ones. */
bool mine_may_save(struct cli *c, const struct opts *o, struct err *e) MUST_USE;
/* The whole file, in place of what is there. Errors: mine.large (file): b was crossed;
 * store.file. */
bool mine_save(struct cli *c, const struct buf *b, struct str path, struct err *e) MUST_USE;

#endif
