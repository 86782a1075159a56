/* Widths of letters, and what is cut off by them. */
#include "app/letters.h"

#include "base/utf8.h"
#include "tap.h"

static struct arena arena;

enum { SIZE = 12 };

static void widths(void)
{
	ok(letters_width(STR("WWW"), SIZE, false) > 3 * letters_width(STR("iii"), SIZE, false),
	   "a W is wider than three i");
	is_int(letters_width(STR("Ắ"), SIZE, false), letters_width(STR("A"), SIZE, false),
	       "marks above make no letter wider");
	ok(letters_width(STR("ơờ"), SIZE, false) > letters_width(STR("oò"), SIZE, false),
	   "a horn does");
	ok(letters_width(STR("hoạt động"), SIZE, true) >
	   letters_width(STR("hoạt động"), SIZE, false), "strong ones are wider");
	is_int(letters_width(STR(""), SIZE, true), 0, "nothing has no width");
}

/* Whatever the text and the room, it is cut at letters, and what is left stands in the room. */
static void cuts(void)
{
	static const char *const texts[] = {
		"", " ", "W", "      ", "Tiếp nhận hồ sơ, số hoá",
		"TRẢKẾTQUẢCHOCÔNGDÂNVÀDOANHNGHIỆP", "a b", "  trước và sau  ", "日本語のテキスト", "→→→→→→",
	};
	int64_t broken = 0, wide = 0, stuck = 0;

	for (size_t t = 0; t < ARRAY_LEN(texts); t++) {
		struct str s = str_of(texts[t]);

		for (int width = -5; width < 300; width++) {
			size_t n = letters_fit(s, width, SIZE, true), from = 0, lines = 0;
			struct str ends = letters_ends(&arena, s, width, SIZE, true);

			broken += !utf8_valid(str_sub(s, 0, n)) || !utf8_valid(ends);
			wide += width > 0 && letters_width(str_sub(s, 0, n), SIZE, true) > width;
			wide += width > SIZE && letters_width(ends, SIZE, true) > width;
			while (from < s.n && lines++ <= s.n) {
				from = letters_break(s, from, width, SIZE, true);
				broken += !utf8_valid(str_sub(s, 0, from));
			}
			stuck += from != s.n;
		}
	}
	is_int(broken, 0, "cut at letters");
	is_int(wide, 0, "no wider than the room");
	is_int(stuck, 0, "lines come to an end");
}

static void lines(void)
{
	struct str s = STR("một hai ba");
	size_t end = letters_break(s, 0, letters_width(STR("một hai b"), SIZE, false), SIZE, false);

	is_text(str_sub(s, 0, end), "một hai", "at a blank, if it can be");
	is_int((int64_t)letters_break(s, 0, 1000, SIZE, false), (int64_t)s.n, "all, if it fits");
	s = letters_ends(&arena, STR("Tiếp nhận, kiểm tra, số hoá hồ sơ A"), 120, SIZE, false);
	ok(str_starts(s, STR("Tiếp")) && str_ends(s, STR("sơ A")), "both ends are kept");
}

int main(void)
{
	arena_init(&arena, 0);
	widths();
	cuts();
	lines();
	arena_done(&arena);
	return done_testing();
}
