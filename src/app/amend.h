/*
 * New law for an old store, by the local system only: files of law/ that differ
 * come in as entries, and a new calendar re-dates open dossiers.
 *
 * Old versions stay (core/law_keep.h); open dossiers keep what they froze. A
 * dossier's calendar is replaced only by its own `calendar_moved` entry (rule 1),
 * and its due is then the earlier of both: never later than promised (rule 11).
 */
#ifndef DUNGHEN_APP_AMEND_H
#define DUNGHEN_APP_AMEND_H

#include "app.h"

enum amend_mode { AMEND_TRY, AMEND_DO };

struct amended {
	const struct law_source **file;	/* those that are new or changed */
	size_t n;
	int64_t first, last;		/* entries; -1 when only tried or nothing differs */
};

/* `files` are laid over those in force; a path not among them stays. Errors:
 * law.… of law_read, law.kept, law.kept_file. */
bool app_amend_law(struct app *app, struct arena *a, const struct law_source *files, size_t n,
		   enum amend_mode mode, struct amended *out, struct err *e) MUST_USE;

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

#endif
