/*
 * `dunghen law try CODE`: a made-up dossier goes through a version of a procedure, one of
 * the store or of files that are not imported yet.
 */
#ifndef DUNGHEN_CLI_LAW_TRY_H
#define DUNGHEN_CLI_LAW_TRY_H

#include "cli.h"

int law_try(struct cli *c, const struct opts *o, struct str code);

#endif
