/* What we write for spreadsheets (base/xlsx.h) is read as it was meant. */
#include "edge/workbook.h"

#include "base/arena.h"
#include "base/xlsx.h"

#include "tap.h"

static struct arena arena;

static FILE *written(void)
{
	struct xlsx x;
	struct buf out;
	FILE *f = tmpfile();

	xlsx_open(&x);
	xlsx_text(&x, STR("Mã hồ sơ"));
	xlsx_text(&x, STR("Số"));
	xlsx_text(&x, STR("Tỷ lệ"));
	xlsx_end_row(&x);
	xlsx_text(&x, STR("a < b & \"c\""));
	xlsx_int(&x, -1234567);
	xlsx_share(&x, 9640);
	xlsx_end_row(&x);
	xlsx_none(&x);
	xlsx_none(&x);
	xlsx_end_row(&x);
	xlsx_none(&x);
	xlsx_int(&x, 0);
	xlsx_end_row(&x);
	buf_init(&out, 1 << 20);
	xlsx_close(&x, &out);
	ok(f != NULL && fwrite(out.p, 1, out.n, f) == out.n, "a workbook is written");
	buf_done(&out);
	rewind(f);
	return f;
}

int main(void)
{
	static const char *const want[] = {
		"1:Mã hồ sơ|Số|Tỷ lệ|", "2:a < b & \"c\"|-1234567|0.964|", "4:|0|",
	};
	struct workbook *w = NULL;
	struct workbook_row row;
	bool there = true;
	struct err e;

	arena_init(&arena, 0);
	FILE *f = written();

	ok(workbook_looks(f), "it looks like one");
	if (!ok(workbook_open(&arena, f, STR(""), &w, &e), "it is opened")) {
		diag("%s", e.key);
		return done_testing();
	}
	for (size_t k = 0; k < ARRAY_LEN(want); k++) {
		struct str s = STR("");

		ok(workbook_next(w, &arena, &row, &there, &e) && there, "row %zu", k + 1);
		for (size_t i = 0; i < row.n; i++) {
			s = str_fmt(&arena, "%.*s%.*s|", STR_ARG(s), STR_ARG(row.cell[i]));
		}
		is_text(str_fmt(&arena, "%lld:%.*s", (long long)row.number, STR_ARG(s)), want[k],
			"as it was meant");
	}
	ok(workbook_next(w, &arena, &row, &there, &e) && !there, "and no more");
	workbook_close(w);
	ok(!workbook_open(&arena, f, STR("nope"), &w, &e), "no other sheet");
	is_str(e.key, "workbook.sheet", "by name");
	(void)fclose(f);
	arena_done(&arena);
	return done_testing();
}
