/* Counting the codes by which results are collected. */
#include "pickup_tries.h"

#include "web_int.h"

#include "app/pickup.h"
#include "app/world.h"

#include <string.h>

static bool tried(struct exchange *x, const struct json *args, struct try *out)
{
	return str_is(json_str(args, "proof"), "code") && json_str(args, "pickup").n > 0 &&
	       pickup_tried(x->app, x->a, json_str(args, "dossier"), out);
}

bool pickup_tries_begin(struct exchange *x, const struct json *args, struct err *e)
{
	struct try what;
	int64_t until;
	return !tried(x, args, &what) ||
	       tries_begin(x->web->o.tries, &what, 1, world_clock(), &until) ||
	       err_set(e, ERR_LIMIT, "deliver.tries", "name", "pickup", NULL);
}

void pickup_tries_settle(struct exchange *x, const struct json *args)
{
	const struct answer *answer = &x->ticket.answer;
	bool wrong = !answer->ok && strcmp(answer->err.key, "deliver.pickup") == 0;
	struct try what;
	if (!wrong && tried(x, args, &what)) {
		tries_right(x->web->o.tries, &what, 1);
	}
}
