/*
 * `dunghen law`: check a folder of law data, list the procedures, show one;
 * take the law of a store out, bring new law into it, move open dossiers to a new calendar.
 */
#ifndef DUNGHEN_CLI_CMD_LAW_H
#define DUNGHEN_CLI_CMD_LAW_H

#include "cli.h"

extern const struct opt_spec law_options[];
int cmd_law(struct cli *c, const struct opts *o);

#endif
