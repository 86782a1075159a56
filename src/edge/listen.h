/* A listening socket. */
#ifndef DUNGHEN_EDGE_LISTEN_H
#define DUNGHEN_EDGE_LISTEN_H

#include "base/err.h"
#include "base/str.h"

/* Whether it is such an address. Errors: http.listen (value). */
bool listen_known(struct arena *a, struct str where, struct err *e) MUST_USE;
/* Bound to "127.0.0.1:8080", "[::1]:80", ":8080"; port 0: any free one. It listens
 * later, when there is somebody to answer. The socket is closed on exec.
 * Errors: http.listen (value), http.port (value, why). */
bool listen_bind(struct arena *a, struct str where, int *out, struct err *e) MUST_USE;
/* Errors: http.port. */
bool listen_begin(struct arena *a, struct str where, int fd, struct err *e) MUST_USE;

#endif
