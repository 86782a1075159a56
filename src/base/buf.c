/* Growing strings with an upper limit. */
#include "buf.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What p points at while nothing is held (cap 0); never written. */
static char nothing[1];

void buf_init(struct buf *b, size_t limit)
{
	*b = (struct buf){ .p = nothing, .limit = limit };
}

void buf_done(struct buf *b)
{
	if (b->cap > 0) {
		free(b->p);
	}
	buf_init(b, b->limit);
}

void buf_reset(struct buf *b)
{
	b->n = 0;
	b->crossed = false;
	if (b->cap > 0) {
		b->p[0] = '\0';
	}
}

bool buf_ok(const struct buf *b)
{
	return !b->crossed;
}

/* Room for n more bytes and the NUL; false once the limit is crossed. */
static bool make_room(struct buf *b, size_t n)
{
	if (b->crossed || n > b->limit - b->n) {
		b->crossed = true;
		return false;
	}
	size_t need = b->n + n + 1;
	if (need <= b->cap) {
		return true;
	}
	size_t cap = b->cap ? b->cap * 2 : 256;
	if (cap < need) {
		cap = need;
	}
	char *p = realloc(b->cap ? b->p : NULL, cap);
	if (!p) {
		(void)fprintf(stderr, "buf: out of memory at %zu bytes\n", cap);
		abort();
	}
	b->p = p;
	b->cap = cap;
	return true;
}

void buf_add(struct buf *b, const void *p, size_t n)
{
	if (n == 0 || !make_room(b, n)) {
		return;
	}
	memcpy(b->p + b->n, p, n);
	b->n += n;
	b->p[b->n] = '\0';
}

void buf_str(struct buf *b, struct str s)
{
	buf_add(b, s.p, s.n);
}

void buf_text(struct buf *b, const char *cstr)
{
	buf_add(b, cstr, strlen(cstr));
}

void buf_char(struct buf *b, char c)
{
	buf_add(b, &c, 1);
}

void buf_int(struct buf *b, int64_t v)
{
	char space[INT_DIGITS];
	buf_str(b, int_digits(v, space));
}

void buf_fmt(struct buf *b, const char *fmt, ...)
{
	va_list args;
	va_list again;
	va_start(args, fmt);
	va_copy(again, args);
	int n = vsnprintf(NULL, 0, fmt, args);
	va_end(args);
	assert(n >= 0);
	if (n > 0 && make_room(b, (size_t)n)) {
		/* Measured just above: it fits. */
		(void)vsnprintf(b->p + b->n, (size_t)n + 1, fmt, again);
		b->n += (size_t)n;
	}
	va_end(again);
}

struct str buf_view(const struct buf *b)
{
	return (struct str){ .p = b->p, .n = b->n };
}
