/* A recursive descent over canonical JSON; anything else ends it. */
#include "json_fast.h"

#include "limits.h"
#include "utf8.h"

#include <string.h>

enum { FEW = 32 };			/* elements or members; more go the other way */

struct reading {
	struct arena *a;
	const char *p, *end;
	int depth;
};

static bool read_value(struct reading *r, struct json *out);

static bool next_is(struct reading *r, char c)
{
	bool is = r->p < r->end && *r->p == c;
	r->p += is;
	return is;
}

static bool read_text(struct reading *r, struct str *out)
{
	if (!next_is(r, '"')) {
		return false;
	}
	const char *from = r->p;
	unsigned char all = 0;
	while (r->p < r->end && *r->p != '"' && *r->p != '\\' && (unsigned char)*r->p >= ' ') {
		all |= (unsigned char)*r->p++;
	}
	struct str s = { from, (size_t)(r->p - from) }, composed;
	struct err ignored;
	if (!next_is(r, '"')) {
		return false;
	}
	/* What is not ASCII must be valid and composed already. */
	if (all >= 0x80 && (!utf8_nfc(r->a, s, &composed, &ignored) || composed.p != s.p)) {
		return false;
	}
	*out = str_dup(r->a, s);
	return true;
}

static bool read_number(struct reading *r, int64_t *out)
{
	bool minus = next_is(r, '-');
	const char *from = r->p;
	int64_t n = 0;
	while (r->p < r->end && *r->p >= '0' && *r->p <= '9' && n <= JSON_INT_MOST) {
		n = n * 10 + (*r->p++ - '0');
	}
	bool leads = r->p - from > 1 && *from == '0';
	bool goes_on = r->p < r->end && strchr("0123456789.eE+-", *r->p);
	if (r->p == from || leads || goes_on || n > JSON_INT_MOST || (minus && n == 0)) {
		return false;
	}
	*out = minus ? -n : n;
	return true;
}

static bool word_is(struct reading *r, const char *word)
{
	size_t n = strlen(word);
	bool is = (size_t)(r->end - r->p) >= n && memcmp(r->p, word, n) == 0;
	r->p += is ? n : 0;
	return is;
}

static void keep(struct reading *r, struct json *out, const struct json *element, size_t n)
{
	struct json *all = arena_array(r->a, struct json, n);
	out->n = out->cap = n;
	out->v = arena_array(r->a, const struct json *, n);
	for (size_t i = 0; i < n; i++) {
		all[i] = element[i];
		out->v[i] = &all[i];
	}
}

static bool read_arr(struct reading *r, struct json *out)
{
	struct json element[FEW];
	size_t n = 0;
	element[0] = (struct json){ .type = JSON_NULL };
	bool more = !next_is(r, ']');
	while (more) {
		if (n == FEW || !read_value(r, &element[n++])) {
			return false;
		}
		more = next_is(r, ',');
		if (!more && !next_is(r, ']')) {
			return false;
		}
	}
	out->type = JSON_ARR;
	keep(r, out, element, n);
	return true;
}

static bool known(const struct str *key, size_t n, struct str s)
{
	size_t i = 0;
	while (i < n && !str_eq(key[i], s)) {
		i++;
	}
	return i < n;
}

static bool read_obj(struct reading *r, struct json *out)
{
	struct json member[FEW];
	struct str key[FEW];
	size_t n = 0;
	member[0] = (struct json){ .type = JSON_NULL };
	bool more = !next_is(r, '}');
	while (more) {
		if (n == FEW || !read_text(r, &key[n]) || known(key, n, key[n]) ||
		    !next_is(r, ':') || !read_value(r, &member[n])) {
			return false;
		}
		n++;
		more = next_is(r, ',');
		if (!more && !next_is(r, '}')) {
			return false;
		}
	}
	out->type = JSON_OBJ;
	keep(r, out, member, n);
	out->k = arena_array(r->a, struct str, n);
	for (size_t i = 0; i < n; i++) {
		out->k[i] = key[i];
	}
	return true;
}

/* Recursion is bounded by LIMIT_JSON_DEPTH. */
static bool read_inside(struct reading *r, struct json *out, bool (*read)(struct reading *,
									   struct json *))
{
	if (r->depth == LIMIT_JSON_DEPTH) {
		return false;
	}
	r->p++;
	r->depth++;
	bool ok = read(r, out);
	r->depth--;
	return ok;
}

static bool read_value(struct reading *r, struct json *out)
{
	*out = (struct json){ .type = JSON_NULL };
	if (r->p == r->end) {
		return false;
	}
	switch (*r->p) {
	case '{':
		return read_inside(r, out, read_obj);
	case '[':
		return read_inside(r, out, read_arr);
	case '"':
		out->type = JSON_STR;
		return read_text(r, &out->s);
	case 't':
		out->type = JSON_TRUE;
		return word_is(r, "true");
	case 'f':
		out->type = JSON_FALSE;
		return word_is(r, "false");
	case 'n':
		return word_is(r, "null");
	default:
		out->type = JSON_INT;
		return read_number(r, &out->i);
	}
}

bool json_fast(struct arena *a, struct str text, const struct json **out)
{
	/* Nothing may be nowhere: NULL + 0 is not C17. */
	if (text.n == 0) {
		return false;
	}
	struct arena_mark mark = arena_mark(a);
	struct reading r = { .a = a, .p = text.p, .end = text.p + text.n };
	struct json *tree = arena_new(a, struct json);
	if (!read_value(&r, tree) || r.p != r.end) {
		arena_release(a, mark);
		return false;
	}
	*out = tree;
	return true;
}
