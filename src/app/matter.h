/*
 * Matters that are no dossiers (core/matter.h): one of them, and what somebody owes in
 * them. Rows are read by store/matter_row.
 */
#ifndef DUNGHEN_APP_MATTER_H
#define DUNGHEN_APP_MATTER_H

#include "label.h"

#include "core/matter.h"

/* Its state, in the arena. Errors: matter.unknown. */
bool app_matter(struct app *app, struct arena *a, struct matter_id id,
		const struct matter **out, struct err *e) MUST_USE;

/* Somebody of its unit, of one that owes something in it, or of one above these. */
bool app_matter_reads(const struct app *app, const struct matter *m, struct person_id person,
		      int64_t now);

/* May they ask about it: a registered one still open, of their unit or below it? */
bool app_matter_asks(const struct app *app, const struct matter *m, struct person_id person,
		     int64_t now);

struct matter_text {			/* what was typed with an entry of it */
	int64_t seq;
	int64_t n;			/* the duty it belongs to, from 1; 0: the matter itself */
	struct str field;		/* "question", "text", … */
	struct str value;
};
/* All of them, in order. */
bool app_matter_texts(struct app *app, struct arena *a, const struct matter *m,
		      struct matter_text **out, size_t *n, struct err *e) MUST_USE;

struct owed_task {			/* something owed, as lists show it */
	struct matter_id matter;
	enum matter_kind matter_kind;
	int32_t number;			/* counts from 1, as actions name it */
	enum owed_kind kind;
	struct str reference;		/* number of the paper, or empty */
	struct str unit;		/* whose matter it is */
	struct seat_label holder;
	int64_t from, due;
	bool late;
};
struct owed_tasks {
	struct owed_task *task;
	size_t n;
	struct str next;		/* cursor of the next page; empty: the end */
};
/* What a person owes (at one unit, or v 0: anywhere) or, person v 0, a unit; what is due
 * first comes first. Errors: list.after. */
bool app_owed(struct app *app, struct arena *a, const struct asking *ask,
	      struct person_id person, struct unit_id unit, struct str after, int64_t limit,
	      struct owed_tasks *out, struct err *e) MUST_USE;

#endif
