/* `dunghen sender`: how messages to people fare, and a try of the settings. */
#ifndef DUNGHEN_CLI_CMD_SENDER_H
#define DUNGHEN_CLI_CMD_SENDER_H

#include "cli.h"
#include "opt.h"

extern const struct opt_spec sender_options[];
int cmd_sender(struct cli *c, const struct opts *o);

#endif
