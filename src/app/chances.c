/* How likely open dossiers are to be late. */
#include "chances.h"

#include "app_int.h"
#include "sight.h"

#include "store/tally.h"

#include "base/limits.h"

#include <pthread.h>
#include <string.h>

/* ---- learning ---- */

struct learning {
	const struct law *law;
	struct forecast *f;
	struct dossier_id dossier;	/* whose steps are being put together */
	const struct procedure_version *version;
	int64_t work_s[LIMIT_STEPS];
};

static void learn_one(struct learning *l)
{
	if (l->version != NULL) {
		forecast_learn(l->f, l->version, l->work_s);
	}
	memset(l->work_s, 0, sizeof(l->work_s));
	l->version = NULL;
}

static void take_step(void *ctx, const struct step_time *t)
{
	struct learning *l = ctx;
	const struct procedure *p;

	if (t->dossier.v != l->dossier.v) {
		learn_one(l);
		l->dossier = t->dossier;
		p = law_procedure(l->law, t->procedure);
		l->version = p != NULL ? procedure_version(p, t->version) : NULL;
	}
	/* A step of a procedure it was corrected from may have a number this one lacks. */
	if (l->version != NULL && t->step >= 0 && (size_t)t->step < l->version->steps) {
		l->work_s[t->step] += t->work_s;
	}
}

bool chances_learn(struct app *app, struct arena *a, int64_t from, int64_t until,
		   struct forecast **out, struct err *e)
{
	struct learning l = { .law = &app->law, .f = forecast_new(a) };

	if (!store_step_times(app->store, from, until, take_step, &l, e)) {
		return false;
	}
	learn_one(&l);
	forecast_settle(l.f);
	*out = l.f;
	return true;
}

/* ---- the shelf ---- */

struct chances {
	pthread_mutex_t lock;		/* guards all below */
	struct arena arena[2];		/* in one what was learnt, in the other what is being */
	int at;
	struct forecast *f;		/* NULL: nothing yet */
	int64_t learnt_at;
	bool learning;
};

struct chances *chances_open(struct arena *a)
{
	struct chances *c = arena_new(a, struct chances);

	pthread_mutex_init(&c->lock, NULL);
	arena_init(&c->arena[0], 0);
	arena_init(&c->arena[1], 0);
	return c;
}

void chances_close(struct chances *c)
{
	for (int i = 0; c != NULL && i < 2; i++) {
		arena_done(&c->arena[i]);
	}
}

/* A clock set back, or that of a demonstration: what lies ahead is not fresh. */
static bool fresh(const struct chances *c, int64_t now)
{
	return c->f != NULL && c->learnt_at <= now && now - c->learnt_at < CHANCES_FRESH_S;
}

/* With the lock, which is given up meanwhile. A failure leaves what was there. */
static bool learn(struct chances *c, struct app *app, int64_t now, struct err *e)
{
	struct arena *a = &c->arena[1 - c->at];
	struct forecast *f;

	c->learning = true;
	pthread_mutex_unlock(&c->lock);
	arena_reset(a);
	bool good = chances_learn(app, a, now - CHANCES_DAYS * DAY_S, now, &f, e);
	pthread_mutex_lock(&c->lock);
	c->learning = false;
	if (good) {
		c->at = 1 - c->at;
		c->f = f;
		c->learnt_at = now;
	}
	return good;
}

bool chances_of(struct chances *c, struct app *app, struct dossier_id id, int64_t now,
		int *out, struct err *e)
{
	struct dossier *d;
	bool good = true;

	*out = -1;
	if (!cache_load(app, id, &d, e)) {
		return false;
	}
	if (d->state != DOSSIER_OPEN) {
		return true;
	}
	pthread_mutex_lock(&c->lock);
	if (!fresh(c, now) && !c->learning) {
		good = learn(c, app, now, e);
	}
	/* While the first one learns, the others show none. */
	if (good && c->f != NULL) {
		double late = forecast_late(c->f, d, now, d->due);

		*out = late < 0 ? -1 : (int)(late * 100 + 0.5);
	}
	pthread_mutex_unlock(&c->lock);
	return good;
}
