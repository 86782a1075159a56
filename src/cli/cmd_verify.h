/*
 * `dunghen verify` and `dunghen rebuild`: is what is derived what the ledger
 * says, and make it so.
 */
#ifndef DUNGHEN_CLI_CMD_VERIFY_H
#define DUNGHEN_CLI_CMD_VERIFY_H

#include "cli.h"

extern const struct opt_spec verify_options[];
int cmd_verify(struct cli *c, const struct opts *o);

extern const struct opt_spec rebuild_options[];
int cmd_rebuild(struct cli *c, const struct opts *o);

#endif
