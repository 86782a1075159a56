/* `dunghen reform --done`: what was passed on, and its minutes once more. */
#ifndef DUNGHEN_CLI_REFORM_PAST_H
#define DUNGHEN_CLI_REFORM_PAST_H

#include "cli.h"

#include "app/reform_done.h"

/* What the ledger tells of that day; with `dir` not empty also the minutes of each pair of units
 * as a PDF there, "25195-25210.pdf", those by further numbers "25195-25210-2.pdf". Errors: those
 * of the store; file.write. */
bool reform_past(struct cli *c, struct app *app, struct day on, struct str dir,
		 struct err *e) MUST_USE;

#endif
