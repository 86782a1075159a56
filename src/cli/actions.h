/*
 * `dunghen help actions`: the table of actions with their fields, for people and
 * (--json) for the tools that write doc/commands.md and doc/act.schema.json.
 */
#ifndef DUNGHEN_CLI_ACTIONS_H
#define DUNGHEN_CLI_ACTIONS_H

#include "cli.h"

void actions_list(struct cli *c);

#endif
