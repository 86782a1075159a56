/*
 * "My work today": what a seat (unit, post, person) holds, by what is due first, then
 * what waits for somebody outside and comes back to it; the next one to take; opinions
 * the unit owes. Nothing here reads more than it shows.
 */
#ifndef DUNGHEN_APP_INBOX_H
#define DUNGHEN_APP_INBOX_H

#include "task.h"

struct inbox_counts {
	int64_t held;
	int64_t unit_held, unit_persons;	/* the average's two terms */
	int64_t unit_average;			/* rounded */
	int64_t due_today;			/* the citizen's due is today or past */
	int64_t to_sign;
	int64_t late, late_s;			/* past the step's due; the worst of them, by the
						 * hours of the unit */
	int64_t near;				/* less than a working day is left */
	int64_t waiting;			/* for somebody outside, and comes back */
	int64_t untaken;			/* nobody's yet, for the seat; at most COUNT_MOST */
	int64_t ended_30, on_time_30;		/* steps ended in 30 days, in time */
	int64_t rate_30;			/* per ten thousand; -1: not measured (rule 28) */
	int64_t opinions_owed, opinions_late;	/* of dossiers and matters (app/opinions.h) */
	int64_t escalated, to_rule, returns;		/* by the unit's head; for others 0 */
};

struct inbox {
	struct tasks tasks;
	struct inbox_counts count;
	struct task next;			/* the earliest due that may be taken */
	bool has_next;
};

enum { INBOX_ROWS = 50, COUNT_MOST = 100 };

/* What of it. NEAR is reckoned by the hours of the seat's unit. UNTAKEN is what the seat
 * could take: of its post's queue, for heads and deputies all of their unit's. */
enum inbox_show { INBOX_ALL, INBOX_LATE, INBOX_NEAR, INBOX_WAITING, INBOX_UNTAKEN };

/* A page of work alone: `after` is `next` of the page before. Errors: list.after,
 * list.limit. */
bool app_inbox_tasks(struct app *app, struct arena *a, const struct asking *ask,
		     struct seat me, enum inbox_show show, struct str after, int64_t limit,
		     struct tasks *out, struct err *e) MUST_USE;
/* A page with all around it. */
bool app_inbox(struct app *app, struct arena *a, const struct asking *ask, struct seat me,
	       enum inbox_show show, struct str after, int64_t limit, struct inbox *out,
	       struct err *e) MUST_USE;
/* What stands with somebody at a unit, in hand or waiting for somebody outside. */
bool app_inbox_count(struct app *app, struct person_id person, struct unit_id unit,
		     int64_t now, int64_t *out, struct err *e) MUST_USE;
/* What "take the next" gives: the earliest due that nobody has taken and the post of the
 * seat takes; heads and deputies any of their unit's. *found false: nothing waits. */
bool app_inbox_next(struct app *app, struct arena *a, const struct asking *ask,
		    struct seat me, struct task *out, bool *found, struct err *e) MUST_USE;
/* Second returns that the head of the unit is to decide on (rule 33). */
bool app_returns_asked(struct app *app, struct arena *a, const struct asking *ask,
		       struct unit_id unit, struct str after, int64_t limit,
		       struct tasks *out, struct err *e) MUST_USE;
#endif
