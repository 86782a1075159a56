/* What stands around a workbook's rows: sheets, formats, shared texts, merged cells. */
#include "workbook_int.h"

#include "base/limits.h"
#include "base/vi.h"

#include <string.h>

void *book_grow(struct arena *a, void *old, size_t n, size_t *cap, size_t size)
{
	if (n < *cap) {
		return old;
	}
	size_t wider = *cap == 0 ? 64 : *cap * 2;
	void *v = arena_alloc(a, wider, size);

	if (n > 0) {
		memcpy(v, old, n * size);
	}
	*cap = wider;
	return v;
}

static bool none(const char *why, struct err *e)
{
	return err_set(e, ERR_INVALID, "workbook.none", "why", why, NULL);
}

static bool too_many(const char *what, struct err *e)
{
	return err_set(e, ERR_LIMIT, "workbook.many", "what", what, NULL);
}

bool book_read(struct workbook *w, const char *part, int64_t most, const struct xml_sink *sink,
	       struct err *e)
{
	struct unpack *from = NULL;
	struct xml *x = NULL;
	bool more = true;
	bool ok = unpack_part(&w->arena, w->archive, part, most, &from, e) &&
		  xml_open(&w->arena, from, sink, &x, e) && xml_run(x, &more, e);

	if (!ok && err_arg(e, "part")[0] == '\0') {
		(void)err_add(e, "part", part);
	}
	xml_close(x);
	unpack_close(from);
	return ok;
}

static bool no_text(void *ctx, struct str s, struct err *e)
{
	(void)ctx, (void)s, (void)e;
	return true;
}

static bool no_end(void *ctx, const char *name, struct err *e)
{
	(void)ctx, (void)name, (void)e;
	return true;
}

static int64_t number(const char **attr, const char *name, int64_t fallback)
{
	const char *s = xml_attr(attr, name);
	int64_t n;

	return s != NULL && str_to_int64(str_of(s), &n) ? n : fallback;
}

static bool is_true(const char *s)
{
	return s != NULL && (strcmp(s, "1") == 0 || strcmp(s, "true") == 0);
}

/* ---- xl/workbook.xml ---- */

static bool on_book(void *ctx, const char *name, const char **attr, struct err *e)
{
	struct workbook *w = ctx;

	if (strcmp(name, "workbookPr") == 0) {
		w->from_1904 = is_true(xml_attr(attr, "date1904"));
	}
	if (strcmp(name, "sheet") != 0) {
		return true;
	}
	if (w->sheets == BOOK_SHEETS) {
		return too_many("sheet", e);
	}
	const char *title = xml_attr(attr, "name"), *link = NULL, *state;

	for (size_t i = 0; attr[i] != NULL; i += 2) {
		size_t n = strlen(attr[i]);

		/* The prefix is whatever the writer chose. */
		link = n > 3 && strcmp(attr[i] + n - 3, ":id") == 0 ? attr[i + 1] : link;
	}
	state = xml_attr(attr, "state");
	w->sheet[w->sheets++] = (struct book_sheet){
		.name = str_dup(&w->arena, str_of(title)), .link = str_dup(&w->arena, str_of(link)),
		.hidden = state != NULL && strcmp(state, "visible") != 0,
	};
	return true;
}

static bool choose(struct workbook *w, struct str sheet, struct err *e)
{
	struct str folded = vi_fold(&w->arena, sheet), have = STR("");

	for (size_t i = 0; i < w->sheets; i++) {
		const struct book_sheet *s = &w->sheet[i];

		if (sheet.n == 0 ? !s->hidden : str_eq(vi_fold(&w->arena, s->name), folded)) {
			w->at = i;
			return true;
		}
		have = i == 0 ? s->name : i < 8 ? STR_JOIN(&w->arena, have, STR(", "), s->name)
						: have;
	}
	return err_set(e, ERR_NOT_FOUND, "workbook.sheet", "sheet", str_cstr(&w->arena, sheet),
		       "have", str_cstr(&w->arena, have), NULL);
}

/* ---- xl/_rels/workbook.xml.rels ---- */

static bool on_link(void *ctx, const char *name, const char **attr, struct err *e)
{
	struct workbook *w = ctx;
	const char *id = xml_attr(attr, "Id"), *target = xml_attr(attr, "Target");

	(void)e;
	if (strcmp(name, "Relationship") != 0 || id == NULL || target == NULL ||
	    !str_is(w->sheet[w->at].link, id)) {
		return true;
	}
	w->path = target[0] == '/' ? str_dup(&w->arena, str_of(target + 1))
				   : STR_JOIN(&w->arena, STR("xl/"), str_of(target));
	return true;
}

/* ---- xl/styles.xml ---- */

static bool on_format(struct workbook *w, const char **attr, struct err *e)
{
	const char *code = xml_attr(attr, "formatCode");

	if (w->formats == BOOK_FORMATS) {
		return too_many("numFmt", e);
	}
	w->format = book_grow(&w->arena, w->format, w->formats, &w->formats_cap,
			      sizeof(*w->format));
	w->format[w->formats++] = (struct book_format){
		number(attr, "numFmtId", -1), cell_format_of(str_of(code)),
	};
	return true;
}

static bool on_style(struct workbook *w, const char **attr, struct err *e)
{
	int64_t id = number(attr, "numFmtId", 0);
	struct cell_format f = cell_format_known(id);

	if (w->styles == BOOK_FORMATS) {
		return too_many("xf", e);
	}
	for (size_t i = 0; i < w->formats; i++) {
		f = w->format[i].id == id ? w->format[i].format : f;
	}
	w->style = book_grow(&w->arena, w->style, w->styles, &w->styles_cap, sizeof(*w->style));
	w->style[w->styles++] = f;
	return true;
}

static bool on_styles(void *ctx, const char *name, const char **attr, struct err *e)
{
	struct workbook *w = ctx;

	if (strcmp(name, "numFmt") == 0 && !w->in_styles) {
		return on_format(w, attr, e);
	}
	if (strcmp(name, "xf") == 0 && w->in_styles) {
		return on_style(w, attr, e);
	}
	w->in_styles = w->in_styles || strcmp(name, "cellXfs") == 0;
	return true;
}

static bool off_styles(void *ctx, const char *name, struct err *e)
{
	struct workbook *w = ctx;

	(void)e;
	w->in_styles = w->in_styles && strcmp(name, "cellXfs") != 0;
	return true;
}

/* ---- xl/sharedStrings.xml ---- */

static int hex_of(char c)
{
	return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 :
	       c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* "_x000D_" stands for a letter that XML cannot hold; only those of ASCII are undone. */
static size_t escaped(struct str s, size_t i, char *out)
{
	int v = 0;

	if (i + 7 > s.n || s.p[i] != '_' || s.p[i + 1] != 'x' || s.p[i + 6] != '_') {
		return 0;
	}
	for (size_t k = i + 2; k < i + 6; k++) {
		int h = hex_of(s.p[k]);

		v = h < 0 || v < 0 ? -1 : v * 16 + h;
	}
	if (v < 0 || v > 126) {
		return 0;
	}
	*out = v < ' ' ? ' ' : (char)v;
	return 7;
}

struct str book_piece(struct workbook *w, struct arena *a)
{
	struct str s = buf_view(&w->piece);
	char *text = arena_alloc(a, s.n, 1);
	size_t n = 0;

	for (size_t i = 0; i < s.n;) {
		size_t skip = escaped(s, i, &text[n]);

		if (skip == 0) {
			text[n] = s.p[i];
			skip = 1;
		}
		n++;
		i += skip;
	}
	return (struct str){ text, n };
}

static bool on_texts(void *ctx, const char *name, const char **attr, struct err *e)
{
	struct workbook *w = ctx;

	(void)attr, (void)e;
	if (strcmp(name, "si") == 0) {
		buf_reset(&w->piece);
	}
	w->phonetic = w->phonetic || strcmp(name, "rPh") == 0;
	w->taking = strcmp(name, "t") == 0 && !w->phonetic;
	return true;
}

static bool text_texts(void *ctx, struct str s, struct err *e)
{
	struct workbook *w = ctx;

	if (w->taking) {
		buf_str(&w->piece, s);
	}
	return buf_ok(&w->piece) || too_many("t", e);
}

static bool off_texts(void *ctx, const char *name, struct err *e)
{
	struct workbook *w = ctx;

	w->taking = false;
	w->phonetic = w->phonetic && strcmp(name, "rPh") != 0;
	if (strcmp(name, "si") != 0) {
		return true;
	}
	w->text_bytes += w->piece.n;
	if (w->texts == BOOK_TEXTS || w->text_bytes > BOOK_TEXTS_MOST) {
		return too_many("si", e);
	}
	w->text = book_grow(&w->arena, w->text, w->texts, &w->texts_cap, sizeof(*w->text));
	w->text[w->texts++] = book_piece(w, &w->arena);
	return true;
}

/* ---- merged cells, which stand behind the rows ---- */

static bool on_merge(void *ctx, const char *name, const char **attr, struct err *e)
{
	struct workbook *w = ctx;
	struct book_merge m = { 0 };
	struct str from, to;
	size_t column;

	if (strcmp(name, "mergeCell") != 0 ||
	    !str_cut(str_of(xml_attr(attr, "ref")), ':', &from, &to) ||
	    !cell_place(from, &m.first, &m.column) || !cell_place(to, &m.last, &column) ||
	    m.last <= m.first || m.column >= WORKBOOK_COLUMNS) {
		return true;
	}
	if (w->merges == BOOK_MERGES) {
		return too_many("mergeCell", e);
	}
	w->merge = book_grow(&w->arena, w->merge, w->merges, &w->merges_cap, sizeof(*w->merge));
	w->merge[w->merges++] = m;
	return true;
}

bool book_parts(struct workbook *w, struct str sheet, struct err *e)
{
	static const char texts[] = "xl/sharedStrings.xml", styles[] = "xl/styles.xml";
	const struct xml_sink book = { w, on_book, no_end, no_text };
	const struct xml_sink links = { w, on_link, no_end, no_text };
	const struct xml_sink style = { w, on_styles, off_styles, no_text };
	const struct xml_sink text = { w, on_texts, off_texts, text_texts };
	const struct xml_sink merges = { w, on_merge, no_end, no_text };

	if (!archive_has(w->archive, "xl/workbook.xml")) {
		return none("xl/workbook.xml", e);
	}
	if (!book_read(w, "xl/workbook.xml", BOOK_PART_MOST, &book, e) || !choose(w, sheet, e) ||
	    !book_read(w, "xl/_rels/workbook.xml.rels", BOOK_PART_MOST, &links, e)) {
		return false;
	}
	if (w->path.n == 0) {
		return none("xl/_rels/workbook.xml.rels", e);
	}
	return (!archive_has(w->archive, styles) ||
		book_read(w, styles, BOOK_PART_MOST, &style, e)) &&
	       (!archive_has(w->archive, texts) ||
		book_read(w, texts, BOOK_TEXTS_MOST, &text, e)) &&
	       book_read(w, str_cstr(&w->arena, w->path), UNPACK_MOST, &merges, e);
}
