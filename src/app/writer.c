/* One thread that owns the app; what waits together is committed together. */
#include "writer.h"

#include "app_int.h"

#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <string.h>

enum { TIDY_AGAIN = 1 << 20 };

struct writer {
	struct app *app;
	pthread_t thread, tidier;
	pthread_mutex_t lock;
	pthread_cond_t work, room, wide;
	struct ticket *queue[WRITER_QUEUE];
	size_t head, n;
	bool stopping;
	enum tidying { TIDY, TO_TIDY, TIDYING, TIDIED } tidying;
	int64_t tidied_at;		/* bytes of the log when it was last tidied */
	int64_t (*clock)(void *ctx);	/* or NULL */
	void *clock_ctx;
	struct writer_count count;
	atomic_uint_fast64_t turns;
};

/* The answer's members in the client's arena: the group's goes away. */
static const struct json *copy_json(struct arena *a, const struct json *v)
{
	if (!v) {
		return NULL;
	}
	struct json *c = json_new_null(a);
	*c = *v;
	c->s = v->s.n > 0 ? str_dup(a, v->s) : v->s;
	c->cap = v->n;
	c->v = arena_array(a, const struct json *, v->n);
	c->k = v->k ? arena_array(a, struct str, v->n) : NULL;
	for (size_t i = 0; i < v->n; i++) {
		c->v[i] = copy_json(a, v->v[i]);
		if (v->k) {
			c->k[i] = str_dup(a, v->k[i]);
		}
	}
	return c;
}

/* Commands that wait together, or one job: it has a transaction of its own. */
static size_t take_group(struct writer *w, struct ticket **out)
{
	size_t n = 0;
	pthread_mutex_lock(&w->lock);
	while (w->n == 0 && !w->stopping) {
		pthread_cond_wait(&w->work, &w->lock);
	}
	while (w->n > 0 && n < WRITER_GROUP && (n == 0 || w->queue[w->head]->command)) {
		out[n++] = w->queue[w->head];
		w->head = (w->head + 1) % WRITER_QUEUE;
		w->n--;
		if (!out[n - 1]->command) {
			break;
		}
	}
	if (n > 0) {
		w->count.groups++;
		w->count.commands += (int64_t)n;
		pthread_cond_broadcast(&w->room);
	}
	pthread_mutex_unlock(&w->lock);
	return n;
}

static void give_back(struct ticket **group, const struct answer *answer, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct ticket *t = group[i];
		t->answer = answer[i];
		t->answer.key = t->command->key;
		t->answer.made = copy_json(t->a, answer[i].made);
		t->done(t);
	}
}

/* The write-ahead log is brought back beside the writer, not between its groups. */
static void *tidy(void *ctx)
{
	struct writer *w = ctx;
	pthread_mutex_lock(&w->lock);
	for (;;) {
		while (w->tidying != TO_TIDY && !w->stopping) {
			pthread_cond_wait(&w->wide, &w->lock);
		}
		if (w->stopping) {
			break;
		}
		w->tidying = TIDYING;
		pthread_mutex_unlock(&w->lock);
		app_tidy(w->app);
		pthread_mutex_lock(&w->lock);
		w->tidying = TIDIED;
	}
	pthread_mutex_unlock(&w->lock);
	return NULL;
}

/*
 * What was committed while the tidier copied is left over: the writer copies that
 * little itself, so that the log starts anew with its next commit. Else a tidier would
 * run beside every group and share its disk. Where a reader stands in the way the log
 * grows on, and is tidied again when it has grown by TIDY_AGAIN.
 */
static void breathe(struct writer *w)
{
	int64_t bytes = app_log_bytes(w->app);
	pthread_mutex_lock(&w->lock);
	bool leftover = w->tidying == TIDIED;
	if (leftover) {
		w->tidying = TIDY;
		w->tidied_at = bytes;
	} else if (!app_wide(w->app)) {
		w->tidied_at = 0;
	} else if (w->tidying == TIDY &&
		   (w->tidied_at == 0 || bytes >= w->tidied_at + TIDY_AGAIN)) {
		w->tidying = TO_TIDY;
		pthread_cond_signal(&w->wide);
	}
	pthread_mutex_unlock(&w->lock);
	if (leftover) {
		app_tidy(w->app);
	}
	app_pause(w->app);
}

static void follow_clock(struct writer *w)
{
	int64_t entries;
	struct err e;
	/* What time could not do now it does the next time; a command then says
	 * what is wrong with the store. */
	if (w->clock && !app_advance(w->app, w->clock(w->clock_ctx), &entries, &e)) {
		return;
	}
}

static void do_group(struct writer *w, struct arena *a, struct ticket **group, size_t n)
{
	const struct command *command[WRITER_GROUP] = { 0 };
	struct answer answer[WRITER_GROUP];
	for (size_t i = 0; i < n; i++) {
		command[i] = group[i]->command;
	}
	app_group(w->app, a, command, n, answer);
	atomic_fetch_add(&w->turns, 1);
	give_back(group, answer, n);
}

static void do_job(struct writer *w, struct ticket *t)
{
	t->answer = (struct answer){ 0 };
	t->answer.ok = app_sound(w->app, &t->answer.err) &&
		       t->job(t, w->app, &t->answer.err);
	atomic_fetch_add(&w->turns, 1);
	t->done(t);
}

static void *run(void *ctx)
{
	struct writer *w = ctx;
	struct ticket *group[WRITER_GROUP];
	struct arena a;
	size_t n;
	arena_init(&a, 0);
	while ((n = take_group(w, group)) > 0) {
		arena_reset(&a);
		follow_clock(w);
		if (group[0]->command) {
			do_group(w, &a, group, n);
		} else {
			do_job(w, group[0]);
		}
		breathe(w);
	}
	arena_done(&a);
	return NULL;
}

bool writer_start(struct arena *a, struct app *app, struct writer **out, struct err *e)
{
	struct writer *w = arena_new(a, struct writer);
	w->app = app;
	pthread_mutex_init(&w->lock, NULL);
	pthread_cond_init(&w->work, NULL);
	pthread_cond_init(&w->room, NULL);
	pthread_cond_init(&w->wide, NULL);
	/* opens the tidier's connection while there is one thread */
	app_tidy(app);
	if (pthread_create(&w->thread, NULL, run, w) != 0) {
		return err_set(e, ERR_IO, "writer.thread", NULL);
	}
	if (pthread_create(&w->tidier, NULL, tidy, w) != 0) {
		w->tidier = w->thread;
		writer_stop(w);
		return err_set(e, ERR_IO, "writer.thread", NULL);
	}
	*out = w;
	return true;
}

void writer_stop(struct writer *w)
{
	pthread_mutex_lock(&w->lock);
	w->stopping = true;
	pthread_cond_broadcast(&w->work);
	pthread_cond_broadcast(&w->room);
	pthread_cond_broadcast(&w->wide);
	pthread_mutex_unlock(&w->lock);
	pthread_join(w->thread, NULL);
	if (!pthread_equal(w->thread, w->tidier)) {
		pthread_join(w->tidier, NULL);
	}
}

void writer_clock(struct writer *w, int64_t (*clock)(void *ctx), void *ctx)
{
	pthread_mutex_lock(&w->lock);
	w->clock = clock;
	w->clock_ctx = ctx;
	pthread_mutex_unlock(&w->lock);
}

/* With the lock held. */
static bool put(struct writer *w, struct ticket *t, struct err *e)
{
	if (w->stopping) {
		return err_set(e, ERR_BUSY, "writer.stopped", NULL);
	}
	if (w->n == WRITER_QUEUE) {
		return err_set(e, ERR_BUSY, "writer.full", NULL);
	}
	w->queue[(w->head + w->n++) % WRITER_QUEUE] = t;
	pthread_cond_signal(&w->work);
	return true;
}

bool writer_hand(struct writer *w, struct ticket *t, struct err *e)
{
	pthread_mutex_lock(&w->lock);
	bool ok = put(w, t, e);
	pthread_mutex_unlock(&w->lock);
	return ok;
}

/* Somebody who waits for the end; lives on his stack. */
struct waiting {
	pthread_mutex_t lock;
	pthread_cond_t ended;
	bool done;
};

static void wake(struct ticket *t)
{
	struct waiting *one = t->ctx;
	pthread_mutex_lock(&one->lock);
	one->done = true;
	pthread_cond_signal(&one->ended);
	pthread_mutex_unlock(&one->lock);
}

void writer_do(struct writer *w, struct ticket *t)
{
	struct waiting one = { .done = false };
	void *ctx = t->ctx;
	struct err e;
	pthread_mutex_init(&one.lock, NULL);
	pthread_cond_init(&one.ended, NULL);
	t->done = wake;
	t->ctx = &one;
	pthread_mutex_lock(&w->lock);
	while (w->n == WRITER_QUEUE && !w->stopping) {
		pthread_cond_wait(&w->room, &w->lock);
	}
	bool in = put(w, t, &e);
	pthread_mutex_unlock(&w->lock);
	if (!in) {
		t->answer = (struct answer){ .err = e };
	}
	pthread_mutex_lock(&one.lock);
	while (in && !one.done) {
		pthread_cond_wait(&one.ended, &one.lock);
	}
	pthread_mutex_unlock(&one.lock);
	pthread_cond_destroy(&one.ended);
	pthread_mutex_destroy(&one.lock);
	t->ctx = ctx;
}

void writer_act(struct writer *w, struct arena *a, const struct command *command,
		struct answer *answer)
{
	struct ticket t = { .command = command, .a = a };
	writer_do(w, &t);
	*answer = t.answer;
	answer->key = command->key;
}

struct writer_count writer_counted(struct writer *w)
{
	pthread_mutex_lock(&w->lock);
	struct writer_count c = w->count;
	pthread_mutex_unlock(&w->lock);
	return c;
}

uint64_t writer_turns(struct writer *w)
{
	return atomic_load(&w->turns);
}
