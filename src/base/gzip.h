/* gzip (RFC 1952) of whole texts, and the sum that ZIP archives share with it, by libdeflate. */
#ifndef DUNGHEN_BASE_GZIP_H
#define DUNGHEN_BASE_GZIP_H

#include "arena.h"
#include "str.h"

struct gzip;

/* Level 1 (quick) to 12 (small). Memory out aborts, as an arena does. A handle
 * belongs to one thread. */
struct gzip *gzip_open(int level);
void gzip_close(struct gzip *g);		/* NULL is allowed */
/* Empty when it would not become smaller. */
struct str gzip_text(struct gzip *g, struct arena *a, struct str s);

/* CRC-32. */
uint32_t crc32_of(struct str s);

#endif
