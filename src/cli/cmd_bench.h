/*
 * `dunghen bench`: what this machine does with the program, in a minute, on a
 * small made-up province that is removed again. The full set, with limits and
 * peers, is `make bench` (doc/performance.md).
 */
#ifndef DUNGHEN_CLI_CMD_BENCH_H
#define DUNGHEN_CLI_CMD_BENCH_H

#include "cli.h"

extern const struct opt_spec bench_options[];
int cmd_bench(struct cli *c, const struct opts *o);

#endif
