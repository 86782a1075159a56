/*
 * The thread that tells webhooks (hook.h): it has the writer note what is new and say
 * what is due, waits for the answers itself, and has them noted. So neither the writer nor
 * a worker ever waits for a program elsewhere.
 *
 * A hook that does not answer costs one wait a round, not one for each message: after the
 * first in vain the others of the round stay as they were.
 */
#ifndef DUNGHEN_APP_HOOK_RUN_H
#define DUNGHEN_APP_HOOK_RUN_H

#include "hook.h"
#include "writer.h"

struct hook_runner;

struct hook_run_options {
	struct writer *writer;
	mail_fn *post;			/* called on that thread alone */
	void *post_ctx;
	void (*gone)(void *ctx);	/* whoever sends is gone: nothing is told any more */
	void *gone_ctx;
};
/* The handle lives in `a`. Errors: writer.thread. */
bool hook_run_start(struct arena *a, const struct hook_run_options *o,
		    struct hook_runner **out, struct err *e) MUST_USE;
/* Before writer_stop, and after `post` was made to fail at once. NULL is allowed. */
void hook_run_stop(struct hook_runner *r);

#endif
