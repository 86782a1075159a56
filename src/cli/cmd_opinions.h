/*
 * `dunghen opinions`: opinions owed, late and asked, of dossiers and of registered matters;
 * facts of the ledger alone, by a reader.
 */
#ifndef DUNGHEN_CLI_CMD_OPINIONS_H
#define DUNGHEN_CLI_CMD_OPINIONS_H

#include "cli.h"

extern const struct opt_spec opinions_options[];
int cmd_opinions(struct cli *c, const struct opts *o);

#endif
