/*
 * `dunghen law import DIR` and `dunghen law calendar`: new law for a store.
 */
#ifndef DUNGHEN_CLI_LAW_STORE_H
#define DUNGHEN_CLI_LAW_STORE_H

#include "cli.h"

/* Files of the folder that differ come in as entries; --dry-run only tells. */
int law_import(struct cli *c, const struct opts *o, struct str dir);
/* Re-dates open dossiers to the calendar in force; --dry-run only tells. */
int law_calendar_apply(struct cli *c, const struct opts *o);

#endif
