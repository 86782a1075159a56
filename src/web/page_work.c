/* "My work today". */
#include "page_work.h"

#include "form.h"
#include "pages.h"
#include "top.h"
#include "web_int.h"
#include "word_task.h"

#include "app/inbox.h"

static struct seat my_seat(const struct exchange *x)
{
	return (struct seat){ x->seat.unit, x->seat.post, x->person };
}

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
		v->rate = str_fmt(x->a, "%lld%c%lld%%", (long long)(c->rate_30 / 100),
				  x->lang == TEXT_VI ? ',' : '.',
				  (long long)(c->rate_30 / 10 % 10));
	}
}

bool work_rows(struct exchange *x, const struct asking *ask, struct str show,
	       struct str after, struct tasks *out, struct err *e)
{
	(void)show;
	return app_inbox_tasks(x->app, x->a, ask, my_seat(x), after, INBOX_ROWS, out, e);
}

void work_show(struct exchange *x)
{
	struct asking ask = asking_inside(x);
	struct str after = form_get(x->form, "after");
	struct inbox in = { 0 };
	struct err e;
	struct work_view v = {
		.top = top_inside(x, words0(x, "work.title")), .key = top_form_key(x),
		.empty = { .text = words0(x, "work.none") },
	};
	if (!app_inbox(x->app, x->a, &ask, my_seat(x), INBOX_ROWS, &in, &e) ||
	    (after.n > 0 && !app_inbox_tasks(x->app, x->a, &ask, my_seat(x), after, INBOX_ROWS,
					     &in.tasks, &e))) {
		reply_err(x, &e);
		return;
	}
	put_counts(x, &in.count, &v);
	v.table = words_tasks(x, &in.tasks);
	v.has_next = in.has_next;
	v.next_code = in.next.code;
	if (after.n > 0) {
		v.pager.previous = STR("/work");
	}
	if (in.tasks.next.n > 0) {
		v.pager.next = str_fmt(x->a, "/work?after=%.*s",
				       STR_ARG(http_encode(x->a, in.tasks.next)));
	}
	page_work(x->page, x->lang, &v);
	reply_page(x, 200);
}

static void taken(struct exchange *x)
{
	if (!x->ticket.answer.ok) {
		/* Somebody was quicker: the list says what is next now. */
		reply_err(x, &x->ticket.answer.err);
		return;
	}
	reply_see(x, str_fmt(x->a, "/dossiers/%.*s",
			     STR_ARG(http_encode(x->a, form_get(x->form, "code")))));
}

void take_next(struct exchange *x)
{
	struct json *args = json_new_obj(x->a);
	json_set_str(x->a, args, "dossier", form_get(x->form, "code"));
	exchange_act(x, "take", args, form_get(x->form, "key"), taken);
}
