/*
 * The files that `mine --xes`, `--csv` and `--ocel` write: of the ledger as an event log, or
 * of the logs that were read. None that is there is written over.
 */
#ifndef DUNGHEN_CLI_MINE_FILES_H
#define DUNGHEN_CLI_MINE_FILES_H

#include "cli.h"

#include "app/app.h"
#include "app/mine.h"

/* Errors: ocel.name, store.file (file, detail), those of app/mine_export.h. */
bool mine_files_of_ledger(struct cli *c, const struct opts *o, struct app *app,
			  struct err *e) MUST_USE;
/* What is kept of the logs named by o's words. Errors: opt.missing: --ocel needs the ledger;
 * store.file, those of app/mine_write.h. */
bool mine_files_of_logs(struct cli *c, const struct opts *o, struct mine_in *in,
			const struct mine_view *v, struct err *e) MUST_USE;

#endif
