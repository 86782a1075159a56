/* "My work today". */
#include "page_work.h"

#include "form.h"
#include "owed.h"
#include "pages.h"
#include "top.h"
#include "trail.h"
#include "web_int.h"
#include "word_task.h"

#include "app/inbox.h"

static struct seat my_seat(const struct exchange *x)
{
	return (struct seat){ x->seat.unit, x->seat.post, x->person };
}

/* At a delegated seat also what stands with the one it is of: it may be acted on as well. */
static struct seat seat_shown(const struct exchange *x, struct str show)
{
	struct seat s = my_seat(x);
	s.person = str_is(show, "behalf") && x->seat.behalf.v != 0 ? x->seat.behalf : s.person;
	return s;
}

/* ---- what of it ---- */

static const struct {
	const char *name;		/* ?show= */
	enum inbox_show show;
} shows[] = {
	{ "", INBOX_ALL }, { "late", INBOX_LATE }, { "near", INBOX_NEAR },
	{ "waiting", INBOX_WAITING }, { "untaken", INBOX_UNTAKEN },
	{ "behalf", INBOX_ALL },	/* of whose post it is, at a delegated seat */
};
enum { SHOW_BEHALF = ARRAY_LEN(shows) - 1 };

/* A word that is none of them asks for all. */
static size_t show_of(struct str name)
{
	size_t i = ARRAY_LEN(shows) - 1;
	while (i > 0 && !str_is(name, shows[i].name)) {
		i--;
	}
	return i;
}

bool work_rows(struct exchange *x, const struct asking *ask, struct str show,
	       struct str after, struct tasks *out, struct err *e)
{
	return app_inbox_tasks(x->app, x->a, ask, seat_shown(x, show), shows[show_of(show)].show,
			       after, INBOX_ROWS, out, e);
}

static int64_t count_of(const struct inbox_counts *c, enum inbox_show show)
{
	switch (show) {
	case INBOX_ALL:
		return c->held + c->waiting;
	case INBOX_LATE:
		return c->late;
	case INBOX_NEAR:
		return c->near;
	case INBOX_WAITING:
		return c->waiting;
	case INBOX_UNTAKEN:
		return c->untaken;
	}
	return 0;
}

static void put_tabs(const struct exchange *x, const struct inbox_counts *c, size_t here,
		     struct work_view *v)
{
	struct link_view *tab = arena_array(x->a, struct link_view, ARRAY_LEN(shows));
	struct err e;
	int64_t theirs;
	for (size_t i = 0; i < SHOW_BEHALF; i++) {
		const char *name = shows[i].name;
		tab[i] = (struct link_view){
			.text = words_of(x, "work.show", i == 0 ? STR("all") : str_of(name)),
			.href = i == 0 ? STR("/work") : str_fmt(x->a, "/work?show=%s", name),
			.count = count_of(c, shows[i].show), .current = i == here,
		};
	}
	v->tabs.p = tab;
	v->tabs.n = SHOW_BEHALF;
	/* A figure that cannot be had is no reason to show no page. */
	if (x->seat.behalf.v != 0 &&
	    app_inbox_count(x->app, x->seat.behalf, x->seat.unit, x->now, &theirs, &e)) {
		tab[v->tabs.n++] = (struct link_view){
			.text = words1(x, "work.show.behalf", "name",
				       words_person(x, x->seat.behalf)),
			.href = STR("/work?show=behalf"), .count = theirs,
			.current = here == SHOW_BEHALF,
		};
	}
}

/* ---- the page ---- */

static void put_counts(const struct exchange *x, const struct inbox_counts *c,
		       struct work_view *v)
{
	v->held = c->held;
	v->average = c->unit_average;
	v->due_today = c->due_today;
	v->to_sign = c->to_sign;
	v->late = c->late;
	if (c->late > 0) {
		v->late_by = words1(x, "work.late.by", "time", words_work(x, c->late_s));
	}
	v->measured = c->rate_30 >= 0;
	v->ended = c->ended_30;
	if (v->measured) {
		v->rate_x = c->rate_30 / 10;
		v->rate = str_fmt(x->a, "%lld%c%lld%%", (long long)(c->rate_30 / 100),
				  x->lang == TEXT_VI ? ',' : '.',
				  (long long)(c->rate_30 / 10 % 10));
	}
}

static void put_pager(const struct exchange *x, struct str after, const struct tasks *t,
		      struct work_view *v)
{
	struct trail here = trail_here(x);
	here.after = STR("");
	v->list.pager.first = after.n > 0 ? trail_back(x, &here) : STR("");
	here.after = t->next;
	v->list.pager.next = t->next.n > 0 ? trail_back(x, &here) : STR("");
}

/* What waits outside cannot be moved; what nobody has taken is not yet handed on. */
static void put_list(struct exchange *x, const struct tasks *tasks, size_t here,
		     struct work_view *v)
{
	static const char *const verbs[] = { "take", "hand_over" };
	struct bulk_button_view *out = arena_array(x->a, struct bulk_button_view,
						   ARRAY_LEN(verbs));
	const char *name = here == 0 ? "all" : shows[here].name;
	struct trail trail = trail_here(x);
	for (size_t i = 0; i < ARRAY_LEN(verbs); i++) {
		out[i] = (struct bulk_button_view){ .verb = str_of(verbs[i]),
			.text = words_of(x, "bulk", str_of(verbs[i])) };
	}
	v->list.token = v->top.token;
	v->list.bulk = str_fmt(x->a, "/bulk%.*s", STR_ARG(trail_query(x, &trail)));
	v->list.buttons.p = out;
	v->list.buttons.n = shows[here].show == INBOX_WAITING ? 0
			  : shows[here].show == INBOX_UNTAKEN ? 1 : ARRAY_LEN(verbs);
	v->list.table = words_tasks(x, tasks);
	v->list.table.ticks = v->list.buttons.n > 0;
	v->list.empty.text = words_of(x, "work.none", str_of(name));
}

/* What one owes that is no dossier: a few rows, above all else. */
static bool put_owed(const struct exchange *x, const struct asking *ask, struct work_view *v,
		     struct err *e)
{
	enum { ROWS = 5 };
	struct owed_tasks t;
	if (!app_owed(x->app, x->a, ask, x->person, (struct unit_id){ 0 }, STR(""), ROWS, &t, e)) {
		return false;
	}
	v->owed = words_owed(x, &t);
	v->more_owed = t.next.n > 0;
	return true;
}

/* What waits on pages of their own: opinions, and what whoever heads the unit has to do. */
static void put_notes(const struct exchange *x, const struct inbox_counts *c, struct work_view *v)
{
	struct text_arg args[] = { { "n", STR("") }, { "late", str_int(x->a, c->opinions_late) } };
	const struct { const char *key, *href; int64_t n; } note[] = {
		{ c->opinions_late > 0 ? "work.opinions.late" : "work.opinions",
		  c->opinions_late > 0 ? "/opinions?show=late" : "/opinions", c->opinions_owed },
		{ "work.escalated", "/unit/escalated", c->escalated },
		{ "work.to_rule", "/unit/contests?show=mine", c->to_rule },
		{ "work.returns", "/unit/returns", c->returns },
	};
	struct link_view *out = arena_array(x->a, struct link_view, ARRAY_LEN(note));
	size_t n = 0;
	for (size_t i = 0; i < ARRAY_LEN(note); i++) {
		if (note[i].n > 0) {
			args[0].value = str_int(x->a, note[i].n);
			out[n++] = (struct link_view){
				.text = words(x, note[i].key, args, ARRAY_LEN(args)),
				.href = str_of(note[i].href) };
		}
	}
	v->notes.p = out;
	v->notes.n = n;
}

void work_show(struct exchange *x)
{
	struct asking ask = asking_inside(x);
	struct str after = form_get(x->form, "after");
	size_t here = show_of(form_get(x->form, "show"));
	here = here == SHOW_BEHALF && x->seat.behalf.v == 0 ? 0 : here;
	const char *name = here == 0 ? "all" : shows[here].name;
	struct inbox in = { 0 };
	struct err e;
	struct work_view v = {
		.top = top_inside(x, words0(x, "work.title")), .key = top_form_key(x),
		.quicker = form_get(x->form, "quicker").n > 0,
	};
	if (!put_owed(x, &ask, &v, &e) ||
	    !app_inbox(x->app, x->a, &ask, my_seat(x), shows[here].show,
		       here == SHOW_BEHALF ? STR("") : after, INBOX_ROWS, &in, &e) ||
	    (here == SHOW_BEHALF && !work_rows(x, &ask, str_of(name), after, &in.tasks, &e))) {
		reply_err(x, &e);
		return;
	}
	v.top.search = false;
	put_counts(x, &in.count, &v);
	put_notes(x, &in.count, &v);
	put_tabs(x, &in.count, here, &v);
	put_pager(x, after, &in.tasks, &v);
	put_list(x, &in.tasks, here, &v);
	v.has_next = in.has_next;
	v.next_code = in.next.code;
	if (in.has_next) {
		v.next_hint = str_fmt(x->a, "%.*s · %.*s", STR_ARG(in.next.code),
				      STR_ARG(in.next.procedure));
	}
	page_work(x->page, x->lang, &v);
	reply_page(x, 200);
}

/* ---- taking the next ---- */

static void taken(struct exchange *x)
{
	struct trail work = { .path = STR("/work") };
	if (x->ticket.answer.ok) {
		reply_see(x, trail_dossier(x, &work, form_get(x->form, "code")));
	} else if (x->ticket.answer.err.code == ERR_CONFLICT ||
		   x->ticket.answer.err.code == ERR_DENIED) {
		/* Somebody was quicker: the list says what is next now. */
		reply_see(x, STR("/work?quicker=1"));
	} else {
		reply_err(x, &x->ticket.answer.err);
	}
}

/* The form says which one it was, so that sent twice it takes one, not two. */
void take_next(struct exchange *x)
{
	struct json *args = json_new_obj(x->a);
	json_set_str(x->a, args, "dossier", form_get(x->form, "code"));
	exchange_act(x, "take", args, form_get(x->form, "key"), taken);
}
