/* A dossier as it was. */
#include "page_then.h"

#include "facts.h"
#include "form.h"
#include "pages.h"
#include "top.h"
#include "view_then.h"
#include "web_int.h"

#include "app/then.h"

static void put_events(const struct exchange *x, const struct then_view *t,
		       struct then_page_view *v)
{
	struct then_event_view *out = arena_array(x->a, struct then_event_view, t->events);
	for (size_t i = 0; i < t->events; i++) {
		const struct then_event *ev = &t->event[i];
		out[i] = (struct then_event_view){
			.when = words_stamp(x, ev->at),
			.what = words_of(x, "kind", str_of(kind_name(ev->kind))),
			.who = words_person(x, ev->actor),
		};
	}
	v->events.p = out;
	v->events.n = t->events;
}

static void put(const struct exchange *x, const struct then_view *t, struct then_page_view *v)
{
	struct facts f = facts_start(x, 8);
	fact(x, &f, "then.procedure", t->procedure);
	fact(x, &f, "then.state", words_of(x, "dossier.state", str_of(state_name(t->state))));
	fact(x, &f, "then.step", t->step);
	fact(x, &f, "then.holder", words_seat(x, &t->holder));
	fact(x, &f, "then.promise", words_moment(x, t->first_due));
	fact(x, &f, "then.due", words_moment(x, t->due));
	v->facts = facts_view(&f);
	v->title = words1(x, "then.title", "when", words_moment(x, t->at));
	v->ribbon = words_ribbon(x, &t->ribbon, NULL);
	v->there = true;
	put_events(x, t, v);
}

void then_show(struct exchange *x)
{
	struct asking ask = asking_inside(x);
	struct str text = form_get(x->form, "at"), code = x->param[0];
	struct then_view t;
	struct err e;
	int64_t at = x->now;
	int status = 200;
	struct then_page_view v = {
		.top = top_inside(x, code), .code = code, .title = code,
		.href = str_fmt(x->a, "/dossiers/%.*s", STR_ARG(code)),
		.at = { .name = STR("at"), .label = words0(x, "then.at"), .value = text,
			.type = STR("datetime-local"), .required = true },
	};
	if ((text.n > 0 && !instant_parse(text, &at, &e)) ||
	    !app_then(x->app, x->a, &ask, x->person, code, at, &t, &e)) {
		if (e.code == ERR_DENIED) {
			reply_err(x, &e);
			return;
		}
		v.wrong = words_err(x, &e);
		v.wrong_hint = words_hint(x, &e);
		status = e.code == ERR_NOT_FOUND ? 404 : 422;
	} else {
		put(x, &t, &v);
	}
	page_then(x->page, x->lang, &v);
	reply_page(x, status);
}
