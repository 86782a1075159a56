/*
 * Work in hand, for pages: open duties with what a row shows of their dossiers, and how
 * many there are. Every question reads about as much as it gives, by an index of what is
 * open, however many dossiers the store holds; from the projections alone.
 */
#ifndef DUNGHEN_STORE_WORK_H
#define DUNGHEN_STORE_WORK_H

#include "store.h"

struct work_row {			/* an open duty with what a row shows of its dossier */
	struct dossier_id dossier;
	struct str code, procedure, calendar;
	int64_t version;
	struct unit_id competent, receiving;
	enum dossier_state state;
	enum channel channel;
	enum decision decision;
	struct subject_id owner;
	int64_t submitted_at, received_at, ready_at, first_due, due;
	int32_t returns, opinions_open;
	int64_t urge_due;		/* of the urging that is open, or INSTANT_NONE */
	int32_t urges, came_for_nothing;
	struct unit_id answer_unit;	/* who gave the last opinion, and when */
	int64_t answer_at;
	int32_t no;			/* of the duty */
	enum obligation_kind kind;
	struct party holder;
	int64_t from, taken_at, step_due;
	int32_t step;
	enum step_kind step_kind;
	int32_t number;
	struct party came_from;		/* nobody: the first hold */
	enum ended came_how;
};

enum work_of {
	WORK_PERSON,		/* held by `person`, at `unit` if given; opinions apart */
	WORK_UNIT,		/* held at `unit`, by whomever */
	WORK_UNTAKEN,		/* held at `unit` and not taken by anybody */
	WORK_TAKEN,		/* … and taken */
	WORK_FREE,		/* not taken at `unit`, in `queue`: a post, "-answer",
				 * "-handout" or "-opinion" */
	WORK_WAITING,		/* waits for somebody outside, `person` had it last */
	WORK_READY,		/* results to hand out at the counter `unit`, oldest first */
	WORK_PROMISED,		/* received by the counter `unit` and being handled */
};

struct work_query {
	enum work_of of;
	struct person_id person;
	struct unit_id unit;
	struct str queue;
	enum step_kind step_kind;	/* STEP_NONE: any; PERSON, UNIT and FREE only */
	bool timed;			/* only what has a due of its own; as above */
	bool steps;			/* only steps of the way; UNIT, UNTAKEN, TAKEN only */
	int64_t until;			/* sorted by no later than that; 0: no bound */
	struct list_cursor after;
	int64_t limit;			/* at most LIST_MAX */
};

struct work_page {
	struct work_row *row;		/* by their own due, for PROMISED the dossier's */
	size_t n;
	bool more;
	struct list_cursor next;
};
/* Reads as much as it gives, however many dossiers there are. */
bool store_work(struct store *s, struct arena *a, const struct work_query *q,
		struct work_page *out, struct err *e) MUST_USE;

enum { LOADS_MOST = 1000 };
struct work_load {			/* what one person of a unit has in hand */
	struct person_id person;
	int64_t held, untaken, late;
};
bool store_work_load(struct store *s, struct arena *a, struct unit_id unit, int64_t now,
		     struct work_load **out, size_t *n, struct err *e) MUST_USE;

/* Citizens who came for nothing, for how many of the dossiers the unit holds. */
bool store_work_came(struct store *s, struct unit_id unit, int64_t *dossiers, int64_t *times,
		     struct err *e) MUST_USE;

struct work_today {
	int64_t held;
	int64_t late;			/* past their own due */
	int64_t soon;			/* their own due is from now on and before `near` */
	int64_t due_today;		/* the citizen's due is no later than today */
	int64_t to_sign;
	int64_t earliest;		/* due, or INSTANT_NONE */
};
/* unit v 0: at any. */
bool store_work_today(struct store *s, struct person_id person, struct unit_id unit,
		      int64_t now, int64_t near, int64_t end_of_day,
		      struct work_today *out, struct err *e) MUST_USE;
/* What nobody has taken in a queue of a unit (as WORK_FREE), counted up to `most`. */
bool store_work_free_count(struct store *s, struct unit_id unit, struct str queue,
			   int64_t most, int64_t *out, struct err *e) MUST_USE;
/* What waits for somebody outside and comes back to the person (as WORK_WAITING). */
bool store_work_waiting_count(struct store *s, struct person_id person, struct unit_id unit,
			      int64_t *out, struct err *e) MUST_USE;
/* Results that wait to be handed out at a counter, counted up to `most`. */
bool store_work_ready_count(struct store *s, struct unit_id unit, int64_t most, int64_t *out,
			    struct err *e) MUST_USE;
/* Steps the person answers for that ended since then, and those within their due. */
bool store_work_done(struct store *s, struct person_id person, int64_t since,
		     int64_t *ended, int64_t *on_time, struct err *e) MUST_USE;

/* What heads owe beside the work: to rule, to act on what was passed up, to sign letters of
 * apology. By dossier; returning false with *e set stops. */
typedef bool head_duty_fn(void *ctx, struct dossier_id dossier, enum obligation_kind kind,
			  int32_t number, struct err *e);
bool store_duties_of_heads(struct store *s, head_duty_fn *fn, void *ctx, struct err *e) MUST_USE;

#endif
