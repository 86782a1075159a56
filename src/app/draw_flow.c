/* Who hands to whom: a Sankey diagram and matrices. */
#include "draw_int.h"

#include <stdlib.h>

enum {
	SIDE_MOST = 10, BAR = 14, SANKEY_HEIGHT = 460, GAP = 10, NAME_WIDTH = 250,
	MATRIX_MOST = 16, CELL_W = 44, CELL_H = 28, MATRIX_NAMES = 210, SLANT = 96,
};

/* ---- Sankey ---- */

/* One end of the bands: a holder, or all others together. */
struct stand {
	int32_t holder;			/* MINE_NONE: the others */
	int64_t sum;
	int y, h, used;
};

struct sankey {
	struct draw *d;
	struct stand side[2][SIDE_MOST + 1];
	int n[2];
	int8_t *place[2];		/* of each holder */
	int64_t *band;			/* from × to */
	int64_t all;
	int top;
};

struct side_sum {
	int64_t sum;
	int32_t rank, holder;
};

static int by_sum(const void *x, const void *y)
{
	const struct side_sum *a = x, *b = y;

	return a->sum != b->sum ? (a->sum > b->sum ? -1 : 1)
				: (a->rank > b->rank) - (a->rank < b->rank);
}

/* Those who give (0) or take (1) most; the rest is one more. */
static void choose(struct sankey *k, int side)
{
	const struct mine_study *s = k->d->s;
	const struct mine_couples *c = &s->people.transfer;
	size_t n = (size_t)s->view.holders;
	struct side_sum *sum = arena_array(k->d->arena, struct side_sum, n);

	k->place[side] = arena_array(k->d->arena, int8_t, n);
	for (size_t i = 0; i < n; i++) {
		sum[i].holder = (int32_t)i;
		sum[i].rank = s->holder_rank[i];
		k->place[side][i] = -1;
	}
	for (uint32_t i = 0; i < c->pairs.n; i++) {
		const struct mine_pair *p = &c->pairs.pair[i];

		sum[side == 0 ? p->a : p->b].sum += c->count[i];
	}
	if (n > 0) {
		qsort(sum, n, sizeof(*sum), by_sum);
	}
	int64_t rest = c->total;

	for (size_t i = 0; i < n && k->n[side] < SIDE_MOST && sum[i].sum > 0; i++) {
		k->place[side][sum[i].holder] = (int8_t)k->n[side];
		k->side[side][k->n[side]++] = (struct stand){ .holder = sum[i].holder,
							      .sum = sum[i].sum };
		rest -= sum[i].sum;
	}
	if (rest > 0) {
		for (size_t i = 0; i < n; i++) {
			k->place[side][i] = k->place[side][i] < 0 ? (int8_t)k->n[side]
								  : k->place[side][i];
		}
		k->side[side][k->n[side]++] = (struct stand){ MINE_NONE, rest, 0, 0, 0 };
	}
}

static void place(struct sankey *k, int side)
{
	int room = SANKEY_HEIGHT - GAP * (k->n[side] - 1), y = k->top;

	for (int i = 0; i < k->n[side]; i++) {
		struct stand *s = &k->side[side][i];

		s->y = y;
		s->h = (int)(s->sum * room / k->all);
		s->h = s->h > 1 ? s->h : 1;
		y += s->h + GAP;
	}
}

static struct str name_of(const struct sankey *k, const struct stand *s)
{
	return s->holder == MINE_NONE ? draw_say(k->d, "draw.other_holders", NULL, 0)
				      : draw_holder(k->d, s->holder);
}

static void bars(struct sankey *k, int side)
{
	int x = side == 0 ? NAME_WIDTH : DRAW_WIDTH - NAME_WIDTH - BAR;

	for (int i = 0; i < k->n[side]; i++) {
		const struct stand *s = &k->side[side][i];
		struct str n = mine_say_count(k->d->words, s->sum), name = name_of(k, s);
		int text = side == 0 ? x - 8 : x + BAR + 8;
		enum draw_anchor anchor = side == 0 ? DRAW_RIGHT : DRAW_LEFT;

		draw_rect(k->d, x, s->y, BAR, s->h, DRAW_BRAND);
		draw_text(k->d, text, s->y + s->h / 2 + 4,
			  (struct draw_font){ 12, anchor, NULL, false },
			  STR_JOIN(k->d->arena, draw_fit_ends(k->d, name, NAME_WIDTH - 70, 12),
				   STR(" · "), n));
	}
}

static void band(struct sankey *k, int from, int to, int64_t n)
{
	struct stand *a = &k->side[0][from], *b = &k->side[1][to];
	int ha = (int)(n * a->h / a->sum), hb = (int)(n * b->h / b->sum);
	int x0 = NAME_WIDTH + BAR, x1 = DRAW_WIDTH - NAME_WIDTH - BAR, mid = (x0 + x1) / 2;
	int ya = a->y + a->used, yb = b->y + b->used;
	char fill[8];
	struct text_arg arg[] = { { "from", name_of(k, a) }, { "to", name_of(k, b) },
				  { "n", draw_int(k->d, n) },
				  { "share", mine_say_share(k->d->words, n, k->all) } };

	a->used += ha;
	b->used += hb;
	ha = ha > 0 ? ha : 1;
	hb = hb > 0 ? hb : 1;
	draw_shade(fill, 160 + 90 * (from % 4));
	draw_group(k->d, DRAW_LINK_HANDOVER, a->holder, b->holder,
		   draw_say(k->d, "draw.handed", arg, ARRAY_LEN(arg)));
	buf_fmt(k->d->b, "<path d=\"M%d,%d C%d,%d %d,%d %d,%d L%d,%d C%d,%d %d,%d %d,%d Z\" "
		"fill=\"%s\" fill-opacity=\"0.75\" stroke=\"#fff\" stroke-width=\"0.5\"/>",
		x0, ya, mid, ya, mid, yb, x1, yb, x1, yb + hb, mid, yb + hb, mid, ya + ha, x0,
		ya + ha, fill);
	draw_end(k->d);
}

bool draw_sankey(struct draw *d)
{
	const struct mine_couples *c = &d->s->people.transfer;
	struct sankey k = { .d = d, .all = c->total };
	struct text_arg arg[] = { { "n", draw_int(d, c->total) },
				  { "cases", draw_int(d, (int64_t)d->s->flow.cases) } };

	if (c->total == 0) {
		return false;
	}
	choose(&k, 0);
	choose(&k, 1);
	k.band = arena_array(d->arena, int64_t, (SIDE_MOST + 1) * (SIDE_MOST + 1));
	for (uint32_t i = 0; i < c->pairs.n; i++) {
		const struct mine_pair *p = &c->pairs.pair[i];

		k.band[k.place[0][p->a] * (SIDE_MOST + 1) + k.place[1][p->b]] += c->count[i];
	}
	k.top = draw_open(d, DRAW_WIDTH, draw_head(d) + SANKEY_HEIGHT + 60, "draw.sankey",
			  draw_say(d, "draw.sankey_of", arg, ARRAY_LEN(arg))) + 24;
	place(&k, 0);
	place(&k, 1);
	draw_text(d, NAME_WIDTH + BAR, k.top - 10, (struct draw_font){ 12, DRAW_RIGHT, DRAW_SOFT,
		  false }, draw_say(d, "draw.gives", NULL, 0));
	draw_text(d, DRAW_WIDTH - NAME_WIDTH - BAR, k.top - 10,
		  (struct draw_font){ .size = 12, .fill = DRAW_SOFT },
		  draw_say(d, "draw.takes", NULL, 0));
	for (int i = 0; i < k.n[0]; i++) {
		for (int j = 0; j < k.n[1]; j++) {
			int64_t n = k.band[i * (SIDE_MOST + 1) + j];

			if (n > 0) {
				band(&k, i, j, n);
			}
		}
	}
	bars(&k, 0);
	bars(&k, 1);
	draw_close(d);
	return true;
}

/* ---- matrices ---- */

static void cell(struct draw *d, int x, int y, int64_t n, int64_t most, const struct mine_pair *p,
		 enum draw_link link)
{
	int64_t part = most > 0 ? 80 + n * 920 / most : 0;
	char fill[8];
	struct text_arg arg[] = { { "from", draw_holder(d, p->a) }, { "to", draw_holder(d, p->b) },
				  { "n", draw_int(d, n) } };
	struct str title = draw_say(d, "draw.cell", arg, ARRAY_LEN(arg));

	draw_shade(fill, part);
	draw_group(d, link, p->a, p->b, title);
	draw_rect(d, x + 1, y + 1, CELL_W - 2, CELL_H - 2, fill);
	draw_text(d, x + CELL_W / 2, y + CELL_H / 2 + 4,
		  (struct draw_font){ 11, DRAW_MIDDLE, draw_dark(part) ? "#fff" : DRAW_INK, false },
		  mine_say_count(d->words, n));
	draw_end(d);
}

/* With numbers: at a slant there is little room, and names cut short may be the same. */
static void matrix_heads(struct draw *d, const int32_t *who, int32_t n, int x, int y)
{
	for (int32_t i = 0; i < n; i++) {
		struct str name = draw_holder(d, who[i]), number = draw_int(d, i + 1);
		int at = x + i * CELL_W + CELL_W / 2;

		draw_text(d, x - 8, y + i * CELL_H + CELL_H / 2 + 4,
			  (struct draw_font){ 12, DRAW_RIGHT, NULL, false },
			  STR_JOIN(d->arena, draw_fit_ends(d, name, MATRIX_NAMES - 44, 12),
				   STR("  "), number));
		buf_fmt(d->b, "<g transform=\"translate(%d,%d) rotate(-45)\">", at, y - 8);
		draw_text(d, 0, 0, (struct draw_font){ .size = 12 },
			  STR_JOIN(d->arena, number, STR("  "),
				   draw_fit_ends(d, name, SLANT, 12)));
		buf_text(d->b, "</g>\n");
	}
}

/* The share of `all` that stands in the picture. */
static bool matrix(struct draw *d, const struct mine_couples *c, const char *title,
		   const char *of, enum draw_link link)
{
	int32_t who[MATRIX_MOST], n = draw_busiest(d, who, MATRIX_MOST);
	int8_t *at = arena_array(d->arena, int8_t, (size_t)d->s->view.holders);
	int64_t most = 0, drawn = 0;

	for (int32_t i = 0; i < n; i++) {
		at[who[i]] = (int8_t)(i + 1);
	}
	for (uint32_t i = 0; i < c->pairs.n; i++) {
		const struct mine_pair *p = &c->pairs.pair[i];

		if (at[p->a] > 0 && at[p->b] > 0) {
			most = c->count[i] > most ? c->count[i] : most;
			drawn += c->count[i];
		}
	}
	if (drawn == 0) {
		return false;
	}
	struct text_arg arg[] = { { "n", draw_int(d, drawn) }, { "all", draw_int(d, c->total) },
				  { "holders", draw_int(d, n) },
				  { "of", draw_int(d, d->s->people.named) } };
	int x = DRAW_MARGIN + MATRIX_NAMES, top = draw_head(d) + SLANT;

	(void)draw_open(d, DRAW_WIDTH, top + n * CELL_H + 20, title,
			draw_say(d, of, arg, ARRAY_LEN(arg)));
	for (int32_t i = 0; i < n; i++) {
		draw_rect(d, x, top + i * CELL_H + CELL_H - 1, n * CELL_W, 1, DRAW_LINE);
		draw_rect(d, x + i * CELL_W + 1, top + i * CELL_H + 1, CELL_W - 2, CELL_H - 2,
			  "#f6f4ef");
	}
	matrix_heads(d, who, n, x, top);
	for (uint32_t i = 0; i < c->pairs.n; i++) {
		const struct mine_pair *p = &c->pairs.pair[c->order[i]];

		if (at[p->a] > 0 && at[p->b] > 0) {
			cell(d, x + (at[p->b] - 1) * CELL_W, top + (at[p->a] - 1) * CELL_H,
			     c->count[c->order[i]], most, p, link);
		}
	}
	draw_close(d);
	return true;
}

bool draw_handovers(struct draw *d)
{
	return matrix(d, &d->s->people.transfer, "draw.handovers", "draw.handovers_of",
		      DRAW_LINK_HANDOVER);
}

bool draw_referrals(struct draw *d)
{
	return matrix(d, &d->s->again.referral, "draw.referrals", "draw.referrals_of",
		      DRAW_LINK_AGAIN);
}
