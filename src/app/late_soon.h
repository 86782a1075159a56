/*
 * What is likely to be late within three working days, for those who lead: open dossiers in
 * hand at a unit or below it whose promise falls due by then and has not passed, the likeliest
 * first (chances.h). For the house alone: no citizen is shown a number.
 */
#ifndef DUNGHEN_APP_LATE_SOON_H
#define DUNGHEN_APP_LATE_SOON_H

#include "chances.h"
#include "label.h"

enum { LATE_SOON_DAYS = 3, LATE_SOON_MOST = 500 };

struct late_soon_line {
	struct dossier_id id;
	struct str code, procedure, step;
	struct unit_id agency;
	struct seat_label holder;
	int64_t due, first_due;
	int64_t left_s;			/* working seconds to the due */
	int chance;			/* per cent; below 0: it cannot be said */
};

struct late_soon {
	struct late_soon_line *line;
	size_t n;
	bool more;			/* there are others, less likely */
};

/* `top` v 0: of the whole province. */
bool app_late_soon(struct app *app, struct arena *a, const struct asking *ask, struct chances *c,
		   struct unit_id top, struct late_soon *out, struct err *e) MUST_USE;

#endif
