/*
 * The paper behind the screen (rule 21): lists by which a counter hands paper over (rows
 * of form 06, numbered by unit and year), and what of it is still on its way. A list
 * stands in the ledger as printed; what became of each row stands with its dossier.
 */
#ifndef DUNGHEN_APP_BATCH_H
#define DUNGHEN_APP_BATCH_H

#include "label.h"

enum batch_state {
	BATCH_AWAITED,		/* printed and not yet ticked */
	BATCH_ARRIVED,
	BATCH_MISSING,		/* said to have come without paper */
	BATCH_GONE,		/* the dossier has gone on without a tick */
};

struct batch_row {
	struct dossier_id id;
	struct str code, procedure, owner;	/* owner masked */
	enum batch_state state;
	int64_t at;			/* of the tick or of the list; INSTANT_NONE: none */
	struct str unit, unit_key;	/* where it comes from, or is to go */
	int64_t number, year;		/* of its list; 0: in none */
};

enum { BATCH_ROWS = 300, BATCHES_SHOWN = 20 };
struct batch_rows {
	struct batch_row *row;
	size_t n;
	bool more;			/* there are others */
};

/* What the counter has handed over to other units and no list names since; by unit, then
 * by code. */
bool app_batch_candidates(struct app *app, struct arena *a, const struct asking *ask,
			  struct unit_id counter, struct batch_rows *out,
			  struct err *e) MUST_USE;
/* What is held at `unit`, came from elsewhere by a list, and has not been ticked or is
 * missing; oldest list first. */
bool app_paper_owed(struct app *app, struct arena *a, const struct asking *ask,
		    struct unit_id unit, struct batch_rows *out, struct err *e) MUST_USE;

struct batch {
	struct str from, from_key, to, to_key;
	int64_t number, year, at;
	struct person_id by;
	struct batch_rows rows;
};
/* For people of either unit and the heads above one of them. Errors: unit.unknown,
 * batch.unknown (number), right.reader. */
bool app_batch(struct app *app, struct arena *a, const struct asking *ask,
	       struct person_id who, struct str unit, int64_t year, int64_t number,
	       struct batch *out, struct err *e) MUST_USE;

/* The last lists of a counter, newest first: without their rows. */
struct batches {
	struct batch *batch;
	size_t n;
};
bool app_batches_sent(struct app *app, struct arena *a, const struct asking *ask,
		      struct unit_id counter, struct batches *out, struct err *e) MUST_USE;

/* The last list of `unit` that names the dossier; seq 0: there is none. */
struct listing {
	int64_t seq, at, number;
	struct unit_id to;
};
bool batch_listing(struct app *app, struct arena *a, struct unit_id unit,
		   struct dossier_id dossier, struct listing *out, struct err *e) MUST_USE;

#endif
