/*
 * Who of a unit is or will be away, whose post is given to whom, and to whom it could be,
 * who signs what: what the pages of absences, delegations and signing scopes list. From
 * the organisation alone.
 */
#ifndef DUNGHEN_APP_AWAY_H
#define DUNGHEN_APP_AWAY_H

#include "label.h"

struct away {
	struct seat_label who;		/* their post there; of a delegation the post given */
	struct seat_label other;	/* the deputy, or who may act; person v 0: nobody named */
	int64_t from, to;
	bool now;			/* in force */
	const struct extent *by;	/* delegations: what alone may be signed, if listed */
};

enum { AWAY_MOST = 200 };

/* Leaves of members that are not over, by beginning; at most AWAY_MOST. */
size_t app_absences(const struct app *app, struct arena *a, const struct asking *ask,
		    struct unit_id unit, const struct away **out);
/* Delegations of posts of the unit that are not over, by beginning. */
size_t app_delegations(const struct app *app, struct arena *a, const struct asking *ask,
		       struct unit_id unit, const struct away **out);
/* The same that somebody gave or was given, at whatever unit. */
size_t app_delegations_of(const struct app *app, struct arena *a, const struct asking *ask,
			  struct person_id who, const struct away **out);
struct scope {
	struct seat_label who;
	int64_t from, to;		/* to INSTANT_NONE: until further notice */
	bool now;			/* in force */
	const struct extent *by;
};

/* What people of the unit, heads and deputies of units below it sign by decision
 * (rule 50), as far as it is not over, by beginning; of one person alone unless v 0. */
size_t app_scopes(const struct app *app, struct arena *a, const struct asking *ask,
		  struct unit_id unit, struct person_id who, const struct scope **out);
/* Who could act for somebody of the unit: its members, heads and deputies of units below
 * it; without `but`. */
size_t app_delegates(const struct app *app, struct arena *a, const struct asking *ask,
		     struct unit_id unit, struct person_id but, const struct seat_label **out);

#endif
