/*
 * A request and its reply as plain values: what the server (edge/httpd) and the
 * pages (web/) hand each other. No library is named here, nothing is read or
 * written.
 *
 * A request lives from its first line to the last byte of its reply; everything
 * in it and in its reply stands in its own arena, or is static. One thread at a
 * time has it: a loop of the server, then whoever `ready` gave it to, until
 * `answer` gives it back.
 */
#ifndef DUNGHEN_BASE_HTTP_H
#define DUNGHEN_BASE_HTTP_H

#include "arena.h"
#include "err.h"
#include "str.h"

enum http_method { HTTP_GET, HTTP_HEAD, HTTP_POST, HTTP_OTHER };

/* The headers anybody asks for; others are not kept. */
enum http_header {
	HTTP_ACCEPT,
	HTTP_ACCEPT_ENCODING,
	HTTP_ACCEPT_LANGUAGE,
	HTTP_AUTHORIZATION,
	HTTP_CONTENT_TYPE,
	HTTP_COOKIE,
	HTTP_FORWARDED_FOR,
	HTTP_HOST,
	HTTP_HX_REQUEST,
	HTTP_IDEMPOTENCY_KEY,
	HTTP_IF_NONE_MATCH,
	HTTP_ORIGIN,
	HTTP_RANGE,
	HTTP_REFERER,
	HTTP_SEC_FETCH_SITE,
	HTTP_USER_AGENT,
	HTTP_HEADERS
};

struct http_field {
	const char *name;
	struct str value;		/* one with CR, LF or NUL is not sent */
};

enum { HTTP_FIELDS = 16 };

struct http_reply {
	int status;			/* 200, 303, 404, … */
	struct http_field field[HTTP_FIELDS];
	size_t fields;
	struct str body;
	bool close;			/* no further request on this connection */
	bool streamed;			/* not `body`: `length` bytes that `fill` brings */
	int64_t length;
};

struct http_request {
	struct arena *a;
	enum http_method method;
	struct str target;		/* as sent: path and query */
	struct str path, query;		/* still encoded, without '?' */
	struct str peer;		/* address of the client's end, "" unknown */
	struct str header[HTTP_HEADERS];	/* empty: none */
	int64_t length;			/* announced length of the body, -1 none */
	struct str body;
	int64_t began_us;		/* world_ticks_us when its head was read */
	const char *label;		/* what the access log calls it: never the path */
	void *made;			/* whoever has it keeps what he likes here */
	/* Set in `head`: the body is handed on part by part, never held as a whole. */
	bool streamed;
	/* Set by whoever keeps more than memory for it: `left` is called at its end. */
	bool holds;
	/* Of a streamed body the part at hand; of a streamed reply the bytes next sent. */
	struct str part;

	/* Gives the finished reply back, once, from any thread. Nothing of the
	 * request may be touched afterwards. */
	void (*answer)(struct http_request *r, const struct http_reply *reply);
	/* After `part`, `fill` and `left`: go on. The same holds. */
	void (*more)(struct http_request *r);
};

/* What a server calls. None of them may wait for disk, network or the writer. */
struct http_calls {
	void *ctx;
	/* The head is in. Gives how many bytes of body may follow; or answers at
	 * once: *reply is filled and the result is true. */
	bool (*head)(void *ctx, struct http_request *r, size_t *body_limit,
		     struct http_reply *reply);
	/* All is in: `answer` is to be called later or from within. */
	void (*ready)(void *ctx, struct http_request *r);
	/* r->part are the next bytes of a streamed body: `more` asks for those behind
	 * them, or for `ready` after the last. */
	void (*part)(void *ctx, struct http_request *r);
	/* A streamed reply goes on: r->part is to be filled, then `more` called. Left
	 * empty the connection is cut: what was promised does not come. */
	void (*fill)(void *ctx, struct http_request *r);
	/* One that holds something has ended, well or not; `more` when that is given
	 * back. Until then its memory stays. */
	void (*left)(void *ctx, struct http_request *r);
	/* The server itself had to refuse: 400, 408, 411, 413, 503. */
	void (*refuse)(void *ctx, struct http_request *r, int status, struct http_reply *reply);
};

/* Adds a header; more than HTTP_FIELDS abort: the program is wrong. */
void http_field(struct http_reply *reply, const char *name, struct str value);
/* The reason phrase a log or an empty body shows: "Not Found". */
const char *http_reason(int status);
/* Decodes %XX and, in a form or query, '+'. False: a bad escape, a NUL, or not
 * valid UTF-8; then *out is not written. */
enum http_decoding { HTTP_PATH, HTTP_FORM };
bool http_decode(struct arena *a, struct str s, enum http_decoding how, struct str *out) MUST_USE;
/* Appends s so that it may stand as a segment of a path or a value of a query. */
struct str http_encode(struct arena *a, struct str s);
/* The value of a cookie, still as sent; empty: none. */
struct str http_cookie(struct str header, const char *name);
/* A Range header of one range against `size` bytes (RFC 9110, 14): *from and *to, the
 * last one included. NONE: no such header, or one that counts for nothing. */
enum http_range { HTTP_RANGE_NONE, HTTP_RANGE_PART, HTTP_RANGE_BEYOND };
enum http_range http_range(struct str header, int64_t size, int64_t *from, int64_t *to);
/* Does If-None-Match name this ETag, or any? Weakly compared (RFC 9110, 8.8.3.2). */
bool http_has_tag(struct str header, struct str tag);
/* Does a list header ("gzip, br;q=0") accept that word? */
bool http_accepts(struct str header, const char *word);
/* Which of the words Accept-Language likes best ("en-GB, vi;q=0.8": en); of equals the one
 * named first, and the first word for a header that names none of them. */
size_t http_language(struct str header, const char *const *word, size_t n);
/* The value of a header that begins with that scheme, in any case, and a blank
 * ("Bearer …"); empty: another scheme, or none. */
struct str http_credentials(struct str header, const char *scheme);

#endif
