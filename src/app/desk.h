/*
 * What a desk has done while people waited (rule 48): the certified copies and extracts
 * of one day, for the list under the form and for the book.
 */
#ifndef DUNGHEN_APP_DESK_H
#define DUNGHEN_APP_DESK_H

#include "label.h"

/* Is it done while one waits: certified, and due the same day? */
bool desk_serves(const struct procedure *p, struct day on);

struct served {
	struct dossier_id id;
	struct str code, procedure_code, owner;	/* owner masked */
	struct str number, book;
	int64_t pages, copies;		/* 0: not said */
	int64_t fee, receipt_no;	/* 0: no fee */
	int64_t at;
};

enum { SERVED_ROWS = 50 };
struct served_day {
	struct served *row;		/* newest first, at most SERVED_ROWS */
	size_t n;
	int64_t count;			/* of the whole day */
};

/* Of the one-stop unit `counter`, on the civil day of ask->now. */
bool app_served_today(struct app *app, struct arena *a, const struct asking *ask,
		      struct unit_id counter, struct served_day *out, struct err *e) MUST_USE;

#endif
