/*
 * The HTTP/1.1 server: libmicrohttpd, shut in httpd_mhd.c.
 *
 * A few event loops read requests and send replies. When a request is whole its
 * connection is suspended and the request handed out (base/http.h); the loop
 * goes on with others. Whoever answers it may be any thread.
 *
 * Every request has a deadline for its head, its body and its sending, counted
 * from the clock and not from the last byte that came: who feeds it slowly is
 * cut off. The program's own time is the program's to bound (web/serve.c).
 */
#ifndef DUNGHEN_EDGE_HTTPD_H
#define DUNGHEN_EDGE_HTTPD_H

#include "access_log.h"
#include "tls.h"
#include "traffic.h"

#include "base/http.h"

struct httpd;

struct httpd_options {
	struct str listen;		/* its address, for sentences */
	int socket;			/* bound to it (listen.h); the server's from now on */
	int loops;			/* event-loop threads */
	int connections;		/* at most */
	int connections_each;		/* from one address; 0: as many */
	int deadline_s;			/* for a head, and for a body without its length */
	struct tls *tls;		/* NULL: plain HTTP */
	bool secure;			/* browsers come by HTTPS, and are told to keep to it */
	struct http_calls calls;
	struct access_log *log;		/* or NULL */
	struct traffic *traffic;	/* counts every request; or NULL */
};

/* Loads the library, so that starting needs no file any more. Errors: http.library. */
bool httpd_ready(struct err *e) MUST_USE;
/* The handle lives in `a`. Errors: http.library (name, why), http.tls, http.port. */
bool httpd_start(struct arena *a, const struct httpd_options *o, struct httpd **out,
		 struct err *e) MUST_USE;
/* Where it listens: port 0 asks for any free one. */
int httpd_port(const struct httpd *h);
/* Takes no new connection and tells every reply to close; waits until each
 * request that was taken is answered and sent, then ends the loops. */
void httpd_stop(struct httpd *h);

/* Requests taken and not answered yet. */
int httpd_at_work(struct httpd *h);

#endif
