/* How soon two sides are done, as two curves. */
#include "draw_beside.h"
#include "draw_int.h"

enum {
	CURVE_X = 90, CURVE_W = 860, CURVE_H = 240, LEGEND = 24, SAMPLE = 46, POINTS = 430,
	TICKS = 8, MOST_PERCENT = 99,
};

/* One is solid, one dashed; both dark in grey. */
static const struct { const char *colour, *dash; } pen[2] = {
	{ DRAW_BRAND, "" }, { "#8b2f22", " stroke-dasharray=\"8 5\"" },
};

struct beside {
	struct draw *d;
	const struct draw_side *side;
	int64_t span;			/* microseconds that are shown */
	int top;
};

static size_t done_by(const struct draw_side *s, int64_t at)
{
	size_t low = 0, high = s->n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (s->took[middle] <= at) {
			low = middle + 1;
		} else {
			high = middle;
		}
	}
	return low;
}

static double share_by(const struct draw_side *s, int64_t at)
{
	return (double)done_by(s, at) / (double)s->n;
}

/* By when so many per cent are done. */
static int64_t done(const struct draw_side *s, int percent)
{
	return s->took[(s->n * (size_t)percent + 99) / 100 - 1];
}

static int x_of(const struct beside *k, int64_t at)
{
	return CURVE_X + (int)((double)at * CURVE_W / (double)k->span);
}

static int y_of(const struct beside *k, double share)
{
	return k->top + CURVE_H - (int)(share * CURVE_H);
}

/* ---- axes ---- */

static int64_t step_of(int64_t span)
{
	static const int64_t minutes[] = {
		1, 5, 15, 60, 3 * 60, 6 * 60, 12 * 60, 24 * 60, 2 * 24 * 60, 5 * 24 * 60,
		10 * 24 * 60, 20 * 24 * 60, 30 * 24 * 60, 60 * 24 * 60, 120 * 24 * 60,
	};
	size_t i = 0;

	while (i + 1 < ARRAY_LEN(minutes) && span / (minutes[i] * 60 * MINE_SECOND) > TICKS) {
		i++;
	}
	return minutes[i] * 60 * MINE_SECOND;
}

/* In the unit of the steps, which are whole in it. */
static struct str tick(struct draw *d, int64_t step, int64_t at)
{
	static const struct { int64_t minutes; const char *key; } unit[] = {
		{ 24 * 60, "draw.beside_days" }, { 60, "draw.beside_hours" },
		{ 1, "draw.beside_minutes" },
	};
	int64_t minutes = at / (60 * MINE_SECOND);
	size_t i = 0;

	while (step / (60 * MINE_SECOND) % unit[i].minutes != 0) {
		i++;
	}
	struct text_arg arg = { "n", draw_int(d, minutes / unit[i].minutes) };

	return draw_say(d, unit[i].key, &arg, 1);
}

static void axes(struct beside *k)
{
	struct draw *d = k->d;
	int64_t step = step_of(k->span);
	int last = 0;

	for (int i = 0; i <= 4; i++) {
		int y = y_of(k, i / 4.0);

		draw_rect(d, CURVE_X, y, CURVE_W, 1, DRAW_LINE);
		draw_text(d, CURVE_X - 8, y + 4, (struct draw_font){ 11, DRAW_RIGHT, DRAW_SOFT,
			  false }, str_fmt(d->arena, "%d%%", i * 25));
	}
	for (int64_t at = step; at <= k->span; at += step) {
		struct str name = tick(d, step, at);
		int half = draw_width(name, 11) / 2, x = x_of(k, at);

		if (x - half > last + 6) {
			draw_rect(d, x, k->top + CURVE_H, 1, 5, DRAW_SOFT);
			draw_text(d, x + half > DRAW_WIDTH - 4 ? DRAW_WIDTH - 4 - half : x,
				  k->top + CURVE_H + 18,
				  (struct draw_font){ 11, DRAW_MIDDLE, DRAW_SOFT, false }, name);
			last = x + half;
		}
	}
}

/* ---- curves ---- */

static void line(struct draw *d, int which, const char *width)
{
	buf_fmt(d->b, "<path fill=\"none\" stroke=\"%s\" stroke-width=\"%s\"%s d=\"",
		pen[which].colour, width, pen[which].dash);
}

static void legend(struct beside *k, int which)
{
	struct draw *d = k->d;
	int y = k->top - 2 * LEGEND - 4 + which * LEGEND;

	line(d, which, "2.5");
	buf_fmt(d->b, "M%d,%dh%d\"/>\n", CURVE_X, y, SAMPLE);
	draw_text(d, CURVE_X + SAMPLE + 10, y + 4, (struct draw_font){ .size = 13, .strong = true },
		  draw_fit_ends(d, k->side[which].name, CURVE_W - SAMPLE - 10, 13));
}

static void curve(struct beside *k, int which)
{
	const struct draw_side *s = &k->side[which];
	struct draw *d = k->d;
	int before = y_of(k, 0);
	struct text_arg arg[] = { { "name", s->name },
				  { "half", mine_say_time(d->words, done(s, 50)) },
				  { "nine", mine_say_time(d->words, done(s, 90)) } };

	draw_mark(d, draw_say(d, "draw.beside_curve", arg, ARRAY_LEN(arg)));
	legend(k, which);
	line(d, which, "2.5");
	buf_fmt(d->b, "M%d,%d", CURVE_X, before);
	for (int i = 0; i <= POINTS; i++) {
		int y = y_of(k, share_by(s, (int64_t)((double)k->span * i / POINTS)));

		if (y != before || i == POINTS) {
			buf_fmt(d->b, "H%dV%d", CURVE_X + i * CURVE_W / POINTS, y);
		}
		before = y;
	}
	buf_text(d->b, "\"/>\n");
	draw_end(d);
}

/* Where the curves are furthest apart: at a moment when one of a side is done. */
static int64_t furthest(const struct draw_side side[2], double *apart)
{
	int64_t at = 0;

	*apart = 0;
	for (int k = 0; k < 2; k++) {
		for (size_t i = 0; i < side[k].n; i++) {
			double gap = share_by(&side[0], side[k].took[i]) -
				     share_by(&side[1], side[k].took[i]);

			gap = gap < 0 ? -gap : gap;
			if (gap > *apart) {
				*apart = gap;
				at = side[k].took[i];
			}
		}
	}
	return at;
}

static void gap(struct beside *k)
{
	struct draw *d = k->d;
	double apart;
	int64_t at = furthest(k->side, &apart);
	int x = x_of(k, at), one = y_of(k, share_by(&k->side[0], at));
	int two = y_of(k, share_by(&k->side[1], at));
	bool right = x > CURVE_X + CURVE_W / 2;
	struct text_arg arg[] = {
		{ "share", mine_say_share(d->words, (mine_sum)(apart * 10000), 10000) },
		{ "time", mine_say_time(d->words, at) },
	};

	if (at > k->span || (one > two ? one - two : two - one) < 4) {
		return;
	}
	draw_mark(d, draw_say(d, "draw.beside_gap", arg, ARRAY_LEN(arg)));
	buf_fmt(d->b, "<path fill=\"none\" stroke=\"%s\" stroke-width=\"1.5\" "
		"d=\"M%d,%dV%dm-4,0h8M%d,%dh8\"/>\n", DRAW_INK, x, one, two, x - 4, one);
	draw_text(d, right ? x - 10 : x + 10, (one > two ? one : two) + 16,
		  (struct draw_font){ 12, right ? DRAW_RIGHT : DRAW_LEFT, NULL, false },
		  draw_say(d, "draw.beside_gap", arg, ARRAY_LEN(arg)));
	draw_end(d);
}

bool draw_beside(struct draw *d, const struct draw_side side[2])
{
	struct beside k = { .d = d, .side = side };

	if (side[0].n == 0 || side[1].n == 0) {
		return false;
	}
	for (int i = 0; i < 2; i++) {
		int64_t most = done(&side[i], MOST_PERCENT);

		k.span = most > k.span ? most : k.span;
	}
	if (k.span == 0) {
		return false;
	}
	struct text_arg arg = { "time", mine_say_time(d->words, k.span) };
	int head = draw_head(d) + 2 * LEGEND + 14;

	(void)draw_open(d, DRAW_WIDTH, head + CURVE_H + 64, "draw.beside",
			draw_say(d, "draw.beside_of", NULL, 0));
	k.top = head;
	axes(&k);
	curve(&k, 0);
	curve(&k, 1);
	gap(&k);
	draw_text(d, CURVE_X + CURVE_W / 2, k.top + CURVE_H + 44,
		  (struct draw_font){ 12, DRAW_MIDDLE, DRAW_SOFT, false },
		  draw_say(d, "draw.beside_x", &arg, 1));
	draw_close(d);
	return true;
}
