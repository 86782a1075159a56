/*
 * `dunghen init`: a new store with the law, the organisation and its first
 * administrator.
 */
#ifndef DUNGHEN_CLI_CMD_INIT_H
#define DUNGHEN_CLI_CMD_INIT_H

#include "cli.h"

extern const struct opt_spec init_options[];
int cmd_init(struct cli *c, const struct opts *o);

#endif
