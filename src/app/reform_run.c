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
	struct arena arena;		/* of: */
	struct reform_places places;
	bool giving;			/* posts still */
	pthread_mutex_t lock;
	pthread_cond_t rests;
	bool closing;
	struct reform_state state;
};

struct reform_run *reform_run_new(struct arena *a, struct writer *w)
{
	struct reform_run *r = arena_new(a, struct reform_run);
	*r = (struct reform_run){ .writer = w };
	pthread_mutex_init(&r->lock, NULL);
	pthread_cond_init(&r->rests, NULL);
	arena_init(&r->arena, 0);
	return r;
}

void reform_run_close(struct reform_run *r)
{
	if (r == NULL) {
		return;
	}
	pthread_mutex_lock(&r->lock);
	r->closing = true;
	while (r->state.under_way) {
		pthread_cond_wait(&r->rests, &r->lock);
	}
	pthread_mutex_unlock(&r->lock);
	arena_done(&r->arena);
}

static bool chunk(struct ticket *t, struct app *app, struct err *e)
{
	struct reform_run *r = t->ctx;
	struct arena a;
	arena_init(&a, 0);
	bool ok = r->giving ? app_reform_give(app, &a, &r->job, &r->giving, e)
			    : app_reform_step(app, &a, &r->job, e);
	arena_done(&a);
	return ok;
}

static void hand(struct reform_run *r);

static void told(struct ticket *t)
{
	struct reform_run *r = t->ctx;
	pthread_mutex_lock(&r->lock);
	bool on = t->answer.ok && !r->job.done && !r->closing;
	r->state.under_way = on;
	r->state.passed = r->job.passed;
	r->state.left = r->job.left;
	r->state.posts = r->job.posts;
	r->state.given = r->job.given;
	if (!t->answer.ok) {
		r->state.failed = t->answer.err;
	}
	pthread_cond_broadcast(&r->rests);
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
		pthread_cond_broadcast(&r->rests);
		pthread_mutex_unlock(&r->lock);
	}
}

static struct str kept(char out[NAME_MOST], struct str s)
{
	size_t n = s.n < NAME_MOST ? s.n : NAME_MOST;
	memcpy(out, n > 0 ? s.p : "", n);
	return (struct str){ out, n };
}

static void keep_places(struct reform_run *r, const struct reform_places *places)
{
	arena_reset(&r->arena);
	r->giving = places != NULL && places->n > 0;
	if (!r->giving) {
		return;
	}
	r->places = *places;
	r->places.place = arena_copy(&r->arena, places->place, places->n * sizeof(*places->place));
	for (size_t i = 0; i < places->n; i++) {
		for (size_t k = 0; k < PLACES_COLUMNS; k++) {
			r->places.place[i].field[k] = STR("");	/* what it says is found already */
		}
	}
	r->job.places = &r->places;
}

bool reform_run_start(struct reform_run *r, struct str as, struct str minutes,
		      const struct reform_places *places)
{
	pthread_mutex_lock(&r->lock);
	bool free = !r->state.under_way;
	if (free) {
		r->state = (struct reform_state){ .begun = true, .under_way = true };
		r->job = (struct reform_job){ .as = kept(r->as, as),
					      .minutes = kept(r->minutes, minutes) };
		keep_places(r, places);
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
