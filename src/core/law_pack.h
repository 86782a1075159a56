/*
 * Files of law/ as they travel: all of them in a ZIP archive, or one alone, whose place
 * below law/ is told by what stands in it. What they say is read by law.h.
 */
#ifndef DUNGHEN_CORE_LAW_PACK_H
#define DUNGHEN_CORE_LAW_PACK_H

#include "law.h"

#include "base/zipped.h"

enum { LAW_PACK_NAME = 100 };

/* Bytewise by path, as a folder of law/ is read. */
void law_sort(struct law_source *files, size_t n);

/* Appends the archive; the same files give the same bytes. */
void law_pack_write(struct buf *out, struct arena *a, const struct law_source *files, size_t n);

/*
 * The files of an archive, sorted. A folder that all of them stand in ("law/…") is left out,
 * and so is what systems put beside them (names that begin with a dot, "__MACOSX/"). Names
 * and texts stay where they stand. Errors: law.pack.path (path: one that leads elsewhere),
 * law.duplicate (id: the path), law.pack.empty, law.large, law.files.
 */
bool law_pack_files(struct arena *a, const struct zipped *zip, size_t files,
		    struct law_source **out, size_t *n, struct err *e) MUST_USE;
/* A file alone; `name` is what it was called. Errors: json.…; law.pack.name (name: none of
 * law/), law.pack.path, law.large. */
bool law_pack_alone(struct arena *a, struct str name, struct str bytes, struct law_source *out,
		    struct err *e) MUST_USE;

/* Too much for a store to read at once? Errors: law.large (max: bytes), law.files (max). */
bool law_fits(const struct law_source *files, size_t n, struct err *e) MUST_USE;

#endif
