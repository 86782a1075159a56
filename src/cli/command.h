/*
 * The table of commands (commands.def) and its help.
 */
#ifndef DUNGHEN_CLI_COMMAND_H
#define DUNGHEN_CLI_COMMAND_H

#include "cli.h"
#include "opt.h"

struct command {
	const char *name;
	int (*function)(struct cli *c, const struct opts *o);
	const struct opt_spec *options;
	const char *usage;
	const char *examples;
};

const struct command *command_find(struct str name);	/* or NULL */

/* All commands, a line each; one command with options and examples. */
void command_list(struct cli *c);
void command_help(struct cli *c, const struct command *command);

#endif
