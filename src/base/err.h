/*
 * The one error type. A function that can fail returns bool and takes
 * `struct err *e` last; it writes *e only when it returns false.
 *
 * An error is a code (the family: what the caller can do about it), a message
 * key (a stable dotted word such as "json.syntax" whose sentence stands in
 * text/vi.txt and text/en.txt) and named arguments for that sentence.
 * A refusal of the law is the same thing: its key stands in core/refusals.def.
 */
#ifndef DUNGHEN_BASE_ERR_H
#define DUNGHEN_BASE_ERR_H

#include "compiler.h"

#include <stdbool.h>
#include <stdint.h>

enum err_code {
	ERR_NONE,
	ERR_INVALID,	/* the input is wrong */
	ERR_DENIED,	/* this person may not */
	ERR_NOT_FOUND,
	ERR_CONFLICT,	/* the state does not allow it */
	ERR_LIMIT,	/* too long, too deep, too many */
	ERR_BUSY,	/* somebody else holds it */
	ERR_IO,		/* file, disk, port, database */
	ERR_CORRUPT,	/* the store contradicts itself */
};

enum { ERR_ARGS = 5, ERR_KEY_SIZE = 64, ERR_NAME_SIZE = 16, ERR_VALUE_SIZE = 160 };

struct err_arg {
	char name[ERR_NAME_SIZE];
	char value[ERR_VALUE_SIZE];
};

struct err {
	enum err_code code;
	char key[ERR_KEY_SIZE];
	int args;
	struct err_arg arg[ERR_ARGS];
};

/* Fills *e and returns false, so that a caller can `return err_set(…)`.
 * After the key come pairs of C strings (name, value), then NULL. Values that
 * are too long are cut at a UTF-8 boundary and end in "…". */
bool err_set(struct err *e, enum err_code code, const char *key, ...) SENTINEL;

/* Adds one more argument to an error already set; returns false like err_set. */
bool err_add(struct err *e, const char *name, const char *value);
bool err_add_int(struct err *e, const char *name, int64_t value);

/* The argument's value, or "" when there is none of that name. */
const char *err_arg(const struct err *e, const char *name);

/* "invalid", "denied", … for logs and JSON. */
const char *err_code_name(enum err_code code);

/* The process exit status of an error: 1 refused/not found, 2 usage is the
 * command line's own, 3 environment (ERR_IO, ERR_BUSY, ERR_CORRUPT). */
int err_exit_status(enum err_code code);

#endif
