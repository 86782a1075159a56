/*
 * Whether the machine's clock can be right, as far as its ledger and its own running
 * tell. These are warnings, and nothing is refused for them: a clock set back is held at
 * the last entry's time by whoever writes; one beyond all calendars is refused (act.c).
 */
#ifndef DUNGHEN_APP_TIMEPIECE_H
#define DUNGHEN_APP_TIMEPIECE_H

#include "app.h"

enum {
	CLOCK_SLACK_S = 5,		/* a step of the time service */
	CLOCK_AHEAD_S = 30 * 86400,	/* no office is silent for longer, Tết included */
	CLOCK_LEAP_S = 300,
};

struct timepiece {
	int64_t last;			/* the last entry's time, or INSTANT_NONE */
	int64_t now;			/* what the clock says */
	int64_t since;			/* what it said when the store was opened */
	int64_t awake_s;		/* how long ago that was, by the machine's running */
};

/*
 * True when something is wrong, said in *what:
 *  clock.behind (now, last)  behind the last entry: new ones carry its time;
 *  clock.leap (now, by)      set forward while the store was open, by so many minutes;
 *  clock.ahead (now, last)   so far beyond the last entry that it may be set wrongly:
 *                            what is written then cannot be taken back.
 */
bool timepiece_wrong(const struct timepiece *t, struct err *what);
/* The same for an open store; never of a demo or test store, whose time is its own. */
bool app_clock_wrong(struct app *app, struct err *what);

#endif
