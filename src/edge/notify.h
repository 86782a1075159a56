/*
 * Telling the service manager that started us how we are (sd_notify(3), a line over a
 * datagram socket that it names in the environment). Without a manager nothing is said.
 */
#ifndef DUNGHEN_EDGE_NOTIFY_H
#define DUNGHEN_EDGE_NOTIFY_H

#include "base/err.h"

/* A socket to the manager, -1: there is none. Before the sandbox is entered.
 * Errors: notify.socket (path, why). */
bool notify_open(int *out, struct err *e) MUST_USE;
void notify_say(int fd, const char *what);	/* "READY=1"; -1 is allowed */

#endif
