/*
 * Public pages a worker has just made, for whoever asks for the same next.
 *
 * A page kept is what would be made anew, to the byte: all are forgotten when the
 * ledger has one more entry or the clock another minute, which is as finely as a
 * page tells time. Nobody's who is signed in, none of a desk where sessions are
 * parked; whether somebody may see it is asked before it is looked for.
 */
#ifndef DUNGHEN_WEB_KEPT_H
#define DUNGHEN_WEB_KEPT_H

#include "base/arena.h"
#include "base/map.h"

#include <stdbool.h>

struct exchange;

struct kept {				/* of one worker */
	struct arena arena;
	struct map page;		/* language and target → struct str */
	int64_t seen, minute;		/* of all of them */
};

void kept_init(struct kept *k);
void kept_done(struct kept *k);

/* Puts the page that x asks for into x->page; false: it must be made. */
bool kept_find(const struct exchange *x);
/* The text in x->page is what x asked for. */
void kept_put(const struct exchange *x);

#endif
