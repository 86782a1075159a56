/* Lists of work that differ only in their question. */
#include "page_queue.h"

#include "form.h"
#include "pages.h"
#include "top.h"
#include "view_queue.h"
#include "word_task.h"

#include "app/inbox.h"
#include "app/unit_view.h"

enum { ROWS = 50, TABS_MOST = 4 };

static struct seat me(const struct exchange *x)
{
	return (struct seat){ x->seat.unit, x->seat.post, x->person };
}

static bool ask_online(struct exchange *x, const struct asking *ask, struct str after,
		       struct tasks *out, struct err *e)
{
	return app_counter_online(x->app, x->a, ask, x->seat.unit, after, ROWS, out, e);
}

static bool ask_ready(struct exchange *x, const struct asking *ask, struct str after,
		      struct tasks *out, struct err *e)
{
	return app_counter_ready(x->app, x->a, ask, x->seat.unit, HANDOUT_ALL, after, ROWS, out,
				 e);
}

static bool ask_uncollected(struct exchange *x, const struct asking *ask, struct str after,
			    struct tasks *out, struct err *e)
{
	return app_counter_ready(x->app, x->a, ask, x->seat.unit, HANDOUT_UNCOLLECTED, after,
				 ROWS, out, e);
}

static bool ask_promised(struct exchange *x, const struct asking *ask, struct str after,
			 struct tasks *out, struct err *e)
{
	return app_counter_promised(x->app, x->a, ask, x->seat.unit, after, ROWS, out, e);
}

static bool ask_opinions(struct exchange *x, const struct asking *ask, struct str after,
			 struct tasks *out, struct err *e)
{
	return app_opinions_owed(x->app, x->a, ask, x->seat.unit, after, ROWS, out, e);
}

static bool ask_sign(struct exchange *x, const struct asking *ask, struct str after,
		     struct tasks *out, struct err *e)
{
	(void)after;
	return app_step_queue(x->app, x->a, ask, me(x), STEP_SIGN, out, e);
}

static bool ask_records(struct exchange *x, const struct asking *ask, struct str after,
			struct tasks *out, struct err *e)
{
	(void)after;
	return app_step_queue(x->app, x->a, ask, me(x), STEP_ISSUE, out, e);
}

static bool ask_unit(struct exchange *x, const struct asking *ask, struct str after,
		     struct tasks *out, struct err *e)
{
	return app_unit_work(x->app, x->a, ask, x->seat.unit, after, ROWS, out, e);
}

static bool ask_late_soon(struct exchange *x, const struct asking *ask, struct str after,
			  struct tasks *out, struct err *e)
{
	return app_unit_late_soon(x->app, x->a, ask, x->seat.unit, after, ROWS, out, e);
}

/* Lists that stand beside one another. */
static const struct {
	const char *path, *key;
	int group;
} tabs[] = {
	{ "/counter/ready", "queue.ready", 1 },
	{ "/counter/uncollected", "queue.uncollected", 1 },
	{ "/counter/promised", "queue.promised", 1 },
	{ "/unit", "queue.unit", 2 },
	{ "/unit/late-soon", "queue.late_soon", 2 },
};

static void put_tabs(const struct exchange *x, struct queue_view *v)
{
	struct link_view *out = arena_array(x->a, struct link_view, TABS_MOST);
	size_t n = 0;
	int group = 0;
	for (size_t i = 0; i < ARRAY_LEN(tabs); i++) {
		group = str_is(x->in->path, tabs[i].path) ? tabs[i].group : group;
	}
	for (size_t i = 0; i < ARRAY_LEN(tabs) && n < TABS_MOST; i++) {
		if (group != 0 && tabs[i].group == group) {
			out[n++] = (struct link_view){ words0(x, tabs[i].key), str_of(tabs[i].path),
						       0, str_is(x->in->path, tabs[i].path) };
		}
	}
	v->tabs.p = out;
	v->tabs.n = n;
}

static bool put_members(struct exchange *x, const struct asking *ask, struct queue_view *v,
			struct err *e)
{
	struct unit_people people;
	if (!str_is(x->in->path, "/unit")) {
		return true;
	}
	if (!app_unit_people(x->app, x->a, ask, x->seat.unit, &people, e)) {
		return false;
	}
	struct member_view *out = arena_array(x->a, struct member_view, people.members);
	for (size_t i = 0; i < people.members; i++) {
		const struct member_load *m = &people.member[i];
		out[i] = (struct member_view){ words_person(x, m->seat.person_id), m->seat.post,
					       m->held, m->untaken, m->late, m->on_leave };
	}
	v->members.p = out;
	v->members.n = people.members;
	return true;
}

static const char *worked_at(queue_rows *ask_it)
{
	return ask_it == ask_online ? "/counter/online"
	     : ask_it == ask_ready || ask_it == ask_uncollected ? "/counter/hand-out"
								 : "/dossiers";
}

static void show(struct exchange *x, const char *name, queue_rows *ask_it)
{
	struct asking ask = asking_inside(x);
	struct str after = form_get(x->form, "after");
	struct str title = words_of(x, "queue", str_of(name));
	struct tasks tasks;
	struct err e;
	struct queue_view v = {
		.top = top_inside(x, title), .title = title,
		.hint = words0(x, str_fmt(x->a, "queue.%s.about", name).p),
		.empty = { .text = words0(x, str_fmt(x->a, "queue.%s.none", name).p) },
	};
	if (!ask_it(x, &ask, after, &tasks, &e) || !put_members(x, &ask, &v, &e)) {
		reply_err(x, &e);
		return;
	}
	put_tabs(x, &v);
	v.table = words_tasks_to(x, &tasks, worked_at(ask_it));
	if (after.n > 0) {
		v.pager.first = x->in->path;
	}
	if (tasks.next.n > 0) {
		v.pager.next = str_fmt(x->a, "%.*s?after=%.*s", STR_ARG(x->in->path),
				       STR_ARG(http_encode(x->a, tasks.next)));
	}
	page_queue(x->page, x->lang, &v);
	reply_page(x, 200);
}

#define QUEUE(name, function, question) \
	void function(struct exchange *x) { show(x, #name, question); }
#include "queues.def"
#undef QUEUE

static const struct queue queues[] = {
#define QUEUE(name, function, question) { #name, function, question },
#include "queues.def"
#undef QUEUE
};

const struct queue *queue_of(handler_fn *handler)
{
	for (size_t i = 0; i < ARRAY_LEN(queues); i++) {
		if (queues[i].handler == handler) {
			return &queues[i];
		}
	}
	return NULL;
}
