/* UTF-8 and NFC at the door. */
#include "base/utf8.h"

#include "tap.h"

static struct arena arena;

static void valid(void)
{
	static const struct {
		const char *s;
		bool valid;
		const char *what;
	} table[] = {
		{ "", true, "nothing" },
		{ "Đồng Nai", true, "Vietnamese" },
		{ "\x7F", true, "U+007F" },
		{ "\xC2\x80", true, "U+0080" },
		{ "\xEF\xBF\xBF", true, "U+FFFF" },
		{ "\xF4\x8F\xBF\xBF", true, "U+10FFFF" },
		{ "\xED\x9F\xBF", true, "U+D7FF" },
		{ "\xEE\x80\x80", true, "U+E000" },
		{ "\xED\xA0\x80", false, "a high surrogate" },
		{ "\xED\xBF\xBF", false, "a low surrogate" },
		{ "\xF4\x90\x80\x80", false, "above U+10FFFF" },
		{ "\xC0\x80", false, "overlong NUL" },
		{ "\xC1\xBF", false, "overlong in two bytes" },
		{ "\xE0\x9F\xBF", false, "overlong in three" },
		{ "\xF0\x8F\xBF\xBF", false, "overlong in four" },
		{ "\x80", false, "a lone continuation" },
		{ "a\xFF", false, "FF" },
		{ "\xFE", false, "FE" },
		{ "\xC3", false, "two bytes cut" },
		{ "\xE1\xBA", false, "three bytes cut" },
		{ "\xF0\x9F\x98", false, "four bytes cut" },
		{ "\xE1\x41\x80", false, "a letter inside a sequence" },
		{ "\xF8\x88\x80\x80\x80", false, "five bytes" },
	};
	for (size_t i = 0; i < ARRAY_LEN(table); i++) {
		ok(utf8_valid(str_of(table[i].s)) == table[i].valid, "%s", table[i].what);
	}
	ok(!utf8_valid((struct str){ "a\0b", 3 }), "NUL inside");
	is_int((int64_t)utf8_step("\xE1\xBA\xBF", 3), 3, "a step of three");
	is_int((int64_t)utf8_step("\xE1\xBA\xBF", 2), 0, "not with two");
	is_int((int64_t)utf8_step("a", 0), 0, "nor with none");
}

static void nfc(void)
{
	static const struct {
		const char *s, *want;
	} table[] = {
		{ "", "" },
		{ "Nguyễn Thị Đào", "Nguyễn Thị Đào" },
		{ "Nguye\xCC\x82\xCC\x83n", "Nguyễn" },
		{ "Nguy\xC3\xAA\xCC\x83n", "Nguyễn" },
		{ "o\xCC\x9B\xCC\xA3", "ợ" },
		{ "o\xCC\xA3\xCC\x9B", "ợ" },		/* marks in the other order */
		{ "\xE2\x84\xA6", "Ω" },		/* the ohm sign is a letter */
		{ "\xE1\x84\x80\xE1\x85\xA1", "가" },
		{ "q\xCC\xA3", "q\xCC\xA3" },		/* has no composed form */
		{ "“–…”", "“–…”" },
	};
	for (size_t i = 0; i < ARRAY_LEN(table); i++) {
		struct err e;
		struct str out = { 0 };
		struct str s = str_of(table[i].s);
		ok(utf8_nfc(&arena, s, &out, &e), "normalise '%s'", table[i].s);
		is_text(out, table[i].want, "to '%s'", table[i].want);
		ok((out.p == s.p) == str_is(s, table[i].want), "copied only when changed");
	}
	struct err e = { 0 };
	struct str out;
	ok(!utf8_nfc(&arena, STR("a\xFF"), &out, &e), "invalid text is refused");
	is_str(e.key, "text.utf8", "with its key");
	/* Many marks on one letter must not take quadratic time or be lost. */
	size_t n = 1 << 20;
	char *zalgo = arena_alloc(&arena, n, 1);
	zalgo[0] = 'q';
	zalgo[1] = 'q';
	for (size_t i = 2; i + 1 < n; i += 2) {
		memcpy(zalgo + i, "\xCC\xA3", 2);
	}
	struct str long_text = { zalgo, n };
	ok(utf8_nfc(&arena, long_text, &out, &e) && str_eq(out, long_text), "half a million marks");
}

static void walking(void)
{
	struct str s = STR("aĐế😀");
	static const uint32_t want[] = { 'a', 0x110, 0x1EBF, 0x1F600 };
	size_t i = 0;
	for (size_t k = 0; k < ARRAY_LEN(want); k++) {
		is_int(utf8_next(s, &i), want[k], "code point %zu", k);
	}
	is_int((int64_t)i, (int64_t)s.n, "at the end");
	is_int((int64_t)utf8_count(s), 4, "count");
	is_int((int64_t)utf8_width(s), 5, "width: the face takes two columns");
	is_int((int64_t)utf8_width(STR("e\xCC\x81")), 1, "width of a combining mark");
	static const struct {
		size_t n;
		const char *want;
	} table[] = { { 0, "" },   { 1, "a" },	  { 2, "a" },	 { 3, "aĐ" },	  { 5, "aĐ" },
		      { 6, "aĐế" }, { 9, "aĐế" }, { 10, "aĐế😀" }, { 99, "aĐế😀" } };
	for (size_t k = 0; k < ARRAY_LEN(table); k++) {
		is_text(utf8_prefix(s, table[k].n), table[k].want, "prefix of %zu", table[k].n);
	}
}

int main(void)
{
	arena_init(&arena, 0);
	valid();
	nfc();
	walking();
	arena_done(&arena);
	return done_testing();
}
