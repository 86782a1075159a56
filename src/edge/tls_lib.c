/* The calls of GnuTLS, found by name. */
#include "tls_lib.h"

#include <assert.h>
#include <dlfcn.h>
#include <stddef.h>
#include <string.h>

/* The one that libmicrohttpd.so.12 is linked with. */
#define LIBRARY "libgnutls.so.30"

static const struct {
	const char *name;
	size_t at;
} calls[] = {
#define TLS_CALL(name) { "gnutls_" #name, offsetof(struct tls_lib, name) },
	TLS_CALLS(TLS_CALL)
#undef TLS_CALL
};

/* POSIX has a function's address in a pointer to an object. */
static_assert(sizeof(void (*)(void)) == sizeof(void *), "dlsym");

static bool no_library(struct err *e)
{
	const char *why = dlerror();
	return err_set(e, ERR_IO, "http.library", "name", LIBRARY, "why", why ? why : "?", NULL);
}

bool tls_load(struct tls_lib *out, struct err *e)
{
	void *library = dlopen(LIBRARY, RTLD_NOW | RTLD_LOCAL);
	if (!library) {
		return no_library(e);
	}
	for (size_t i = 0; i < sizeof(calls) / sizeof(calls[0]); i++) {
		void *call = dlsym(library, calls[i].name);
		if (!call) {
			return no_library(e);
		}
		memcpy((char *)out + calls[i].at, &call, sizeof(call));
	}
	return true;
}
