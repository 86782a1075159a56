/* Numbers in Vietnamese words. */
#include "tap.h"

#include "base/spell.h"

int main(void)
{
	static const struct {
		int64_t n;
		const char *words;
	} table[] = {
		{ 0, "không" },
		{ 5, "năm" },
		{ 10, "mười" },
		{ 11, "mười một" },
		{ 15, "mười lăm" },
		{ 20, "hai mươi" },
		{ 21, "hai mươi mốt" },
		{ 24, "hai mươi bốn" },
		{ 55, "năm mươi lăm" },
		{ 101, "một trăm lẻ một" },
		{ 110, "một trăm mười" },
		{ 999, "chín trăm chín mươi chín" },
		{ 1000, "một nghìn" },
		{ 1005, "một nghìn không trăm lẻ năm" },
		{ 1050, "một nghìn không trăm năm mươi" },
		{ 15000, "mười lăm nghìn" },
		{ 100000, "một trăm nghìn" },
		{ 1005000, "một triệu không trăm lẻ năm nghìn" },
		{ 2000001, "hai triệu không trăm lẻ một" },
		{ 31250000, "ba mươi mốt triệu hai trăm năm mươi nghìn" },
		{ 4000000000, "bốn tỷ" },
		{ 999000000000, "chín trăm chín mươi chín tỷ" },
	};
	struct arena a;
	arena_init(&a, 0);
	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		is_text(spell_vi(&a, table[i].n), table[i].words, "%s", table[i].words);
	}
	arena_done(&a);
	return done_testing();
}
