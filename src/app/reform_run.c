/* A reorganisation as jobs of the writer. */
#include "reform_run.h"

#include <pthread.h>
#include <string.h>

enum { NAME_MOST = 64 };

struct reform_run {
	struct writer *writer;
	struct ticket ticket;
	struct reform_job job;		/* the writer's thread, while one is under way */
	char as[NAME_MOST], minutes[NAME_MOST];
	pthread_mutex_t lock;
	struct reform_state state;
};

struct reform_run *reform_run_new(struct arena *a, struct writer *w)
{
	struct reform_run *r = arena_new(a, struct reform_run);
	*r = (struct reform_run){ .writer = w };
	pthread_mutex_init(&r->lock, NULL);
	return r;
}

static bool chunk(struct ticket *t, struct app *app, struct err *e)
{
	struct reform_run *r = t->ctx;
	struct arena a;
	arena_init(&a, 0);
	bool ok = app_reform_step(app, &a, &r->job, e);
	arena_done(&a);
	return ok;
}

static void hand(struct reform_run *r);

static void told(struct ticket *t)
{
	struct reform_run *r = t->ctx;
	bool on = t->answer.ok && !r->job.done;
	pthread_mutex_lock(&r->lock);
	r->state.under_way = on;
	r->state.passed = r->job.passed;
	r->state.left = r->job.left;
	r->state.posts = r->job.posts;
	if (!t->answer.ok) {
		r->state.failed = t->answer.err;
	}
	pthread_mutex_unlock(&r->lock);
	if (on) {
		hand(r);
	}
}

static void hand(struct reform_run *r)
{
	struct err e;
	r->ticket = (struct ticket){ .job = chunk, .done = told, .ctx = r };
	if (!writer_hand(r->writer, &r->ticket, &e)) {
		pthread_mutex_lock(&r->lock);
		r->state.under_way = false;
		r->state.failed = e;
		pthread_mutex_unlock(&r->lock);
	}
}

static struct str kept(char out[NAME_MOST], struct str s)
{
	size_t n = s.n < NAME_MOST ? s.n : NAME_MOST;
	memcpy(out, n > 0 ? s.p : "", n);
	return (struct str){ out, n };
}

bool reform_run_start(struct reform_run *r, struct str as, struct str minutes)
{
	pthread_mutex_lock(&r->lock);
	bool free = !r->state.under_way;
	if (free) {
		r->state = (struct reform_state){ .begun = true, .under_way = true };
		r->job = (struct reform_job){ .as = kept(r->as, as),
					      .minutes = kept(r->minutes, minutes) };
	}
	pthread_mutex_unlock(&r->lock);
	if (free) {
		hand(r);
	}
	return free;
}

void reform_run_state(struct reform_run *r, struct reform_state *out)
{
	pthread_mutex_lock(&r->lock);
	*out = r->state;
	pthread_mutex_unlock(&r->lock);
}
