/* The calls of GnuTLS, found by name. */
#include "tls_lib.h"

#include "library.h"

static const struct library_call calls[] = {
#define TLS_CALL(name) { "gnutls_" #name, offsetof(struct tls_lib, name) },
	TLS_CALLS(TLS_CALL)
#undef TLS_CALL
};

bool tls_load(struct tls_lib *out, struct err *e)
{
	/* The one that libmicrohttpd.so.12 is linked with. */
	return library_load("libgnutls.so.30", calls, sizeof(calls) / sizeof(calls[0]), out, e);
}
