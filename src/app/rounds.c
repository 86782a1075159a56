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
