/*
 * `dunghen mine`: what an event log says about where time goes. It needs no store.
 */
#ifndef DUNGHEN_CLI_CMD_MINE_H
#define DUNGHEN_CLI_CMD_MINE_H

#include "cli.h"

extern const struct opt_spec mine_options[];
int cmd_mine(struct cli *c, const struct opts *o);

#endif
