/*
 * `dunghen import --undo BATCH` and `--batches`: an import taken back dossier by dossier
 * (rule 24), as long as nobody did anything with it since; which imports there are.
 *
 * Each dossier is a command of its own under a key of its own: what is refused stops no
 * other, and after a crash the same again brings the rest.
 */
#ifndef DUNGHEN_CLI_IMPORT_UNDO_H
#define DUNGHEN_CLI_IMPORT_UNDO_H

#include "cli.h"

int import_undo(struct cli *c, const struct opts *o);
int import_batches(struct cli *c, const struct opts *o);

#endif
