/* `dunghen form`: a printed form, as PDF; printing it is on record. */
#ifndef DUNGHEN_CLI_CMD_FORM_H
#define DUNGHEN_CLI_CMD_FORM_H

#include "cli.h"

extern const struct opt_spec form_options[];
int cmd_form(struct cli *c, const struct opts *o);

#endif
