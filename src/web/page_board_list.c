/* The dossiers behind a figure of the board. */
#include "page_board.h"

#include "figure_words.h"
#include "form.h"
#include "pages.h"
#include "top.h"
#include "view_board.h"
#include "words.h"

#include "app/board.h"

enum { ROWS = 50 };

static const struct {
	const char *name;		/* ?list=, and board.list.<name> */
	enum board_list list;
} lists[] = {
	{ "overdue", BOARD_LIST_OVERDUE }, { "asleep", BOARD_LIST_ASLEEP },
	{ "stuck", BOARD_LIST_STUCK }, { "broken", BOARD_LIST_BROKEN }, { "late", BOARD_LIST_LATE },
	{ "lived", BOARD_LIST_LIVED }, { "gap", BOARD_LIST_GAP },
	{ "self", BOARD_LIST_SELF }, { "helped", BOARD_LIST_HELPED },
};

static bool list_of(struct str name, size_t *out)
{
	for (size_t i = 0; i < ARRAY_LEN(lists); i++) {
		if (str_is(name, lists[i].name)) {
			*out = i;
			return true;
		}
	}
	return false;
}

static struct str stamp(const struct exchange *x, int64_t at)
{
	return at != INSTANT_NONE ? words_stamp(x, at) : STR("—");
}

static struct board_line_view line(const struct exchange *x, const struct board_line *l,
				   bool asleep)
{
	int64_t end = l->ended_at != INSTANT_NONE ? l->ended_at : x->now;
	return (struct board_line_view){
		.code = l->code, .href = str_fmt(x->a, "/dossiers/%.*s", STR_ARG(l->code)),
		.procedure = l->procedure, .agency = words_agency(x, l->agency),
		.holder = l->holder.kind == PARTY_NONE ? STR("—") : words_seat(x, &l->holder),
		.promised = stamp(x, l->first_due), .due = stamp(x, l->due),
		.last = asleep ? words_day(x, day_start(l->acted_day)) : stamp(x, l->ended_at),
		.late = l->first_due != INSTANT_NONE && end > l->first_due,
	};
}

/* A number of the address from 0 on; -1: none. */
static int number(const struct exchange *x, const char *name, int most)
{
	int64_t n;
	return str_to_int64(form_get(x->form, name), &n) && n >= 0 && n < most ? (int)n : -1;
}

/* What the address narrows the list down to. */
static struct str narrow(const struct exchange *x, struct board_ask *ask)
{
	const struct unit *u = org_unit_by_key(app_org(x->app), form_get(x->form, "holder"));
	struct str same = STR("");
	ask->band = number(x, "band", OVERDUE_BANDS);
	ask->cause = number(x, "cause", STUCK_CAUSES);
	if (ask->band >= 0) {
		same = str_fmt(x->a, "&band=%d", ask->band);
	}
	if (ask->cause >= 0) {
		same = str_fmt(x->a, "%.*s&cause=%d", STR_ARG(same), ask->cause);
	}
	if (u) {
		ask->holder = u->id;
		same = STR_JOIN(x->a, same, STR("&holder="), u->key);
	}
	return same;
}

static struct str title(const struct exchange *x, const char *name, const struct board_asked *q)
{
	struct str key = STR_JOIN(x->a, STR("board.list."), str_of(name));
	return words1(x, key.p, "unit", words_agency(x, q->unit));
}

static void put_pager(const struct exchange *x, const struct board_asked *q, struct str same,
		      struct str next, struct board_list_view *v)
{
	if (form_get(x->form, "after").n > 0) {
		v->pager.first = board_href(x, q, "/board/dossiers", same);
	}
	if (next.n > 0) {
		v->pager.next = board_href(x, q, "/board/dossiers",
					   STR_JOIN(x->a, same, STR("&after="),
						    http_encode(x->a, next)));
	}
}

void board_dossiers(struct exchange *x)
{
	struct asking asking = asking_inside(x);
	struct board_asked q;
	struct board_lines lines;
	struct err e;
	size_t which;
	if (!list_of(form_get(x->form, "list"), &which)) {
		reply_status(x, 404);
		return;
	}
	if (!board_asked(x, &q)) {
		return;
	}
	struct board_ask ask = {
		.list = lists[which].list, .top = q.unit, .limit = ROWS,
		.days = figures_days(q.ask, day_of(x->now)), .after = form_get(x->form, "after"),
	};
	struct str same = STR_JOIN(x->a, STR("&list="), str_of(lists[which].name),
				   narrow(x, &ask));
	if (!app_board_list(x->app, x->a, &asking, &ask, &lines, &e)) {
		reply_err(x, &e);
		return;
	}
	bool asleep = ask.list == BOARD_LIST_ASLEEP;
	struct board_line_view *out = arena_array(x->a, struct board_line_view, lines.n);
	for (size_t i = 0; i < lines.n; i++) {
		out[i] = line(x, &lines.line[i], asleep);
	}
	struct str heading = title(x, lists[which].name, &q);
	struct board_list_view v = {
		.top = top_inside(x, heading), .title = heading,
		.hint = board_period(x, q.ask.of, ask.days),
		.last = words0(x, asleep ? "board.acted" : "board.ended"),
		.back = { .text = words0(x, "nav.board"),
			  .href = board_href(x, &q, "/board", STR("")) },
		.lines = { out, lines.n }, .empty = { .text = words0(x, "board.list.none") },
	};
	put_pager(x, &q, same, lines.next, &v);
	page_board_list(x->page, x->lang, &v);
	reply_page(x, 200);
}
