/* Every event a dot; the slowest cases one by one. */
#include "draw_int.h"

#include <stdlib.h>

enum {
	DOTS_X = 60, DOTS_W = 916, DOTS_H = 560, DOTS_MOST = 9000, TICKS = 8,
	SLOW = 14, SLOW_ROW = 34, SLOW_X = 220, SLOW_W = 640, SLOW_BAR = 20,
};

/* ---- dotted chart ---- */

struct dotted {
	struct draw *d;
	uint32_t *in;			/* cases by their beginning */
	size_t n, step;			/* each step-th is drawn */
	int64_t first, span;
	int top;
};

struct begun {
	int64_t at;
	uint32_t in;
};

static int by_beginning(const void *x, const void *y)
{
	const struct begun *a = x, *b = y;

	return a->at != b->at ? (a->at < b->at ? -1 : 1) : (a->in > b->in) - (a->in < b->in);
}

static void sort_cases(struct dotted *t)
{
	const struct mine_view *v = &t->d->s->view;
	struct begun *all = arena_array(t->d->arena, struct begun, v->cases);
	size_t events = 0;

	for (size_t c = 0; c < v->cases; c++) {
		if (mine_kept(v, c) && v->start[c] < v->start[c + 1]) {
			all[t->n++] = (struct begun){ v->time[v->start[c]], (uint32_t)c };
			events += v->start[c + 1] - v->start[c];
		}
	}
	if (t->n > 0) {
		qsort(all, t->n, sizeof(*all), by_beginning);
	}
	t->in = arena_array(t->d->arena, uint32_t, t->n);
	for (size_t i = 0; i < t->n; i++) {
		t->in[i] = all[i].in;
	}
	t->step = events / DOTS_MOST + 1;
}

/* What stands for an activity, so that grey tells them apart too: from its middle to where it
 * begins, then the line. Light colours have an edge; what is open has a dark one. */
static const struct { int x, y; const char *line; bool open; } shapes[DRAW_CODES] = {
	{ -2, 0, "a2,2 0 1 0 4,0a2,2 0 1 0-4,0", false },	/* a disc */
	{ -2, -2, "h4v4h-4z", false },				/* a square */
	{ 0, -3, "l3,5h-6z", false },				/* triangle */
	{ 0, -3, "l3,3-3,3-3-3z", false },			/* diamond */
	{ -2, -2, "l4,4m0-4l-4,4", true },			/* cross */
	{ 0, 3, "l3-5h-6z", false },				/* triangle on its point */
	{ -3, 0, "h6m-3-3v6", true },				/* plus */
	{ -3, -3, "h6l-6,6h6z", false },			/* hourglass */
	{ -2, -2, "h4v4h-4z", true },				/* open square */
	{ -4, -1, "h8v2h-8z", false },				/* bar that lies */
	{ 0, -3, "l3,3-3,3-3-3z", true },			/* open diamond */
	{ -1, -4, "h2v8h-2z", false },				/* bar that stands */
};

static void open_path(struct draw *d, int code)
{
	const char *colour = code < 0 ? "" : draw_colour(d, d->coded[code]);

	if (code < 0) {
		buf_text(d->b, "<path fill=\"none\" stroke=\"#b9bfc6\" stroke-width=\"3\" "
			 "stroke-linecap=\"round\" d=\"");
	} else if (shapes[code].open) {
		buf_fmt(d->b, "<path fill=\"none\" stroke=\"%s\" stroke-width=\"1.4\" d=\"",
			colour);
	} else {
		buf_fmt(d->b, "<path fill=\"%s\" stroke=\"%s\" stroke-width=\".5\" d=\"", colour,
			draw_letter_ink(d, d->coded[code])[1] == 'f' ? colour : DRAW_SOFT);
	}
}

static void put_shape(struct draw *d, int code, int x, int y)
{
	if (code < 0) {
		buf_fmt(d->b, "M%d,%dh0", x, y);
	} else {
		buf_fmt(d->b, "M%d,%d%s", x + shapes[code].x, y + shapes[code].y,
			shapes[code].line);
	}
}

static void sample(struct draw *d, int code, int x, int y)
{
	buf_fmt(d->b, "<g transform=\"translate(%d,%d) scale(1.8)\">", x + 9, y + 9);
	open_path(d, code);
	put_shape(d, code, 0, 0);
	buf_text(d->b, "\"/></g>\n");
}

/* A path of all events of one activity, by letter; -1: the others. */
static void dots_of(struct dotted *t, int code)
{
	const struct mine_view *v = &t->d->s->view;
	int32_t id = code < 0 ? MINE_NONE : t->d->coded[code];

	draw_mark(t->d, code < 0 ? draw_say(t->d, "draw.others", NULL, 0)
				 : draw_activity(t->d, id));
	open_path(t->d, code);
	for (size_t i = 0; i < t->n; i += t->step) {
		int y = t->top + DOTS_H - (int)(i * DOTS_H / t->n);

		for (size_t k = v->start[t->in[i]]; k < v->start[t->in[i] + 1]; k++) {
			if (t->d->code[v->activity[k]] == code) {
				double part = (double)(v->time[k] - t->first) / (double)t->span;

				put_shape(t->d, code, DOTS_X + (int)(part * DOTS_W), y);
			}
		}
	}
	buf_text(t->d->b, "\"/>");
	draw_end(t->d);
}

/* A day is named once, however many lines fall into it. */
static void days(struct draw *d, int64_t first, int64_t span, int top, int height)
{
	int32_t told = INT32_MIN;

	for (int i = 0; i <= TICKS; i++) {
		int x = DOTS_X + i * DOTS_W / TICKS;
		int32_t day = mine_day_of(first + span / TICKS * i, d->s->zone_s);

		draw_rect(d, x, top, 1, height, DRAW_LINE);
		if (day == told) {
			continue;
		}
		told = day;
		draw_text(d, x, top + height + 18, (struct draw_font){ 11,
			  i == 0 ? DRAW_LEFT : i == TICKS ? DRAW_RIGHT : DRAW_MIDDLE, DRAW_SOFT,
			  false }, mine_say_day(d->words, day));
	}
}

bool draw_dots(struct draw *d)
{
	struct dotted t = { .d = d, .first = d->s->flow.first,
			    .span = d->s->flow.last - d->s->flow.first };

	sort_cases(&t);
	if (t.n == 0 || t.span == 0) {
		return false;
	}
	struct text_arg arg[] = { { "n", draw_int(d, (int64_t)((t.n + t.step - 1) / t.step)) },
				  { "cases", draw_int(d, (int64_t)t.n) },
				  { "events", draw_int(d, (int64_t)d->s->flow.events) } };

	t.top = draw_head(d) + 8;
	(void)draw_open(d, DRAW_WIDTH, t.top + DOTS_H + 40 + draw_legend_height(d), "draw.dots",
			draw_say(d, t.step > 1 ? "draw.dots_part" : "draw.dots_of", arg,
				 ARRAY_LEN(arg)));
	days(d, t.first, t.span, t.top, DOTS_H);
	draw_text(d, DOTS_X - 8, t.top + DOTS_H, (struct draw_font){ 11, DRAW_RIGHT, DRAW_SOFT,
		  false }, STR("1"));
	draw_text(d, DOTS_X - 8, t.top + 10, (struct draw_font){ 11, DRAW_RIGHT, DRAW_SOFT, false },
		  mine_say_count(d->words, (int64_t)t.n));
	dots_of(&t, -1);
	for (int i = 0; i < d->codes; i++) {
		dots_of(&t, i);
	}
	(void)draw_legend_of(d, t.top + DOTS_H + 34, sample);
	draw_close(d);
	return true;
}

/* ---- the slowest cases ---- */

struct slow {
	int64_t took;
	uint32_t in;
};

static int by_length(const void *x, const void *y)
{
	const struct slow *a = x, *b = y;

	return a->took != b->took ? (a->took > b->took ? -1 : 1)
				  : (a->in > b->in) - (a->in < b->in);
}

static int slowest(struct draw *d, struct slow *out)
{
	const struct mine_view *v = &d->s->view;
	struct slow *all = arena_array(d->arena, struct slow, v->cases);
	size_t n = 0;

	for (size_t c = 0; c < v->cases; c++) {
		if (mine_kept(v, c) && v->start[c] + 1 < v->start[c + 1]) {
			all[n++] = (struct slow){ v->time[v->start[c + 1] - 1] -
						  v->time[v->start[c]], (uint32_t)c };
		}
	}
	if (n > 0) {
		qsort(all, n, sizeof(*all), by_length);
	}
	n = n < SLOW ? n : SLOW;
	for (size_t i = 0; i < n; i++) {
		out[i] = all[i];
	}
	return (int)n;
}

/* Centuries of microseconds times pixels are more than 64 bits. */
static int along(int64_t part, int64_t whole)
{
	return (int)((mine_sum)part * SLOW_W / whole);
}

/* Passages wide enough to be seen; the others are in the line below them. */
static void passages(struct draw *d, uint32_t in, int y, int64_t most)
{
	const struct mine_view *v = &d->s->view;
	int64_t first = v->time[v->start[in]];

	for (size_t k = v->start[in] + (size_t)1; k < v->start[in + 1]; k++) {
		int x0 = along(v->time[k - 1] - first, most);
		int x1 = along(v->time[k] - first, most);
		size_t at = mine_charged(d->s->reading, k);
		struct text_arg arg[] = {
			{ "activity", draw_activity(d, v->activity[at]) },
			{ "holder", draw_holder(d, v->holder[at]) },
			{ "time", mine_say_time(d->words, v->time[k] - v->time[k - 1]) },
		};

		if (x1 - x0 < 1) {
			continue;
		}
		draw_mark(d, draw_say(d, "draw.passage", arg, ARRAY_LEN(arg)));
		buf_fmt(d->b, "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"%s\" "
			"stroke=\"#fff\"/>", SLOW_X + x0, y, x1 - x0, SLOW_BAR,
			draw_colour(d, v->activity[at]));
		if (x1 - x0 > 16) {
			draw_text(d, SLOW_X + (x0 + x1) / 2, y + 14, (struct draw_font){ 11,
				  DRAW_MIDDLE, draw_letter_ink(d, v->activity[at]), true },
				  draw_letter(d, v->activity[at]));
		}
		draw_end(d);
	}
}

bool draw_cases(struct draw *d)
{
	struct slow slow[SLOW];
	int n = slowest(d, slow);

	if (n == 0 || slow[0].took == 0) {
		return false;
	}
	struct text_arg arg[] = { { "n", draw_int(d, n) },
				  { "cases", draw_int(d, (int64_t)d->s->flow.cases) } };
	int top = draw_open(d, DRAW_WIDTH, draw_head(d) + n * SLOW_ROW + 24 + draw_legend_height(d),
			    "draw.cases", draw_say(d, "draw.cases_of", arg, ARRAY_LEN(arg)));

	for (int i = 0; i < n; i++) {
		int y = top + 6 + i * SLOW_ROW;
		struct str name = draw_case(d, (int32_t)slow[i].in);

		draw_group(d, DRAW_LINK_CASE, (int32_t)slow[i].in, MINE_NONE, name);
		draw_text(d, SLOW_X - 12, y + 15, (struct draw_font){ 12, DRAW_RIGHT,
			  d->href != NULL ? DRAW_BRAND : NULL, false },
			  draw_fit(d, name, SLOW_X - 40, 12));
		draw_end(d);
		draw_rect(d, SLOW_X, y + SLOW_BAR + 2,
			  along(slow[i].took, slow[0].took), 1, DRAW_INK);
		passages(d, slow[i].in, y, slow[0].took);
		draw_text(d, SLOW_X + along(slow[i].took, slow[0].took) + 10, y + 15,
			  (struct draw_font){ .size = 12, .fill = DRAW_SOFT },
			  mine_say_time(d->words, slow[i].took));
	}
	(void)draw_legend(d, top + n * SLOW_ROW + 18);
	draw_close(d);
	return true;
}
