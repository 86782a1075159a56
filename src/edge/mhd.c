/* The calls of libmicrohttpd, found by name. */
#include "mhd.h"

#include <assert.h>
#include <dlfcn.h>
#include <stddef.h>
#include <string.h>

/* The ABI of the header; libmicrohttpd gives another one another number. */
#define LIBRARY "libmicrohttpd.so.12"

static const struct {
	const char *name;
	size_t at;
} calls[] = {
#define MHD_CALL(name) { "MHD_" #name, offsetof(struct mhd, name) },
	MHD_CALLS(MHD_CALL)
#undef MHD_CALL
};

/* POSIX has a function's address in a pointer to an object. */
static_assert(sizeof(void (*)(void)) == sizeof(void *), "dlsym");

static bool no_library(struct err *e)
{
	const char *why = dlerror();
	return err_set(e, ERR_IO, "http.library", "name", LIBRARY, "why", why ? why : "?", NULL);
}

bool mhd_load(struct mhd *out, struct err *e)
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
