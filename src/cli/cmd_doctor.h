/*
 * `dunghen doctor`: looks at a data folder and says what to do.
 */
#ifndef DUNGHEN_CLI_CMD_DOCTOR_H
#define DUNGHEN_CLI_CMD_DOCTOR_H

#include "cli.h"

extern const struct opt_spec doctor_options[];
int cmd_doctor(struct cli *c, const struct opts *o);

#endif
