/* `dunghen webhook`: programs elsewhere that are told of dossiers (app/hook.h). */
#ifndef DUNGHEN_CLI_CMD_WEBHOOK_H
#define DUNGHEN_CLI_CMD_WEBHOOK_H

#include "cli.h"
#include "opt.h"

extern const struct opt_spec webhook_options[];
int cmd_webhook(struct cli *c, const struct opts *o);

#endif
