/* The leader's board. */
#include "page_board.h"

#include "figure_words.h"
#include "form.h"
#include "page_figures.h"
#include "late_words.h"
#include "pages.h"
#include "top.h"
#include "view_board.h"
#include "web_int.h"
#include "words.h"

#include <stdlib.h>

enum { WHOLE = 1000, HOLDERS_SHOWN = 8, NECKS_SHOWN = 5, WALL_UNITS = 12, WALL_REFRESH_S = 60 };
/* The line of twelve weeks: its box, and the share at its foot. */
enum { SPARK_WIDTH = 96, SPARK_TOP = 3, SPARK_HEIGHT = 20, SPARK_FOOT = 5000 };

/* What the parts of a page are made from. */
struct board {
	struct exchange *x;
	const struct board_asked *q;
	const struct figures *f;
	struct figures_total t;
	struct board_view *v;
};

/* An address of the board; on the wall there is none to be pressed. */
static struct str href(const struct board *b, const char *path, struct str more)
{
	return b->v->wall ? STR("") : board_href(b->x, b->q, path, more);
}

static struct str list_href(const struct board *b, const char *list)
{
	return href(b, "/board/dossiers", str_fmt(b->x->a, "&list=%s", list));
}

/* A number in a sentence that opens into its dossiers. */
static struct link_view opens(const struct board *b, const char *key, int64_t n, const char *list)
{
	return (struct link_view){ .text = words1(b->x, key, "n", words_count(b->x, n)),
				   .href = list_href(b, list) };
}

/* ---- the cards ---- */

/* Of a period: what came in it and what was still open from before. */
static int64_t dossiers_of(const struct rates *r)
{
	return r->carried + r->received_online_self + r->received_online_helped +
	       r->received_direct;
}

static struct change_view change(const struct exchange *x, int64_t now, int64_t then)
{
	if (now < 0 || then < 0) {
		return (struct change_view){ .points = STR("") };
	}
	return (struct change_view){ .points = words_points(x, now - then), .better = now > then,
				     .worse = now < then };
}

static void put_on_time(struct board *b)
{
	const struct exchange *x = b->x;
	const struct rates *r = &b->t.now;
	int64_t official = rates_official(r), lived = rates_lived(r);
	struct board_view *v = b->v;
	v->official = words_share(x, official);
	v->lived = words_share(x, lived);
	v->official_x = official / 10;
	v->lived_x = lived < 0 ? -1 : lived / 10;
	if (official >= 0 && lived >= 0 && lived != official) {
		v->gap = true;
		v->why = (struct link_view){ .text = words1(x, "board.gap", "points",
							    words_points(x, official - lived)),
					     .href = list_href(b, "gap") };
	}
	v->late = opens(b, "board.late", r->late, "late");
	v->lived_late = opens(b, "board.lived_late", r->lived_late, "lived");
	v->lived_open = opens(b, "board.lived_open", r->lived_open_late, "broken");
	v->official_change = change(x, official, rates_official(&b->t.then));
	v->lived_change = change(x, lived, rates_lived(&b->t.then));
}

static void put_online(struct board *b)
{
	const struct rates *r = &b->t.now;
	int64_t online = rates_online(r);
	struct board_view *v = b->v;
	v->online = words_share(b->x, online);
	v->online_x = online / 10;
	v->online_change = change(b->x, online, rates_online(&b->t.then));
	v->self = opens(b, "board.self", r->received_online_self, "self");
	v->helped = opens(b, "board.helped", r->received_online_helped, "helped");
	v->dossiers = dossiers_of(r);
}

/* ---- what is overdue ---- */

static void put_ages(struct board *b)
{
	static const char *const key[OVERDUE_BANDS] = { "board.age.5", "board.age.30",
							"board.age.90", "board.age.more" };
	struct age_view *out = arena_array(b->x->a, struct age_view, OVERDUE_BANDS);
	int64_t most = 1;
	for (size_t i = 0; i < OVERDUE_BANDS; i++) {
		most = b->t.band[i] > most ? b->t.band[i] : most;
	}
	for (size_t i = 0; i < OVERDUE_BANDS; i++) {
		out[i] = (struct age_view){
			.text = words0(b->x, key[i]), .n = b->t.band[i],
			.x = b->t.band[i] * WHOLE / most,
			.href = href(b, "/board/dossiers",
				     str_fmt(b->x->a, "&list=overdue&band=%zu", i)),
		};
	}
	b->v->ages.p = out;
	b->v->ages.n = OVERDUE_BANDS;
}

struct holding {			/* of all agencies together */
	struct overdue_held held;
	int64_t n;
};

static int by_most(const void *a, const void *b)
{
	const struct holding *x = a, *y = b;
	int64_t d = y->n - x->n;
	int64_t id = d != 0 ? d : x->held.holder.v - y->held.holder.v;
	return id < 0 ? -1 : id > 0;
}

static struct holding *holding_of(struct holding *all, size_t *n, const struct overdue_held *h)
{
	for (size_t i = 0; i < *n; i++) {
		if (all[i].held.holder.v == h->holder.v && all[i].held.kind == h->kind) {
			return &all[i];
		}
	}
	all[*n] = (struct holding){ .held = { .kind = h->kind, .holder = h->holder } };
	return &all[(*n)++];
}

static struct holder_view holder(const struct board *b, const struct holding *h)
{
	const struct unit *u = org_unit(app_org(b->x->app), h->held.holder);
	return (struct holder_view){
		.name = u ? unit_on(u, day_of(b->x->now))->name : words0(b->x, "board.outside"),
		.href = u ? href(b, "/board/dossiers",
				 STR_JOIN(b->x->a, STR("&list=overdue&holder="), u->key))
			  : STR(""),
		.n = h->n, .old = h->held.band[OVERDUE_90] + h->held.band[OVERDUE_MORE],
	};
}

static void put_holders(struct board *b)
{
	const struct figures *f = b->f;
	struct holding *all = arena_array(b->x->a, struct holding, f->helds);
	size_t n = 0;
	for (size_t i = 0; i < f->helds; i++) {
		const struct overdue_held *h = &f->held[i];
		if (figures_within(b->x->app, f, h->agency, b->q->unit)) {
			struct holding *sum = holding_of(all, &n, h);
			for (size_t k = 0; k < OVERDUE_BANDS; k++) {
				sum->held.band[k] += h->band[k];
				sum->n += h->band[k];
			}
		}
	}
	if (n > 0) {
		qsort(all, n, sizeof(*all), by_most);
	}
	n = n < HOLDERS_SHOWN ? n : HOLDERS_SHOWN;
	struct holder_view *out = arena_array(b->x->a, struct holder_view, n);
	for (size_t i = 0; i < n; i++) {
		out[i] = holder(b, &all[i]);
	}
	b->v->holders.p = out;
	b->v->holders.n = n;
}

static void put_now(struct board *b)
{
	struct board_view *v = b->v;
	v->overdue = b->t.overdue;
	v->asked = b->t.asked;
	v->asleep = b->t.asleep;
	v->overdue_href = list_href(b, "overdue");
	v->asleep_href = list_href(b, "asleep");
	put_ages(b);
	put_holders(b);
}

/* ---- where the time goes just now ---- */

static struct str hours(const struct board *b, int64_t s)
{
	return words1(b->x, "board.hours", "n", words_count(b->x, (s + 1800) / 3600));
}

static void put_causes(struct board *b, const struct stuck_held *all, size_t n)
{
	static const char *const key[STUCK_CAUSES] = {
		[STUCK_OPINION] = "board.cause.opinion", [STUCK_BACK] = "board.cause.back",
		[STUCK_SIGN] = "board.cause.sign", [STUCK_WORK] = "board.cause.work",
		[STUCK_DESK] = "board.cause.desk",
	};
	struct cause_view *out = arena_array(b->x->a, struct cause_view, STUCK_CAUSES);
	int64_t late_s[STUCK_CAUSES] = { 0 }, held[STUCK_CAUSES] = { 0 }, whole = 0;
	for (size_t i = 0; i < n; i++) {
		late_s[all[i].cause] += all[i].late_s;
		held[all[i].cause] += all[i].n;
		whole += all[i].late_s;
	}
	for (size_t i = 0; i < STUCK_CAUSES && whole > 0; i++) {
		out[i] = (struct cause_view){
			.text = words0(b->x, key[i]), .hours = hours(b, late_s[i]), .n = held[i],
			.x = late_s[i] * WHOLE / whole,
			.share = words_share(b->x, late_s[i] * 10000 / whole),
			.href = href(b, "/board/dossiers",
				     str_fmt(b->x->a, "&list=stuck&cause=%zu", i)) };
	}
	b->v->stuck = whole > 0 ? hours(b, whole) : STR("");
	b->v->causes.p = out;
	b->v->causes.n = whole > 0 ? STUCK_CAUSES : 0;
}

static int by_time(const void *a, const void *b)
{
	const struct stuck_held *x = a, *y = b;
	int64_t d = y->late_s != x->late_s ? y->late_s - x->late_s
		  : y->holder.v != x->holder.v ? x->holder.v - y->holder.v
					       : (int64_t)x->cause - (int64_t)y->cause;
	return d < 0 ? -1 : d > 0;
}

static void put_necks(struct board *b, struct stuck_held *all, size_t n)
{
	static const char *const key[STUCK_CAUSES] = {
		[STUCK_OPINION] = "board.neck.opinion", [STUCK_BACK] = "board.neck.back",
		[STUCK_SIGN] = "board.neck.sign", [STUCK_WORK] = "board.neck.work",
		[STUCK_DESK] = "board.neck.desk",
	};
	struct neck_view *out = arena_array(b->x->a, struct neck_view, NECKS_SHOWN);
	if (n > 0) {
		qsort(all, n, sizeof(*all), by_time);
	}
	for (size_t i = 0; i < n && b->v->necks.n < NECKS_SHOWN && all[i].late_s > 0; i++) {
		const struct unit *u = org_unit(app_org(b->x->app), all[i].holder);
		out[b->v->necks.n++] = (struct neck_view){
			.name = u ? unit_on(u, day_of(b->x->now))->name : STR("?"),
			.cause = words0(b->x, key[all[i].cause]), .n = all[i].n,
			.hours = hours(b, all[i].late_s),
			.href = u ? href(b, "/board/dossiers",
					 str_fmt(b->x->a, "&list=stuck&cause=%d&holder=%.*s",
						 (int)all[i].cause, STR_ARG(u->key)))
				  : STR("") };
	}
	b->v->necks.p = out;
}

/* By holder and cause, of all agencies together. */
static void put_stuck(struct board *b)
{
	const struct figures *f = b->f;
	struct stuck_held *all = arena_array(b->x->a, struct stuck_held, f->stucks);
	size_t n = 0;
	for (size_t i = 0; i < f->stucks; i++) {
		const struct stuck_held *s = &f->stuck[i];
		size_t k = 0;
		if (!figures_within(b->x->app, f, s->agency, b->q->unit)) {
			continue;
		}
		while (k < n && (all[k].holder.v != s->holder.v || all[k].cause != s->cause)) {
			k++;
		}
		all[k] = k == n ? *s : all[k];
		if (k < n) {
			all[k].n += s->n;
			all[k].late_s += s->late_s;
		}
		n += k == n;
	}
	put_causes(b, all, n);
	put_necks(b, all, n);
}

/* ---- the agencies ---- */

/* Higher is better; the foot is one half, so that a point is seen. */
static int64_t spark_y(int64_t share)
{
	int64_t over = share > SPARK_FOOT ? share - SPARK_FOOT : 0;
	return SPARK_TOP + SPARK_HEIGHT - over * SPARK_HEIGHT / (10000 - SPARK_FOOT);
}

static int64_t share_of(int64_t kept, int64_t late)
{
	return kept + late > 0 ? (kept * 10000 + (kept + late) / 2) / (kept + late) : -1;
}

/* Weeks without a result have no point: the line goes on from the one before. */
static void put_spark(const struct board *b, const struct agency_figures *g,
		      struct board_unit_view *u)
{
	int64_t first = -1, last = -1;
	size_t points = 0;
	struct buf line;
	buf_init(&line, SENTENCE_MOST);
	for (int64_t i = 0; i < FIGURES_WEEKS; i++) {
		int64_t share = share_of(g->kept[i], g->late[i]);
		if (share >= 0) {
			buf_fmt(&line, "%s%lld,%lld", points > 0 ? " " : "",
				(long long)(i * SPARK_WIDTH / (FIGURES_WEEKS - 1)),
				(long long)spark_y(share));
			first = first < 0 ? share : first;
			last = share;
			points++;
		}
	}
	if (points > 1) {
		struct text_arg args[] = { { "from", words_share(b->x, first) },
					   { "to", words_share(b->x, last) } };
		u->points = str_dup(b->x->a, buf_view(&line));
		u->about = words(b->x, "board.weeks.about", args, ARRAY_LEN(args));
		u->better = last > first;
		u->worse = last < first;
	}
	buf_done(&line);
}

static struct board_unit_view unit_row(const struct board *b, const struct agency_figures *g)
{
	const struct unit *unit = org_unit(app_org(b->x->app), g->agency);
	struct board_asked q = *b->q;
	int64_t official = rates_official(&g->now), lived = rates_lived(&g->now);
	q.unit_key = unit && g->agency.v != q.top.v ? unit->key : STR("");
	struct board_unit_view u = {
		.name = words_agency(b->x, g->agency), .overdue = g->overdue,
		.href = b->v->wall ? STR("") : board_href(b->x, &q, "/board", STR("")),
		.asleep = g->asleep, .dossiers = dossiers_of(&g->now),
		.official = words_share(b->x, official), .lived = words_share(b->x, lived),
		.online = words_share(b->x, rates_online(&g->now)),
		.gap = lived >= 0 && lived < official,
	};
	put_spark(b, g, &u);
	return u;
}

static int by_dossiers(const void *a, const void *b)
{
	const struct agency_figures *x = a, *y = b;
	int64_t more = dossiers_of(&y->now) - dossiers_of(&x->now);
	int64_t id = more != 0 ? more : x->agency.v - y->agency.v;
	return id < 0 ? -1 : id > 0;
}

static void put_units(struct board *b)
{
	const struct figures *f = b->f;
	struct agency_figures *all = arena_array(b->x->a, struct agency_figures, f->agencies);
	size_t n = 0;
	for (size_t i = 0; i < f->agencies; i++) {
		if (figures_within(b->x->app, f, f->agency[i].agency, b->q->unit)) {
			all[n++] = f->agency[i];
		}
	}
	if (n > 0) {
		qsort(all, n, sizeof(*all), by_dossiers);
	}
	n = b->v->wall && n > WALL_UNITS ? WALL_UNITS : n;
	struct board_unit_view *out = arena_array(b->x->a, struct board_unit_view, n);
	for (size_t i = 0; i < n; i++) {
		out[i] = unit_row(b, &all[i]);
	}
	b->v->units.p = out;
	b->v->units.n = n;
}

/* ---- what one can choose ---- */

static struct field_view choice(const struct exchange *x, const char *name, const char *label,
				const char *const *value, const char *const *text, size_t n)
{
	struct option_view *o = arena_array(x->a, struct option_view, n);
	struct str chosen = form_get(x->form, name);
	for (size_t i = 0; i < n; i++) {
		o[i] = (struct option_view){ str_of(value[i]), words0(x, text[i]),
					     str_is(chosen, value[i]) };
	}
	return (struct field_view){ .name = str_of(name), .label = words0(x, label),
				    .options = { o, n } };
}

static void put_choices(struct board *b)
{
	static const char *const of[] = { "month", "last", "quarter", "year" };
	static const char *const of_text[] = { "board.of.month", "board.of.last",
					       "board.of.quarter", "board.of.year" };
	static const char *const with[] = { "before", "year" };
	static const char *const with_text[] = { "board.with.before", "board.with.year" };
	const struct exchange *x = b->x;
	const struct org *org = app_org(x->app);
	struct option_view *o = arena_array(x->a, struct option_view, b->f->agencies + 1);
	size_t n = 0;
	b->v->of = choice(x, "of", "board.of", of, of_text, ARRAY_LEN(of));
	b->v->with = choice(x, "with", "board.with", with, with_text, ARRAY_LEN(with));
	o[n++] = (struct option_view){ STR(""), words_agency(x, b->q->top), false };
	for (size_t i = 0; i < b->f->agencies; i++) {
		struct unit_id id = b->f->agency[i].agency;
		const struct unit *u = org_unit(org, id);
		if (u && id.v != b->q->top.v && figures_within(x->app, b->f, id, b->q->top)) {
			o[n++] = (struct option_view){ u->key, words_agency(x, id),
						       id.v == b->q->unit.v };
		}
	}
	b->v->unit = (struct field_view){ .name = STR("unit"), .label = words0(x, "figures.agency"),
					  .options = { o, n } };
	b->v->units_to_choose = n > 1;
}

/* ---- the pages ---- */

static bool get_figures(struct exchange *x, struct board_asked *q, struct figures *f)
{
	struct err e;
	if (!board_asked(x, q)) {
		return false;
	}
	if (!figures_get(x->web->figures, x->app, x->a, q->ask, f, &e)) {
		reply_err(x, &e);
		return false;
	}
	return true;
}

static struct str title_of(const struct board *b)
{
	struct text_arg args[] = {
		{ "unit", words_agency(b->x, b->q->unit) },
		{ "period", board_period(b->x, b->q->ask.of, b->f->days) },
	};
	return words(b->x, "board.title", args, ARRAY_LEN(args));
}

static struct str beside_of(const struct board *b)
{
	int64_t last = day_start(b->f->then.until) - 1;
	struct text_arg args[] = { { "from", words_day(b->x, day_start(b->f->then.from)) },
				   { "to", words_day(b->x, last) } };
	return words(b->x, "board.beside", args, ARRAY_LEN(args));
}

static bool fill(struct exchange *x, struct board_view *v)
{
	struct board_asked *q = arena_new(x->a, struct board_asked);
	struct figures *f = arena_new(x->a, struct figures);
	if (!get_figures(x, q, f)) {
		return false;
	}
	struct board b = { .x = x, .q = q, .f = f, .v = v,
			   .t = figures_total(x->app, f, q->unit) };
	v->title = title_of(&b);
	v->made = words1(x, "board.made", "time", words_time(x, f->made_at));
	v->beside = beside_of(&b);
	v->file = board_href(x, q, "/board/figures.xlsx", STR(""));
	v->csv = board_href(x, q, "/board/figures.csv", STR(""));
	v->score = board_href(x, q, "/board/score", STR(""));
	v->whatif = board_href(x, q, "/whatif", STR(""));
	v->silence = board_href(x, q, "/board/silence", STR(""));
	v->flow = board_href(x, q, "/board/bottlenecks", STR(""));
	v->late_soon = board_href(x, q, "/board/late-soon", STR(""));
	v->wall_href = board_href(x, q, "/board/wall", STR(""));
	v->empty.text = words0(x, "figures.none");
	put_on_time(&b);
	put_online(&b);
	put_now(&b);
	put_stuck(&b);
	put_units(&b);
	put_choices(&b);
	v->lateness = late_units(x, f, q->unit);
	v->lateness.csv = board_href(x, q, "/board/late.csv", STR(""));
	v->lateness.xlsx = board_href(x, q, "/board/late.xlsx", STR(""));
	return true;
}

void board_show(struct exchange *x)
{
	struct board_view v = { .wall = false };
	if (fill(x, &v)) {
		v.top = top_inside(x, v.title);
		page_board(x->page, x->lang, &v);
		reply_page(x, 200);
	}
}

/* Nobody stands before it to press anything: it comes again by itself. */
void board_wall(struct exchange *x)
{
	struct board_view v = { .wall = true };
	if (fill(x, &v)) {
		v.top = top_bare(x, v.title, STR("/board"));
		page_board(x->page, x->lang, &v);
		reply_page(x, 200);
		http_field(&x->out, "Refresh", str_fmt(x->a, "%d", WALL_REFRESH_S));
	}
}

static void file(struct exchange *x, enum table_kind kind)
{
	struct board_asked q;
	struct figures f;
	if (get_figures(x, &q, &f)) {
		figures_file(x, &f, q.unit, kind);
	}
}

void board_csv(struct exchange *x)
{
	file(x, TABLE_CSV);
}

void board_xlsx(struct exchange *x)
{
	file(x, TABLE_XLSX);
}

static void late_out(struct exchange *x, enum table_kind kind)
{
	struct board_asked q;
	struct figures f;
	if (get_figures(x, &q, &f)) {
		late_file(x, &f, q.unit, kind);
	}
}

void board_late_csv(struct exchange *x)
{
	late_out(x, TABLE_CSV);
}

void board_late_xlsx(struct exchange *x)
{
	late_out(x, TABLE_XLSX);
}
