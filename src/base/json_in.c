/*
 * JSON in: a look over the text for what jansson does not refuse with a place
 * (encoding, depth, numbers), jansson for the grammar, then the arena's tree.
 */
#include "json_fast.h"

#include "limits.h"
#include "utf8.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* jansson and json.h give three types the same name. */
#define JSON_TRUE JANSSON_TRUE
#define JSON_FALSE JANSSON_FALSE
#define JSON_NULL JANSSON_NULL
#include <jansson.h>
#undef JSON_TRUE
#undef JSON_FALSE
#undef JSON_NULL

/* Where a reading stands; columns are counted in code points from 1. */
struct place {
	size_t i;
	int line;
	int column;
};

static bool refuse_at(struct err *e, enum err_code code, const char *key, int line, int column)
{
	err_set(e, code, key, NULL);
	err_add_int(e, "line", line);
	return err_add_int(e, "column", column);
}

static bool is_number_char(char c)
{
	return (c >= '0' && c <= '9') || c == '-' || c == '+' || c == '.' || c == 'e' || c == 'E';
}

/* The number that starts at i: a whole one within ±(2^53−1). What is no number
 * at all (1-2, 1e) is left to jansson; it has the better word for it. */
static bool number_fits(struct str text, size_t i, size_t *end)
{
	size_t to = i;
	while (to < text.n && is_number_char(text.p[to])) {
		to++;
	}
	*end = to;
	struct str number = str_sub(text, i, to);
	for (size_t k = 0; k < number.n; k++) {
		char c = number.p[k];
		if (c == '.' || c == 'e' || c == 'E') {
			return false;
		}
		if (k > 0 && (c == '-' || c == '+')) {
			return true;
		}
	}
	int64_t v;
	if (!str_to_int64(number, &v)) {
		return number.n < 2;	/* a lone '-' */
	}
	return v >= -JSON_INT_MOST && v <= JSON_INT_MOST;
}

/* The quote that ends the string starting at i, or the end of the text. */
static size_t string_end(struct str text, size_t i)
{
	for (i++; i < text.n && text.p[i] != '"'; i++) {
		if (text.p[i] == '\\') {
			i++;
		}
	}
	return i < text.n ? i : text.n - 1;
}

/* Moves over the bytes up to `to`, counting lines and columns. */
static void move_to(struct str text, struct place *at, size_t to)
{
	for (; at->i < to; at->i++) {
		unsigned char c = (unsigned char)text.p[at->i];
		if (c == '\n') {
			at->line++;
			at->column = 1;
		} else if ((c & 0xC0) != 0x80) {
			at->column++;
		}
	}
}

static bool check_encoding(struct str text, struct err *e)
{
	size_t i = 0;
	size_t step = 1;
	while (i < text.n && step > 0) {
		step = utf8_step(text.p + i, text.n - i);
		i += step;
	}
	if (i == text.n) {
		return true;
	}
	struct place at = { .line = 1, .column = 1 };
	move_to(text, &at, i);
	return refuse_at(e, ERR_INVALID, "json.utf8", at.line, at.column);
}

static bool check_values(struct str text, struct err *e)
{
	struct place at = { .line = 1, .column = 1 };
	int depth = 0;
	while (at.i < text.n) {
		char c = text.p[at.i];
		size_t next = at.i + 1;
		if (c == '"') {
			next = string_end(text, at.i) + 1;
		} else if (c == '[' || c == '{') {
			if (++depth > LIMIT_JSON_DEPTH) {
				return refuse_at(e, ERR_LIMIT, "json.depth", at.line, at.column);
			}
		} else if (c == ']' || c == '}') {
			depth--;
		} else if (c == '-' || (c >= '0' && c <= '9')) {
			if (!number_fits(text, at.i, &next)) {
				return refuse_at(e, ERR_INVALID, "json.number", at.line,
						 at.column);
			}
		}
		move_to(text, &at, next);
	}
	return true;
}

/* jansson ends its sentence in: near 'what it read last'. */
static struct str near_of(const char *sentence)
{
	const char *quote = strstr(sentence, "near '");
	if (!quote) {
		return STR("");
	}
	struct str s = str_of(quote + strlen("near '"));
	return str_sub(s, 0, s.n > 0 ? s.n - 1 : 0);
}

static bool refuse_syntax(const json_error_t *fault, struct err *e)
{
	bool twice = json_error_code(fault) == json_error_duplicate_key;
	struct str near = near_of(fault->text);
	if (twice && near.n >= 2) {
		near = str_sub(near, 1, near.n - 1);	/* the key without its quotes */
	}
	char text[JSON_ERROR_TEXT_LENGTH];
	assert(near.n < sizeof(text));
	memcpy(text, near.p, near.n);
	text[near.n] = '\0';
	refuse_at(e, ERR_INVALID, twice ? "json.duplicate" : "json.syntax", fault->line,
		  fault->column > 0 ? fault->column : 1);
	return err_add(e, twice ? "name" : "near", text);
}

static bool convert(struct arena *a, json_t *from, struct json *to, struct err *e);

static bool convert_text(struct arena *a, struct str s, struct str *out, struct err *e)
{
	struct str composed;
	if (!utf8_nfc(a, s, &composed, e)) {
		return false;
	}
	/* Not of jansson's memory, which ends with the reading. */
	*out = composed.p == s.p ? str_dup(a, s) : composed;
	return true;
}

static bool convert_arr(struct arena *a, json_t *from, struct json *to, struct err *e)
{
	to->type = JSON_ARR;
	to->n = json_array_size(from);
	to->cap = to->n;
	to->v = arena_array(a, const struct json *, to->n);
	struct json *element = arena_array(a, struct json, to->n);
	for (size_t i = 0; i < to->n; i++) {
		if (!convert(a, json_array_get(from, i), &element[i], e)) {
			return false;
		}
		to->v[i] = &element[i];
	}
	return true;
}

static int text_order(const void *a, const void *b)
{
	const struct str *left = a;
	const struct str *right = b;
	return str_cmp(*left, *right);
}

/* Two keys that jansson found different can be one after normalising. */
static bool check_composed_keys(struct arena *a, const struct json *obj, struct err *e)
{
	struct arena_mark mark = arena_mark(a);
	struct str *key = arena_copy(a, obj->k, obj->n * sizeof(*key));
	qsort(key, obj->n, sizeof(*key), text_order);
	size_t i = 1;
	while (i < obj->n && !str_eq(key[i - 1], key[i])) {
		i++;
	}
	bool once = i >= obj->n;
	if (!once) {
		err_set(e, ERR_INVALID, "json.composed", "name", str_cstr(a, key[i]), NULL);
	}
	arena_release(a, mark);
	return once;
}

static bool convert_obj(struct arena *a, json_t *from, struct json *to, struct err *e)
{
	to->type = JSON_OBJ;
	to->n = json_object_size(from);
	to->cap = to->n;
	to->v = arena_array(a, const struct json *, to->n);
	to->k = arena_array(a, struct str, to->n);
	struct json *member = arena_array(a, struct json, to->n);
	bool changed = false;
	size_t i = 0;
	for (void *it = json_object_iter(from); it; it = json_object_iter_next(from, it)) {
		struct str key = str_of(json_object_iter_key(it));
		if (!convert_text(a, key, &to->k[i], e) ||
		    !convert(a, json_object_iter_value(it), &member[i], e)) {
			return false;
		}
		changed = changed || !str_eq(key, to->k[i]);
		to->v[i] = &member[i];
		i++;
	}
	return !changed || check_composed_keys(a, to, e);
}

/* Recursion is bounded: check_values saw no depth above LIMIT_JSON_DEPTH. */
static bool convert(struct arena *a, json_t *from, struct json *to, struct err *e)
{
	switch (json_typeof(from)) {
	case JSON_OBJECT:
		return convert_obj(a, from, to, e);
	case JSON_ARRAY:
		return convert_arr(a, from, to, e);
	case JSON_STRING:
		to->type = JSON_STR;
		return convert_text(a,
				    (struct str){ .p = json_string_value(from),
						  .n = json_string_length(from) },
				    &to->s, e);
	case JSON_INTEGER:
		to->type = JSON_INT;
		to->i = json_integer_value(from);
		return true;
	case JANSSON_TRUE:
		to->type = JSON_TRUE;
		return true;
	case JANSSON_FALSE:
		to->type = JSON_FALSE;
		return true;
	case JANSSON_NULL:
	case JSON_REAL:		/* not after check_values */
		to->type = JSON_NULL;
		return true;
	}
	return true;
}

bool json_parse(struct arena *a, struct str text, const struct json **out, struct err *e)
{
	if (text.n > LIMIT_JSON) {
		err_set(e, ERR_LIMIT, "json.long", NULL);
		return err_add_int(e, "limit", LIMIT_JSON);
	}
	return json_fast(a, text, out) || json_slow(a, text, out, e);
}

bool json_slow(struct arena *a, struct str text, const struct json **out, struct err *e)
{
	if (!check_encoding(text, e) || !check_values(text, e)) {
		return false;
	}
	json_error_t fault;
	json_t *root = json_loadb(text.n ? text.p : "", text.n,
				  JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &fault);
	if (!root) {
		return refuse_syntax(&fault, e);
	}
	struct json *tree = arena_new(a, struct json);
	bool ok = convert(a, root, tree, e);
	json_decref(root);
	if (ok) {
		*out = tree;
	}
	return ok;
}
