/*
 * The province at a glance: both rates, where open work lies and with whom,
 * how long work takes by agency, and one dossier worth telling. One pass over
 * the dossiers' rows; nothing is folded again.
 */
#ifndef DUNGHEN_APP_PROVINCE_H
#define DUNGHEN_APP_PROVINCE_H

#include "app.h"

#include "core/rates.h"

struct province_agency {		/* as the competent agency */
	struct unit_id id;
	int64_t received, solved, open, late;
	int64_t median_s;		/* working seconds from reception to ready; -1: none */
};

struct province_holder {		/* who holds open work now */
	struct seat seat;
	int64_t open, untaken, late;
	int64_t oldest_from;
};

struct province {
	struct period period;
	int64_t now;
	struct rates rates;
	int64_t dossiers, open, waiting, late, ready;
	struct province_agency *agency;	/* most overdue first, then most open */
	size_t agencies;
	struct province_holder *holder;	/* most untaken first, then most open */
	size_t holders;
	struct str telling;		/* code of a dossier with much in its life, or empty */
};

/* Lives in `a`. */
bool app_province(struct app *app, struct arena *a, struct period p, struct province *out,
		  struct err *e) MUST_USE;
struct json *province_json(struct app *app, struct arena *a, const struct province *p,
			   size_t rows);

#endif
