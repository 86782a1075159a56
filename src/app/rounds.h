/*
 * A thread that works in rounds: one after the other while there is more to do at once, else
 * with a second's rest between them. For whatever goes on beside the writer while serving.
 */
#ifndef DUNGHEN_APP_ROUNDS_H
#define DUNGHEN_APP_ROUNDS_H

#include "base/compiler.h"
#include "base/err.h"

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

#endif
