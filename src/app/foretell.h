/*
 * Apologies drafted because a forecast says late (rule 39), before time drafts them.
 *
 * Looking reads only, and takes as long as it takes: by a reader of its own, never by the
 * writer. What it found is then an act of the system, whose entry has the chance and what it
 * was learnt from, so that whoever replays the ledger needs no model. The writer decides by
 * the state of then: what has moved on meanwhile gets nothing.
 */
#ifndef DUNGHEN_APP_FORETELL_H
#define DUNGHEN_APP_FORETELL_H

#include "app.h"

/* Of fewer results of a procedure's version nobody gets a letter, however sure it sounds. */
enum { FORETELL_CASES = 20 };

struct foreseen {
	struct dossier_id dossier;
	int32_t chance;			/* per cent */
	int64_t cases;
};

struct foresight {
	int64_t learnt_at;
	struct foreseen *one;		/* by dossier */
	size_t n;
	int64_t looked;			/* open dossiers that might have got one */
};

/* Learns of what had its result in the last CHANCES_DAYS (chances.h) and looks at all that is
 * open, by the thresholds of their rule sets. */
bool app_foresee(struct app *app, struct arena *a, int64_t now, struct foresight *out,
		 struct err *e) MUST_USE;
/* Drafts them; a writer. *entries: how many were written. */
bool app_foretell(struct app *app, const struct foresight *f, int64_t *entries,
		  struct err *e) MUST_USE;

#endif
