/*
 * Tests that speak TAP. A test program calls ok(), is_int(), is_str() as often
 * as it likes and ends with `return done_testing();`. Works in one thread.
 *
 *     ok(day_valid(2024, 2, 29), "leap day of %d", 2024);
 *
 * A loop over very many cases counts its failures and ends in one is_int(): a
 * line for each of a million cases helps nobody.
 */
#ifndef DUNGHEN_TEST_TAP_H
#define DUNGHEN_TEST_TAP_H

#include "base/compiler.h"
#include "base/str.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

/* A test need not use every one of them. */
#define TAP_FUNCTION __attribute__((unused))

static int tap_count;
static int tap_failed;

TAP_FUNCTION PRINTF_LIKE(1, 2) static void diag(const char *fmt, ...)
{
	va_list args;
	va_start(args, fmt);
	printf("# ");
	vprintf(fmt, args);
	printf("\n");
	va_end(args);
}

static bool tap_result(bool passed, const char *file, int line, const char *fmt, va_list args)
{
	tap_count++;
	tap_failed += !passed;
	printf("%s %d - ", passed ? "ok" : "not ok", tap_count);
	vprintf(fmt, args);
	printf("\n");
	if (!passed) {
		printf("# at %s:%d\n", file, line);
	}
	(void)fflush(stdout); /* a crash must not swallow what went before */
	return passed;
}

TAP_FUNCTION PRINTF_LIKE(4, 5) static bool tap_ok(bool passed, const char *file, int line,
						  const char *fmt, ...)
{
	va_list args;
	va_start(args, fmt);
	tap_result(passed, file, line, fmt, args);
	va_end(args);
	return passed;
}

TAP_FUNCTION PRINTF_LIKE(5, 6) static bool tap_is_int(int64_t got, int64_t want, const char *file,
						      int line, const char *fmt, ...)
{
	va_list args;
	va_start(args, fmt);
	tap_result(got == want, file, line, fmt, args);
	va_end(args);
	if (got != want) {
		diag("got %" PRId64 ", want %" PRId64, got, want);
	}
	return got == want;
}

TAP_FUNCTION PRINTF_LIKE(5, 6) static bool tap_is_text(struct str got, struct str want,
						       const char *file, int line, const char *fmt,
						       ...)
{
	bool same = str_eq(got, want);
	va_list args;
	va_start(args, fmt);
	tap_result(same, file, line, fmt, args);
	va_end(args);
	if (!same) {
		diag("got  \"%.*s\"", STR_ARG(got));
		diag("want \"%.*s\"", STR_ARG(want));
	}
	return same;
}

#define ok(cond, ...) tap_ok((cond), __FILE__, __LINE__, __VA_ARGS__)
#define is_int(got, want, ...) tap_is_int((got), (want), __FILE__, __LINE__, __VA_ARGS__)
/* got: struct str; want: C string. */
#define is_text(got, want, ...) tap_is_text((got), str_of(want), __FILE__, __LINE__, __VA_ARGS__)
/* got, want: C strings. */
#define is_str(got, want, ...) \
	tap_is_text(str_of(got), str_of(want), __FILE__, __LINE__, __VA_ARGS__)

/* Prints the plan; the exit status of main. */
TAP_FUNCTION static int done_testing(void)
{
	printf("1..%d\n", tap_count);
	return tap_failed == 0 && tap_count > 0 ? 0 : 1;
}

#endif
