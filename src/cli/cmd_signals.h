/*
 * `dunghen signals`: what the detectors find in the record. A finding is a question, not a
 * judgement: nothing counts before a ruling (rule 34).
 */
#ifndef DUNGHEN_CLI_CMD_SIGNALS_H
#define DUNGHEN_CLI_CMD_SIGNALS_H

#include "cli.h"

extern const struct opt_spec signals_options[];
int cmd_signals(struct cli *c, const struct opts *o);

#endif
