/* Where the time goes in the ledger. */
#include "flow_int.h"

#include "figure_words.h"
#include "pages.h"
#include "top.h"
#include "web_int.h"
#include "words.h"

#include <string.h>

enum { PICTURE_MOST = 4 << 20, SHOWN_MOST = 6 };

/* Pages of the section, and the pictures on each. */
static const struct { const char *view, *text; const char *picture[SHOWN_MOST + 1]; } views[] = {
	{ "", "flow.view.where", { "bottlenecks", "causes" } },
	{ "map", "flow.view.map", { "map", "variants", "coverage" } },
	{ "people", "flow.view.people", { "sankey", "handovers", "referrals" } },
	{ "time", "flow.view.time", { "load", "queues", "trend", "heat", "dots", "cases" } },
	{ "model", "flow.view.model", { NULL } },
	{ "steps", "flow.view.steps", { NULL } },
	{ "beside", "flow.view.beside", { NULL } },
};

static size_t view_of(const struct flow *f)
{
	size_t i = ARRAY_LEN(views) - 1;

	while (i > 0 && !str_is(f->word[FLOW_VIEW], views[i].view)) {
		i--;
	}
	return i;
}

static struct mine_words said(const struct flow *f)
{
	return (struct mine_words){ f->x->a, f->x->lang };
}

/* ---- pictures ---- */

static struct str activity(void *ctx, int32_t id)
{
	return flow_activity(ctx, id);
}

static struct str holder(void *ctx, int32_t id)
{
	return flow_holder(ctx, id);
}

static struct str in_case(void *ctx, int32_t id)
{
	return ((const struct flow *)ctx)->study.in[id].code;
}

/* Directly, whatever was chosen before. */
static struct str passage_href(const struct flow *f, int32_t from, int32_t to)
{
	struct flow at = *f;

	at.word[FLOW_LATER] = STR("");
	return flow_with2(&at, FLOW_PAGE, FLOW_FROM, f->study.activity[from], FLOW_TO,
			  f->study.activity[to]);
}

static struct str handover_href(const struct flow *f, int32_t giver, int32_t taker)
{
	struct str from = flow_holder_key(f, giver), to = flow_holder_key(f, taker);

	return from.n == 0 || to.n == 0 ? STR("")
	       : flow_with2(f, FLOW_PAGE, FLOW_GIVER, from, FLOW_TAKER, to);
}

/* Work that one did and the other did again. */
static struct str again_href(const struct flow *f, int32_t before, int32_t again)
{
	struct str first = flow_holder_key(f, before), then = flow_holder_key(f, again);

	return first.n == 0 || then.n == 0 ? STR("")
	       : flow_with2(f, FLOW_PAGE "/dossiers", FLOW_HOLDER, first, FLOW_AGAIN, then);
}

static struct str month_href(const struct flow *f, enum flow_word word, int32_t day)
{
	int year, month, of_month;

	day_split((struct day){ day }, &year, &month, &of_month);
	return flow_with(f, FLOW_PAGE "/dossiers", word,
			 str_fmt(f->x->a, "%04d-%02d", year, month));
}

/* What is pointed at narrows the page down; places and dossiers open. */
static struct str href(void *ctx, enum draw_link link, int32_t a, int32_t b)
{
	const struct flow *f = ctx;
	const struct own_study *s = &f->study;

	switch (link) {
	case DRAW_LINK_ACTIVITY:
		return flow_with(f, FLOW_PAGE, FLOW_ACTIVITY, s->activity[a]);
	case DRAW_LINK_PASSAGE:
		return passage_href(f, a, b);
	case DRAW_LINK_HANDOVER:
		return handover_href(f, a, b);
	case DRAW_LINK_AGAIN:
		return again_href(f, a, b);
	case DRAW_LINK_HOLDER:
		return flow_holder_key(f, a).n == 0 ? STR("")
		       : flow_with(f, FLOW_PAGE, FLOW_GIVER, flow_holder_key(f, a));
	case DRAW_LINK_PLACE:
		return flow_place_href(f, a, b);
	case DRAW_LINK_WAY:
		return flow_with(f, FLOW_PAGE "/dossiers", FLOW_WAY,
				 flow_way(f, s->s.variants.variant[a].like));
	case DRAW_LINK_HOUR:
		return flow_with(f, FLOW_PAGE "/dossiers", FLOW_HOUR,
				 str_fmt(f->x->a, "%d-%d", a, b));
	case DRAW_LINK_BEGAN:
		return month_href(f, FLOW_BEGAN, a);
	case DRAW_LINK_ENDED:
		return month_href(f, FLOW_ENDED, a);
	case DRAW_LINK_CASE:
		break;
	}
	return STR_JOIN(f->x->a, STR("/dossiers/"), s->in[a].code);
}

static void put_pictures(struct flow *f, struct flow_view *v)
{
	struct flow_picture_view *out = arena_array(f->x->a, struct flow_picture_view, SHOWN_MOST);
	const char *const *name = views[view_of(f)].picture;
	struct draw d = {
		.arena = f->x->a, .words = said(f), .s = &f->study.s, .map = f->study.map,
		.inside = true, .ctx = f, .activity = activity, .holder = holder,
		.in_case = in_case, .href = href,
	};

	draw_start(&d);
	for (; *name != NULL; name++) {
		const struct draw_picture *p = draw_picture(str_of(*name));
		struct buf b;

		buf_init(&b, PICTURE_MOST);
		d.b = &b;
		if (p->draw(&d)) {
			out[v->pictures.n++] = (struct flow_picture_view){
				.name = str_of(p->name), .title = words0(f->x, p->title),
				.about = words0(f->x, p->about),
				.picture = { str_dup(f->x->a, buf_view(&b)) },
				.wide = strcmp(p->name, "map") == 0,
			};
		}
		buf_done(&b);
	}
	v->pictures.p = out;
}

/* ---- tables ---- */

/* Rule 35: returns and ways that nobody planned. */
static void put_loops(struct flow *f, struct flow_view *v)
{
	struct flow_loop_view *out = arena_array(f->x->a, struct flow_loop_view, MINE_LOOP_MOST);

	v->people = true;
	for (int i = 2; i <= MINE_LOOP_MOST; i++) {
		const struct mine_loops *l = &f->study.s.again.loop[i];

		if (l->count > 0) {
			out[v->loops.n++] = (struct flow_loop_view){
				.length = str_fmt(f->x->a, i == MINE_LOOP_MOST ? "≥ %d" : "%d", i),
				.href = flow_with(f, FLOW_PAGE "/dossiers", FLOW_LOOP,
						  str_int(f->x->a, i)),
				.n = l->count, .cases = l->cases,
				.away = mine_say_time(said(f), l->away),
			};
		}
	}
	v->loops.p = out;
}

/* ---- where else ---- */

static struct link_views view_links(const struct flow *f)
{
	struct link_view *out = arena_array(f->x->a, struct link_view, ARRAY_LEN(views));

	for (size_t i = 0; i < ARRAY_LEN(views); i++) {
		out[i] = (struct link_view){
			.text = words0(f->x, views[i].text),
			.href = flow_with(f, FLOW_PAGE, FLOW_VIEW, str_of(views[i].view)),
			.current = i == view_of(f),
		};
	}
	return (struct link_views){ out, ARRAY_LEN(views) };
}

static struct link_views periods(const struct flow *f)
{
	static const char *const of[] = { "", "last", "quarter", "year" };
	struct link_view *out = arena_array(f->x->a, struct link_view, ARRAY_LEN(of));

	for (size_t i = 0; i < ARRAY_LEN(of); i++) {
		struct flow other = *f;

		other.q.of = str_of(of[i]);
		out[i] = (struct link_view){
			.text = words_of(f->x, "board.of", i == 0 ? STR("month") : other.q.of),
			.href = flow_href(&other, FLOW_PAGE),
			.current = str_eq(f->q.of, other.q.of),
		};
	}
	return (struct link_views){ out, ARRAY_LEN(of) };
}

/* The dossiers before anything was pressed. */
static struct str all_href(const struct flow *f)
{
	static const enum flow_word pressed[] = { FLOW_ACTIVITY, FLOW_FROM, FLOW_TO, FLOW_GIVER,
						  FLOW_TAKER, FLOW_LATER, FLOW_LEAST,
						  FLOW_MOST, FLOW_WAYS };
	struct flow all = *f;

	for (size_t i = 0; i < ARRAY_LEN(pressed); i++) {
		all.word[pressed[i]] = STR("");
	}
	return flow_href(&all, FLOW_PAGE "/dossiers");
}

static void fill(struct flow *f, struct flow_view *v)
{
	const struct mine_study *s = &f->study.s;
	struct mine_words w = said(f);

	v->dossiers = (int64_t)s->flow.cases;
	v->dossiers_href = flow_href(f, FLOW_PAGE "/dossiers");
	v->all_href = all_href(f);
	v->waited = mine_say_hours(w, s->waits.all.wait);
	v->lost = mine_say_hours(w, s->stays.lost);
	v->median = mine_say_time(w, (mine_sum)(s->duration.median_s * 1e6));
	put_pictures(f, v);
	if (view_of(f) == 0) {
		flow_put_where(f, v);
		flow_put_between(f, v);
	}
	if (str_is(f->word[FLOW_VIEW], "people")) {
		put_loops(f, v);
	}
	if (v->is_model) {
		flow_put_model(f, &v->model);
	}
	if (v->is_steps) {
		flow_put_steps(f, &v->steps);
	}
}

void flow_show(struct exchange *x)
{
	struct flow f;

	if (!flow_open(x, &f, FLOW_FOR_PAGE)) {
		flow_done(&f);
		return;
	}
	struct days days = figures_days(f.q.ask, day_of(x->now));
	struct text_arg arg[] = { { "unit", words_agency(x, f.q.unit) },
				  { "period", board_period(x, f.q.ask.of, days) } };
	struct str title = words(x, "flow.title", arg, ARRAY_LEN(arg));
	struct flow_view v = {
		.top = top_inside(x, title), .title = title, .few = f.study.few,
		.least = f.least, .all = f.study.dossiers,
		.about = words0(x, f.study.s.hours != NULL ? "flow.about" : "flow.about_elapsed"),
		.back = { .text = words0(x, "score.back"),
			  .href = board_href(x, &f.q, "/board", STR("")) },
		.periods = periods(&f), .views = view_links(&f),
	};

	v.is_model = str_is(f.word[FLOW_VIEW], "model");
	v.is_steps = str_is(f.word[FLOW_VIEW], "steps");
	v.is_beside = f.study.beside != NULL;
	flow_leave_list(&f);
	flow_put_form(&f, &v);
	flow_put_model_choices(&f, &v.model);
	flow_put_filters(&f, &v);
	if (view_of(&f) == 0) {
		flow_put_stands(&f, &v);
	}
	if (v.is_beside) {
		v.about = words0(x, "flow.beside.about");
		flow_put_sides(&f, &v.beside);
	} else if (!f.study.few) {
		fill(&f, &v);
	}
	page_flow(x->page, x->lang, &v);
	reply_page(x, 200);
	flow_done(&f);
}
