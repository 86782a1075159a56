/* Letters by electronic mail. */
#include "letter.h"

#include "day.h"
#include "hash.h"
#include "mail.h"
#include "utf8.h"

#include <assert.h>

/* WORD_BYTES: of text in one encoded word, which may have 75 characters; LINE_BYTES: of a
 * line of base64. */
enum { WORD_BYTES = 39, LINE_BYTES = 57, LOCAL_MOST = 64 };

/* ---- addresses ---- */

static bool letter_or_digit(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/* Words between dots, none empty, of these characters. */
static bool dotted(struct str s, const char *also)
{
	char before = '.';

	for (size_t i = 0; i < s.n; i++) {
		bool good = letter_or_digit(s.p[i]) || (s.p[i] == '.' && before != '.');

		for (const char *p = also; *p && !good; p++) {
			good = s.p[i] == *p;
		}
		if (!good) {
			return false;
		}
		before = s.p[i];
	}
	return before != '.';
}

bool letter_address_good(struct str s)
{
	struct str local, domain;

	return s.n <= MAIL_TO_MOST && str_cut(s, '@', &local, &domain) &&
	       local.n <= LOCAL_MOST && dotted(local, "!#$%&'*+-/=?^_`{|}~") &&
	       dotted(domain, "-") && domain.p[0] != '-' && domain.p[domain.n - 1] != '-';
}

/* ---- headers ---- */

static bool plain(struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		if (!letter_or_digit(s.p[i]) && s.p[i] != ' ' && s.p[i] != '-') {
			return false;
		}
	}
	return s.n <= WORD_BYTES;
}

/* Encoded words, each on a line of its own: none is cut within a character. */
static void put_words(struct buf *b, struct arena *a, struct str s)
{
	if (plain(s)) {
		buf_str(b, s);
		return;
	}
	for (bool first = true; s.n > 0; first = false) {
		size_t n = utf8_prefix(s, WORD_BYTES).n;

		buf_text(b, first ? "=?UTF-8?B?" : "\r\n =?UTF-8?B?");
		buf_str(b, base64_text(a, s.p, n));
		buf_text(b, "?=");
		s = str_sub(s, n, s.n);
	}
}

static void put_date(struct buf *b, int64_t at)
{
	static const char *const month_name[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun",
						  "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
	struct civil c = civil_of(at);

	buf_fmt(b, "Date: %d %s %d %02d:%02d:%02d +0700\r\n", c.day, month_name[c.month - 1],
		c.year, c.hour, c.minute, c.second);
}

static void put_head(struct buf *b, struct arena *a, const struct letter *l)
{
	struct str local, domain;

	(void)str_cut(l->from, '@', &local, &domain);
	buf_text(b, "From: ");
	if (l->from_name.n > 0) {
		put_words(b, a, l->from_name);
		buf_text(b, "\r\n ");
	}
	buf_fmt(b, "<%.*s>\r\nTo: <%.*s>\r\nSubject: ", STR_ARG(l->from), STR_ARG(l->to));
	put_words(b, a, l->subject);
	buf_text(b, "\r\n");
	put_date(b, l->at);
	buf_fmt(b, "Message-ID: <%.*s@%.*s>\r\n", STR_ARG(l->id), STR_ARG(domain));
	buf_text(b, "Auto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\n"
		    "Content-Type: text/plain; charset=UTF-8\r\n"
		    "Content-Transfer-Encoding: base64\r\n\r\n");
}

/* ---- the text ---- */

/* Its lines end as the net wants them. */
static struct str wire_lines(struct arena *a, struct str text)
{
	char *p = arena_array(a, char, 2 * text.n + 1);
	size_t n = 0;

	for (size_t i = 0; i < text.n; i++) {
		if (text.p[i] == '\n') {
			p[n++] = '\r';
		}
		if (text.p[i] != '\r') {
			p[n++] = text.p[i];
		}
	}
	return (struct str){ p, n };
}

void letter_write(struct buf *b, struct arena *a, const struct letter *l)
{
	struct str text = wire_lines(a, l->text);

	assert(letter_address_good(l->from) && letter_address_good(l->to));
	put_head(b, a, l);
	while (text.n > 0) {
		size_t n = text.n < LINE_BYTES ? text.n : LINE_BYTES;

		buf_str(b, base64_text(a, text.p, n));
		buf_text(b, "\r\n");
		text = str_sub(text, n, text.n);
	}
}
