/* Lists of signals, and praise to be confirmed. */
#include "page_signals.h"

#include "act_form.h"
#include "form.h"
#include "pages.h"
#include "top.h"
#include "view_signals.h"

enum { LOOK_BACK_DAYS = 365, SHOW_PRAISE = 4 };

static const struct {
	const char *name;		/* ?show=, and signals.show.<name> */
	enum signals_show show;
} shows[] = {
	{ "me", SIGNALS_ME }, { "rule", SIGNALS_RULE }, { "unit", SIGNALS_UNIT },
	{ "all", SIGNALS_ALL }, [SHOW_PRAISE] = { "praise", SIGNALS_ALL },
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

static struct str path_of(const struct exchange *x, struct matter_id id)
{
	char text[ID_TEXT];
	return str_fmt(x->a, "/signals/%s", id_text('m', id.v, text));
}

static void put_lines(const struct exchange *x, const struct signal_lines *l,
		      const struct signal_precision *p, struct signals_view *v)
{
	struct signal_line_view *out = arena_array(x->a, struct signal_line_view, l->n);
	for (size_t i = 0; i < l->n; i++) {
		const struct signal_line *s = &l->line[i];
		out[i] = (struct signal_line_view){
			.href = path_of(x, s->matter), .what = words_signal(x, s->what),
			.code = s->code,
			.code_href = str_fmt(x->a, "/dossiers/%.*s", STR_ARG(s->code)),
			.about = words_about(x, s->about, STR("")), .unit = s->unit,
			.found = words_near(x, s->found_at, false),
			.state = words_signal_state(x, s),
			.precision = words_precision(x, &p[s->what]), .good = s->good,
			.mine = s->mine, .late = s->late };
		if (s->about.n == 0) {
			out[i].about = words0(x, "signals.the_unit");
		}
	}
	v->lines.p = out;
	v->lines.n = l->n;
}

static bool put_praise(const struct exchange *x, const struct asking *ask,
		       struct signals_view *v, struct err *e)
{
	struct praise_lines l;
	if (!app_praise(x->app, x->a, ask, x->person, &l, e)) {
		return false;
	}
	struct praise_view *out = arena_array(x->a, struct praise_view, l.n);
	for (size_t i = 0; i < l.n; i++) {
		const struct praise_line *p = &l.line[i];
		out[i] = (struct praise_view){
			.what = words_signal(x, p->what), .name = str_of(detector_name(p->what)),
			.code = p->code, .about = p->about, .unit = p->unit,
			.code_href = str_fmt(x->a, "/dossiers/%.*s", STR_ARG(p->code)),
			.found = words_near(x, p->found_at, false), .person = p->person_key,
			.key = top_form_key(x) };
	}
	v->praises.p = out;
	v->praises.n = l.n;
	return true;
}

static struct link_views ways(const struct exchange *x, size_t which,
			      const struct signal_lines *l)
{
	struct link_view *out = arena_array(x->a, struct link_view, ARRAY_LEN(shows));
	for (size_t i = 0; i < ARRAY_LEN(shows); i++) {
		out[i] = (struct link_view){
			.text = words0(x, str_fmt(x->a, "signals.show.%s", shows[i].name).p),
			.count = i == SHOW_PRAISE ? 0
				 : shows[i].show == SIGNALS_ME ? l->to_reply
				 : shows[i].show == SIGNALS_RULE ? l->to_rule : 0,
			.href = str_fmt(x->a, "/signals?show=%s", shows[i].name),
			.current = i == which };
	}
	return (struct link_views){ out, ARRAY_LEN(shows) };
}

static void show(struct exchange *x, size_t which, int status, const struct err *wrong)
{
	struct asking ask = asking_inside(x);
	struct signal_precision precision[DETECTORS];
	struct signal_lines l;
	struct err e;
	struct str title = words0(x, "signals.title");
	struct signals_view v = {
		.top = top_inside(x, title), .title = title, .praise = which == SHOW_PRAISE,
		.hint = words0(x, which == SHOW_PRAISE ? "signals.praise.about"
						       : "signals.about"),
		.empty = { .text = words0(x, which == SHOW_PRAISE ? "signals.praise.none"
								   : "signals.none") },
	};
	int64_t since = day_start((struct day){ day_of(x->now).n - LOOK_BACK_DAYS });
	if (!app_signals(x->app, x->a, &ask, x->person, shows[which].show, since, &l, &e) ||
	    !app_signal_precision(x->app, x->a, precision, &e) ||
	    (v.praise && !put_praise(x, &ask, &v, &e))) {
		reply_err(x, &e);
		return;
	}
	if (!v.praise) {
		put_lines(x, &l, precision, &v);
	}
	if (form_get(x->form, "done").n > 0) {
		v.done = words0(x, "signals.praised");
	}
	if (wrong) {
		v.wrong = words_err(x, wrong);
		v.wrong_hint = words_hint(x, wrong);
	}
	v.note = l.more ? words0(x, "signals.more") : STR("");
	v.shows = ways(x, which, &l);
	page_signals(x->page, x->lang, &v);
	reply_page(x, status);
}

void signals_show(struct exchange *x)
{
	show(x, asked(x), 200, NULL);
}

static void praised(struct exchange *x)
{
	const struct err *e = &x->ticket.answer.err;
	if (x->ticket.answer.ok) {
		reply_see(x, STR("/signals?show=praise&done=1"));
		return;
	}
	show(x, SHOW_PRAISE, refused_status(e), e);
}

void signals_praise(struct exchange *x)
{
	struct json *args;
	struct err e;
	if (!act_args(x, action_find(STR("commend")), &args, &e)) {
		show(x, SHOW_PRAISE, 422, &e);
		return;
	}
	exchange_act(x, "commend", args, form_get(x->form, "key"), praised);
}
