/* Scorecards side by side, and as files. */
#include "page_score.h"

#include "figure_words.h"
#include "form.h"
#include "page_board.h"
#include "pages.h"
#include "table_out.h"
#include "top.h"
#include "view_score.h"
#include "words.h"

#include "app/score.h"

struct asked_scores {
	struct board_asked q;
	struct score_ask ask;
};

static bool load(struct exchange *x, struct asked_scores *s, struct scores *out)
{
	struct err e;
	if (!board_asked(x, &s->q)) {
		return false;
	}
	enum score_by by = score_by_named(form_get(x->form, "by"));
	s->ask = (struct score_ask){ .days = figures_days(s->q.ask, day_of(x->now)),
				     .top = s->q.unit, .by = by == SCORE_KINDS ? SCORE_UNIT : by };
	if (!app_scores(x->app, x->a, &s->ask, out, &e)) {
		reply_err(x, &e);
		return false;
	}
	return true;
}

struct str score_within(const struct exchange *x, int band)
{
	if (band < 0) {
		return STR("—");
	}
	if (work_band_end(band) == INT64_MAX) {
		return words1(x, "score.more", "time", words_work(x, work_band_end(band - 1)));
	}
	return words1(x, "score.within", "time", words_work(x, work_band_end(band)));
}

int64_t score_beside(const struct score *c)
{
	const struct standard *s = &c->beside;
	return s->expected_s > 0 ? (int64_t)((__int128)s->own_s * 10000 / s->expected_s) : -1;
}

struct str score_points(const struct exchange *x, int64_t hundredths)
{
	if (hundredths == NOT_MEASURED) {
		return words0(x, "figures.unmeasured");
	}
	return str_fmt(x->a, "%lld%c%02lld", (long long)(hundredths / 100),
		       x->lang == TEXT_VI ? ',' : '.', (long long)(hundredths % 100));
}

struct str score_name(const struct exchange *x, enum score_by by, const struct score *c)
{
	struct asking ask = asking_inside(x);
	return by == SCORE_FIELD ? c->key
	     : by == SCORE_PROCEDURE ? label_procedure(x->app, &ask, c->key)
				     : label_unit(x->app, c->unit, x->now);
}

static struct str kind_word(const struct exchange *x, enum score_by by, const char *family)
{
	return words_of(x, family, str_of(score_by_name(by)));
}

/* The list with what was asked for, of another kind; with one key of it its card. */
static struct str href(const struct exchange *x, const struct board_asked *q, const char *path,
		       enum score_by by, struct str key)
{
	struct str more = STR_JOIN(x->a, STR("&by="), str_of(score_by_name(by)));
	if (key.n > 0) {
		more = STR_JOIN(x->a, more, STR("&key="), http_encode(x->a, key));
	}
	return board_href(x, q, path, more);
}

static struct score_row_view row(const struct exchange *x, const struct asked_scores *s,
				 const struct score *c)
{
	int64_t share = score_beside(c), steps = c->sums.steps;
	bool scored = c->rated && c->score.measured > 0;
	return (struct score_row_view){
		.name = score_name(x, s->ask.by, c), .steps = steps,
		.href = href(x, &s->q, "/board/score/card", s->ask.by, c->key),
		.half = score_within(x, work_band_at(c->spread, 1, 2)),
		.nine = score_within(x, work_band_at(c->spread, 9, 10)),
		.beside = share >= 0 ? words_share(x, share) : STR("—"), .slow = share > 11000,
		.late = steps > 0 ? words_share(x, c->sums.late * 10000 / steps) : STR("—"),
		.over = words_work(x, c->sums.over_s), .given = c->sums.given,
		.taken = c->sums.taken, .asked = c->sums.asked,
		.asked_late = c->sums.asked_late, .won = c->won, .lost = c->lost,
		.points = scored ? STR_JOIN(x->a, score_points(x, c->score.points), STR(" / "),
					    score_points(x, c->score.most)) : STR("—"),
	};
}

static struct link_views kinds(const struct exchange *x, const struct asked_scores *s)
{
	struct link_view *out = arena_array(x->a, struct link_view, SCORE_KINDS);
	for (int i = 0; i < SCORE_KINDS; i++) {
		out[i] = (struct link_view){
			.text = kind_word(x, (enum score_by)i, "score.by"),
			.href = href(x, &s->q, "/board/score", (enum score_by)i, STR("")),
			.current = s->ask.by == (enum score_by)i };
	}
	return (struct link_views){ out, SCORE_KINDS };
}

/* The same of another period: whatever else was asked for stays. */
static struct link_views periods(const struct exchange *x, const struct asked_scores *s)
{
	struct link_views v = board_periods(x, &s->q, "/board/score");
	struct link_view *out = arena_array(x->a, struct link_view, v.n);
	struct str by = STR_JOIN(x->a, STR("by="), str_of(score_by_name(s->ask.by)));
	for (size_t i = 0; i < v.n; i++) {
		bool query = str_find(v.p[i].href, '?') < v.p[i].href.n;
		out[i] = v.p[i];
		out[i].href = STR_JOIN(x->a, v.p[i].href, query ? STR("&") : STR("?"), by);
	}
	return (struct link_views){ out, v.n };
}

void score_show(struct exchange *x)
{
	struct asked_scores s;
	struct scores all;
	if (!load(x, &s, &all)) {
		return;
	}
	struct text_arg args[] = { { "unit", words_agency(x, s.q.unit) },
				   { "period", board_period(x, s.q.ask.of, all.days) } };
	struct str title = words(x, "score.title", args, ARRAY_LEN(args));
	struct score_view v = {
		.top = top_inside(x, title), .title = title,
		.head = kind_word(x, s.ask.by, "score.head"),
		.csv = href(x, &s.q, "/board/score.csv", s.ask.by, STR("")),
		.xlsx = href(x, &s.q, "/board/score.xlsx", s.ask.by, STR("")),
		.back = { .text = words0(x, "score.back"),
			  .href = board_href(x, &s.q, "/board", STR("")) },
		.empty = { .text = words0(x, "score.none") },
		.periods = periods(x, &s), .kinds = kinds(x, &s),
	};
	struct score_row_view *out = arena_array(x->a, struct score_row_view, all.n);
	int64_t least = score_least(x->app, x->now);
	for (size_t i = 0; i < all.n; i++) {
		if (score_told(&all.score[i], least)) {
			out[v.rows.n++] = row(x, &s, &all.score[i]);
		} else {
			v.few++;
		}
	}
	v.rows.p = out;
	page_score(x->page, x->lang, &v);
	reply_page(x, 200);
}

/* ---- the file ---- */

static const char *const columns[] = {
	"figures.csv.key", "score.csv.name", "score.csv.steps", "score.csv.early",
	"score.csv.late", "score.csv.held_s", "score.csv.untaken_s", "score.csv.over_s",
	"score.csv.wait_s", "score.csv.away_s", "score.csv.given", "score.csv.taken",
	"score.csv.asked", "score.csv.asked_early", "score.csv.asked_late",
	"score.csv.asked_s", "score.csv.asked_over_s", "score.csv.ruled",
	"score.csv.ruled_late", "score.csv.called", "score.csv.called_late",
	"score.csv.own_s", "score.csv.expected_s", "score.csv.contested", "score.csv.won",
	"score.csv.lost", "score.csv.sent", "score.csv.sent_wrong", "score.csv.official",
	"score.csv.lived", "score.csv.points", "score.csv.most",
};

static void put_rates(struct table_out *t, const struct score *c, int64_t least)
{
	bool enough = c->rated && figure_solved(&c->rates) >= least;
	table_share(t, enough ? rates_official(&c->rates) : -1);
	table_share(t, enough ? rates_lived(&c->rates) : -1);
	table_int(t, c->rated ? c->score.points : 0);
	table_int(t, c->rated ? c->score.most : 0);
}

static void put_line(const struct exchange *x, struct table_out *t, enum score_by by,
		     const struct score *c, int64_t least)
{
	table_text(t, c->key);
	table_text(t, score_name(x, by, c));
#define PUT(name) table_int(t, c->sums.name);
	WORK_COLUMNS(PUT)
#undef PUT
	const int64_t numbers[] = { c->beside.own_s, c->beside.expected_s, c->contested, c->won,
				    c->lost, c->sent, c->sent_wrong };
	for (size_t i = 0; i < ARRAY_LEN(numbers); i++) {
		table_int(t, numbers[i]);
	}
	put_rates(t, c, least);
	for (int i = 0; i < WORK_BANDS; i++) {
		table_int(t, c->spread[i]);
	}
	table_end_row(t);
}

static void file(struct exchange *x, enum table_kind kind)
{
	struct asked_scores s;
	struct scores all;
	struct table_out t;
	if (!load(x, &s, &all)) {
		return;
	}
	table_open(&t, kind, x->lang, x->page);
	for (size_t i = 0; i < ARRAY_LEN(columns); i++) {
		table_text(&t, words0(x, columns[i]));
	}
	for (int i = 0; i < WORK_BANDS; i++) {
		table_text(&t, score_within(x, i));
	}
	table_end_row(&t);
	int64_t least = score_least(x->app, x->now);
	for (size_t i = 0; i < all.n; i++) {
		if (score_told(&all.score[i], least)) {
			put_line(x, &t, s.ask.by, &all.score[i], least);
		}
	}
	table_close(&t);
	reply_text(x, 200, table_type(kind));
	http_field(&x->out, "Content-Disposition",
		   str_fmt(x->a, "attachment; filename=\"dunghen-score-%s.%s\"",
			   score_by_name(s.ask.by), table_ending(kind)));
}

void score_csv(struct exchange *x)
{
	file(x, TABLE_CSV);
}

void score_xlsx(struct exchange *x)
{
	file(x, TABLE_XLSX);
}
