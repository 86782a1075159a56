/* UTF-8 at the door, over utf8proc. */
#include "utf8.h"

#include <assert.h>
#include <stdint.h>
#include <string.h>
#include <utf8proc.h>

size_t utf8_step(const char *p, size_t n)
{
	const unsigned char *u = (const unsigned char *)p;
	if (n > 0 && u[0] > 0 && u[0] < 0x80) {
		return 1;
	}
	utf8proc_int32_t c;
	/* Long enough for any sequence; the type cannot hold every size_t. */
	utf8proc_ssize_t most = n < 4 ? (utf8proc_ssize_t)n : 4;
	utf8proc_ssize_t step = n > 0 && u[0] > 0 ? utf8proc_iterate(u, most, &c) : 0;
	return step > 0 ? (size_t)step : 0;
}

bool utf8_valid(struct str s)
{
	for (size_t i = 0; i < s.n;) {
		size_t step = utf8_step(s.p + i, s.n - i);
		if (step == 0) {
			return false;
		}
		i += step;
	}
	return true;
}

uint32_t utf8_next(struct str s, size_t *i)
{
	assert(*i < s.n);
	unsigned char first = (unsigned char)s.p[*i];
	if (first < 0x80) {
		(*i)++;
		return first;
	}
	utf8proc_int32_t c;
	size_t left = s.n - *i;
	utf8proc_ssize_t step = utf8proc_iterate((const utf8proc_uint8_t *)s.p + *i,
						 left < 4 ? (utf8proc_ssize_t)left : 4, &c);
	assert(step > 0);
	*i += (size_t)step;
	return (uint32_t)c;
}

/*
 * Code points that stand in NFC whatever is around them: everything before the
 * combining marks, the Vietnamese letters, dashes and quotation marks. With
 * them alone, a text needs no second look.
 */
static bool is_settled(uint32_t c)
{
	return c < 0x300 || (c >= 0x1EA0 && c <= 0x1EF9) || (c >= 0x2010 && c <= 0x2027);
}

static bool is_surely_nfc(struct str s)
{
	for (size_t i = 0; i < s.n;) {
		if (!is_settled(utf8_next(s, &i))) {
			return false;
		}
	}
	return true;
}

/* Eight at a time: most text is ASCII, and that is valid and composed. No NUL is. */
static bool is_ascii(struct str s)
{
	const uint64_t high = UINT64_C(0x8080808080808080), low = UINT64_C(0x0101010101010101);
	size_t i = 0;
	uint64_t bad = 0;
	for (; i + 8 <= s.n; i += 8) {
		uint64_t w;
		memcpy(&w, s.p + i, sizeof(w));
		bad |= w | (w - low);
	}
	for (; i < s.n; i++) {
		bad |= (s.p[i] & 0x80) || s.p[i] == '\0' ? high : 0;
	}
	return (bad & high) == 0;
}

bool utf8_nfc(struct arena *a, struct str s, struct str *out, struct err *e)
{
	if (is_ascii(s)) {
		*out = s;
		return true;
	}
	if (!utf8_valid(s)) {
		return err_set(e, ERR_INVALID, "text.utf8", NULL);
	}
	if (is_surely_nfc(s)) {
		*out = s;
		return true;
	}
	const utf8proc_option_t options = UTF8PROC_STABLE | UTF8PROC_COMPOSE;
	const utf8proc_uint8_t *p = (const utf8proc_uint8_t *)s.p;
	utf8proc_ssize_t n = utf8proc_decompose(p, (utf8proc_ssize_t)s.n, NULL, 0, options);
	assert(n >= 0);
	struct arena_mark mark = arena_mark(a);
	utf8proc_int32_t *points = arena_array(a, utf8proc_int32_t, (size_t)n + 1);
	n = utf8proc_decompose(p, (utf8proc_ssize_t)s.n, points, n, options);
	assert(n >= 0);
	n = utf8proc_reencode(points, n, options);	/* in place */
	assert(n >= 0);
	struct str composed = { .p = (const char *)points, .n = (size_t)n };
	if (str_eq(composed, s)) {
		arena_release(a, mark);
		*out = s;
	} else {
		*out = composed;
	}
	return true;
}

size_t utf8_count(struct str s)
{
	size_t n = 0;
	for (size_t i = 0; i < s.n; i++) {
		n += ((unsigned char)s.p[i] & 0xC0) != 0x80;
	}
	return n;
}

size_t utf8_width(struct str s)
{
	size_t columns = 0;
	for (size_t i = 0; i < s.n;) {
		int width = utf8proc_charwidth((utf8proc_int32_t)utf8_next(s, &i));
		columns += width > 0 ? (size_t)width : 0;
	}
	return columns;
}

struct str utf8_prefix(struct str s, size_t n)
{
	if (n >= s.n) {
		return s;
	}
	while (n > 0 && ((unsigned char)s.p[n] & 0xC0) == 0x80) {
		n--;
	}
	return str_sub(s, 0, n);
}
