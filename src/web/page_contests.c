/* Contests of competence, and how they came out. */
#include "page_contests.h"

#include "form.h"
#include "page_queue.h"
#include "pages.h"
#include "top.h"
#include "view_contests.h"
#include "words.h"

#include "app/contests.h"

enum { LOOK_BACK_DAYS = 180 };

static const struct {
	const char *name;		/* ?show=, and contests.show.<name> */
	enum contests_show show;
} shows[] = {
	{ "open", CONTESTS_OPEN }, { "mine", CONTESTS_MINE }, { "all", CONTESTS_ALL },
};

static size_t asked(const struct exchange *x)
{
	for (size_t i = 0; i < ARRAY_LEN(shows); i++) {
		if (str_is(form_get(x->form, "show"), shows[i].name)) {
			return i;
		}
	}
	return 0;
}

static struct str state(const struct exchange *x, const struct contest_line *l)
{
	struct text_arg args[] = { { "unit", l->arbiter }, { "due", words_near(x, l->due, true) },
				   { "at", words_stamp(x, l->ended_at != INSTANT_NONE
							       ? l->ended_at : l->at) } };
	const char *key = l->end != CONTEST_OPEN
		? str_fmt(x->a, "contests.%s", contest_end_name(l->end)).p
		: l->escalated ? "contests.open.up"
		: l->late ? "contests.open.late" : "contests.open";
	return words(x, key, args, ARRAY_LEN(args));
}

static struct contest_line_view line(const struct exchange *x, const struct contest_line *l)
{
	return (struct contest_line_view){
		.code = l->code, .href = str_fmt(x->a, "/dossiers/%.*s", STR_ARG(l->code)),
		.procedure = l->procedure, .by = l->by, .sender = l->sender,
		.reason = l->named.n == 0 ? l->reason
			: STR_JOIN(x->a, l->reason, STR(" → "), l->named),
		.at = words_stamp(x, l->at), .state = state(x, l),
		.time = l->end == CONTEST_UPHELD
			? words1(x, "contests.time", "time", words_work(x, l->work_s)) : STR(""),
		.open = l->end == CONTEST_OPEN, .late = l->late,
	};
}

static void put_lists(const struct exchange *x, const struct contests *c, struct contests_view *v)
{
	struct contest_line_view *out = arena_array(x->a, struct contest_line_view, c->n);
	struct contest_count_view *count = arena_array(x->a, struct contest_count_view, c->counts);
	for (size_t i = 0; i < c->n; i++) {
		out[i] = line(x, &c->line[i]);
	}
	for (size_t i = 0; i < c->counts; i++) {
		const struct contest_count *k = &c->count[i];
		count[i] = (struct contest_count_view){
			.unit = k->unit, .contested = k->contested, .won = k->won,
			.lost = k->lost, .open = k->open, .sent = k->sent,
			.sent_wrong = k->sent_wrong };
	}
	v->lines.p = out;
	v->lines.n = c->n;
	v->counts.p = count;
	v->counts.n = c->counts;
}

static struct link_views ways(const struct exchange *x, size_t which, int64_t mine)
{
	struct link_view *out = arena_array(x->a, struct link_view, ARRAY_LEN(shows));
	for (size_t i = 0; i < ARRAY_LEN(shows); i++) {
		out[i] = (struct link_view){
			.text = words0(x, str_fmt(x->a, "contests.show.%s", shows[i].name).p),
			.count = shows[i].show == CONTESTS_MINE ? mine : 0,
			.href = str_fmt(x->a, "/unit/contests?show=%s", shows[i].name),
			.current = i == which };
	}
	return (struct link_views){ out, ARRAY_LEN(shows) };
}

void contests_show(struct exchange *x)
{
	struct asking ask = asking_inside(x);
	size_t which = asked(x);
	struct contests c;
	struct err e;
	if (!app_contests(x->app, x->a, &ask, x->seat.unit,
			  day_start((struct day){ day_of(x->now).n - LOOK_BACK_DAYS }),
			  shows[which].show, &c, &e)) {
		reply_err(x, &e);
		return;
	}
	struct str title = words0(x, "contests.title");
	struct contests_view v = {
		.top = top_inside(x, title), .title = title, .hint = words0(x, "contests.about"),
		.note = c.more ? words0(x, "contests.more") : STR(""), .tabs = queue_tabs(x),
		.shows = ways(x, which, c.mine),
		.empty = { .text = words0(x, "contests.none") },
	};
	put_lists(x, &c, &v);
	page_contests(x->page, x->lang, &v);
	reply_page(x, 200);
}
