/*
 * Object-centric event logs (OCEL 2.0): what their events and objects say, whatever file
 * they stand in. Readers of JSON, XML (edge/ocel_in.h) and SQLite (store/ocel_sqlite.h) tell
 * one after the other; nobody holds them all.
 *
 * An event or object may be told in parts, as tables do: what comes later says `more`. Types
 * that are declared say nothing that events and objects do not, and are passed over.
 */
#ifndef DUNGHEN_CORE_OCEL_H
#define DUNGHEN_CORE_OCEL_H

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

enum {
	OCEL_ATTRS_MOST = 1 << 12,	/* of one event or object */
	OCEL_LINKS_MOST = 1 << 16,
	OCEL_BYTES_MOST = 8 << 20,	/* all its texts */
};

enum ocel_kind { OCEL_EVENT, OCEL_OBJECT };

struct ocel_attr {
	struct str name, value;
	struct str since;		/* of objects, whose attributes change; may be empty */
};

struct ocel_link {
	struct str object, qualifier;
	struct str type;		/* of the object, for writers; readers leave it empty */
};

struct ocel_item {
	enum ocel_kind kind;
	bool more;			/* of one told before */
	int64_t line;			/* of the text, or row of its table */
	struct str id, type, time;	/* may be empty; time of events */
	const struct ocel_attr *attr;
	size_t attrs;
	const struct ocel_link *link;
	size_t links;
};

struct ocel_sink {
	void *ctx;
	/* Texts are valid during the call. May fail with an error of its own. */
	bool (*item)(void *ctx, const struct ocel_item *it, struct err *e);
};

/* ---- written ---- */

enum ocel_value { OCEL_STRING, OCEL_TIME, OCEL_INTEGER, OCEL_BOOLEAN };

struct ocel_column {			/* an attribute that things of a type may have */
	const char *name;
	enum ocel_value value;
};

struct ocel_type {
	enum ocel_kind kind;
	struct str name;
	const struct ocel_column *column;
	size_t columns;
};

/* Who writes a log: first all types, then all objects, then all events, of which none is
 * told in parts; then the end. */
struct ocel_out {
	bool (*types)(struct ocel_out *o, const struct ocel_type *type, size_t n,
		      struct err *e);
	bool (*item)(struct ocel_out *o, const struct ocel_item *it, struct err *e);
	bool (*end)(struct ocel_out *o, struct err *e);
};

const char *ocel_value_name(enum ocel_value v);		/* "string" */

/* ---- gathered ---- */

/* One being gathered, in an arena that is reset for the next. */
struct ocel_draft {
	struct arena *arena;
	struct ocel_item item;
	struct ocel_attr *attr;
	struct ocel_link *link;
	size_t attr_room, link_room, bytes;
};

void ocel_draft_start(struct ocel_draft *d, enum ocel_kind kind, int64_t line);
/* Copies it. Errors: ocel.large (line): more than the limits say. */
bool ocel_draft_text(struct ocel_draft *d, struct str s, struct str *out,
		     struct err *e) MUST_USE;
/* The texts stay the caller's. */
bool ocel_draft_attr(struct ocel_draft *d, const struct ocel_attr *a, struct err *e) MUST_USE;
bool ocel_draft_link(struct ocel_draft *d, const struct ocel_link *l, struct err *e) MUST_USE;

#endif
