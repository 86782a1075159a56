/*
 * What came with a form: names and values of application/x-www-form-urlencoded
 * bodies and of queries, decoded, in NFC, in their order.
 */
#ifndef DUNGHEN_WEB_FORM_H
#define DUNGHEN_WEB_FORM_H

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

struct form_field {
	struct str name, value;
};

enum { FORM_FIELDS = 512 };

struct form {
	struct form_field *field;
	size_t n;
};

/* Errors: form.encoding, form.many (max). */
bool form_parse(struct arena *a, struct str text, struct form *out, struct err *e) MUST_USE;
/* The first value of a name, trimmed; empty: none. */
struct str form_get(const struct form *f, const char *name);
/* The i-th value of a name that stands more than once; false: no more. */
bool form_nth(const struct form *f, const char *name, size_t i, struct str *out) MUST_USE;

#endif
