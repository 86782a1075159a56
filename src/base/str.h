/*
 * Views of text: a pointer and a length, passed by value, not owned, not
 * NUL-terminated. From the door inward text is valid UTF-8 in NFC (utf8.h).
 */
#ifndef DUNGHEN_BASE_STR_H
#define DUNGHEN_BASE_STR_H

#include "arena.h"
#include "compiler.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct str {
	const char *p;
	size_t n;
};

#define STR(lit) ((struct str){ .p = (lit), .n = sizeof(lit) - 1 })
#define STR_INIT(lit) { .p = (lit), .n = sizeof(lit) - 1 }	/* in a static table */
/* For printf: "%.*s", STR_ARG(s). */
#define STR_ARG(s) (int)(s).n, (s).p

struct str str_measured(const char *cstr);
/* These three are everywhere: in line the length of a literal costs nothing. */
static inline struct str str_of(const char *cstr)	/* NULL gives empty */
{
	return __builtin_constant_p(__builtin_strlen(cstr ? cstr : ""))
		? (struct str){ cstr ? cstr : "", __builtin_strlen(cstr ? cstr : "") }
		: str_measured(cstr);
}

static inline bool str_eq(struct str a, struct str b)
{
	return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

static inline bool str_is(struct str a, const char *cstr)
{
	return str_eq(a, str_of(cstr));
}

int str_cmp(struct str a, struct str b);	/* bytewise, shorter first */
bool str_starts(struct str s, struct str prefix);
bool str_ends(struct str s, struct str suffix);
bool str_among(const char *words, struct str s);	/* is it one of "this|that"? */
/* First position of c, or s.n. */
size_t str_find(struct str s, char c);
struct str str_sub(struct str s, size_t from, size_t to);	/* clamps */
struct str str_trim(struct str s);		/* spaces, tabs, CR, LF */
/* Cuts s at the first c: *head before it, *tail after it. False (head = s,
 * tail empty) when c is not there. */
bool str_cut(struct str s, char c, struct str *head, struct str *tail);

/* Whole-string parsers: true only when all of s is one number in range
 * (decimal, optional '-'), no sign '+', no spaces, no leading zeros beyond 0
 * are required or refused. */
bool str_to_int64(struct str s, int64_t *out) MUST_USE;

struct str str_dup(struct arena *a, struct str s);
char *str_cstr(struct arena *a, struct str s);	/* NUL-terminated copy */
struct str str_fmt(struct arena *a, const char *fmt, ...) PRINTF_LIKE(2, 3);
enum { INT_DIGITS = 20 };
struct str int_digits(int64_t v, char space[INT_DIGITS]);	/* decimal, in that space */
struct str str_int(struct arena *a, int64_t v);
/* One after the other, NUL after the last: for what is made by the hundred. */
struct str str_join(struct arena *a, const struct str *part, size_t n);
#define STR_JOIN(a, ...)                                                                \
	str_join((a), (const struct str[]){ __VA_ARGS__ },                              \
		 sizeof((const struct str[]){ __VA_ARGS__ }) / sizeof(struct str))

#endif
