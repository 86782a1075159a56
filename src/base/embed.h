/*
 * The files of law/ as they stood at the build, compiled in (tools/embed.c writes
 * build/gen/law_files.c). Paths are relative to law/ and sorted bytewise:
 * "calendar/holidays.csv", "profiles.json". They live as long as the program.
 */
#ifndef DUNGHEN_BASE_EMBED_H
#define DUNGHEN_BASE_EMBED_H

#include "str.h"

struct embed_file {
	struct str path;
	struct str bytes;
};

size_t embed_count(void);
const struct embed_file *embed_at(size_t i);		/* i < embed_count() */
const struct embed_file *embed_find(struct str path);	/* or NULL */

#endif
