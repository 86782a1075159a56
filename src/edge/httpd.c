/* The server: connections and their deadlines, requests and replies, start and stop. */
#define _GNU_SOURCE		/* POLLRDHUP */
#include "httpd_int.h"

#include "listen.h"

#include <assert.h>
#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <string.h>

#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum {
	KEPT_ARENA = 256 << 10,		/* a request's memory above this is given back */
	SLOWEST = 8 << 10,		/* bytes a second we still wait for */
};

static int64_t seconds(void)
{
	struct timespec t;
	(void)clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec;
}

static int64_t wall_clock(void)
{
	struct timespec t;
	(void)clock_gettime(CLOCK_REALTIME, &t);
	return (int64_t)t.tv_sec;
}

static int64_t microseconds(void)
{
	struct timespec t;
	(void)clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

/* ---- connections and their deadlines ---- */

void httpd_enter(struct httpd *h, struct conn *c, enum phase phase, int64_t bytes)
{
	int64_t until = INT64_MAX;
	if (phase != PHASE_WORK) {
		until = seconds() + h->o.deadline_s + bytes / SLOWEST;
	}
	pthread_mutex_lock(&h->lock);
	c->phase = phase;
	c->until_s = until;
	pthread_mutex_unlock(&h->lock);
}

static void request_give(struct httpd *h, struct request *r);

struct conn *httpd_connected(struct httpd *h, int fd)
{
	pthread_mutex_lock(&h->lock);
	struct conn *c = h->free_conn;
	assert(c);		/* as many as libmicrohttpd lets in */
	h->free_conn = c->next_free;
	*c = (struct conn){ .used = true, .fd = fd, .until_s = seconds() + h->o.deadline_s };
	pthread_mutex_unlock(&h->lock);
	return c;
}

void httpd_parted(struct httpd *h, struct conn *c)
{
	if (c->pending) {
		request_give(h, c->pending);
	}
	pthread_mutex_lock(&h->lock);
	*c = (struct conn){ .next_free = h->free_conn };
	h->free_conn = c;
	pthread_mutex_unlock(&h->lock);
}

/* The other side has closed while its request was coming. libmicrohttpd's loop is told
 * of it once, by an edge; where that edge comes before the last bytes were read it takes
 * the short read for "no more yet" and would keep the half request until its deadline.
 * Closing our reading side once more wakes the loop; what is unread stays readable. */
static void nudge(const struct conn *c)
{
	struct pollfd p = { .fd = c->fd, .events = POLLRDHUP };

	if ((c->phase == PHASE_HEAD || c->phase == PHASE_BODY) && poll(&p, 1, 0) == 1 &&
	    (p.revents & POLLRDHUP) != 0) {
		(void)shutdown(c->fd, SHUT_RD);
	}
}

/* Cuts off whoever is past his deadline. libmicrohttpd sees the end of the
 * connection and clears it away itself. */
static void *watch(void *ctx)
{
	struct httpd *h = ctx;
	pthread_mutex_lock(&h->lock);
	while (!h->ended) {
		struct timespec until;
		int64_t now = seconds();
		for (int i = 0; i < h->o.connections; i++) {
			struct conn *c = &h->conn[i];
			if (c->used && c->until_s <= now) {
				(void)shutdown(c->fd, SHUT_RDWR);
				c->until_s = INT64_MAX;
			} else if (c->used) {
				nudge(c);
			}
		}
		(void)clock_gettime(CLOCK_REALTIME, &until);
		until.tv_sec += 1;
		(void)pthread_cond_timedwait(&h->stop, &h->lock, &until);
	}
	pthread_mutex_unlock(&h->lock);
	return NULL;
}

/* ---- requests ---- */

static void answer(struct http_request *pub, const struct http_reply *reply);

static struct request *request_take(struct httpd *h)
{
	pthread_mutex_lock(&h->lock);
	struct request *r = h->free_request;
	if (r) {
		h->free_request = r->next_free;
	} else {
		r = arena_new(&h->home, struct request);
		arena_init(&r->arena, 0);
	}
	pthread_mutex_unlock(&h->lock);
	struct arena arena = r->arena;
	*r = (struct request){ .arena = arena, .h = h };
	r->pub.a = &r->arena;
	r->pub.answer = answer;
	r->pub.more = stream_more;
	r->pub.length = -1;
	return r;
}

static void request_give(struct httpd *h, struct request *r)
{
	if (r->arena.total > KEPT_ARENA) {
		arena_done(&r->arena);
		arena_init(&r->arena, 0);
	} else {
		arena_reset(&r->arena);
	}
	pthread_mutex_lock(&h->lock);
	r->next_free = h->free_request;
	h->free_request = r;
	pthread_mutex_unlock(&h->lock);
}

struct request *httpd_asked(struct httpd *h, struct conn *c, struct str target)
{
	struct request *r = c->pending ? c->pending : request_take(h);
	c->pending = r;
	r->conn = c;
	r->pub.target = str_dup(&r->arena, target);
	(void)str_cut(r->pub.target, '?', &r->pub.path, &r->pub.query);
	if (head_crowded(r->pub.query)) {
		(void)shutdown(c->fd, SHUT_RDWR);
	}
	return r;
}

/* ---- replies ---- */

static int64_t sent_bytes(const struct request *r)
{
	return r->reply.streamed ? r->reply.length : (int64_t)r->reply.body.n;
}

static bool send_reply(struct request *r)
{
	struct httpd *h = r->h;
	pthread_mutex_lock(&h->lock);
	bool close = r->reply.close || h->stopping;
	pthread_mutex_unlock(&h->lock);
	if (r->reply.streamed) {
		r->pub.part = (struct str){ 0 };
	}
	r->state = STATE_QUEUED;
	httpd_enter(h, r->conn, PHASE_SEND, sent_bytes(r));
	return mhd_send(r, close);
}

static bool refuse(struct request *r, int status)
{
	struct http_calls *calls = &r->h->o.calls;
	r->reply = (struct http_reply){ 0 };
	calls->refuse(calls->ctx, &r->pub, status, &r->reply);
	r->reply.status = status;
	r->reply.close = true;
	return send_reply(r);
}

static void answer(struct http_request *pub, const struct http_reply *reply)
{
	struct request *r = (struct request *)(void *)pub;
	struct httpd *h = r->h;
	r->reply = *reply;
	pthread_mutex_lock(&h->lock);
	assert(r->state == STATE_WORK);
	r->state = STATE_ANSWERED;
	h->at_work--;
	pthread_mutex_unlock(&h->lock);
	mhd_resume(r);
}

/* ---- what comes ---- */

/* The head is in: may it go on? */
static bool on_head(struct request *r, const char *method)
{
	struct httpd *h = r->h;
	struct http_calls *calls = &h->o.calls;

	r->conn->pending = NULL;
	r->pub.began_us = microseconds();
	int forbidden = head_read(r, method);

	pthread_mutex_lock(&h->lock);
	h->open++;
	bool stopping = h->stopping;
	pthread_mutex_unlock(&h->lock);

	int wrong = stopping ? 503 : forbidden;
	if (wrong) {
		return refuse(r, wrong);
	}
	if (calls->head(calls->ctx, &r->pub, &r->limit, &r->reply)) {
		if (r->pub.length > 0) {
			/* Its body is not waited for. */
			r->reply.close = true;
			return send_reply(r);
		}
		/* Queued before the request is whole it would cost the connection. */
		r->state = STATE_ANSWERED;
		return true;
	}
	if (r->pub.length > 0 && (uint64_t)r->pub.length > r->limit) {
		return refuse(r, 413);
	}
	if (r->pub.length > 0) {
		size_t whole = (size_t)r->pub.length;
		r->body = arena_array(&r->arena, char, r->pub.streamed && whole > PART_BYTES ?
				      PART_BYTES : whole);
	}
	r->state = STATE_BODY;
	httpd_enter(h, r->conn, PHASE_BODY, r->pub.length);
	return true;
}

static bool on_body(struct request *r, const char *data, size_t *n)
{
	if (*n > (size_t)r->pub.length - r->got) {
		return false;		/* more than was announced */
	}
	if (r->pub.streamed) {
		stream_body(r, data, n);
		return true;
	}
	memcpy(r->body + r->got, data, *n);
	r->got += *n;
	*n = 0;
	return true;
}

static bool on_whole(struct request *r)
{
	struct httpd *h = r->h;
	if (r->pub.length > 0 && r->got < (size_t)r->pub.length) {
		return false;
	}
	r->pub.body = r->pub.streamed ? (struct str){ 0 } : (struct str){ r->body, r->got };
	r->state = STATE_WORK;
	httpd_enter(h, r->conn, PHASE_WORK, 0);
	pthread_mutex_lock(&h->lock);
	h->at_work++;
	pthread_mutex_unlock(&h->lock);
	/* First: whoever answers resumes it. */
	mhd_suspend(r);
	h->o.calls.ready(h->o.calls.ctx, &r->pub);
	return true;
}

bool httpd_came(struct request *r, const char *method, const char *data, size_t *n)
{
	switch (r->state) {
	case STATE_NEW:
		return on_head(r, method);
	case STATE_BODY:
		return *n > 0 ? on_body(r, data, n) : on_whole(r);
	case STATE_ANSWERED:
		return send_reply(r);
	case STATE_PART:
	case STATE_WORK:
	case STATE_QUEUED:
	case STATE_FILL:
	case STATE_LEFT:
		break;
	}
	return false;
}

/* No address, no path: a line of the log is nobody's. */
static void note(struct httpd *h, const struct request *r, bool sent)
{
	static const char *const methods[] = { "GET", "HEAD", "POST", "OTHER" };
	struct access_line line = {
		.at = wall_clock(), .method = methods[r->pub.method],
		.route = r->pub.label ? r->pub.label : "-",
		.status = r->reply.status, .bytes = sent_bytes(r),
		.us = microseconds() - r->pub.began_us, .sent = sent,
	};
	if (h->o.log) {
		access_log_add(h->o.log, line);
	}
	if (h->o.traffic) {
		traffic_add(h->o.traffic, &line);
	}
}

void httpd_finish(struct request *r)
{
	struct httpd *h = r->h;
	request_give(h, r);
	pthread_mutex_lock(&h->lock);
	h->open--;
	if (h->open == 0) {
		pthread_cond_broadcast(&h->quiet);
	}
	pthread_mutex_unlock(&h->lock);
}

void httpd_completed(struct request *r, bool sent)
{
	struct httpd *h = r->h;
	httpd_enter(h, r->conn, PHASE_HEAD, 0);
	note(h, r, sent);
	if (r->conn->pending == r) {
		r->conn->pending = NULL;	/* its head never came */
		request_give(h, r);
	} else if (!stream_left(r)) {
		httpd_finish(r);
	}
}

/* ---- starting and stopping ---- */

bool httpd_ready(struct err *e)
{
	return mhd_load(e);
}

static bool can_start(struct arena *a, const struct httpd_options *o, struct err *e)
{
	if (!mhd_load(e)) {
		return false;
	}
	if (o->tls && !mhd_speaks_tls()) {
		return err_set(e, ERR_IO, "http.tls", NULL);
	}
	return listen_begin(a, o->listen, o->socket, e);
}

static bool no_start(struct arena *a, const struct httpd_options *o, const char *why,
		     struct err *e)
{
	return err_set(e, ERR_IO, "http.port", "value", str_cstr(a, o->listen), "why", why, NULL);
}

bool httpd_start(struct arena *a, const struct httpd_options *o, struct httpd **out,
		 struct err *e)
{
	struct httpd *h = arena_new(a, struct httpd);
	if (!can_start(a, o, e)) {
		(void)close(o->socket);
		return false;
	}
	h->o = *o;
	arena_init(&h->home, 0);
	pthread_mutex_init(&h->lock, NULL);
	pthread_cond_init(&h->quiet, NULL);
	pthread_cond_init(&h->stop, NULL);
	h->conn = arena_array(a, struct conn, (size_t)o->connections);
	for (int i = o->connections; i > 0; i--) {
		h->conn[i - 1].next_free = h->free_conn;
		h->free_conn = &h->conn[i - 1];
	}
	if (pthread_create(&h->watchman, NULL, watch, h) != 0) {
		(void)close(o->socket);
		return no_start(a, o, "pthread_create", e);
	}
	if (!mhd_start(h)) {
		(void)close(o->socket);
		httpd_stop(h);
		return no_start(a, o, "libmicrohttpd", e);
	}
	*out = h;
	return true;
}

int httpd_port(const struct httpd *h)
{
	return mhd_port(h);
}

int httpd_at_work(struct httpd *h)
{
	pthread_mutex_lock(&h->lock);
	int n = h->at_work;
	pthread_mutex_unlock(&h->lock);
	return n;
}

static void stop_daemon(struct httpd *h)
{
	int fd = mhd_quiesce(h);
	pthread_mutex_lock(&h->lock);
	h->stopping = true;
	/* Suspended connections would abort the daemon's end. */
	while (h->open > 0) {
		pthread_cond_wait(&h->quiet, &h->lock);
	}
	pthread_mutex_unlock(&h->lock);
	mhd_stop(h);
	if (fd >= 0) {
		(void)close(fd);
	}
}

static void free_requests(struct httpd *h)
{
	for (struct request *r = h->free_request; r; r = r->next_free) {
		arena_done(&r->arena);
	}
	arena_done(&h->home);
}

void httpd_stop(struct httpd *h)
{
	if (h->daemon) {
		stop_daemon(h);
	}
	pthread_mutex_lock(&h->lock);
	h->ended = true;
	pthread_cond_broadcast(&h->stop);
	pthread_mutex_unlock(&h->lock);
	pthread_join(h->watchman, NULL);
	free_requests(h);
}
