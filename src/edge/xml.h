/*
 * XML of others, as a stream of events (expat, loaded when the first is read). Made for
 * bytes nobody vouches for: any document type is refused, and with it every entity but the
 * five of XML; depth and the length of one tag or comment are bounded; memory is one piece's.
 *
 * Names of elements come without their namespace's prefix, those of attributes as they
 * stand. A sink may pause the reading in any event, so that what it has can be taken.
 */
#ifndef DUNGHEN_EDGE_XML_H
#define DUNGHEN_EDGE_XML_H

#include "unpack.h"

enum { XML_DEPTH_MOST = 100, XML_TOKEN_MOST = 1 << 20 };

struct xml;

struct xml_sink {
	void *ctx;
	/* attr: name, value, name, value, …, NULL. Each may fail with an error of its own. */
	bool (*start)(void *ctx, const char *name, const char **attr, struct err *e);
	bool (*end)(void *ctx, const char *name, struct err *e);
	/* A text may come in pieces. */
	bool (*text)(void *ctx, struct str s, struct err *e);
};

/* `from` and the sink stay the caller's. Errors: unpack.library. */
bool xml_open(struct arena *a, struct unpack *from, const struct xml_sink *sink,
	      struct xml **out, struct err *e) MUST_USE;
/* Before the first run: `thin` takes out of the next n bytes, in place, what need not be
 * read, and gives how many are left; the *held last ones of the n (XML_HELD_MOST at most)
 * come again before the next. With `last` there are none. Lines stay what they were. */
enum { XML_HELD_MOST = 16 << 10 };
typedef size_t xml_thin_fn(void *ctx, char *p, size_t n, bool last, size_t *held);
void xml_thin(struct xml *x, struct arena *a, xml_thin_fn *thin, void *ctx);
/* Goes on until a sink pauses, or to the end: then *more is false. Errors: the sink's,
 * those of unpack_read, xml.syntax (line, column, why), xml.doctype, xml.deep,
 * xml.long (line). After a failure nothing more can be read. */
bool xml_run(struct xml *x, bool *more, struct err *e) MUST_USE;
/* From within an event. */
void xml_pause(struct xml *x);
int64_t xml_line(const struct xml *x);
void xml_close(struct xml *x);			/* NULL is allowed */

/* The attribute's value, or NULL. */
const char *xml_attr(const char **attr, const char *name);

#endif
