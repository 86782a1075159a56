/* One thread that owns the app; what waits together is committed together. */
#include "writer.h"

#include <assert.h>
#include <pthread.h>
#include <string.h>

/* A command waiting for its answer; lives on its client's stack. */
struct waiting {
	const struct command *command;
	struct arena *a;		/* the client's, for the answer */
	struct answer *answer;
	pthread_cond_t answered;
	bool done;
};

struct writer {
	struct app *app;
	pthread_t thread, tidier;
	pthread_mutex_t lock;
	pthread_cond_t work, room, wide;
	struct waiting *queue[WRITER_QUEUE];
	size_t head, n;
	bool stopping, to_tidy;
	struct writer_count count;
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

static size_t take_group(struct writer *w, struct waiting **out)
{
	size_t n = 0;
	pthread_mutex_lock(&w->lock);
	while (w->n == 0 && !w->stopping) {
		pthread_cond_wait(&w->work, &w->lock);
	}
	while (w->n > 0 && n < WRITER_GROUP) {
		out[n++] = w->queue[w->head];
		w->head = (w->head + 1) % WRITER_QUEUE;
		w->n--;
	}
	if (n > 0) {
		w->count.groups++;
		w->count.commands += (int64_t)n;
		pthread_cond_broadcast(&w->room);
	}
	pthread_mutex_unlock(&w->lock);
	return n;
}

static void give_back(struct writer *w, struct waiting **group, const struct answer *answer,
		      size_t n)
{
	pthread_mutex_lock(&w->lock);
	for (size_t i = 0; i < n; i++) {
		struct waiting *one = group[i];
		*one->answer = answer[i];
		one->answer->key = one->command->key;
		one->answer->made = copy_json(one->a, answer[i].made);
		one->done = true;
		pthread_cond_signal(&one->answered);
	}
	pthread_mutex_unlock(&w->lock);
}

/* The write-ahead log is brought back beside the writer, not between its groups. */
static void *tidy(void *ctx)
{
	struct writer *w = ctx;
	pthread_mutex_lock(&w->lock);
	for (;;) {
		while (!w->to_tidy && !w->stopping) {
			pthread_cond_wait(&w->wide, &w->lock);
		}
		if (w->stopping) {
			break;
		}
		w->to_tidy = false;
		pthread_mutex_unlock(&w->lock);
		app_tidy(w->app);
		pthread_mutex_lock(&w->lock);
	}
	pthread_mutex_unlock(&w->lock);
	return NULL;
}

static void breathe(struct writer *w)
{
	if (!app_wide(w->app)) {
		return;
	}
	pthread_mutex_lock(&w->lock);
	w->to_tidy = true;
	pthread_cond_signal(&w->wide);
	pthread_mutex_unlock(&w->lock);
	app_pause(w->app);
}

static void *run(void *ctx)
{
	struct writer *w = ctx;
	struct waiting *group[WRITER_GROUP];
	const struct command *command[WRITER_GROUP];
	struct answer answer[WRITER_GROUP];
	struct arena a;
	size_t n;
	arena_init(&a, 0);
	while ((n = take_group(w, group)) > 0) {
		for (size_t i = 0; i < n; i++) {
			command[i] = group[i]->command;
		}
		arena_reset(&a);
		app_group(w->app, &a, command, n, answer);
		give_back(w, group, answer, n);
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

void writer_act(struct writer *w, struct arena *a, const struct command *command,
		struct answer *answer)
{
	struct waiting one = { .command = command, .a = a, .answer = answer };
	pthread_cond_init(&one.answered, NULL);
	pthread_mutex_lock(&w->lock);
	while (w->n == WRITER_QUEUE && !w->stopping) {
		pthread_cond_wait(&w->room, &w->lock);
	}
	if (w->stopping) {
		*answer = (struct answer){ .key = command->key };
		(void)err_set(&answer->err, ERR_BUSY, "writer.stopped", NULL);
	} else {
		w->queue[(w->head + w->n++) % WRITER_QUEUE] = &one;
		pthread_cond_signal(&w->work);
		while (!one.done) {
			pthread_cond_wait(&one.answered, &w->lock);
		}
	}
	pthread_mutex_unlock(&w->lock);
	pthread_cond_destroy(&one.answered);
}

struct writer_count writer_counted(struct writer *w)
{
	pthread_mutex_lock(&w->lock);
	struct writer_count c = w->count;
	pthread_mutex_unlock(&w->lock);
	return c;
}
