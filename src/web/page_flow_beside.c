/* Two units or periods of the bottlenecks side by side. */
#include "flow_int.h"

#include "figure_words.h"
#include "web_int.h"
#include "words.h"

#include "app/draw_beside.h"
#include "app/mine_words.h"

enum { MOST = 15, CURVES_MOST = 1 << 18, NO_STEP = MINE_NONE };

#define LIST FLOW_PAGE "/dossiers"

struct sides {
	struct flow *f;
	const struct own_beside *b;
	struct flow of[2];		/* each alone */
	struct str name[2];
};

static struct mine_words say(const struct sides *s)
{
	return (struct mine_words){ s->f->x->a, s->f->x->lang };
}

/* ---- a side ---- */

static const struct board_asked *asked(const struct flow *f, int side)
{
	return side == 0 ? &f->q : &f->beside;
}

struct flow flow_side(const struct flow *f, int side)
{
	const struct unit *u = org_unit(app_org(f->x->app), f->q.unit);
	struct flow out = *f;

	if (side == 1) {
		out.q = f->beside;
		out.word[FLOW_UNIT2] = u != NULL ? u->key : STR("");
		out.word[FLOW_OF2] = f->q.of.n > 0 ? f->q.of : STR("month");
	}
	return out;
}

struct str flow_side_name(const struct flow *f, int side)
{
	const struct board_asked *q = asked(f, side);
	struct days days = figures_days(q->ask, day_of(f->x->now));
	struct text_arg arg[] = { { "unit", words_agency(f->x, q->unit) },
				  { "period", board_period(f->x, q->ask.of, days) } };

	return words(f->x, "flow.beside.side", arg, ARRAY_LEN(arg));
}

static struct str which(const struct sides *s, int side)
{
	return words0(s->f->x, side == 0 ? "flow.beside.first" : "flow.beside.second");
}

static struct str lasted_href(const struct sides *s, int side)
{
	return flow_with(&s->of[side], LIST, FLOW_LASTED, STR("1"));
}

/* Those of a side that have a step, or pass from it to another. */
static struct str has_href(const struct sides *s, int side, int32_t step, int32_t next)
{
	const struct str *name = s->f->study.activity;

	return flow_with2(&s->of[side], LIST, FLOW_HAS, name[step], FLOW_NEXT,
			  next == NO_STEP ? STR("") : name[next]);
}

/* ---- figures ---- */

enum figure { DOSSIERS, EVENTS, WAYS, MEDIAN, MEAN, NINE, WORKING, FIGURES };

static const char *const figure_keys[FIGURES] = {
	[DOSSIERS] = "flow.kpi.dossiers", [EVENTS] = "flow.beside.events",
	[WAYS] = "flow.beside.ways", [MEDIAN] = "flow.kpi.median", [MEAN] = "flow.beside.mean",
	[NINE] = "flow.beside.nine", [WORKING] = "flow.beside.working",
};

static struct str figure(const struct sides *s, const struct mine_side *of, enum figure f)
{
	const struct mine_spread *d = &of->duration;

	switch (f) {
	case DOSSIERS:
		return mine_say_count(say(s), (int64_t)of->flow.cases);
	case EVENTS:
		return mine_say_count(say(s), (int64_t)of->flow.events);
	case WAYS:
		return mine_say_count(say(s), (int64_t)of->ways);
	case MEDIAN:
		return mine_say_time(say(s), (mine_sum)(d->median_s * 1e6));
	case MEAN:
		return mine_say_time(say(s), (mine_sum)(d->mean_s * 1e6));
	case NINE:
		return mine_say_time(say(s), (mine_sum)(d->linear_s[2] * 1e6));
	case WORKING:
		return mine_say_stay(say(s), (mine_sum)(of->working.median_s * 1e6), true);
	case FIGURES:
		break;
	}
	return STR("");
}

static void put_figures(const struct sides *s, struct flow_sides_view *v)
{
	struct arena *a = s->f->x->a;
	struct flow_pair_view *out = arena_array(a, struct flow_pair_view, FIGURES);
	int n = s->f->study.s.hours != NULL ? FIGURES : WORKING;

	for (int i = 0; i < n; i++) {
		struct flow_share_view *cell = arena_array(a, struct flow_share_view, 2);

		for (int k = 0; k < 2; k++) {
			cell[k].name = which(s, k);
			cell[k].text = STR("–");
			if (!s->b->side[k].few) {
				cell[k].text = figure(s, &s->b->x.side[k], (enum figure)i);
				cell[k].href = lasted_href(s, k);
			}
		}
		out[i] = (struct flow_pair_view){ .name = words0(s->f->x, figure_keys[i]),
						  .cells = { cell, 2 } };
	}
	v->figures = (struct flow_pairs){ out, (size_t)n };
}

static void put_sides(const struct sides *s, struct flow_sides_view *v)
{
	struct exchange *x = s->f->x;
	struct flow_side_view *out = arena_array(x->a, struct flow_side_view, 2);

	for (int k = 0; k < 2; k++) {
		struct text_arg arg[] = { { "side", s->name[k] },
					  { "k", str_int(x->a, s->f->least) } };

		out[k].name = s->name[k];
		out[k].which = which(s, k);
		if (s->b->side[k].few) {
			out[k].few = words(x, "flow.beside.few", arg, ARRAY_LEN(arg));
		}
	}
	v->any = !s->b->side[0].few || !s->b->side[1].few;
	v->sides.p = out;
	v->sides.n = 2;
}

/* ---- what differs ---- */

static struct flow_share_view share(const struct sides *s, int side, int64_t cases, int32_t step,
				    int32_t next)
{
	struct exchange *x = s->f->x;
	size_t all = s->b->x.side[side].flow.cases;
	struct text_arg arg[] = { { "share", mine_say_share(say(s), cases, (mine_sum)all) },
				  { "n", str_int(x->a, cases) } };

	return (struct flow_share_view){
		.name = which(s, side),
		.text = cases > 0 ? words(x, "flow.beside.share", arg, ARRAY_LEN(arg))
				  : arg[0].value,
		.href = cases > 0 ? has_href(s, side, step, next) : STR(""),
	};
}

static bool differs(const double of[2])
{
	return of[0] < of[1] || of[1] < of[0];
}

static struct str told_of(const struct sides *s, size_t shown, size_t all)
{
	struct arena *a = s->f->x->a;
	struct text_arg arg[] = { { "n", str_int(a, (int64_t)shown) },
				  { "all", str_int(a, (int64_t)all) } };

	return words(s->f->x, shown < all ? "flow.beside.most" : "flow.beside.all", arg,
		     ARRAY_LEN(arg));
}

/* Furthest apart first, so that those that differ stand before all others. */
static void put_activities(const struct sides *s, struct flow_sides_view *v)
{
	const struct mine_contrast *x = &s->b->x;
	struct arena *a = s->f->x->a;
	struct flow_pair_view *out = arena_array(a, struct flow_pair_view, MOST);
	size_t n = 0;

	for (; n < x->activities && differs(x->activity[n].share); n++) {
		const struct contrast_activity *one = &x->activity[n];
		struct flow_share_view *cell = arena_array(a, struct flow_share_view, 2);

		if (n >= MOST) {
			continue;
		}
		for (int k = 0; k < 2; k++) {
			cell[k] = share(s, k, one->cases[k], one->activity, NO_STEP);
		}
		out[v->activities.n++] = (struct flow_pair_view){
			.name = flow_activity(s->f, one->activity), .cells = { cell, 2 },
		};
	}
	v->activities.p = out;
	v->activities_of = told_of(s, v->activities.n, n);
}

static struct flow_share_view median(const struct sides *s, int side,
				     const struct contrast_edge *e)
{
	const struct mine_edge *of = e->edge[side];

	return (struct flow_share_view){
		.name = words0(s->f->x, side == 0 ? "flow.beside.first_median"
						  : "flow.beside.second_median"),
		.text = of == NULL ? STR("–")
			: mine_say_time(say(s), (mine_sum)(of->median_s * 1e6)),
		.href = of == NULL ? STR("") : has_href(s, side, e->from, e->to),
	};
}

static void put_passages(const struct sides *s, struct flow_sides_view *v)
{
	const struct mine_contrast *x = &s->b->x;
	struct arena *a = s->f->x->a;
	struct flow_pair_view *out = arena_array(a, struct flow_pair_view, MOST);
	size_t n = 0;

	for (; n < x->edges && differs(x->edge[n].share); n++) {
		const struct contrast_edge *e = &x->edge[n];

		if (n >= MOST) {
			continue;
		}
		struct flow_share_view *cell = arena_array(a, struct flow_share_view, 4);

		for (int k = 0; k < 2; k++) {
			cell[k] = share(s, k, e->edge[k] != NULL ? e->edge[k]->cases : 0, e->from,
					e->to);
			cell[2 + k] = median(s, k, e);
		}
		out[v->passages.n++] = (struct flow_pair_view){
			.name = flow_activity(s->f, e->from), .to = flow_activity(s->f, e->to),
			.cells = { cell, 4 },
		};
	}
	v->passages.p = out;
	v->passages_of = told_of(s, v->passages.n, n);
}

static void put_picture(const struct sides *s, struct flow_sides_view *v)
{
	struct draw_side side[2];
	struct buf b;
	struct draw d = { .b = &b, .arena = s->f->x->a, .words = say(s), .inside = true };

	for (int k = 0; k < 2; k++) {
		side[k] = (struct draw_side){ s->name[k], s->b->side[k].took, s->b->side[k].n };
	}
	buf_init(&b, CURVES_MOST);
	if (draw_beside(&d, side)) {
		v->picture.svg = str_dup(s->f->x->a, buf_view(&b));
	}
	buf_done(&b);
}

static void put_contrast(const struct sides *s, struct flow_sides_view *v)
{
	const struct mine_contrast *x = &s->b->x;
	struct text_arg arg[] = {
		{ "longer", mine_say_share(say(s), (mine_sum)(x->longer * 10000), 10000) },
		{ "apart", mine_say_share(say(s), (mine_sum)(x->apart * 10000), 10000) },
	};

	v->told = true;
	v->differ = words(s->f->x, "mine.contrast", arg, ARRAY_LEN(arg));
	put_picture(s, v);
	put_activities(s, v);
	put_passages(s, v);
}

/* ---- what may be chosen ---- */

/* The same unit, the leader's own, one below it, or one that was asked for and is neither. */
static struct field_view units(const struct flow *f)
{
	struct field_view all = board_units(f->x, &f->q);
	const struct unit *top = org_unit(app_org(f->x->app), f->q.top);
	struct option_view *o = arena_array(f->x->a, struct option_view, all.options.n + 2);
	bool chosen = f->word[FLOW_UNIT2].n == 0;
	size_t n = 0;

	o[n++] = (struct option_view){ STR(""), words0(f->x, "flow.beside.unit.same"), false };
	for (size_t i = 0; i < all.options.n; i++, n++) {
		o[n] = all.options.p[i];
		if (i == 0) {
			o[n].value = top != NULL ? top->key : STR("");
		}
		o[n].chosen = str_eq(o[n].value, f->word[FLOW_UNIT2]);
		chosen = chosen || o[n].chosen;
	}
	if (!chosen) {
		o[n++] = (struct option_view){ f->word[FLOW_UNIT2],
					       words_agency(f->x, f->beside.unit), true };
	}
	return (struct field_view){ .name = str_of(flow_name(FLOW_UNIT2)),
				    .label = words0(f->x, "flow.beside.unit"),
				    .options = { o, n } };
}

static struct field_view periods(const struct flow *f)
{
	static const char *const of[] = { "month", "last", "quarter", "year" };
	struct option_view *o = arena_array(f->x->a, struct option_view, ARRAY_LEN(of) + 1);

	o[0] = (struct option_view){ STR(""), words0(f->x, "flow.beside.of.any"), false };
	for (size_t i = 0; i < ARRAY_LEN(of); i++) {
		o[1 + i] = (struct option_view){ str_of(of[i]),
						 words_of(f->x, "board.of", str_of(of[i])),
						 str_is(f->word[FLOW_OF2], of[i]) };
	}
	return (struct field_view){ .name = str_of(flow_name(FLOW_OF2)),
				    .label = words0(f->x, "flow.beside.of"),
				    .options = { o, ARRAY_LEN(of) + 1 } };
}

void flow_put_sides(struct flow *f, struct flow_sides_view *v)
{
	struct sides s = { .f = f, .b = f->study.beside };

	for (int k = 0; k < 2; k++) {
		s.of[k] = flow_side(f, k);
		s.name[k] = flow_side_name(f, k);
	}
	v->unit = units(f);
	v->of = periods(f);
	put_sides(&s, v);
	put_figures(&s, v);
	if (own_beside_told(s.b)) {
		put_contrast(&s, v);
	}
}
