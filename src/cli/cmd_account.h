/*
 * `dunghen account`: passwords, locks and sessions of staff.
 */
#ifndef DUNGHEN_CLI_CMD_ACCOUNT_H
#define DUNGHEN_CLI_CMD_ACCOUNT_H

#include "cli.h"

extern const struct opt_spec account_options[];
int cmd_account(struct cli *c, const struct opts *o);

#endif
