/*
 * `dunghen fees UNIT`: the day book of a counter, clerk by clerk (rule 23).
 */
#ifndef DUNGHEN_CLI_CMD_FEES_H
#define DUNGHEN_CLI_CMD_FEES_H

#include "cli.h"

extern const struct opt_spec fees_options[];
int cmd_fees(struct cli *c, const struct opts *o);

#endif
