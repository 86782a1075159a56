/* A workbook of one sheet: XML parts in a ZIP archive. */
#include "xlsx.h"

#include "markup.h"

#include "zipped.h"

#include <assert.h>

#define HEAD "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define PACKAGE "http://schemas.openxmlformats.org/package/2006/"
#define MAIN "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define SHEETML "application/vnd.openxmlformats-officedocument.spreadsheetml."

enum style { PLAIN, BOLD, SHARE };	/* places in cellXfs below */

static const char TYPES[] = HEAD
	"<Types xmlns=\"" PACKAGE "content-types\">"
	"<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package."
	"relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/>"
	"<Override PartName=\"/xl/workbook.xml\" ContentType=\"" SHEETML "sheet.main+xml\"/>"
	"<Override PartName=\"/xl/styles.xml\" ContentType=\"" SHEETML "styles+xml\"/>"
	"<Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"" SHEETML
	"worksheet+xml\"/></Types>";
static const char RELS[] = HEAD
	"<Relationships xmlns=\"" PACKAGE "relationships\"><Relationship Id=\"rId1\" Type=\""
	OFFICE "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>";
static const char WORKBOOK[] = HEAD
	"<workbook xmlns=\"" MAIN "\" xmlns:r=\"" OFFICE "\"><sheets>"
	"<sheet name=\"1\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>";
static const char WORKBOOK_RELS[] = HEAD
	"<Relationships xmlns=\"" PACKAGE "relationships\"><Relationship Id=\"rId1\" Type=\""
	OFFICE "/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"rId2\" Type=\""
	OFFICE "/styles\" Target=\"styles.xml\"/></Relationships>";
/* 10 is the number format 0.00%. */
static const char STYLES[] = HEAD
	"<styleSheet xmlns=\"" MAIN "\"><fonts count=\"2\"><font><sz val=\"11\"/>"
	"<name val=\"Calibri\"/></font><font><b/><sz val=\"11\"/><name val=\"Calibri\"/></font>"
	"</fonts><fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill><fill>"
	"<patternFill patternType=\"gray125\"/></fill></fills><borders count=\"1\"><border>"
	"<left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count=\"1\">"
	"<xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>"
	"<cellXfs count=\"3\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" "
	"xfId=\"0\"/><xf numFmtId=\"0\" fontId=\"1\" fillId=\"0\" borderId=\"0\" xfId=\"0\" "
	"applyFont=\"1\"/><xf numFmtId=\"10\" fontId=\"0\" fillId=\"0\" borderId=\"0\" "
	"xfId=\"0\" applyNumberFormat=\"1\"/></cellXfs></styleSheet>";

/* ---- the sheet ---- */

void xlsx_open(struct xlsx *x)
{
	*x = (struct xlsx){ .rows = 0 };
	buf_init(&x->sheet, XLSX_SHEET_MOST);
	buf_text(&x->sheet, HEAD "<worksheet xmlns=\"" MAIN "\"><sheetData>");
}

static void begin_cell(struct xlsx *x)
{
	assert(x->column < XLSX_COLUMNS_MOST);
	if (x->column == 0) {
		x->rows++;
		buf_fmt(&x->sheet, "<row r=\"%lld\">", (long long)x->rows);
	}
}

/* r="AB7": the column in letters, then the row. */
static void cell(struct xlsx *x, const char *type, enum style style)
{
	begin_cell(x);
	buf_text(&x->sheet, "<c r=\"");
	if (x->column >= 26) {
		buf_char(&x->sheet, (char)('A' + x->column / 26 - 1));
	}
	buf_char(&x->sheet, (char)('A' + x->column % 26));
	buf_fmt(&x->sheet, "%lld\" s=\"%d\"%s>", (long long)x->rows, style, type);
	x->column++;
}

void xlsx_text(struct xlsx *x, struct str s)
{
	cell(x, " t=\"inlineStr\"", x->rows == 0 || (x->rows == 1 && x->column > 0) ? BOLD
										    : PLAIN);
	buf_text(&x->sheet, "<is><t xml:space=\"preserve\">");
	markup_text(&x->sheet, s);
	buf_text(&x->sheet, "</t></is></c>");
}

void xlsx_int(struct xlsx *x, int64_t n)
{
	cell(x, "", PLAIN);
	buf_fmt(&x->sheet, "<v>%lld</v></c>", (long long)n);
}

void xlsx_share(struct xlsx *x, int64_t n)
{
	cell(x, "", SHARE);
	buf_fmt(&x->sheet, "<v>%lld.%04lld</v></c>", (long long)(n / 10000),
		(long long)(n % 10000));
}

void xlsx_none(struct xlsx *x)
{
	begin_cell(x);
	x->column++;
}

void xlsx_end_row(struct xlsx *x)
{
	if (x->column > 0) {
		buf_text(&x->sheet, "</row>");
	}
	x->column = 0;
}

void xlsx_close(struct xlsx *x, struct buf *out)
{
	xlsx_end_row(x);
	buf_text(&x->sheet, "</sheetData></worksheet>");
	struct zipped part[] = {
		{ .name = STR("[Content_Types].xml"), .bytes = str_of(TYPES) },
		{ .name = STR("_rels/.rels"), .bytes = str_of(RELS) },
		{ .name = STR("xl/workbook.xml"), .bytes = str_of(WORKBOOK) },
		{ .name = STR("xl/_rels/workbook.xml.rels"), .bytes = str_of(WORKBOOK_RELS) },
		{ .name = STR("xl/styles.xml"), .bytes = str_of(STYLES) },
		{ .name = STR("xl/worksheets/sheet1.xml"), .bytes = buf_view(&x->sheet) },
	};
	zip_write(out, part, sizeof(part) / sizeof(part[0]));
	buf_done(&x->sheet);
}
