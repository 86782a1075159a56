/*
 * Writing ZIP archives (APPNOTE 6.3) of a few files that fit in memory: stored as they are,
 * under a fixed date, so that the same files give the same bytes. Nothing beyond 4 GiB.
 * edge/unpack reads them.
 */
#ifndef DUNGHEN_BASE_ZIPPED_H
#define DUNGHEN_BASE_ZIPPED_H

#include "buf.h"

struct zipped {
	struct str name, bytes;
};

/* Names in UTF-8. What does not fit into `out` is seen by buf_ok. */
void zip_write(struct buf *out, const struct zipped *file, size_t n);

#endif
