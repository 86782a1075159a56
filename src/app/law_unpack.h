/* Files of law/ out of what was handed in: an archive, or one of them alone. */
#ifndef DUNGHEN_APP_LAW_UNPACK_H
#define DUNGHEN_APP_LAW_UNPACK_H

#include "core/law.h"

/* Which it is tell its first bytes; `name` is what it was called. Sorted; in `bytes` or `a`.
 * Errors: those of archive_files (edge/unpack.h), law_pack_files, law_pack_alone. */
bool law_unpack(struct arena *a, struct str name, struct str bytes, struct law_source **out,
		size_t *n, struct err *e) MUST_USE;

#endif
