/*
 * What is owed beside the holds of a dossier, for `dunghen dossier show`: opinions by the
 * rounds they were asked in, contests of competence, what was passed up, apologies.
 */
#ifndef DUNGHEN_CLI_DOSSIER_DUTIES_H
#define DUNGHEN_CLI_DOSSIER_DUTIES_H

#include "cli.h"

struct app;
struct dossier;

/* Nothing where there is none. */
void print_duties(struct cli *c, struct app *app, const struct dossier *d, int64_t now);

#endif
