/* A store in a few numbers. */
#include "vitals.h"

#include "app_int.h"
#include "message.h"
#include "timepiece.h"

#include "store/survey.h"

static bool put_messages(struct app *app, struct arena *a, struct vitals *v, struct err *e)
{
	static const enum mail_way ways[] = { MAIL_LETTER, MAIL_SMS };

	v->unsent_at = INSTANT_NONE;
	for (size_t i = 0; i < ARRAY_LEN(ways); i++) {
		struct message_state s;

		if (!message_state(app, a, ways[i], &s, e)) {
			return false;
		}
		v->messages += s.waiting;
		if (s.failing_at != INSTANT_NONE &&
		    (v->unsent_at == INSTANT_NONE || s.failing_at < v->unsent_at)) {
			v->unsent_at = s.failing_at;
		}
	}
	return true;
}

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
	return put_messages(app, a, out, e);
}
