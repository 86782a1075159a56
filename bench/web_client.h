/*
 * What measuring over HTTP needs: servers in processes of their own on loopback, a client
 * that keeps its connection, `wrk`, and what the access log says.
 */
#ifndef DUNGHEN_BENCH_WEB_CLIENT_H
#define DUNGHEN_BENCH_WEB_CLIENT_H

#include "base/arena.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/* ---- servers ---- */

struct served {
	pid_t pid;
	int port;
};

/* argv of a command that says {"url":…} on its first line; its stderr goes to `log`. Ends
 * the program when it does not serve. */
struct served serve_start(const char *const *argv, const char *log);
/* SIGTERM, and waits for the end. */
void serve_stop(struct served *s);
/* One started otherwise: it ends with the program at the latest. */
void serve_note(const struct served *s);
/* "VmRSS" or "VmHWM", in MB. */
double serve_memory(const struct served *s, const char *what);
/* Until it has been idle for a second: what time did to a store that lay for long is
 * entered first. */
void serve_settle(const struct served *s);

/* ---- a client ---- */

enum { REPLY_MOST = 1 << 19, WORD_MOST = 256 };

struct line {
	int port, fd;
	char reply[REPLY_MOST];		/* NUL-terminated */
};

struct reply {
	int status;
	const char *head, *body;	/* in line.reply */
	size_t body_n;
};

void line_open(struct line *l, int port);
void line_close(struct line *l);
/* One request and its reply. Ends the program when there is none. */
struct reply line_get(struct line *l, const char *path, const char *cookie);
struct reply line_post(struct line *l, const char *path, const char *cookie, struct str body);
/* A program's request to the JSON API: token, Idempotency-Key, a body of JSON. */
struct reply line_json(struct line *l, const char *path, const char *token, struct str key,
		       struct str body);
/* What stands between `before` and `end` in the text; false: nothing. */
bool between(const char *text, const char *before, char end, char out[WORD_MOST]);

/* Somebody of a demo store, signed in by a click. */
struct signed_in {
	char cookie[WORD_MOST], token[WORD_MOST];
};
void sign_in(struct line *l, const char *person, struct signed_in *out);

/* ---- wrk ---- */

struct load {
	int port;
	const char *path;
	const char *script;		/* or NULL: the path alone */
	const char *cookie;		/* or NULL */
	bool gzip;
};
/* Requests a second. Ends the program at any reply that is no 200. */
double wrk_rate(const struct load *l);

/* ---- the access log ---- */

/* Milliseconds the server took for the requests of a route since that offset of the log,
 * once it has told of `n`. Lives in `a`. */
double *log_waits(struct arena *a, const char *log, long from, const char *route, size_t n);
long log_end(const char *log);

#endif
