/* Workbooks of others: the first byte says which part the rest is, or that it is the whole
 * archive. Whatever the bytes, rows go upwards, cells are valid text, faults have a name. */
#include "edge/workbook.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"

#include <assert.h>
#include <libdeflate.h>
#include <string.h>

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
	  "<workbook><sheets><sheet name=\"a\" r:id=\"r1\"/></sheets></workbook>" },
	{ "xl/_rels/workbook.xml.rels",
	  "<R><Relationship Id=\"r1\" Target=\"worksheets/sheet1.xml\"/></R>" },
};

static void little(struct buf *b, uint32_t v, int bytes)
{
	for (int i = 0; i < bytes; i++) {
		buf_char(b, (char)(i < 4 ? v >> (8 * i) : 0));
	}
}

/* What a header of an entry and one of the directory have in common. */
static void entry(struct buf *b, const char *name, struct str text)
{
	little(b, 0, 4);		/* flags, stored */
	little(b, 0, 4);		/* time, day */
	little(b, libdeflate_crc32(0, text.p, text.n), 4);
	little(b, (uint32_t)text.n, 4);
	little(b, (uint32_t)text.n, 4);
	little(b, (uint32_t)strlen(name), 2);
	little(b, 0, 2);
}

static void archive(struct buf *b, size_t which, struct str with)
{
	uint32_t at[PARTS];
	struct str text[PARTS];

	for (size_t i = 0; i < PARTS; i++) {
		text[i] = i == which ? with : str_of(part[i].text);
		at[i] = (uint32_t)b->n;
		buf_text(b, "PK\3\4");
		little(b, 20, 2);
		entry(b, part[i].name, text[i]);
		buf_text(b, part[i].name);
		buf_str(b, text[i]);
	}
	uint32_t from = (uint32_t)b->n;

	for (size_t i = 0; i < PARTS; i++) {
		buf_text(b, "PK\1\2");
		little(b, 20, 2);
		little(b, 20, 2);
		entry(b, part[i].name, text[i]);
		little(b, 0, 10);
		little(b, at[i], 4);
		buf_text(b, part[i].name);
	}
	uint32_t n = (uint32_t)b->n - from;

	buf_text(b, "PK\5\6");
	little(b, 0, 4);
	little(b, PARTS, 2);
	little(b, PARTS, 2);
	little(b, n, 4);
	little(b, from, 4);
	little(b, 0, 2);
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
	buf_done(&b);
	arena_done(&a);
	(void)fclose(f);
	return 0;
}
