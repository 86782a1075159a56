/*
 * Opinions still owed: by a unit or somebody of it, or asked by them, of dossiers and of
 * registered matters (rule 31) in one list, with how far their reminders have come.
 */
#ifndef DUNGHEN_APP_OPINIONS_H
#define DUNGHEN_APP_OPINIONS_H

#include "label.h"

#include "core/matter.h"

enum opinions_show {
	OPINIONS_OWED,			/* by the unit, or by the person */
	OPINIONS_LATE,			/* … and past their due */
	OPINIONS_ASKED,			/* by whoever has the dossier, or opened the matter */
};
enum { OPINIONS_SHOWS = OPINIONS_ASKED + 1 };
const char *opinions_show_name(enum opinions_show s);	/* "owed" */
/* False: no such word. */
bool opinions_show_of(struct str name, enum opinions_show *out);

enum asked_reminder { ASKED_NOT_YET, ASKED_HALF, ASKED_DAY_BEFORE, ASKED_SILENT };
const char *asked_reminder_name(enum asked_reminder r);	/* "none", "half", … */

struct opinion_task {
	bool matter;			/* else of a dossier */
	struct matter_id matter_id;
	struct dossier_id dossier;
	bool ruling;			/* on whether the answer decides anything (rule 30) */
	struct str code;		/* of the dossier; number of the paper */
	struct str procedure;		/* its name; empty of a matter */
	int32_t number;			/* as actions name it */
	int32_t round;			/* asked together; 0 of a matter */
	struct seat_label asked, asker;	/* asker: who waits for it now */
	bool member;			/* that person alone can answer */
	int64_t asked_at, due;
	bool late;
	int64_t late_s;			/* working seconds past its due */
	enum asked_reminder reminder;	/* the last that was sent, or that silence was entered */
};

struct opinion_tasks {
	struct opinion_task *task;	/* by their due */
	size_t n;
	struct str next;		/* cursor of the next page; empty: the end */
};

struct opinions_ask {
	enum opinions_show show;
	struct person_id person;	/* v 0: the unit; OPINIONS_ASKED, OPINIONS_LATE … */
	struct unit_id unit;		/* … both v 0: all there are */
	struct str after;
	int64_t limit;
};

/* Errors: list.after. */
bool app_opinions(struct app *app, struct arena *a, const struct asking *ask,
		  const struct opinions_ask *what, struct opinion_tasks *out,
		  struct err *e) MUST_USE;
/* What a unit owes and how much of it is late; of dossiers and matters up to COUNT_MOST of
 * inbox.h each. */
bool app_opinions_count(struct app *app, struct unit_id unit, int64_t now, int64_t *n,
			int64_t *late, struct err *e) MUST_USE;

#endif
