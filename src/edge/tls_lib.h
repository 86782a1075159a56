/*
 * GnuTLS, which libmicrohttpd brings along: its calls are found by name when a
 * server is to speak TLS itself, and not before (httpd_mhd.c says why).
 */
#ifndef DUNGHEN_EDGE_TLS_LIB_H
#define DUNGHEN_EDGE_TLS_LIB_H

#include "base/err.h"

#include <gnutls/abstract.h>
#include <gnutls/gnutls.h>
#include <gnutls/x509.h>

#define TLS_CALLS(X)                                                                \
	X(certificate_allocate_credentials)                                         \
	X(certificate_free_credentials)                                             \
	X(certificate_set_x509_key_mem2)                                            \
	X(pcert_deinit)                                                             \
	X(pcert_list_import_x509_raw)                                               \
	X(privkey_deinit)                                                           \
	X(privkey_import_x509_raw)                                                  \
	X(privkey_init)                                                             \
	X(strerror)                                                                 \
	X(x509_crt_deinit)                                                          \
	X(x509_crt_get_activation_time)                                             \
	X(x509_crt_get_expiration_time)                                             \
	X(x509_crt_import)                                                          \
	X(x509_crt_init)

struct tls_lib {
#define TLS_CALL(name) __typeof__(&gnutls_##name) name;
	TLS_CALLS(TLS_CALL)
#undef TLS_CALL
};

/* Stays loaded until the program ends. Errors: http.library (name, why). */
bool tls_load(struct tls_lib *out, struct err *e) MUST_USE;

#endif
