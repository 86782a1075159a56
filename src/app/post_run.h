/*
 * A thread that carries parcels out (post.h): it has the writer say what is due, waits
 * for the answers itself, and has them noted. So neither the writer nor a worker ever waits
 * for anybody elsewhere.
 *
 * A receiver that does not answer costs one wait a round, not one for each parcel: after the
 * first in vain the others of the round stay as they were.
 */
#ifndef DUNGHEN_APP_POST_RUN_H
#define DUNGHEN_APP_POST_RUN_H

#include "post.h"
#include "writer.h"

struct post_runner;

struct post_run_options {
	struct writer *writer;
	struct post_kind kind;
	mail_fn *post;			/* called on that thread alone */
	void *post_ctx;
	void (*gone)(void *ctx);	/* whoever sends is gone: nothing goes out any more */
	void *gone_ctx;
};
/* The handle lives in `a`. Errors: writer.thread. */
bool post_run_start(struct arena *a, const struct post_run_options *o,
		    struct post_runner **out, struct err *e) MUST_USE;
/* Before writer_stop, and after `post` was made to fail at once. NULL is allowed. */
void post_run_stop(struct post_runner *r);

#endif
