/*
 * `dunghen worktime FROM TO`: working seconds in [FROM, TO), 0 when TO ≤ FROM.
 * Needs no store. With `-` pairs are read from stdin, one pair a line parted by
 * blanks, and answered a line each.
 */
#ifndef DUNGHEN_CLI_CMD_WORKTIME_H
#define DUNGHEN_CLI_CMD_WORKTIME_H

#include "cli.h"

extern const struct opt_spec worktime_options[];
int cmd_worktime(struct cli *c, const struct opts *o);

#endif
