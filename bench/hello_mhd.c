/* Hello-world on libmicrohttpd, and nothing else. */
#include "hello_mhd.h"

#include "measure.h"

#include "edge/library.h"

#include <microhttpd.h>

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

enum { LOOPS = 2 };

struct hello {
	__typeof__(&MHD_create_response_from_buffer) response;
	__typeof__(&MHD_queue_response) queue;
	__typeof__(&MHD_start_daemon) start;
	struct MHD_Response *words;
};

static void load(struct hello *h)
{
	static const struct library_call calls[] = {
		{ "MHD_create_response_from_buffer", offsetof(struct hello, response) },
		{ "MHD_queue_response", offsetof(struct hello, queue) },
		{ "MHD_start_daemon", offsetof(struct hello, start) },
	};
	struct err e;
	if (!library_load("libmicrohttpd.so.12", calls, ARRAY_LEN(calls), h, &e)) {
		give_up("libmicrohttpd", e.key);
	}
}

static enum MHD_Result answer(void *ctx, struct MHD_Connection *c, const char *url,
			      const char *method, const char *version, const char *upload,
			      size_t *upload_n, void **state)
{
	struct hello *h = ctx;
	(void)url;
	(void)method;
	(void)version;
	(void)upload;
	(void)upload_n;
	/* An answer at the first call, before the request is read, ends the connection. */
	if (!*state) {
		*state = h;
		return MHD_YES;
	}
	return h->queue(c, 200, h->words);
}

/* On a free port of loopback. */
static int listening(int *port)
{
	struct sockaddr_in at = { .sin_family = AF_INET,
				  .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	socklen_t n = sizeof(at);
	int fd = socket(AF_INET, SOCK_STREAM, 0);
	if (fd < 0 || bind(fd, (const struct sockaddr *)&at, n) != 0 || listen(fd, 1024) != 0 ||
	    getsockname(fd, (struct sockaddr *)&at, &n) != 0) {
		give_up("hello", "no socket");
	}
	*port = ntohs(at.sin_port);
	return fd;
}

static void serve(int told)
{
	static char words[] = "Hello\n";
	struct hello h;
	int port;
	load(&h);
	h.words = h.response(sizeof(words) - 1, words, MHD_RESPMEM_PERSISTENT);
	struct MHD_Daemon *d = h.start(
		MHD_USE_AUTO_INTERNAL_THREAD, 0, NULL, NULL, answer, &h,
		MHD_OPTION_LISTEN_SOCKET, listening(&port),
		MHD_OPTION_THREAD_POOL_SIZE, (unsigned)LOOPS, MHD_OPTION_END);
	if (!d || write(told, &port, sizeof(port)) != sizeof(port)) {
		give_up("hello", "no port");
	}
	for (;;) {
		(void)pause();		/* until the signal that ends it */
	}
}

struct served hello_start(void)
{
	struct served s = { 0 };
	int told[2];
	if (pipe(told) != 0 || (s.pid = fork()) < 0) {
		give_up("hello", "fork");
	}
	if (s.pid == 0) {
		(void)close(STDOUT_FILENO);
		serve(told[1]);
	}
	serve_note(&s);
	(void)close(told[1]);
	if (read(told[0], &s.port, sizeof(s.port)) != sizeof(s.port)) {
		give_up("hello", "not served");
	}
	(void)close(told[0]);
	return s;
}
