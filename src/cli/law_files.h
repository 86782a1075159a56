/*
 * The files of law/ for a command: those of a folder, an archive or a file alone, else those
 * compiled in.
 */
#ifndef DUNGHEN_CLI_LAW_FILES_H
#define DUNGHEN_CLI_LAW_FILES_H

#include "cli.h"

#include "core/law.h"

/* All files below the folder, paths relative to it, sorted bytewise; names that
 * begin with a dot are passed over. A file is read as app/law_unpack.h does. An empty
 * dir gives the compiled-in law. Errors: file.missing, file.read, file.long; law.folder
 * (too many files, too deep); those of law_unpack. */
bool law_files(struct cli *c, struct str dir, struct law_source **out, size_t *n,
	       struct err *e) MUST_USE;

#endif
