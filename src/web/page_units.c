/* Units, for an administrator. */
#include "page_units.h"

#include "admin_form.h"
#include "facts.h"
#include "pages.h"
#include "sure.h"
#include "top.h"

#include "app/directory.h"
#include "app/unit_end.h"

enum { ROWS = 100, BELOW_MOST = 200, FACTS = 10 };

static const struct str roles[] = { STR_INIT("agency"), STR_INIT("room"), STR_INIT("onestop"),
				    STR_INIT("office"), STR_INIT("body") };

/* ---- the tree ---- */

/* The day a page is as of: what was asked, else today; one that is none is said. */
static struct day asked_day(const struct exchange *x, struct units_view *v)
{
	struct str on = form_get(x->form, "on");
	struct day d = day_of(x->now);
	struct err e;
	char text[DAY_TEXT];
	if (on.n > 0 && !day_parse(on, &d, &e)) {
		v->wrong = words_err(x, &e);
		d = day_of(x->now);
	}
	v->on = str_dup(x->a, str_of(day_text(d, text)));
	v->day = admin_day_words(x, d);
	return d;
}

static struct unit_line_view line(const struct exchange *x, const struct unit_line *l,
				  struct day on)
{
	return (struct unit_line_view){
		.name = l->attr->name, .key = l->unit->key, .depth = l->depth,
		.href = admin_unit_href(x, l->unit->key),
		.type = words_of(x, "unit.type", l->attr->type),
		.parent = l->parent ? unit_on(l->parent, on)->name : STR(""),
		.from = admin_day_words(x, l->unit->from),
		.to = admin_day_words(x, l->unit->to),
	};
}

static struct str page_href(const struct exchange *x, const struct units_view *v, size_t skip)
{
	return str_fmt(x->a, "/admin/units?q=%.*s&on=%.*s&after=%zu",
		       STR_ARG(http_encode(x->a, v->query)), STR_ARG(v->on), skip);
}

static void put_lines(const struct exchange *x, struct day on, struct units_view *v)
{
	struct units_asked q = { .on = on, .words = v->query, .limit = ROWS };
	const struct unit_line *l;
	int64_t skip = 0;
	bool more;
	if (str_to_int64(form_get(x->form, "after"), &skip) && skip > 0) {
		q.skip = (size_t)skip;
	}
	size_t n = app_unit_lines(x->app, x->a, &q, &l, &more);
	struct unit_line_view *out = arena_array(x->a, struct unit_line_view, n);
	for (size_t i = 0; i < n; i++) {
		out[i] = line(x, &l[i], on);
	}
	v->rows.p = out;
	v->rows.n = n;
	v->pager.first = q.skip > 0 ? page_href(x, v, 0) : STR("");
	v->pager.next = more ? page_href(x, v, q.skip + n) : STR("");
	v->pager.from = (int64_t)q.skip + 1;
	v->pager.to = (int64_t)(q.skip + n);
}

void units_list(struct exchange *x)
{
	struct units_view v = {
		.top = top_inside(x, words0(x, "admin.units")), .query = form_get(x->form, "q"),
		.empty = { .text = words0(x, "admin.units.none") },
	};
	struct day on = asked_day(x, &v);
	v.searched = v.query.n > 0;
	put_lines(x, on, &v);
	page_admin_units(x->page, x->lang, &v);
	reply_page(x, v.wrong.n > 0 ? 422 : 200);
}

/* ---- forms ---- */

static void put_role(struct admin_form *f)
{
	struct admin_list list = { roles, ARRAY_LEN(roles), "unit.role", true };
	admin_choice(f, "role", STR(""), &list);
}

static void put_type(struct admin_form *f, struct str value)
{
	struct admin_list list = { .family = "unit.type", .none = value.n == 0 };
	list.n = app_unit_types(f->x->app, f->x->a, &list.word);
	admin_choice(f, "type", value, &list);
}

static void put_profile(struct admin_form *f)
{
	const struct law *l = app_law(f->x->app);
	struct option_view *o = arena_array(f->x->a, struct option_view, l->profiles + 1);
	o[0] = (struct option_view){ .text = words0(f->x, "admin.profile.none") };
	for (size_t i = 0; i < l->profiles; i++) {
		const struct profile *p = &l->profile[i];
		bool en = f->x->lang == TEXT_EN && p->name_en.n > 0;
		o[i + 1] = (struct option_view){ p->id, en ? p->name_en : p->name_vi, false };
	}
	admin_options(f, "profile", o, l->profiles + 1);
}

static struct str today_text(const struct exchange *x)
{
	char text[DAY_TEXT];
	return str_dup(x->a, str_of(day_text(day_of(x->now), text)));
}

static struct admin_form_view new_form(const struct exchange *x, const struct err *wrong)
{
	struct admin_form f = admin_form(x, "new", "add_unit", STR("/admin/new-unit"),
					 x->in->method == HTTP_POST, wrong);
	admin_text(&f, "key", STR(""), true);
	admin_text(&f, "name", STR(""), true);
	put_role(&f);
	put_type(&f, STR(""));
	admin_text(&f, "parent", form_get(x->form, "below"), false);
	admin_day(&f, "from", today_text(x), true);
	admin_text(&f, "agency_code", STR(""), false);
	admin_text(&f, "onestop", STR(""), false);
	put_profile(&f);
	return admin_form_view(&f);
}

static struct admin_form_view rename_form(const struct exchange *x, const struct unit *u,
					  const struct err *wrong)
{
	struct str path = STR_JOIN(x->a, admin_unit_href(x, u->key), STR("/rename"));
	struct admin_form f = admin_form(x, "rename", "rename_unit", path,
					 str_is(x->param[1], "rename"), wrong);
	const struct unit_attr *now = unit_on(u, day_of(x->now));
	const struct unit *parent = org_unit(app_org(x->app), now->parent);
	admin_text(&f, "name", now->name, true);
	put_type(&f, now->type);
	admin_text(&f, "parent", parent ? parent->key : STR(""), false);
	admin_day(&f, "from", STR(""), true);
	return admin_form_view(&f);
}

static struct admin_form_view close_form(const struct exchange *x, const struct unit *u,
					 int64_t open, const struct err *wrong)
{
	struct str path = STR_JOIN(x->a, admin_unit_href(x, u->key), STR("/close"));
	struct admin_form f = admin_form(x, "close", "close_unit", path,
					 str_is(x->param[1], "close"), wrong);
	f.view.warn = true;
	f.view.about = words1(x, "admin.close.about", "n", str_int(x->a, open));
	admin_day(&f, "to", STR(""), true);
	admin_label(&f, "closed_from");
	admin_text(&f, "successor", STR(""), false);
	return admin_form_view(&f);
}

/* ---- one unit ---- */

static void put_facts(const struct exchange *x, const struct unit *u, int64_t open,
		      struct unit_admin_view *v)
{
	const struct unit_attr *now = unit_on(u, day_of(x->now));
	const struct unit *parent = org_unit(app_org(x->app), now->parent);
	struct facts f = facts_start(x, FACTS);
	fact(x, &f, "admin.field.key", u->key);
	fact(x, &f, "admin.field.type", words_of(x, "unit.type", now->type));
	fact(x, &f, "admin.field.role", words_of(x, "unit.role", u->role));
	fact(x, &f, "admin.field.parent",
	     parent ? unit_on(parent, day_of(x->now))->name : STR(""));
	fact(x, &f, "admin.field.agency_code", u->agency_code);
	fact(x, &f, "admin.field.onestop", u->onestop);
	fact(x, &f, "admin.field.profile", u->profile);
	fact(x, &f, "admin.unit.from", admin_day_words(x, u->from));
	fact(x, &f, "admin.unit.to", admin_day_words(x, u->to));
	fact(x, &f, "admin.unit.open", str_int(x->a, open));
	v->facts = facts_view(&f);
}

static void put_names(const struct exchange *x, const struct unit *u, struct unit_admin_view *v)
{
	struct unit_name_view *out = arena_array(x->a, struct unit_name_view, u->attrs);
	for (size_t i = 0; i < u->attrs; i++) {
		const struct unit_attr *t = &u->attr[u->attrs - 1 - i];
		const struct unit *parent = org_unit(app_org(x->app), t->parent);
		out[i] = (struct unit_name_view){
			admin_day_words(x, t->from), t->name,
			words_of(x, "unit.type", t->type),
			parent ? unit_on(parent, t->from)->name : STR("") };
	}
	v->names.p = out;
	v->names.n = u->attrs;
}

static void put_below(const struct exchange *x, const struct unit *u, struct unit_admin_view *v)
{
	const struct org *o = app_org(x->app);
	struct link_view *out = arena_array(x->a, struct link_view, BELOW_MOST);
	struct day today = day_of(x->now);
	for (size_t i = 0; i < o->units && v->below.n < BELOW_MOST; i++) {
		const struct unit *b = o->unit[i];
		const struct unit_attr *attr = unit_on(b, today);
		if (unit_exists(b, today) && attr->parent.v == u->id.v) {
			out[v->below.n++] = (struct link_view){ attr->name,
				admin_unit_href(x, b->key), 0, false };
		}
	}
	v->below.p = out;
}

static void put_people(const struct exchange *x, const struct unit *u, struct unit_admin_view *v)
{
	struct asking ask = asking_inside(x);
	const struct post_held *held;
	size_t n = app_unit_posts(x->app, x->a, &ask, u->id, &held);
	struct post_row_view *out = arena_array(x->a, struct post_row_view, n);
	for (size_t i = 0; i < n; i++) {
		const struct post_held *h = &held[i];
		out[i] = (struct post_row_view){
			.who = words_person(x, h->seat.person_id), .post = h->seat.post,
			.who_href = admin_person_href(x, h->seat.person),
			.from = words_near(x, h->from, true), .now = h->when == HELD_NOW,
			.to = words_near(x, h->to, true),
		};
	}
	v->people.p = out;
	v->people.n = n;
}

static const struct unit *of_address(const struct exchange *x)
{
	return org_unit_by_key(app_org(x->app), x->param[0]);
}

static void show(struct exchange *x, int status, const struct err *wrong)
{
	const struct unit *u = of_address(x);
	struct str done = form_get(x->form, "done");
	int64_t open;
	struct err e;
	if (!u) {
		reply_status(x, 404);
		return;
	}
	if (!app_unit_open(x->app, x->a, u->id, x->now, &open, &e)) {
		reply_err(x, &e);
		return;
	}
	struct unit_admin_view v = { .name = unit_on(u, day_of(x->now))->name, .key = u->key };
	v.top = top_inside(x, v.name);
	if (str_is(done, "add") || str_is(done, "rename") || str_is(done, "close")) {
		v.notice = words_of(x, "admin.unit.done", done);
	}
	put_facts(x, u, open, &v);
	put_names(x, u, &v);
	put_below(x, u, &v);
	put_people(x, u, &v);
	struct admin_form_view *forms = arena_array(x->a, struct admin_form_view, ADMIN_FORMS);
	if (unit_exists(u, day_of(x->now))) {
		forms[v.forms.n++] = rename_form(x, u, wrong);
		forms[v.forms.n++] = close_form(x, u, open, wrong);
	}
	v.forms.p = forms;
	page_admin_unit(x->page, x->lang, &v);
	reply_page(x, status);
}

void unit_admin(struct exchange *x)
{
	show(x, 200, NULL);
}

/* ---- adding ---- */

static void show_new(struct exchange *x, int status, const struct err *wrong)
{
	struct admin_new_view v = {
		.title = words0(x, "admin.form.add_unit"),
		.about = words0(x, "admin.units.new.about"),
		.back = { .text = words0(x, "admin.units"), .href = STR("/admin/units") },
	};
	struct admin_form_view *form = arena_new(x->a, struct admin_form_view);
	*form = new_form(x, wrong);
	v.top = top_inside(x, v.title);
	v.forms.p = form;
	v.forms.n = 1;
	page_admin_new(x->page, x->lang, &v);
	reply_page(x, status);
}

void unit_new(struct exchange *x)
{
	show_new(x, 200, NULL);
}

static void added(struct exchange *x)
{
	const struct err *e = &x->ticket.answer.err;
	if (x->ticket.answer.ok) {
		reply_see(x, str_fmt(x->a, "/admin/units/%.*s?done=add",
				     STR_ARG(form_get(x->form, ADMIN_OWN_KEY))));
		return;
	}
	show_new(x, refused_status(e), e);
}

void unit_add(struct exchange *x)
{
	struct json *args;
	struct err e;
	if (!act_args(x, action_find(STR("add_unit")), &args, &e) ||
	    !admin_unit(x, args, "parent", &e) || !admin_unit(x, args, "onestop", &e)) {
		show_new(x, 422, &e);
		return;
	}
	json_set_str(x->a, args, "key", form_get(x->form, ADMIN_OWN_KEY));
	exchange_act(x, "add_unit", args, form_get(x->form, "key"), added);
}

/* ---- renaming, closing ---- */

static void acted(struct exchange *x)
{
	const struct err *e = &x->ticket.answer.err;
	if (x->ticket.answer.ok) {
		reply_see(x, str_fmt(x->a, "%.*s?done=%.*s",
				     STR_ARG(admin_unit_href(x, x->param[0])),
				     STR_ARG(x->param[1])));
		return;
	}
	show(x, refused_status(e), e);
}

/* What becomes of what is in hand there: nothing by itself, which is why it is asked. With a
 * successor it goes to whoever heads that one. */
static struct str what_becomes(const struct exchange *x, int64_t open,
			       const struct unit_end_plan *plan)
{
	struct text_arg args[] = { { "n", str_int(x->a, open) } };
	if (!plan) {
		return open > 0 ? words(x, "sure.unit.close.open", args, ARRAY_LEN(args))
				: words0(x, "sure.unit.close.empty");
	}
	struct text_arg heir[] = { { "n", str_int(x->a, open) },
				   { "heir", words_seat(x, &plan->heir) },
				   { "name", words_person(x, plan->heir.person_id) },
				   { "posts", str_int(x->a, (int64_t)plan->leaving) } };
	return words(x, "sure.unit.close.heir", heir, ARRAY_LEN(heir));
}

static bool are_sure(struct exchange *x, const struct unit *u, struct day to,
		     const struct unit_end_plan *plan)
{
	struct err e;
	int64_t open = 0;
	if (!app_unit_open(x->app, x->a, u->id, x->now, &open, &e)) {
		reply_err(x, &e);
		return false;
	}
	struct str name = unit_on(u, day_of(x->now))->name;
	struct text_arg what[] = { { "name", name }, { "day", admin_day_words(x, to) } };
	struct sure_plain q = {
		.title = words0(x, "admin.do.close_unit"), .whom = name, .typed = true,
		.back = admin_unit_href(x, u->key),
		.what = words(x, "sure.unit.close", what, ARRAY_LEN(what)),
		.to = what_becomes(x, open, plan),
	};
	return sure_plain(x, &q);
}

static bool end_job(struct ticket *t, struct app *app, struct err *e)
{
	const struct exchange *x = t->ctx;
	return app_unit_end(app, x->a, x->state, e);
}

/* Whoever goes on is named, by key or name. */
static void close_with(struct exchange *x, const struct unit *u, struct day to, struct str key)
{
	const struct unit *next = org_unit_by_key(app_org(x->app), key);
	struct unit_end_plan *plan = arena_new(x->a, struct unit_end_plan);
	struct unit_end w = { .unit = u->id, .successor = next->id, .to = to };
	struct asking ask = asking_inside(x);
	struct err e;
	bool sure = form_get(x->form, "sure").n > 0;
	if (!app_unit_end_plan(x->app, x->a, &ask, x->person, form_get(x->form, "key"), &w, plan,
			       &e)) {
		show(x, refused_status(&e), &e);
		return;
	}
	if (sure || are_sure(x, u, to, plan)) {
		x->state = plan;
		exchange_job(x, end_job, acted);
	}
}

static void close_unit(struct exchange *x, const struct unit *u, struct json *args)
{
	struct json *named = json_new_obj(x->a);
	struct day to = { 0 };
	struct err e;
	bool sure = form_get(x->form, "sure").n > 0;
	if (!sure && !admin_would(x, "close_unit", args, &e)) {
		show(x, refused_status(&e), &e);
		return;
	}
	if (!day_parse(json_str(args, "to"), &to, &e) || !admin_unit(x, named, "successor", &e)) {
		show(x, 422, &e);
		return;
	}
	if (json_get(named, "successor")) {
		close_with(x, u, to, json_str(named, "successor"));
	} else if (sure || are_sure(x, u, to, NULL)) {
		exchange_act(x, "close_unit", args, form_get(x->form, "key"), acted);
	}
}

void unit_act(struct exchange *x)
{
	bool closes = str_is(x->param[1], "close");
	const char *verb = closes ? "close_unit" : "rename_unit";
	const struct unit *u = of_address(x);
	struct json *args;
	struct err e;
	if (!u || (!closes && !str_is(x->param[1], "rename"))) {
		reply_status(x, 404);
		return;
	}
	if (form_get(x->form, "again").n > 0) {
		show(x, 200, NULL);
		return;
	}
	if (!act_args(x, action_find(str_of(verb)), &args, &e) ||
	    (!closes && !admin_unit(x, args, "parent", &e))) {
		show(x, 422, &e);
		return;
	}
	json_set_str(x->a, args, "unit", u->key);
	if (closes) {
		close_unit(x, u, args);
		return;
	}
	exchange_act(x, verb, args, form_get(x->form, "key"), acted);
}
