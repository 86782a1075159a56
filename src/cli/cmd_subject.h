/*
 * `dunghen subject erase`: a person's data, gone for good on a lawful ground.
 */
#ifndef DUNGHEN_CLI_CMD_SUBJECT_H
#define DUNGHEN_CLI_CMD_SUBJECT_H

#include "cli.h"

extern const struct opt_spec subject_options[];
int cmd_subject(struct cli *c, const struct opts *o);

#endif
