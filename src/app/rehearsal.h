/*
 * A version of a procedure tried on a made-up dossier (core/rehearsal.h), as faces show it:
 * row by row which post would hold it until when, the date with its derivation. Nothing is
 * written; a reader can do it. The people and units are those of the store at that time.
 */
#ifndef DUNGHEN_APP_REHEARSAL_H
#define DUNGHEN_APP_REHEARSAL_H

#include "ribbon.h"

#include "core/due_trace.h"
#include "core/rehearsal.h"

struct rehearsal_asked {
	const struct law *law;		/* NULL: that of the store */
	struct str code;
	int64_t version;		/* 0: in force then, else the newest */
	struct str unit;		/* agency that decides, key or name; empty: the first */
	int64_t at;			/* received; INSTANT_NONE: now */
	struct str way;			/* words between commas */
};

struct rehearsal_row {
	enum obligation_kind kind;	/* STEP, WAIT, OPINION, HANDOUT */
	int32_t step;			/* or -1 */
	struct str name;		/* of the step */
	struct seat_label holder;
	int64_t from, to, due;		/* INSTANT_NONE: goes on; none */
	int64_t work_s, plan_s;
	bool silent;			/* of an opinion */
	const struct rehearsed *act;	/* which ended it, or NULL */
	size_t turn;			/* … its place among them */
};

struct rehearsal_told {
	struct rehearsal run;
	const struct procedure_version *version;
	struct rehearsal_row *row;
	size_t rows;
	struct str competent, receiving;
	struct str rule_set, calendar;
	int64_t at, first_due, due;	/* due as it stood at the end */
	struct deadline_trace trace;	/* of that one */
	struct ribbon ribbon;
};

/* Errors: law.no_procedure (code); unit.unknown (value); rehearsal.version (value);
 * time.range; those of rehearse. */
bool app_rehearse(struct app *app, struct arena *a, const struct asking *ask,
		  const struct rehearsal_asked *q, struct rehearsal_told *out,
		  struct err *e) MUST_USE;

/* The way of a run as one text, its first `n` words and one more (empty: none). */
struct str rehearsal_way(struct arena *a, const struct rehearsal *r, size_t n, struct str more);

/* Does a step of one run stand otherwise in the other: another holder, other hours, or is
 * it not there? Rows are told apart by the id of their step and how often it was come to. */
bool rehearsal_differs(const struct rehearsal_told *one, const struct rehearsal_row *row,
		       const struct rehearsal_told *other, const struct rehearsal_row **there);

#endif
