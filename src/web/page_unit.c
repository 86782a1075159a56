/* Who holds what in a unit, and since when. */
#include "page_unit.h"

#include "colleagues.h"
#include "figure_words.h"
#include "form.h"
#include "page_queue.h"
#include "pages.h"
#include "top.h"
#include "view_unit.h"
#include "web_int.h"
#include "word_task.h"

#include "app/unit_view.h"

enum { WHOLE = 1000 };			/* thousandths of a bar */

bool unit_rows(struct exchange *x, const struct asking *ask, struct str after,
	       struct tasks *out, struct err *e)
{
	return app_unit_work(x->app, x->a, ask, x->seat.unit, after, QUEUE_ROWS, out, e);
}

static void put_members(const struct exchange *x, const struct unit_people *p,
			struct unit_page_view *v)
{
	struct member_view *out = arena_array(x->a, struct member_view, p->members);
	int64_t most = p->members > 0 && p->member[0].held > 0 ? p->member[0].held : 1;
	for (size_t i = 0; i < p->members; i++) {
		const struct member_load *m = &p->member[i];
		out[i] = (struct member_view){
			.name = words_person(x, m->seat.person_id), .post = m->seat.post,
			.held = m->held, .untaken = m->untaken, .late = m->late,
			.late_x = m->late * WHOLE / most,
			.rest_x = (m->held - m->late) * WHOLE / most, .away = m->on_leave,
		};
	}
	v->members.p = out;
	v->members.n = p->members;
	if (p->came > 0) {
		struct text_arg args[] = {
			{ "n", str_int(x->a, p->came) },
			{ "dossiers", str_int(x->a, p->came_for) },
		};
		v->came = words(x, "unit.came", args, ARRAY_LEN(args));
	}
}

static void put_rows(const struct exchange *x, const struct tasks *t,
		     const struct task_table_view *table, struct unit_page_view *v)
{
	struct unit_task_view *out = arena_array(x->a, struct unit_task_view, t->n);
	for (size_t i = 0; i < t->n; i++) {
		const struct task *k = &t->task[i];
		out[i] = (struct unit_task_view){
			.t = table->rows.p[i], .since = words_near(x, k->held_from, true),
			.holder = words_person(x, k->holder.person_id) };
	}
	v->rows.p = out;
	v->rows.n = t->n;
}

/* What it caused this month, and what its own dossiers bore. A figure that cannot be had is
 * no reason to show no page. */
static struct str late_line(struct exchange *x)
{
	static const struct figures_ask month = { FIGURES_MONTH, FIGURES_BEFORE };
	struct figures f;
	struct late_sums s;
	struct err e;
	if (!figures_get(x->web->figures, x->app, x->a, month, &f, &e)) {
		return STR("");
	}
	late_sums(x->app, x->a, f.late, f.lates, (struct unit_id){ 0 }, day_of(f.made_at), &s);
	struct late_unit u = late_unit_of(&s, x->seat.unit);
	struct text_arg args[] = {
		{ "caused", u.caused_s > 0 ? words_work(x, u.caused_s) : STR("0") },
		{ "n", words_count(x, u.caused) },
		{ "received", u.received_s > 0 ? words_work(x, u.received_s) : STR("0") },
	};
	return u.caused_s + u.received_s > 0
		? words(x, "late.unit.this", args, ARRAY_LEN(args)) : STR("");
}

void unit_show(struct exchange *x)
{
	struct asking ask = asking_inside(x);
	struct unit_people people;
	struct tasks tasks;
	struct err e;
	if (!unit_rows(x, &ask, form_get(x->form, "after"), &tasks, &e) ||
	    !app_unit_people(x->app, x->a, &ask, x->seat.unit, &people, &e)) {
		reply_err(x, &e);
		return;
	}
	struct queue_view q = queue_view(x, "unit", &tasks, "/dossiers");
	struct unit_page_view v = {
		.top = q.top, .title = q.title, .hint = q.hint, .tabs = q.tabs,
		.pager = q.list.pager, .empty = q.list.empty, .bulk = STR("/bulk?in=%2Funit"),
		.to = { .name = STR("to"), .label = words0(x, "field.to") },
		.note = { .name = STR("note"), .label = words0(x, "unit.note"), .required = true },
	};
	colleagues_put(x, &people, &v.to);
	v.late = late_line(x);
	put_members(x, &people, &v);
	put_rows(x, &tasks, &q.list.table, &v);
	page_unit(x->page, x->lang, &v);
	reply_page(x, 200);
}
