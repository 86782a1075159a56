/* Cursors as hex: four bytes of the question's hash, then where to go on. */
#include "cursor.h"

#include "base/hash.h"
#include "base/utf8.h"

#include <string.h>

enum { MARK = 4 };

struct str cursor_write(struct arena *a, struct str question, struct str after)
{
	struct hash h = hash_of(question.p, question.n);
	char *p = arena_array(a, char, MARK + after.n);
	if (after.n == 0) {
		return STR("");
	}
	memcpy(p, h.b, MARK);
	memcpy(p + MARK, after.p, after.n);
	return hex_text(a, p, MARK + after.n);
}

static int digit(char c)
{
	return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

bool cursor_read(struct arena *a, struct str question, struct str cursor, struct str *after)
{
	struct hash h = hash_of(question.p, question.n);
	if (cursor.n % 2 != 0 || cursor.n <= (size_t)2 * MARK || cursor.n > CURSOR_MOST) {
		return false;
	}
	size_t n = cursor.n / 2;
	char *p = arena_array(a, char, n);
	for (size_t i = 0; i < n; i++) {
		int high = digit(cursor.p[2 * i]), low = digit(cursor.p[2 * i + 1]);
		if (high < 0 || low < 0) {
			return false;
		}
		p[i] = (char)(high << 4 | low);
	}
	struct str rest = { p + MARK, n - MARK };
	if (memcmp(p, h.b, MARK) != 0 || !utf8_valid(rest)) {
		return false;
	}
	*after = rest;
	return true;
}
