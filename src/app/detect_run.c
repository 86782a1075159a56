/* Following the ledger with the detectors. */
#include "detect_run.h"

#include "detect.h"
#include "world.h"

#include <pthread.h>
#include <time.h>

struct detect_runner {
	struct writer *writer;
	struct app *app;		/* a reader */
	pthread_t thread;
	pthread_mutex_t lock;
	pthread_cond_t told;
	bool stopping;
	struct arena a;			/* of a round */
	struct detect_changes changes;
};

struct errand {
	struct ticket ticket;		/* first: its ctx is the writer's while it waits */
	struct detect_runner *r;
};

/* On the writer's thread. */
static bool put_rows(struct ticket *t, struct app *app, struct err *e)
{
	return app_detect_write(app, &((struct errand *)(void *)t)->r->changes, e);
}

static bool stopping(struct detect_runner *r)
{
	pthread_mutex_lock(&r->lock);
	bool yes = r->stopping;

	pthread_mutex_unlock(&r->lock);
	return yes;
}

/* A second, or until it is to end. */
static void rest(struct detect_runner *r)
{
	struct timespec until;

	pthread_mutex_lock(&r->lock);
	(void)clock_gettime(CLOCK_REALTIME, &until);
	until.tv_sec += 1;
	while (!r->stopping && pthread_cond_timedwait(&r->told, &r->lock, &until) == 0) {
	}
	pthread_mutex_unlock(&r->lock);
}

static bool read_changes(struct detect_runner *r, int64_t *from, struct err *e)
{
	if (!app_look(r->app, world_clock(), e)) {
		return false;
	}
	bool ok = app_detected_upto(r->app, from, e) &&
		  app_detect_since(r->app, &r->a, *from, &r->changes, e);

	app_looked(r->app);
	return ok;
}

/* True: there is more at once. What fails is tried again a second later; whoever sends
 * the next command is told what is wrong with the store. */
static bool round_of(struct detect_runner *r)
{
	int64_t from;
	struct err ignored;

	if (!read_changes(r, &from, &ignored) || r->changes.upto == from) {
		return false;
	}
	struct errand one = { .ticket = { .job = put_rows }, .r = r };

	writer_do(r->writer, &one.ticket);
	return one.ticket.answer.ok && r->changes.more;
}

static void *run(void *ctx)
{
	struct detect_runner *r = ctx;

	while (!stopping(r)) {
		bool again = round_of(r);

		arena_reset(&r->a);
		if (!again) {
			rest(r);
		}
	}
	return NULL;
}

bool detect_run_start(struct arena *a, const char *dir, struct writer *writer,
		      struct detect_runner **out, struct err *e)
{
	struct detect_runner *r = arena_new(a, struct detect_runner);
	struct app_options o = { .dir = dir, .access = APP_READER, .clock = INSTANT_NONE };

	r->writer = writer;
	if (!app_open(a, &o, &r->app, e)) {
		return false;
	}
	arena_init(&r->a, 0);
	pthread_mutex_init(&r->lock, NULL);
	pthread_cond_init(&r->told, NULL);
	if (pthread_create(&r->thread, NULL, run, r) != 0) {
		arena_done(&r->a);
		app_close(r->app);
		return err_set(e, ERR_IO, "writer.thread", NULL);
	}
	*out = r;
	return true;
}

void detect_run_stop(struct detect_runner *r)
{
	if (r == NULL) {
		return;
	}
	pthread_mutex_lock(&r->lock);
	r->stopping = true;
	pthread_cond_broadcast(&r->told);
	pthread_mutex_unlock(&r->lock);
	pthread_join(r->thread, NULL);
	app_close(r->app);
	arena_done(&r->a);
}
