/*
 * The writer: one thread that owns an app, with a bounded queue before it.
 *
 * Clients hand in a command; what is waiting together is committed together, up
 * to WRITER_GROUP commands, so that many people share one fdatasync. Everything
 * is done in the order it was taken. Besides commands it takes jobs: whatever
 * else must be written by the one who may write (sessions, access rows).
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
/* The clock of a demo or test store whose time runs by another measure: before
 * each group the app is brought to it (app_advance). Before anything is handed in. */
void writer_clock(struct writer *w, int64_t (*clock)(void *ctx), void *ctx);
/* Does what is queued, then ends the thread. Later tickets are refused. */
void writer_stop(struct writer *w);

/*
 * Something to be done: a command with its answer, or a job. It belongs to the
 * writer from writer_hand until `done` is called, on the writer's thread, which
 * must not wait there; the writer keeps no pointer after it.
 */
struct ticket {
	const struct command *command;	/* or NULL: */
	bool (*job)(struct ticket *t, struct app *app, struct err *e);
	struct arena *a;		/* of a command: its answer is copied there */
	struct answer answer;		/* a failed job: only .err */
	void (*done)(struct ticket *t);
	void *ctx;			/* for whoever made it */
};

/* Does not wait: false when the queue is full (ERR_BUSY writer.full) or the
 * writer has stopped (writer.stopped); then `done` is not called. Any thread. */
bool writer_hand(struct writer *w, struct ticket *t, struct err *e) MUST_USE;
/* The same, waiting for a full queue and for the end. What could not be handed in
 * is said in the answer. */
void writer_do(struct writer *w, struct ticket *t);
/* Hands in a command and waits for its durable answer, which is copied into `a`. */
void writer_act(struct writer *w, struct arena *a, const struct command *command,
		struct answer *answer);

struct writer_count {
	int64_t commands, groups;
};
struct writer_count writer_counted(struct writer *w);
/* Turns done. It changes before anybody is told of what was written in one: while it
 * stays the same, a reader that looked after reading it sees all there is to see. */
uint64_t writer_turns(struct writer *w);

#endif
