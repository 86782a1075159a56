/* JSON out: RFC 8785, and the form for people. */
#include "base/json.h"

#include "tap.h"

static struct arena arena;
static struct buf out;

static const char *written(const struct json *v)
{
	buf_reset(&out);
	json_write(&out, v);
	return out.p;
}

static const struct json *parsed(const char *text)
{
	const struct json *v = NULL;
	struct err e = { 0 };
	if (!json_parse(&arena, str_of(text), &v, &e)) {
		diag("%s: %s", text, e.key);
		return json_new_null(&arena);
	}
	return v;
}

/* RFC 8785, 3.2.2 and 3.2.3, without the numbers that we refuse. */
static void vectors(void)
{
	is_str(written(parsed("{\"string\": \"\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\"
			      "\\\"\\/\", \"literals\": [null, true, false]}")),
	       "{\"literals\":[null,true,false],"
	       "\"string\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}",
	       "the example of 3.2.2");
	/* Not through the reader: U+FB33 has no NFC of its own. */
	struct json *obj = json_new_obj(&arena);
	json_set_str(&arena, obj, "€", STR("Euro Sign"));
	json_set_str(&arena, obj, "\r", STR("Carriage Return"));
	json_set_str(&arena, obj, "\xEF\xAC\xB3", STR("Hebrew Letter Dalet With Dagesh"));
	json_set_str(&arena, obj, "1", STR("One"));
	json_set_str(&arena, obj, "😀", STR("Emoji: Grinning Face"));
	json_set_str(&arena, obj, "\xC2\x80", STR("Control"));
	json_set_str(&arena, obj, "ö", STR("Latin Small Letter O With Diaeresis"));
	is_str(written(obj),
	       "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\xC2\x80\":\"Control\","
	       "\"ö\":\"Latin Small Letter O With Diaeresis\",\"€\":\"Euro Sign\","
	       "\"😀\":\"Emoji: Grinning Face\","
	       "\"\xEF\xAC\xB3\":\"Hebrew Letter Dalet With Dagesh\"}",
	       "the order of 3.2.3");
	is_str(written(parsed("{\"\":\"empty\",\"1\":{\"f\":{\"f\":\"hi\",\"F\":5},\"\\n\":56},"
			      "\"10\":{},\"111\":[{\"e\":\"yes\",\"E\":\"no\"}],\"A\":{}}")),
	       "{\"\":\"empty\",\"1\":{\"\\n\":56,\"f\":{\"F\":5,\"f\":\"hi\"}},\"10\":{},"
	       "\"111\":[{\"E\":\"no\",\"e\":\"yes\"}],\"A\":{}}",
	       "inner objects are sorted, arrays are not");
	is_str(written(parsed("{\"peach\":\"Nam\",\"péché\":\"x\",\"pêche\":\"y\",\"sin\":0}")),
	       "{\"peach\":\"Nam\",\"péché\":\"x\",\"pêche\":\"y\",\"sin\":0}",
	       "no language's order");
}

static void escapes(void)
{
	static const char *const named[] = { "\\b", "\\t", "\\n", "\\f", "\\r" };
	static const char letter[] = "\b\t\n\f\r";
	int bad = 0;
	for (char c = 1; c < 0x20; c++) {
		char want[16];
		const char *at = strchr(letter, c);
		(void)snprintf(want, sizeof(want), "\"%s\"", at ? named[at - letter] : "");
		if (!at) {
			(void)snprintf(want, sizeof(want), "\"\\u%04x\"", (unsigned)c);
		}
		buf_reset(&out);
		json_write_str(&out, (struct str){ &c, 1 });
		bad += strcmp(out.p, want) != 0;
	}
	is_int(bad, 0, "control characters");
	buf_reset(&out);
	json_write_str(&out, STR("\x7F\xC2\x85\xE2\x80\xA8/<>&'"));
	is_str(out.p, "\"\x7F\xC2\x85\xE2\x80\xA8/<>&'\"", "nothing else is escaped");
	buf_reset(&out);
	json_write_str(&out, (struct str){ 0 });
	is_str(out.p, "\"\"", "nothing");
}

static void building(void)
{
	struct json *obj = json_new_obj(&arena);
	struct json *arr = json_new_arr(&arena);
	json_set(&arena, obj, "z", arr);
	json_set_int(&arena, obj, "i", JSON_INT_MOST);
	json_set_bool(&arena, obj, "b", true);
	json_set_bool(&arena, obj, "b", false);
	for (int i = 0; i < 6; i++) {
		json_push(&arena, arr, json_new_int(&arena, -i));
	}
	json_push(&arena, arr, json_new_null(&arena));
	is_str(written(obj), "{\"b\":false,\"i\":9007199254740991,\"z\":[0,-1,-2,-3,-4,-5,null]}",
	       "a tree made by hand");
	ok(json_get(obj, "b")->type == JSON_FALSE && obj->n == 3, "setting again replaces");
}

/* The same members in two orders, few and many. */
static void same_bytes(void)
{
	static const int sizes[] = { 0, 1, 63, 64, 65, 1000 };
	for (size_t k = 0; k < ARRAY_LEN(sizes); k++) {
		int n = sizes[k];
		struct json *up = json_new_obj(&arena);
		struct json *down = json_new_obj(&arena);
		for (int i = 0; i < n; i++) {
			json_set_int(&arena, up, str_fmt(&arena, "k%d", i).p, i);
			int j = n - 1 - i;
			json_set_int(&arena, down, str_fmt(&arena, "k%d", j).p, j);
		}
		const char *first = str_cstr(&arena, str_of(written(up)));
		is_str(written(down), first, "%d members in two orders", n);
		is_str(written(parsed(first)), first, "and read again");
	}
}

static void pretty(void)
{
	buf_reset(&out);
	json_write_pretty(&out, parsed("{\"b\":[1,{\"x\":null}],\"a\":{},\"c\":[]}"));
	is_str(out.p,
	       "{\n  \"b\": [\n    1,\n    {\n      \"x\": null\n    }\n  ],\n  \"a\": {},\n"
	       "  \"c\": []\n}",
	       "for people");
	struct buf small;
	buf_init(&small, 5);
	json_write(&small, parsed("[1,2,3,4]"));
	ok(!buf_ok(&small), "a full buffer says so");
	buf_done(&small);
}

int main(void)
{
	arena_init(&arena, 0);
	buf_init(&out, 1 << 20);
	vectors();
	escapes();
	building();
	same_bytes();
	pretty();
	buf_done(&out);
	arena_done(&arena);
	return done_testing();
}
