/* The picture of a model. */
#include "mine_model.h"

#include "letters.h"
#include "mine_words.h"

#include "base/markup.h"

#include <math.h>

enum {
	HEAD = 48, HEAD_LINES = 8, HEAD_INSIDE = 8, FOOT = 44, LEAST_WIDTH = 660,
	LINES = 3, LINE_H = 14,		/* of a task's name */
	NAME_SIZE = 12, NAME_W = LAYOUT_TASK_W - 8, SENTENCE_SIZE = 13, SENTENCE_H = 18,
	/* On paper: what can be read on one sheet laid across, and on each of several; a task
	 * is whole in one or the other of two; how many sheets anyone would put together. */
	ONE_W = 1900, ONE_H = 1000, SHEET_W = 1500, SHEET_H = 850, OVERLAP = 160,
	SHEETS_MOST = 16,
};

/* By how often: darker is more, light enough to read on. */
static const char *const fills[] = { "#ffffff", "#f3f5f7", "#e6eaee", "#d8dee4", "#c9d2da" };

struct drawing {
	struct buf *b;
	struct mine_words w;
	const struct mine_model *m;
	const struct mine_model_look *look;
	int64_t most;			/* events of one activity */
};

/* As attributes: pages allow no styles. */
#define TITLE "font-size=\"20\" font-weight=\"600\""
#define SENTENCE "font-size=\"13\""
#define NAME "font-size=\"12\" font-weight=\"600\" text-anchor=\"middle\""
#define WHOLE "model-whole"		/* of one picture on a page */
#define COUNT "font-size=\"10.5\" text-anchor=\"middle\""

static void text(struct drawing *d, int32_t x, int32_t y, const char *font, struct str s)
{
	buf_fmt(d->b, "<text x=\"%d\" y=\"%d\" %s>", x, y, font);
	markup_text(d->b, s);
	buf_text(d->b, "</text>\n");
}

/* ---- names ---- */

/* How many lines it takes. */
static int32_t break_name(struct str s, struct str *line)
{
	size_t from = 0;
	int32_t n = 0;

	while (from < s.n && n < LINES) {
		size_t end = letters_break(s, from, NAME_W, NAME_SIZE, true);

		line[n++] = str_trim(str_sub(s, from, end));
		while (end < s.n && s.p[end] == ' ') {
			end++;
		}
		from = end;
	}
	return from < s.n ? LINES + 1 : n;
}

/* On the lines there are; what does not fit gives way in the middle, as names begin alike
 * and end alike. */
static void name_lines(struct drawing *d, struct str s, int32_t x, int32_t y)
{
	struct str line[LINES], name = s;
	int32_t n = break_name(name, line);

	for (int32_t room = LINES * NAME_W; n > LINES && room > NAME_W; room -= 10) {
		name = letters_ends(d->w.arena, s, room, NAME_SIZE, true);
		n = break_name(name, line);
	}
	for (int32_t i = 0; i < n && i < LINES; i++) {
		text(d, x, y + (2 * i - n) * LINE_H / 2 + 5, NAME, line[i]);
	}
}

/* ---- shapes ---- */

/* A link has its name for who does not see it, a group for who points at it. */
static void open_task(struct drawing *d, struct str href, struct str title)
{
	if (href.n > 0) {
		buf_text(d->b, "<a href=\"");
		markup_text(d->b, href);
		buf_text(d->b, "\" aria-label=\"");
		markup_text(d->b, title);
		buf_text(d->b, "\"><title>");
	} else {
		buf_text(d->b, "<g><title>");
	}
	markup_text(d->b, title);
}

static void task(struct drawing *d, const struct layout_shape *x)
{
	int64_t count = d->m->count[x->activity];
	struct text_arg arg = { "n", str_int(d->w.arena, count) };
	struct str name = d->m->activity[x->activity];
	struct str href = d->look->href == NULL ? STR("")
			  : d->look->href(d->look->ctx, x->activity);
	size_t shade = (size_t)((ARRAY_LEN(fills) - 1) * sqrt((double)count / (double)d->most));

	open_task(d, href, STR_JOIN(d->w.arena, name, STR(" – "),
				    mine_say(d->w, "mine.node_events", &arg, 1)));
	buf_fmt(d->b, "</title><rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"7\" "
		"fill=\"%s\" stroke=\"#333\" stroke-width=\"1.4\"/>\n", x->x, x->y, x->w, x->h,
		fills[shade]);
	name_lines(d, name, x->x + x->w / 2, x->y + x->h / 2 - 4);
	text(d, x->x + x->w / 2, x->y + x->h - 6, COUNT,
	     mine_say(d->w, "mine.node_events", &arg, 1));
	buf_text(d->b, href.n > 0 ? "</a>\n" : "</g>\n");
}

static void gateway(struct drawing *d, const struct layout_shape *x)
{
	int32_t mx = x->x + x->w / 2, my = x->y + x->h / 2, r = x->w / 2;
	const char *key = x->kind == SHAPE_CHOICE
			  ? x->parts ? "mine.gate_one" : "mine.gate_meet"
			  : x->parts ? "mine.gate_all" : "mine.gate_wait";

	buf_text(d->b, "<g><title>");
	markup_text(d->b, mine_say0(d->w, key));
	buf_fmt(d->b, "</title><path d=\"M%d,%d l%d,%d l%d,%d l%d,%d z\" fill=\"#fff\" "
		"stroke=\"#333\" stroke-width=\"1.4\"/>", mx - r, my, r, -r, r, r, -r, r);
	buf_fmt(d->b, x->kind == SHAPE_CHOICE
		? "<path d=\"M%d,%d l14,14 m0,-14 l-14,14\" stroke=\"#333\" stroke-width=\"2.6\"/>"
		: "<path d=\"M%d,%d m7,-3 v20 m-10,-10 h20\" stroke=\"#333\" "
		  "stroke-width=\"2.6\"/>",
		mx - 7, my - 7);
	buf_text(d->b, "</g>\n");
}

static void event(struct drawing *d, const struct layout_shape *x)
{
	buf_text(d->b, "<g><title>");
	markup_text(d->b, mine_say0(d->w, x->kind == SHAPE_START ? "mine.begin" : "mine.finish"));
	buf_fmt(d->b, "</title><circle cx=\"%d\" cy=\"%d\" r=\"%d\" fill=\"#fff\" "
		"stroke=\"#333\" stroke-width=\"%d\"/></g>\n", x->x + x->w / 2, x->y + x->h / 2,
		x->w / 2 - 2, x->kind == SHAPE_START ? 1 : 4);
}

static void flow(struct drawing *d, const struct layout_flow *f)
{
	const struct layout_point *end = &f->point[f->points - 1], *before = end - 1;
	int32_t dx = (end->x > before->x) - (end->x < before->x);
	int32_t dy = (end->y > before->y) - (end->y < before->y);

	buf_fmt(d->b, "<path d=\"M%d,%d", f->point[0].x, f->point[0].y);
	for (int32_t i = 1; i < f->points; i++) {
		buf_fmt(d->b, " L%d,%d", f->point[i].x, f->point[i].y);
	}
	buf_fmt(d->b, "\" fill=\"none\" stroke=\"#555\" stroke-width=\"1.4\"/>"
		"<path d=\"M%d,%d l%d,%d l%d,%d z\" fill=\"#555\"/>\n",
		end->x, end->y, -9 * dx - 4 * dy, -9 * dy - 4 * dx, 8 * dy, 8 * dx);
}

/* ---- the whole ---- */

struct heading {
	struct str line[HEAD_LINES];
	int32_t lines;
};

/* On as many lines as a sentence needs. */
static void add_lines(struct heading *h, struct str s, int32_t width)
{
	for (size_t from = 0; from < s.n && h->lines < HEAD_LINES;) {
		size_t end = letters_break(s, from, width, SENTENCE_SIZE, false);

		h->line[h->lines++] = str_trim(str_sub(s, from, end));
		from = end;
	}
}

/* What a file of its own says above the picture. */
static struct heading heading(struct drawing *d, int32_t width)
{
	const struct mine_model *m = d->m;
	struct text_arg arg[MINE_MODEL_ARGS];
	size_t n = mine_model_args(d->w.arena, d->w.lang, m, arg);
	struct heading h = { .lines = 0 };

	add_lines(&h, mine_say(d->w, "mine.model_of", arg, n), width);
	add_lines(&h, mine_say(d->w, m->noise > 0 ? "mine.model_noise" : "mine.model_whole", arg,
			       n), width);
	return h;
}

static void head(struct drawing *d, const struct heading *h, int32_t width, int32_t height)
{
	buf_fmt(d->b, "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" "
		"width=\"%d\" height=\"%d\" role=\"%s\" lang=\"%s\" "
		"font-family=\"Be Vietnam Pro, Liberation Sans, sans-serif\" fill=\"#1b1b1b\">\n"
		"<title>", width, height, width, height,
		d->look->href != NULL ? "group" : "img", d->w.lang == TEXT_EN ? "en" : "vi");
	markup_text(d->b, mine_say0(d->w, "mine.model"));
	buf_fmt(d->b, "</title>\n<rect width=\"%d\" height=\"%d\" fill=\"#fff\"/>\n", width,
		height);
	if (d->look->inside) {
		return;
	}
	text(d, LAYOUT_MARGIN, 32, TITLE, mine_say0(d->w, "mine.model"));
	for (int32_t i = 0; i < h->lines; i++) {
		text(d, LAYOUT_MARGIN, 54 + i * SENTENCE_H, SENTENCE, h->line[i]);
	}
}

static int32_t pieces(int32_t whole, int32_t piece)
{
	return whole <= piece ? 1 : 1 + (whole - piece + piece - OVERLAP - 1) / (piece - OVERLAP);
}

static bool is_blank(const struct mine_layout *l, struct layout_point at, int32_t top)
{
	for (int32_t i = 0; i < l->shapes; i++) {
		const struct layout_shape *x = &l->shape[i];

		if (x->x < at.x + SHEET_W && x->x + x->w > at.x && x->y + top < at.y + SHEET_H &&
		    x->y + x->h + top > at.y) {
			return false;
		}
	}
	return true;
}

/* The same in pieces, for the printer (class "sheet", hidden on screens); none where it is
 * small enough or too large for that. */
static void sheets(struct drawing *d, int32_t width, int32_t height)
{
	int32_t across = pieces(width, SHEET_W), down = pieces(height, SHEET_H), n = 0;
	int32_t h = height < SHEET_H ? height : SHEET_H;

	if ((width <= ONE_W && height <= ONE_H) || across * down > SHEETS_MOST) {
		return;
	}
	for (int32_t i = 0; i < across * down; i++) {
		struct layout_point at = { i % across * (SHEET_W - OVERLAP),
					   i / across * (SHEET_H - OVERLAP) };

		if (is_blank(d->m->layout, at, HEAD_INSIDE)) {
			continue;
		}
		buf_fmt(d->b, "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"sheet\" "
			"viewBox=\"%d %d %d %d\" width=\"%d\" height=\"%d\" aria-hidden=\"true\" "
			"font-family=\"Be Vietnam Pro, Liberation Sans, sans-serif\" "
			"fill=\"#1b1b1b\"><use href=\"#%s\"/><text x=\"%d\" y=\"%d\" %s>%d"
			"</text></svg>\n", at.x, at.y, SHEET_W, h, SHEET_W, h, WHOLE, at.x + 8,
			at.y + 14, SENTENCE, ++n);
	}
}

void mine_model_svg(struct buf *b, struct arena *a, enum text_lang lang,
		    const struct mine_model *m, const struct mine_model_look *look)
{
	const struct mine_layout *l = m->layout;
	int32_t width = l->width > LEAST_WIDTH ? l->width : LEAST_WIDTH;
	struct drawing d = { b, { a, lang }, m, look, 1 };
	struct heading h = look->inside ? (struct heading){ .lines = 0 }
			   : heading(&d, width - 2 * LAYOUT_MARGIN);
	int32_t top = look->inside ? HEAD_INSIDE : HEAD + h.lines * SENTENCE_H;

	for (int32_t i = 0; i < l->shapes; i++) {
		const struct layout_shape *x = &l->shape[i];

		d.most = x->kind == SHAPE_TASK && m->count[x->activity] > d.most
			 ? m->count[x->activity] : d.most;
	}
	head(&d, &h, width, l->height + top + FOOT);
	buf_fmt(b, "<g id=\"%s\" transform=\"translate(0,%d)\">\n", WHOLE, top);
	for (int32_t i = 0; i < l->flows; i++) {
		flow(&d, &l->flow[i]);
	}
	for (int32_t i = 0; i < l->shapes; i++) {
		const struct layout_shape *x = &l->shape[i];

		if (x->kind == SHAPE_TASK) {
			task(&d, x);
		} else if (x->kind == SHAPE_START || x->kind == SHAPE_END) {
			event(&d, x);
		} else {
			gateway(&d, x);
		}
	}
	text(&d, LAYOUT_MARGIN, l->height + 18, SENTENCE, mine_say0(d.w, "mine.model_legend"));
	buf_text(b, "</g>\n</svg>\n");
	if (look->inside) {
		sheets(&d, width, l->height + top + FOOT);
	}
}
