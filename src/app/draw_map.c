/* The map of what follows what, drawn. */
#include "draw_int.h"

#include <math.h>

enum {
	FOOT = 64, WIDTH_LEAST = 640,
	THINNEST = 12, THICKEST = 90,	/* tenths */
	ROUND = 12,			/* of the beginning and the end */
	LABELS = 24,			/* more ways: seldom ones are told by their titles alone */
	LINES = 20,			/* what is drawn, below of how many */
	LABELS_MOST = MAP_EDGES_MOST, LABEL_H = 13, TRIES = 5,
};

/* How long it waited on the middle: lighter is shorter, so that it reads in grey. */
static const struct { double most_s; const char *colour, *key; } waits[] = {
	{ 3600, "#b3bdc4", "mine.wait_hour" }, { DAY_S, "#7fb0ac", "mine.wait_day" },
	{ 7 * DAY_S, "#b8741a", "mine.wait_week" }, { 30 * DAY_S, "#96351c", "mine.wait_month" },
	{ INFINITY, "#6d1420", "mine.wait_longer" },
};

struct box {
	int32_t x, y, w, h;
};

struct drawing {
	struct draw *d;
	const struct mine_map *m;
	int32_t shift;			/* to the middle of a wider picture */
	int32_t head;
	int64_t most;			/* of one edge */
	struct box taken[LABELS_MOST + MAP_NODES_MOST + 2];	/* by boxes and labels */
	size_t takens;
};

static size_t wait_of(const struct map_edge *e)
{
	size_t i = 0;

	while (e->edge != NULL && e->edge->median_s > waits[i].most_s) {
		i++;
	}
	return i;
}

static struct str name_of(const struct drawing *g, const struct map_node *n)
{
	return n->activity != MINE_NONE ? draw_activity(g->d, n->activity)
	       : draw_say(g->d, n->start ? "mine.begin" : "mine.finish", NULL, 0);
}

/* ---- edges ---- */

struct point {
	int32_t x, y;
};

static void curve(struct drawing *g, struct point from, struct point to)
{
	int32_t middle = (from.y + to.y) / 2;

	buf_fmt(g->d->b, " C%d,%d %d,%d %d,%d", from.x, middle, to.x, middle, to.x, to.y);
}

static int tenths(const struct drawing *g, const struct map_edge *e)
{
	return THINNEST + (int)((THICKEST - THINNEST) *
				sqrt((double)e->count / (double)g->most));
}

static struct str said(struct drawing *g, const struct map_edge *e, const char *key)
{
	struct mine_words words = g->d->words;
	struct text_arg arg[] = {
		{ "from", name_of(g, &g->m->node[e->from]) },
		{ "to", name_of(g, &g->m->node[e->to]) },
		{ "n", draw_int(g->d, e->count) },
		{ "median", e->edge == NULL ? STR("")
			    : mine_say_time(words, (mine_sum)(e->edge->median_s * 1e6)) },
		{ "cases", draw_int(g->d, e->edge != NULL ? e->edge->cases : e->count) },
	};

	return draw_say(g->d, key, arg, ARRAY_LEN(arg));
}

/* Out of the side a way leaves by; one to itself goes round by the right. */
static void ends_of(const struct drawing *g, const struct map_edge *e, struct point *from,
		    struct point *to)
{
	const struct map_node *a = &g->m->node[e->from], *b = &g->m->node[e->to];
	int32_t up = a->activity == MINE_NONE ? ROUND : MAP_NODE_H / 2;
	int32_t low = b->activity == MINE_NONE ? ROUND : MAP_NODE_H / 2;
	int32_t down = a->row < b->row ? 1 : a->row > b->row ? -1 : 0;

	*from = (struct point){ a->x + g->shift, a->y + g->head + down * up };
	*to = (struct point){ b->x + g->shift, b->y + g->head - down * low };
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
static void arrow(struct drawing *g, struct point to, int32_t down, bool right, const char *colour)
{
	if (down == 0) {
		buf_fmt(g->d->b, "<path d=\"M%d,%d l%d,-4 v8 z\" fill=\"%s\"/>\n", to.x, to.y,
			right ? -8 : 8, colour);
	} else {
		buf_fmt(g->d->b, "<path d=\"M%d,%d l5,%d h-10 z\" fill=\"%s\"/>\n", to.x, to.y,
			-9 * down, colour);
	}
}

static void link_of(struct drawing *g, const struct map_edge *e, struct str title)
{
	if (e->edge == NULL) {
		draw_mark(g->d, title);
	} else {
		draw_group(g->d, DRAW_LINK_PASSAGE, e->edge->from, e->edge->to, title);
	}
}

static void edge(struct drawing *g, const struct map_edge *e)
{
	const char *colour = e->edge != NULL ? waits[wait_of(e)].colour : "#c9ced3";
	int32_t down = g->m->node[e->from].row < g->m->node[e->to].row ? 1
		       : g->m->node[e->from].row > g->m->node[e->to].row ? -1 : 0;
	struct point from, to, at;
	int width = tenths(g, e);

	ends_of(g, e, &from, &to);
	link_of(g, e, said(g, e, e->edge != NULL ? "mine.edge" : "mine.edge_end"));
	buf_fmt(g->d->b, "<path d=\"M%d,%d", from.x, from.y);
	at = from;
	for (int32_t i = 0; i < e->bends; i++) {
		struct point next = { e->x[i] + g->shift, e->y[i] + g->head };

		curve(g, at, next);
		at = next;
	}
	if (e->from == e->to) {
		buf_fmt(g->d->b, " c34,-8 34,32 0,24");
	} else {
		curve(g, at, to);
	}
	buf_fmt(g->d->b, "\" fill=\"none\" stroke=\"%s\" stroke-width=\"%d.%d\"%s/>\n", colour,
		width / 10, width % 10, e->edge == NULL ? " stroke-dasharray=\"5 4\"" : "");
	arrow(g, to, down, e->from != e->to && to.x > from.x, colour);
	draw_end(g->d);
}

static bool is_free(const struct drawing *g, struct box b)
{
	for (size_t i = 0; i < g->takens; i++) {
		const struct box *t = &g->taken[i];

		if (b.x < t->x + t->w && t->x < b.x + b.w && b.y < t->y + t->h &&
		    t->y < b.y + b.h) {
			return false;
		}
	}
	return true;
}

/* At that place, or a little above or below it. */
static bool find_room(struct drawing *g, struct point *at, int32_t width)
{
	for (int32_t i = 0; i < TRIES && g->takens < ARRAY_LEN(g->taken); i++) {
		int32_t y = at->y + (i % 2 == 0 ? i / 2 : -(i + 1) / 2) * (LABEL_H + 1);
		struct box b = { at->x - width / 2, y - LABEL_H / 2, width, LABEL_H };

		if (is_free(g, b)) {
			g->taken[g->takens++] = b;
			at->y = y;
			return true;
		}
	}
	return false;
}

/* How many ways leave the same place, less how many come to the same. */
static int32_t spread(const struct drawing *g, const struct map_edge *e)
{
	int32_t n = 0;

	for (int32_t i = 0; i < g->m->edges; i++) {
		const struct map_edge *o = &g->m->edge[i];

		n += (o->edge != NULL && o->from == e->from) - (o->edge != NULL && o->to == e->to);
	}
	return n;
}

/* Nearer to the end that fewer ways share; beside bends at three heights in turn, for many
 * pass one row. */
static void label(struct drawing *g, const struct map_edge *e, int32_t nth)
{
	struct point from, to;

	if (e->edge == NULL || (g->m->edges > LABELS && e->count * 40 < g->most)) {
		return;
	}
	ends_of(g, e, &from, &to);
	int32_t near = spread(g, e) >= 0 ? 3 : 1;
	struct point at = { ((4 - near) * from.x + near * to.x) / 4,
			    ((4 - near) * from.y + near * to.y) / 4 };

	if (from.y == to.y) {
		at.x = (from.x + to.x) / 2;
	}
	if (e->bends > 0) {
		at = (struct point){ e->x[e->bends / 2] + g->shift,
				     e->y[e->bends / 2] + g->head + (nth % 3 - 1) * 15 };
	} else if (e->from == e->to) {
		at = (struct point){ to.x - 4, to.y - MAP_NODE_H / 2 - 16 };
	}
	struct str words = said(g, e, "mine.edge_label");

	if (!find_room(g, &at, draw_width(words, 11))) {
		return;			/* its title tells it */
	}

	/* White around it, as lines pass below. */
	buf_text(g->d->b, "<g stroke=\"#fff\" stroke-width=\"3\" paint-order=\"stroke\"");
	draw_key(g->d, "data-l", DRAW_LINK_PASSAGE, e->edge->from, e->edge->to);
	buf_text(g->d->b, ">");
	draw_text(g->d, at.x, at.y + 4, (struct draw_font){ 11, DRAW_MIDDLE, NULL, false }, words);
	buf_text(g->d->b, "</g>\n");
}

/* ---- the rest ---- */

static void node(struct drawing *g, const struct map_node *n)
{
	int32_t x = n->x + g->shift, y = n->y + g->head;
	struct text_arg arg = { "n", draw_int(g->d, n->events) };
	const char *ink = n->events > 0 ? DRAW_INK : "#8a929b";

	g->taken[g->takens++] = (struct box){ x - MAP_NODE_W / 2, y - MAP_NODE_H / 2, MAP_NODE_W,
					      MAP_NODE_H };

	if (n->activity == MINE_NONE) {
		buf_fmt(g->d->b, "<circle cx=\"%d\" cy=\"%d\" r=\"%d\" fill=\"%s\" "
			"stroke=\"%s\" stroke-width=\"2\"/>\n", x, y, ROUND - 1,
			n->start ? "#fff" : DRAW_BRAND, DRAW_BRAND);
		draw_text(g->d, x + 18, y + 4, (struct draw_font){ .size = 13 }, name_of(g, n));
		return;
	}
	draw_group(g->d, DRAW_LINK_ACTIVITY, n->activity, MINE_NONE, name_of(g, n));
	buf_fmt(g->d->b, "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"8\" "
		"fill=\"#fff\" stroke=\"%s\" stroke-width=\"1.2\"/>", x - MAP_NODE_W / 2,
		y - MAP_NODE_H / 2, MAP_NODE_W, MAP_NODE_H, ink);
	struct draw_font font = { 13, DRAW_MIDDLE, ink, true };

	draw_text(g->d, x, y - 3, font,
		  draw_fit_activity(g->d, n->activity, MAP_NODE_W - 12, font));
	draw_text(g->d, x, y + 15, (struct draw_font){ 12, DRAW_MIDDLE, ink, false },
		  draw_say(g->d, "mine.node_events", &arg, 1));
	draw_end(g->d);
}

static void legend(struct drawing *g, int32_t y)
{
	int32_t x = MAP_MARGIN;

	draw_text(g->d, x, y, (struct draw_font){ .size = 13 },
		  draw_say(g->d, "mine.map_legend", NULL, 0));
	for (size_t i = 0; i < ARRAY_LEN(waits); i++) {
		struct str word = draw_say(g->d, waits[i].key, NULL, 0);

		draw_rect(g->d, x, y + 16, 22, 8, waits[i].colour);
		draw_text(g->d, x + 28, y + 24, (struct draw_font){ .size = 13 }, word);
		x += 50 + draw_width(word, 13);
	}
}

/* Activities drawn of which a filter leaves something. */
static int32_t present(const struct mine_map *m)
{
	int32_t n = 0;

	for (int32_t i = 0; i < m->nodes; i++) {
		n += m->node[i].activity != MINE_NONE && m->node[i].events > 0;
	}
	return n;
}

static void open_map(struct drawing *g, int32_t width)
{
	const struct mine_map *m = g->m;
	int32_t there = present(m);
	struct text_arg arg[] = {
		{ "cases", draw_int(g->d, (int64_t)g->d->s->flow.cases) },
		{ "events", draw_int(g->d, (int64_t)g->d->s->flow.events) },
		{ "nodes", draw_int(g->d, there) },
		{ "activities", draw_int(g->d, m->activities) },
		{ "drawn", draw_int(g->d, m->drawn) },
		{ "passages", draw_int(g->d, m->passages) },
	};
	int y = draw_open(g->d, width, m->height + g->head + FOOT, "mine.map",
			  draw_say(g->d, "mine.map_of", arg, ARRAY_LEN(arg)));

	draw_text(g->d, DRAW_MARGIN, y + 4, (struct draw_font){ .size = 13, .fill = DRAW_SOFT },
		  draw_say(g->d, there < m->nodes - 2 ? "mine.map_part" : "mine.map_drawn", arg,
			   ARRAY_LEN(arg)));
}

bool draw_map(struct draw *d)
{
	const struct mine_map *m = d->map;
	int32_t width = m->width + 90 > WIDTH_LEAST ? m->width + 90 : WIDTH_LEAST;
	struct drawing g = { .d = d, .m = m, .shift = (width - m->width - 50) / 2,
			     .head = draw_head(d) + LINES, .most = 1 };

	if (m->nodes == 2) {
		return false;
	}
	for (int32_t i = 0; i < m->edges; i++) {
		g.most = m->edge[i].count > g.most ? m->edge[i].count : g.most;
	}
	open_map(&g, width);
	/* The thickest below, names above all; what a filter leaves nothing of is not drawn. */
	for (int32_t i = 0; i < m->edges; i++) {
		if (m->edge[i].count > 0) {
			edge(&g, &m->edge[i]);
		}
	}
	for (int32_t i = 0; i < m->nodes; i++) {
		node(&g, &m->node[i]);
	}
	for (int32_t i = 0; i < m->edges; i++) {
		if (m->edge[i].count > 0) {
			label(&g, &m->edge[i], i);
		}
	}
	legend(&g, m->height + g.head + 16);
	draw_close(d);
	return true;
}
