/* The machine's clock, looked at with doubt. */
#include "timepiece.h"

#include "app_int.h"

bool timepiece_wrong(const struct timepiece *t, struct err *what)
{
	char now[INSTANT_TEXT], last[INSTANT_TEXT];
	int64_t leap = t->now - t->since - t->awake_s;

	if (t->last != INSTANT_NONE && t->now < t->last - CLOCK_SLACK_S) {
		err_set(what, ERR_CONFLICT, "clock.behind", "now", instant_vi(t->now, now), "last",
			instant_vi(t->last, last), NULL);
		return true;
	}
	if (leap >= CLOCK_LEAP_S) {
		err_set(what, ERR_CONFLICT, "clock.leap", "now", instant_vi(t->now, now), NULL);
		err_add_int(what, "by", leap / 60);
		return true;
	}
	if (t->last != INSTANT_NONE && t->now > t->last + CLOCK_AHEAD_S) {
		err_set(what, ERR_CONFLICT, "clock.ahead", "now", instant_vi(t->now, now), "last",
			instant_vi(t->last, last), NULL);
		return true;
	}
	return false;
}

bool app_clock_wrong(struct app *app, struct err *what)
{
	struct store_last last;
	struct err e;

	/* A store that cannot be read says so itself. */
	if (app->mode != APP_PRODUCTION || !store_last(app->store, &last, &e)) {
		return false;
	}
	return timepiece_wrong(&(struct timepiece){
		.last = last.at, .now = world_clock(), .since = app->opened.clock,
		.awake_s = world_awake() - app->opened.awake,
	}, what);
}
