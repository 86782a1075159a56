/* Opinions owed, late, and asked. */
#include "page_opinions.h"

#include "form.h"
#include "owed.h"
#include "pages.h"
#include "top.h"
#include "trail.h"
#include "view_opinions.h"
#include "web_int.h"
#include "words.h"

#include "app/opinions.h"

static bool load(const struct exchange *x, const struct asking *ask, enum opinions_show show,
		 struct str after, struct opinion_tasks *out, struct err *e)
{
	struct opinions_ask what = { .show = show, .unit = x->seat.unit, .after = after,
				     .limit = QUEUE_ROWS };
	return app_opinions(x->app, x->a, ask, &what, out, e);
}

/* Its dossiers, for the way from one to the next. */
bool opinions_rows(struct exchange *x, const struct asking *ask, struct str after,
		   struct tasks *out, struct err *e)
{
	struct opinion_tasks t;
	if (!load(x, ask, OPINIONS_OWED, after, &t, e)) {
		return false;
	}
	*out = (struct tasks){ .task = arena_array(x->a, struct task, t.n), .next = t.next };
	for (size_t i = 0; i < t.n; i++) {
		bool again = out->n > 0 && str_eq(out->task[out->n - 1].code, t.task[i].code);
		if (!t.task[i].matter && !again) {
			out->task[out->n++] = (struct task){ .id = t.task[i].dossier,
							     .code = t.task[i].code };
		}
	}
	return true;
}

/* ---- a row ---- */

static struct str dossier_href(const struct exchange *x, const struct opinion_task *t)
{
	struct trail here = { .path = STR("/opinions"), .after = form_get(x->form, "after") };
	return trail_dossier(x, &here, t->code);
}

/* May whoever looks give it? What a member was asked is theirs alone. */
static bool mine(const struct exchange *x, const struct opinion_task *t)
{
	return t->asked.unit_id.v == x->seat.unit.v &&
	       (!t->member || t->asked.person_id.v == x->person.v);
}

static struct str answer_at(const struct exchange *x, const struct opinion_task *t)
{
	if (t->matter) {
		struct str matter = matter_path(x, MATTER_REGISTERED, t->matter_id);
		return str_fmt(x->a, "%.*s#answer-%d", STR_ARG(matter), (int)t->number);
	}
	const char *verb = t->ruling ? "rule_opinion" : "answer_opinion";
	return str_fmt(x->a, "%.*s&open=%s&number=%d#act-%s", STR_ARG(dossier_href(x, t)), verb,
		       (int)t->number, verb);
}

static struct chip_view chip(const struct exchange *x, const struct opinion_task *t)
{
	struct chip_view c = { .kind = t->late ? CHIP_LATE : CHIP_OK };
	c.text = t->late ? words1(x, "task.late", "time", words_work(x, t->late_s))
			 : words0(x, "owed.open");
	return c;
}

static struct opinion_row_view row(const struct exchange *x, const struct opinion_task *t,
				   bool asked)
{
	const struct seat_label *who = asked ? &t->asked : &t->asker;
	return (struct opinion_row_view){
		.code = t->code,
		.href = t->matter ? matter_path(x, MATTER_REGISTERED, t->matter_id)
				  : dossier_href(x, t),
		.what = t->matter ? words0(x, "matter.kind.registered") : t->procedure,
		.who = asked && t->member ? words_asked(x, who) : words_unit_of(x, who),
		.note = t->ruling ? words0(x, "obligation.ruling") : asked || !t->member ? STR("")
			: words1(x, "opinions.member", "name", words_person(x, t->asked.person_id)),
		.asked = words_stamp(x, t->asked_at), .due = words_near(x, t->due, true),
		.reminder = words_of(x, "opinions.reminder",
				     str_of(asked_reminder_name(t->reminder))),
		.chip = chip(x, t),
		.answer = !asked && mine(x, t) ? answer_at(x, t) : STR(""),
	};
}

/* ---- the page ---- */

static struct link_views tabs(const struct exchange *x, enum opinions_show here)
{
	struct link_view *out = arena_array(x->a, struct link_view, OPINIONS_SHOWS);
	for (int i = 0; i < OPINIONS_SHOWS; i++) {
		struct str name = str_of(opinions_show_name((enum opinions_show)i));
		out[i] = (struct link_view){
			.text = words_of(x, "opinions.show", name), .current = i == (int)here,
			.href = i == OPINIONS_OWED ? STR("/opinions")
				: STR_JOIN(x->a, STR("/opinions?show="), name) };
	}
	return (struct link_views){ out, OPINIONS_SHOWS };
}

static void put_pager(const struct exchange *x, enum opinions_show show, struct str next,
		      struct opinions_view *v)
{
	struct str base = STR_JOIN(x->a, STR("/opinions?show="),
				   str_of(opinions_show_name(show)));
	v->pager.first = form_get(x->form, "after").n > 0 ? base : STR("");
	v->pager.next = next.n > 0
		? STR_JOIN(x->a, base, STR("&after="), http_encode(x->a, next)) : STR("");
}

void opinions_show(struct exchange *x)
{
	struct asking ask = asking_inside(x);
	enum opinions_show show = OPINIONS_OWED;
	struct opinion_tasks t;
	struct err e;
	/* A word that is none of them asks for what is owed. */
	(void)opinions_show_of(form_get(x->form, "show"), &show);
	if (!load(x, &ask, show, form_get(x->form, "after"), &t, &e)) {
		reply_err(x, &e);
		return;
	}
	bool asked = show == OPINIONS_ASKED;
	struct opinion_row_view *out = arena_array(x->a, struct opinion_row_view, t.n);
	for (size_t i = 0; i < t.n; i++) {
		out[i] = row(x, &t.task[i], asked);
	}
	struct str name = str_of(opinions_show_name(show));
	struct str title = words0(x, asked ? "opinions.title.asked" : "queue.opinions");
	struct opinions_view v = {
		.top = top_inside(x, title), .title = title,
		.about = words_of(x, "opinions.about", name),
		.who = words0(x, asked ? "opinions.ower" : "opinions.asker"),
		.tabs = tabs(x, show), .rows = { out, t.n },
		.empty = { .text = words_of(x, "opinions.none", name) },
	};
	put_pager(x, show, t.next, &v);
	page_opinions(x->page, x->lang, &v);
	reply_page(x, 200);
}
