/*
 * `dunghen demo`: fills a store with months of a made-up province and serves it, living
 * on, with a table of its people by role. With `--no-serve` it prints it instead: the two
 * rates beside each other, where work lies, one ribbon.
 */
#ifndef DUNGHEN_CLI_CMD_DEMO_H
#define DUNGHEN_CLI_CMD_DEMO_H

#include "cli.h"

extern const struct opt_spec demo_options_table[];
int cmd_demo(struct cli *c, const struct opts *o);

#endif
