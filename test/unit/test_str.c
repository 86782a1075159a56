/* Views of text. */
#include "base/str.h"

#include "tap.h"

static void compare(void)
{
	static const struct {
		const char *a, *b;
		int order;
	} table[] = {
		{ "", "", 0 }, { "", "a", -1 }, { "a", "a", 0 }, { "a", "b", -1 },
		{ "ab", "a", 1 }, { "a", "ab", -1 }, { "\x7F", "\xC3\xA9", -1 }, { "B", "a", -1 },
	};
	for (size_t i = 0; i < ARRAY_LEN(table); i++) {
		struct str a = str_of(table[i].a);
		struct str b = str_of(table[i].b);
		int order = str_cmp(a, b);
		is_int((order > 0) - (order < 0), table[i].order, "order of '%s' and '%s'",
		       table[i].a, table[i].b);
		ok(str_eq(a, b) == (table[i].order == 0), "equality of '%s' and '%s'", table[i].a,
		   table[i].b);
	}
	struct str none = { 0 };
	ok(str_eq(none, STR("")) && str_cmp(none, STR("")) == 0, "NULL and length 0 is empty");
	ok(str_is(str_of(NULL), ""), "str_of(NULL) is empty");
	ok(str_is(STR("chữ"), "chữ") && !str_is(STR("chữ"), "chử"), "str_is");
	ok(str_eq(str_sub(none, 0, 5), none) && str_eq(str_trim(none), none), "parts of nothing");
}

static void parts(void)
{
	struct str s = STR("hồ sơ");
	ok(str_starts(s, STR("hồ")) && !str_starts(s, STR("sơ")), "starts");
	ok(str_ends(s, STR("sơ")) && !str_ends(s, STR("hồ")), "ends");
	ok(str_among("one|two", STR("two")) && str_among("one|two", STR("one")), "one of them");
	ok(!str_among("one|two", STR("tw")) && !str_among("one|two", STR("one|two")), "or none");
	ok(str_starts(s, STR("")) && str_ends(s, STR("")), "everything starts and ends in nothing");
	ok(!str_starts(STR("a"), STR("ab")) && !str_ends(STR("b"), STR("ab")), "longer than all");
	is_text(str_sub(STR("abcdef"), 2, 4), "cd", "sub");
	is_text(str_sub(STR("abc"), 2, 99), "c", "sub clamps the end");
	is_text(str_sub(STR("abc"), 99, 2), "", "sub clamps the start");
	is_int((int64_t)str_find(STR("a=b=c"), '='), 1, "find the first");
	is_int((int64_t)str_find(STR("abc"), '='), 3, "find nothing");
	is_text(str_trim(STR(" \t\r\n x y \n")), "x y", "trim");
	is_text(str_trim(STR(" \t ")), "", "trim to nothing");
}

static void cut(void)
{
	static const struct {
		const char *s, *head, *tail;
		bool found;
	} table[] = {
		{ "k=v", "k", "v", true }, { "k=v=w", "k", "v=w", true }, { "k", "k", "", false },
		{ "=v", "", "v", true },   { "k=", "k", "", true },       { "", "", "", false },
	};
	for (size_t i = 0; i < ARRAY_LEN(table); i++) {
		struct str head;
		struct str tail;
		bool found = str_cut(str_of(table[i].s), '=', &head, &tail);
		ok(found == table[i].found, "cut '%s'", table[i].s);
		is_text(head, table[i].head, "head of '%s'", table[i].s);
		is_text(tail, table[i].tail, "tail of '%s'", table[i].s);
	}
}

static void numbers(void)
{
	static const struct {
		const char *s;
		bool good;
		int64_t v;
	} table[] = {
		{ "0", true, 0 },
		{ "007", true, 7 },
		{ "-1", true, -1 },
		{ "-0", true, 0 },
		{ "9223372036854775807", true, INT64_MAX },
		{ "-9223372036854775808", true, INT64_MIN },
		{ "9223372036854775808", false, 0 },
		{ "-9223372036854775809", false, 0 },
		{ "99999999999999999999999", false, 0 },
		{ "", false, 0 },
		{ "-", false, 0 },
		{ "+1", false, 0 },
		{ " 1", false, 0 },
		{ "1 ", false, 0 },
		{ "5x", false, 0 },
		{ "--1", false, 0 },
		{ "1e3", false, 0 },
		{ "0x10", false, 0 },
	};
	for (size_t i = 0; i < ARRAY_LEN(table); i++) {
		int64_t v = 4711;
		bool good = str_to_int64(str_of(table[i].s), &v);
		ok(good == table[i].good, "number '%s'", table[i].s);
		is_int(v, good ? table[i].v : 4711, "value of '%s'", table[i].s);
	}
}

static void copies(void)
{
	struct arena a;
	arena_init(&a, 0);
	char from[] = "một";
	struct str copy = str_dup(&a, str_of(from));
	char *c = str_cstr(&a, str_sub(str_of(from), 0, 1));
	from[0] = 'x';
	is_text(copy, "một", "dup is a copy");
	is_str(c, "m", "cstr ends in NUL");
	is_str(str_cstr(&a, (struct str){ 0 }), "", "cstr of nothing");
	is_text(str_fmt(&a, "%s-%05d", "H19", 42), "H19-00042", "fmt");
	is_text(str_fmt(&a, "%s", ""), "", "fmt of nothing");
	is_int((int64_t)str_fmt(&a, "%200000d", 1).n, 200000, "fmt of much");
	is_text(STR_JOIN(&a, STR("H19"), STR(""), STR("-"), STR("42")), "H19-42", "join");
	is_text(STR_JOIN(&a, STR("")), "", "join of nothing");
	arena_done(&a);
}

int main(void)
{
	compare();
	parts();
	cut();
	numbers();
	copies();
	return done_testing();
}
