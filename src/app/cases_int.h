/*
 * Inside of cases.c, cases_xes.c and cases_text.c. Nobody else includes this.
 */
#ifndef DUNGHEN_APP_CASES_INT_H
#define DUNGHEN_APP_CASES_INT_H

#include "cases.h"

#include "edge/xes_in.h"

#include "base/arena.h"
#include "base/day.h"
#include "base/map.h"

#include <assert.h>

enum { LOG_CASE, LOG_FIRST, LOG_LAST, LOG_EVENTS, LOG_ACTIVITY, LOG_RESOURCE, LOG_FIXED };
static_assert((int)LOG_FIXED == (int)CASES_OWN, "heads that every log has");

enum {
	CASES_ARENA = 512 << 20,
	CASES_BYTES = 128 << 20,	/* of what is kept while a log is read */
};

struct log_case {
	struct str name;
	int64_t line;			/* of the trace, or of its first row */
	int64_t events, first, last;	/* microseconds */
	struct str activity, resource;	/* of the last event */
	struct str *value;		/* by head */
	bool done;
	struct err *fault;		/* the first, or NULL */
};

struct log_event {
	int64_t time;
	struct str activity, resource;
};

struct cases {
	struct log_want want;
	struct log_words words;
	FILE *file;
	struct arena arena, *kept;	/* kept: where a case's texts go */
	struct str head[CSV_FIELDS];
	size_t heads;
	bool headed;
	/* XES: the trace at hand */
	struct xes_in *xes;
	struct map by_name;		/* key or name → what it is (cases_*.c) */
	struct log_case now;
	struct log_event event;
	bool timed, named;		/* the event has these */
	bool whole;			/* the trace has ended */
	struct map word;		/* each text is kept once */
	size_t bytes;
	/* a text: all of them */
	struct log_case **one;
	size_t cases, room, at;
};

void case_start(struct cases *c, struct log_case *k, int64_t line);
void case_event(struct cases *c, struct log_case *k, const struct log_event *ev);
/* Only the first of a case is kept. */
void case_fault(struct cases *c, struct log_case *k, const char *key, struct str value,
		int64_t line);
/* A text in NFC, each kept once. Errors: log.many. */
bool case_keep(struct cases *c, struct str s, struct str *out, struct err *e) MUST_USE;
/* One more column. Errors: log.wide. */
bool cases_head(struct cases *c, struct str name, size_t *at, struct err *e) MUST_USE;

bool cases_xes(struct cases *c, struct err *e) MUST_USE;
bool cases_xes_next(struct cases *c, struct arena *a, struct log_case *out, bool *there,
		    struct err *e) MUST_USE;
bool cases_text(struct cases *c, struct err *e) MUST_USE;

#endif
