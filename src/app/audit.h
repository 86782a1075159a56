/*
 * The ledger searched for an administrator: who did what when, from the newest entry to
 * the oldest.
 *
 * An administrator has no right to papers (core/right, RIGHT_READER). Of a dossier that
 * the searcher may not read a line tells the kind of act, its code, who acted, and the
 * post and unit it went to: nothing typed, no reason, no decision, no sum, nobody's
 * lateness. There are no counts by person (rule 36).
 *
 * A dossier's entries and those of law, units and people are found by an index, a period
 * by halving; anything else looks through a stretch of entries at a time and
 * says how far it came.
 */
#ifndef DUNGHEN_APP_AUDIT_H
#define DUNGHEN_APP_AUDIT_H

#include "history.h"

enum { AUDIT_ROWS = 50, AUDIT_FILE = 2000, AUDIT_STRETCH = 100000 };

struct audit_query {
	struct person_id who;		/* v 0: anybody, the system too */
	struct unit_id unit;		/* acted by people of it or of units below it at that
					 * time, or done to it; v 0: any */
	enum entry_kind kind;		/* KIND_NONE: any */
	struct str code;		/* of a dossier, as people type it; empty: any */
	struct day from, to;		/* the whole of both; to INT32_MAX: until now */
	int64_t before;			/* entries before that one; 0: from the newest */
	size_t rows;			/* at most */
	int64_t stretch;		/* entries looked through at most: AUDIT_STRETCH */
	struct person_id searcher;
};

struct audit_line {
	int64_t seq, at;
	enum entry_kind kind;
	struct person_id actor;		/* v 0: the system, or the portal */
	struct str code;		/* of the dossier, or empty */
	bool readable;			/* the searcher may read it: `event` tells all */
	struct event event;
	struct seat_label to;		/* not readable: post and unit it went to */
	/* of units and people: whom it was done to, with which post from when to when */
	struct unit_id unit;
	struct person_id person, other;
	struct seat_label post;
	struct str name;		/* of a unit, given by it; path of a file of the law */
	int64_t from, until;		/* or INSTANT_NONE */
};

struct audit {
	struct audit_line *line;	/* the newest first */
	size_t n;
	int64_t next;			/* `before` of the next page; 0: the end */
	int64_t looked_to;		/* the stretch was over before the page was full: its
					 * time; else INSTANT_NONE */
};

/* Errors: dossier.unknown; those of the store. */
bool app_audit(struct app *app, struct arena *a, const struct asking *ask,
	       const struct audit_query *q, struct audit *out, struct err *e) MUST_USE;

#endif
