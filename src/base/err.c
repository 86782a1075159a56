/* The one error type: filling it, reading it, and what the outside calls it. */
#include "err.h"

#include "utf8.h"

#include <assert.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static const char ELLIPSIS[] = "\xE2\x80\xA6";
static const char REPLACEMENT[] = "\xEF\xBF\xBD";

enum { MARK_SIZE = 3 };		/* bytes of both marks above */

/*
 * Values often quote the very input that was wrong. Whatever it was, the copy
 * is valid UTF-8 without control characters, so that it can be printed.
 */
static void copy_value(char out[ERR_VALUE_SIZE], const char *value)
{
	size_t n = value ? strlen(value) : 0;
	size_t used = 0;
	size_t last = 0;	/* where the ellipsis still fits */
	for (size_t i = 0; i < n;) {
		size_t step = utf8_step(value + i, n - i);
		bool bad = step == 0 || (unsigned char)value[i] < 0x20 || value[i] == 0x7F;
		const char *from = bad ? REPLACEMENT : value + i;
		size_t size = bad ? MARK_SIZE : step;
		if (used + size >= ERR_VALUE_SIZE) {
			memcpy(out + last, ELLIPSIS, sizeof(ELLIPSIS));
			return;
		}
		memcpy(out + used, from, size);
		used += size;
		if (used + MARK_SIZE < ERR_VALUE_SIZE) {
			last = used;
		}
		i += step ? step : 1;
	}
	out[used] = '\0';
}

bool err_add(struct err *e, const char *name, const char *value)
{
	assert(e->args < ERR_ARGS);
	size_t n = strlen(name);
	assert(n < ERR_NAME_SIZE);
	struct err_arg *arg = &e->arg[e->args];
	memcpy(arg->name, name, n + 1);
	copy_value(arg->value, value);
	e->args++;
	return false;
}

bool err_add_int(struct err *e, const char *name, int64_t value)
{
	char text[24];
	(void)snprintf(text, sizeof(text), "%" PRId64, value);	/* always fits */
	return err_add(e, name, text);
}

bool err_set(struct err *e, enum err_code code, const char *key, ...)
{
	/* A value may point into the error being replaced: build beside it. */
	struct err fresh = { .code = code };
	size_t n = strlen(key);
	assert(code != ERR_NONE && n < ERR_KEY_SIZE);
	memcpy(fresh.key, key, n + 1);
	va_list args;
	va_start(args, key);
	for (;;) {
		const char *name = va_arg(args, const char *);
		if (!name) {
			break;
		}
		err_add(&fresh, name, va_arg(args, const char *));
	}
	va_end(args);
	*e = fresh;
	return false;
}

const char *err_arg(const struct err *e, const char *name)
{
	for (int i = 0; i < e->args; i++) {
		if (strcmp(e->arg[i].name, name) == 0) {
			return e->arg[i].value;
		}
	}
	return "";
}

const char *err_code_name(enum err_code code)
{
	switch (code) {
	case ERR_NONE:
		return "none";
	case ERR_INVALID:
		return "invalid";
	case ERR_DENIED:
		return "denied";
	case ERR_NOT_FOUND:
		return "not_found";
	case ERR_CONFLICT:
		return "conflict";
	case ERR_LIMIT:
		return "limit";
	case ERR_BUSY:
		return "busy";
	case ERR_IO:
		return "io";
	case ERR_CORRUPT:
		return "corrupt";
	}
	return "none";
}

int err_exit_status(enum err_code code)
{
	switch (code) {
	case ERR_NONE:
		return 0;
	case ERR_INVALID:
	case ERR_DENIED:
	case ERR_NOT_FOUND:
	case ERR_CONFLICT:
	case ERR_LIMIT:
		return 1;
	case ERR_BUSY:
	case ERR_IO:
	case ERR_CORRUPT:
		return 3;
	}
	return 3;
}
