/* The small things of HTTP that need no server: encodings, cookies, lists. */
#include "http.h"

#include "utf8.h"

#include <assert.h>
#include <string.h>

void http_field(struct http_reply *reply, const char *name, struct str value)
{
	assert(reply->fields < HTTP_FIELDS);
	reply->field[reply->fields++] = (struct http_field){ name, value };
}

const char *http_reason(int status)
{
	static const struct {
		int status;
		const char *reason;
	} reasons[] = {
		{ 200, "OK" }, { 204, "No Content" }, { 206, "Partial Content" },
		{ 303, "See Other" }, { 304, "Not Modified" }, { 308, "Permanent Redirect" },
		{ 400, "Bad Request" }, { 401, "Unauthorized" }, { 403, "Forbidden" },
		{ 404, "Not Found" }, { 405, "Method Not Allowed" }, { 408, "Request Timeout" },
		{ 409, "Conflict" }, { 411, "Length Required" }, { 413, "Content Too Large" },
		{ 414, "URI Too Long" }, { 415, "Unsupported Media Type" },
		{ 416, "Range Not Satisfiable" }, { 422, "Unprocessable Content" },
		{ 429, "Too Many Requests" }, { 500, "Internal Server Error" },
		{ 503, "Service Unavailable" },
	};
	for (size_t i = 0; i < ARRAY_LEN(reasons); i++) {
		if (reasons[i].status == status) {
			return reasons[i].reason;
		}
	}
	return "";
}

static int hex_digit(char c)
{
	if (c >= '0' && c <= '9') {
		return c - '0';
	}
	if (c >= 'a' && c <= 'f') {
		return c - 'a' + 10;
	}
	return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

bool http_decode(struct arena *a, struct str s, enum http_decoding how, struct str *out)
{
	char *p = arena_array(a, char, s.n + 1);
	size_t n = 0;
	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];
		if (c == '%') {
			int high = i + 2 < s.n ? hex_digit(s.p[i + 1]) : -1;
			int low = high >= 0 ? hex_digit(s.p[i + 2]) : -1;
			if (low < 0) {
				return false;
			}
			c = (char)(high << 4 | low);
			i += 2;
		} else if (c == '+' && how == HTTP_FORM) {
			c = ' ';
		}
		p[n++] = c;
	}
	struct str decoded = { p, n };
	if (!utf8_valid(decoded)) {
		return false;
	}
	*out = decoded;
	return true;
}

static bool plain(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	       c == '-' || c == '.' || c == '_' || c == '~';
}

struct str http_encode(struct arena *a, struct str s)
{
	static const char digits[] = "0123456789ABCDEF";
	char *p = arena_array(a, char, 3 * s.n + 1);
	size_t n = 0;
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];
		if (plain((char)c)) {
			p[n++] = (char)c;
		} else {
			p[n++] = '%';
			p[n++] = digits[c >> 4];
			p[n++] = digits[c & 15];
		}
	}
	return (struct str){ p, n };
}

struct str http_cookie(struct str header, const char *name)
{
	struct str rest = header;
	while (rest.n > 0) {
		struct str one, key, value;
		(void)str_cut(rest, ';', &one, &rest);	/* the last has no tail */
		if (str_cut(str_trim(one), '=', &key, &value) && str_is(key, name)) {
			return value;
		}
	}
	return STR("");
}

static bool zero_weight(struct str params)
{
	struct str p = str_trim(params);
	if (p.n < 3 || p.p[0] != 'q' || p.p[1] != '=' || p.p[2] != '0') {
		return false;
	}
	for (size_t i = 3; i < p.n; i++) {
		if (p.p[i] != '.' && p.p[i] != '0') {
			return false;
		}
	}
	return true;
}

bool http_accepts(struct str header, const char *word)
{
	struct str rest = header;
	while (rest.n > 0) {
		struct str one, name, params;
		(void)str_cut(rest, ',', &one, &rest);	/* the last has no tail */
		(void)str_cut(one, ';', &name, &params);
		if (str_is(str_trim(name), word)) {
			return !zero_weight(params);
		}
	}
	return false;
}

static struct str without_weak(struct str tag)
{
	return str_starts(tag, STR("W/")) ? str_sub(tag, 2, tag.n) : tag;
}

bool http_has_tag(struct str header, struct str tag)
{
	struct str rest = header;
	while (rest.n > 0) {
		struct str one;
		(void)str_cut(rest, ',', &one, &rest);
		one = str_trim(one);
		if (str_is(one, "*") || str_eq(without_weak(one), without_weak(tag))) {
			return true;
		}
	}
	return false;
}

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* Begins with the word, in any case. */
static bool begins(struct str s, const char *word)
{
	size_t n = 0;
	while (word[n] != '\0' && n < s.n && lower(s.p[n]) == lower(word[n])) {
		n++;
	}
	return word[n] == '\0';
}

/* "q=0.8" as thousandths; 1000 for no weight or one that is none. */
static int weight(struct str params)
{
	struct str p = str_trim(params);
	int w = 0, unit = 100;
	if (p.n < 3 || lower(p.p[0]) != 'q' || p.p[1] != '=' || (p.p[2] != '0' && p.p[2] != '1')) {
		return 1000;
	}
	w = p.p[2] == '1' ? 1000 : 0;
	for (size_t i = 4; i < p.n && unit > 0 && w < 1000; i++, unit /= 10) {
		if (p.p[i] < '0' || p.p[i] > '9') {
			return 1000;
		}
		w += (p.p[i] - '0') * unit;
	}
	return w;
}

size_t http_language(struct str header, const char *const *word, size_t n)
{
	struct str rest = header;
	size_t best = 0;
	int best_weight = 0;
	while (rest.n > 0) {
		struct str one, name, params;
		(void)str_cut(rest, ',', &one, &rest);	/* the last has no tail */
		(void)str_cut(one, ';', &name, &params);
		name = str_trim(name);
		for (size_t i = 0; i < n; i++) {
			size_t len = strlen(word[i]);
			bool same = begins(name, word[i]) && (name.n == len || name.p[len] == '-');
			if (same && weight(params) > best_weight) {
				best = i;
				best_weight = weight(params);
			}
		}
	}
	return best;
}

struct str http_credentials(struct str header, const char *scheme)
{
	size_t n = strlen(scheme);
	if (!begins(header, scheme) || header.n <= n || header.p[n] != ' ') {
		return STR("");
	}
	return str_trim(str_sub(header, n, header.n));
}

/* Digits only; more than any file has bytes is as good as the most there can be. */
static bool position(struct str s, int64_t *out)
{
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] < '0' || s.p[i] > '9') {
			return false;
		}
	}
	if (s.n > 0 && !str_to_int64(s, out)) {
		*out = INT64_MAX;
	}
	return s.n > 0;
}

enum http_range http_range(struct str header, int64_t size, int64_t *from, int64_t *to)
{
	struct str unit, spec, first, last;
	int64_t a = 0, b = size - 1, n;
	if (!str_cut(header, '=', &unit, &spec) || !str_is(unit, "bytes") ||
	    !str_cut(spec, '-', &first, &last)) {
		return HTTP_RANGE_NONE;
	}
	if (first.n == 0) {
		if (!position(last, &n)) {
			return HTTP_RANGE_NONE;
		}
		a = n < size ? size - n : 0;
	} else if (!position(first, &a) || (last.n > 0 && (!position(last, &b) || b < a))) {
		return HTTP_RANGE_NONE;
	}
	if (a >= size) {
		return HTTP_RANGE_BEYOND;
	}
	*from = a;
	*to = b < size ? b : size - 1;
	return HTTP_RANGE_PART;
}
