/* Event logs out of files. */
#include "xes_in.h"

#include "xml.h"

#include "core/xes_thin.h"

#include <string.h>

struct xes_in {
	struct unpack *from;
	struct xml *xml;
	struct xes xes;
	struct xes_thin thin;
};

static bool on_start(void *ctx, const char *name, const char **attr, struct err *e)
{
	struct xes_in *x = ctx;

	return xes_open_tag(&x->xes, name, attr, e);
}

static bool on_end(void *ctx, const char *name, struct err *e)
{
	struct xes_in *x = ctx;

	(void)name;
	return xes_close_tag(&x->xes, e);
}

/* Between the tags stands nothing that is told. */
static bool on_text(void *ctx, struct str s, struct err *e)
{
	(void)ctx, (void)s, (void)e;
	return true;
}

_Static_assert((int)XES_THIN_HELD <= (int)XML_HELD_MOST, "what it holds has room there");

static size_t thin(void *ctx, char *p, size_t n, bool last, size_t *held)
{
	return xes_thin(ctx, p, n, last, held);
}

bool xes_in_looks(FILE *f)
{
	unsigned char first[64];
	size_t n = fread(first, 1, sizeof(first), f), i = 0;

	if (fseek(f, 0, SEEK_SET) != 0) {
		return false;
	}
	if (n >= 2 && first[0] == 0x1f && first[1] == 0x8b) {
		return true;
	}
	if (n >= 3 && memcmp(first, "\xef\xbb\xbf", 3) == 0) {
		i = 3;
	}
	while (i < n && (first[i] == ' ' || first[i] == '\t' || first[i] == '\r' ||
			 first[i] == '\n')) {
		i++;
	}
	return i < n && first[i] == '<';
}

bool xes_in_open(struct arena *a, FILE *f, const struct xes_sink *sink, struct xes_in **out,
		 struct err *e)
{
	struct xes_in *x = arena_new(a, struct xes_in);
	const struct xml_sink tags = { x, on_start, on_end, on_text };

	xes_start(&x->xes, sink);
	if (!unpack_file(a, f, UNPACK_MOST * INT64_C(64), &x->from, e) ||
	    !xml_open(a, x->from, &tags, &x->xml, e)) {
		xes_in_close(x);
		return false;
	}
	if (sink->wants != NULL) {
		x->thin = (struct xes_thin){ .wants = sink->wants, .ctx = sink->ctx };
		xml_thin(x->xml, a, thin, &x->thin);
	}
	*out = x;
	return true;
}

bool xes_in_run(struct xes_in *x, bool *more, struct err *e)
{
	if (xml_run(x->xml, more, e)) {
		return true;
	}
	if (err_arg(e, "line")[0] == '\0') {
		(void)err_add_int(e, "line", xml_line(x->xml));
	}
	return false;
}

void xes_in_pause(struct xes_in *x)
{
	xml_pause(x->xml);
}

int64_t xes_in_line(const struct xes_in *x)
{
	return xml_line(x->xml);
}

void xes_in_close(struct xes_in *x)
{
	if (x != NULL) {
		xml_close(x->xml);
		unpack_close(x->from);
	}
}
