/*
 * The writer: one thread that owns an app, with a bounded queue before it.
 *
 * Clients submit a command and wait for its answer; what is waiting together is
 * committed together, up to WRITER_GROUP commands, so that many people share
 * one fdatasync. Commands are answered in the order they were taken.
 *
 * The app must not be used by others between writer_start and writer_stop.
 */
#ifndef DUNGHEN_APP_WRITER_H
#define DUNGHEN_APP_WRITER_H

#include "app.h"

enum { WRITER_QUEUE = 1024, WRITER_GROUP = 64 };

struct writer;

/* The handle lives in `a`. Errors: writer.thread. */
bool writer_start(struct arena *a, struct app *app, struct writer **out,
		  struct err *e) MUST_USE;
/* Answers what is queued, then ends the thread. Later commands are refused. */
void writer_stop(struct writer *w);

/* Hands in a command and waits for its durable answer, which is copied into
 * `a`. Any thread. A full queue is waited for; after writer_stop the answer is
 * writer.stopped (ERR_BUSY). */
void writer_act(struct writer *w, struct arena *a, const struct command *command,
		struct answer *answer);

struct writer_count {
	int64_t commands, groups;
};
struct writer_count writer_counted(struct writer *w);

#endif
