/* A second hand. */
#include "ticker.h"

#include "app_int.h"
#include "digest.h"
#include "timepiece.h"

#include <pthread.h>
#include <string.h>
#include <time.h>

struct ticker {
	struct ticker_options o;
	pthread_t thread;
	pthread_mutex_t lock;
	pthread_cond_t moved;
	struct ticket ticket;
	bool under_way;			/* the last tick is not done yet */
	bool stopping;
	char told[ERR_KEY_SIZE];		/* of the clock; the writer's thread */
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
	struct ticker *k = t->ctx;
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
static void ticked(struct ticket *ticket)
{
	struct ticker *t = ticket->ctx;
	pthread_mutex_lock(&t->lock);
	t->under_way = false;
	pthread_cond_broadcast(&t->moved);
	pthread_mutex_unlock(&t->lock);
}

/* The lock is held. */
static void hand(struct ticker *t)
{
	struct err e;
	t->ticket = (struct ticket){ .job = tick, .done = ticked, .ctx = t };
	t->under_way = writer_hand(t->o.writer, &t->ticket, &e);
}

static void await(struct ticker *t)
{
	while (t->under_way) {
		pthread_cond_wait(&t->moved, &t->lock);
	}
}

static void *run(void *ctx)
{
	struct ticker *t = ctx;
	pthread_mutex_lock(&t->lock);
	while (!t->stopping) {
		struct timespec until;
		if (!t->under_way) {
			hand(t);
		}
		(void)clock_gettime(CLOCK_REALTIME, &until);
		until.tv_sec += 1;
		while (!t->stopping && pthread_cond_timedwait(&t->moved, &t->lock, &until) == 0) {
		}
	}
	/* Once more: what changed since the last second outlives a restart too. */
	await(t);
	hand(t);
	await(t);
	pthread_mutex_unlock(&t->lock);
	return NULL;
}

bool ticker_start(struct arena *a, const struct ticker_options *o, struct ticker **out,
		  struct err *e)
{
	struct ticker *t = arena_new(a, struct ticker);
	t->o = *o;
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
