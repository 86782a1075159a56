/* JSON out: the canonical bytes of RFC 8785, and a form for people. */
#include "json.h"

#include <stdlib.h>

enum { ORDER_ON_STACK = 64 };

static const char *escape_of(unsigned char c)
{
	switch (c) {
	case '"':
		return "\\\"";
	case '\\':
		return "\\\\";
	case '\b':
		return "\\b";
	case '\t':
		return "\\t";
	case '\n':
		return "\\n";
	case '\f':
		return "\\f";
	case '\r':
		return "\\r";
	default:
		return NULL;
	}
}

void json_write_str(struct buf *b, struct str s)
{
	static const char hex[] = "0123456789abcdef";
	size_t plain = 0;	/* start of the run not yet written */
	buf_char(b, '"');
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];
		const char *escape = escape_of(c);
		if (!escape && c >= 0x20) {
			continue;
		}
		buf_str(b, str_sub(s, plain, i));
		plain = i + 1;
		if (escape) {
			buf_text(b, escape);
		} else {
			const char unicode[] = { '\\', 'u', '0', '0', hex[c >> 4], hex[c & 15] };
			buf_add(b, unicode, sizeof(unicode));
		}
	}
	buf_str(b, str_sub(s, plain, s.n));
	buf_char(b, '"');
}

/*
 * RFC 8785 sorts keys by UTF-16 units. Bytes of UTF-8 give the same order but
 * for one case: in UTF-16 the code points above U+FFFF (first byte F0…F4, as
 * surrogates D800…DFFF) stand before U+E000…U+FFFF (first byte EE, EF).
 */
static int unit_rank(char byte)
{
	int c = (unsigned char)byte;
	if (c >= 0xF0) {
		return c - 2;
	}
	return c >= 0xEE ? c + 5 : c;
}

static int key_order(struct str a, struct str b)
{
	size_t n = a.n < b.n ? a.n : b.n;
	for (size_t i = 0; i < n; i++) {
		if (a.p[i] != b.p[i]) {
			return unit_rank(a.p[i]) - unit_rank(b.p[i]);
		}
	}
	return (a.n > b.n) - (a.n < b.n);
}

struct member {
	struct str key;
	const struct json *value;
};

static int member_order(const void *a, const void *b)
{
	const struct member *left = a;
	const struct member *right = b;
	return key_order(left->key, right->key);
}

static void write_member(struct buf *b, size_t i, struct str key, const struct json *value)
{
	if (i > 0) {
		buf_char(b, ',');
	}
	json_write_str(b, key);
	buf_char(b, ':');
	json_write(b, value);
}

static void write_small_obj(struct buf *b, const struct json *v)
{
	uint8_t order[ORDER_ON_STACK];
	for (size_t i = 0; i < v->n; i++) {
		size_t at = i;
		while (at > 0 && key_order(v->k[order[at - 1]], v->k[i]) > 0) {
			order[at] = order[at - 1];
			at--;
		}
		order[at] = (uint8_t)i;
	}
	for (size_t i = 0; i < v->n; i++) {
		write_member(b, i, v->k[order[i]], v->v[order[i]]);
	}
}

static void write_large_obj(struct buf *b, const struct json *v)
{
	struct arena scratch;
	arena_init(&scratch, 0);
	struct member *member = arena_array(&scratch, struct member, v->n);
	for (size_t i = 0; i < v->n; i++) {
		member[i] = (struct member){ .key = v->k[i], .value = v->v[i] };
	}
	qsort(member, v->n, sizeof(*member), member_order);
	for (size_t i = 0; i < v->n; i++) {
		write_member(b, i, member[i].key, member[i].value);
	}
	arena_done(&scratch);
}

static void write_obj(struct buf *b, const struct json *v)
{
	buf_char(b, '{');
	if (v->n <= ORDER_ON_STACK) {
		write_small_obj(b, v);
	} else {
		write_large_obj(b, v);
	}
	buf_char(b, '}');
}

static void write_arr(struct buf *b, const struct json *v)
{
	buf_char(b, '[');
	for (size_t i = 0; i < v->n; i++) {
		if (i > 0) {
			buf_char(b, ',');
		}
		json_write(b, v->v[i]);
	}
	buf_char(b, ']');
}

void json_write(struct buf *b, const struct json *v)
{
	switch (v->type) {
	case JSON_NULL:
		buf_text(b, "null");
		break;
	case JSON_FALSE:
		buf_text(b, "false");
		break;
	case JSON_TRUE:
		buf_text(b, "true");
		break;
	case JSON_INT:
		buf_int(b, v->i);
		break;
	case JSON_STR:
		json_write_str(b, v->s);
		break;
	case JSON_ARR:
		write_arr(b, v);
		break;
	case JSON_OBJ:
		write_obj(b, v);
		break;
	}
}

static void new_line(struct buf *b, size_t depth)
{
	buf_char(b, '\n');
	for (size_t i = 0; i < depth; i++) {
		buf_text(b, "  ");
	}
}

static void write_pretty(struct buf *b, const struct json *v, size_t depth)
{
	bool obj = v->type == JSON_OBJ;
	if ((!obj && v->type != JSON_ARR) || v->n == 0) {
		json_write(b, v);
		return;
	}
	buf_char(b, obj ? '{' : '[');
	for (size_t i = 0; i < v->n; i++) {
		if (i > 0) {
			buf_char(b, ',');
		}
		new_line(b, depth + 1);
		if (obj) {
			json_write_str(b, v->k[i]);
			buf_text(b, ": ");
		}
		write_pretty(b, v->v[i], depth + 1);
	}
	new_line(b, depth);
	buf_char(b, obj ? '}' : ']');
}

void json_write_pretty(struct buf *b, const struct json *v)
{
	write_pretty(b, v, 0);
}
