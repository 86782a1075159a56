/*
 * Opinions still owed, of dossiers and of matters (rule 31), in one order: what is due first
 * comes first. Rows only say where each stands; its state is in the fold.
 */
#ifndef DUNGHEN_STORE_OPINION_ROW_H
#define DUNGHEN_STORE_OPINION_ROW_H

#include "store.h"

enum opinions_by {
	OPINIONS_BY_OWER,	/* `person` at `unit` or anywhere; person v 0: the unit */
	OPINIONS_BY_ASKER,	/* who has the dossier, whose matter it is; both v 0: all */
};

struct opinion_place {
	bool matter;
	int64_t id;		/* of the dossier or the matter */
	int32_t no;		/* of the duty, counted from 0 */
	int64_t sort;		/* with the others: the place in the order */
};

struct opinions_query {
	enum opinions_by by;
	struct person_id person;
	struct unit_id unit;
	int64_t until;		/* due no later than that */
	struct opinion_place after;	/* all 0: from the beginning */
	int64_t limit;
};

struct opinion_places {
	struct opinion_place *place;
	size_t n;
	bool more;
};
bool store_opinions(struct store *s, struct arena *a, const struct opinions_query *q,
		    struct opinion_places *out, struct err *e) MUST_USE;
/* What a unit owes, and of it what is late; of each sort counted up to `most`. */
bool store_opinions_count(struct store *s, struct unit_id unit, int64_t now, int64_t most,
			  int64_t *n, int64_t *late, struct err *e) MUST_USE;

#endif
