/* Why it waits, and where it is lost. */
#include "draw_int.h"

enum { ROWS = 12, ROW = 34, BAR = 22, NAMES = 330, WIDE = 470, NECKS = 15 };

/* From light to dark in grey; patterns are not needed, for each part has its share in it. */
static const struct { const char *fill, *ink; } parts[MINE_CAUSES] = {
	[MINE_BATCHING] = { "#c7b9e6", DRAW_INK }, [MINE_PRIORITY] = { "#e3a13c", DRAW_INK },
	[MINE_CONTENTION] = { "#8b2f22", "#fff" }, [MINE_OFF_HOURS] = { "#e9edf0", DRAW_INK },
	[MINE_EXTRANEOUS] = { "#5fa39f", DRAW_INK },
};

static void row(struct draw *d, const struct mine_wait *w, int y)
{
	int x = DRAW_MARGIN + NAMES, end = x + WIDE;
	mine_sum sum = 0;

	for (int i = 0; i < MINE_CAUSES && w->wait > 0; i++) {
		int from = x + (int)(sum * WIDE / w->wait);

		sum += w->cause[i];
		int to = i + 1 == MINE_CAUSES ? end : x + (int)(sum * WIDE / w->wait);
		struct str share = mine_say_share(d->words, w->cause[i], w->wait);
		struct text_arg arg[] = {
			{ "cause", draw_say(d, mine_cause_key[i], NULL, 0) }, { "share", share },
			{ "hours", mine_say_hours(d->words, w->cause[i]) },
		};

		if (to <= from) {
			continue;
		}
		draw_mark(d, draw_say(d, "draw.cause", arg, ARRAY_LEN(arg)));
		buf_fmt(d->b, "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"%s\" "
			"stroke=\"#fff\"/>", from, y, to - from, BAR, parts[i].fill);
		if (to - from > 44) {
			draw_text(d, (from + to) / 2, y + 15, (struct draw_font){ 11, DRAW_MIDDLE,
				  parts[i].ink, false }, share);
		}
		draw_end(d);
	}
	draw_text(d, end + 10, y + 15, (struct draw_font){ .size = 12 },
		  mine_say_hours(d->words, w->wait));
}

static void legend(struct draw *d, int y)
{
	int x = DRAW_MARGIN + NAMES;

	for (int i = 0; i < MINE_CAUSES; i++) {
		struct str name = draw_say(d, mine_cause_key[i], NULL, 0);

		buf_fmt(d->b, "<rect x=\"%d\" y=\"%d\" width=\"14\" height=\"14\" fill=\"%s\" "
			"stroke=\"%s\"/>\n", x, y, parts[i].fill, DRAW_SOFT);
		draw_text(d, x + 20, y + 12, (struct draw_font){ .size = 12 }, name);
		x += 38 + draw_width(name, 12);
	}
}

bool draw_causes(struct draw *d)
{
	const struct mine_waits *w = &d->s->waits;
	int n = 0, top;

	while (n < ROWS && (uint32_t)n < w->rows && w->row[n].w.wait > 0) {
		n++;
	}
	if (n == 0) {
		return false;
	}
	struct text_arg arg[] = {
		{ "n", draw_int(d, n) }, { "rows", draw_int(d, w->rows) },
		{ "passages", draw_int(d, w->all.passages) },
		{ "wait", mine_say_hours(d->words, w->all.wait) },
	};

	top = draw_open(d, DRAW_WIDTH, draw_head(d) + (n + 1) * ROW + 66, "draw.causes",
			draw_say(d, d->s->hours != NULL ? "draw.causes_of"
							: "draw.causes_no_office",
				 arg, ARRAY_LEN(arg)));
	legend(d, top + 4);
	top += 34;
	draw_text(d, DRAW_MARGIN, top + 15, (struct draw_font){ .size = 12, .strong = true },
		  draw_say(d, "mine.all", NULL, 0));
	row(d, &w->all, top);
	for (int i = 0; i < n; i++) {
		const struct mine_waiting *one = &w->row[i];
		int y = top + (i + 1) * ROW + 6;
		struct str from = draw_activity(d, one->from), to = draw_activity(d, one->to);
		struct draw_font font = { .size = 12,
					  .fill = d->href != NULL ? DRAW_BRAND : NULL };
		struct str name = STR_JOIN(d->arena,
					   draw_fit_activity(d, one->from, NAMES / 2 - 20, font),
					   STR(" → "),
					   draw_fit_activity(d, one->to, NAMES / 2 - 10, font));

		draw_group(d, DRAW_LINK_PASSAGE, one->from, one->to,
			   STR_JOIN(d->arena, from, STR(" → "), to));
		draw_text(d, DRAW_MARGIN, y + 15, font, name);
		draw_end(d);
		row(d, &one->w, y);
	}
	draw_close(d);
	return true;
}

/* ---- bottlenecks ---- */

static void neck(struct draw *d, const struct mine_place *p, int y, mine_sum most)
{
	int x = DRAW_MARGIN + NAMES, stay = (int)(p->stay * WIDE / most);
	int lost = (int)(p->lost * WIDE / most);
	struct draw_font font = { .size = 12, .strong = true,
				  .fill = d->href != NULL ? DRAW_BRAND : NULL };
	struct text_arg arg[] = {
		{ "activity", draw_activity(d, p->activity) },
		{ "holder", draw_holder(d, p->holder) }, { "n", draw_int(d, p->stays) },
		{ "cases", draw_int(d, p->cases) },
		{ "stay", mine_say_hours(d->words, p->stay) },
		{ "lost", mine_say_hours(d->words, p->lost) },
		{ "usual", mine_say_stay(d->words, d->s->stays.activity[p->activity].usual,
					 d->s->hours != NULL) },
	};

	draw_group(d, DRAW_LINK_PLACE, p->activity, p->holder,
		   draw_say(d, "draw.neck", arg, ARRAY_LEN(arg)));
	draw_text(d, DRAW_MARGIN, y + 9, font,
		  draw_fit_activity(d, p->activity, NAMES - 10, font));
	draw_text(d, DRAW_MARGIN, y + 24, (struct draw_font){ .size = 11, .fill = DRAW_SOFT },
		  draw_fit_ends(d, draw_holder(d, p->holder), NAMES - 10, 11));
	draw_rect(d, x, y, stay > 1 ? stay : 1, BAR, "#cfe5e3");
	draw_rect(d, x, y, lost > 1 ? lost : 1, BAR, DRAW_BRAND);
	draw_text(d, x + stay + 10, y + 15, (struct draw_font){ .size = 12 },
		  mine_say_hours(d->words, p->lost));
	draw_end(d);
}

bool draw_necks(struct draw *d)
{
	const struct mine_stays *s = &d->s->stays;
	int n = 0, top;
	mine_sum most = 0, lost = 0;

	while (n < NECKS && (uint32_t)n < s->places && s->place[n].lost > 0) {
		most = s->place[n].stay > most ? s->place[n].stay : most;
		lost += s->place[n++].lost;
	}
	if (n == 0) {
		return false;
	}
	struct text_arg arg[] = {
		{ "n", draw_int(d, n) }, { "places", draw_int(d, s->places) },
		{ "lost", mine_say_hours(d->words, lost) },
		{ "all", mine_say_hours(d->words, s->lost) },
		{ "share", mine_say_share(d->words, lost, s->lost) },
	};

	top = draw_open(d, DRAW_WIDTH, draw_head(d) + n * (ROW + 6) + 44, "draw.necks",
			draw_say(d, d->s->hours != NULL ? "draw.necks_working" : "draw.necks_of",
				 arg, ARRAY_LEN(arg)));
	draw_rect(d, DRAW_MARGIN + NAMES, top + 2, 14, 14, DRAW_BRAND);
	draw_text(d, DRAW_MARGIN + NAMES + 20, top + 14, (struct draw_font){ .size = 12 },
		  draw_say(d, "draw.lost", NULL, 0));
	draw_rect(d, DRAW_MARGIN + NAMES + 220, top + 2, 14, 14, "#cfe5e3");
	draw_text(d, DRAW_MARGIN + NAMES + 240, top + 14, (struct draw_font){ .size = 12 },
		  draw_say(d, "draw.stood", NULL, 0));
	for (int i = 0; i < n; i++) {
		neck(d, &s->place[i], top + 34 + i * (ROW + 6), most);
	}
	draw_close(d);
	return true;
}
