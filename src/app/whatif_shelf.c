/* What-if for a server. */
#include "whatif_shelf.h"

#include "app_int.h"

#include <pthread.h>
#include <string.h>
#include <time.h>

enum { SLOTS = 16, BACK_RUNS = 20, FAILED_S = 5 /* what failed may be asked again after it */ };

struct slot {
	bool used, running;
	char changes[WHATIF_ASKED_MOST];
	struct whatif_question q;	/* its text lies in `changes` */
	struct whatif_told told;
	uint64_t turn;			/* when it was asked */
};

struct whatif_shelf {
	const char *dir;
	pthread_t thread;
	pthread_mutex_t lock;		/* guards all below */
	pthread_cond_t asked, answered;
	struct slot slot[SLOTS];
	uint64_t turns;
	bool stopping;
	struct slot *at;		/* being answered */
};

/* ---- a question ---- */

bool whatif_ask_of(const struct whatif_question *q, struct whatif_ask *out, struct err *e)
{
	struct str rest = q->changes, one;

	*out = (struct whatif_ask){ .runs = q->runs, .seed = WHATIF_SEED, .from = q->from,
				    .to = q->to, .top = q->top };
	while (rest.n > 0) {
		(void)str_cut(rest, ' ', &one, &rest);
		if (one.n == 0) {
			continue;
		}
		if (out->changes == WHATIF_CHANGES) {
			return err_set(e, ERR_LIMIT, "whatif.changes", NULL);
		}
		if (!whatif_parse(one, &out->change[out->changes++], e)) {
			return false;
		}
	}
	return out->changes > 0 || err_set(e, ERR_INVALID, "whatif.change", "value", "", NULL);
}

/* ---- the thread ---- */

/* Between runs: where it stands; whether it is to end. */
static void note_progress(void *ctx, const char *stage, int64_t done, int64_t total)
{
	struct whatif_shelf *s = ctx;

	(void)stage;
	pthread_mutex_lock(&s->lock);
	s->at->told.done = done;
	s->at->told.of = total;
	pthread_mutex_unlock(&s->lock);
}

static bool told_to_stop(void *ctx)
{
	struct whatif_shelf *s = ctx;

	pthread_mutex_lock(&s->lock);
	bool yes = s->stopping;

	pthread_mutex_unlock(&s->lock);
	return yes;
}

static bool answer(struct whatif_shelf *s, struct app *app, const struct whatif_question *q,
		   struct whatif_told *out, struct err *e)
{
	struct whatif_ask ask;
	struct err none;

	if (!whatif_ask_of(q, &ask, e) || !app_look(app, q->now, e)) {
		return false;
	}
	ask.progress = (struct progress){ note_progress, s };
	ask.stop = told_to_stop;
	ask.stop_ctx = s;
	bool good = app_whatif(app, &ask, &out->answer, e);

	ask.runs = ask.runs < BACK_RUNS ? ask.runs : BACK_RUNS;
	ask.progress = (struct progress){ 0 };
	out->tested = good && app_whatif_back(app, &ask, &out->back, &none);
	app_looked(app);
	return good;
}

static struct slot *next_asked(struct whatif_shelf *s)
{
	struct slot *first = NULL;

	for (size_t i = 0; i < SLOTS; i++) {
		struct slot *o = &s->slot[i];

		if (o->used && o->told.state == WHATIF_PENDING &&
		    (first == NULL || o->turn < first->turn)) {
			first = o;
		}
	}
	return first;
}

static void answer_next(struct whatif_shelf *s, struct slot *o, struct app *app)
{
	struct whatif_told told = { .state = WHATIF_DONE };
	struct whatif_question q = o->q;

	s->at = o;
	o->running = true;
	pthread_mutex_unlock(&s->lock);
	if (!answer(s, app, &q, &told, &told.err)) {
		told.state = WHATIF_FAILED;
	}
	pthread_mutex_lock(&s->lock);
	o->running = false;
	o->told = told;
	s->at = NULL;
	pthread_cond_broadcast(&s->answered);
}

/* A reader of its own, once there is something to answer. */
static bool ready(struct whatif_shelf *s, struct arena *a, struct app **app, struct slot *o)
{
	struct app_options open = { .dir = s->dir, .access = APP_READER, .clock = INSTANT_NONE };

	if (*app == NULL && !app_open(a, &open, app, &o->told.err)) {
		*app = NULL;
		o->told.state = WHATIF_FAILED;
		pthread_cond_broadcast(&s->answered);
		return false;
	}
	return true;
}

static void *run(void *ctx)
{
	struct whatif_shelf *s = ctx;
	struct app *app = NULL;
	struct arena a;

	arena_init(&a, 0);
	pthread_mutex_lock(&s->lock);
	while (!s->stopping) {
		struct slot *o = next_asked(s);

		if (o == NULL) {
			pthread_cond_wait(&s->asked, &s->lock);
		} else if (ready(s, &a, &app, o)) {
			answer_next(s, o, app);
		}
	}
	pthread_mutex_unlock(&s->lock);
	if (app != NULL) {
		app_close(app);
	}
	arena_done(&a);
	return NULL;
}

bool whatif_shelf_open(struct arena *a, const char *dir, struct whatif_shelf **out,
		       struct err *e)
{
	struct whatif_shelf *s = arena_new(a, struct whatif_shelf);

	s->dir = str_cstr(a, str_of(dir));
	pthread_mutex_init(&s->lock, NULL);
	pthread_cond_init(&s->asked, NULL);
	pthread_cond_init(&s->answered, NULL);
	if (pthread_create(&s->thread, NULL, run, s) != 0) {
		return err_set(e, ERR_IO, "writer.thread", NULL);
	}
	*out = s;
	return true;
}

void whatif_shelf_close(struct whatif_shelf *s)
{
	if (s == NULL) {
		return;
	}
	pthread_mutex_lock(&s->lock);
	s->stopping = true;
	pthread_cond_broadcast(&s->asked);
	pthread_mutex_unlock(&s->lock);
	pthread_join(s->thread, NULL);
}

/* ---- whoever asks ---- */

static bool same(const struct slot *o, const struct whatif_question *q)
{
	return str_eq(o->q.changes, q->changes) && o->q.from.n == q->from.n &&
	       o->q.to.n == q->to.n && o->q.top.v == q->top.v && o->q.runs == q->runs;
}

static bool fresh(const struct slot *o, int64_t now)
{
	int64_t kept_s = o->told.state == WHATIF_FAILED ? FAILED_S : WHATIF_FRESH_S;

	return o->told.state == WHATIF_PENDING || (o->q.now <= now && now - o->q.now < kept_s);
}

/* The one that was asked already, else a free one, else the oldest that is answered. */
static struct slot *slot_for(struct whatif_shelf *s, const struct whatif_question *q)
{
	struct slot *best = NULL;

	for (size_t i = 0; i < SLOTS; i++) {
		struct slot *o = &s->slot[i];

		if (o->used && same(o, q)) {
			o->used = o->running || fresh(o, q->now);
			return o;
		}
	}
	for (size_t i = 0; i < SLOTS; i++) {
		struct slot *o = &s->slot[i];
		bool free = !o->used || o->told.state != WHATIF_PENDING;

		if (free && (best == NULL || (best->used && (!o->used || o->turn < best->turn)))) {
			best = o;
		}
	}
	if (best != NULL) {
		best->used = false;
	}
	return best;
}

static void begin(struct whatif_shelf *s, struct slot *o, const struct whatif_question *q)
{
	*o = (struct slot){ .used = true, .q = *q, .turn = s->turns++ };
	memcpy(o->changes, q->changes.p, q->changes.n);
	o->q.changes.p = o->changes;
	pthread_cond_signal(&s->asked);
}

static int64_t ahead_of(const struct whatif_shelf *s, const struct slot *o)
{
	int64_t n = 0;

	for (size_t i = 0; i < SLOTS; i++) {
		n += s->slot[i].used && s->slot[i].told.state == WHATIF_PENDING &&
		     s->slot[i].turn < o->turn;
	}
	return n;
}

/* False: it was answered and has gone since, for want of room. */
static bool wait_for(struct whatif_shelf *s, const struct slot *o)
{
	struct timespec until;
	uint64_t turn = o->turn;

	(void)clock_gettime(CLOCK_REALTIME, &until);
	until.tv_nsec += WHATIF_PATIENCE_MS * 1000000L;
	until.tv_sec += until.tv_nsec / 1000000000L;
	until.tv_nsec %= 1000000000L;
	while (o->told.state == WHATIF_PENDING && o->turn == turn &&
	       pthread_cond_timedwait(&s->answered, &s->lock, &until) == 0) {
	}
	return o->turn == turn;
}

bool whatif_shelf_ask(struct whatif_shelf *s, const struct whatif_question *q,
		      struct whatif_told *out, struct err *e)
{
	struct whatif_ask checked;

	if (q->changes.n >= WHATIF_ASKED_MOST) {
		return err_set(e, ERR_LIMIT, "whatif.changes", NULL);
	}
	if (!whatif_ask_of(q, &checked, e)) {
		return false;
	}
	pthread_mutex_lock(&s->lock);
	struct slot *o = slot_for(s, q);

	if (o == NULL) {
		pthread_mutex_unlock(&s->lock);
		return err_set(e, ERR_BUSY, "whatif.busy", NULL);
	}
	if (!o->used) {
		begin(s, o, q);
	}
	*out = (struct whatif_told){ .state = WHATIF_PENDING };
	if (wait_for(s, o)) {
		*out = o->told;
	}
	out->ahead = out->state == WHATIF_PENDING ? ahead_of(s, o) : 0;
	pthread_mutex_unlock(&s->lock);
	return true;
}
