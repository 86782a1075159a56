/* `dunghen serve`. */
#ifndef DUNGHEN_CLI_CMD_SERVE_H
#define DUNGHEN_CLI_CMD_SERVE_H

#include "cli.h"

extern const struct opt_spec serve_options[];
int cmd_serve(struct cli *c, const struct opts *o);

#endif
