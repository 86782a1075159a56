/*
 * The inside of what-if, for the files whatif*.c only: the past as it was read, and the
 * replays made from it.
 */
#ifndef DUNGHEN_APP_WHATIF_INT_H
#define DUNGHEN_APP_WHATIF_INT_H

#include "app_int.h"
#include "whatif.h"

#include "core/sim_fit.h"

enum {
	WHATIF_BEFORE_S = 366 * 86400,	/* learnt of before the days asked about */
	WHATIF_CASES_MOST = 500000, WHATIF_STAYS_MOST = 5000000,
	WHATIF_ARENA_MOST = 2000000000,	/* bytes of one question */
	NO_POST = -1,
};

struct stay {				/* a stop of a dossier's way as it was */
	int64_t from, to;		/* to INSTANT_NONE: it is there still */
	int64_t person;
	int32_t post;			/* or NO_POST */
	int16_t step;			/* of the version; -1: a wait … */
	uint8_t body;			/* … of whom: enum wait_holder */
	uint8_t kind;			/* enum sim_kind */
	int32_t urgency;
	int32_t saved_s;		/* by what the change says of opinions */
	bool asked;			/* opinions were asked there */
};

/* A version of a procedure and where its steps and waits stand in the row of all. */
struct way_version {
	const struct procedure_version *v;
	int32_t first;
	uint32_t *donor;		/* cases that went their whole way */
	size_t donors, cap;
};
enum { WAY_BODIES = WAIT_OTHER + 1 };

struct past_case {
	int64_t id;
	struct way_version *way;
	const struct unit *agency, *counter;
	const struct calendar *cal;
	struct sim_promise promise;
	int64_t came_at;		/* its first stay began */
	int64_t received_at, ready_at, lived_due;	/* INSTANT_NONE: none */
	int64_t closed_at;
	uint32_t stay, stays;
	bool ended;			/* its way is all there */
	bool result;			/* … to a result */
	bool waiting;
	bool counts;			/* received on the days asked about, of an agency asked
					 * about */
};

struct past_post {
	struct unit_id unit;
	struct post post;
	const struct calendar *cal;
	int32_t next;			/* of the same unit; NO_POST */
	struct sim_person *person;
	int64_t *stops;			/* what each of them did there */
	size_t persons;
};

struct rows {				/* a growing array in the arena */
	void *v;
	size_t n, cap;
};
void *rows_add(struct arena *a, struct rows *r, size_t size);

struct past {
	struct app *app;
	struct arena *a;
	const struct whatif_ask *ask;
	struct rows cases, stays, posts;	/* past_case, stay, past_post */
	struct imap post_of_unit;	/* the first of a unit's chain, from 1 */
	struct map version_of;
	struct rows versions;		/* struct way_version * */
	int32_t slots;			/* of the row of all steps and waits */
	int64_t from, until;		/* first and last entry */
	int64_t left_out;
	struct err *e;
};

static inline struct past_case *past_case(const struct past *p, size_t i)
{
	return (struct past_case *)p->cases.v + i;
}

static inline struct stay *past_stay(const struct past *p, const struct past_case *c, size_t i)
{
	return (struct stay *)p->stays.v + c->stay + i;
}

static inline struct past_post *past_post(const struct past *p, int32_t i)
{
	return (struct past_post *)p->posts.v + i;
}

/* whatif_read.c */
bool past_read(struct app *app, struct arena *a, const struct whatif_ask *ask, struct past *out,
	       struct err *e) MUST_USE;
/* The post's place, made if there is none yet; or NO_POST without making one. */
int32_t past_post_at(struct past *p, const struct unit *u, struct post post, bool make);

/* whatif_persons.c: who is at the posts, from who was seen there up to that moment. */
void past_people(struct past *p, int64_t upto);

/* whatif_change.c */
/* Errors: as app_whatif. Checked before anything long. */
bool change_known(struct past *p, const struct whatif_change *c, struct err *e) MUST_USE;

/* whatif_opinion.c: sets what the change saves of a dossier's stays. */
struct case_facts;
void opinions_saved(struct past *p, const struct past_case *c, const struct case_facts *f);

struct way_stops {			/* stops of all ways, and the cases they belong to */
	struct rows stops;		/* struct sim_stop */
	struct sim_case *cases;
	bool *touched, *result;		/* reached by the change; it ends in a result */
	const struct past_case **past;
	size_t n;
};

/* whatif_way.c */
struct past_fit {			/* what was learnt */
	struct sim_post *post;
	struct sim_pool *pool, *saved;
	struct sim_share *share;
	struct imap pool_of;
	int32_t pools;
	int64_t visits;
};
/* Of stays that ended by `upto`; `tenths` as sim_fit has it. */
void past_fit(struct past *p, int64_t upto, int tenths, struct past_fit *out);
/* The ways of all cases: their own as far as it was known at `upto`, then that of another. */
void past_ways(struct past *p, struct past_fit *f, int64_t upto, uint64_t seed,
	       struct way_stops *out);
/* Puts the change into ways and posts, and marks whom it touches. */
void change_apply(struct past *p, const struct way_stops *base, const struct past_fit *f,
		  struct way_stops *out, struct sim_post **post);

/* whatif_run.c */
struct whatif_tally {
	int64_t cases, late, median_s, band[WHATIF_BANDS];
};
/* Cases that share posts, directly or by others, with one that the change touches. */
bool *whatif_reach(struct arena *a, const struct way_stops *w, size_t posts);
struct way_stops whatif_kept(struct arena *a, const struct way_stops *w, const bool *keep);
/* `space` has room for all cases. */
void whatif_count(const struct way_stops *w, const struct sim_end *end, bool only_touched,
		  int64_t *space, struct whatif_tally *out);
/* What came in from then on and has come due, as replayed and as it was. */
void whatif_count_due(const struct way_stops *w, const struct sim_end *end, int64_t from,
		      int64_t until, int64_t *space, struct whatif_tally *out);
void whatif_count_real(const struct way_stops *w, int64_t from, int64_t until, int64_t *space,
		       struct whatif_check *out);
/* Sorts `v`. */
struct whatif_spread whatif_spread_of(double *v, size_t n);

#endif
