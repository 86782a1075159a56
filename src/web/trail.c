/* The list a dossier was opened from. */
#include "trail.h"

#include "form.h"
#include "guard.h"
#include "page_find.h"
#include "page_queue.h"
#include "page_work.h"
#include "route.h"
#include "words.h"

/* The row of the list's page, if it is one and for whoever asks. */
static handler_fn *list_of(const struct exchange *x, struct str path)
{
	struct str param[ROUTE_PARAMS];
	const struct route *r;
	if (path.n == 0 || route_find(x->a, HTTP_GET, path, &r, param) != ROUTE_FOUND ||
	    !guard_may(x, r->who)) {
		return NULL;
	}
	bool list = r->handler == work_show || r->handler == find_show ||
		    queue_of(r->handler) != NULL;
	return list ? r->handler : NULL;
}

static struct str title_of(const struct exchange *x, handler_fn *handler)
{
	const struct queue *q = queue_of(handler);
	return q ? words_of(x, "queue", str_of(q->name))
		 : words0(x, handler == find_show ? "find.title" : "nav.work");
}

static struct trail trail_of(const struct exchange *x, struct str path, const struct form *f)
{
	handler_fn *handler = list_of(x, path);
	if (!handler) {
		return (struct trail){ 0 };
	}
	return (struct trail){ .path = path, .title = title_of(x, handler),
			       .show = form_get(f, "show"), .after = form_get(f, "after"),
			       .words = form_get(f, "q") };
}

struct trail trail_read(const struct exchange *x)
{
	struct form *query = arena_new(x->a, struct form);
	struct err e;
	if (!form_parse(x->a, x->in->query, query, &e)) {
		return (struct trail){ 0 };
	}
	struct trail t = trail_of(x, form_get(query, "in"), query);
	t.done = form_get(query, "done");
	return t;
}

struct trail trail_here(const struct exchange *x)
{
	return trail_of(x, x->in->path, x->form);
}

/* "?a=1&b=2" of what is there. */
static struct str put(const struct exchange *x, struct str to, const char *name,
		      struct str value)
{
	return value.n == 0 ? to
		: str_fmt(x->a, "%.*s%s%s=%.*s", STR_ARG(to), to.n > 0 ? "&" : "?", name,
			  STR_ARG(http_encode(x->a, value)));
}

static struct str page_of(const struct exchange *x, const struct trail *t, struct str to)
{
	to = put(x, to, "show", t->show);
	to = put(x, to, "q", t->words);
	return put(x, to, "after", t->after);
}

struct str trail_back(const struct exchange *x, const struct trail *t)
{
	struct str query = page_of(x, t, STR(""));
	return str_fmt(x->a, "%.*s%.*s", STR_ARG(t->path), STR_ARG(query));
}

struct str trail_query(const struct exchange *x, const struct trail *t)
{
	return t->path.n == 0 ? STR("") : page_of(x, t, put(x, STR(""), "in", t->path));
}

struct str trail_dossier(const struct exchange *x, const struct trail *t, struct str code)
{
	struct str query = trail_query(x, t);
	return str_fmt(x->a, "/dossiers/%.*s%.*s", STR_ARG(http_encode(x->a, code)),
		       STR_ARG(query));
}

struct str trail_act(const struct exchange *x, const struct trail *t, struct str code,
		     const char *verb, struct str outcome)
{
	struct str query = put(x, trail_query(x, t), "outcome", outcome);
	return str_fmt(x->a, "/dossiers/%.*s/act/%s%.*s", STR_ARG(http_encode(x->a, code)), verb,
		       STR_ARG(query));
}

struct str trail_done(const struct exchange *x, const struct trail *t, struct str code,
		      struct str verb, struct str next)
{
	struct str query = put(x, trail_query(x, t), "done", verb);
	query = put(x, query, "next", next);
	return str_fmt(x->a, "/dossiers/%.*s%.*s", STR_ARG(http_encode(x->a, code)),
		       STR_ARG(query));
}

/* ---- what stands beside it there ---- */

static bool rows(struct exchange *x, const struct trail *t, struct str after,
		 struct tasks *out, struct err *e)
{
	struct asking ask = asking_inside(x);
	handler_fn *handler = list_of(x, t->path);
	const struct queue *q = queue_of(handler);
	*out = (struct tasks){ 0 };
	if (q) {
		return q->rows(x, &ask, after, out, e);
	}
	return handler != work_show || work_rows(x, &ask, t->show, after, out, e);
}

/* A list that cannot be read is no reason to show no dossier. */
struct neighbours trail_neighbours(struct exchange *x, const struct trail *t, struct str code)
{
	struct neighbours n = { 0 };
	struct tasks page, more;
	struct err e;
	size_t at = 0;
	if (t->path.n == 0 || !rows(x, t, t->after, &page, &e)) {
		return n;
	}
	while (at < page.n && !str_eq(page.task[at].code, code)) {
		at++;
	}
	if (at < page.n) {
		n.before = at > 0 ? page.task[at - 1].code : STR("");
		n.after = at + 1 < page.n ? page.task[at + 1].code : STR("");
	}
	/* The row after the last one begins the next page. */
	if (at + 1 == page.n && page.next.n > 0 && rows(x, t, page.next, &more, &e) &&
	    more.n > 0) {
		n.after = more.task[0].code;
	}
	return n;
}
