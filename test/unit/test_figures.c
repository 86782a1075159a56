/* Periods of a board: so far of this one, and the same days of another; files for
 * spreadsheets. */
#include "tap.h"

#include "app/figures.h"

#include "web/table_out.h"

static void is_days(struct days d, const char *from, const char *last, const char *what)
{
	char a[DAY_TEXT], b[DAY_TEXT];
	(void)day_text(d.from, a);
	(void)day_text((struct day){ d.until.n - 1 }, b);
	ok(strcmp(a, from) == 0 && strcmp(b, last) == 0, "%s: %s to %s", what, a, b);
}

static void periods(void)
{
	struct day today = day_make(2026, 11, 29), march = day_make(2027, 3, 31);
	struct day leap = day_make(2028, 2, 29), january = day_make(2027, 1, 5);
	struct figures_ask month = { FIGURES_MONTH, FIGURES_BEFORE };
	struct figures_ask last = { FIGURES_LAST_MONTH, FIGURES_BEFORE };
	struct figures_ask quarter = { FIGURES_QUARTER, FIGURES_BEFORE };
	struct figures_ask year = { FIGURES_YEAR, FIGURES_BEFORE };
	struct figures_ask a_year = { FIGURES_MONTH, FIGURES_YEAR_BEFORE };
	struct figures_ask last_year = { FIGURES_LAST_MONTH, FIGURES_YEAR_BEFORE };

	is_days(figures_days(month, today), "2026-11-01", "2026-11-29", "this month so far");
	is_days(figures_then(month, today), "2026-10-01", "2026-10-29", "the same of the last");
	is_days(figures_then(month, march), "2027-02-01", "2027-02-28", "or as far as it goes");
	is_days(figures_then(a_year, today), "2025-11-01", "2025-11-29", "or of a year ago");
	is_days(figures_then(a_year, leap), "2027-02-01", "2027-02-28", "or no leap year");
	is_days(figures_days(last, today), "2026-10-01", "2026-10-31", "all of the last month");
	is_days(figures_then(last, today), "2026-09-01", "2026-09-30", "beside the one before it");
	is_days(figures_days(last, january), "2026-12-01", "2026-12-31", "over the turn of a year");
	is_days(figures_then(last_year, january), "2025-12-01", "2025-12-31", "and a year before");
	is_days(figures_days(quarter, today), "2026-10-01", "2026-11-29", "this quarter so far");
	is_days(figures_then(quarter, today), "2026-07-01", "2026-08-29", "the same of the last");
	is_days(figures_then(quarter, january), "2026-10-01", "2026-10-05", "of the year before");
	is_days(figures_days(year, today), "2026-01-01", "2026-11-29", "this year so far");
	is_days(figures_then(year, today), "2025-01-01", "2025-11-29", "the same of the last");
}

static void files(void)
{
	struct buf b;
	struct table_out t;
	buf_init(&b, 4096);
	table_open(&t, TABLE_CSV, TEXT_VI, &b);
	table_text(&t, STR("Xã \"Lộc\", một"));
	table_int(&t, -3);
	table_text(&t, STR("=1+2"));
	table_share(&t, 9640);
	table_share(&t, -1);
	table_end_row(&t);
	table_text(&t, STR("a\nb"));
	table_end_row(&t);
	table_close(&t);
	is_str(b.p, "\xef\xbb\xbf\"Xã \"\"Lộc\"\", một\",-3,\"'=1+2\",\"96,4%\",\"\"\r\n"
	       "\"a\nb\"\r\n", "quoted, marked, and no formula");
	buf_done(&b);
}

/* The archive has NULs in it. */
static bool holds(struct str s, const char *what)
{
	size_t n = strlen(what);
	for (size_t i = 0; i + n <= s.n; i++) {
		if (memcmp(s.p + i, what, n) == 0) {
			return true;
		}
	}
	return false;
}

static void workbooks(void)
{
	struct buf b;
	struct table_out t;
	buf_init(&b, 1 << 16);
	table_open(&t, TABLE_XLSX, TEXT_VI, &b);
	for (int i = 0; i < 28; i++) {
		table_text(&t, STR("<&>\x01"));
	}
	table_end_row(&t);
	table_share(&t, 9640);
	table_share(&t, -1);
	table_int(&t, -7);
	table_end_row(&t);
	table_close(&t);
	struct str s = buf_view(&b);
	ok(holds(s, "<c r=\"AB1\" s=\"1\" t=\"inlineStr\"><is><t xml:space=\"preserve\">"
			   "&lt;&amp;&gt;</t></is></c></row>"), "the head is bold, escaped");
	ok(holds(s, "<row r=\"2\"><c r=\"A2\" s=\"2\"><v>0.9640</v></c>"
			   "<c r=\"C2\" s=\"0\"><v>-7</v></c></row></sheetData>"),
	   "shares, numbers and empty cells stand in their columns");
	ok(memcmp(s.p, "PK\3\4", 4) == 0 && memcmp(s.p + s.n - 22, "PK\5\6", 4) == 0,
	   "an archive from beginning to end");
	buf_done(&b);
}

int main(void)
{
	periods();
	files();
	workbooks();
	return done_testing();
}
