/*
 * `dunghen deadline`: when an answer is due, and why. Needs no store.
 *
 * Line 1 is the due time (RFC 3339), then the derivation, a line per step with
 * its rule. As JSON: due, effective_start, apology_by, provisional, trace[].
 */
#ifndef DUNGHEN_CLI_CMD_DEADLINE_H
#define DUNGHEN_CLI_CMD_DEADLINE_H

#include "cli.h"

extern const struct opt_spec deadline_options[];
int cmd_deadline(struct cli *c, const struct opts *o);

#endif
