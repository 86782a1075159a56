/*
 * `dunghen token`: who may ask the JSON API, and for what.
 */
#ifndef DUNGHEN_CLI_CMD_TOKEN_H
#define DUNGHEN_CLI_CMD_TOKEN_H

#include "cli.h"

extern const struct opt_spec token_options[];
int cmd_token(struct cli *c, const struct opts *o);

#endif
