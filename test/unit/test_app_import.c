/* Tables of a former system: heads, times, what a row says; records of the file. */
#include "app/import.h"
#include "edge/table_in.h"

#include "app_fixture.h"

#include <string.h>

static struct err err;

static void times(void)
{
	static const char *const good[][2] = {
		{ "02/03/2026", "2026-03-02T00:00:00+07:00" },
		{ "2/3/2026", "2026-03-02T00:00:00+07:00" },
		{ "2026-03-02", "2026-03-02T00:00:00+07:00" },
		{ "02/03/2026 08:30", "2026-03-02T08:30:00+07:00 h" },
		{ "02/03/2026 8:30", "2026-03-02T08:30:00+07:00 h" },
		{ "02/03/2026  08:30:15", "2026-03-02T08:30:15+07:00 h" },
		{ "2026-03-02 08:30", "2026-03-02T08:30:00+07:00 h" },
		{ "2026-03-02T01:30:00Z", "2026-03-02T08:30:00+07:00 h" },
		{ "02-03-2026", "2026-03-02T00:00:00+07:00" },
		{ "08:30 02/03/2026", "2026-03-02T08:30:00+07:00 h" },
		{ "8h30 02-03-2026", "2026-03-02T08:30:00+07:00 h" },
		{ "2026-03-02T08:30:00.123+07:00", "2026-03-02T08:30:00+07:00 h" },
		{ "2026-03-02 08:30:15.9", "2026-03-02T08:30:15+07:00 h" },
		{ "29/02/2024", "2024-02-29T00:00:00+07:00" },
	};
	static const char *const bad[] = {
		"", "hôm qua", "31/02/2026", "29/02/2026", "00/01/2026", "03/13/2026", "2/3/26",
		"02/03/20266", "02/03/2026x", "02/03/2026 24:00", "02/03/2026 8:3",
		"02/03/2026 08", "02/03/2026 08:30:60", "-2/03/2026", "2/-3/2026", "02-03/2026",
		"2026/03/02", "08:30", "8h 02/03/2026",
		"46083", "02/03/2026 08:30 ch", "2026-03-02T08:30:00.", "46083.5", ".5",
		"2026-03-02T08:30:00.123456789123456789123456789 x", "//", "1/1/", "002/03/2026",
	};
	char text[INSTANT_TEXT];
	int64_t at;
	bool hour;

	for (size_t i = 0; i < ARRAY_LEN(good); i++) {
		bool read = import_time(str_of(good[i][0]), &at, &hour);
		struct str got = str_fmt(&arena, "%s%s", read ? instant_text(at, text) : "no",
					 read && hour ? " h" : "");

		is_text(got, good[i][1], "%s", good[i][0]);
	}
	for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
		ok(!import_time(str_of(bad[i]), &at, &hour), "no time: %s", bad[i]);
	}
}

static void start(struct import_map *m, const char *heads)
{
	struct str rest = str_of(heads), head[CSV_FIELDS];
	size_t n = 0;

	while (str_cut(rest, ',', &head[n++], &rest)) {
	}
	import_map_start(m, &arena, head, n);
}

static const char *fields(const struct import_map *m)
{
	struct str s = STR("");

	for (size_t i = 0; i < m->columns; i++) {
		s = str_fmt(&arena, "%.*s%s,", STR_ARG(s),
			    m->field[i] == IMPORT_NONE ? "-" : import_field_name(m->field[i]));
	}
	return str_cstr(&arena, s);
}

static void heads(void)
{
	struct import_map m;

	start(&m, "Mã hồ sơ,THỦ TỤC,Ngày tiếp nhận,ngay  hen tra,Chủ hồ sơ (nếu có),Số CMND/CCCD");
	is_str(fields(&m), "code,procedure,received_at,due,-,id_number,", "by their words");
	ok(!import_map_check(&m, &err), "not all that is needed");
	is_str(err.key, "import.missing", "which is said");
	is_str(err_arg(&err, "field"), "source", "by name");

	ok(import_map_column(&m, STR("chu ho so (neu co) = name"), &err), "told, no accents");
	ok(import_map_column(&m, STR("6="), &err), "left out, by number");
	ok(import_map_column(&m, STR("Thủ tục=source"), &err), "another field");
	is_str(fields(&m), "code,source,received_at,due,name,-,", "what is told stands");
	ok(import_map_line(&m, STR(" set procedure=1.001612\r"), &err) &&
	   import_map_line(&m, STR("# nothing"), &err) && import_map_line(&m, STR(""), &err) &&
	   import_map_line(&m, STR("set channel=counter"), &err) &&
	   import_map_line(&m, STR("set receiving=25195.mc"), &err), "lines of a file");
	ok(import_map_check(&m, &err), "all there: %s", err.key);
	ok(import_map_column(&m, STR("6=code"), &err), "told of a field that was guessed");
	is_str(fields(&m), "-,source,received_at,due,name,code,", "the guess goes");
	ok(import_map_column(&m, STR("1=code"), &err) && !import_map_check(&m, &err),
	   "told twice");
	is_str(err.key, "import.twice", "is refused");

	ok(!import_map_column(&m, STR("7=code"), &err), "no such number");
	is_str(err.key, "import.column", "is said");
	ok(!import_map_column(&m, STR("code"), &err), "no =");
	is_str(err.key, "import.map", "is said");
	ok(!import_map_line(&m, STR("code=1"), &err), "no verb");
	is_str(err.key, "import.line", "is said");
	ok(!import_map_value(&m, STR("unit:a=b"), &err), "no such field");
	is_str(err.key, "import.field", "is said");
}

/* The arguments as JSON, or the key of the error. */
static struct str said(struct app *app, const struct import_map *m, const char *cells)
{
	struct str rest = str_of(cells), cell[CSV_FIELDS];
	struct json *args;
	struct buf b;
	size_t n = 0;

	while (str_cut(rest, ',', &cell[n++], &rest)) {
	}
	if (!import_row(app, &arena, m, cell, n, &args, &err)) {
		return str_of(err.key);
	}
	buf_init(&b, 4096);
	json_write(&b, args);
	struct str s = str_dup(&arena, buf_view(&b));

	buf_done(&b);
	return s;
}

static void rows(struct app *app)
{
	struct import_map m;

	start(&m, "code,channel,unit,name,birth,received,due,closed");
	ok(import_map_value(&m, STR("receiving:Một cửa=25195.mc"), &err) &&
	   import_map_always(&m, STR("channel=counter"), &err), "told");
	is_text(said(app, &m, "C,Truc  tuyen,mot cua,N,1/2/1980,2/3/2026,5/3/2026,"),
		"{\"channel\":\"online\",\"code\":\"C\",\"due\":\"2026-03-05T17:00:00+07:00\","
		"\"owner\":{\"birth\":\"1980-02-01\",\"name\":\"N\"},"
		"\"received_at\":\"2026-03-02T00:00:00+07:00\",\"receiving\":\"25195.mc\"}",
		"in our words");
	is_text(said(app, &m, "C,,25195.mc,N,,2/3/2026 09:00,7/3/2026,6/3/2026 10:00"),
		"{\"channel\":\"counter\",\"closed_at\":\"2026-03-06T10:00:00+07:00\","
		"\"code\":\"C\","
		"\"due\":\"2026-03-07T23:59:59+07:00\",\"owner\":{\"name\":\"N\"},"
		"\"ready_at\":\"2026-03-06T10:00:00+07:00\","
		"\"received_at\":\"2026-03-02T09:00:00+07:00\",\"receiving\":\"25195.mc\"}",
		"a day without office hours ends at its end; what is closed was ready");
	is_text(said(app, &m, "C,,25195.mc,N,,2/3/2026,x,"), "import.time", "no day");
	is_text(said(app, &m, "C,,25195.xx,N,,2/3/2026,2/3/2026,"), "import.unit", "no unit");
	is_text(said(app, &m, "C,,25195.mc"), "import.width", "too short");
}

/* Fields with '|' between, records with '/'; then the key of what was wrong. */
static struct str records(const char *text, size_t n)
{
	FILE *f = tmpfile();
	struct table_in t;
	struct str s = STR("");
	bool there = true, good = true;

	if (f == NULL || fwrite(text, 1, n, f) != n) {
		return STR("no file");
	}
	rewind(f);
	table_in_start(&t, f);
	while ((good = table_in_next(&t, &arena, &there, &err)) && there) {
		s = str_fmt(&arena, "%.*s%lld", STR_ARG(s), (long long)t.csv.line);
		for (size_t i = 0; i < t.csv.n; i++) {
			s = str_fmt(&arena, "%.*s|%.*s", STR_ARG(s), STR_ARG(t.csv.field[i]));
		}
		s = str_fmt(&arena, "%.*s/", STR_ARG(s));
	}
	table_in_done(&t);
	(void)fclose(f);
	return good ? s : str_fmt(&arena, "%.*s%s", STR_ARG(s), err.key);
}

static void tables(void)
{
	static const char *const rows[][2] = {
		{ "", "" }, { "\n\r\n  \n", "" }, { "x", "1|x/" },
		{ "a,b\r\n1,2\r\n", "1|a|b/2|1|2/" },
		{ "\xef\xbb\xbf\"a,\";b,c;d\n1;2;3", "1|a,|b,c|d/2|1|2|3/" },
		{ "a\tb\n\"x\ty\"\tz\n", "1|a|b/2|x\ty|z/" },
		{ "\"a,b\";c;d\n", "1|a,b|c|d/" },
		{ "a,b\n\"1\n\"\"2\"\"\",3\n4,5\n", "1|a|b/2|1\n\"2\"|3/4|4|5/" },
		{ "a,b\n5\" x,6\"\n7,8\n", "1|a|b/2|5\" x|6\"/3|7|8/" },
		{ "\n\na,b\n\n,\n", "3|a|b/5||/" },
		{ "a, b \n", "1|a|b/" }, { "\xc2\xa0 a\xc2\xa0,\xc2\xa0\n", "1|a|/" },
		{ "e\xcc\x82,x\n", "1|ê|x/" },
		{ "a,b\n\"1,2\n3,4\n", "1|a|b/csv.quote" },
		{ "a,b\n\"1\"2,3\n", "1|a|b/csv.quote" },
		{ "a,b\n\xff,1\n", "1|a|b/table.utf8" },
		{ "\xef\xbb", "table.utf8" }, { "\xff\xfe" "a", "table.coded" },
		{ "\xef\xbb\xbf", "" }, { "\xef\xbb\xbfx", "1|x/" },
	};

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		is_text(records(rows[i][0], strlen(rows[i][0])), rows[i][1], "table %zu", i);
	}
	is_text(records("a\0b", 3), "table.utf8", "a NUL");
	char *long_one = arena_alloc(&arena, TABLE_RECORD_MOST + 2, 1);

	memset(long_one, 'x', TABLE_RECORD_MOST + 2);
	is_text(records(long_one, TABLE_RECORD_MOST + 2), "table.long", "a record without end");
	memset(long_one, ',', CSV_FIELDS);
	is_text(records(long_one, CSV_FIELDS), "csv.fields", "a column too many");
}

int main(void)
{
	arena_init(&arena, 0);
	hash_setup();
	const char *dir = fixture_folder();
	struct app *app = fixture_make(dir, APP_TEST);

	times();
	heads();
	rows(app);
	tables();
	app_close(app);
	fixture_remove(dir);
	arena_done(&arena);
	return done_testing();
}
