/*
 * Apologies with one new date (rules 15, 39): what a unit's head owes, and one of them with
 * the letter as it would go out. Nothing is written here; signing is the action
 * `sign_apology`.
 */
#ifndef DUNGHEN_APP_APOLOGY_H
#define DUNGHEN_APP_APOLOGY_H

#include "task.h"

#include "base/sheet.h"

/* Those a unit's head has to sign, by when they are due. */
bool app_apologies_owed(struct app *app, struct arena *a, const struct asking *ask,
			struct unit_id unit, struct str after, int64_t limit,
			struct tasks *out, struct err *e) MUST_USE;
/* How many, up to COUNT_MOST of inbox.h. */
bool app_apologies_count(struct app *app, struct unit_id unit, int64_t *out,
			 struct err *e) MUST_USE;

struct apology_wish {			/* what is being filled in */
	int64_t days;
	struct str cause;		/* key of a unit; empty: whoever the draft names */
	struct str reason;
};

struct apology_unit {			/* one that may have caused it */
	struct unit_id id;
	struct str key, name;
	int64_t overrun_s;		/* over its plan so far */
	bool chosen;
};

struct apology_view {
	struct dossier_id id;
	struct str code, procedure, owner;	/* owner masked */
	struct seat_label holder;	/* who has the dossier */
	int64_t due, first_due;
	bool drafted, passed, missed;
	int chance;			/* of the forecast that drafted it; 0: time did */
	int64_t sign_by;		/* of the draft; INSTANT_NONE: none is open */
	struct seat_label owes;		/* … and who is to sign it */
	struct apology_unit *unit;	/* most minutes over the plan first */
	size_t units;
	int64_t days_most, days;	/* that can be asked for; that are */
	bool refused;			/* as it is filled in it would be, … */
	struct err why;
	int64_t new_due;		/* … else the new date, and the letter */
	struct sheet letter;
};

/* How it stands with the apology of a dossier, for its pages. */
struct apology_state {
	bool owed, passed, missed;	/* a draft is open; went up; the promise went by */
	struct seat_label owes;
	int chance;			/* per cent, of the forecast that drafted it; 0: time */
	int64_t sign_by;
	int64_t signed_at;		/* INSTANT_NONE: not, so far; else: */
	struct str cause;		/* unit named in it */
	int64_t late_days;		/* working days past the first promise so far, … */
	int64_t compensation;		/* … in đồng, where the rule set pays any; else 0 */
};
/* Errors: due.* when the compensation cannot be reckoned. */
bool apology_state(const struct app *app, const struct asking *ask, const struct dossier *d,
		   struct apology_state *out, struct err *e) MUST_USE;

/* For who could sign it. Errors: dossier.unknown, right.reader, right.apology. */
bool app_apology(struct app *app, struct arena *a, const struct asking *ask,
		 struct person_id who, struct str ref, const struct apology_wish *wish,
		 struct apology_view *out, struct err *e) MUST_USE;

#endif
