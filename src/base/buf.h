/*
 * A growing text or byte string with an upper limit. Crossing the limit does
 * not abort: the buffer remembers it, ignores further writes, and buf_ok says
 * so (the caller answers ERR_LIMIT). Always NUL-terminated for convenience.
 */
#ifndef DUNGHEN_BASE_BUF_H
#define DUNGHEN_BASE_BUF_H

#include "str.h"

struct buf {
	char *p;
	size_t n;
	size_t cap;
	size_t limit;
	bool crossed;
};

void buf_init(struct buf *b, size_t limit);
void buf_done(struct buf *b);
void buf_reset(struct buf *b);			/* keeps the memory */
bool buf_ok(const struct buf *b);		/* limit not crossed */

void buf_add(struct buf *b, const void *p, size_t n);
void buf_str(struct buf *b, struct str s);
void buf_text(struct buf *b, const char *cstr);
void buf_char(struct buf *b, char c);
void buf_int(struct buf *b, int64_t v);
void buf_fmt(struct buf *b, const char *fmt, ...) PRINTF_LIKE(2, 3);

/* A view of the content, valid until the next write. */
struct str buf_view(const struct buf *b);

#endif
