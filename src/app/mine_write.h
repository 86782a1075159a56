/*
 * A log that was read, written again for programs of others: what the filters keep of it.
 *
 * XES that came as XES is copied from its files: extensions, globals, classifiers and all
 * attributes, nested ones too, stand as they stood, in the same order. Of other logs XES says
 * what mining reads of them: case, activity, time and holder; so does text of all.
 */
#ifndef DUNGHEN_APP_MINE_WRITE_H
#define DUNGHEN_APP_MINE_WRITE_H

#include "mine.h"

#include "base/buf.h"

struct mine_write {
	struct mine_in *in;
	const struct mine_view *view;
	FILE *out;
};

/* One file of the log after the other; the head is that of the first, and `last` ends it.
 * Traces of no name are left out. Errors: those of edge/xml.h, store.file, log.many. */
bool mine_copy_xes(const struct mine_write *w, FILE *from, bool first, bool last,
		   struct err *e) MUST_USE;
/* Errors: store.file (detail). */
bool mine_write_xes(const struct mine_write *w, struct err *e) MUST_USE;
bool mine_write_text(const struct mine_write *w, struct err *e) MUST_USE;

/* The head of what we write as XES, up to its first trace. */
void mine_xes_head(struct buf *b);
/* What stands in b, once it is that much, into f. Errors: store.file (detail). */
bool mine_flush(struct buf *b, size_t least, FILE *f, struct err *e) MUST_USE;
/* Text of an attribute, so that no reader makes a space of a line break. */
void mine_attr_text(struct buf *b, struct str s);

#endif
