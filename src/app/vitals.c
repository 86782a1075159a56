/* A store in a few numbers. */
#include "vitals.h"

#include "app_int.h"
#include "timepiece.h"

#include "store/survey.h"

bool app_vitals(struct app *app, struct arena *a, struct vitals *out, struct err *e)
{
	struct store_room room = survey_room(app->store);
	struct store_head head;
	struct store_last last;
	struct err what;
	bool found;
	if (!store_last(app->store, &last, e) ||
	    !store_head_last(app->store, a, &head, &found, e)) {
		return false;
	}
	*out = (struct vitals){
		.entries = last.seq + 1, .last_at = last.at,
		.head_size = found ? head.size : 0, .head_at = found ? head.at : INSTANT_NONE,
		.log_bytes = room.log, .store_bytes = room.database, .free_kib = room.free_kib,
		.clock_wrong = app_clock_wrong(app, &what),
	};
	return true;
}
