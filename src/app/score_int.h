/*
 * Inside of scorecards: shared by score.c and score_person.c. Nobody else includes this.
 *
 * A cell is what all units of one sort did of one procedure; an own is what one card did of a
 * cell. Others are the cell less the own.
 */
#ifndef DUNGHEN_APP_SCORE_INT_H
#define DUNGHEN_APP_SCORE_INT_H

#include "app_int.h"
#include "score.h"
#include "signals.h"

#include "store/worked.h"

struct cell {
	struct str key;			/* "sort/procedure" */
	struct peer_sums total;
	int64_t units;			/* that had a step of it */
};

struct own {
	size_t card;
	struct cell *cell;
	struct peer_sums sums;
	int64_t units;
	struct own *next;
};

struct scoring {
	struct app *app;
	struct arena *a;
	struct days days;
	struct day last;
	const struct score_ask *ask;	/* NULL: of a person */
	struct map cells, own;		/* own: "card/cell", and procedures counted on a card */
	struct own *owns;
	struct map place;		/* key of a card → its place plus one */
	struct score *score;
	size_t n, room;
};

void scoring_init(struct scoring *s, struct app *app, struct arena *a, struct days days);
/* A worked_fn: into the cells alone. */
void scoring_total(void *ctx, struct unit_id id, struct str procedure, const struct work_sums *n);
/* The place of the card of that key, made when there is none. */
size_t scoring_card(struct scoring *s, struct str key, struct unit_id unit);
void scoring_add(struct scoring *s, size_t card, const struct unit *u, struct str procedure,
		 const struct work_sums *n);
/* Once all cells and owns are there. */
void scoring_compare(struct scoring *s);
void scoring_procedure(struct scoring *s, size_t card, const struct agency_rates *g,
		       const struct procedure_version *v);
/* Those ruled on in these days that stand; of one person, or of everybody. */
bool scoring_signals(struct app *app, struct arena *a, struct days days, struct person_id who,
		     struct signal_tally **out, size_t *n, struct err *e) MUST_USE;
void scoring_signal(struct score *to, const struct signal_tally *t);
struct str score_level(const struct scoring *s, const struct unit *u);

#endif
