/*
 * A reorganisation on the day it takes effect (core/reform.h): what it touches, and passing
 * on what is in hand, a little at a time.
 *
 * What ends, and who succeeds it, stands in the ledger already (close_unit, succeed_unit, or
 * the files of law/units); the posts people get are given by `assign`. What is left are the
 * open dossiers of units that ended, one act each (succeed_dossier, by the minutes), and the
 * posts there, which end. A chunk is one group of the writer, small enough that others hardly
 * wait; what was done is not done again, so that a job that stopped simply begins anew.
 */
#ifndef DUNGHEN_APP_REFORM_H
#define DUNGHEN_APP_REFORM_H

#include "label.h"
#include "reform_places.h"

enum reform_how {
	REFORM_PASSES,
	REFORM_WHICH,			/* divided among several: people say which */
	REFORM_STUCK,			/* no successor, or nobody heads it */
};

struct reform_dossier {
	struct dossier_id id;
	struct str code, step;		/* step: its name, or empty */
	struct seat_label from, to;	/* who holds it, and will; `to` empty unless it passes */
	struct unit_id was, now;	/* agencies: the competent one, or where it was held */
	bool competent;			/* the competent one changes */
	int64_t due;			/* stays */
	enum reform_how how;
	struct err why;			/* unless it passes */
};

struct reform_next {
	struct unit_id unit;
	struct str scope;
};

struct reform_unit {			/* ends that day, or ended before and has something still */
	const struct unit *unit;
	struct reform_next *next;
	size_t nexts;
	int64_t dossiers;		/* open, of this agency */
};

struct reform_post {			/* held at such a unit */
	struct person_id person;
	struct unit_id unit;
	struct post post;
	bool last;			/* their last one: they have none elsewhere that day */
};

struct reform {
	struct day on;
	int64_t at;			/* as of when it was reckoned */
	int64_t settled;		/* posts people have at that moment are their next ones */
	int64_t first_seq, last_seq;	/* of what was passed (reform_done.h); 0: a plan */
	struct reform_unit *unit;	/* agencies only, by key; of rooms what holds of theirs */
	size_t units;
	struct reform_post *post;
	size_t posts;
	struct reform_dossier *dossier;
	size_t dossiers;
	int64_t passing, which, stuck;
	int64_t delegations;		/* in force, to or from somebody at such a unit */
};

/* All of it, changing nothing; a writer or a reader. `on` in the future: as it will be.
 * Errors: clock.uncovered. */
bool app_reform(struct app *app, struct arena *a, const struct asking *ask, struct day on,
		struct reform *out, struct err *e) MUST_USE;

enum { REFORM_CHUNK = 100 };

struct reform_job {
	struct str as, minutes;		/* who does it, key or id; number of the minutes */
	const struct reform_places *places;	/* posts to be given first, or NULL … */
	size_t place;			/* … up to here */
	int64_t given;			/* so many were */
	bool begun;			/* then behind this due and id */
	int64_t after_due, after_id;
	int64_t passed, left;		/* dossiers; left: people must say, or nobody is there */
	int64_t posts;			/* that ended */
	bool dossiers_done;		/* the posts come last */
	bool done;
};
/* A chunk of the posts to be given, before what else there is; *more: not all of them yet. Errors
 * as below, and those of a refused `assign`. */
bool app_reform_give(struct app *app, struct arena *a, struct reform_job *job, bool *more,
		     struct err *e) MUST_USE;
/* One chunk: at most REFORM_CHUNK commands in one group, then *job says how far it is. The
 * writer's thread. Errors: person.unknown; those of the store. */
bool app_reform_step(struct app *app, struct arena *a, struct reform_job *job,
		     struct err *e) MUST_USE;

#endif
