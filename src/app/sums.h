/*
 * The rates of an agency, or all, over whole days: from the sums of days (core/tally.h), so
 * that the cost is that of agencies and days, not of dossiers. For the same days they are
 * what app_rates counts dossier by dossier (stories and tests compare both); the official
 * columns of what is still open are left out: they are questions of a moment.
 */
#ifndef DUNGHEN_APP_SUMS_H
#define DUNGHEN_APP_SUMS_H

#include "app.h"

#include "core/rates.h"

struct days {
	struct day from, until;		/* until: the first day after; may lie ahead */
};

/* What criteria of Decree 61/2018 art. 31 ask of what was solved (core/score.h). */
struct solved_how {
	int64_t asked_none, asked_once, asked_more;	/* the citizen, to complete it */
	int64_t online_late;		/* came online, officially late */
};

struct agency_rates {
	struct unit_id agency;
	struct str procedure;		/* of app_sum_parts alone */
	struct rates rates;		/* without open_in_time, open_late, imported */
	struct solved_how how;
};

struct sums {
	struct agency_rates *agency;	/* by id; those that have or had a dossier */
	size_t n;
};

/* As seen now. Lives in `a`. */
bool app_sums(struct app *app, struct arena *a, struct days days, struct sums *out,
	      struct err *e) MUST_USE;
/* The same by agency and procedure, in no order: their sums are those by agency. */
bool app_sum_parts(struct app *app, struct arena *a, struct days days, struct sums *out,
		   struct err *e) MUST_USE;
void solved_plus(struct solved_how *to, const struct solved_how *h);
/* All of them added up. */
struct rates sums_total(const struct sums *s);
/* Of one; nothing, if it has none. */
struct rates sums_of(const struct sums *s, struct unit_id agency);
void rates_plus(struct rates *to, const struct rates *r);

#endif
