/* JSON in: what is accepted, what is refused and where; looking up. */
#include "base/json.h"

#include "base/limits.h"
#include "tap.h"

static struct arena arena;

static const char *rewritten(const struct json *v)
{
	struct buf b;
	buf_init(&b, 16 << 20);
	json_write(&b, v);
	const char *s = str_cstr(&arena, buf_view(&b));
	buf_done(&b);
	return s;
}

static void accepted(void)
{
	static const struct {
		const char *text, *want;
	} table[] = {
		{ "null", "null" },
		{ " true\n", "true" },
		{ "false", "false" },
		{ "0", "0" },
		{ "-0", "0" },
		{ "9007199254740991", "9007199254740991" },
		{ "-9007199254740991", "-9007199254740991" },
		{ "\"\"", "\"\"" },
		{ "[]", "[]" },
		{ "{}", "{}" },
		{ "[ 1 , [ ] , { } ]", "[1,[],{}]" },
		{ "{\"b\":1,\"a\":2}", "{\"a\":2,\"b\":1}" },
		{ "\"\\u1ebf\\ud83d\\ude00\"", "\"ế😀\"" },
		{ "\"\\/\\b\\f\\n\\r\\t\\\"\\\\\"", "\"/\\b\\f\\n\\r\\t\\\"\\\\\"" },
		{ "\"e\\u0302\\u0301\"", "\"ế\"" },
		{ "{\"e\xCC\x82\":\"o\xCC\x9B\"}", "{\"ê\":\"ơ\"}" },
		{ "\"1.5e3 [[[ {{{\"", "\"1.5e3 [[[ {{{\"" },
		{ "\"\\\\\"", "\"\\\\\"" },
		{ "\"\\\"1.5\"", "\"\\\"1.5\"" },
	};
	for (size_t i = 0; i < ARRAY_LEN(table); i++) {
		const struct json *v = NULL;
		struct err e = { 0 };
		if (ok(json_parse(&arena, str_of(table[i].text), &v, &e), "accept %s",
		       table[i].text)) {
			is_str(rewritten(v), table[i].want, "and write %s", table[i].want);
		} else {
			diag("%s", e.key);
		}
	}
}

/* A column of NULL is jansson's affair. */
static const struct {
	const char *text, *key, *line, *column;
} refusals[] = {
	{ "", "json.syntax", "1", "1" },
	{ "   ", "json.syntax", "1", NULL },
	{ "{", "json.syntax", "1", "1" },
	{ "{\"a\":}", "json.syntax", "1", NULL },
	{ "{\"a\" 1}", "json.syntax", "1", NULL },
	{ "[1,]", "json.syntax", "1", NULL },
	{ "[1 2]", "json.syntax", "1", NULL },
	{ "{\"a\":1,}", "json.syntax", "1", NULL },
	{ "{'a':1}", "json.syntax", "1", NULL },
	{ "{a:1}", "json.syntax", "1", NULL },
	{ "nul", "json.syntax", "1", NULL },
	{ "NaN", "json.syntax", "1", NULL },
	{ "Infinity", "json.syntax", "1", NULL },
	{ "+1", "json.syntax", "1", NULL },
	{ "-", "json.syntax", "1", NULL },
	{ "01", "json.syntax", "1", NULL },
	{ "1-2", "json.syntax", "1", NULL },
	{ "0x10", "json.syntax", "1", NULL },
	{ "{} {}", "json.syntax", "1", NULL },
	{ "1 x", "json.syntax", "1", NULL },
	{ "// c\n1", "json.syntax", "1", NULL },
	{ "\"a", "json.syntax", "1", NULL },
	{ "\"a\\", "json.syntax", "1", NULL },
	{ "\"a\nb\"", "json.syntax", NULL, NULL },
	{ "\"\t\"", "json.syntax", "1", NULL },
	{ "\"\\x\"", "json.syntax", "1", NULL },
	{ "\"\\u12\"", "json.syntax", "1", NULL },
	{ "\"\\u0000\"", "json.syntax", "1", NULL },
	{ "\"\\ud800\"", "json.syntax", "1", NULL },
	{ "\"\\udc00\\ud800\"", "json.syntax", "1", NULL },
	{ "{\n\"a\": [1,\n 2,, 3]}", "json.syntax", "3", "4" },
	{ "\xEF\xBB\xBF{}", "json.syntax", "1", "1" },
	{ "1.5", "json.number", "1", "1" },
	{ "[1, 1.0]", "json.number", "1", "5" },
	{ "[\"ế\",\n 1e2]", "json.number", "2", "2" },
	{ "[\"ế\", 1E2]", "json.number", "1", "7" },
	{ "9007199254740992", "json.number", "1", "1" },
	{ "-9007199254740992", "json.number", "1", "1" },
	{ "99999999999999999999999999", "json.number", "1", "1" },
	{ "{\"a\":1,\"a\":2}", "json.duplicate", "1", NULL },
	{ "{\"a\":1,\"\\u0061\":2}", "json.duplicate", "1", NULL },
	{ "[{\"b\":0},\n{\"a\":{\"b\":0,\"b\":0}}]", "json.duplicate", "2", NULL },
	{ "{\"\\u1ebf\":1,\"e\\u0302\\u0301\":2}", "json.composed", NULL, NULL },
	{ "\"a\xFF\"", "json.utf8", "1", "3" },
	{ "[\n\"\xED\xA0\x80\"]", "json.utf8", "2", "2" },
	{ "\"\xC0\x80\"", "json.utf8", "1", "2" },
};

static void refused(void)
{
	for (size_t i = 0; i < ARRAY_LEN(refusals); i++) {
		const struct json *v = NULL;
		struct err e = { 0 };
		ok(!json_parse(&arena, str_of(refusals[i].text), &v, &e) && !v, "refuse %zu: %s", i,
		   e.key);
		is_str(e.key, refusals[i].key, "key of %zu", i);
		if (refusals[i].line) {
			is_str(err_arg(&e, "line"), refusals[i].line, "line of %zu", i);
		}
		if (refusals[i].column) {
			is_str(err_arg(&e, "column"), refusals[i].column, "column of %zu", i);
		}
	}
	const struct json *v;
	struct err e = { 0 };
	ok(!json_parse(&arena, (struct str){ "\"\0\"", 3 }, &v, &e), "NUL");
	is_str(e.key, "json.utf8", "is no text");
	ok(!json_parse(&arena, (struct str){ 0 }, &v, &e), "nothing at NULL");
	ok(!json_parse(&arena, STR("{\"tên\":1,\"tên\":1}"), &v, &e), "a key twice");
	is_str(err_arg(&e, "name"), "tên", "is named");
	ok(!json_parse(&arena, STR("[1,}]"), &v, &e), "near");
	is_str(err_arg(&e, "near"), "}", "says what was read last");
}

static struct str nested(size_t depth, const char *open, const char *close)
{
	struct buf b;
	buf_init(&b, 32 << 20);
	for (size_t i = 0; i < depth; i++) {
		buf_text(&b, open);
	}
	buf_char(&b, '1');
	for (size_t i = 0; i < depth; i++) {
		buf_text(&b, close);
	}
	struct str s = str_dup(&arena, buf_view(&b));
	buf_done(&b);
	return s;
}

static void large(void)
{
	const struct json *v;
	struct err e = { 0 };
	ok(json_parse(&arena, nested(LIMIT_JSON_DEPTH, "[", "]"), &v, &e), "as deep as may be");
	ok(!json_parse(&arena, nested(LIMIT_JSON_DEPTH + 1, "[", "]"), &v, &e), "one deeper");
	is_str(e.key, "json.depth", "key");
	is_int(e.code, ERR_LIMIT, "code");
	is_str(err_arg(&e, "column"), "33", "column");
	ok(!json_parse(&arena, nested(LIMIT_JSON_DEPTH + 1, "{\"a\":", "}"), &v, &e), "objects");
	is_str(e.key, "json.depth", "key");
	ok(!json_parse(&arena, nested(500000, "[", "]"), &v, &e), "half a million deep");
	is_str(e.key, "json.depth", "key");

	size_t n = 10 << 20;
	char *huge = arena_alloc(&arena, n, 1);
	memset(huge, 'x', n);
	huge[0] = huge[n - 1] = '"';
	ok(!json_parse(&arena, (struct str){ huge, n }, &v, &e), "a string of 10 MB");
	is_str(e.key, "json.long", "key");
	is_int(e.code, ERR_LIMIT, "code");
	huge[3999999] = '"';
	ok(json_parse(&arena, (struct str){ huge, 4000000 }, &v, &e), "a string of 4 MB");
	is_int((int64_t)v->s.n, 3999998, "is whole");
}

/* The tree of the costliest text fits the arena's default ceiling. */
static void costliest(void)
{
	struct arena a;
	arena_init(&a, 0);
	size_t n = LIMIT_JSON;
	char *text = arena_alloc(&arena, n, 1);
	for (size_t i = 0; i < n; i++) {
		text[i] = i % 2 ? '0' : ',';
	}
	text[0] = '[';
	text[n - 1] = ']';
	text[n - 2] = ' ';
	const struct json *v = NULL;
	struct err e = { 0 };
	bool good = json_parse(&a, (struct str){ text, n }, &v, &e);
	ok(good, "two million elements %s", e.key);
	is_int((int64_t)json_len(v), (LIMIT_JSON - 2) / 2, "all of them");
	arena_done(&a);
}

static void lookups(void)
{
	const struct json *v = NULL;
	struct err e;
	ok(json_parse(&arena,
		      STR("{\"s\":\"x\",\"i\":-5,\"t\":true,\"f\":false,\"n\":null,"
			  "\"a\":[1,\"hai\"],\"o\":{\"s\":\"y\"}}"),
		      &v, &e),
	   "an object");
	is_text(json_str(v, "s"), "x", "string");
	is_text(json_str(v, "i"), "", "a number is no string");
	is_text(json_str(v, "zz"), "", "missing string");
	is_int(json_int(v, "i", 1), -5, "number");
	is_int(json_int(v, "s", 1), 1, "a string is no number");
	ok(json_bool(v, "t", false) && !json_bool(v, "f", true), "booleans");
	ok(json_bool(v, "n", true) && !json_bool(v, "n", false), "null is no boolean");
	is_int((int64_t)json_len(json_arr(v, "a")), 2, "array");
	is_int(json_at(json_arr(v, "a"), 0)->i, 1, "its first");
	ok(json_arr(v, "o") == NULL && json_len(NULL) == 0, "an object is no array");
	is_text(json_str(json_get(v, "o"), "s"), "y", "inner object");
	ok(json_get(json_arr(v, "a"), "s") == NULL, "an array has no members");
	ok(json_get(NULL, "s") == NULL && json_int(NULL, "s", 3) == 3, "nor has NULL");
	is_text(v->k[0], "s", "keys stand in their order");
	is_text(v->k[6], "o", "to the last");
}

int main(void)
{
	arena_init(&arena, 0);
	accepted();
	refused();
	large();
	costliest();
	lookups();
	arena_done(&arena);
	return done_testing();
}
