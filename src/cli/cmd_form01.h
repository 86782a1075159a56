/* `dunghen form01`: the paper of a reception, as PDF; printing it is on record. */
#ifndef DUNGHEN_CLI_CMD_FORM01_H
#define DUNGHEN_CLI_CMD_FORM01_H

#include "cli.h"

extern const struct opt_spec form01_options[];
int cmd_form01(struct cli *c, const struct opts *o);

#endif
