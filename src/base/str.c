/* Views of text: comparing, cutting, reading numbers, copying. */
#include "str.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

struct str str_measured(const char *cstr)
{
	return (struct str){ .p = cstr ? cstr : "", .n = cstr ? strlen(cstr) : 0 };
}

int str_cmp(struct str a, struct str b)
{
	size_t n = a.n < b.n ? a.n : b.n;
	int order = n ? memcmp(a.p, b.p, n) : 0;
	if (order != 0) {
		return order;
	}
	return (a.n > b.n) - (a.n < b.n);
}

bool str_starts(struct str s, struct str prefix)
{
	return s.n >= prefix.n && str_eq(str_sub(s, 0, prefix.n), prefix);
}

bool str_ends(struct str s, struct str suffix)
{
	return s.n >= suffix.n && str_eq(str_sub(s, s.n - suffix.n, s.n), suffix);
}

bool str_among(const char *words, struct str s)
{
	struct str rest = str_of(words), one;
	bool more = true;

	while (more) {
		more = str_cut(rest, '|', &one, &rest);
		if (str_eq(one, s)) {
			return true;
		}
	}
	return false;
}

size_t str_find(struct str s, char c)
{
	const char *at = s.n ? memchr(s.p, c, s.n) : NULL;
	return at ? (size_t)(at - s.p) : s.n;
}

struct str str_sub(struct str s, size_t from, size_t to)
{
	if (to > s.n) {
		to = s.n;
	}
	if (from > to) {
		from = to;
	}
	/* s.p may be NULL when s is empty; NULL + 0 is not C17. */
	return (struct str){ .p = from ? s.p + from : s.p, .n = to - from };
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

struct str str_trim(struct str s)
{
	size_t from = 0;
	size_t to = s.n;
	while (from < to && is_blank(s.p[from])) {
		from++;
	}
	while (to > from && is_blank(s.p[to - 1])) {
		to--;
	}
	return str_sub(s, from, to);
}

bool str_cut(struct str s, char c, struct str *head, struct str *tail)
{
	size_t at = str_find(s, c);
	*head = str_sub(s, 0, at);
	*tail = str_sub(s, at + 1, s.n);
	return at < s.n;
}

bool str_to_int64(struct str s, int64_t *out)
{
	bool minus = s.n > 0 && s.p[0] == '-';
	if (s.n == (minus ? 1u : 0u)) {
		return false;
	}
	int64_t v = 0;
	for (size_t i = minus; i < s.n; i++) {
		if (s.p[i] < '0' || s.p[i] > '9') {
			return false;
		}
		/* Counting downwards, so that INT64_MIN is reached too. */
		if (__builtin_mul_overflow(v, 10, &v) ||
		    __builtin_sub_overflow(v, s.p[i] - '0', &v)) {
			return false;
		}
	}
	if (!minus && __builtin_sub_overflow((int64_t)0, v, &v)) {
		return false;
	}
	*out = v;
	return true;
}

char *str_cstr(struct arena *a, struct str s)
{
	char *copy = arena_alloc(a, s.n + 1, 1);
	if (s.n > 0) {
		memcpy(copy, s.p, s.n);
	}
	return copy;
}

struct str str_dup(struct arena *a, struct str s)
{
	return s.n > 0 ? (struct str){ .p = arena_copy(a, s.p, s.n), .n = s.n } : STR("");
}

struct str int_digits(int64_t v, char space[INT_DIGITS])
{
	size_t i = INT_DIGITS;
	uint64_t rest = v < 0 ? 0 - (uint64_t)v : (uint64_t)v;
	do {
		space[--i] = (char)('0' + rest % 10);
		rest /= 10;
	} while (rest > 0);
	if (v < 0) {
		space[--i] = '-';
	}
	return (struct str){ space + i, INT_DIGITS - i };
}

struct str str_int(struct arena *a, int64_t v)
{
	char space[INT_DIGITS];
	return str_dup(a, int_digits(v, space));
}

struct str str_join(struct arena *a, const struct str *part, size_t n)
{
	size_t all = 0;
	for (size_t i = 0; i < n; i++) {
		all += part[i].n;
	}
	char *p = arena_alloc(a, all + 1, 1), *to = p;
	for (size_t i = 0; i < n; i++) {
		if (part[i].n > 0) {
			memcpy(to, part[i].p, part[i].n);
		}
		to += part[i].n;
	}
	*to = '\0';
	return (struct str){ p, all };
}

struct str str_fmt(struct arena *a, const char *fmt, ...)
{
	va_list args;
	va_list again;
	char few[256];		/* mostly it fits, and is made only once */
	va_start(args, fmt);
	va_copy(again, args);
	int n = vsnprintf(few, sizeof(few), fmt, args);
	va_end(args);
	assert(n >= 0);
	char *p = arena_alloc(a, (size_t)n + 1, 1);
	if ((size_t)n < sizeof(few)) {
		memcpy(p, few, (size_t)n + 1);
	} else {
		(void)vsnprintf(p, (size_t)n + 1, fmt, again);	/* measured just above */
	}
	va_end(again);
	return (struct str){ .p = p, .n = (size_t)n };
}
