/*
 * The seats a person may act from at an instant: posts of their own, and posts
 * delegated to them by somebody who holds them. What a seat lets do is decided by
 * core (decide_right); here it is chosen.
 */
#ifndef DUNGHEN_APP_SEAT_H
#define DUNGHEN_APP_SEAT_H

#include "core/org.h"

struct seat_choice {
	struct unit_id unit;		/* v 0: none */
	struct post post;
	struct person_id behalf;	/* v 0: their own post */
};

enum { SEATS_MOST = 32 };

/* Own posts in the order given, then delegations; at most `most`. Who holds no
 * post of their own has no seat at all, however delegated (core/org.h). Leave
 * takes none away: who is back early works, and org_on_leave tells the page. */
size_t seat_list(const struct org *o, struct person_id person, int64_t at,
		 struct seat_choice *out, size_t most);
bool seat_good(const struct org *o, struct person_id person, struct seat_choice seat,
	       int64_t at);
/* The chosen seat while it is good, else the first there is. False: there is none,
 * and whoever is signed in is so no more. */
bool seat_now(const struct org *o, struct person_id person, struct seat_choice chosen,
	      int64_t at, struct seat_choice *out);

#endif
