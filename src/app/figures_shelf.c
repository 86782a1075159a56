/* Figures kept for all workers of a server, made anew at most once a minute. */
#include "figures.h"

#include "app_int.h"

#include <pthread.h>
#include <string.h>

enum { KINDS = 4, BESIDES = 2 };

struct kept {
	struct arena arena;		/* what `f` lives in */
	struct figures f;
	bool there, making;
};

struct figures_shelf {
	pthread_mutex_t lock;		/* guards all below */
	pthread_cond_t made;
	struct kept kept[KINDS][BESIDES];
};

struct figures_shelf *figures_open(struct arena *a)
{
	struct figures_shelf *s = arena_new(a, struct figures_shelf);

	pthread_mutex_init(&s->lock, NULL);
	pthread_cond_init(&s->made, NULL);
	for (size_t i = 0; i < KINDS * BESIDES; i++) {
		arena_init(&s->kept[i / BESIDES][i % BESIDES].arena, 0);
	}
	return s;
}

void figures_close(struct figures_shelf *s)
{
	for (size_t i = 0; s != NULL && i < KINDS * BESIDES; i++) {
		arena_done(&s->kept[i / BESIDES][i % BESIDES].arena);
	}
}

static void copy(struct arena *a, const struct figures *f, struct figures *out)
{
	*out = *f;
	out->agency = arena_copy(a, f->agency, f->agencies * sizeof(*f->agency));
	out->held = arena_copy(a, f->held, f->helds * sizeof(*f->held));
	out->late = arena_copy(a, f->late, f->lates * sizeof(*f->late));
	out->stuck = arena_copy(a, f->stuck, f->stucks * sizeof(*f->stuck));
}

/* A clock set back, or that of a demonstration: what lies ahead is not fresh. */
static bool fresh(const struct kept *k, int64_t now)
{
	return k->there && k->f.made_at <= now && now - k->f.made_at < FIGURES_FRESH_S;
}

/* Without the lock meanwhile. A failure leaves what was there. */
static bool make(struct figures_shelf *s, struct kept *k, struct app *app,
		 struct figures_ask ask, struct err *e)
{
	struct arena work;
	struct figures f;

	k->making = true;
	pthread_mutex_unlock(&s->lock);
	arena_init(&work, 0);
	bool good = figures_make(app, &work, ask, &f, e);
	pthread_mutex_lock(&s->lock);
	if (good) {
		arena_reset(&k->arena);
		copy(&k->arena, &f, &k->f);
		k->there = true;
	}
	k->making = false;
	pthread_cond_broadcast(&s->made);
	arena_done(&work);
	return good;
}

bool figures_get(struct figures_shelf *s, struct app *app, struct arena *a,
		 struct figures_ask ask, struct figures *out, struct err *e)
{
	struct kept *k = &s->kept[ask.of][ask.beside];
	bool good = true;

	pthread_mutex_lock(&s->lock);
	while (!k->there && k->making) {
		pthread_cond_wait(&s->made, &s->lock);
	}
	if (!fresh(k, app_now(app)) && !k->making) {
		good = make(s, k, app, ask, e);
	}
	if (good) {
		copy(a, &k->f, out);
	}
	pthread_mutex_unlock(&s->lock);
	return good;
}
