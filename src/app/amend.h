/*
 * New law for an old store: files of law/ that differ come in as entries, by the local
 * system or an administrator, and a new calendar re-dates open dossiers (the local system).
 *
 * Old versions stay (core/law_keep.h); open dossiers keep what they froze. A
 * dossier's calendar is replaced only by its own `calendar_moved` entry (rule 1),
 * and its due is then the earlier of both: never later than promised (rule 11).
 */
#ifndef DUNGHEN_APP_AMEND_H
#define DUNGHEN_APP_AMEND_H

#include "app.h"

enum amend_mode { AMEND_TRY, AMEND_DO };

/* The files in force as they were taken in, bytewise by path: given to app_amend_law of
 * another store they are its law. */
bool app_law_files(struct app *app, struct arena *a, struct law_source **out, size_t *n,
		   struct err *e) MUST_USE;

/* Of open dossiers those that froze a rule set, by procedure. */
struct rule_set_use {
	struct str rule_set, procedure;	/* id, code */
	int64_t dossiers;
};
bool app_rule_set_use(struct app *app, struct arena *a, struct rule_set_use **out, size_t *n,
		      struct err *e) MUST_USE;

/* ---- law files ---- */

struct law_change {
	const struct law_source *file;	/* new, or another than is in force */
	bool added;			/* there is none of that path */
};

enum { LAW_FAULTS_TOLD = 100 };

struct law_outlook {
	struct law_fault *fault;	/* of the form, LAW_FAULTS_TOLD at most */
	size_t faults;			/* found */
	bool refused;			/* or what is frozen would change: */
	struct err why;
	struct law_change *change;	/* nothing of the above: what would come in */
	size_t changes;
	struct law law;			/* … and the law with it */
};

/* What files laid over those in force would change; nothing is written, a reader can do it.
 * `files` must live as long as what is told. False: the store failed. */
bool app_law_outlook(struct app *app, struct arena *a, const struct law_source *files, size_t n,
		     struct law_outlook *out, struct err *e) MUST_USE;

struct amended {
	const struct law_source **file;	/* those that are new or changed */
	size_t n;
	int64_t first, last;		/* entries; -1 when only tried or nothing differs */
};

/* `files` are laid over those in force; a path not among them stays. `as`: the
 * administrator who does it, in whose name the entries are; empty: the local system.
 * Errors: person.unknown, right.admin; law.… of law_read, law.kept, law.kept_file,
 * law.large, law.files. */
bool app_amend_law(struct app *app, struct arena *a, struct str as,
		   const struct law_source *files, size_t n, enum amend_mode mode,
		   struct amended *out, struct err *e) MUST_USE;

/* ---- open dossiers on a new calendar ---- */

struct redated {
	struct str code;
	int64_t due, new_due;		/* INSTANT_NONE while waiting */
};
typedef void redated_fn(void *ctx, const struct redated *r);

struct redating {
	struct str calendar;		/* the version in force now */
	int64_t open, moved, earlier;	/* looked at, on another calendar, with another due */
};

/* Moves every open dossier to the calendar in force, dossier by dossier in
 * groups, telling each; AMEND_TRY only tells. Can be run again after a stop. */
bool app_apply_calendar(struct app *app, enum amend_mode mode, redated_fn *tell, void *ctx,
			struct redating *out, struct err *e) MUST_USE;
/* What a calendar of a law that is not in force yet would do to them, as if they were moved
 * now. The law must live as long as the call. */
bool app_try_calendar(struct app *app, const struct law *law, struct str calendar,
		      redated_fn *tell, void *ctx, struct redating *out, struct err *e) MUST_USE;

#endif
