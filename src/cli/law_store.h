/*
 * `dunghen law export`, `dunghen law import` and `dunghen law calendar`: the law of a store.
 */
#ifndef DUNGHEN_CLI_LAW_STORE_H
#define DUNGHEN_CLI_LAW_STORE_H

#include "cli.h"

#include "core/law.h"

/* The files in force into a new folder, or into a new archive (a name that ends in .zip). */
int law_export(struct cli *c, const struct opts *o, struct str where);
/* Into a new folder. Errors: law.export.exists, file.write. */
bool law_write_folder(struct cli *c, struct str dir, const struct law_source *files, size_t n,
		      struct err *e) MUST_USE;
/* Files of the folder that differ come in as entries; --dry-run only tells. */
int law_import(struct cli *c, const struct opts *o, struct str dir);
/* Re-dates open dossiers to the calendar in force; --dry-run only tells. */
int law_calendar_apply(struct cli *c, const struct opts *o);

#endif
