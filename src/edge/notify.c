/* A line to the service manager. */
#include "notify.h"

#include <errno.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

bool notify_open(int *out, struct err *e)
{
	const char *path = getenv("NOTIFY_SOCKET");
	struct sockaddr_un to = { .sun_family = AF_UNIX };
	*out = -1;
	if (!path || (path[0] != '/' && path[0] != '@')) {
		return true;
	}
	size_t n = strlen(path);
	errno = ENAMETOOLONG;
	int fd = n < sizeof(to.sun_path) ? socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0) : -1;
	if (fd >= 0) {
		memcpy(to.sun_path, path, n);
		to.sun_path[0] = path[0] == '@' ? '\0' : path[0];	/* a name without a file */
		if (connect(fd, (struct sockaddr *)&to,
			    (socklen_t)(offsetof(struct sockaddr_un, sun_path) + n)) == 0) {
			*out = fd;
			return true;
		}
	}
	err_set(e, ERR_IO, "notify.socket", "path", path, "why", strerror(errno), NULL);
	if (fd >= 0) {
		(void)close(fd);
	}
	return false;
}

void notify_say(int fd, const char *what)
{
	/* A manager that does not listen finds out otherwise. */
	ssize_t sent = fd < 0 ? 0 : send(fd, what, strlen(what), MSG_NOSIGNAL);
	(void)sent;
}
