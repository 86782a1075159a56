/*
 * `dunghen mine … --compare FILTER --compare FILTER`: two parts of a log side by side
 * (core/mine_contrast.h), told.
 */
#ifndef DUNGHEN_CLI_MINE_CONTRAST_TELL_H
#define DUNGHEN_CLI_MINE_CONTRAST_TELL_H

#include "mine_found.h"

/* `part`: views of f's log, `name` the filters as they were asked for. Errors: log.pairs. */
bool mine_contrast_tell(struct cli *c, const struct mine_found *f, const struct mine_view part[2],
			const struct str name[2], struct arena *a, struct arena *scratch,
			struct err *e) MUST_USE;

#endif
