/* `dunghen score`: scorecards (app/score.h). */
#ifndef DUNGHEN_CLI_CMD_SCORE_H
#define DUNGHEN_CLI_CMD_SCORE_H

#include "cli.h"

extern const struct opt_spec score_options[];
int cmd_score(struct cli *c, const struct opts *o);

#endif
