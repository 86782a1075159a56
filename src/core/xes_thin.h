/*
 * Event logs (core/xes.h) made thinner before their XML is taken apart. Publishers give an
 * event ten attributes of which a reader wants three, nearly always one to a line:
 *
 *	<string key="question" value="EMPTY"/>
 *
 * Such a line goes, its end stays: lines and columns of what follows are the same. Only what
 * is beyond doubt goes: within the log's element, in exactly this form, in UTF-8, without
 * an entity; all else comes to the parser as it stood, which so refuses what it would have
 * refused. For the same reason a log in another coding, with a document type, or with a tag
 * longer than may be held, is left as it is.
 */
#ifndef DUNGHEN_CORE_XES_THIN_H
#define DUNGHEN_CORE_XES_THIN_H

#include "base/str.h"

enum { XES_THIN_HELD = 16 << 10 };

struct xes_thin {
	bool (*wants)(void *ctx, struct str key);
	void *ctx;
	bool begun, off;
	int64_t depth;			/* of open elements */
};

/* The next n bytes, in place; gives how many there are left. The *held last ones of the
 * n (XES_THIN_HELD at most) cannot be judged yet and have to come again before the next; with
 * `last` there are none. */
size_t xes_thin(struct xes_thin *t, char *p, size_t n, bool last, size_t *held) MUST_USE;

#endif
