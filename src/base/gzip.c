/* The one place that names libdeflate. */
#include "gzip.h"

#include <assert.h>
#include <libdeflate.h>

/* libdeflate's own handle is ours under another name. */
static struct libdeflate_compressor *handle(struct gzip *g)
{
	return (struct libdeflate_compressor *)(void *)g;
}

struct gzip *gzip_open(int level)
{
	struct libdeflate_compressor *c = libdeflate_alloc_compressor(level);
	assert(c);
	return (struct gzip *)(void *)c;
}

void gzip_close(struct gzip *g)
{
	if (g) {
		libdeflate_free_compressor(handle(g));
	}
}

struct str gzip_text(struct gzip *g, struct arena *a, struct str s)
{
	char *p = arena_array(a, char, s.n + 1);
	size_t n = libdeflate_gzip_compress(handle(g), s.p, s.n, p, s.n);
	return (struct str){ p, n };
}

uint32_t crc32_of(struct str s)
{
	return libdeflate_crc32(0, s.p, s.n);
}
