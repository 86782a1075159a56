/*
 * When an answer is due: rules R2 to R8 for one limit, one reception and its
 * pauses. The law behind each rule stands with the trace (deadline_trace.h).
 *
 * R2  The clock starts at the first working instant ≥ reception.
 * R3  N working days: the day of the start is not counted; due on the N-th
 *     working day after, at the close of office or at the time of day of the
 *     start (moved into a session if that day's hours differ).
 * R3b Same day: a start up to the cut-off is due at that day's close, a later
 *     one at the close of the next working day.
 * R4  Hours are seconds of work; what ends with a session stays at its end.
 * R5  Parts of a day are hours (limit.h).
 * R6  A pause opened after the due instant repairs nothing. Otherwise
 *     PAUSE_RESET gives the limit afresh from the resume; PAUSE_HOLD holds
 *     for days the days d of the limit's own kind with pause day < d ≤ resume
 *     day (days of the effective instants), for the same day R3b from the resume,
 *     for hours the working seconds inside. What is paused on its due day is
 *     never due before the resume, but at the latest at the close of that day.
 * R7  Calendar days: counted from the civil day of reception (or of the resume),
 *     which is not counted; a day off rolls to the next working day; at the close.
 * R8  The apology is due no later than the close of the last working day before
 *     the due day; none for same-day and hour limits.
 *
 * Pure and without allocation. All pauses given are applied: which are lawful is
 * the fold's question.
 */
#ifndef DUNGHEN_CORE_DEADLINE_H
#define DUNGHEN_CORE_DEADLINE_H

#include "calendar.h"
#include "limit.h"

#include "base/err.h"

enum pause_policy { PAUSE_HOLD, PAUSE_RESET };		/* "pause", "reset" */
enum due_mode { DUE_DAY_CLOSE, DUE_TIME_OF_DAY };	/* "day_close", "time_of_day" */

bool pause_policy_parse(struct str s, enum pause_policy *out) MUST_USE;
const char *pause_policy_name(enum pause_policy policy);
bool due_mode_parse(struct str s, enum due_mode *out) MUST_USE;
const char *due_mode_name(enum due_mode mode);

struct pause {
	int64_t from;
	int64_t to;			/* INSTANT_NONE: still open, only the last may be */
	enum pause_policy policy;
};

struct deadline_in {
	const struct calendar *cal;	/* WEEK_LAW */
	int64_t received_at;
	struct limit limit;
	enum due_mode mode;
	const struct pause *pauses;	/* ascending, may touch, may not overlap */
	size_t n_pauses;
	int64_t cutoff_s;		/* R3b, second of the civil day */
};

struct deadline {
	int64_t effective_start;	/* of the reception, R2 */
	int64_t due;			/* INSTANT_NONE while a pause is open */
	int64_t apology_by;		/* R8, or INSTANT_NONE */
	bool provisional;		/* start to due touches an unconfirmed year */
};

/* What a pause did, for the trace. */
enum pause_effect_kind {
	PAUSE_IDLE,			/* opened after the due instant */
	PAUSE_HELD,
	PAUSE_BEGAN_AFRESH,
	PAUSE_OPEN,
};
struct pause_effect {
	enum pause_effect_kind kind;
	int64_t held;			/* days, or seconds of work */
	int64_t due;			/* after it */
	bool to_resume;			/* moved to the close of the resume day */
};

/* Puts pauses into ascending order. */
void pauses_sort(struct pause *pauses, size_t n);

/* Errors: calendar.uncovered; pause.backward (resume before pause),
 * pause.overlap, pause.early (before the reception), pause.many; each with
 * from and to. */
bool deadline_compute(const struct deadline_in *in, struct deadline *out,
		      struct err *e) MUST_USE;

/* The same; effects has room for n_pauses. */
bool deadline_follow(const struct deadline_in *in, struct deadline *out,
		     struct pause_effect *effects, struct err *e) MUST_USE;

/* Form 04: the close of the n-th working day after the day of the old due
 * (n ≥ 1). Errors: calendar.uncovered. */
bool deadline_extend_wdays(const struct calendar *c, int64_t old_due, int64_t n, int64_t *out,
		     struct err *e) MUST_USE;

/* R8 for a due instant: INSTANT_NONE for same-day and hour limits. */
int64_t deadline_apology(const struct calendar *c, enum limit_unit unit, int64_t due);

#endif
