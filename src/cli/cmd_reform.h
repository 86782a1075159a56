/* `dunghen reform`: a reorganisation on its day, looked at or done (app/reform.h). */
#ifndef DUNGHEN_CLI_CMD_REFORM_H
#define DUNGHEN_CLI_CMD_REFORM_H

#include "cli.h"

extern const struct opt_spec reform_options[];
int cmd_reform(struct cli *c, const struct opts *o);

#endif
