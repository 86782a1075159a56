/*
 * Times that are written in a form of their own: as somebody tells it, in the marks of
 * strptime that logs need.
 *
 *     %Y %m %d      year of four digits (%y: of two, 2000 to 2099), month, day
 *     %b            month in English, three letters or the whole name
 *     %H %M %S      hour, minute, second; one digit is enough
 *     %I %p         hour of twelve, AM or PM
 *     %f            parts of a second, any number of digits
 *     %z            +07:00, +0700, +07 or Z
 *     %s %L         seconds, milliseconds since 1970-01-01T00:00:00Z
 *     %%            a percent sign; a space is any number of spaces
 *
 * What is not told is the first: month, day, or 0.
 */
#ifndef DUNGHEN_CORE_MINE_TIME_H
#define DUNGHEN_CORE_MINE_TIME_H

#include "base/err.h"
#include "base/str.h"

/* Errors: mine.form (value): a mark that is none of these, or no day and no instant in it. */
bool mine_time_form(struct str form, struct err *e) MUST_USE;
/* Microseconds UTC; what names no offset is of the zone. False: it is not written so, or no
 * day there is. The form is a good one. */
bool mine_time_by(struct str form, struct str s, int32_t zone_s, int64_t *us) MUST_USE;

#endif
