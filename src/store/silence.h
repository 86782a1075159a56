/*
 * Opinions that fell due in a span, with whoever owed them (rule 36).
 */
#ifndef DUNGHEN_STORE_SILENCE_H
#define DUNGHEN_STORE_SILENCE_H

#include "store.h"

struct asked_row {
	struct seat seat;		/* who owed it, or gave it */
	int64_t asked_at, due;
	int64_t answered_at;		/* INSTANT_NONE: silent to this day, or agreed by law */
};

typedef void asked_fn(void *ctx, const struct asked_row *row);
/* Those due from … until, the last not included, by unit, then post. */
bool store_asked(struct store *s, int64_t since, int64_t until, asked_fn *fn, void *ctx,
		 struct err *e) MUST_USE;

#endif
