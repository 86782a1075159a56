/*
 * `dunghen dossier list|show|timeline`: masked facts of the ledger; needs no
 * lock and opens no vault.
 */
#ifndef DUNGHEN_CLI_CMD_DOSSIER_H
#define DUNGHEN_CLI_CMD_DOSSIER_H

#include "cli.h"

struct app;
struct dossier;

extern const struct opt_spec dossier_options[];
int cmd_dossier(struct cli *c, const struct opts *o);

/* What `show` prints: facts, ribbon, why that date. */
void print_dossier(struct cli *c, struct app *app, const struct dossier *d, int64_t now);

#endif
