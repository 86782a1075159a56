/* The head of a request as values, and what HTTP itself forbids of it. */
#include "httpd_int.h"

#include <string.h>
#include <strings.h>

#include <arpa/inet.h>
#include <sys/socket.h>

enum {
	TARGET_MOST = 4096,
	QUERY_MOST = 256,		/* fields */
	HEADER_VALUE_MOST = 8 << 10,
};

bool head_crowded(struct str query)
{
	size_t n = 0;
	for (size_t i = 0; i < query.n; i++) {
		n += query.p[i] == '&';
	}
	return n >= QUERY_MOST;
}

static struct str peer_of(const struct request *r)
{
	char text[INET6_ADDRSTRLEN] = "";
	const struct sockaddr *sa = mhd_peer(r);
	if (sa && sa->sa_family == AF_INET) {
		(void)inet_ntop(AF_INET, &((const struct sockaddr_in *)(const void *)sa)->sin_addr,
				text, sizeof(text));
	} else if (sa && sa->sa_family == AF_INET6) {
		(void)inet_ntop(AF_INET6,
				&((const struct sockaddr_in6 *)(const void *)sa)->sin6_addr, text,
				sizeof(text));
	}
	return str_dup(r->pub.a, str_of(text));
}

static enum http_method method_of(const char *m)
{
	if (strcmp(m, "GET") == 0) {
		return HTTP_GET;
	}
	if (strcmp(m, "HEAD") == 0) {
		return HTTP_HEAD;
	}
	return strcmp(m, "POST") == 0 ? HTTP_POST : HTTP_OTHER;
}

static const char *const header_names[HTTP_HEADERS] = {
	[HTTP_ACCEPT] = "Accept",
	[HTTP_ACCEPT_ENCODING] = "Accept-Encoding",
	[HTTP_ACCEPT_LANGUAGE] = "Accept-Language",
	[HTTP_AUTHORIZATION] = "Authorization",
	[HTTP_CONTENT_TYPE] = "Content-Type",
	[HTTP_COOKIE] = "Cookie",
	[HTTP_FORWARDED_FOR] = "X-Forwarded-For",
	[HTTP_HOST] = "Host",
	[HTTP_HX_REQUEST] = "HX-Request",
	[HTTP_IDEMPOTENCY_KEY] = "Idempotency-Key",
	[HTTP_IF_NONE_MATCH] = "If-None-Match",
	[HTTP_ORIGIN] = "Origin",
	[HTTP_RANGE] = "Range",
	[HTTP_REFERER] = "Referer",
	[HTTP_SEC_FETCH_SITE] = "Sec-Fetch-Site",
	[HTTP_USER_AGENT] = "User-Agent",
};

struct heading {
	struct request *r;
	int lengths;			/* Content-Length lines */
	bool chunked;
	bool bad;
};

static void take_header(void *ctx, const char *name, struct str value)
{
	struct heading *g = ctx;
	struct request *r = g->r;
	if (strcasecmp(name, "Content-Length") == 0) {
		g->lengths++;
		g->bad |= !str_to_int64(value, &r->pub.length) || r->pub.length < 0;
	} else if (strcasecmp(name, "Transfer-Encoding") == 0) {
		g->chunked = true;
	}
	for (int i = 0; i < HTTP_HEADERS; i++) {
		if (strcasecmp(name, header_names[i]) == 0 && value.n <= HEADER_VALUE_MOST) {
			/* Twice the same header: the first counts. */
			if (r->pub.header[i].n == 0) {
				r->pub.header[i] = str_dup(&r->arena, value);
			}
		}
	}
}

/* What HTTP itself forbids, as a status; 0: nothing. */
static int wrong_head(const struct request *r, const struct heading *g)
{
	if (g->bad || g->lengths > 1 || (g->chunked && g->lengths > 0) ||
	    r->pub.target.n == 0 || r->pub.target.p[0] != '/') {
		return 400;
	}
	if (r->pub.target.n > TARGET_MOST) {
		return 414;
	}
	if (r->pub.method == HTTP_POST && (g->chunked || g->lengths == 0)) {
		return 411;
	}
	/* A body that nobody will read would be taken for the next request. */
	if (r->pub.method != HTTP_POST && (g->chunked || r->pub.length > 0)) {
		return 400;
	}
	return 0;
}

int head_read(struct request *r, const char *method)
{
	struct heading g = { .r = r };

	r->pub.method = method_of(method);
	r->pub.peer = peer_of(r);
	mhd_headers(r, take_header, &g);
	return wrong_head(r, &g);
}
