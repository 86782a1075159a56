/*
 * Event logs of anybody, read for mining (core/mine_log.h): XES, OCEL 2.0 as JSON, XML or
 * SQLite, plain or packed, and text with a row for each event. A file is read piece by
 * piece; what stays in memory is a few columns of numbers and each different name once.
 *
 * Of OCEL the objects of one type are the cases (`object`): all of them, in the order they
 * first come; an event that concerns several of them counts in each, one that concerns none
 * in none. When no type is told it is the one of which most events concern exactly one
 * object; of equal ones the one with most objects, then the first by name. Activities are
 * the types of events; who holds is an attribute of the event (org:resource, or as told) or,
 * where no event has it, the object of a type that sounds like people at work; of a type of
 * the name that was told also where some events have the attribute.
 *
 * An event without case, activity or time is an error, which names line, case and
 * attribute; a lenient reading passes over it, counts it and keeps the first ones to show.
 * XES allows events of no trace: no case has them, and they are listed as passed over.
 * Values that the log declares as `global` stand for nothing: only what an event says itself
 * counts.
 */
#ifndef DUNGHEN_APP_MINE_H
#define DUNGHEN_APP_MINE_H

#include "check.h"
#include "log_words.h"

#include "core/mine_log.h"

#include <stdio.h>

enum { MINE_SKIPS_SHOWN = 20, MINE_MARKS = 8 };

/* A text that an attribute of a case or of one of its events has: a bit in mine_flags. */
struct mine_mark {
	struct str key, value;
};

struct mine_want {
	/* Keys of XES, or columns; empty: the usual ones, or guessed. */
	struct str name, activity, time, holder;
	struct str due, ended;		/* of cases; empty: none */
	/* Of XES: its activities by that classifier of the log; empty: by the key. Events with
	 * another transition of the life cycle are left out; empty: none are. */
	struct str classifier, transition;
	struct str object;		/* type that is the case, of OCEL; empty: guessed */
	struct mine_mark mark[MINE_MARKS];
	size_t marks;
	int32_t zone_s;			/* of times without an offset */
	struct str form;		/* of times (core/mine_time.h); empty: the usual ones */
	char separator;			/* of text; 0: guessed */
	struct str coding;		/* of text, as iconv names it; empty: UTF-8 or its mark */
	bool lenient;
	struct progress progress;
};

struct mine_skips {
	int64_t n;
	struct err first[MINE_SKIPS_SHOWN];
};

/* The types of objects that a log of OCEL has, and which is the case. */
struct mine_object_type {
	struct str name;
	int64_t objects;
	int64_t events, alone;		/* that concern any of them, exactly one */
};
struct mine_objects {
	const struct mine_object_type *type;	/* as they first came */
	size_t types, chosen;
	bool told;
	int64_t outside, shared;	/* events of no case, of several */
};

struct mine_in;

/* Lives until mine_close; its log too. */
struct mine_in *mine_open(struct arena *a, const struct mine_want *want);
/* Of several files the one that is read next: what is passed over names it (file). It stays
 * the caller's. */
void mine_named(struct mine_in *m, struct str name);
/* Adds a file to the log; `f` stays the caller's. Errors: those of edge/xes_in.h,
 * edge/table_in.h, edge/ocel_in.h and store/ocel_sqlite.h, mine.no_column, mine.column,
 * mine.empty, mine.zip, mine.workbook, mine.no_log (tag), log.many; ocel.type (value, have),
 * ocel.case (option), ocel.none; mine.classifier (value). Those of a place, with line, case,
 * attribute, value and file: mine.time, mine.untimed, mine.nameless, mine.caseless,
 * mine.cells, mine.doubled; ocel.time, ocel.untimed, ocel.untyped, ocel.nameless,
 * ocel.twice, ocel.missing, ocel.stray. */
bool mine_read(struct mine_in *m, FILE *f, struct err *e) MUST_USE;
void mine_close(struct mine_in *m);		/* NULL is allowed */

/* When all files are read. Errors: mine.no_key (option, value, have): the key of a due date,
 * an end, a holder or a filter occurs nowhere. */
bool mine_end(const struct mine_in *m, struct err *e) MUST_USE;

struct mine_log *mine_log_of(struct mine_in *m);
/* For mine_view.back, before the log is put in order; NULL: nothing is known. */
const uint8_t *mine_back_of(const struct mine_in *m);
const struct mine_skips *mine_skips_of(const struct mine_in *m);
/* Due dates and ends of cases that are no times and do not mean "none" ("-", "EMPTY", "n/a"):
 * they count as none. Each case once. */
const struct mine_skips *mine_unread_of(const struct mine_in *m);
/* Were all files XES? */
bool mine_all_xes(const struct mine_in *m);
/* Of the log of OCEL read last, or NULL. */
const struct mine_objects *mine_objects_of(const struct mine_in *m);
/* Which key or column was what, by role, in the file read last; empty: none. */
struct str mine_word(const struct mine_in *m, enum log_role role);
bool mine_word_told(const struct mine_in *m, enum log_role role);

/* Is it "comma", "semicolon", "tab", "bar" or such a mark itself? */
bool mine_separator(struct str s, char *out) MUST_USE;
/* An instant as logs write it: xes_instant, a day alone, day/month/year (dots and dashes too)
 * or year/month/day with an hour of 24 or of 12 and AM, PM, SA or CH, seconds (10 digits, and
 * parts of one) or milliseconds (13) since 1970; what names no offset, UTC or Z is of the
 * zone. */
bool mine_instant(struct str s, int32_t zone_s, int64_t *us) MUST_USE;

#endif
