/* When things happen: the week by hours, load over time, the months and their shifts. */
#include "draw_int.h"

enum {
	HEAT_X = 90, HEAT_W = 36, HEAT_H = 34, SCALE = 5,
	QUEUES = 10, QUEUE_X = 280, QUEUE_W = 640, QUEUE_H = 36,
	PLOT_X = 70, PLOT_W = 906, PLOT_H = 200, PLOT_TICKS = 8, MONTH_H = 150,
	TICK_LAST = PLOT_X + PLOT_W - 60,	/* one further right would not stand in it */
};

/* What counts nothing leads nowhere. */
static void open_number(struct draw *d, int64_t n, enum draw_link link, int32_t a, int32_t b,
			struct str title)
{
	if (n > 0) {
		draw_group(d, link, a, b, title);
	} else {
		draw_mark(d, title);
	}
}

/* ---- the week ---- */

static const char *const weekday[MINE_WEEK_DAYS] = {
	"draw.weekday.0", "draw.weekday.1", "draw.weekday.2", "draw.weekday.3", "draw.weekday.4",
	"draw.weekday.5", "draw.weekday.6",
};

static void heat_cell(struct draw *d, int day, int hour, int y)
{
	const struct mine_heat *h = &d->s->heat;
	int64_t n = h->n[day][hour], part = n == 0 ? 0 : 60 + n * 940 / h->most;
	char fill[8];
	int x = HEAT_X + hour * HEAT_W;
	struct text_arg arg[] = { { "day", draw_say(d, weekday[day], NULL, 0) },
				  { "hour", draw_int(d, hour) }, { "n", draw_int(d, n) },
				  { "share", mine_say_share(d->words, n, h->all) } };

	draw_shade(fill, part);
	open_number(d, n, DRAW_LINK_HOUR, day, hour,
		    draw_say(d, "draw.heat_cell", arg, ARRAY_LEN(arg)));
	draw_rect(d, x, y, HEAT_W - 1, HEAT_H - 1, n == 0 ? "#f6f4ef" : fill);
	if (n > 0) {
		struct str said = n < 100000 ? draw_int(d, n)
					     : str_fmt(d->arena, "%lldk", (long long)(n / 1000));

		draw_text(d, x + HEAT_W / 2, y + HEAT_H / 2 + 4, (struct draw_font){
			  said.n > 4 ? 9 : 10, DRAW_MIDDLE, draw_dark(part) ? "#fff" : DRAW_INK,
			  false }, said);
	}
	draw_end(d);
}

/* Of few events no number is told twice. */
static void heat_scale(struct draw *d, int y)
{
	int64_t told = -1;

	for (int i = 0; i < SCALE; i++) {
		char fill[8];
		int64_t part = 60 + i * 940 / (SCALE - 1);
		int64_t count = d->s->heat.most * i / (SCALE - 1);

		draw_shade(fill, part);
		draw_rect(d, HEAT_X + i * 70, y, 70, 10, fill);
		draw_text(d, HEAT_X + i * 70 + 35, y + 24, (struct draw_font){ 11, DRAW_MIDDLE,
			  DRAW_SOFT, false },
			  count > told ? mine_say_count(d->words, count) : STR(""));
		told = count;
	}
}

bool draw_heat(struct draw *d)
{
	struct text_arg arg[] = { { "n", draw_int(d, d->s->heat.all) },
				  { "zone", str_fmt(d->arena, "%+03d:%02d", d->s->zone_s / 3600,
						    d->s->zone_s % 3600 / 60) } };

	if (d->s->heat.all == 0) {
		return false;
	}
	int top = draw_open(d, DRAW_WIDTH, draw_head(d) + 7 * HEAT_H + 70, "draw.heat",
			    draw_say(d, "draw.heat_of", arg, ARRAY_LEN(arg))) + 18;

	for (int hour = 0; hour < MINE_DAY_HOURS; hour++) {
		draw_text(d, HEAT_X + hour * HEAT_W + HEAT_W / 2, top - 6, (struct draw_font){ 11,
			  DRAW_MIDDLE, DRAW_SOFT, false }, draw_int(d, hour));
	}
	for (int day = 0; day < MINE_WEEK_DAYS; day++) {
		draw_text(d, HEAT_X - 10, top + day * HEAT_H + 21, (struct draw_font){ 12,
			  DRAW_RIGHT, NULL, false }, draw_say(d, weekday[day], NULL, 0));
		for (int hour = 0; hour < MINE_DAY_HOURS; hour++) {
			heat_cell(d, day, hour, top + day * HEAT_H);
		}
	}
	heat_scale(d, top + 7 * HEAT_H + 10);
	draw_close(d);
	return true;
}

/* ---- plots ---- */

/* More periods than pixels, which is centuries of months, are not drawn. */
static bool drawable(size_t periods)
{
	return periods >= 2 && periods <= PLOT_W;
}

/* A step above the most that is said easily: 1, 2, 5, 10 … */
static int64_t ceiling(int64_t most)
{
	int64_t step = 1;

	for (int i = 0; step * 4 < most; i++) {
		step = i % 3 == 1 ? step / 2 * 5 : step * 2;
	}
	return (most + step - 1) / step * step;
}

static void axis(struct draw *d, int top, int height, int64_t most)
{
	for (int i = 0; i <= 2; i++) {
		int y = top + height - i * height / 2;

		draw_rect(d, PLOT_X, y, PLOT_W, 1, DRAW_LINE);
		if (most % 2 == 0 || i != 1) {
			draw_text(d, PLOT_X - 8, y + 4, (struct draw_font){ 11, DRAW_RIGHT,
				  DRAW_SOFT, false }, mine_say_count(d->words, most * i / 2));
		}
	}
}

static int at(size_t i, size_t n)
{
	return PLOT_X + (int)(i * PLOT_W / n);
}

static void ticks(struct draw *d, size_t n, int y)
{
	size_t step = n / PLOT_TICKS + 1;

	for (size_t i = 0; i < n && at(i, n) < TICK_LAST; i += step) {
		draw_text(d, at(i, n), y, (struct draw_font){ .size = 11, .fill = DRAW_SOFT },
			  d->s->load.by == MINE_BY_MONTH
			  ? mine_say_month(d->words, d->s->load.row[i].day)
			  : mine_say_day(d->words, d->s->load.row[i].day));
	}
}

static void open_area(struct draw *d, int top, int64_t most)
{
	const struct mine_load *l = &d->s->load;

	buf_fmt(d->b, "<path fill=\"#cfe5e3\" stroke=\"%s\" stroke-width=\"1.5\" d=\"M%d,%d",
		DRAW_BRAND, PLOT_X, top + PLOT_H);
	for (size_t i = 0; i < l->rows; i++) {
		int y = top + PLOT_H - (int)(l->row[i].open * PLOT_H / most);

		buf_fmt(d->b, "L%d,%dL%d,%d", at(i, l->rows), y, at(i + 1, l->rows), y);
	}
	buf_fmt(d->b, "L%d,%dZ\"/>\n", PLOT_X + PLOT_W, top + PLOT_H);
}

/* What began above the line, what ended below it. */
static void turnover(struct draw *d, int middle, int height, int64_t most)
{
	const struct mine_load *l = &d->s->load;

	for (size_t i = 0; i < l->rows; i++) {
		int w = at(i + 1, l->rows) - at(i, l->rows);
		int up = (int)(l->row[i].started * height / most);
		int down = (int)(l->row[i].ended * height / most);

		w = w > 2 ? w - 1 : w > 1 ? w : 1;
		draw_rect(d, at(i, l->rows), middle - up, w, up, "#33658a");
		draw_rect(d, at(i, l->rows), middle + 1, w, down, "#e3a13c");
	}
	draw_rect(d, PLOT_X, middle, PLOT_W, 1, DRAW_INK);
	draw_text(d, PLOT_X - 8, middle - height + 10, (struct draw_font){ 11, DRAW_RIGHT,
		  DRAW_SOFT, false }, mine_say_count(d->words, most));
	draw_text(d, PLOT_X - 8, middle + height, (struct draw_font){ 11, DRAW_RIGHT, DRAW_SOFT,
		  false }, mine_say_count(d->words, most));
}

bool draw_load(struct draw *d)
{
	static const char *const by[] = { "draw.load_day", "draw.load_week", "draw.load_month" };
	const struct mine_load *l = &d->s->load;
	int64_t open = 1, most = 1;
	enum { HALF = 80 };

	if (!drawable(l->rows)) {
		return false;
	}
	for (size_t i = 0; i < l->rows; i++) {
		open = l->row[i].open > open ? l->row[i].open : open;
		most = l->row[i].started > most ? l->row[i].started : most;
		most = l->row[i].ended > most ? l->row[i].ended : most;
	}
	open = ceiling(open);
	struct text_arg arg[] = { { "cases", draw_int(d, (int64_t)d->s->flow.cases) } };
	int top = draw_open(d, DRAW_WIDTH, draw_head(d) + PLOT_H + 2 * HALF + 116, "draw.load",
			    draw_say(d, by[l->by], arg, ARRAY_LEN(arg))) + 26;
	struct draw_font label = { .size = 12, .strong = true };

	draw_text(d, PLOT_X, top - 10, label, draw_say(d, "draw.open_end", NULL, 0));
	axis(d, top, PLOT_H, open);
	open_area(d, top, open);
	ticks(d, l->rows, top + PLOT_H + 16);
	int middle = top + PLOT_H + 48 + HALF;

	draw_text(d, PLOT_X, middle - HALF - 8, label, draw_say(d, "draw.began", NULL, 0));
	turnover(d, middle, HALF, most);
	draw_text(d, PLOT_X, middle + HALF + 18, label, draw_say(d, "draw.ended", NULL, 0));
	draw_close(d);
	return true;
}

/* ---- queues ---- */

static void queue(struct draw *d, int32_t who, const int64_t *n, int y, int64_t most)
{
	const struct mine_load *l = &d->s->load;
	int64_t high = 0;

	for (size_t i = 0; i < l->rows; i++) {
		high = n[i] > high ? n[i] : high;
	}
	struct text_arg arg[] = { { "holder", draw_holder(d, who) }, { "n", draw_int(d, high) } };

	draw_group(d, DRAW_LINK_HOLDER, who, MINE_NONE,
		   draw_say(d, "draw.queue", arg, ARRAY_LEN(arg)));
	draw_text(d, DRAW_MARGIN, y + QUEUE_H - 6, (struct draw_font){ .size = 12 },
		  draw_fit_ends(d, draw_holder(d, who), QUEUE_X - 60, 12));
	buf_fmt(d->b, "<path fill=\"#8fc1bd\" d=\"M%d,%d", QUEUE_X, y + QUEUE_H);
	for (size_t i = 0; i < l->rows; i++) {
		int top = y + QUEUE_H - (int)(n[i] * QUEUE_H / most);

		buf_fmt(d->b, "L%d,%dL%d,%d", QUEUE_X + (int)(i * QUEUE_W / l->rows), top,
			QUEUE_X + (int)((i + 1) * QUEUE_W / l->rows), top);
	}
	buf_fmt(d->b, "L%d,%dZ\"/>", QUEUE_X + QUEUE_W, y + QUEUE_H);
	draw_end(d);
	draw_rect(d, QUEUE_X, y + QUEUE_H, QUEUE_W, 1, DRAW_LINE);
	draw_text(d, QUEUE_X + QUEUE_W + 8, y + QUEUE_H - 6, (struct draw_font){ .size = 12 },
		  mine_say_count(d->words, high));
}

/* All on one scale, so that they can be compared. */
bool draw_queues(struct draw *d)
{
	static const char *const by[] = { "draw.queues_day", "draw.queues_week",
					  "draw.queues_month" };
	const struct mine_load *l = &d->s->load;
	int32_t who[QUEUES], n = draw_busiest(d, who, QUEUES);
	int64_t most = 0;

	if (!drawable(l->rows) || n == 0) {
		return false;
	}
	int64_t *all = mine_queues(d->arena, &d->s->view, l, d->s->reading, who, (size_t)n);

	for (size_t i = 0; i < (size_t)n * l->rows; i++) {
		most = all[i] > most ? all[i] : most;
	}
	if (most == 0) {
		return false;
	}
	struct text_arg arg[] = { { "n", draw_int(d, n) },
				  { "of", draw_int(d, d->s->people.named) },
				  { "most", draw_int(d, most) } };
	int top = draw_open(d, DRAW_WIDTH, draw_head(d) + n * (QUEUE_H + 14) + 40, "draw.queues",
			    draw_say(d, by[l->by], arg, ARRAY_LEN(arg)));

	for (int32_t i = 0; i < n; i++) {
		queue(d, who[i], all + (size_t)i * l->rows, top + 6 + i * (QUEUE_H + 14), most);
	}
	draw_text(d, QUEUE_X, top + n * (QUEUE_H + 14) + 22,
		  (struct draw_font){ .size = 11, .fill = DRAW_SOFT },
		  mine_say_day(d->words, l->row[0].day));
	draw_text(d, QUEUE_X + QUEUE_W, top + n * (QUEUE_H + 14) + 22,
		  (struct draw_font){ 11, DRAW_RIGHT, DRAW_SOFT, false },
		  mine_say_day(d->words, l->row[l->rows - 1].day));
	draw_close(d);
	return true;
}

/* ---- months ---- */

static int month_at(const struct mine_trend *t, size_t i)
{
	return PLOT_X + (int)(i * PLOT_W / t->months);
}

static void shift(struct draw *d, int x, int top, int32_t day)
{
	buf_fmt(d->b, "<path d=\"M%d,%dv%d\" stroke=\"#8b2f22\" stroke-width=\"2\" "
		"stroke-dasharray=\"5 3\"/>\n", x, top - 6, MONTH_H + 6);
	draw_text(d, x + 4, top + 6, (struct draw_font){ 11, DRAW_LEFT, "#8b2f22", true },
		  mine_say_month(d->words, day));
}

static void bars(struct draw *d, int top, bool arrivals)
{
	const struct mine_trend *t = &d->s->trend;
	double most = 1;

	for (size_t i = 0; i < t->months; i++) {
		double v = arrivals ? (double)t->month[i].started : t->month[i].ended_median_s;

		most = v > most ? v : most;
	}
	for (size_t i = 0; i < t->months; i++) {
		const struct mine_month *m = &t->month[i];
		double v = arrivals ? (double)m->started : m->ended_median_s;
		int x = month_at(t, i), w = month_at(t, i + 1) - x, h = (int)(v * MONTH_H / most);
		struct text_arg arg[] = {
			{ "month", mine_say_month(d->words, m->day) },
			{ "n", draw_int(d, arrivals ? m->started : m->ended) },
			{ "median", mine_say_time(d->words, (mine_sum)(m->ended_median_s * 1e6)) },
		};

		open_number(d, arrivals ? m->started : m->ended,
			    arrivals ? DRAW_LINK_BEGAN : DRAW_LINK_ENDED, m->day, MINE_NONE,
			    draw_say(d, arrivals ? "draw.month_arrivals" : "draw.month_lasted",
				     arg, ARRAY_LEN(arg)));
		draw_rect(d, x, top + MONTH_H - h, w > 3 ? w - 2 : 1, h,
			  arrivals ? "#33658a" : "#5fa39f");
		draw_end(d);
		if (arrivals ? m->arrivals_shift : m->duration_shift) {
			shift(d, x, top, m->day);
		}
	}
	draw_rect(d, PLOT_X, top + MONTH_H, PLOT_W, 1, DRAW_INK);
	struct text_arg arg = { "most", arrivals ? mine_say_count(d->words, (int64_t)most)
				: mine_say_time(d->words, (mine_sum)(most * 1e6)) };

	draw_text(d, PLOT_X + PLOT_W, top - 12, (struct draw_font){ 12, DRAW_RIGHT, DRAW_SOFT,
		  false }, draw_say(d, "draw.highest", &arg, 1));
}

bool draw_trend(struct draw *d)
{
	const struct mine_trend *t = &d->s->trend;
	struct text_arg arg[] = { { "cases", draw_int(d, (int64_t)d->s->flow.cases) },
				  { "months", draw_int(d, (int64_t)t->months) } };

	if (!drawable(t->months)) {
		return false;
	}
	int top = draw_open(d, DRAW_WIDTH, draw_head(d) + 2 * MONTH_H + 120, "draw.trend",
			    draw_say(d, "draw.trend_of", arg, ARRAY_LEN(arg))) + 30;
	int low = top + MONTH_H + 40;
	struct draw_font label = { .size = 12, .strong = true };
	size_t step = t->months / PLOT_TICKS + 1;

	draw_text(d, PLOT_X, top - 12, label, draw_say(d, "draw.arrivals", NULL, 0));
	bars(d, top, true);
	draw_text(d, PLOT_X, low - 12, label, draw_say(d, "draw.lasted", NULL, 0));
	bars(d, low, false);
	for (size_t i = 0; i < t->months && month_at(t, i) < TICK_LAST; i += step) {
		draw_text(d, month_at(t, i), low + MONTH_H + 18,
			  (struct draw_font){ .size = 11, .fill = DRAW_SOFT },
			  mine_say_month(d->words, t->month[i].day));
	}
	draw_close(d);
	return true;
}
