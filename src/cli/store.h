/*
 * What the commands on a store share: `--db DIR`, opening, progress.
 */
#ifndef DUNGHEN_CLI_STORE_H
#define DUNGHEN_CLI_STORE_H

#include "cli.h"

#include "app/check.h"

/* For tables of options. */
#define DB_OPTION { "db", OPT_VALUE, "DIR" }

/* `--db DIR`, else ./data. */
const char *db_dir(struct cli *c, const struct opts *o);

/* Opens the store of `--db`; the clock is the system's. */
bool db_open(struct cli *c, const struct opts *o, enum app_access access, struct app **out,
	     struct err *e) MUST_USE;

/* The same by options of one's own. */
bool db_open_by(struct cli *c, const struct app_options *o, struct app **out,
		struct err *e) MUST_USE;
/* Whoever opens to write is warned on stderr when the machine's clock looks wrong;
 * one who goes on writing asks again, and is told when that has changed. */
void db_warn_clock(struct cli *c, struct app *app);

/* Progress on stderr, on a terminal only. */
struct progress db_progress(struct cli *c);
/* The same wherever stderr goes: a line for each sign when that is no terminal. */
struct progress db_progress_always(struct cli *c);
void db_progress_end(struct cli *c);

#endif
