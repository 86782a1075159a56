/* Results that wait to be handed out: since when, whether the citizen was told, and what
 * is to be paid first. */
#include "page_queue.h"

#include "form.h"
#include "pages.h"
#include "view_handouts.h"
#include "word_task.h"
#include "words.h"

#include "app/unit_view.h"

bool ready_rows(struct exchange *x, const struct asking *ask, struct str after,
		struct tasks *out, struct err *e)
{
	return app_counter_ready(x->app, x->a, ask, x->seat.unit, HANDOUT_ALL, after,
				 QUEUE_ROWS, out, e);
}

bool uncollected_rows(struct exchange *x, const struct asking *ask, struct str after,
		      struct tasks *out, struct err *e)
{
	return app_counter_ready(x->app, x->a, ask, x->seat.unit, HANDOUT_UNCOLLECTED, after,
				 QUEUE_ROWS, out, e);
}

static struct str told(const struct exchange *x, const struct task *t)
{
	struct text_arg args[] = { { "how", words_of(x, "how", t->told_how) },
				   { "when", words_near(x, t->told_at, false) } };
	return t->told_at != INSTANT_NONE ? words(x, "handouts.told.how", args, ARRAY_LEN(args))
					  : STR("");
}

static struct str days(const struct exchange *x, const struct task *t)
{
	int32_t n = day_of(x->now).n - day_of(t->ready_at).n;
	return n > 0 ? words1(x, "handouts.days", "n", str_int(x->a, n))
		     : words0(x, "handouts.today");
}

static void show(struct exchange *x, const char *name, queue_rows *rows)
{
	struct asking ask = asking_inside(x);
	struct tasks tasks;
	struct err e;
	if (!rows(x, &ask, form_get(x->form, "after"), &tasks, &e)) {
		reply_err(x, &e);
		return;
	}
	struct queue_view q = queue_view(x, name, &tasks, "/counter/hand-out");
	struct handout_row_view *row = arena_array(x->a, struct handout_row_view, tasks.n);
	for (size_t i = 0; i < tasks.n; i++) {
		const struct task *t = &tasks.task[i];
		row[i] = (struct handout_row_view){
			.code = t->code, .href = q.list.table.rows.p[i].href,
			.procedure = t->procedure, .owner = t->owner,
			.since = words_day(x, t->ready_at), .days = days(x, t),
			.told = told(x, t), .too_long = t->uncollected,
			.owed = t->fee_owed > 0 ? words_money(x, t->fee_owed) : STR(""),
		};
	}
	struct handouts_view v = {
		.top = q.top, .title = q.title, .hint = q.hint, .tabs = q.tabs,
		.rows = { row, tasks.n }, .pager = q.list.pager, .empty = q.list.empty,
	};
	page_handouts(x->page, x->lang, &v);
	reply_page(x, 200);
}

void queue_ready(struct exchange *x)
{
	show(x, "ready", ready_rows);
}

void queue_uncollected(struct exchange *x)
{
	show(x, "uncollected", uncollected_rows);
}
