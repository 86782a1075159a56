/*
 * The certificate and key with which a server speaks TLS, read from two files of PEM
 * and read again when told to. A pair is used only when it would work: both files
 * readable, the key the certificate's own and hidden from others, the certificate of
 * today. Otherwise the pair before stays.
 */
#ifndef DUNGHEN_EDGE_TLS_H
#define DUNGHEN_EDGE_TLS_H

#include "base/arena.h"
#include "base/err.h"

struct tls;

/* TLS 1.2 and 1.3, forward secret and authenticated ciphers only. */
extern const char tls_priorities[];

/* The handle and the copies of both paths live in `a`. Errors: http.library; tls.file
 * (path, why), tls.open (path), tls.format (path, why), tls.pair (cert, key), tls.late
 * (path, day), tls.early (path, day). */
bool tls_open(struct arena *a, const char *cert, const char *key, int64_t now,
	      struct tls **out, struct err *e) MUST_USE;
/* New connections get the files as they are now; those that stand are not touched.
 * After an error the pair before is still in use. */
bool tls_reread(struct tls *t, int64_t now, struct err *e) MUST_USE;
/* When the certificate in use ends, in seconds UTC. */
int64_t tls_ends(struct tls *t);
/* GnuTLS's callback for a certificate, as libmicrohttpd takes it. It carries nothing
 * of ours: one server of a program speaks TLS. */
void *tls_callback(struct tls *t);
/* After the server has stopped. NULL is allowed. */
void tls_close(struct tls *t);

#endif
