/* The map of what follows what, drawn. */
#include "mine_svg.h"

#include "base/markup.h"
#include "base/utf8.h"

#include <errno.h>
#include <math.h>
#include <string.h>

enum {
	HEAD = 78, FOOT = 64, NAME_COLUMNS = 25, PICTURE_MOST = 8 << 20, WIDTH_LEAST = 640,
	THINNEST = 12, THICKEST = 90,	/* tenths */
	ROUND = 12,			/* of the beginning and the end */
	LABELS = 24,			/* more ways: seldom ones are told by their titles alone */
};

/* How long it waited on the middle: lighter is shorter, so that it reads in grey. */
static const struct { double most_s; const char *colour, *key; } waits[] = {
	{ 3600, "#a8b0b8", "mine.wait_hour" }, { DAY_S, "#7f9bb5", "mine.wait_day" },
	{ 7 * DAY_S, "#c98a3a", "mine.wait_week" }, { 30 * DAY_S, "#b9502b", "mine.wait_month" },
	{ INFINITY, "#7a1420", "mine.wait_longer" },
};

struct drawing {
	struct cli *c;
	const struct mine_found *f;
	const struct mine_map *m;
	struct buf b;
	int32_t shift;			/* to the middle of a wider picture */
	int64_t most;			/* of one edge */
};

static size_t wait_of(const struct map_edge *e)
{
	size_t i = 0;

	while (e->edge != NULL && e->edge->median_s > waits[i].most_s) {
		i++;
	}
	return i;
}

static void text(struct drawing *d, int32_t x, int32_t y, const char *class, struct str s)
{
	buf_fmt(&d->b, "<text x=\"%d\" y=\"%d\" class=\"%s\">", x, y, class);
	markup_text(&d->b, s);
	buf_text(&d->b, "</text>\n");
}

static struct str name_of(const struct drawing *d, const struct map_node *n)
{
	if (n->activity == MINE_NONE) {
		return cli_text(d->c, n->start ? "mine.begin" : "mine.finish", NULL, 0);
	}
	return mine_names_text(&d->f->log->activities, n->activity);
}

/* As much of a name as stands in its box. */
static struct str fitting(struct cli *c, struct str s)
{
	size_t n = s.n;

	if (utf8_width(s) <= NAME_COLUMNS) {
		return s;
	}
	while (n > 0 && utf8_width(utf8_prefix(s, n)) > NAME_COLUMNS - 1) {
		n = utf8_prefix(s, n - 1).n;
	}
	return str_fmt(c->arena, "%.*s…", (int)n, s.p);
}

/* ---- edges ---- */

struct point {
	int32_t x, y;
};

static void curve(struct drawing *d, struct point from, struct point to)
{
	int32_t middle = (from.y + to.y) / 2;

	buf_fmt(&d->b, " C%d,%d %d,%d %d,%d", from.x, middle, to.x, middle, to.x, to.y);
}

static int tenths(const struct drawing *d, const struct map_edge *e)
{
	return THINNEST + (int)((THICKEST - THINNEST) *
				sqrt((double)e->count / (double)d->most));
}

static struct str said(struct drawing *d, const struct map_edge *e, const char *key)
{
	struct text_arg arg[] = {
		{ "from", name_of(d, &d->m->node[e->from]) },
		{ "to", name_of(d, &d->m->node[e->to]) },
		{ "n", str_int(d->c->arena, e->count) },
		{ "median", e->edge != NULL ? mine_time_words(d->c, e->edge->median_s)
					    : STR("") },
		{ "cases", str_int(d->c->arena, e->edge != NULL ? e->edge->cases : e->count) },
	};

	return cli_text(d->c, key, arg, ARRAY_LEN(arg));
}

/* Out of the side a way leaves by; one to itself goes round by the right. */
static void ends_of(const struct drawing *d, const struct map_edge *e, struct point *from,
		    struct point *to)
{
	const struct map_node *a = &d->m->node[e->from], *b = &d->m->node[e->to];
	int32_t up = a->activity == MINE_NONE ? ROUND : MAP_NODE_H / 2;
	int32_t low = b->activity == MINE_NONE ? ROUND : MAP_NODE_H / 2;
	int32_t down = a->row < b->row ? 1 : a->row > b->row ? -1 : 0;

	*from = (struct point){ a->x + d->shift, a->y + HEAD + down * up };
	*to = (struct point){ b->x + d->shift, b->y + HEAD - down * low };
	if (e->from == e->to) {
		from->x = to->x += MAP_NODE_W / 2;
		from->y -= 12;
		to->y += 12;
	} else if (down == 0) {
		int32_t side = b->x > a->x ? MAP_NODE_W / 2 : -MAP_NODE_W / 2;

		from->x += side;
		to->x -= side;
	}
}

/* Its point is at `to`; it comes from above (1), below (-1), or by a side: to the left, or
 * to the right. */
static void arrow(struct drawing *d, struct point to, int32_t down, bool right, const char *colour)
{
	if (down == 0) {
		buf_fmt(&d->b, "<path d=\"M%d,%d l%d,-4 v8 z\" fill=\"%s\"/>\n", to.x, to.y,
			right ? -8 : 8, colour);
	} else {
		buf_fmt(&d->b, "<path d=\"M%d,%d l5,%d h-10 z\" fill=\"%s\"/>\n", to.x, to.y,
			-9 * down, colour);
	}
}

static void edge(struct drawing *d, const struct map_edge *e)
{
	const char *colour = e->edge != NULL ? waits[wait_of(e)].colour : "#c9ced3";
	int32_t down = d->m->node[e->from].row < d->m->node[e->to].row ? 1
		       : d->m->node[e->from].row > d->m->node[e->to].row ? -1 : 0;
	struct point from, to, at;
	int width = tenths(d, e);

	ends_of(d, e, &from, &to);
	buf_text(&d->b, "<g><title>");
	markup_text(&d->b, said(d, e, e->edge != NULL ? "mine.edge" : "mine.edge_end"));
	buf_fmt(&d->b, "</title><path d=\"M%d,%d", from.x, from.y);
	at = from;
	for (int32_t i = 0; i < e->bends; i++) {
		struct point next = { e->x[i] + d->shift, e->y[i] + HEAD };

		curve(d, at, next);
		at = next;
	}
	if (e->from == e->to) {
		buf_fmt(&d->b, " c34,-8 34,32 0,24");
	} else {
		curve(d, at, to);
	}
	buf_fmt(&d->b, "\" fill=\"none\" stroke=\"%s\" stroke-width=\"%d.%d\"%s/>\n", colour,
		width / 10, width % 10, e->edge == NULL ? " stroke-dasharray=\"5 4\"" : "");
	arrow(d, to, down, e->from != e->to && to.x > from.x, colour);
	buf_text(&d->b, "</g>\n");
}

/* Nearer to where it leads, for many leave one place; beside bends at three heights in turn,
 * for many pass one row. */
static void label(struct drawing *d, const struct map_edge *e, int32_t nth)
{
	struct point from, to;

	if (e->edge == NULL || (d->m->edges > LABELS && e->count * 40 < d->most)) {
		return;
	}
	ends_of(d, e, &from, &to);
	struct point at = { (from.x + 3 * to.x) / 4, (from.y + 3 * to.y) / 4 };

	if (from.y == to.y) {
		at.x = (from.x + to.x) / 2;
	}
	if (e->bends > 0) {
		at = (struct point){ e->x[e->bends / 2] + d->shift,
				     e->y[e->bends / 2] + HEAD + (nth % 3 - 1) * 15 };
	} else if (e->from == e->to) {
		at = (struct point){ to.x + 48, to.y - 8 };
	}
	text(d, at.x, at.y + 4, "e", said(d, e, "mine.edge_label"));
}

/* ---- the rest ---- */

static void node(struct drawing *d, const struct map_node *n)
{
	int32_t x = n->x + d->shift, y = n->y + HEAD;
	struct text_arg arg = { "n", str_int(d->c->arena, n->events) };

	if (n->activity == MINE_NONE) {
		buf_fmt(&d->b, "<circle cx=\"%d\" cy=\"%d\" r=\"%d\" fill=\"%s\" "
			"stroke=\"#333\" stroke-width=\"2\"/>\n", x, y, ROUND - 1,
			n->start ? "#fff" : "#333");
		text(d, x + 18, y + 4, "s", name_of(d, n));
		return;
	}
	buf_text(&d->b, "<g><title>");
	markup_text(&d->b, name_of(d, n));
	buf_fmt(&d->b, "</title><rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"6\" "
		"fill=\"#fff\" stroke=\"#333\"/>\n", x - MAP_NODE_W / 2, y - MAP_NODE_H / 2,
		MAP_NODE_W, MAP_NODE_H);
	text(d, x, y - 3, "n", fitting(d->c, name_of(d, n)));
	text(d, x, y + 15, "c", cli_text(d->c, "mine.node_events", &arg, 1));
	buf_text(&d->b, "</g>\n");
}

static void head(struct drawing *d, int32_t width, int32_t height)
{
	const struct mine_map *m = d->m;
	struct text_arg arg[] = {
		{ "cases", str_int(d->c->arena, (int64_t)d->f->flow.cases) },
		{ "events", str_int(d->c->arena, (int64_t)d->f->flow.events) },
		{ "nodes", str_int(d->c->arena, m->nodes - 2) },
		{ "activities", str_int(d->c->arena, m->activities) },
		{ "drawn", str_int(d->c->arena, m->drawn) },
		{ "passages", str_int(d->c->arena, m->passages) },
	};

	buf_fmt(&d->b, "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" "
		"width=\"%d\" height=\"%d\" role=\"img\" lang=\"%s\">\n<title>", width, height,
		width, height, d->c->lang == TEXT_EN ? "en" : "vi");
	markup_text(&d->b, cli_text(d->c, "mine.map", NULL, 0));
	buf_text(&d->b, "</title>\n<style>text{font-family:'Be Vietnam Pro','Liberation Sans',"
		 "sans-serif;fill:#1b1b1b}.t{font-size:20px;font-weight:600}.s{font-size:13px}"
		 ".n{font-size:13px;font-weight:600;text-anchor:middle}"
		 ".c{font-size:12px;text-anchor:middle}"
		 ".e{font-size:11px;text-anchor:middle;paint-order:stroke;stroke:#fff;"
		 "stroke-width:3px}</style>\n");
	buf_fmt(&d->b, "<rect width=\"%d\" height=\"%d\" fill=\"#fff\"/>\n", width, height);
	text(d, MAP_MARGIN, 32, "t", cli_text(d->c, "mine.map", NULL, 0));
	text(d, MAP_MARGIN, 54, "s", cli_text(d->c, "mine.map_of", arg, ARRAY_LEN(arg)));
	text(d, MAP_MARGIN, 72, "s", cli_text(d->c, "mine.map_drawn", arg, ARRAY_LEN(arg)));
}

static void legend(struct drawing *d, int32_t y)
{
	int32_t x = MAP_MARGIN;

	text(d, x, y, "s", cli_text(d->c, "mine.map_legend", NULL, 0));
	for (size_t i = 0; i < ARRAY_LEN(waits); i++) {
		struct str word = cli_text(d->c, waits[i].key, NULL, 0);

		buf_fmt(&d->b, "<rect x=\"%d\" y=\"%d\" width=\"22\" height=\"8\" fill=\"%s\"/>\n",
			x, y + 16, waits[i].colour);
		text(d, x + 28, y + 24, "s", word);
		x += 50 + 7 * (int32_t)utf8_width(word);
	}
}

static bool write_out(struct drawing *d, struct str path, struct err *e)
{
	const char *name = str_cstr(d->c->arena, path);
	FILE *f = fopen(name, "wb");
	bool whole = f != NULL && fwrite(d->b.p, 1, d->b.n, f) == d->b.n;

	if (f != NULL && fclose(f) != 0) {
		whole = false;
	}
	return whole || err_set(e, ERR_IO, "store.file", "file", name, "detail", strerror(errno),
				NULL);
}

bool mine_svg(struct cli *c, const struct mine_found *f, const struct mine_map *m,
	      struct str path, struct err *e)
{
	int32_t width = m->width + 90 > WIDTH_LEAST ? m->width + 90 : WIDTH_LEAST;
	struct drawing d = { .c = c, .f = f, .m = m, .shift = (width - m->width - 50) / 2,
			     .most = 1 };

	for (int32_t i = 0; i < m->edges; i++) {
		d.most = m->edge[i].count > d.most ? m->edge[i].count : d.most;
	}
	buf_init(&d.b, PICTURE_MOST);
	head(&d, width, m->height + HEAD + FOOT);
	/* The thickest below, names above all. */
	for (int32_t i = 0; i < m->edges; i++) {
		edge(&d, &m->edge[i]);
	}
	for (int32_t i = 0; i < m->nodes; i++) {
		node(&d, &m->node[i]);
	}
	for (int32_t i = 0; i < m->edges; i++) {
		label(&d, &m->edge[i], i);
	}
	legend(&d, m->height + HEAD + 16);
	buf_text(&d.b, "</svg>\n");
	bool ok = write_out(&d, path, e);

	buf_done(&d.b);
	return ok;
}
