/*
 * The access log: a line of JSON for each request and for what befalls the program,
 * without personal data (the row of the table of addresses instead of the path, no
 * address of anybody).
 *
 * Adding a line never waits: lines stand in a ring that a thread of its own
 * writes out. What comes while the ring is full is counted, and the count said.
 */
#ifndef DUNGHEN_EDGE_ACCESS_LOG_H
#define DUNGHEN_EDGE_ACCESS_LOG_H

#include "base/arena.h"
#include "base/err.h"

struct access_log;

struct access_line {
	int64_t at;			/* seconds UTC */
	const char *method, *route;	/* static */
	int status;
	int64_t bytes;			/* of body */
	int64_t us;			/* from the head to the last byte */
	bool sent;			/* false: the client left */
};

/* The end of that file, made if it is not there. Errors: log.file (path, why). */
bool access_log_file(const char *path, int *out, struct err *e) MUST_USE;
/* Lines go to `fd`, which stays open. The handle lives in `a`. Errors: web.thread. */
bool access_log_open(struct arena *a, int fd, struct access_log **out,
		     struct err *e) MUST_USE;
/* Any thread. */
void access_log_add(struct access_log *log, struct access_line line);
/* A line about the program itself: {"at","code"}; `code` has 63 letters at most. */
void access_log_note(struct access_log *log, int64_t at, const char *code);
/* What is added after it returned goes to `fd`, the log's own; the one before is closed
 * unless it is standard error. One thread at a time, and not once it is being closed. */
void access_log_turn(struct access_log *log, int fd);
/* Writes what is left. NULL is allowed. */
void access_log_close(struct access_log *log);

#endif
