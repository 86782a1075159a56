/*
 * Event logs (.xes, .xes.gz) out of files: core/xes.h fed by edge/xml.h. In memory stands
 * one tag; what a trace or an event has is the sink's to keep.
 */
#ifndef DUNGHEN_EDGE_XES_IN_H
#define DUNGHEN_EDGE_XES_IN_H

#include "core/xes.h"

#include <stdio.h>

struct xes_in;

/* Does the file begin as XML or gzip does? Leaves it at its beginning. */
bool xes_in_looks(FILE *f);
/* `f` stays the caller's. Errors: unpack.library, table.read. */
bool xes_in_open(struct arena *a, FILE *f, const struct xes_sink *sink, struct xes_in **out,
		 struct err *e) MUST_USE;
/* Goes on until the sink pauses, or to the end: then *more is false. Errors: those of
 * unpack.h, xml.h, xes.h and the sink, with line. */
bool xes_in_run(struct xes_in *x, bool *more, struct err *e) MUST_USE;
/* From within an event of the sink. */
void xes_in_pause(struct xes_in *x);
int64_t xes_in_line(const struct xes_in *x);
void xes_in_close(struct xes_in *x);		/* NULL is allowed */

#endif
