/*
 * The office hours of a kind of agency, as data with dates of effect.
 *
 * Two written shapes, both JSON:
 *  - law/profiles.json: {"profiles":[{"id","name_vi","name_en","cutoff":"15:00",
 *    "source","sets":[{"from":"2025-07-01","sessions":[…]},…],"closed":[…]},…]}
 *  - a profile on its own (`--office FILE`): {"utc_offset":"+07:00",
 *    "sessions":[["mon-fri","07:30","11:30"],…],"closed":["01-01",…]}, which may
 *    also carry what the first shape does. Another offset is refused, for the
 *    calendar is Vietnam's, but by profile_read_zoned.
 *
 * A session is [weekdays, from, to] with weekdays like "mon", "mon-fri" or
 * "mon,wed-fri", 00:00 ≤ from < to ≤ 24:00; sessions of a day do not overlap.
 * "closed" are days of every year. A set without "from" holds always.
 *
 * Which weekdays count as working days is not said here: calendar.h decides.
 */
#ifndef DUNGHEN_CORE_PROFILE_H
#define DUNGHEN_CORE_PROFILE_H

#include "base/arena.h"
#include "base/day.h"
#include "base/err.h"
#include "base/json.h"
#include "base/str.h"

enum { WEEKDAYS = 7, SESSIONS_A_DAY = 6, PROFILE_SETS = 64, CLOSED_DAYS = 64 };

/* Civil seconds of the day; a moment at `to` is after the session. */
struct session {
	int32_t from_s, to_s;
};

struct day_hours {
	size_t n;
	struct session session[SESSIONS_A_DAY];		/* ascending */
};

struct hours_set {
	struct day from;			/* in force from this day on */
	struct day_hours weekday[WEEKDAYS];	/* 0 = Monday */
};

struct month_day {
	int month, day;
};

struct profile {
	struct str id;
	struct str name_vi, name_en;
	struct str source;
	int32_t offset_s;		/* of its clock; ZONE_S but for profile_read_zoned */
	int64_t cutoff_s;		/* same-day limits: received up to this second */
	struct hours_set *set;		/* by from, ascending; the first may hold always */
	size_t sets;
	struct month_day *closed;
	size_t closeds;
};

/* 15:00, L4; a rule set or a profile may say otherwise. */
enum { CUTOFF_DEFAULT_S = 15 * 3600 };

/* One profile on its own. Errors: json.…, profile.… each with path and value:
 * profile.type, profile.offset, profile.weekday, profile.time, profile.session,
 * profile.overlap, profile.closed, profile.order, profile.many, profile.empty. */
bool profile_read(struct arena *a, struct str text, struct profile *out,
		  struct err *e) MUST_USE;
/* The same with any utc_offset, "+01:00" or "-03:30": for logs of others. */
bool profile_read_zoned(struct arena *a, struct str text, struct profile *out,
			struct err *e) MUST_USE;

/* The list of law/profiles.json. Errors as above, profile.id, profile.duplicate. */
bool profiles_read(struct arena *a, struct str text, struct profile **out, size_t *n,
		   struct err *e) MUST_USE;

/* The profile of that id, or NULL. */
const struct profile *profile_find(const struct profile *list, size_t n, struct str id);

#endif
