/* When a machine's clock looks wrong: behind, set forward, far beyond the last entry. */
#include "app/timepiece.h"

#include "tap.h"

#include <string.h>

static const int64_t noon = 1772427600;		/* 2026-03-02T12:00+07:00 */

static void looks(struct timepiece t, const char *want, const char *what)
{
	struct err e = { .key = "" };
	bool wrong = timepiece_wrong(&t, &e);
	is_str(e.key, want, "%s", what);
	ok(wrong == (want[0] != '\0'), "%s: said so", what);
}

/* Opened an hour ago. */
static struct timepiece hour(int64_t last, int64_t now)
{
	return (struct timepiece){ .last = last, .now = now, .since = now - 3600,
				   .awake_s = 3600 };
}

int main(void)
{
	looks(hour(noon, noon), "", "the second of the last entry");
	looks(hour(noon, noon - CLOCK_SLACK_S), "", "a step of the time service");
	looks(hour(noon, noon - CLOCK_SLACK_S - 1), "clock.behind", "behind the last entry");
	looks(hour(noon, noon + CLOCK_AHEAD_S), "", "after a long holiday");
	looks(hour(noon, noon + CLOCK_AHEAD_S + 1), "clock.ahead", "far beyond the last entry");
	looks(hour(INSTANT_NONE, noon), "", "nothing to compare with");

	struct timepiece leapt = hour(noon, noon + 2 * 3600);
	leapt.since = noon - 3600;
	leapt.awake_s = 3 * 3600;
	looks(leapt, "", "time that went by");
	leapt.awake_s = 3 * 3600 - CLOCK_LEAP_S;
	looks(leapt, "clock.leap", "set forward while open");
	leapt.last = leapt.now;
	looks(leapt, "clock.leap", "known still when entries carry the new time");
	leapt.awake_s = 4 * 3600;
	looks(leapt, "", "set back, no further than the last entry");
	leapt.now -= 60;
	looks(leapt, "clock.behind", "set back beyond it");
	return done_testing();
}
