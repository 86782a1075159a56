/*
 * ZIP archives (APPNOTE 6.3) of a few files that fit in memory. Written: stored as they
 * are, under a fixed date, so that the same files give the same bytes. Read: stored or
 * deflated; the list at the end counts, and what stands before a file must agree with it.
 * No second volumes, no encryption, nothing beyond 4 GiB.
 */
#ifndef DUNGHEN_BASE_ZIPPED_H
#define DUNGHEN_BASE_ZIPPED_H

#include "arena.h"
#include "buf.h"
#include "err.h"

struct zip_file {
	struct str name, bytes;
};

/* Names in UTF-8. What does not fit into `out` is seen by buf_ok. */
void zip_write(struct buf *out, const struct zip_file *file, size_t n);

bool zip_is(struct str bytes);		/* begins like one */

struct zip_most {
	size_t files;
	size_t bytes;			/* of all of them unpacked */
};
/*
 * Files in the order of the list, folders left out; names as they stand there. Errors:
 * zip.form (not as above, or damaged), zip.many (max), zip.large (max: bytes), zip.packed
 * (path: encrypted, or packed in another way).
 */
bool zip_read(struct arena *a, struct str bytes, struct zip_most most, struct zip_file **out,
	      size_t *n, struct err *e) MUST_USE;

#endif
