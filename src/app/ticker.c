/* A second hand. */
#include "ticker.h"

#include "app_int.h"
#include "digest.h"
#include "rounds.h"
#include "timepiece.h"

#include <string.h>

struct ticker {
	struct ticker_options o;
	struct rounds rounds;
	char told[ERR_KEY_SIZE];		/* of the clock; the writer's thread */
};

struct errand {
	struct ticket ticket;		/* first: its ctx is the writer's while it waits */
	struct ticker *ticker;
};

static void look_at_clock(struct ticker *k, struct app *app)
{
	struct err what = { .key = "" };
	bool wrong = app_clock_wrong(app, &what);
	if (k->o.clock && strcmp(what.key, k->told) != 0) {
		k->o.clock(k->o.clock_ctx, wrong ? &what : NULL);
	}
	memcpy(k->told, what.key, sizeof(k->told));
}

static bool tick(struct ticket *t, struct app *app, struct err *e)
{
	struct ticker *k = ((struct errand *)(void *)t)->ticker;
	int64_t entries, now = world_clock();
	look_at_clock(k, app);
	/* A clock by hand was moved before this job, with all that time does. */
	bool ok = app->world.by_hand || app_tick(app, &entries, e);
	ok = ok && digest_tick(app, e);
	return session_save(app, k->o.sessions, now, e) && tries_save(k->o.tries, app, now, e) &&
	       ok;
}

/* A tick that failed is tried again a second later; what is wrong with the store
 * is said to whoever sends the next command. */
static enum round_end round_of(void *ctx)
{
	struct ticker *t = ctx;
	struct errand one = { .ticket = { .job = tick }, .ticker = t };
	writer_do(t->o.writer, &one.ticket);
	return ROUND_REST;
}

bool ticker_start(struct arena *a, const struct ticker_options *o, struct ticker **out,
		  struct err *e)
{
	struct ticker *t = arena_new(a, struct ticker);
	t->o = *o;
	if (!rounds_start(&t->rounds, round_of, t, e)) {
		return false;
	}
	*out = t;
	return true;
}

void ticker_stop(struct ticker *t)
{
	if (!t) {
		return;
	}
	rounds_stop(&t->rounds);
	/* Once more: what changed since the last second outlives a restart too. */
	(void)round_of(t);
}
