/* A second hand. */
#include "ticker.h"

#include "app_int.h"

#include <pthread.h>
#include <time.h>

struct ticker {
	struct writer *w;
	pthread_t thread;
	pthread_mutex_t lock;
	pthread_cond_t moved;
	struct ticket ticket;
	bool under_way;			/* the last tick is not done yet */
	bool stopping;
};

static bool tick(struct ticket *t, struct app *app, struct err *e)
{
	int64_t entries;
	(void)t;
	/* A clock by hand was moved before this job, with all that time does. */
	return app->world.by_hand || app_tick(app, &entries, e);
}

/* A tick that failed is tried again a second later; what is wrong with the store
 * is said to whoever sends the next command. */
static void ticked(struct ticket *ticket)
{
	struct ticker *t = ticket->ctx;
	pthread_mutex_lock(&t->lock);
	t->under_way = false;
	pthread_cond_broadcast(&t->moved);
	pthread_mutex_unlock(&t->lock);
}

static void *run(void *ctx)
{
	struct ticker *t = ctx;
	pthread_mutex_lock(&t->lock);
	while (!t->stopping) {
		struct timespec until;
		struct err e;
		if (!t->under_way) {
			t->ticket = (struct ticket){ .job = tick, .done = ticked, .ctx = t };
			t->under_way = writer_hand(t->w, &t->ticket, &e);
		}
		(void)clock_gettime(CLOCK_REALTIME, &until);
		until.tv_sec += 1;
		while (!t->stopping && pthread_cond_timedwait(&t->moved, &t->lock, &until) == 0) {
		}
	}
	while (t->under_way) {
		pthread_cond_wait(&t->moved, &t->lock);
	}
	pthread_mutex_unlock(&t->lock);
	return NULL;
}

bool ticker_start(struct arena *a, struct writer *w, struct ticker **out, struct err *e)
{
	struct ticker *t = arena_new(a, struct ticker);
	t->w = w;
	pthread_mutex_init(&t->lock, NULL);
	pthread_cond_init(&t->moved, NULL);
	if (pthread_create(&t->thread, NULL, run, t) != 0) {
		return err_set(e, ERR_IO, "writer.thread", NULL);
	}
	*out = t;
	return true;
}

void ticker_stop(struct ticker *t)
{
	if (!t) {
		return;
	}
	pthread_mutex_lock(&t->lock);
	t->stopping = true;
	pthread_cond_broadcast(&t->moved);
	pthread_mutex_unlock(&t->lock);
	pthread_join(t->thread, NULL);
}
