/* Cells of spreadsheets: formats, numbers, dates under both systems, places. */
#include "core/cell.h"

#include "base/arena.h"

#include "tap.h"

static struct arena arena;

static void formats(void)
{
	static const struct { const char *code; enum cell_kind kind; } row[] = {
		{ "General", CELL_NUMBER }, { "0", CELL_NUMBER }, { "#,##0.00", CELL_NUMBER },
		{ "0.00E+00", CELL_NUMBER }, { "@", CELL_NUMBER }, { "", CELL_NUMBER },
		{ "dd/mm/yyyy", CELL_DAY }, { "yyyy\\-mm\\-dd;@", CELL_DAY },
		{ "[$-42A]dd/mm/yyyy;@", CELL_DAY }, { "d-mmm", CELL_DAY },
		{ "dd/mm/yyyy hh:mm", CELL_MOMENT }, { "h:mm AM/PM", CELL_CLOCK },
		{ "[h]:mm:ss", CELL_CLOCK }, { "[Red]0", CELL_NUMBER },
		{ "0\" ngày \"", CELL_NUMBER }, { "\"Hạn \"dd/mm/yyyy", CELL_DAY },
		{ "0;\"dd\"", CELL_NUMBER }, { "\"", CELL_NUMBER }, { "[", CELL_NUMBER },
		{ "0\\", CELL_NUMBER },
	};

	for (size_t i = 0; i < ARRAY_LEN(row); i++) {
		is_int(cell_format_of(str_of(row[i].code)).kind, row[i].kind, "format %s",
		       row[i].code);
	}
	is_int(cell_format_known(14).kind, CELL_DAY, "14 is a day");
	is_int(cell_format_known(22).kind, CELL_MOMENT, "22 a day and an hour");
	is_int(cell_format_known(20).kind, CELL_CLOCK, "20 an hour");
	is_int(cell_format_known(0).kind, CELL_NUMBER, "0 a number");
	is_int(cell_format_known(49).kind, CELL_NUMBER, "49 text");
}

static void texts(void)
{
	static const struct { const char *number, *code; bool later; const char *want; } row[] = {
		{ "46083", "dd/mm/yyyy", false, "2026-03-02" },
		{ "46083.354166666664", "dd/mm/yyyy", false, "2026-03-02 08:30:00" },
		{ "46083.999999999996", "dd/mm/yyyy", false, "2026-03-03" },
		{ "4.6083E4", "dd/mm/yyyy", false, "2026-03-02" },
		{ "44621", "dd/mm/yyyy", true, "2026-03-02" },
		{ "1", "dd/mm/yyyy", false, "1900-01-01" },
		{ "59", "dd/mm/yyyy", false, "1900-02-28" },
		{ "60", "dd/mm/yyyy", false, NULL },
		{ "61", "dd/mm/yyyy", false, "1900-03-01" },
		{ "0", "dd/mm/yyyy", false, NULL }, { "0", "dd/mm/yyyy", true, "1904-01-01" },
		{ "-1", "dd/mm/yyyy", false, NULL },
		{ "2958465", "dd/mm/yyyy", false, "9999-12-31" },
		{ "2958466", "dd/mm/yyyy", false, NULL },
		{ "9E9", "dd/mm/yyyy", false, NULL },
		{ "0.5", "h:mm", false, "12:00:00" }, { "46083.5", "h:mm", false,
			"2026-03-02 12:00:00" },
		{ "1.001612", "General", false, "1.001612" },
		{ "1.0016119999999999", "General", false, "1.001612" },
		{ "0.1", "General", false, "0.1" },
		{ "0.10000000000000001", "General", false, "0.1" },
		{ "12", "General", false, "12" }, { "-12.50", "General", false, "-12.5" },
		{ "-0", "General", false, "0" }, { "0.05", "General", false, "0.05" },
		{ "9.012345678E+10", "General", false, "90123456780" },
		{ "5E-05", "General", false, "0.00005" },
		{ "1190000001", "000000000000", false, "001190000001" },
		{ "1.01085", "0.000000", false, "1.010850" },
		{ "1.5", "0", false, "2" }, { "9.99", "0.0", false, "10.0" },
		{ "0.4", "0", false, "0" },
		{ "99999999999999999", "General", false, "100000000000000000" },
		{ "", "General", false, NULL }, { "x", "General", false, NULL },
		{ "1E99", "General", false, NULL }, { "1..2", "General", false, NULL },
		{ ".", "General", false, NULL }, { "1E", "General", false, NULL },
		{ "NaN", "General", false, NULL },
	};

	for (size_t i = 0; i < ARRAY_LEN(row); i++) {
		struct str got = STR("");
		bool read = cell_text(&arena, str_of(row[i].number),
				      cell_format_of(str_of(row[i].code)), row[i].later, &got);

		is_int(read, row[i].want != NULL, "%s as %s", row[i].number, row[i].code);
		if (read && row[i].want != NULL) {
			is_text(got, row[i].want, "… is %s", row[i].want);
		}
	}
}

static void places(void)
{
	static const char *const good[] = { "A1", "Z9", "AA10", "BL64", "XFD1048576" };
	static const char *const bad[] = { "", "A", "1", "A0", "a1", "A1B", "XFE1", "A1048577",
					   "AAAAAAAAAAAAAAAAAAAAA1", "A-1" };
	int64_t row;
	size_t column;

	for (size_t i = 0; i < ARRAY_LEN(good); i++) {
		bool read = cell_place(str_of(good[i]), &row, &column);

		ok(read, "place %s", good[i]);
		is_text(cell_name(&arena, row, column), good[i], "and back");
	}
	for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
		ok(!cell_place(str_of(bad[i]), &row, &column), "no place: “%s”", bad[i]);
	}
	ok(cell_place(STR("AB12"), &row, &column) && row == 12 && column == 27, "AB12");
}

int main(void)
{
	arena_init(&arena, 0);
	formats();
	texts();
	places();
	arena_done(&arena);
	return done_testing();
}
