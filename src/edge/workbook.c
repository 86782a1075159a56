/* A sheet's rows. */
#include "workbook_int.h"

#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

bool book_fault(const struct workbook *w, enum err_code code, const char *key, struct err *e)
{
	struct arena *a = w->row_arena;

	return err_set(e, code, key, "sheet", str_cstr(a, w->sheet[w->at].name), "cell",
		       str_cstr(a, cell_name(a, w->number, w->column)), NULL);
}

bool workbook_looks(FILE *f)
{
	char first[4] = "";
	size_t n = fread(first, 1, sizeof(first), f);

	return fseek(f, 0, SEEK_SET) == 0 && archive_looks((struct str){ first, n });
}

/* ---- events ---- */

static bool on_row(struct workbook *w, const char **attr, struct err *e)
{
	const char *s = xml_attr(attr, "r");
	int64_t number = w->number + 1;

	if (s != NULL && (!str_to_int64(str_of(s), &number) || number <= w->number)) {
		w->column = 0;
		return book_fault(w, ERR_INVALID, "workbook.order", e);
	}
	w->row_mark = arena_mark(w->row_arena);
	w->number = number;
	w->column = 0;
	w->row->number = number;
	w->row->n = 0;
	for (size_t i = 0; i < WORKBOOK_COLUMNS; i++) {
		w->row->cell[i] = STR("");
	}
	return true;
}

static bool on_cell(struct workbook *w, const char **attr, struct err *e)
{
	const char *ref = xml_attr(attr, "r"), *type = xml_attr(attr, "t");
	const char *style = xml_attr(attr, "s");
	int64_t row;

	buf_reset(&w->piece);
	if (ref != NULL && (!cell_place(str_of(ref), &row, &w->column) || row != w->number)) {
		return book_fault(w, ERR_INVALID, "workbook.order", e);
	}
	(void)snprintf(w->type, sizeof(w->type), "%s", type != NULL ? type : "n");
	w->cell_style = -1;
	if (style != NULL && !str_to_int64(str_of(style), &w->cell_style)) {
		w->cell_style = -1;
	}
	return true;
}

static bool on_start(void *ctx, const char *name, const char **attr, struct err *e)
{
	struct workbook *w = ctx;

	if (strcmp(name, "row") == 0) {
		return on_row(w, attr, e);
	}
	if (strcmp(name, "c") == 0) {
		return on_cell(w, attr, e);
	}
	bool typed = strcmp(w->type, "inlineStr") == 0;

	w->phonetic = w->phonetic || strcmp(name, "rPh") == 0;
	w->taking = strcmp(name, typed ? "t" : "v") == 0 && !w->phonetic;
	return true;
}

static bool on_text(void *ctx, struct str s, struct err *e)
{
	struct workbook *w = ctx;

	if (w->taking) {
		buf_str(&w->piece, s);
	}
	return buf_ok(&w->piece) || book_fault(w, ERR_LIMIT, "workbook.long", e);
}

static bool shared(struct workbook *w, struct str s, struct str *out, struct err *e)
{
	int64_t i;

	if (!str_to_int64(s, &i) || i < 0 || (size_t)i >= w->texts) {
		return book_fault(w, ERR_INVALID, "workbook.text", e);
	}
	*out = w->text[i];
	return true;
}

static bool numeric(struct workbook *w, struct str s, struct str *out, struct err *e)
{
	struct cell_format f = { .kind = CELL_NUMBER };

	if (w->cell_style >= 0 && (size_t)w->cell_style < w->styles) {
		f = w->style[w->cell_style];
	}
	if (cell_text(w->row_arena, s, f, w->from_1904, out)) {
		return true;
	}
	(void)book_fault(w, ERR_INVALID, "workbook.number", e);
	return err_add(e, "value", str_cstr(w->row_arena, s));
}

static bool value(struct workbook *w, struct str *out, struct err *e)
{
	struct str s = str_trim(book_piece(w, w->row_arena));

	*out = s;
	if (s.n == 0) {
		return true;
	}
	if (strcmp(w->type, "s") == 0) {
		return shared(w, s, out, e);
	}
	if (strcmp(w->type, "b") == 0) {
		*out = str_is(s, "0") || str_is(s, "false") ? STR("false") : STR("true");
		return true;
	}
	if (strcmp(w->type, "e") == 0) {
		(void)book_fault(w, ERR_INVALID, "workbook.cell", e);
		return err_add(e, "value", str_cstr(w->row_arena, s));
	}
	return strcmp(w->type, "n") != 0 || numeric(w, s, out, e);
}

static bool off_cell(struct workbook *w, struct err *e)
{
	struct str s;

	if (!value(w, &s, e)) {
		return false;
	}
	if (!utf8_nfc(w->row_arena, s, &s, e)) {
		return book_fault(w, ERR_INVALID, "workbook.utf8", e);
	}
	s = str_trim(s);
	if (s.n > 0 && w->column >= WORKBOOK_COLUMNS) {
		return book_fault(w, ERR_LIMIT, "workbook.wide", e);
	}
	if (s.n > 0) {
		w->row->cell[w->column] = s;
		w->row->n = w->column >= w->row->n ? w->column + 1 : w->row->n;
	}
	w->column++;
	return true;
}

/* What the first row of a merged cell says goes down to the others. */
static void fill_merged(struct workbook *w)
{
	struct workbook_row *row = w->row;

	for (size_t i = 0; row->n > 0 && i < WORKBOOK_COLUMNS; i++) {
		const struct book_merge *m = w->merged[i];

		if (m != NULL && m->last >= w->number && m->text.n > 0 && row->cell[i].n == 0) {
			row->cell[i] = m->text;
			row->n = i >= row->n ? i + 1 : row->n;
		}
	}
	for (; w->next_merge < w->merges && w->merge[w->next_merge].first <= w->number;
	     w->next_merge++) {
		struct book_merge *m = &w->merge[w->next_merge];

		if (m->first == w->number) {
			m->text = str_dup(&w->arena, row->cell[m->column]);
		}
		w->merged[m->column] = m;
	}
}

static bool on_end(void *ctx, const char *name, struct err *e)
{
	struct workbook *w = ctx;

	w->taking = false;
	w->phonetic = w->phonetic && strcmp(name, "rPh") != 0;
	if (strcmp(name, "c") == 0) {
		return off_cell(w, e);
	}
	if (strcmp(name, "row") == 0) {
		fill_merged(w);
		w->stop = w->row->n > 0;
		if (w->stop) {
			xml_pause(w->xml);
		} else {
			arena_release(w->row_arena, w->row_mark);
		}
	}
	return true;
}

/* ---- the workbook ---- */

static int by_first(const void *x, const void *y)
{
	const struct book_merge *a = x, *b = y;

	return a->first != b->first ? (a->first < b->first ? -1 : 1)
				    : (a->column > b->column) - (a->column < b->column);
}

static bool open_sheet(struct workbook *w, struct err *e)
{
	const struct xml_sink sink = { w, on_start, on_end, on_text };

	if (w->merges > 0) {
		qsort(w->merge, w->merges, sizeof(*w->merge), by_first);
	}
	return unpack_part(&w->arena, w->archive, str_cstr(&w->arena, w->path), UNPACK_MOST,
			   &w->part, e) &&
	       xml_open(&w->arena, w->part, &sink, &w->xml, e);
}

bool workbook_open(struct arena *a, FILE *f, struct str sheet, struct workbook **out,
		   struct err *e)
{
	struct workbook *w = arena_new(a, struct workbook);

	arena_init(&w->arena, 0);
	buf_init(&w->piece, BOOK_CELL_MOST);
	w->row_arena = &w->arena;
	if (!archive_open(a, f, &w->archive, e)) {
		workbook_close(w);
		return false;
	}
	if (!book_parts(w, sheet, e) || !open_sheet(w, e)) {
		workbook_close(w);
		return false;
	}
	*out = w;
	return true;
}

struct str workbook_sheet(const struct workbook *w)
{
	return w->sheet[w->at].name;
}

bool workbook_next(struct workbook *w, struct arena *a, struct workbook_row *row, bool *there,
		   struct err *e)
{
	bool more = true;

	w->row_arena = a;
	w->row = row;
	w->stop = false;
	if (!xml_run(w->xml, &more, e)) {
		if (err_arg(e, "sheet")[0] == '\0') {
			(void)err_add(e, "sheet", str_cstr(a, workbook_sheet(w)));
		}
		return false;
	}
	*there = w->stop;
	return true;
}

void workbook_close(struct workbook *w)
{
	if (w == NULL) {
		return;
	}
	xml_close(w->xml);
	unpack_close(w->part);
	archive_close(w->archive);
	buf_done(&w->piece);
	arena_done(&w->arena);
}
