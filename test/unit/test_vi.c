/* Vietnamese folding and order. */
#include "base/vi.h"

#include "base/utf8.h"
#include "tap.h"

static struct arena arena;

static void letter(void)
{
	static const struct {
		uint32_t c, want;
		bool horn;
	} table[] = {
		{ 'a', 'a', false }, { 0x1EAE, 'A', false }, { 0x110, 'D', false },
		{ 0x111, 'd', false }, { 0x1EDD, 'o', true }, { 0x1AF, 'U', true },
		{ 0x2192, 0x2192, false }, { 0xAC00, 0x1100, false },
	};

	for (size_t i = 0; i < ARRAY_LEN(table); i++) {
		bool horn;

		is_int(vi_letter(table[i].c, &horn), table[i].want, "letter U+%04X", table[i].c);
		ok(horn == table[i].horn, "its horn");
	}
}

static void fold(void)
{
	static const struct {
		const char *s, *want;
	} table[] = {
		{ "", "" },
		{ "Nguyễn  Thị Đào", "nguyen thi dao" },
		{ "  Đồng Nai, 2026! ", "dong nai 2026" },
		{ "TRẦN VĂN ƯỚC", "tran van uoc" },
		{ "đĐ", "dd" },
		{ "hoà hòa", "hoa hoa" },
		{ "Nguye\xCC\x82\xCC\x83n", "nguyen" },
		{ "...", "" },
		{ "a_b-c/d", "a b c d" },
		{ "Straße", "strasse" },
		{ "Москва", "москва" },
		{ "أحمد", "احمد" },
		{ "😀", "" },
	};
	for (size_t i = 0; i < ARRAY_LEN(table); i++) {
		is_text(vi_fold(&arena, str_of(table[i].s)), table[i].want, "fold '%s'",
			table[i].s);
	}
	static const char letters[] = "aàảãáạăằẳẵắặâầẩẫấậ eèẻẽéẹêềểễếệ iìỉĩíị oòỏõóọôồổỗốộơờởỡớợ "
				      "uùủũúụưừửữứự yỳỷỹýỵ dđ";
	is_text(vi_fold(&arena, STR(letters)),
		"aaaaaaaaaaaaaaaaaa eeeeeeeeeeee iiiiii oooooooooooooooooo uuuuuuuuuuuu yyyyyy dd",
		"every letter of the alphabet");
}

static void has(void)
{
	struct str name = STR("nguyen thi dao");
	ok(vi_has(name, STR("nguyen")) && vi_has(name, STR("thi d")) && vi_has(name, STR("dao")),
	   "words from the beginning of one on");
	ok(!vi_has(name, STR("guyen")) && !vi_has(name, STR("dao nguyen")) &&
	   !vi_has(name, STR("nguyen thi dao x")), "not from within one, nor more than there is");
	ok(vi_has(name, STR("")) && vi_has(STR(""), STR("")) && !vi_has(STR(""), STR("a")),
	   "nothing is everywhere");
}

/* Each stands before the next. */
static void order(void)
{
	static const char *const words[] = {
		"", "1", "10", "2", "9", "a", "a b", "à", "ả", "ã", "á", "ạ", "an", "án", "án an",
		"anh", "ă", "ằ", "ặ", "ăn", "â", "ầ", "b", "c", "ca", "cà", "cả", "cá",
		"cá chép", "cạ", "cam", "cám", "căn", "cân", "co", "cô", "cơ", "d", "di", "đ", "đa",
		"đi", "e", "ê", "f", "g", "h", "i", "j", "k", "l", "ma", "mà", "mả", "mã", "má",
		"mạ", "mai", "n", "o", "ọ", "ô", "ộ", "ơ", "ợ", "p", "q", "r", "s", "t", "u", "ụ",
		"ư", "ự", "v", "w", "x", "y", "ỵ", "z", "москва",
	};
	struct str before = { 0 };
	for (size_t i = 0; i < ARRAY_LEN(words); i++) {
		struct str key = vi_sort_key(&arena, str_of(words[i]));
		if (i > 0) {
			ok(str_cmp(before, key) < 0, "'%s' before '%s'", words[i - 1], words[i]);
		}
		before = key;
	}
}

static void same(void)
{
	static const struct {
		const char *a, *b;
	} table[] = {
		{ "hòa", "hoà" },	  { "HÒA", "hòa" },
		{ "Đồng  Nai", "đồng nai" }, { "tie\xCC\x82\xCC\x81ng", "tiếng" },
		{ "an, bình", "an bình" },
	};
	for (size_t i = 0; i < ARRAY_LEN(table); i++) {
		ok(str_eq(vi_sort_key(&arena, str_of(table[i].a)),
			  vi_sort_key(&arena, str_of(table[i].b))),
		   "'%s' sorts as '%s'", table[i].a, table[i].b);
	}
}

/* No code point makes a fold that is not UTF-8, nor overruns its room. */
static void everything(void)
{
	int bad = 0;
	for (uint32_t c = 1; c < 0x110000; c++) {
		char s[4];
		size_t n;
		if (c < 0x80) {
			s[0] = (char)c;
			n = 1;
		} else if (c < 0x800) {
			s[0] = (char)(0xC0 | c >> 6);
			s[1] = (char)(0x80 | (c & 63));
			n = 2;
		} else if (c < 0x10000) {
			s[0] = (char)(0xE0 | c >> 12);
			s[1] = (char)(0x80 | (c >> 6 & 63));
			s[2] = (char)(0x80 | (c & 63));
			n = 3;
		} else {
			s[0] = (char)(0xF0 | c >> 18);
			s[1] = (char)(0x80 | (c >> 12 & 63));
			s[2] = (char)(0x80 | (c >> 6 & 63));
			s[3] = (char)(0x80 | (c & 63));
			n = 4;
		}
		struct arena_mark mark = arena_mark(&arena);
		struct str text = { s, n };
		if (utf8_valid(text)) {
			bad += !utf8_valid(vi_fold(&arena, text));
			struct str key = vi_sort_key(&arena, text);
			bad += key.n > 8 * (n + 1);
		}
		arena_release(&arena, mark);
	}
	is_int(bad, 0, "every code point folds and sorts");
}

int main(void)
{
	arena_init(&arena, 0);
	letter();
	fold();
	has();
	order();
	same();
	everything();
	arena_done(&arena);
	return done_testing();
}
