/*
 * Detectors over the store: what core/detect.h finds in the dossiers there are, with who
 * did it. Masked facts of the record only; nothing is opened.
 *
 * Findings stand as rows (`finding`) that are written behind the ledger: whoever follows it
 * reads what came since (app_detect_since, a reader's work) and has the writer put the
 * few rows that changed (app_detect_write). A rebuild writes all of them, verify compares.
 */
#ifndef DUNGHEN_APP_DETECT_H
#define DUNGHEN_APP_DETECT_H

#include "app.h"

#include "core/detect.h"

/* One dossier that was looked at, whatever was found in it; `last_seq` is that of its
 * last entry. Returning false with *e set stops. */
typedef bool looked_fn(void *ctx, struct dossier_id id, int64_t last_seq,
		       const struct detected *d, size_t n, struct err *e);

/* Looks through the dossiers with after < id ≤ upto. Single findings, also those that it
 * takes several of (detector_least), and those that become true later (f.at). */
bool app_detect(struct app *app, int64_t after, int64_t upto, looked_fn *fn, void *ctx,
		struct err *e) MUST_USE;

struct detected_list {
	struct detected *v;
	size_t n, cap;
	int64_t cases;			/* dossiers looked at */
};
/* All of the store that are true at `now`, without those that lack their like; in `a`.
 * What is good is looked for `ahead` seconds further: rule 37 makes it wait. */
bool app_detect_all(struct app *app, struct arena *a, int64_t now, int64_t ahead,
		    struct detected_list *out, struct err *e) MUST_USE;

/* ---- behind the ledger ---- */

enum { DETECT_ENTRIES = 500 };		/* looked at in one go, and written in one group */

struct detect_change {			/* the findings a dossier has from now on */
	struct dossier_id dossier;
	struct detected *d;
	size_t n;
};
struct detect_changes {
	int64_t upto;			/* after these entries */
	bool more;			/* there are later ones */
	struct detect_change *v;
	size_t n, cap;
};
/* The last entry whose findings are written; -1: none. */
bool app_detected_upto(struct app *app, int64_t *out, struct err *e) MUST_USE;
/* What at most DETECT_ENTRIES entries after `from` change; in `a`. */
bool app_detect_since(struct app *app, struct arena *a, int64_t from,
		      struct detect_changes *out, struct err *e) MUST_USE;
/* Writes it, as a group of its own (writers). */
bool app_detect_write(struct app *app, const struct detect_changes *c, struct err *e) MUST_USE;
/* Writes what has not been written yet, chunk by chunk (writers). */
bool app_detect_catch_up(struct app *app, struct err *e) MUST_USE;

/* Within the group of a rebuild: all of them anew. */
bool app_detect_refill(struct app *app, struct err *e) MUST_USE;
/* That the rows are what is found now, but for dossiers with entries not looked at yet.
 * Errors (ERR_CORRUPT): verify.row (table, row). */
bool app_detect_check(struct app *app, struct err *e) MUST_USE;

#endif
