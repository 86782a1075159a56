/*
 * `dunghen act`: lines of commands from stdin, a line of answer to each, in
 * order. A refused line stops nothing; the exit status is 1 if there was one.
 */
#ifndef DUNGHEN_CLI_CMD_ACT_H
#define DUNGHEN_CLI_CMD_ACT_H

#include "cli.h"

extern const struct opt_spec act_options[];
int cmd_act(struct cli *c, const struct opts *o);

extern const struct opt_spec file_options[];
int cmd_file(struct cli *c, const struct opts *o);

#endif
