/* Ways through: strips of the commonest, and how many cover how much. */
#include "draw_int.h"

enum {
	WAYS = 15, BOX = 26, BOX_GAP = 3, ROW = 36, STRIP_X = 190, BOXES = 27,
	CURVE_H = 220, CURVE_W = 860, CURVE_X = 90, CURVE_POINTS = 400,
};

static void strip(struct draw *d, const struct mine_variant *one, int y)
{
	const struct mine_view *v = &d->s->view;
	size_t from = v->start[one->like], to = v->start[one->like + 1];

	for (size_t k = from; k < to && k - from < BOXES; k++) {
		int32_t id = v->activity[k];
		int x = STRIP_X + (int)(k - from) * (BOX + BOX_GAP);

		draw_group(d, DRAW_LINK_ACTIVITY, id, MINE_NONE, draw_activity(d, id));
		buf_fmt(d->b, "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"4\" "
			"fill=\"%s\"/>", x, y, BOX, BOX, draw_colour(d, id));
		draw_text(d, x + BOX / 2, y + 18, (struct draw_font){ 12, DRAW_MIDDLE,
			  draw_letter_ink(d, id), true }, draw_letter(d, id));
		draw_end(d);
	}
	if (to - from > BOXES) {
		struct text_arg arg = { "n", draw_int(d, (int64_t)(to - from - BOXES)) };

		draw_text(d, STRIP_X + BOXES * (BOX + BOX_GAP) - 20, y - 2,
			  (struct draw_font){ .size = 10, .fill = DRAW_SOFT },
			  draw_say(d, "draw.more_steps", &arg, 1));
	}
	if (from == to) {
		draw_text(d, STRIP_X, y + 18, (struct draw_font){ .size = 12, .fill = DRAW_SOFT },
			  draw_say(d, "draw.no_events", NULL, 0));
	}
}

bool draw_variants(struct draw *d)
{
	const struct mine_variants *all = &d->s->variants;
	int n = all->n < WAYS ? (int)all->n : WAYS, top;
	int64_t sum = 0, cases = (int64_t)d->s->flow.cases;

	if (n == 0) {
		return false;
	}
	for (int i = 0; i < n; i++) {
		sum += all->variant[i].cases;
	}
	struct text_arg arg[] = { { "n", draw_int(d, n) }, { "all", draw_int(d, (int64_t)all->n) },
				  { "covered", draw_int(d, sum) }, { "cases", draw_int(d, cases) },
				  { "share", mine_say_share(d->words, sum, cases) } };

	top = draw_open(d, DRAW_WIDTH, draw_head(d) + n * ROW + 20 + draw_legend_height(d),
			"draw.variants", draw_say(d, "draw.variants_of", arg, ARRAY_LEN(arg)));
	for (int i = 0; i < n; i++) {
		const struct mine_variant *one = &all->variant[i];
		int y = top + 6 + i * ROW;
		int w = (int)(one->cases * INT64_C(60) / all->variant[0].cases);

		buf_text(d->b, "<g>\n");	/* a report moves and fades rows as a whole */
		draw_group(d, DRAW_LINK_WAY, i, MINE_NONE,
			   draw_say(d, "draw.way", (struct text_arg[]){
				    { "n", draw_int(d, i + 1) },
				    { "cases", draw_int(d, one->cases) } }, 2));
		draw_rect(d, DRAW_MARGIN, y, STRIP_X - DRAW_MARGIN - 10, BOX, "#fff");
		draw_rect(d, DRAW_MARGIN, y, w > 1 ? w : 1, BOX, "#8fc1bd");
		draw_text(d, DRAW_MARGIN + 4, y + 18,
			  (struct draw_font){ .size = 12, .strong = true },
			  mine_say_count(d->words, one->cases));
		draw_text(d, STRIP_X - 14, y + 18, (struct draw_font){ 12, DRAW_RIGHT, DRAW_SOFT,
			  false }, mine_say_share(d->words, one->cases, cases));
		draw_end(d);
		strip(d, one, y);
		buf_text(d->b, "</g>\n");
	}
	(void)draw_legend(d, top + n * ROW + 16);
	draw_close(d);
	return true;
}

/* ---- coverage ---- */

static void grid(struct draw *d, int top)
{
	for (int i = 0; i <= 4; i++) {
		int y = top + CURVE_H - i * CURVE_H / 4;

		draw_rect(d, CURVE_X, y, CURVE_W, 1, DRAW_LINE);
		draw_text(d, CURVE_X - 8, y + 4, (struct draw_font){ 11, DRAW_RIGHT, DRAW_SOFT,
			  false }, str_fmt(d->arena, "%d%%", i * 25));
	}
}

struct mark {
	size_t n;
	int x, y;
};

static struct mark mark_of(const struct draw *d, int top, int percent)
{
	const struct mine_variants *all = &d->s->variants;
	size_t n = mine_covering(all, d->s->flow.cases, percent);
	size_t sum = 0;

	for (size_t i = 0; i < n; i++) {
		sum += all->variant[i].cases;
	}
	return (struct mark){ n, CURVE_X + (int)(n * CURVE_W / all->n),
			      top + CURVE_H - (int)(sum * CURVE_H / d->s->flow.cases) };
}

static void mark(struct draw *d, struct mark m, int percent)
{
	struct text_arg arg[] = { { "percent", draw_int(d, percent) },
				  { "n", draw_int(d, (int64_t)m.n) } };
	bool left = m.x > CURVE_X + CURVE_W / 2;

	buf_fmt(d->b, "<circle cx=\"%d\" cy=\"%d\" r=\"4\" fill=\"#fff\" stroke=\"%s\" "
		"stroke-width=\"2\"/>\n", m.x, m.y, DRAW_BRAND);
	draw_text(d, m.x + (left ? -10 : 10), m.y + 16,
		  (struct draw_font){ 12, left ? DRAW_RIGHT : DRAW_LEFT, NULL, false },
		  draw_say(d, "draw.covers", arg, ARRAY_LEN(arg)));
}

/* A mark where a higher one is already would be written over it, and that one covers it. */
static void marks(struct draw *d, int top)
{
	static const int percent[] = { 95, 80, 50 };
	struct mark last = { 0, 0, 0 };

	for (size_t i = 0; i < ARRAY_LEN(percent); i++) {
		struct mark m = mark_of(d, top, percent[i]);

		if (last.n == 0 || m.y - last.y > 14 || last.x - m.x > 80) {
			mark(d, m, percent[i]);
			last = m;
		}
	}
}

bool draw_coverage(struct draw *d)
{
	const struct mine_variants *all = &d->s->variants;
	size_t step = all->n / CURVE_POINTS + 1;
	int64_t sum = 0, cases = (int64_t)d->s->flow.cases;
	struct text_arg arg[] = { { "n", draw_int(d, (int64_t)all->n) },
				  { "cases", draw_int(d, cases) } };

	if (all->n < 2) {
		return false;
	}
	int top = draw_open(d, DRAW_WIDTH, draw_head(d) + CURVE_H + 56, "draw.coverage",
			    draw_say(d, "draw.coverage_of", arg, ARRAY_LEN(arg))) + 10;

	grid(d, top);
	buf_fmt(d->b, "<path fill=\"none\" stroke=\"%s\" stroke-width=\"2.5\" d=\"M%d,%d",
		DRAW_BRAND, CURVE_X, top + CURVE_H);
	for (size_t i = 0; i < all->n; i++) {
		sum += all->variant[i].cases;
		if (i % step == 0 || i + 1 == all->n) {
			buf_fmt(d->b, "L%d,%d", CURVE_X + (int)((i + 1) * CURVE_W / all->n),
				top + CURVE_H - (int)(sum * CURVE_H / cases));
		}
	}
	buf_text(d->b, "\"/>\n");
	marks(d, top);
	draw_text(d, CURVE_X + CURVE_W / 2, top + CURVE_H + 28,
		  (struct draw_font){ 12, DRAW_MIDDLE, DRAW_SOFT, false },
		  draw_say(d, "draw.coverage_x", arg, ARRAY_LEN(arg)));
	draw_close(d);
	return true;
}
