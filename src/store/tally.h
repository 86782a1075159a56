/*
 * The sums of days (core/tally.h): read here, kept by store_project with the rows of the
 * dossiers. Each call reads rows of agencies and days, or an index of what is open and
 * late; none walks over the dossiers.
 */
#ifndef DUNGHEN_STORE_TALLY_H
#define DUNGHEN_STORE_TALLY_H

#include "store.h"

enum { AGENCIES_MOST = 1024 };

struct tally_sum {
	struct unit_id agency;		/* the competent one */
	struct str procedure;
	int64_t n[TALLY_COLUMNS];
};
/* Of the days from … until, the last not included, by agency, then procedure. */
bool store_tally(struct store *s, struct arena *a, struct day from, struct day until,
		 struct tally_sum **out, size_t *n, struct err *e) MUST_USE;
/* Solved officially in time and late, by agency and sevens of days from `from` on. */
typedef void tally_week_fn(void *ctx, struct unit_id agency, int32_t week, int64_t kept,
			   int64_t late);
bool store_tally_weeks(struct store *s, struct day from, struct day until, tally_week_fn *fn,
		       void *ctx, struct err *e) MUST_USE;
typedef void tally_count_fn(void *ctx, int64_t of, int64_t n);
/* How many first results took so many working days, shortest first. */
bool store_tally_took(struct store *s, struct day from, struct day until, tally_count_fn *fn,
		      void *ctx, struct err *e) MUST_USE;
/* By agency (`of`): lives now open whose first promise was broken before that moment; open
 * dossiers on which nobody has acted after that day. */
bool store_tally_broken(struct store *s, int64_t before, tally_count_fn *fn, void *ctx,
			struct err *e) MUST_USE;
/* The first by agency and procedure. Texts are valid during the call. */
typedef void tally_part_fn(void *ctx, struct unit_id agency, struct str procedure, int64_t n);
bool store_tally_broken_parts(struct store *s, int64_t before, tally_part_fn *fn, void *ctx,
			      struct err *e) MUST_USE;
bool store_tally_asleep(struct store *s, struct day since, tally_count_fn *fn, void *ctx,
			struct err *e) MUST_USE;

struct overdue_row {			/* its clock runs and is past its due */
	struct unit_id agency;
	struct str calendar;
	int64_t due;
	enum party_kind holder_kind;
	struct unit_id holder;		/* of a PARTY_SEAT */
	int64_t opinions_open;
};
typedef void overdue_fn(void *ctx, const struct overdue_row *r);
/* Each, earliest due first. Texts are valid during the call. */
bool store_tally_overdue(struct store *s, int64_t now, overdue_fn *fn, void *ctx,
			 struct err *e) MUST_USE;

struct stuck_row {			/* a step in hand past its own due */
	struct unit_id agency, holder;
	struct str calendar;
	int64_t due;
	enum stuck_cause cause;
};
typedef void stuck_fn(void *ctx, const struct stuck_row *r);
/* Each. Texts are valid during the call. */
bool store_tally_stuck(struct store *s, int64_t now, stuck_fn *fn, void *ctx,
		       struct err *e) MUST_USE;

/* Whose lateness it was (rule 27): what one unit caused in the dossiers of one agency that
 * ended late on days from … until, the last not included. */
struct late_sum {
	struct unit_id unit, agency;
	int64_t late_s, dossiers;
};
typedef void late_sum_fn(void *ctx, const struct late_sum *sum);
bool store_late_sums(struct store *s, struct day from, struct day until, late_sum_fn *fn,
		     void *ctx, struct err *e) MUST_USE;

/* How long steps took: the working seconds of one dossier at one step, of those that had
 * their first result from … until. Those of a dossier come together. Texts are valid during
 * the call. */
struct step_time {
	struct dossier_id dossier;
	struct str procedure;
	int64_t version, step, work_s;
};
typedef void step_time_fn(void *ctx, const struct step_time *t);
bool store_step_times(struct store *s, int64_t from, int64_t until, step_time_fn *fn, void *ctx,
		      struct err *e) MUST_USE;

/* ---- what a figure opens into ---- */

enum board_of {
	BOARD_OVERDUE,			/* since ≤ due < until; by due */
	BOARD_ASLEEP,			/* nobody has acted after the day `until` */
	BOARD_STUCK,			/* a step past its due, which was before `until`; by that */
	BOARD_BROKEN,			/* open, the first promise broken before `until` */
	BOARD_LATE,			/* solved late officially; the newest first, as all below */
	BOARD_LIVED,			/* ended late as lived */
	BOARD_GAP,			/* of these, what the official books call in time */
	BOARD_SELF, BOARD_HELPED,	/* received online, by whom */
};
enum { BOARD_NAMED = 4 };

struct board_cursor {
	bool set;
	int64_t key, agency, id;
};

struct board_query {
	enum board_of of;
	int64_t since, until;		/* instants; of BOARD_ASLEEP `until` is a day */
	struct unit_id holder;		/* BOARD_OVERDUE, BOARD_STUCK: by whom held; v 0: any */
	int cause;			/* BOARD_STUCK: enum stuck_cause; -1: any */
	struct unit_id agency[BOARD_NAMED];
	size_t agencies;		/* 0: all */
	struct board_cursor after;
	int64_t limit;			/* at most LIST_MAX */
};

struct board_row {
	struct dossier_id id;
	struct str code, procedure;
	struct unit_id competent;
	enum dossier_state state;
	struct party holder;
	int64_t first_due, due, solved_at, ended_at;
	struct day acted_day;
	struct board_cursor at;
};

/* Lives in `a`. As many as asked for: there may be more. */
bool store_board(struct store *s, struct arena *a, const struct board_query *q,
		 struct board_row **out, size_t *n, struct err *e) MUST_USE;

#endif
