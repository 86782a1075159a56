/* Finding a library's calls. */
#include "library.h"

#include <assert.h>
#include <dlfcn.h>
#include <string.h>

/* POSIX has a function's address in a pointer to an object. */
static_assert(sizeof(void (*)(void)) == sizeof(void *), "dlsym");

static bool no_library(const char *file, struct err *e)
{
	const char *why = dlerror();
	return err_set(e, ERR_IO, "http.library", "name", file, "why", why ? why : "?", NULL);
}

bool library_load(const char *file, const struct library_call *call, size_t n, void *out,
		  struct err *e)
{
	void *library = dlopen(file, RTLD_NOW | RTLD_LOCAL);
	if (!library) {
		return no_library(file, e);
	}
	for (size_t i = 0; i < n; i++) {
		void *found = dlsym(library, call[i].name);
		if (!found) {
			return no_library(file, e);
		}
		memcpy((char *)out + call[i].at, &found, sizeof(found));
	}
	return true;
}
