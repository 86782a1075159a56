/* The inside of the server, for the files edge/httpd*.c. */
#ifndef DUNGHEN_EDGE_HTTPD_INT_H
#define DUNGHEN_EDGE_HTTPD_INT_H

#include "httpd.h"
#include "mhd.h"

#include <pthread.h>

enum { PART_BYTES = 64 << 10 };		/* of a streamed body, at most */

enum phase {
	PHASE_HEAD,			/* waiting for, or reading, a head */
	PHASE_BODY,
	PHASE_WORK,			/* the program's own time: no deadline */
	PHASE_SEND,
};

struct request;

/* What is kept of a connection; found again through libmicrohttpd's context. */
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
	struct MHD_Connection *c;
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
	struct mhd mhd;
	struct httpd_options o;
	struct arena home;		/* of requests; under the lock */
	struct MHD_Daemon *daemon;
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

/* A phase begins whose deadline leaves time for so many bytes at the slowest. */
void httpd_enter(struct httpd *h, struct conn *c, enum phase phase, int64_t bytes);
/* The request is over and its memory free for another. */
void httpd_finish(struct request *r);

/* ---- httpd_head.c ---- */

/* More fields than a page of ours has: libmicrohttpd keeps each of a query in the
 * connection's memory; when that is full it neither answers nor closes. */
bool head_crowded(struct str query);
/* Takes method, peer, headers and length of body into r->pub. What HTTP itself forbids,
 * as a status; 0: nothing. */
int head_read(struct request *r, const char *method);

/* ---- httpd_stream.c ---- */

/* Takes of `data` what the part has room for, and hands it out when it is full. */
enum MHD_Result stream_body(struct request *r, const char *data, size_t *n);
/* A response whose bytes are asked for as they are sent, or NULL. */
struct MHD_Response *stream_reply(struct request *r);
/* Whoever holds something for it is told; false: nobody does. */
bool stream_left(struct request *r);
/* http_request's `more`. */
void stream_more(struct http_request *pub);

#endif
