/* JSON of others, token by token. */
#include "json_stream.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"

#include <string.h>

enum { BLOCK = 64 << 10, NEAR_BYTES = 16 };

/* What may stand next. */
enum due { DUE_VALUE, DUE_VALUE_OR_END, DUE_KEY, DUE_KEY_OR_END, DUE_COMMA_OR_END, DUE_NOTHING };

struct json_stream {
	struct unpack *from;
	char block[BLOCK];
	size_t at, have;
	bool ended;
	int64_t line, before, line_at;	/* bytes before the block, before the line */
	struct buf text;
	int depth;
	char open[JSON_DEPTH];	/* '{' or '[' */
	enum due due;
};

struct json_stream *json_stream_open(struct arena *a, struct unpack *from)
{
	struct json_stream *j = arena_new(a, struct json_stream);

	j->from = from;
	j->line = 1;
	j->due = DUE_VALUE;
	buf_init(&j->text, JSON_TEXT_MOST);
	return j;
}

void json_stream_close(struct json_stream *j)
{
	if (j != NULL) {
		buf_done(&j->text);
	}
}

struct str json_stream_text(const struct json_stream *j)
{
	return buf_view(&j->text);
}

int64_t json_stream_line(const struct json_stream *j)
{
	return j->line;
}

/* ---- bytes ---- */

static bool refill(struct json_stream *j, struct err *e)
{
	if (j->at < j->have || j->ended) {
		return true;
	}
	j->before += (int64_t)j->have;
	j->at = j->have = 0;
	if (!unpack_read(j->from, j->block, sizeof(j->block), &j->have, e)) {
		return false;
	}
	j->ended = j->have == 0;
	return true;
}

/* The byte at hand, or -1 at the end. */
static bool peek(struct json_stream *j, int *out, struct err *e)
{
	if (!refill(j, e)) {
		return false;
	}
	*out = j->at < j->have ? (unsigned char)j->block[j->at] : -1;
	return true;
}

static bool wrong(const struct json_stream *j, const char *key, struct err *e)
{
	char near[NEAR_BYTES + 1] = "";
	size_t n = j->have - j->at < NEAR_BYTES ? j->have - j->at : NEAR_BYTES;
	struct str cut = utf8_prefix((struct str){ j->block + j->at, n }, n);

	if (utf8_valid(cut) && cut.n > 0) {
		memcpy(near, cut.p, cut.n);
		near[cut.n] = '\0';
	}
	(void)err_set(e, ERR_INVALID, key, NULL);
	(void)err_add_int(e, "line", j->line);
	(void)err_add_int(e, "column", j->before + (int64_t)j->at - j->line_at + 1);
	return err_add(e, "near", near);
}

static bool beyond(const struct json_stream *j, const char *key, struct err *e)
{
	(void)err_set(e, ERR_LIMIT, key, NULL);
	return err_add_int(e, "line", j->line);
}

static bool spaces(struct json_stream *j, int *next, struct err *e)
{
	for (;; j->at++) {
		if (!peek(j, next, e)) {
			return false;
		}
		if (*next == '\n') {
			j->line++;
			j->line_at = j->before + (int64_t)j->at + 1;
		} else if (*next != ' ' && *next != '\t' && *next != '\r') {
			return true;
		}
	}
}

/* ---- texts ---- */

static bool hex4(struct json_stream *j, uint32_t *out, struct err *e)
{
	*out = 0;
	for (int i = 0; i < 4; i++, j->at++) {
		int c;

		if (!peek(j, &c, e)) {
			return false;
		}
		int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10
			    : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;

		if (digit < 0) {
			return wrong(j, "json.syntax", e);
		}
		*out = *out * 16 + (uint32_t)digit;
	}
	return true;
}

static void put(struct buf *b, uint32_t c)
{
	if (c < 0x80) {
		buf_char(b, (char)c);
	} else if (c < 0x800) {
		buf_char(b, (char)(0xc0 | c >> 6));
		buf_char(b, (char)(0x80 | (c & 0x3f)));
	} else if (c < 0x10000) {
		buf_char(b, (char)(0xe0 | c >> 12));
		buf_char(b, (char)(0x80 | (c >> 6 & 0x3f)));
		buf_char(b, (char)(0x80 | (c & 0x3f)));
	} else {
		buf_char(b, (char)(0xf0 | c >> 18));
		buf_char(b, (char)(0x80 | (c >> 12 & 0x3f)));
		buf_char(b, (char)(0x80 | (c >> 6 & 0x3f)));
		buf_char(b, (char)(0x80 | (c & 0x3f)));
	}
}

/* Behind "\u": one code point, of two escapes when the first is half of a pair. */
static bool code_point(struct json_stream *j, struct err *e)
{
	uint32_t c, low;
	int next;

	if (!hex4(j, &c, e)) {
		return false;
	}
	if (c >= 0xd800 && c < 0xdc00) {
		for (const char *want = "\\u"; *want != '\0'; want++, j->at++) {
			if (!peek(j, &next, e)) {
				return false;
			}
			if (next != *want) {
				return wrong(j, "json.utf8", e);
			}
		}
		if (!hex4(j, &low, e)) {
			return false;
		}
		if (low < 0xdc00 || low > 0xdfff) {
			return wrong(j, "json.utf8", e);
		}
		c = 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00);
	} else if (c == 0 || (c >= 0xdc00 && c < 0xe000)) {
		return wrong(j, "json.utf8", e);
	}
	put(&j->text, c);
	return true;
}

static bool escape(struct json_stream *j, struct err *e)
{
	static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
	int c;

	j->at++;
	if (!peek(j, &c, e)) {
		return false;
	}
	const char *known = c > 0 ? strchr(from, c) : NULL;

	if (known == NULL && c != 'u') {
		return wrong(j, "json.syntax", e);
	}
	j->at++;
	if (known == NULL) {
		return code_point(j, e);
	}
	buf_char(&j->text, to[known - from]);
	return true;
}

/* From behind the quote up to behind the other one. */
static bool string(struct json_stream *j, struct err *e)
{
	j->at++;
	buf_reset(&j->text);
	for (;;) {
		int c;

		if (!peek(j, &c, e)) {
			return false;
		}
		if (c == '"') {
			j->at++;
			break;
		}
		if (c >= 0 && c < 0x20) {
			return wrong(j, "json.syntax", e);
		}
		if (c < 0) {
			return wrong(j, "json.syntax", e);
		}
		if (c == '\\') {
			if (!escape(j, e)) {
				return false;
			}
		} else {
			size_t from = j->at;

			while (j->at < j->have && (unsigned char)j->block[j->at] >= 0x20 &&
			       j->block[j->at] != '"' && j->block[j->at] != '\\') {
				j->at++;
			}
			buf_add(&j->text, j->block + from, j->at - from);
		}
		if (!buf_ok(&j->text)) {
			return beyond(j, "json_stream.long", e);
		}
	}
	return utf8_valid(buf_view(&j->text)) || wrong(j, "json.utf8", e);
}

/* ---- numbers and words ---- */

static size_t digits(struct str s, size_t i)
{
	size_t from = i;

	while (i < s.n && s.p[i] >= '0' && s.p[i] <= '9') {
		i++;
	}
	return i - from;
}

static bool number(struct str s)
{
	size_t i = s.n > 0 && s.p[0] == '-', n = digits(s, i);

	if (n == 0 || (n > 1 && s.p[i] == '0')) {
		return false;
	}
	i += n;
	if (i < s.n && s.p[i] == '.') {
		n = digits(s, ++i);
		i += n;
		if (n == 0) {
			return false;
		}
	}
	if (i < s.n && (s.p[i] == 'e' || s.p[i] == 'E')) {
		i++;
		i += i < s.n && (s.p[i] == '+' || s.p[i] == '-');
		n = digits(s, i);
		i += n;
		if (n == 0) {
			return false;
		}
	}
	return i == s.n;
}

static bool bare(struct json_stream *j, struct err *e)
{
	int c;

	buf_reset(&j->text);
	for (;; j->at++) {
		if (!peek(j, &c, e)) {
			return false;
		}
		if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
		      (c >= 'A' && c <= 'Z') || c == '+' || c == '-' || c == '.')) {
			break;
		}
		buf_char(&j->text, (char)c);
	}
	if (!buf_ok(&j->text)) {
		return beyond(j, "json_stream.long", e);
	}
	return str_among("true|false|null", buf_view(&j->text)) || number(buf_view(&j->text)) ||
	       wrong(j, "json.syntax", e);
}

/* ---- tokens ---- */

static void done(struct json_stream *j)
{
	j->due = j->depth == 0 ? DUE_NOTHING : DUE_COMMA_OR_END;
}

static bool open(struct json_stream *j, char bracket, struct err *e)
{
	if (j->depth == JSON_DEPTH) {
		return beyond(j, "json_stream.deep", e);
	}
	j->at++;
	j->open[j->depth++] = bracket;
	j->due = bracket == '{' ? DUE_KEY_OR_END : DUE_VALUE_OR_END;
	return true;
}

static bool close(struct json_stream *j, char bracket, struct err *e)
{
	bool may = j->due == DUE_COMMA_OR_END || j->due == DUE_KEY_OR_END ||
		   j->due == DUE_VALUE_OR_END;

	if (!may || j->depth == 0 || j->open[j->depth - 1] != bracket) {
		return wrong(j, "json.syntax", e);
	}
	j->at++;
	j->depth--;
	done(j);
	return true;
}

static bool key(struct json_stream *j, struct err *e)
{
	int c;

	if (!string(j, e) || !spaces(j, &c, e)) {
		return false;
	}
	if (c != ':') {
		return wrong(j, "json.syntax", e);
	}
	j->at++;
	j->due = DUE_VALUE;
	return true;
}

static bool value(struct json_stream *j, int c, enum json_token *out, struct err *e)
{
	if (c == '{' || c == '[') {
		*out = c == '{' ? JSON_OBJECT : JSON_ARRAY;
		return open(j, (char)c, e);
	}
	*out = c == '"' ? JSON_STRING : JSON_BARE;
	if (!(c == '"' ? string(j, e) : bare(j, e))) {
		return false;
	}
	done(j);
	return true;
}

static bool comma(struct json_stream *j, int *c, struct err *e)
{
	if (j->due != DUE_COMMA_OR_END || *c != ',') {
		return true;
	}
	j->at++;
	j->due = j->open[j->depth - 1] == '{' ? DUE_KEY : DUE_VALUE;
	return spaces(j, c, e);
}

/* Some programs put a mark of byte order before it. */
static bool past_mark(struct json_stream *j, struct err *e)
{
	if (j->before > 0 || j->at > 0 || !refill(j, e)) {
		return j->before > 0 || j->at > 0;
	}
	if (j->have >= 3 && memcmp(j->block, "\xef\xbb\xbf", 3) == 0) {
		j->at = 3;
	}
	return true;
}

bool json_stream_next(struct json_stream *j, enum json_token *out, struct err *e)
{
	int c;

	if (!past_mark(j, e) || !spaces(j, &c, e) || !comma(j, &c, e)) {
		return false;
	}
	if (j->due == DUE_NOTHING) {
		*out = JSON_END;
		return c < 0 || wrong(j, "json.syntax", e);
	}
	if (c == '}' || c == ']') {
		*out = c == '}' ? JSON_OBJECT_END : JSON_ARRAY_END;
		return close(j, c == '}' ? '{' : '[', e);
	}
	switch (j->due) {
	case DUE_VALUE:
	case DUE_VALUE_OR_END:
		return value(j, c, out, e);
	case DUE_KEY:
	case DUE_KEY_OR_END:
		*out = JSON_KEY;
		return c == '"' ? key(j, e) : wrong(j, "json.syntax", e);
	case DUE_COMMA_OR_END:
	case DUE_NOTHING:
		break;
	}
	return wrong(j, "json.syntax", e);
}

bool json_stream_skip(struct json_stream *j, enum json_token begun, struct err *e)
{
	int depth = j->depth - 1;

	if (begun != JSON_OBJECT && begun != JSON_ARRAY) {
		return true;
	}
	while (j->depth > depth) {
		enum json_token t;

		if (!json_stream_next(j, &t, e)) {
			return false;
		}
	}
	return true;
}
