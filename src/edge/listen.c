/* From an address in words to a socket that listens there. */
#include "listen.h"

#include "base/arena.h"

#include <assert.h>
#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* "host:port", "[v6]:port", ":port". */
static bool parse_listen(struct arena *a, struct str listen, struct sockaddr_storage *out,
			 struct err *e)
{
	size_t colon = listen.n;
	while (colon > 0 && listen.p[colon - 1] != ':') {
		colon--;
	}
	struct str host = str_sub(listen, 0, colon > 0 ? colon - 1 : 0);
	struct str port = str_sub(listen, colon, listen.n);
	if (host.n > 1 && host.p[0] == '[' && host.p[host.n - 1] == ']') {
		host = str_sub(host, 1, host.n - 1);
	}
	struct addrinfo hint = { .ai_socktype = SOCK_STREAM,
				 .ai_flags = AI_PASSIVE | AI_NUMERICHOST | AI_NUMERICSERV };
	struct addrinfo *found;
	if (colon == 0 || port.n == 0 ||
	    getaddrinfo(host.n > 0 ? str_cstr(a, host) : "0.0.0.0", str_cstr(a, port), &hint,
			&found) != 0) {
		return err_set(e, ERR_INVALID, "http.listen", "value", str_cstr(a, listen), NULL);
	}
	assert(found->ai_addrlen <= sizeof(*out));
	memcpy(out, found->ai_addr, found->ai_addrlen);
	freeaddrinfo(found);
	return true;
}

static bool no_port(struct arena *a, struct str where, struct err *e)
{
	return err_set(e, ERR_IO, "http.port", "value", str_cstr(a, where), "why",
		       strerror(errno), NULL);
}

bool listen_bind(struct arena *a, struct str where, int *out, struct err *e)
{
	struct sockaddr_storage address = { 0 };
	const int yes = 1;
	if (!parse_listen(a, where, &address, e)) {
		return false;
	}
	bool v6 = address.ss_family == AF_INET6;
	int fd = socket(address.ss_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (fd >= 0) {
		(void)setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof(yes));
	}
	if (fd < 0 || bind(fd, (struct sockaddr *)&address,
			   v6 ? sizeof(struct sockaddr_in6) : sizeof(struct sockaddr_in)) != 0) {
		no_port(a, where, e);
		if (fd >= 0) {
			(void)close(fd);
		}
		return false;
	}
	*out = fd;
	return true;
}

bool listen_begin(struct arena *a, struct str where, int fd, struct err *e)
{
	return listen(fd, 511) == 0 || no_port(a, where, e);
}

bool listen_known(struct arena *a, struct str where, struct err *e)
{
	struct sockaddr_storage address;
	return parse_listen(a, where, &address, e);
}
