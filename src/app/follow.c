/* A reader that keeps up with the writer. */
#include "app_int.h"

#include <assert.h>

enum { NOTHING_SEEN = -1 };

static bool catch_up(struct app *app, struct err *e)
{
	struct store_last last;
	if (!store_last(app->store, &last, e)) {
		return false;
	}
	if (last.seq == app->seen) {
		return true;
	}
	if (app->seen == NOTHING_SEEN) {
		cache_clear(&app->cache);
	}
	if (!(app->seen == NOTHING_SEEN ? frame_load(app, e) : frame_follow(app, e))) {
		app->seen = NOTHING_SEEN;
		return false;
	}
	app->seen = last.seq;
	return true;
}

bool follow_start(struct app *app, struct err *e)
{
	app->seen = NOTHING_SEEN;
	if (!store_look(app->store, e)) {
		return false;
	}
	bool ok = catch_up(app, e);
	store_looked(app->store);
	return ok;
}

bool app_look(struct app *app, int64_t now, struct err *e)
{
	assert(app->access == APP_READER);
	if (!store_look(app->store, e)) {
		return false;
	}
	if (!catch_up(app, e)) {
		store_looked(app->store);
		return false;
	}
	app_look_on(app, now);
	return true;
}

void app_look_on(struct app *app, int64_t now)
{
	if (app->world.by_hand) {
		world_set(&app->world, now);
	}
}

void app_look_until(struct app *app, int64_t us)
{
	store_look_until(app->store, us);
}

void app_looked(struct app *app)
{
	store_looked(app->store);
}
