/*
 * `dunghen import`: a table of open dossiers of a former system, row by row through
 * import_open (rule 24).
 *
 * The file is read twice: once whole, so that one which is no table leaves nothing, once to
 * act. A row's key is made of the file's hash and the row's number: run again after a stop,
 * each row comes in once.
 */
#ifndef DUNGHEN_CLI_CMD_IMPORT_H
#define DUNGHEN_CLI_CMD_IMPORT_H

#include "cli.h"

extern const struct opt_spec import_options[];
int cmd_import(struct cli *c, const struct opts *o);

#endif
