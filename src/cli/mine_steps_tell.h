/*
 * `dunghen mine FILE --conform --steps FILE`: a log of others beside a graph of steps
 * (app/mine_steps.h), told.
 */
#ifndef DUNGHEN_CLI_MINE_STEPS_TELL_H
#define DUNGHEN_CLI_MINE_STEPS_TELL_H

#include "mine_found.h"

/* Of a log that is ordered and filtered. Errors: file.missing, file.read, file.long, those of
 * mine_steps_read. */
bool mine_steps_tell(struct cli *c, struct str path, const struct mine_found *f, struct arena *a,
		     struct arena *scratch, struct err *e) MUST_USE;

#endif
