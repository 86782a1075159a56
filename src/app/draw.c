/* What pictures share. */
#include "draw_int.h"

#include "letters.h"

#include "base/markup.h"

#include <stdlib.h>

enum { TITLE_HEIGHT = 34, OF_HEIGHT = 26, TOP = 18, LEGEND_ROW = 24, LEGEND_COLUMN = 310 };

/* Apart in grey too, as far as twelve can be; each has its letter besides. */
static const struct { const char *colour, *ink; } codes[DRAW_CODES] = {
	{ "#0b5a5e", "#fff" }, { "#e3a13c", DRAW_INK }, { "#8b2f22", "#fff" },
	{ "#a9cfcb", DRAW_INK }, { "#6f5fa0", "#fff" }, { "#cfd98f", DRAW_INK },
	{ "#33658a", "#fff" }, { "#e6b3a6", DRAW_INK }, { "#4b7a34", "#fff" },
	{ "#c7b9e6", DRAW_INK }, { "#7a5a3a", "#fff" }, { "#9db8d2", DRAW_INK },
};

const struct draw_picture draw_pictures[DRAW_PICTURES] = {
	{ "map", "mine.map", "draw.map_about", draw_map },
	{ "bottlenecks", "draw.necks", "draw.necks_about", draw_necks },
	{ "causes", "draw.causes", "draw.causes_about", draw_causes },
	{ "variants", "draw.variants", "draw.variants_about", draw_variants },
	{ "coverage", "draw.coverage", "draw.coverage_about", draw_coverage },
	{ "sankey", "draw.sankey", "draw.sankey_about", draw_sankey },
	{ "handovers", "draw.handovers", "draw.handovers_about", draw_handovers },
	{ "referrals", "draw.referrals", "draw.referrals_about", draw_referrals },
	{ "load", "draw.load", "draw.load_about", draw_load },
	{ "queues", "draw.queues", "draw.queues_about", draw_queues },
	{ "trend", "draw.trend", "draw.trend_about", draw_trend },
	{ "heat", "draw.heat", "draw.heat_about", draw_heat },
	{ "dots", "draw.dots", "draw.dots_about", draw_dots },
	{ "cases", "draw.cases", "draw.cases_about", draw_cases },
};

const struct draw_picture *draw_picture(struct str name)
{
	for (size_t i = 0; i < DRAW_PICTURES; i++) {
		if (str_is(name, draw_pictures[i].name)) {
			return &draw_pictures[i];
		}
	}
	return NULL;
}

/* ---- letters ---- */

struct busy {
	int64_t events;
	int32_t rank, activity;
};

static int by_events(const void *x, const void *y)
{
	const struct busy *a = x, *b = y;

	return a->events != b->events ? (a->events > b->events ? -1 : 1)
				      : (a->rank > b->rank) - (a->rank < b->rank);
}

void draw_start(struct draw *d)
{
	int32_t n = d->s->view.activities;
	struct busy *busy = arena_array(d->arena, struct busy, (size_t)n);

	d->code = arena_array(d->arena, int8_t, (size_t)n);
	d->coded = arena_array(d->arena, int32_t, DRAW_CODES);
	d->codes = 0;
	for (int32_t i = 0; i < n; i++) {
		busy[i] = (struct busy){ d->s->flow.activity[i].events, d->s->activity_rank[i], i };
		d->code[i] = -1;
	}
	if (n > 0) {
		qsort(busy, (size_t)n, sizeof(*busy), by_events);
	}
	for (int32_t i = 0; i < n && i < DRAW_CODES && busy[i].events > 0; i++) {
		d->code[busy[i].activity] = (int8_t)i;
		d->coded[d->codes++] = busy[i].activity;
	}
}

const char *draw_colour(const struct draw *d, int32_t activity)
{
	return d->code[activity] < 0 ? "#d4d6d8" : codes[d->code[activity]].colour;
}

const char *draw_letter_ink(const struct draw *d, int32_t activity)
{
	return d->code[activity] < 0 ? DRAW_INK : codes[d->code[activity]].ink;
}

struct str draw_letter(const struct draw *d, int32_t activity)
{
	return d->code[activity] < 0 ? STR("·")
				     : str_fmt(d->arena, "%c", 'A' + d->code[activity]);
}

static int columns(void)
{
	return (DRAW_WIDTH - 2 * DRAW_MARGIN) / LEGEND_COLUMN;
}

int draw_legend_height(const struct draw *d)
{
	bool others = d->codes == DRAW_CODES;

	return (d->codes + others + columns() - 1) / columns() * LEGEND_ROW + 12;
}

static void letter_sample(struct draw *d, int code, int x, int y)
{
	int32_t id = code < 0 ? MINE_NONE : d->coded[code];

	draw_rect(d, x, y, 18, 18, code < 0 ? "#d4d6d8" : draw_colour(d, id));
	draw_text(d, x + 9, y + 13, (struct draw_font){ 11, DRAW_MIDDLE,
		  code < 0 ? DRAW_INK : draw_letter_ink(d, id), true },
		  code < 0 ? STR("·") : draw_letter(d, id));
}

int draw_legend_of(struct draw *d, int y, draw_sample *sample)
{
	bool others = d->codes == DRAW_CODES;
	struct draw_font font = { .size = 12 };

	for (int32_t i = 0; i < d->codes + others; i++) {
		int x = DRAW_MARGIN + i % columns() * LEGEND_COLUMN;
		int at = y + i / columns() * LEGEND_ROW;

		sample(d, i < d->codes ? i : -1, x, at);
		draw_text(d, x + 26, at + 14, font,
			  i == d->codes ? draw_say(d, "draw.others", NULL, 0)
			  : draw_fit_activity(d, d->coded[i], LEGEND_COLUMN - 40, font));
	}
	return draw_legend_height(d);
}

int draw_legend(struct draw *d, int y)
{
	return draw_legend_of(d, y, letter_sample);
}

/* ---- names ---- */

struct str draw_activity(const struct draw *d, int32_t id)
{
	return d->activity != NULL ? d->activity(d->ctx, id)
				   : mine_names_text(&d->s->log->activities, id);
}

struct str draw_holder(const struct draw *d, int32_t id)
{
	return id == MINE_NONE ? STR("–") : d->holder != NULL ? d->holder(d->ctx, id)
				   : mine_names_text(&d->s->log->holders, id);
}

struct str draw_case(const struct draw *d, int32_t id)
{
	return d->in_case != NULL ? d->in_case(d->ctx, id)
				  : mine_names_text(&d->s->log->cases, id);
}

struct str draw_say(const struct draw *d, const char *key, const struct text_arg *args, size_t n)
{
	return mine_say(d->words, key, args, n);
}

struct str draw_int(const struct draw *d, int64_t n)
{
	return str_int(d->arena, n);
}

int draw_width(struct str s, int size)
{
	return letters_width(s, size, false);
}

static struct str fit(struct draw *d, struct str s, int width, struct draw_font f, size_t *head)
{
	if (letters_width(s, f.size, f.strong) <= width) {
		*head = s.n;
		return s;
	}
	*head = letters_fit(s, width - f.size, f.size, f.strong);
	return STR_JOIN(d->arena, str_sub(s, 0, *head), STR("…"));
}

struct str draw_fit(struct draw *d, struct str s, int width, int size)
{
	size_t head;

	return fit(d, s, width, (struct draw_font){ .size = size }, &head);
}

struct str draw_fit_ends(struct draw *d, struct str s, int width, int size)
{
	return letters_ends(d->arena, s, width, size, false);
}

/* Does another begin as this one does, so that cut off they would be the same? */
static bool alike(const struct draw *d, int32_t id, struct str head, int width, struct draw_font f)
{
	for (int32_t i = 0; i < d->s->view.activities; i++) {
		struct str other = draw_activity(d, i);

		if (i != id && str_starts(other, head) &&
		    letters_width(other, f.size, f.strong) > width) {
			return true;
		}
	}
	return false;
}

struct str draw_fit_activity(struct draw *d, int32_t id, int width, struct draw_font f)
{
	struct str name = draw_activity(d, id);
	size_t head;
	struct str cut = fit(d, name, width, f, &head);

	return head < name.n && alike(d, id, str_sub(name, 0, head), width, f)
	       ? letters_ends(d->arena, name, width, f.size, f.strong) : cut;
}

/* ---- elements ---- */

int draw_head(const struct draw *d)
{
	return TOP + OF_HEIGHT + (d->inside ? 0 : TITLE_HEIGHT);
}

int draw_open(struct draw *d, int width, int height, const char *title, struct str of)
{
	struct str name = draw_say(d, title, NULL, 0);
	int y = TOP;

	buf_fmt(d->b, "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" "
		"width=\"%d\" height=\"%d\" role=\"%s\" lang=\"%s\" font-family=\""
		"'Be Vietnam Pro','Liberation Sans',sans-serif\">\n<title>", width, height, width,
		height, d->href != NULL ? "group" : "img", d->words.lang == TEXT_EN ? "en" : "vi");
	markup_text(d->b, name);
	buf_text(d->b, "</title>\n");
	draw_rect(d, 0, 0, width, height, "#fff");
	if (!d->inside) {
		draw_text(d, DRAW_MARGIN, y + 20, (struct draw_font){ .size = 20, .strong = true },
			  name);
		y += TITLE_HEIGHT;
	}
	draw_text(d, DRAW_MARGIN, y + 10, (struct draw_font){ .size = 13, .fill = DRAW_SOFT }, of);
	return draw_head(d);
}

void draw_close(struct draw *d)
{
	buf_text(d->b, "</svg>\n");
}

void draw_text(struct draw *d, int x, int y, struct draw_font f, struct str s)
{
	static const char *const anchor[] = { "", " text-anchor=\"middle\"",
					      " text-anchor=\"end\"" };

	if (s.n == 0) {
		return;
	}
	buf_fmt(d->b, "<text x=\"%d\" y=\"%d\" font-size=\"%d\" fill=\"%s\"%s%s>", x, y, f.size,
		f.fill != NULL ? f.fill : DRAW_INK, anchor[f.anchor],
		f.strong ? " font-weight=\"600\"" : "");
	markup_text(d->b, s);
	buf_text(d->b, "</text>\n");
}

void draw_rect(struct draw *d, int x, int y, int w, int h, const char *fill)
{
	buf_fmt(d->b, "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"%s\"/>\n", x, y,
		w, h, fill);
}

void draw_key(struct draw *d, const char *name, enum draw_link link, int32_t a, int32_t b)
{
	if (!d->keyed) {
		return;
	}
	if (link == DRAW_LINK_PASSAGE) {
		buf_fmt(d->b, " %s=\"e%d-%d\"", name, a, b);
	} else if (link == DRAW_LINK_ACTIVITY || link == DRAW_LINK_WAY) {
		buf_fmt(d->b, " %s=\"%c%d\"", name, link == DRAW_LINK_WAY ? 'w' : 'a', a);
	}
}

void draw_group(struct draw *d, enum draw_link link, int32_t a, int32_t b, struct str title)
{
	struct str href = d->href != NULL ? d->href(d->ctx, link, a, b) : STR("");

	buf_text(d->b, href.n > 0 ? "<a href=\"" : "<g");
	if (href.n > 0) {
		markup_text(d->b, href);
		buf_text(d->b, "\" aria-label=\"");
		markup_text(d->b, title);
		buf_text(d->b, "\">");
	} else {
		draw_key(d, "data-k", link, a, b);
		buf_text(d->b, ">");
	}
	buf_text(d->b, "<title>");
	markup_text(d->b, title);
	buf_text(d->b, "</title>");
	d->linked = href.n > 0;
}

void draw_mark(struct draw *d, struct str title)
{
	buf_text(d->b, "<g><title>");
	markup_text(d->b, title);
	buf_text(d->b, "</title>");
	d->linked = false;
}

void draw_end(struct draw *d)
{
	buf_text(d->b, d->linked ? "</a>\n" : "</g>\n");
}

void draw_nothing(struct draw *d, const char *title)
{
	(void)draw_open(d, DRAW_WIDTH, draw_head(d) + DRAW_MARGIN, title,
			draw_say(d, "draw.nothing", NULL, 0));
	draw_close(d);
}

/* ---- shades ---- */

void draw_shade(char out[8], int64_t thousandths)
{
	static const int paper[3] = { 0xf4, 0xf8, 0xf7 }, full[3] = { 0x07, 0x3f, 0x42 };
	static const char hex[] = "0123456789abcdef";

	out[0] = '#';
	for (int i = 0; i < 3; i++) {
		int c = paper[i] + (int)((full[i] - paper[i]) * thousandths / 1000);

		out[1 + 2 * i] = hex[c >> 4];
		out[2 + 2 * i] = hex[c & 15];
	}
	out[7] = '\0';
}

bool draw_dark(int64_t thousandths)
{
	return thousandths > 480;
}

struct held {
	mine_sum held;
	int32_t rank, id;
};

static int by_held(const void *x, const void *y)
{
	const struct held *a = x, *b = y;

	return a->held != b->held ? (a->held > b->held ? -1 : 1)
				  : (a->rank > b->rank) - (a->rank < b->rank);
}

int32_t draw_busiest(const struct draw *d, int32_t *out, int32_t most)
{
	int32_t n = d->s->view.holders, got = 0;
	struct held *all = arena_array(d->arena, struct held, (size_t)n);

	for (int32_t i = 0; i < n; i++) {
		all[i] = (struct held){ d->s->queue[i].held, d->s->holder_rank[i], i };
	}
	if (n > 0) {
		qsort(all, (size_t)n, sizeof(*all), by_held);
	}
	for (int32_t i = 0; i < n && got < most; i++) {
		if (d->s->people.holder[all[i].id].events > 0) {
			out[got++] = all[i].id;
		}
	}
	return got;
}
