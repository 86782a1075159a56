/* A workbook of procedures: its sheets, columns and words. */
#include "law_table_int.h"

#include "edge/workbook.h"

#include "base/arena.h"
#include "base/vi.h"

#include <string.h>

enum { MAY, MUST };

static const struct {
	const char *name, *words;
} sheets[] = {
#define LAW_SHEET(name, words) { #name, words },
#define LAW_COLUMN(sheet, field, need, words)
#define LAW_WORD(field, value, words)
#include "law_table.def"
#undef LAW_SHEET
#undef LAW_COLUMN
#undef LAW_WORD
};

static const struct {
	enum law_sheet sheet;
	const char *field;
	int need;
	const char *words;
} columns[] = {
#define LAW_SHEET(name, words)
#define LAW_COLUMN(sheet, field, need, words) { SHEET_##sheet, #field, need, words },
#define LAW_WORD(field, value, words)
#include "law_table.def"
#undef LAW_SHEET
#undef LAW_COLUMN
#undef LAW_WORD
};

static const struct {
	const char *field, *value, *words;
} values[] = {
#define LAW_SHEET(name, words)
#define LAW_COLUMN(sheet, field, need, words)
#define LAW_WORD(field, value, words) { #field, value, words },
#include "law_table.def"
#undef LAW_SHEET
#undef LAW_COLUMN
#undef LAW_WORD
};

const char *law_sheet_name(enum law_sheet s)
{
	return sheets[s].name;
}

const char *law_column_name(enum law_column_id c)
{
	return columns[c].field;
}

bool law_row_fault(struct arena *a, const struct law_row *r, enum law_column_id c, struct err *e)
{
	(void)err_set(e, ERR_INVALID, "law.table.value", "sheet", sheets[r->sheet].name, "field",
		      columns[c].field, "value", str_cstr(a, r->cell[c]), NULL);
	return err_add_int(e, "row", r->number);
}

/* ---- one sheet ---- */

struct reading {
	struct arena *a;
	enum law_sheet sheet;
	struct arena line;		/* a row's */
	struct str title;
	enum law_column_id of[WORKBOOK_COLUMNS];	/* or LAW_COLUMNS */
	bool told[WORKBOOK_COLUMNS];
	struct str head[WORKBOOK_COLUMNS];
	size_t n;
};

static enum law_column_id guess(struct reading *r, struct str head)
{
	struct str folded = vi_fold(r->a, head);

	for (size_t i = 0; i < LAW_COLUMNS; i++) {
		if (columns[i].sheet == r->sheet && str_among(columns[i].words, folded)) {
			return (enum law_column_id)i;
		}
	}
	return LAW_COLUMNS;
}

static bool wrong_map(struct reading *r, struct str what, struct err *e)
{
	return err_set(e, ERR_INVALID, "law.table.map", "value", str_cstr(r->a, what), NULL);
}

/* "SHEET:COLUMN=FIELD"; of another sheet it is not ours. */
static bool tell(struct reading *r, struct str what, struct err *e)
{
	struct str sheet, rest, head, field;
	enum law_column_id c = LAW_COLUMNS;
	size_t at = what.n, i = 0;

	while (at > 0 && what.p[at - 1] != '=') {
		at--;
	}
	if (at == 0 || !str_cut(str_sub(what, 0, at - 1), ':', &sheet, &rest)) {
		return wrong_map(r, what, e);
	}
	if (!str_is(sheet, sheets[r->sheet].name)) {
		return true;
	}
	head = vi_fold(r->a, rest);
	field = str_trim(str_sub(what, at, what.n));
	for (size_t k = 0; k < LAW_COLUMNS; k++) {
		if (columns[k].sheet == r->sheet && str_is(field, columns[k].field)) {
			c = (enum law_column_id)k;
		}
	}
	while (i < r->n && !str_eq(vi_fold(r->a, r->head[i]), head)) {
		i++;
	}
	if ((field.n > 0 && c == LAW_COLUMNS) || i == r->n) {
		return wrong_map(r, what, e);
	}
	for (size_t k = 0; k < r->n; k++) {
		r->of[k] = r->of[k] == c && !r->told[k] ? LAW_COLUMNS : r->of[k];
	}
	r->of[i] = c;
	r->told[i] = true;
	return true;
}

static bool check_columns(struct reading *r, struct err *e)
{
	for (size_t c = 0; c < LAW_COLUMNS; c++) {
		size_t n = 0;

		for (size_t i = 0; i < r->n; i++) {
			n += r->of[i] == (enum law_column_id)c;
		}
		if (n > 1 || (n == 0 && columns[c].sheet == r->sheet && columns[c].need == MUST)) {
			return err_set(e, ERR_INVALID,
				       n > 1 ? "law.table.twice" : "law.table.missing", "sheet",
				       sheets[r->sheet].name, "field", columns[c].field, NULL);
		}
	}
	return true;
}

static bool read_heads(struct reading *r, const struct workbook_row *row, const struct str *map,
		       size_t maps, struct err *e)
{
	r->n = row->n;
	for (size_t i = 0; i < row->n; i++) {
		r->head[i] = str_dup(r->a, row->cell[i]);
		r->of[i] = guess(r, row->cell[i]);
	}
	for (size_t i = 0; i < maps; i++) {
		if (!tell(r, map[i], e)) {
			return false;
		}
	}
	return check_columns(r, e);
}

static struct str value_of(struct reading *r, enum law_column_id c, struct str s)
{
	struct str folded = vi_fold(&r->line, s);

	for (size_t i = 0; i < ARRAY_LEN(values); i++) {
		if (strcmp(values[i].field, columns[c].field) == 0 &&
		    str_among(values[i].words, folded)) {
			return str_of(values[i].value);
		}
	}
	return str_dup(r->a, s);
}

static bool read_row(struct reading *r, const struct workbook_row *row, struct law_rows *out,
		     struct err *e)
{
	struct law_row *to = &out->row[r->sheet][out->n[r->sheet]++];

	*to = (struct law_row){ .sheet = r->sheet, .number = row->number,
				.cell = arena_array(r->a, struct str, LAW_COLUMNS) };
	for (size_t i = 0; i < row->n && i < r->n; i++) {
		if (r->of[i] != LAW_COLUMNS && row->cell[i].n > 0) {
			to->cell[r->of[i]] = value_of(r, r->of[i], row->cell[i]);
			out->bytes += row->cell[i].n;
		}
	}
	if (out->bytes > LAW_TABLE_BYTES) {
		return err_set(e, ERR_LIMIT, "law.table.many", NULL);
	}
	for (size_t c = 0; c < LAW_COLUMNS; c++) {
		if (columns[c].sheet == r->sheet && columns[c].need == MUST &&
		    to->cell[c].n == 0) {
			return law_row_fault(r->a, to, (enum law_column_id)c, e);
		}
	}
	return true;
}

static size_t filled(const struct workbook_row *row)
{
	size_t n = 0;

	for (size_t i = 0; i < row->n; i++) {
		n += row->cell[i].n > 0;
	}
	return n;
}

static bool read_rows(struct reading *r, struct workbook *w, struct law_rows *out,
		      const struct str *map, size_t maps, struct err *e)
{
	struct workbook_row row;
	bool there = true, headed = false;

	while (there) {
		arena_reset(&r->line);
		if (!workbook_next(w, &r->line, &row, &there, e)) {
			return false;
		}
		if (!there || (!headed && filled(&row) < 2)) {	/* a title above the heads */
			continue;
		}
		if (!headed) {
			headed = true;
			if (!read_heads(r, &row, map, maps, e)) {
				return false;
			}
			continue;
		}
		if (out->n[r->sheet] == LAW_TABLE_ROWS) {
			return err_set(e, ERR_LIMIT, "law.table.many", NULL);
		}
		if (!read_row(r, &row, out, e)) {
			return false;
		}
	}
	return true;
}

/* The sheet by one of its names; *out NULL: there is none. */
static bool find(struct arena *a, FILE *f, enum law_sheet s, struct workbook **out, struct err *e)
{
	struct str rest = str_of(sheets[s].words), one;
	bool more = true;

	*out = NULL;
	while (more) {
		more = str_cut(rest, '|', &one, &rest);
		if (workbook_open(a, f, one, out, e)) {
			return true;
		}
		*out = NULL;
		if (strcmp(e->key, "workbook.sheet") != 0) {
			return false;
		}
	}
	return s != SHEET_procedures;
}

static void note_columns(const struct reading *r, struct law_table *out)
{
	for (size_t i = 0; i < r->n; i++) {
		out->column[out->columns++] = (struct law_column){
			.sheet = sheets[r->sheet].name, .title = r->title, .head = r->head[i],
			.field = r->of[i] == LAW_COLUMNS ? NULL : columns[r->of[i]].field,
			.told = r->told[i],
		};
	}
}

bool law_table_looks(FILE *f)
{
	return workbook_looks(f);
}

bool law_table_read(struct arena *a, FILE *f, const struct law_source *base, size_t n,
		    const struct str *map, size_t maps, struct law_table *out, struct err *e)
{
	struct law_rows rows = { .a = a };

	*out = (struct law_table){ 0 };
	out->column = arena_array(a, struct law_column, LAW_SHEETS * WORKBOOK_COLUMNS);
	for (size_t s = 0; s < LAW_SHEETS; s++) {
		struct reading *r = arena_new(a, struct reading);
		struct workbook *w;

		*r = (struct reading){ .a = a, .sheet = (enum law_sheet)s };
		if (!find(a, f, r->sheet, &w, e)) {
			return false;
		}
		if (w == NULL) {
			continue;
		}
		rows.row[s] = arena_array(a, struct law_row, LAW_TABLE_ROWS);
		r->title = str_dup(a, workbook_sheet(w));
		arena_init(&r->line, 0);
		bool ok = read_rows(r, w, &rows, map, maps, e);

		arena_done(&r->line);
		workbook_close(w);
		if (!ok) {
			return false;
		}
		note_columns(r, out);
		out->rows += (int64_t)rows.n[s];
	}
	return law_table_make(&rows, base, n, out, e);
}
