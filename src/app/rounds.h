/*
 * A thread that works in rounds: one after the other while there is more to do at once, else
 * with a second's rest between them. For whatever goes on beside the writer while serving.
 */
#ifndef DUNGHEN_APP_ROUNDS_H
#define DUNGHEN_APP_ROUNDS_H

#include "app.h"

#include <pthread.h>

enum round_end {
	ROUND_REST,		/* the next one in a second */
	ROUND_AGAIN,		/* … or at once */
	ROUND_LAST,		/* there is none */
};

struct rounds {			/* the caller's storage; its fields are rounds.c's */
	enum round_end (*round)(void *ctx);
	void *ctx;
	pthread_t thread;
	pthread_mutex_t lock;
	pthread_cond_t told;
	bool stopping;
};

/* Errors: writer.thread. */
bool rounds_start(struct rounds *r, enum round_end (*round)(void *ctx), void *ctx,
		  struct err *e) MUST_USE;
/* For a round, that it may end early. */
bool rounds_stopping(struct rounds *r);
/* A second, or until it is to end. Within a round. */
void rounds_rest(struct rounds *r);
/* Waits for the end of the round. Once, after rounds_start. */
void rounds_stop(struct rounds *r);

/* Rounds that read: with a handle of their own on the store, and memory for one of them. */
struct reading_rounds {
	struct rounds rounds;
	struct app *app;		/* a reader */
	struct arena a;			/* of a round: emptied behind it */
	enum round_end (*round)(void *ctx);
	void *ctx;
};

/* Opens the store in `dir`; the handle lives in `home`. Errors: those of app_open,
 * writer.thread. */
bool reading_rounds_start(struct arena *home, struct reading_rounds *r, const char *dir,
			  enum round_end (*round)(void *ctx), void *ctx, struct err *e) MUST_USE;
/* Once, after reading_rounds_start. */
void reading_rounds_stop(struct reading_rounds *r);

#endif
