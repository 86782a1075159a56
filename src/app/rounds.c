/* A thread with a second's rest. */
#include "rounds.h"

#include <time.h>

bool rounds_stopping(struct rounds *r)
{
	pthread_mutex_lock(&r->lock);
	bool yes = r->stopping;
	pthread_mutex_unlock(&r->lock);
	return yes;
}

void rounds_rest(struct rounds *r)
{
	struct timespec until;
	pthread_mutex_lock(&r->lock);
	(void)clock_gettime(CLOCK_REALTIME, &until);
	until.tv_sec += 1;
	while (!r->stopping && pthread_cond_timedwait(&r->told, &r->lock, &until) == 0) {
	}
	pthread_mutex_unlock(&r->lock);
}

static void *run(void *ctx)
{
	struct rounds *r = ctx;
	enum round_end end = ROUND_AGAIN;
	while (end != ROUND_LAST && !rounds_stopping(r)) {
		end = r->round(r->ctx);
		if (end == ROUND_REST) {
			rounds_rest(r);
		}
	}
	return NULL;
}

bool rounds_start(struct rounds *r, enum round_end (*round)(void *ctx), void *ctx,
		  struct err *e)
{
	*r = (struct rounds){ .round = round, .ctx = ctx };
	pthread_mutex_init(&r->lock, NULL);
	pthread_cond_init(&r->told, NULL);
	return pthread_create(&r->thread, NULL, run, r) == 0 ||
	       err_set(e, ERR_IO, "writer.thread", NULL);
}

void rounds_stop(struct rounds *r)
{
	pthread_mutex_lock(&r->lock);
	r->stopping = true;
	pthread_cond_broadcast(&r->told);
	pthread_mutex_unlock(&r->lock);
	pthread_join(r->thread, NULL);
}

/* ---- with a reader ---- */

static enum round_end reading_round(void *ctx)
{
	struct reading_rounds *r = ctx;
	enum round_end end = r->round(r->ctx);
	arena_reset(&r->a);
	return end;
}

bool reading_rounds_start(struct arena *home, struct reading_rounds *r, const char *dir,
			  enum round_end (*round)(void *ctx), void *ctx, struct err *e)
{
	struct app_options o = { .dir = dir, .access = APP_READER, .clock = INSTANT_NONE };
	*r = (struct reading_rounds){ .round = round, .ctx = ctx };
	if (!app_open(home, &o, &r->app, e)) {
		return false;
	}
	arena_init(&r->a, 0);
	if (!rounds_start(&r->rounds, reading_round, r, e)) {
		arena_done(&r->a);
		app_close(r->app);
		return false;
	}
	return true;
}

void reading_rounds_stop(struct reading_rounds *r)
{
	rounds_stop(&r->rounds);
	app_close(r->app);
	arena_done(&r->a);
}
