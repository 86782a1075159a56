/*
 * The ticker: once a second it asks the writer to do what time does by itself
 * (app_tick). A thread that only waits and asks.
 */
#ifndef DUNGHEN_APP_TICKER_H
#define DUNGHEN_APP_TICKER_H

#include "session.h"
#include "tries.h"
#include "writer.h"

struct ticker;

struct ticker_options {
	struct writer *writer;
	struct sessions *sessions;	/* what changed in them is written too */
	struct tries *tries;
	/* The machine's clock looks wrong (timepiece.h), in another way than the second
	 * before, or right again (NULL). On the writer's thread; or NULL. */
	void (*clock)(void *ctx, const struct err *what);
	void *clock_ctx;
};

/* The handle lives in `a`. Errors: writer.thread. */
bool ticker_start(struct arena *a, const struct ticker_options *o, struct ticker **out,
		  struct err *e) MUST_USE;
/* Writes what changed since the last second. After whoever changes it has stopped, before
 * writer_stop. NULL is allowed. */
void ticker_stop(struct ticker *t);

#endif
