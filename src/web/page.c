/* Escapes values into pages. */
#include "page.h"

#include <ctype.h>
#include <inttypes.h>
#include <string.h>

/* What a character becomes in text and quoted attributes; NULL: itself. Control
 * characters other than tab, LF and CR become U+FFFD. */
#define NONE "\xef\xbf\xbd"
static const char *const reference[256] = {
	NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE, NULL, NULL, NONE, NONE, NULL,
	NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE,
	NONE, NONE, NONE, NONE,
	['"'] = "&quot;", ['&'] = "&amp;", ['\''] = "&#39;", ['<'] = "&lt;", ['>'] = "&gt;",
	[0x7f] = NONE,
};

void page_text_str(struct buf *b, struct str s)
{
	size_t from = 0;
	for (size_t i = 0; i < s.n; i++) {
		const char *to = reference[(unsigned char)s.p[i]];
		if (to) {
			buf_add(b, s.p + from, i - from);
			buf_text(b, to);
			from = i + 1;
		}
	}
	buf_add(b, s.p + from, s.n - from);
}

void page_text_cstr(struct buf *b, const char *s)
{
	page_text_str(b, str_of(s));
}

/* The scheme before ':' is one of ours, or there is none. */
static bool scheme_allowed(struct str s)
{
	static const char *const scheme[] = { "https", "mailto", "tel" };
	size_t end = 0;
	while (end < s.n && !strchr(":/?#", s.p[end])) {
		end++;
	}
	if (end == s.n || s.p[end] != ':') {
		return true;
	}
	for (size_t i = 0; i < ARRAY_LEN(scheme); i++) {
		if (str_is(str_sub(s, 0, end), scheme[i])) {
			return true;
		}
	}
	return false;
}

void page_url_str(struct buf *b, struct str s)
{
	bool fit = scheme_allowed(s) && !str_starts(s, STR("//"));
	for (size_t i = 0; i < s.n && fit; i++) {
		unsigned char c = (unsigned char)s.p[i];
		fit = c > ' ' && c != 0x7f && c != '\\';
	}
	page_text_str(b, fit ? s : STR("#"));
}

void page_url_cstr(struct buf *b, const char *s)
{
	page_url_str(b, str_of(s));
}

void page_url_part_str(struct buf *b, struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];
		bool plain = c < 0x80 && (isalnum(c) || (c && strchr("-._~", c)));
		if (plain) {
			buf_char(b, (char)c);
		} else {
			buf_fmt(b, "%%%02X", c);
		}
	}
}

void page_url_part_cstr(struct buf *b, const char *s)
{
	page_url_part_str(b, str_of(s));
}

void page_int(struct buf *b, int64_t v)
{
	buf_int(b, v);
}

void page_uint(struct buf *b, uint64_t v)
{
	buf_fmt(b, "%" PRIu64, v);
}

void page_number(struct buf *b, enum text_lang lang, int64_t v)
{
	char digits[24];
	uint64_t size = v < 0 ? 0 - (uint64_t)v : (uint64_t)v;
	size_t n = 0;
	do {
		digits[n++] = (char)('0' + size % 10);
		size /= 10;
	} while (size > 0);
	buf_text(b, v < 0 ? "−" : "");
	while (n > 0) {
		buf_char(b, digits[--n]);
		if (n > 0 && n % 3 == 0) {
			buf_char(b, lang == TEXT_VI ? '.' : ',');
		}
	}
}

void page_share(struct buf *b, int64_t thousandths)
{
	uint64_t size = thousandths < 0 ? 0 - (uint64_t)thousandths : (uint64_t)thousandths;
	buf_text(b, thousandths < 0 ? "-" : "");
	buf_int(b, (int64_t)(size / 10));
	buf_char(b, '.');
	buf_char(b, (char)('0' + size % 10));
	buf_char(b, '%');
}

void page_sentence(struct buf *b, enum text_lang lang, const char *key)
{
	struct str sentence = text_get(lang, key);
	page_text_str(b, sentence.n > 0 ? sentence : str_of(key));
}

void page_lang(struct buf *b, enum text_lang lang)
{
	buf_text(b, lang == TEXT_VI ? "vi" : "en");
}

bool page_true_bool(bool x)
{
	return x;
}

bool page_true_int(int64_t x)
{
	return x != 0;
}

bool page_true_uint(uint64_t x)
{
	return x != 0;
}

bool page_true_str(struct str x)
{
	return x.n > 0;
}

bool page_true_cstr(const char *x)
{
	return x && *x != '\0';
}

bool page_true_pointer(const void *x)
{
	return x != NULL;
}
