/* Workbooks of others: the first byte says which part the rest is, or that it is the whole
 * archive. Whatever the bytes, rows go upwards, cells are valid text, faults have a name. */
#include "app/law_table.h"
#include "edge/unpack.h"
#include "edge/workbook.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/json.h"
#include "base/utf8.h"
#include "base/zipped.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { PARTS = 5 };

static struct { const char *name, *text; } part[PARTS] = {
	{ "xl/worksheets/sheet1.xml",
	  "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\" s=\"1\"><v>0</v></c>"
	  "<c r=\"B1\" s=\"1\"><v>46083.5</v></c></row></sheetData></worksheet>" },
	{ "xl/sharedStrings.xml", "<sst><si><t>M\xc3\xa3</t></si></sst>" },
	{ "xl/styles.xml",
	  "<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"d/m/yyyy\"/></numFmts>"
	  "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"164\"/></cellXfs></styleSheet>" },
	{ "xl/workbook.xml",
	  "<workbook><sheets><sheet name=\"procedures\" r:id=\"r1\"/>"
	  "<sheet name=\"steps\" r:id=\"r1\"/><sheet name=\"papers\" r:id=\"r1\"/>"
	  "</sheets></workbook>" },
	{ "xl/_rels/workbook.xml.rels",
	  "<R><Relationship Id=\"r1\" Target=\"worksheets/sheet1.xml\"/></R>" },
};

static void archive(struct buf *b, size_t which, struct str with)
{
	struct zipped file[PARTS];

	for (size_t i = 0; i < PARTS; i++) {
		file[i].name = str_of(part[i].name);
		file[i].bytes = i == which ? with : str_of(part[i].text);
	}
	zip_write(b, file, PARTS);
}

/* The same bytes as an archive in memory, all files of it at once. */
static void read_files(struct arena *a, struct str bytes)
{
	const struct archive_most most = { 16, 64 << 10 };
	struct zipped *file;
	size_t n, total = 0;
	struct err e;

	if (archive_files(a, bytes, most, &file, &n, &e)) {
		assert(n <= most.files);
		for (size_t i = 0; i < n; i++) {
			assert(utf8_valid(file[i].name) && !str_ends(file[i].name, STR("/")));
			total += file[i].bytes.n;
		}
		assert(total <= most.bytes);
	}
}

static void read_rows(struct workbook *w, struct arena *a)
{
	struct workbook_row row;
	struct err e = { .key = "" };
	bool there = true, good = true;
	int64_t number = 0;

	while (good && there) {
		arena_reset(a);
		good = workbook_next(w, a, &row, &there, &e);
		if (good && there) {
			assert(row.number > number && row.n > 0 && row.n <= WORKBOOK_COLUMNS);
			assert(row.cell[row.n - 1].n > 0);
			number = row.number;
			for (size_t i = 0; i < row.n; i++) {
				assert(utf8_valid(row.cell[i]));
			}
		}
	}
	assert(good == (e.key[0] == '\0'));
}

/* What is made of it as a table of procedures is JSON, each file below its folder. */
static void as_law(struct arena *a, FILE *f)
{
	struct law_table t;
	struct err e = { .key = "" };

	rewind(f);
	if (!law_table_read(a, f, NULL, 0, NULL, 0, &t, &e)) {
		assert(e.key[0] != '\0');
		return;
	}
	for (size_t i = 0; i < t.files; i++) {
		const struct json *root;
		bool good = json_parse(a, t.file[i].text, &root, &e);

		assert(good && str_starts(t.file[i].path, STR("procedures/")));
		assert(str_find(str_sub(t.file[i].path, 11, t.file[i].path.n), '/') ==
		       t.file[i].path.n - 11);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct workbook *w;
	struct arena a;
	struct buf b;
	struct err e;

	if (size == 0) {
		return 0;
	}
	struct str rest = { (const char *)data + 1, size - 1 };
	FILE *f = tmpfile();

	assert(f != NULL);
	arena_init(&a, 0);
	buf_init(&b, 4 << 20);
	if (data[0] % (PARTS + 1) == PARTS) {
		buf_str(&b, rest);
	} else {
		archive(&b, data[0] % (PARTS + 1), rest);
	}
	assert(fwrite(b.p, 1, b.n, f) == b.n && fflush(f) == 0);
	rewind(f);
	if (workbook_open(&a, f, STR(""), &w, &e)) {
		struct arena rows;

		arena_init(&rows, 0);
		read_rows(w, &rows);
		arena_done(&rows);
		workbook_close(w);
	}
	read_files(&a, buf_view(&b));
	as_law(&a, f);
	buf_done(&b);
	arena_done(&a);
	(void)fclose(f);
	return 0;
}
