/*
 * Event logs of IEEE 1849 (XES): what the elements of its XML mean. Fed tag by tag
 * (edge/xes_in.h does it from files), it says where traces and events begin and end and
 * which attributes they have, those nested in others too.
 *
 * Attributes of the log, of `global`, of extensions and classifiers stand before the
 * traces and are told with their scope, so that whoever does not want them passes over
 * them: publishers nest thousands there, some with keys like those of events.
 */
#ifndef DUNGHEN_CORE_XES_H
#define DUNGHEN_CORE_XES_H

#include "base/err.h"
#include "base/str.h"

enum xes_scope {
	XES_NOTHING,			/* outside the log, or within what we do not know */
	XES_LOG, XES_TRACE, XES_EVENT,
	XES_GLOBAL_TRACE, XES_GLOBAL_EVENT,	/* values for those that say nothing */
};

enum xes_type {
	XES_STRING, XES_DATE, XES_INT, XES_FLOAT, XES_BOOLEAN, XES_ID, XES_LIST,
	XES_CONTAINER,
};

struct xes_attr {
	enum xes_type type;
	int depth;			/* 0: of the trace or event itself; else nested */
	const char *key, *value;	/* until the call returns; value "" of lists */
};

/* Each may be NULL, and may fail with an error of its own. */
struct xes_sink {
	void *ctx;
	bool (*begin)(void *ctx, enum xes_scope what, struct err *e);	/* TRACE or EVENT */
	bool (*end)(void *ctx, enum xes_scope what, struct err *e);
	bool (*attr)(void *ctx, enum xes_scope of, const struct xes_attr *a, struct err *e);
	bool (*classifier)(void *ctx, const char *name, const char *keys, struct err *e);
	/* An event in the log itself, of no trace, begins; nothing of it is told. */
	bool (*stray)(void *ctx, struct err *e);
	/* Attributes of other keys need not be told: a file has far more of them than anybody
	 * asks for (core/xes_thin.h). NULL: all are. */
	bool (*wants)(void *ctx, struct str key);
};

enum { XES_DEPTH = 110 };		/* as deep as the reader of XML goes */

struct xes {
	struct xes_sink sink;
	int depth;			/* of open elements */
	enum xes_scope scope[XES_DEPTH];	/* of each */
	int nested[XES_DEPTH];		/* attributes open around it, 0: none */
	bool seen;			/* a <log> */
};

void xes_start(struct xes *x, const struct xes_sink *sink);
/* A tag without its namespace's prefix; attributes are name, value, …, NULL. Errors: the
 * sink's, xes.log (the first element is no <log>), xes.key (an attribute without a key). */
bool xes_open_tag(struct xes *x, const char *name, const char **attr, struct err *e) MUST_USE;
bool xes_close_tag(struct xes *x, struct err *e) MUST_USE;

/* The next of a classifier's keys, which stand apart by spaces; one with spaces in it stands
 * in quotes. False: there is none. */
bool xes_classifier_key(struct str *keys, struct str *out) MUST_USE;

/* "2011-10-11T13:42:22.688+02:00" in microseconds UTC; no offset means UTC. False: none,
 * or no day there is. */
bool xes_instant(struct str s, int64_t *us) MUST_USE;

#endif
