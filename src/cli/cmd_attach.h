/*
 * `dunghen attach`: a file of this machine into a dossier, or one of the dossier's to
 * stdout. It is sealed while it is read; opening one is on record like opening texts.
 */
#ifndef DUNGHEN_CLI_CMD_ATTACH_H
#define DUNGHEN_CLI_CMD_ATTACH_H

#include "cli.h"

extern const struct opt_spec attach_options[];
int cmd_attach(struct cli *c, const struct opts *o);

#endif
