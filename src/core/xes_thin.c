/* Event logs without what nobody asks for. */
#include "xes_thin.h"

#include "base/compiler.h"
#include "base/utf8.h"

#include <string.h>

struct piece {
	struct xes_thin *t;
	char *p;
	size_t n;
	bool last;
	size_t at;			/* judged so far */
	size_t from, out;		/* what stays and is not yet moved; what was */
};

enum {
	CUT = 0,			/* of lengths: it goes on behind the piece */
	DEEPEST = 32,			/* what is too deep is for the parser to say */
};

/* ---- what stands there ---- */

/* No other coding is declared, and it is none of two bytes. */
static bool in_utf8(struct str s)
{
	struct str head, rest, before;

	if (str_starts(s, STR("\xef\xbb\xbf"))) {
		s = str_sub(s, 3, s.n);
	}
	if (!str_starts(s, STR("<?xml "))) {
		return s.n > 1 && s.p[0] == '<' && s.p[1] != '\0';
	}
	(void)str_cut(s, '>', &head, &rest);
	while (str_cut(head, 'e', &before, &head)) {
		if (str_starts(head, STR("ncoding"))) {
			return str_starts(head, STR("ncoding=\"UTF-8\"")) ||
			       str_starts(head, STR("ncoding='UTF-8'")) ||
			       str_starts(head, STR("ncoding=\"utf-8\"")) ||
			       str_starts(head, STR("ncoding='utf-8'"));
		}
	}
	return true;
}

/* To the end of a value in quotes, from its beginning; the place of the quote, or n. */
static size_t plain_end(const char *p, size_t i, size_t n)
{
	size_t from = i;
	bool high = false;

	for (; i < n && p[i] != '"'; i++) {
		unsigned char c = (unsigned char)p[i];

		if (c < ' ' || c == 0x7f || c == '<' || c == '&') {
			return n;
		}
		high = high || c > 0x7f;
	}
	if (high) {
		struct str s = { p + from, i - from };
		/* Some of the last of the plane are no characters. */
		return utf8_valid(s) && memchr(s.p, 0xef, s.n) == NULL ? i : n;
	}
	return i;
}

static bool follows(const char *p, size_t n, size_t i, struct str what)
{
	return n - i >= what.n && memcmp(p + i, what.p, what.n) == 0;
}

/* The length of an attribute in the usual form; 0: it is none, or not to its end. */
static size_t attribute(const char *p, size_t n, struct str *key)
{
	static const struct str tags[] = {
		STR_INIT("<string key=\""), STR_INIT("<int key=\""), STR_INIT("<date key=\""),
		STR_INIT("<float key=\""), STR_INIT("<boolean key=\""), STR_INIT("<id key=\""),
	};
	size_t i = 0;

	for (size_t k = 0; k < ARRAY_LEN(tags) && i == 0; k++) {
		i = follows(p, n, 0, tags[k]) ? tags[k].n : 0;
	}
	if (i == 0) {
		return 0;
	}
	size_t end = plain_end(p, i, n);

	*key = (struct str){ p + i, end - i };
	if (!follows(p, n, end, STR("\" value=\""))) {
		return 0;
	}
	end = plain_end(p, end + strlen("\" value=\""), n);
	return follows(p, n, end, STR("\"/>")) ? end + strlen("\"/>") : 0;
}

/* Behind the next such mark. */
static size_t behind(const char *p, size_t n, size_t i, struct str mark)
{
	const char *at;

	while (i < n && (at = memchr(p + i, mark.p[0], n - i)) != NULL) {
		i = (size_t)(at - p);
		if (follows(p, n, i, mark)) {
			return i + mark.n;
		}
		i++;
	}
	return CUT;
}

static size_t tag(const char *p, size_t n)
{
	for (size_t i = 1; i < n; i++) {
		if (p[i] == '>') {
			return i + 1;
		}
		if (p[i] == '"' || p[i] == '\'') {
			const char *end = memchr(p + i + 1, p[i], n - i - 1);

			if (end == NULL) {
				return CUT;
			}
			i = (size_t)(end - p);
		}
	}
	return CUT;
}

/* The length of what begins with `<`. */
static size_t markup(struct xes_thin *t, const char *p, size_t n)
{
	struct str comment = STR("<!--"), data = STR("<![CDATA[");

	if (n < data.n) {
		return memchr(p, '>', n) != NULL && p[1] != '!' && p[1] != '?' ? tag(p, n) : CUT;
	}
	if (p[1] == '?') {
		return behind(p, n, 2, STR("?>"));
	}
	if (follows(p, n, 0, comment)) {
		return behind(p, n, comment.n, STR("-->"));
	}
	if (follows(p, n, 0, data)) {
		return behind(p, n, data.n, STR("]]>"));
	}
	t->off = p[1] == '!';
	return t->off ? n : tag(p, n);
}

static int deeper(const char *p, size_t n)
{
	bool element = p[1] != '!' && p[1] != '?';

	return !element || p[n - 2] == '/' ? 0 : p[1] == '/' ? -1 : 1;
}

/* The end of the line before, when nothing but blanks stands between it and i; or i. */
static size_t line_before(const struct piece *x, size_t i)
{
	size_t k = i;

	while (k > x->at && (x->p[k - 1] == ' ' || x->p[k - 1] == '\t')) {
		k--;
	}
	return k > x->at && x->p[k - 1] == '\n' ? k - 1 : i;
}

/* ---- what stays ---- */

static void keep_to(struct piece *x, size_t i)
{
	if (x->out < x->from) {
		memmove(x->p + x->out, x->p + x->from, i - x->from);
	}
	x->out += i - x->from;
	x->from = i;
}

/* From i on nothing can be judged. */
static void stop_at(struct piece *x, size_t i, size_t *held)
{
	if (!x->last && x->n - i <= XES_THIN_HELD) {
		*held = x->n - i;
	} else {
		/* A blank stretch is nothing to give up for. */
		x->t->off = x->t->off || (!x->last && memchr(x->p + i, '<', x->n - i) != NULL);
		i = x->n;
	}
	keep_to(x, i);
	x->at = x->n;
}

/* The attribute at i goes when it has a line of its own. False: it is cut off. */
static bool judge(struct piece *x, size_t i, size_t n, struct str key)
{
	size_t line = line_before(x, i), end = i + n;

	if (line < i && x->t->depth > 0 && x->t->depth < DEEPEST &&
	    !x->t->wants(x->t->ctx, key)) {
		if (end == x->n && !x->last) {
			return false;
		}
		if (end < x->n && (x->p[end] == '\n' || x->p[end] == '\r')) {
			keep_to(x, line + 1);
			x->from = end;
		}
	}
	x->at = end;
	return true;
}

size_t xes_thin(struct xes_thin *t, char *p, size_t n, bool last, size_t *held)
{
	struct piece x = { .t = t, .p = p, .n = n, .last = last };
	struct str key;

	*held = 0;
	if (!t->begun && n > 0) {
		t->begun = true;
		t->off = !in_utf8((struct str){ p, n });
	}
	while (!t->off && x.at < n) {
		const char *next = memchr(p + x.at, '<', n - x.at);
		size_t i = next != NULL ? (size_t)(next - p) : n;

		if (next == NULL) {
			stop_at(&x, line_before(&x, n), held);
			continue;
		}
		size_t length = attribute(next, n - i, &key);

		if (length != 0 && judge(&x, i, length, key)) {
			continue;
		}
		length = length == 0 ? markup(t, next, n - i) : CUT;
		if (length == CUT) {
			stop_at(&x, line_before(&x, i), held);
			continue;
		}
		t->depth += deeper(next, length);
		x.at = i + length;
	}
	keep_to(&x, t->off ? n : n - *held);
	return x.out;
}
