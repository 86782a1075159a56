/*
 * `dunghen ledger head|checkpoint|prove|receipt|check|verify|fsck|export`: the
 * ledger as a signed log.
 */
#ifndef DUNGHEN_CLI_CMD_LEDGER_H
#define DUNGHEN_CLI_CMD_LEDGER_H

#include "cli.h"

extern const struct opt_spec ledger_options[];
int cmd_ledger(struct cli *c, const struct opts *o);

/* ledger_check.c: `dunghen ledger check FILE`, without a store if --key is given. */
int ledger_check(struct cli *c, const struct opts *o);

#endif
