/*
 * What those who answer for a unit look at: its work, untaken first; load; absences;
 * what will be late; queues to sign and to number; the counter's queues. Rows as of
 * task.h. Each reads what its unit has in hand at most, however many dossiers there are.
 */
#ifndef DUNGHEN_APP_UNIT_VIEW_H
#define DUNGHEN_APP_UNIT_VIEW_H

#include "task.h"

/* Who holds what since when: first what nobody has taken, then the rest, each by due. */
bool app_unit_work(struct app *app, struct arena *a, const struct asking *ask,
		   struct unit_id unit, struct str after, int64_t limit, struct tasks *out,
		   struct err *e) MUST_USE;

/* The close of the `days`-th working day from now on, by the hours of the unit. */
int64_t unit_soon(const struct app *app, struct unit_id unit, int64_t now, int32_t days);

struct member_load {
	struct seat_label seat;		/* a post held there; the newest */
	int64_t held, untaken, late;
	bool on_leave;
	bool member;			/* false: holds something there without a post */
};
struct absence {
	struct person_id person, deputy;
	struct str person_key, deputy_key;
	int64_t from, to;
};
struct unit_people {
	struct member_load *member;	/* most in hand first */
	size_t members;
	int64_t came, came_for;		/* citizens for nothing, of what is held; dossiers */
	struct absence *absence;	/* now and in the next two weeks, by beginning */
	size_t absences;
};
bool app_unit_people(struct app *app, struct arena *a, const struct asking *ask,
		     struct unit_id unit, struct unit_people *out, struct err *e) MUST_USE;

/* What waits at a step of this kind for the seat's post (a deputy's: for the head's too)
 * and what the person holds there, by due. For the records clerk STEP_ISSUE. Each says
 * whether the person has opened it since it came. Errors: list.after, list.limit. */
bool app_step_queue(struct app *app, struct arena *a, const struct asking *ask,
		    struct seat me, enum step_kind kind, struct str after, int64_t limit,
		    struct tasks *out, struct err *e) MUST_USE;
/* The same for whoever signs, at the seat of a head or deputy: with `behalf` what that
 * person has in hand there too; and from any seat what was given to them for signing by
 * some procedures alone. Opened is what signing several at once asks (rule 47). */
bool app_sign_queue(struct app *app, struct arena *a, const struct asking *ask,
		    struct seat me, struct person_id behalf, struct str after, int64_t limit,
		    struct tasks *out, struct err *e) MUST_USE;

/* The counter `unit`: submitted and not answered (step_due: the 8 hours of rule 5);
 * results to be handed out, oldest first, all or only those uncollected beyond the rule
 * set's days, with whether they were told of and what is still due; promised by the end
 * of the next working day, or late, and no result yet. */
bool app_counter_online(struct app *app, struct arena *a, const struct asking *ask,
			struct unit_id unit, struct str after, int64_t limit,
			struct tasks *out, struct err *e) MUST_USE;
enum handout { HANDOUT_ALL, HANDOUT_UNCOLLECTED };
bool app_counter_ready(struct app *app, struct arena *a, const struct asking *ask,
		       struct unit_id unit, enum handout which, struct str after,
		       int64_t limit, struct tasks *out, struct err *e) MUST_USE;
/* How many submissions and results wait there; COUNTED_MOST means: or more. */
enum { COUNTED_MOST = 999 };
struct counter_counts {
	int64_t online, ready;
};
bool app_counter_counts(struct app *app, struct unit_id unit, struct counter_counts *out,
			struct err *e) MUST_USE;
bool app_counter_promised(struct app *app, struct arena *a, const struct asking *ask,
			  struct unit_id unit, struct str after, int64_t limit,
			  struct tasks *out, struct err *e) MUST_USE;

#endif
