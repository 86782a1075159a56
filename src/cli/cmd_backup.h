/*
 * `dunghen backup` and `dunghen restore`.
 */
#ifndef DUNGHEN_CLI_CMD_BACKUP_H
#define DUNGHEN_CLI_CMD_BACKUP_H

#include "cli.h"

extern const struct opt_spec backup_options[];
extern const struct opt_spec restore_options_table[];
int cmd_backup(struct cli *c, const struct opts *o);
int cmd_restore(struct cli *c, const struct opts *o);

#endif
