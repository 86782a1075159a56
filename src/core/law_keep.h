/*
 * What a new law may not change: whatever an open dossier has frozen.
 *
 * A changed procedure, rule set or calendar is a new version beside the old one
 * (architecture, rule 3). So in files that replace others every old version,
 * rule set, calendar and set of office hours must stand again as it was; only an
 * end may be given to what had none.
 */
#ifndef DUNGHEN_CORE_LAW_KEEP_H
#define DUNGHEN_CORE_LAW_KEEP_H

#include "law.h"

/* Errors: law.kept (file, what, id), law.kept_file (file): gone or changed. */
bool law_keeps(struct arena *a, const struct law_source *old, size_t olds,
	       const struct law_source *now, size_t nows, struct err *e) MUST_USE;

#endif
