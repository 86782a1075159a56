/* Scorecards of units. */
#include "page_score.h"

#include "figure_words.h"
#include "page_board.h"
#include "pages.h"
#include "table_out.h"
#include "top.h"
#include "view_score.h"
#include "words.h"

#include "app/score.h"

static bool load(struct exchange *x, struct board_asked *q, struct scores *out)
{
	struct err e;
	if (!board_asked(x, q)) {
		return false;
	}
	if (!app_scores(x->app, x->a, figures_days(q->ask, day_of(x->now)), q->unit, out, &e)) {
		reply_err(x, &e);
		return false;
	}
	return true;
}

/* "4 giờ": at most so long; the last band has no end. */
static struct str within(const struct exchange *x, int band)
{
	if (band < 0) {
		return STR("—");
	}
	if (work_band_end(band) == INT64_MAX) {
		return words1(x, "score.more", "time", words_work(x, work_band_end(band - 1)));
	}
	return words1(x, "score.within", "time", words_work(x, work_band_end(band)));
}

/* Per ten thousand of what others needed; -1: nobody to compare with. */
static int64_t beside(const struct score *c)
{
	return c->expected_s > 0 ? (int64_t)((__int128)c->own_s * 10000 / c->expected_s) : -1;
}

static bool told(const struct score *c, int64_t least)
{
	return c->sums.steps + c->sums.asked >= least;
}

static struct score_row_view row(const struct exchange *x, const struct score *c)
{
	int64_t share = beside(c), steps = c->sums.steps;
	return (struct score_row_view){
		.unit = label_unit(x->app, c->unit, x->now), .steps = steps,
		.half = within(x, c->half), .nine = within(x, c->nine),
		.beside = share >= 0 ? words_share(x, share) : STR("—"), .slow = share > 11000,
		.late = steps > 0 ? words_share(x, c->sums.late * 10000 / steps) : STR("—"),
		.over = words_work(x, c->sums.over_s), .given = c->sums.given,
		.taken = c->sums.taken, .asked = c->sums.asked,
		.asked_late = c->sums.asked_late,
	};
}

void score_show(struct exchange *x)
{
	struct board_asked q;
	struct scores all;
	if (!load(x, &q, &all)) {
		return;
	}
	struct text_arg args[] = { { "unit", words_agency(x, q.unit) },
				   { "period", board_period(x, q.ask.of, all.days) } };
	struct str title = words(x, "score.title", args, ARRAY_LEN(args));
	struct score_view v = {
		.top = top_inside(x, title), .title = title,
		.csv = board_href(x, &q, "/board/score.csv", STR("")),
		.xlsx = board_href(x, &q, "/board/score.xlsx", STR("")),
		.back = { .text = words0(x, "score.back"),
			  .href = board_href(x, &q, "/board", STR("")) },
		.empty = { .text = words0(x, "score.none") },
	};
	struct score_row_view *out = arena_array(x->a, struct score_row_view, all.n);
	int64_t least = board_few(x);
	for (size_t i = 0; i < all.n; i++) {
		if (told(&all.score[i], least)) {
			out[v.rows.n++] = row(x, &all.score[i]);
		} else {
			v.few++;
		}
	}
	v.rows.p = out;
	v.periods = board_periods(x, &q, "/board/score");
	page_score(x->page, x->lang, &v);
	reply_page(x, 200);
}

/* ---- the file ---- */

static void put_line(const struct exchange *x, struct table_out *t, const struct score *c)
{
	const struct unit *u = org_unit(app_org(x->app), c->unit);
	const struct work_sums *n = &c->sums;
	const int64_t numbers[] = { n->steps, n->held_s, n->over_s, n->late, n->given, n->taken,
				    n->asked, n->asked_s, n->asked_late, n->asked_over_s,
				    c->own_s, c->expected_s };
	table_text(t, u ? u->key : STR("?"));
	table_text(t, label_unit(x->app, c->unit, x->now));
	for (size_t i = 0; i < ARRAY_LEN(numbers); i++) {
		table_int(t, numbers[i]);
	}
	for (int i = 0; i < WORK_BANDS; i++) {
		table_int(t, c->spread[i]);
	}
	table_end_row(t);
}

static void file(struct exchange *x, enum table_kind kind)
{
	static const char *const columns[] = {
		"figures.csv.key", "score.unit", "score.csv.steps", "score.csv.held_s",
		"score.csv.over_s", "score.csv.late", "score.csv.given", "score.csv.taken",
		"score.csv.asked", "score.csv.asked_s", "score.csv.asked_late",
		"score.csv.asked_over_s", "score.csv.own_s", "score.csv.expected_s",
	};
	struct board_asked q;
	struct scores all;
	struct table_out t;
	if (!load(x, &q, &all)) {
		return;
	}
	table_open(&t, kind, x->lang, x->page);
	for (size_t i = 0; i < ARRAY_LEN(columns); i++) {
		table_text(&t, words0(x, columns[i]));
	}
	for (int i = 0; i < WORK_BANDS; i++) {
		table_text(&t, within(x, i));
	}
	table_end_row(&t);
	int64_t least = board_few(x);
	for (size_t i = 0; i < all.n; i++) {
		if (told(&all.score[i], least)) {
			put_line(x, &t, &all.score[i]);
		}
	}
	table_close(&t);
	reply_text(x, 200, table_type(kind));
	http_field(&x->out, "Content-Disposition",
		   str_fmt(x->a, "attachment; filename=\"dunghen-score.%s\"",
			   table_ending(kind)));
}

void score_csv(struct exchange *x)
{
	file(x, TABLE_CSV);
}

void score_xlsx(struct exchange *x)
{
	file(x, TABLE_XLSX);
}
