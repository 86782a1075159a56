/*
 * Libraries that only some runs need: loaded when they do, their calls found by name.
 */
#ifndef DUNGHEN_EDGE_LIBRARY_H
#define DUNGHEN_EDGE_LIBRARY_H

#include "base/err.h"

#include <stddef.h>

struct library_call {
	const char *name;
	size_t at;			/* of its pointer, in what is filled */
};

/* Stays loaded until the program ends. Errors: http.library (name, why). */
bool library_load(const char *file, const struct library_call *call, size_t n, void *out,
		  struct err *e) MUST_USE;

#endif
