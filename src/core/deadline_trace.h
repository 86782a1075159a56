/*
 * A due date explains itself: the derivation of a deadline, line by line, each
 * with its rule (deadline.h names them, with the article in its sentence).
 *
 * A line is a message key of the catalogs (`trace.…`) and its arguments; the
 * faces put it into words. Times are written as people read them.
 */
#ifndef DUNGHEN_CORE_DEADLINE_TRACE_H
#define DUNGHEN_CORE_DEADLINE_TRACE_H

#include "deadline.h"

#include "base/arena.h"
#include "base/err.h"
#include "base/text.h"

enum { TRACE_ARGS = 4, TRACE_LINES = 512 };

struct trace_line {
	const char *rule;		/* "R1" … "R8", "R3b" */
	const char *key;		/* "trace.start" */
	struct text_arg arg[TRACE_ARGS];
	size_t args;
};

struct deadline_trace {
	struct trace_line *line;
	size_t n, cap;
};

/* One more line, empty; a line given before may have moved. */
struct trace_line *trace_add(struct arena *a, struct deadline_trace *t);

/* As deadline_compute, with the trace in the arena. A limit so long that it
 * skips more days than TRACE_LINES leaves room for names the first of them. */
bool deadline_explain(struct arena *a, const struct deadline_in *in, struct deadline *out,
		      struct deadline_trace *trace, struct err *e) MUST_USE;

#endif
