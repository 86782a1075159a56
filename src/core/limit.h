/*
 * A limit of time as laws write it: the same day, working days, working hours,
 * calendar days. Written `same-day`, `5d`, `12h`, `30cd`; parts of a working day
 * are hours of work, eight to the day (R5): `2.5d` is `20h`.
 */
#ifndef DUNGHEN_CORE_LIMIT_H
#define DUNGHEN_CORE_LIMIT_H

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

enum limit_unit { LIMIT_SAME_DAY, LIMIT_WDAY, LIMIT_WHOUR, LIMIT_CDAY };

struct limit {
	enum limit_unit unit;
	int64_t amount;		/* days; seconds of work for LIMIT_WHOUR; 0 for same day */
};

enum { WORKING_DAY_S = 8 * 3600 };	/* R5 */

/* Errors: limit.syntax (value) for what is no limit at all or is zero;
 * limit.range (value, ERR_LIMIT) for a well-formed one above a hundred years. */
bool limit_parse(struct str s, struct limit *out, struct err *e) MUST_USE;

/* As limit_parse reads it; seconds that are no whole hundredth of an hour cannot
 * be written and cannot be parsed either: hours are rounded down to them. */
struct str limit_text(struct arena *a, struct limit l);

/* A statutory extension: n more of the same unit (days, or seconds of work).
 * A same-day limit cannot be extended: limit.same_day. Errors: limit.range. */
bool limit_extend(struct limit l, int64_t n, struct limit *out, struct err *e) MUST_USE;

#endif
