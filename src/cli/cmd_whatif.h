/* `dunghen whatif`: the past replayed with a change (doc/whatif.md). */
#ifndef DUNGHEN_CLI_CMD_WHATIF_H
#define DUNGHEN_CLI_CMD_WHATIF_H

#include "cli.h"

extern const struct opt_spec whatif_options[];
int cmd_whatif(struct cli *c, const struct opts *o);

#endif
