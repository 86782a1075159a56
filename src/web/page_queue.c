/* Lists of work that differ only in their question. */
#include "page_queue.h"

#include "form.h"
#include "pages.h"
#include "top.h"
#include "view_queue.h"
#include "web_int.h"
#include "word_task.h"

#include "app/apology.h"
#include "app/escalations.h"
#include "app/inbox.h"
#include "app/unit_view.h"

enum { ROWS = QUEUE_ROWS, TABS_MOST = 12 };

static bool ask_online(struct exchange *x, const struct asking *ask, struct str after,
		       struct tasks *out, struct err *e)
{
	return app_counter_online(x->app, x->a, ask, x->seat.unit, after, ROWS, out, e);
}

static bool ask_escalated(struct exchange *x, const struct asking *ask, struct str after,
			  struct tasks *out, struct err *e)
{
	return app_escalated(x->app, x->a, ask, x->seat.unit, after, ROWS, out, e);
}

static bool ask_returns(struct exchange *x, const struct asking *ask, struct str after,
			struct tasks *out, struct err *e)
{
	return app_returns_asked(x->app, x->a, ask, x->seat.unit, after, ROWS, out, e);
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
	{ "/unit/escalated", "queue.escalated", 2 },
	{ "/unit/contests", "contests.tab", 2 },
	{ "/unit/returns", "queue.returns", 2 },
	{ "/unit/apologies", "queue.apologies", 2 },
	{ "/unit/absences", "away.absences", 2 },
	{ "/unit/delegations", "away.delegations", 2 },
	{ "/unit/signing", "scope.title", 2 },
};

/* What waits for whoever leads the unit, beside the name of its list. */
static int64_t count_of(const struct exchange *x, const char *path)
{
	int64_t n;
	struct err e;
	return str_is(STR("/unit/apologies"), path) &&
	       app_apologies_count(x->app, x->seat.unit, &n, &e) ? n : 0;
}

struct link_views queue_tabs(const struct exchange *x)
{
	struct link_view *out = arena_array(x->a, struct link_view, TABS_MOST);
	size_t n = 0;
	int group = 0;
	for (size_t i = 0; i < ARRAY_LEN(tabs); i++) {
		group = str_is(x->in->path, tabs[i].path) ? tabs[i].group : group;
	}
	for (size_t i = 0; i < ARRAY_LEN(tabs) && n < TABS_MOST; i++) {
		if (group != 0 && tabs[i].group == group) {
			out[n++] = (struct link_view){
				.text = words0(x, tabs[i].key), .href = str_of(tabs[i].path),
				.current = str_is(x->in->path, tabs[i].path),
				.count = count_of(x, tabs[i].path) };
		}
	}
	return (struct link_views){ out, n };
}

static const char *worked_at(queue_rows *ask_it)
{
	return ask_it == ask_online ? "/counter/online" : "/dossiers";
}

struct queue_view queue_view(struct exchange *x, const char *name, const struct tasks *tasks,
			     const char *where)
{
	struct str title = words_of(x, "queue", str_of(name));
	struct queue_view v = {
		.top = top_inside(x, title), .title = title,
		.hint = words0(x, str_fmt(x->a, "queue.%s.about", name).p),
		.tabs = queue_tabs(x),
	};
	v.list = (struct task_list_view){
		.token = v.top.token, .table = words_tasks_to(x, tasks, where),
		.empty = { .text = words0(x, str_fmt(x->a, "queue.%s.none", name).p) },
	};
	if (form_get(x->form, "after").n > 0) {
		v.list.pager.first = x->in->path;
	}
	if (tasks->next.n > 0) {
		v.list.pager.next = str_fmt(x->a, "%.*s?after=%.*s", STR_ARG(x->in->path),
				       STR_ARG(http_encode(x->a, tasks->next)));
	}
	return v;
}

static void show(struct exchange *x, const char *name, queue_rows *ask_it)
{
	struct asking ask = asking_inside(x);
	struct tasks tasks;
	struct err e;
	if (!ask_it(x, &ask, form_get(x->form, "after"), &tasks, &e)) {
		reply_err(x, &e);
		return;
	}
	struct queue_view v = queue_view(x, name, &tasks, worked_at(ask_it));
	page_queue(x->page, x->lang, &v);
	reply_page(x, 200);
}

#define QUEUE(name, function, question) \
	void function(struct exchange *x) { show(x, #name, question); }
#define QUEUE_OWN(name, function, question)
#include "queues.def"
#undef QUEUE
#undef QUEUE_OWN

static const struct queue queues[] = {
#define QUEUE(name, function, question) { #name, function, question },
#define QUEUE_OWN QUEUE
#include "queues.def"
#undef QUEUE_OWN
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
