/*
 * The ribbon: a dossier's life as one bar, a segment a hold, width = working
 * time, lawful waits pale, what is left dotted, the due mark below it.
 */
#ifndef DUNGHEN_CLI_RIBBON_H
#define DUNGHEN_CLI_RIBBON_H

#include "cli.h"

#include "core/dossier.h"

/* Prints three lines: steps, bar, due mark; nothing before reception. */
void ribbon_print(struct cli *c, const struct dossier *d, int64_t now);

#endif
