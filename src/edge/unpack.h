/*
 * Bytes of a file, piece by piece: as they stand, unpacked from gzip (zlib), or one part of
 * a zip archive (libzip). Both libraries are loaded when the first of their kind is opened.
 *
 * What comes out is counted: a few kilobytes that unpack to gigabytes end at the ceiling
 * that the caller names, and memory stays what one piece needs.
 */
#ifndef DUNGHEN_EDGE_UNPACK_H
#define DUNGHEN_EDGE_UNPACK_H

#include "base/err.h"
#include "base/zipped.h"

#include <stdio.h>

enum { UNPACK_MOST = 1 << 30 };	/* a ceiling for whole tables and logs, bytes */

struct unpack;
struct archive;

/* Reads `f`, which stays the caller's, from its beginning; gzip is known by its first
 * bytes. Errors: unpack.library (name, why), table.read (reason). */
bool unpack_file(struct arena *a, FILE *f, int64_t most, struct unpack **out,
		 struct err *e) MUST_USE;
/* Errors: unpack.part (part): there is none of that name; unpack.locked (part): by a word,
 * or packed in a way that is not known; unpack.damaged. */
bool unpack_part(struct arena *a, struct archive *z, const char *part, int64_t most,
		 struct unpack **out, struct err *e) MUST_USE;
/* At most `most` bytes; *n is 0 at the end. Errors: unpack.damaged (part, why),
 * unpack.long (part, most), table.read. */
bool unpack_read(struct unpack *u, void *to, size_t most, size_t *n, struct err *e) MUST_USE;
void unpack_close(struct unpack *u);		/* NULL is allowed */

/* `f` stays the caller's. Errors: unpack.library, unpack.damaged. */
bool archive_open(struct arena *a, FILE *f, struct archive **out, struct err *e) MUST_USE;
bool archive_has(const struct archive *z, const char *part);
void archive_close(struct archive *z);		/* NULL is allowed */

bool archive_looks(struct str first);		/* four bytes are enough */

struct archive_most {
	size_t files;			/* folders count too */
	size_t bytes;			/* of all of them unpacked */
};
/* All files of an archive that stands in memory, in the order of its list, folders left out;
 * names in UTF-8 as they stand there. Errors: unpack.library, unpack.damaged, unpack.locked,
 * unpack.many (max), unpack.large (max: bytes). */
bool archive_files(struct arena *a, struct str bytes, struct archive_most most,
		   struct zipped **out, size_t *n, struct err *e) MUST_USE;

#endif
