/*
 * Contests of competence (rule 32) for those who lead: which there are at or below their
 * unit, on either side or to be ruled on, and how they came out by unit. Counted, so that
 * sending on what is not others', and refusing what is one's own, shows.
 */
#ifndef DUNGHEN_APP_CONTESTS_H
#define DUNGHEN_APP_CONTESTS_H

#include "label.h"

enum contests_show {
	CONTESTS_ALL, CONTESTS_OPEN,
	CONTESTS_MINE,			/* open, and to be ruled on at that very unit */
};

struct contest_line {
	struct str code, procedure, reason;	/* reason: its name */
	struct str by, sender, named, arbiter;	/* names of units; named, arbiter: or empty */
	int64_t at, due, ended_at;
	enum contest_end end;
	bool escalated, late;		/* late: open past its due, or was */
	int64_t work_s;
};

/* What a unit said was not its own, and what others sent back to it as not theirs. */
struct contest_count {
	struct unit_id id;
	struct str unit;
	int64_t contested, won, lost, open;
	int64_t sent, sent_wrong;	/* contested by others; of these upheld */
};

struct contests {
	struct contest_line *line;	/* the newest first, at most CONTESTS_MOST */
	size_t n;
	struct contest_count *count;	/* most contested first */
	size_t counts;
	int64_t mine;			/* to be ruled on at that very unit */
	bool more;			/* there are older ones than were looked at */
};

enum { CONTESTS_MOST = 200 };

bool app_contests(struct app *app, struct arena *a, const struct asking *ask,
		  struct unit_id unit, int64_t since, enum contests_show show,
		  struct contests *out, struct err *e) MUST_USE;

#endif
