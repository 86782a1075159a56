/* Identities: text and back, order, allotting. */
#include "core/ids.h"

#include "../unit/tap.h"

static void text_and_back(void)
{
	char text[ID_TEXT];
	int64_t back = 0;
	is_str(id_text('u', 1, text), "u0000000000001", "one");
	is_str(id_text('d', INT64_MAX, text), "d7zzzzzzzzzzzz", "the greatest");
	ok(id_parse('d', str_of(text), &back) && back == INT64_MAX, "and back");
	ok(id_parse('u', STR("u0000000000010"), &back) && back == 32, "digits weigh 32");
	ok(!id_parse('p', STR("u0000000000010"), &back), "another letter");
	ok(!id_parse('u', STR("u000000000010"), &back), "too short");
	ok(!id_parse('u', STR("u00000000000100"), &back), "too long");
	ok(!id_parse('u', STR("u000000000001I"), &back), "upper case");
	ok(!id_parse('u', STR("u000000000001l"), &back), "a letter left out of the alphabet");
	ok(!id_parse('u', STR("u0000000000000"), &back), "zero is no id");
	ok(!id_parse('u', STR("u8000000000000"), &back), "more than 63 bits");
	ok(!id_parse('u', STR(""), &back), "nothing");
}

static void allotting(void)
{
	const int64_t epoch = INT64_C(1577836800000);
	struct id_mint m = { 0 };
	int64_t first = id_next(&m, epoch + 5, 77);
	is_int(first, (INT64_C(5) << 21) + 77, "time above, chance below");
	is_int(id_next(&m, epoch + 5, 3), first + 1, "the same millisecond counts up");
	is_int(id_next(&m, epoch + 4, 3), first + 2, "so does a clock set back");
	is_int(id_next(&m, epoch + 6, 9), (INT64_C(6) << 21) + 9, "a new millisecond is fresh");
	struct id_mint full = { .last = (INT64_C(6) << 21) - 1 };
	is_int(id_next(&full, epoch + 5, 0), INT64_C(6) << 21, "the carry moves into the next");
	is_int(id_next(&full, epoch + 6, 5), (INT64_C(6) << 21) + 1, "which then counts up");
	struct id_mint early = { 0 };
	ok(id_next(&early, 0, 0) > 0, "before the epoch still above 0");
	ok(id_next(&early, 0, 0) == 2, "and counting up");
}

static void never_twice(void)
{
	struct id_mint m = { 0 };
	int64_t last = 0;
	int wrong = 0;
	for (int i = 0; i < 100000; i++) {
		int64_t at = INT64_C(1780000000000) + i / 37 - (i % 11 == 0 ? 5 : 0);
		int64_t id = id_next(&m, at, (uint32_t)i * 2654435761u);
		char text[ID_TEXT];
		int64_t back = 0;
		wrong += id <= last;
		wrong += !id_parse('s', str_of(id_text('s', id, text)), &back) || back != id;
		last = id;
	}
	is_int(wrong, 0, "ascending, and readable again");
}

int main(void)
{
	text_and_back();
	allotting();
	never_twice();
	return done_testing();
}
