/* The ledger of silence. */
#include "page_silence.h"

#include "figure_words.h"
#include "page_board.h"
#include "pages.h"
#include "table_out.h"
#include "top.h"
#include "view_silence.h"
#include "words.h"

#include "app/silence.h"

static bool load(struct exchange *x, struct board_asked *q, struct silences *out)
{
	struct asking ask = asking_inside(x);
	struct err e;
	if (!board_asked(x, q)) {
		return false;
	}
	if (!app_silences(x->app, x->a, &ask, figures_days(q->ask, day_of(x->now)), q->unit,
			  x->person, out, &e)) {
		reply_err(x, &e);
		return false;
	}
	return true;
}

static struct str post_name(const struct exchange *x, const struct silence *s)
{
	struct asking ask = asking_inside(x);
	struct seat seat = { .unit = s->unit, .post = s->post };
	return label_seat(x->app, &ask, seat, x->now).post;
}

/* "05/03 · H19…: Hai cán bộ đi tập huấn (kết luận: có)" */
static struct str reply_words(const struct exchange *x, const struct silence_reply *r)
{
	struct text_arg args[] = {
		{ "at", words_day(x, r->at) }, { "code", r->code }, { "text", r->text },
		{ "ruling", words_of(x, "silence.ruling", r->ruling) },
	};
	return words(x, "silence.reply", args, ARRAY_LEN(args));
}

static struct silence_row_view row(const struct exchange *x, const struct silence *s)
{
	struct str *said = arena_array(x->a, struct str, s->replies);
	for (size_t i = 0; i < s->replies; i++) {
		said[i] = reply_words(x, &s->reply[i]);
	}
	return (struct silence_row_view){
		.replies = { said, s->replies },
		.unit = label_unit(x->app, s->unit, x->now), .post = post_name(x, s),
		.asked = s->asked, .in_time = s->in_time, .late = s->late, .silent = s->silent,
		.excused = s->absent + s->outage + s->undelivered,
	};
}

void silence_show(struct exchange *x)
{
	struct board_asked q;
	struct silences all;
	if (!load(x, &q, &all)) {
		return;
	}
	struct text_arg args[] = { { "unit", words_agency(x, q.unit) },
				   { "period", board_period(x, q.ask.of, all.days) } };
	struct str title = words(x, "silence.title", args, ARRAY_LEN(args));
	struct silence_row_view *out = arena_array(x->a, struct silence_row_view, all.n);
	for (size_t i = 0; i < all.n; i++) {
		out[i] = row(x, &all.row[i]);
	}
	struct silence_view v = {
		.top = top_inside(x, title), .title = title, .rows = { out, all.n },
		.csv = board_href(x, &q, "/board/silence.csv", STR("")),
		.xlsx = board_href(x, &q, "/board/silence.xlsx", STR("")),
		.back = { .text = words0(x, "score.back"),
			  .href = board_href(x, &q, "/board", STR("")) },
		.empty = { .text = words0(x, "silence.none") },
	};
	v.periods = board_periods(x, &q, "/board/silence");
	page_silence(x->page, x->lang, &v);
	reply_page(x, 200);
}

/* ---- the file ---- */

static void put_line(const struct exchange *x, struct table_out *t, const struct silence *s)
{
	const struct unit *u = org_unit(app_org(x->app), s->unit);
	const int64_t numbers[] = { s->asked, s->in_time, s->late, s->silent, s->absent,
				    s->outage, s->undelivered };
	table_text(t, u ? u->key : STR("?"));
	table_text(t, label_unit(x->app, s->unit, x->now));
	table_text(t, post_name(x, s));
	for (size_t i = 0; i < ARRAY_LEN(numbers); i++) {
		table_int(t, numbers[i]);
	}
	struct str said = STR("");
	for (size_t i = 0; i < s->replies; i++) {
		said = i == 0 ? reply_words(x, &s->reply[i])
			      : STR_JOIN(x->a, said, STR("; "), reply_words(x, &s->reply[i]));
	}
	table_int(t, (int64_t)s->replies);
	table_text(t, said);
	table_end_row(t);
}

static void file(struct exchange *x, enum table_kind kind)
{
	static const char *const columns[] = {
		"figures.csv.key", "silence.unit", "silence.post", "silence.asked",
		"silence.in_time", "silence.late", "silence.silent", "silence.absent",
		"silence.outage", "silence.undelivered", "silence.replies", "silence.said",
	};
	struct board_asked q;
	struct silences all;
	struct table_out t;
	if (!load(x, &q, &all)) {
		return;
	}
	table_open(&t, kind, x->lang, x->page);
	for (size_t i = 0; i < ARRAY_LEN(columns); i++) {
		table_text(&t, words0(x, columns[i]));
	}
	table_end_row(&t);
	for (size_t i = 0; i < all.n; i++) {
		put_line(x, &t, &all.row[i]);
	}
	table_close(&t);
	reply_text(x, 200, table_type(kind));
	http_field(&x->out, "Content-Disposition",
		   str_fmt(x->a, "attachment; filename=\"dunghen-silence.%s\"",
			   table_ending(kind)));
}

void silence_csv(struct exchange *x)
{
	file(x, TABLE_CSV);
}

void silence_xlsx(struct exchange *x)
{
	file(x, TABLE_XLSX);
}
