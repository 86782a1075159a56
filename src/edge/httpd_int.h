/* The inside of the server, for the files edge/httpd*.c. */
#ifndef DUNGHEN_EDGE_HTTPD_INT_H
#define DUNGHEN_EDGE_HTTPD_INT_H

#include "httpd.h"

#include <pthread.h>
#include <sys/types.h>

enum { PART_BYTES = 64 << 10 };		/* of a streamed body, at most */

enum phase {
	PHASE_HEAD,			/* waiting for, or reading, a head */
	PHASE_BODY,
	PHASE_WORK,			/* the program's own time */
	PHASE_SEND,
};

struct request;

/* What is kept of a connection. */
struct conn {
	bool used;
	int fd;
	enum phase phase;
	int64_t until_s;		/* deadline of the phase; INT64_MAX: none */
	struct request *pending;	/* its target was read, its head not yet */
	struct conn *next_free;
};

enum state {
	STATE_NEW, STATE_BODY, STATE_PART, STATE_WORK, STATE_ANSWERED, STATE_QUEUED, STATE_FILL,
	STATE_LEFT,
};

struct request {
	struct http_request pub;	/* first: `answer` gets its address */
	struct arena arena;
	struct httpd *h;
	void *wire;			/* libmicrohttpd's connection */
	struct conn *conn;
	enum state state;
	char *body;			/* all of it, or the part of a streamed one */
	size_t got, limit;
	size_t have;			/* bytes of the part */
	int64_t left_s;			/* of the deadline, while the program has it */
	struct http_reply reply;
	struct request *next_free;
};

struct httpd {
	struct httpd_options o;
	struct arena home;		/* of requests; under the lock */
	void *daemon;			/* libmicrohttpd's */
	pthread_t watchman;
	bool watching;
	pthread_mutex_t lock;		/* guards all below */
	pthread_cond_t quiet, stop;
	struct conn *conn;
	struct conn *free_conn;
	struct request *free_request;
	int at_work;			/* taken by `ready`, not answered */
	int open;			/* requests between head and completion */
	bool stopping, ended;
};

/* ---- httpd.c: called by httpd_mhd.c, each request and connection by one loop ---- */

struct conn *httpd_connected(struct httpd *h, int fd);
void httpd_parted(struct httpd *h, struct conn *c);
/* The first line of a request is there; its connection is noted by the caller. */
struct request *httpd_asked(struct httpd *h, struct conn *c, struct str target);
/* First with the head, then with each piece of the body (*n bytes; left there: not yet
 * taken), then with none, again after it was resumed. False: the connection ends. */
bool httpd_came(struct request *r, const char *method, const char *data, size_t *n);
void httpd_completed(struct request *r, bool sent);

/* For the others: a phase begins whose deadline leaves time for so many bytes at the
 * slowest; the request is over and its memory free for another. */
void httpd_enter(struct httpd *h, struct conn *c, enum phase phase, int64_t bytes);
void httpd_finish(struct request *r);

/* ---- httpd_mhd.c ---- */

struct sockaddr;
typedef void mhd_header_fn(void *ctx, const char *name, struct str value);

/* Errors: http.library (name, why). */
bool mhd_load(struct err *e) MUST_USE;
bool mhd_speaks_tls(void);
/* As h->o says; false: it would not. */
bool mhd_start(struct httpd *h);
int mhd_port(const struct httpd *h);
/* Takes nothing new; the socket it listened at, for the caller to close. */
int mhd_quiesce(struct httpd *h);
void mhd_stop(struct httpd *h);

/* No loop looks at it until it is resumed, by any thread. */
void mhd_suspend(struct request *r);
void mhd_resume(struct request *r);
const struct sockaddr *mhd_peer(const struct request *r);
void mhd_headers(const struct request *r, mhd_header_fn *each, void *ctx);
/* r->reply goes out; false: it cannot, and the connection ends. */
bool mhd_send(struct request *r, bool close);

/* ---- httpd_head.c ---- */

/* More fields than a page of ours has: libmicrohttpd keeps each of a query in the
 * connection's memory; when that is full it neither answers nor closes. */
bool head_crowded(struct str query);
/* Takes method, peer, headers and length of body into r->pub. What HTTP itself forbids,
 * as a status; 0: nothing. */
int head_read(struct request *r, const char *method);

/* ---- httpd_stream.c ---- */

/* Takes of `data` what the part has room for, and hands it out when it is full. */
void stream_body(struct request *r, const char *data, size_t *n);
/* Bytes of a streamed reply, as they are sent; 0: none yet, -1: none any more. */
ssize_t stream_fill(struct request *r, char *to, size_t most);
/* Whoever holds something for it is told; false: nobody does. */
bool stream_left(struct request *r);
/* http_request's `more`. */
void stream_more(struct http_request *pub);

#endif
