/* Drawing sheets. */
#include "sheet_pdf.h"

#include "pdf_lib.h"
#include "qr.h"

#include <pthread.h>
#include <stdio.h>
#include <string.h>

/* A4 in points; margins as the circular on documents has them (Decree 30/2020, annex:
 * 20–25 mm, left 30–35). */
enum { SHORT_SIDE = 595, LONG_SIDE = 842, LEFT = 68, RIGHT = 48, TOP = 50, BOTTOM = 58 };
enum { FOOT_ROOM = 30, QR_SIDE = 78, QR_ROOM = QR_SIDE + 16, SIGN_ROOM = 66 };

struct drawing {
	const struct pdf_lib *lib;
	cairo_t *c;
	PangoContext *context;
	const struct sheet *s;
	double width, height;		/* of the page */
	double inner;			/* width between the margins */
	double y;
	double beside;			/* down to here a code stands at the right */
	int page;
};

enum look { LOOK_PLAIN = 0, LOOK_BOLD = 1, LOOK_ITALIC = 2, LOOK_CENTRE = 4 };

struct text {
	struct str s;
	double x, width, size;
	int look;
};

static PangoLayout *layout_of(struct drawing *d, const struct text *t)
{
	const struct pdf_lib *l = d->lib;
	PangoLayout *p = l->pango_layout_new(d->context);
	PangoFontDescription *font = l->pango_font_description_new();
	l->pango_font_description_set_family(font, "Liberation Serif");
	l->pango_font_description_set_absolute_size(font, t->size * PANGO_SCALE);
	if (t->look & LOOK_BOLD) {
		l->pango_font_description_set_weight(font, PANGO_WEIGHT_BOLD);
	}
	if (t->look & LOOK_ITALIC) {
		l->pango_font_description_set_style(font, PANGO_STYLE_ITALIC);
	}
	l->pango_layout_set_font_description(p, font);
	l->pango_font_description_free(font);
	l->pango_layout_set_width(p, (int)(t->width * PANGO_SCALE));
	l->pango_layout_set_wrap(p, PANGO_WRAP_WORD_CHAR);
	if (t->look & LOOK_CENTRE) {
		l->pango_layout_set_alignment(p, PANGO_ALIGN_CENTER);
	}
	l->pango_layout_set_text(p, t->s.n > 0 ? t->s.p : "", (int)t->s.n);
	return p;
}

/* Laid out once: measured, then drawn. */
struct laid {
	PangoLayout *layout;
	double x, height;
};

static struct laid lay(struct drawing *d, const struct text *t)
{
	struct laid l = { layout_of(d, t), t->x, 0 };
	int w, h;
	d->lib->pango_layout_get_size(l.layout, &w, &h);
	l.height = (double)h / PANGO_SCALE;
	return l;
}

/* And done with it. The height, in points. */
static double show(struct drawing *d, struct laid l, double y)
{
	d->lib->cairo_move_to(d->c, l.x, y);
	d->lib->pango_cairo_show_layout(d->c, l.layout);
	d->lib->g_object_unref(l.layout);
	return l.height;
}

static double put(struct drawing *d, const struct text *t, double y)
{
	return show(d, lay(d, t), y);
}

/* Stroked by the next rule(): those of a row together. */
static void line(struct drawing *d, double x0, double y0, double x1, double y1)
{
	d->lib->cairo_move_to(d->c, x0, y0);
	d->lib->cairo_line_to(d->c, x1, y1);
}

static void rule(struct drawing *d)
{
	d->lib->cairo_set_line_width(d->c, 0.6);
	d->lib->cairo_stroke(d->c);
}

/* ---- pages ---- */

static void put_foot(struct drawing *d)
{
	struct text t = { d->s->foot, LEFT, d->inner, 8.5, LOOK_CENTRE };
	put(d, &t, d->height - FOOT_ROOM);
}

/* Pages are numbered from the second on, at the top (Decree 30/2020, appendix I). */
static void next_page(struct drawing *d)
{
	char number[12];
	struct text t = { { number, 0 }, LEFT, d->inner, 12, LOOK_CENTRE };
	put_foot(d);
	d->lib->cairo_show_page(d->c);
	t.s.n = (size_t)snprintf(number, sizeof(number), "%d", ++d->page);
	put(d, &t, TOP / 2.0);
	d->y = TOP;
	d->beside = 0;
}

static bool fits(const struct drawing *d, double height)
{
	return d->y + height <= d->height - BOTTOM;
}

/* Room for so much, on a new page if need be. */
static void need(struct drawing *d, double height)
{
	if (!fits(d, height) && d->y > TOP) {
		next_page(d);
	}
}

static double taller(double a, double b)
{
	return a > b ? a : b;
}

/* ---- the head ---- */

static double stack(struct drawing *d, double x, double width, const struct text *list, size_t n)
{
	double y = TOP;
	for (size_t i = 0; i < n; i++) {
		struct text t = list[i];
		t.x = x;
		t.width = width;
		y += t.s.n > 0 ? put(d, &t, y) : 0;
	}
	return y;
}

static void put_head(struct drawing *d)
{
	const struct sheet *s = d->s;
	const double half = d->inner * 0.46, rest = d->inner - half - 8;
	struct text left[] = { { s->issuer_of, 0, 0, 11, LOOK_CENTRE },
			       { s->issuer, 0, 0, 11, LOOK_CENTRE | LOOK_BOLD } };
	struct text right[] = { { s->motto, 0, 0, 11, LOOK_CENTRE | LOOK_BOLD },
				{ s->motto_below, 0, 0, 12, LOOK_CENTRE | LOOK_BOLD } };
	double a = stack(d, LEFT, half, left, 2), b = stack(d, LEFT + half + 8, rest, right, 2);
	line(d, LEFT + half * 0.35, a + 3, LEFT + half * 0.65, a + 3);
	line(d, LEFT + half + 8 + rest * 0.22, b + 3, LEFT + half + 8 + rest * 0.78, b + 3);
	rule(d);
	d->y = taller(a, b) + 8;
	struct text number = { s->number, LEFT, half, 12, LOOK_CENTRE };
	struct text date = { s->place_date, LEFT + half + 8, rest, 12, LOOK_CENTRE | LOOK_ITALIC };
	d->y += taller(put(d, &date, d->y), s->number.n > 0 ? put(d, &number, d->y) : 0) + 8;
}

struct spot {
	double x, y;
};

/* Those beside each other are one rectangle: half of the file were numbers else. */
static void put_modules(struct drawing *d, const bool *row, size_t n, struct spot at,
			double side)
{
	for (size_t i = 0, end; i < n; i = end) {
		for (end = i + 1; end < n && row[end] == row[i]; end++) {
		}
		if (row[i]) {
			d->lib->cairo_rectangle(d->c, at.x + (double)i * side, at.y,
						(double)(end - i) * side, side);
		}
	}
}

/* Black squares, with the light border that readers want left to the page. */
static bool put_qr(struct drawing *d, double x, double y, struct err *e)
{
	struct arena a;
	struct qr q;
	arena_init(&a, 0);
	if (!qr_make(&a, d->s->qr, &q, e)) {
		arena_done(&a);
		return false;
	}
	double side = (double)QR_SIDE / (double)q.side;
	for (size_t row = 0; row < q.side; row++) {
		struct spot at = { x, y + (double)row * side };
		put_modules(d, q.dark + row * q.side, q.side, at, side);
	}
	arena_done(&a);
	d->lib->cairo_fill(d->c);
	struct text below = { d->s->qr_below, x - 8, QR_SIDE + 16, 8, LOOK_CENTRE };
	put(d, &below, y + QR_SIDE + 3);
	return true;
}

/* ---- items ---- */

/* "label: text" in one paragraph, the text beside its label. */
static void put_fact(struct drawing *d, const struct sheet_item *i, int look)
{
	const double label_w = 176, room = d->y < d->beside ? d->inner - QR_ROOM : d->inner;
	struct text label = { i->label, LEFT, label_w - 6, 12, LOOK_PLAIN };
	struct text value = { i->text, LEFT + label_w, room - label_w, 12, look };
	struct laid l = lay(d, &label), v = lay(d, &value);
	double h = taller(l.height, v.height);
	need(d, h);
	show(d, l, d->y);
	show(d, v, d->y);
	d->y += h + 3;
}

static void put_line(struct drawing *d, struct str s, double size, int look, double after)
{
	struct text t = { s, LEFT, d->inner, size, look };
	struct laid l = lay(d, &t);
	need(d, l.height);
	d->y += show(d, l, d->y) + after;
}

/* As many lines as there is room for, page after page. */
static void put_flow(struct drawing *d, struct str s)
{
	const struct pdf_lib *l = d->lib;
	struct text t = { s, LEFT, d->inner, 12, LOOK_PLAIN };
	PangoLayout *p = layout_of(d, &t);
	int lines = l->pango_layout_get_line_count(p);
	for (int i = 0; i < lines; i++) {
		PangoLayoutLine *one = l->pango_layout_get_line_readonly(p, i);
		PangoRectangle box;
		l->pango_layout_line_get_extents(one, NULL, &box);
		double h = (double)box.height / PANGO_SCALE;
		need(d, h);
		l->cairo_move_to(d->c, LEFT, d->y - (double)box.y / PANGO_SCALE);
		l->pango_cairo_show_layout_line(d->c, one);
		d->y += h;
	}
	l->g_object_unref(p);
	d->y += 4;
}

/* ---- the table ---- */

struct row {
	struct laid cell[SHEET_COLUMNS];
	double height;
};

static double column(const struct drawing *d, size_t i)
{
	return d->inner * d->s->table.share[i] / 100.0;
}

static struct row lay_row(struct drawing *d, const struct str *cell, int look)
{
	const struct sheet_table *t = &d->s->table;
	struct row r = { .height = 0 };
	for (size_t i = 0; i < t->columns; i++) {
		struct text one = { cell[i], 0, column(d, i) - 8, t->small ? 9 : 11,
				    look | (t->centred[i] || look ? LOOK_CENTRE : 0) };
		r.cell[i] = lay(d, &one);
		r.height = taller(r.height, r.cell[i].height);
	}
	r.height += 5;
	return r;
}

static void draw_row(struct drawing *d, const struct row *r)
{
	const struct sheet_table *t = &d->s->table;
	double x = LEFT, below = d->y + r->height;
	for (size_t i = 0; i < t->columns; i++) {
		d->lib->cairo_move_to(d->c, x + 4, d->y + 2);
		d->lib->pango_cairo_show_layout(d->c, r->cell[i].layout);
		x += column(d, i);
	}
	line(d, LEFT, d->y, LEFT + d->inner, d->y);
	line(d, LEFT, below, LEFT + d->inner, below);
	x = LEFT;
	for (size_t i = 0; i <= t->columns; i++) {
		line(d, x, d->y, x, below);
		x += i < t->columns ? column(d, i) : 0;
	}
	rule(d);
	d->y = below;
}

static void drop_row(struct drawing *d, struct row *r)
{
	for (size_t i = 0; i < d->s->table.columns; i++) {
		d->lib->g_object_unref(r->cell[i].layout);
	}
}

/* Signatures alone on a page would sign nothing: the last row goes with them. */
static double room_after(const struct drawing *d)
{
	enum sheet_kind last = d->s->item[d->s->items - 1].kind;
	return last == SHEET_SIGNS || last == SHEET_SIGN ? SIGN_ROOM + 90 : 0;
}

/* The head stands on each page, and never alone at the foot of one. */
static void put_table(struct drawing *d)
{
	const struct sheet_table *t = &d->s->table;
	struct row head = lay_row(d, t->head, LOOK_BOLD);
	d->y += 3;
	for (size_t i = 0; i < t->rows; i++) {
		struct row r = lay_row(d, t->cell + i * t->columns, LOOK_PLAIN);
		double with = (i == 0 ? head.height : 0) +
			      (i > 0 && i + 1 == t->rows ? room_after(d) : 0);
		if (!fits(d, r.height + with) && d->y > TOP + head.height) {
			next_page(d);
			draw_row(d, &head);
		} else if (i == 0) {
			draw_row(d, &head);
		}
		draw_row(d, &r);
		drop_row(d, &r);
	}
	drop_row(d, &head);
	d->y += 6;
}

static void put_signs(struct drawing *d, const struct sheet_item *i)
{
	const double half = d->inner / 2.0;
	const struct {
		struct str label, text;
		double x;
	} side[] = { { i->label, i->text, LEFT }, { i->other_label, i->other_text, LEFT + half } };
	double most = 0;
	need(d, SIGN_ROOM + 46);
	d->y += 8;
	for (size_t k = 0; k < 2; k++) {
		struct text label = { side[k].label, side[k].x, half, 12, LOOK_BOLD | LOOK_CENTRE };
		struct text name = { side[k].text, side[k].x, half, 12, LOOK_BOLD | LOOK_CENTRE };
		double h = put(d, &label, d->y);
		most = taller(most, h + SIGN_ROOM + put(d, &name, d->y + h + SIGN_ROOM));
	}
	d->y += most + 6;
}

/* The copies are small, and the name stands where a hand and a seal have room. */
static void put_sign(struct drawing *d, const struct sheet_item *i)
{
	const double half = d->inner / 2.0, right = LEFT + half;
	struct text to = { i->label, LEFT, half - 12, 11, LOOK_BOLD | LOOK_ITALIC };
	struct text copies = { i->text, LEFT, half - 12, 10, LOOK_PLAIN };
	struct text block = { i->other_label, right, half, 12, LOOK_BOLD | LOOK_CENTRE };
	struct text name = { i->other_text, right, half, 12, LOOK_BOLD | LOOK_CENTRE };
	struct laid t = lay(d, &to), c = lay(d, &copies), b = lay(d, &block), n = lay(d, &name);
	double h = taller(t.height + c.height, b.height + SIGN_ROOM + n.height);
	need(d, h + 8);
	d->y += 8;
	show(d, c, d->y + show(d, t, d->y));
	show(d, n, d->y + show(d, b, d->y) + SIGN_ROOM);
	d->y += h;
}

static void put_item(struct drawing *d, const struct sheet_item *i)
{
	switch (i->kind) {
	case SHEET_TITLE:
		put_line(d, i->text, 15, LOOK_BOLD | LOOK_CENTRE, 1);
		return;
	case SHEET_SUBTITLE:
		put_line(d, i->text, 12, LOOK_CENTRE, 6);
		return;
	case SHEET_FACT:
		put_fact(d, i, LOOK_PLAIN);
		return;
	case SHEET_STRONG:
		put_fact(d, i, LOOK_BOLD);
		return;
	case SHEET_HEADING:
		d->y += 3;
		need(d, 2 * 16);
		put_line(d, i->text, 12, LOOK_BOLD, 1);
		return;
	case SHEET_TEXT:
		put_flow(d, i->text);
		return;
	case SHEET_NOTE:
		put_line(d, i->text, 10.5, LOOK_ITALIC, 3);
		return;
	case SHEET_TABLE:
		put_table(d);
		return;
	case SHEET_SIGNS:
		put_signs(d, i);
		return;
	case SHEET_SIGN:
		put_sign(d, i);
		return;
	}
}

/* The code that is scanned stands beside the first facts. */
static bool put_all(struct drawing *d, struct err *e)
{
	bool coded = d->s->qr.n == 0;
	put_head(d);
	for (size_t i = 0; i < d->s->items; i++) {
		enum sheet_kind kind = d->s->item[i].kind;
		if (!coded && kind != SHEET_TITLE && kind != SHEET_SUBTITLE) {
			coded = true;
			d->beside = d->y + QR_SIDE + 16;
			if (!put_qr(d, d->width - RIGHT - QR_SIDE, d->y, e)) {
				return false;
			}
		}
		if (kind != SHEET_FACT && kind != SHEET_STRONG && d->y < d->beside) {
			d->y = d->beside;
		}
		put_item(d, &d->s->item[i]);
	}
	put_foot(d);
	d->lib->cairo_show_page(d->c);
	return true;
}

static cairo_status_t write_out(void *ctx, const unsigned char *p, unsigned n)
{
	struct buf *b = ctx;
	buf_add(b, p, n);
	return buf_ok(b) ? CAIRO_STATUS_SUCCESS : CAIRO_STATUS_WRITE_ERROR;
}

/* Whole pixels are for screens: letters as wide as their font says need no place of their
 * own in the file. */
static void plain_letters(struct drawing *d)
{
	cairo_font_options_t *o = d->lib->cairo_font_options_create();
	d->lib->cairo_font_options_set_hint_metrics(o, CAIRO_HINT_METRICS_OFF);
	d->lib->cairo_font_options_set_hint_style(o, CAIRO_HINT_STYLE_NONE);
	d->lib->pango_cairo_context_set_font_options(d->context, o);
	d->lib->cairo_font_options_destroy(o);
	d->lib->pango_context_set_round_glyph_positions(d->context, FALSE);
}

static bool draw(const struct pdf_lib *lib, const struct sheet *s, struct buf *out,
		 struct err *e)
{
	char title[256];
	size_t n = s->title.n < sizeof(title) - 1 ? s->title.n : sizeof(title) - 1;
	const double width = s->wide ? LONG_SIDE : SHORT_SIDE;
	const double height = s->wide ? SHORT_SIDE : LONG_SIDE;
	cairo_surface_t *surface =
		lib->cairo_pdf_surface_create_for_stream(write_out, out, width, height);
	struct drawing d = { .lib = lib, .s = s, .c = lib->cairo_create(surface),
			     .width = width, .height = height, .inner = width - LEFT - RIGHT,
			     .page = 1,
			     .context = lib->pango_font_map_create_context(lib->fonts) };
	plain_letters(&d);
	memcpy(title, s->title.p, n);
	title[n] = '\0';
	lib->cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, title);
	/* Else the clock's: printed again it would be another file. */
	lib->cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE,
					    "2025-01-01T00:00:00+07:00");
	bool ok = put_all(&d, e);
	if (ok && lib->cairo_status(d.c) != CAIRO_STATUS_SUCCESS) {
		ok = err_set(e, ERR_IO, "sheet.failed", "why", "cairo", NULL);
	}
	lib->g_object_unref(d.context);
	lib->cairo_destroy(d.c);
	lib->cairo_surface_finish(surface);
	if (ok && lib->cairo_surface_status(surface) != CAIRO_STATUS_SUCCESS) {
		ok = err_set(e, ERR_IO, "sheet.failed", "why", "cairo", NULL);
	}
	lib->cairo_surface_destroy(surface);
	return ok;
}

bool sheet_pdf(const struct sheet *s, struct buf *out, struct err *e)
{
	static pthread_mutex_t one = PTHREAD_MUTEX_INITIALIZER;
	const struct pdf_lib *lib;
	pthread_mutex_lock(&one);
	bool ok = pdf_load(&lib, e) && draw(lib, s, out, e);
	pthread_mutex_unlock(&one);
	return ok;
}
