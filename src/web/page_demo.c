/* The people of a demo, and signing in as one of them by a click. */
#include "form.h"
#include "guard.h"
#include "page_demo.h"
#include "pages.h"
#include "top.h"
#include "view_demo.h"
#include "web_int.h"
#include "words.h"

#include "app/account.h"
#include "app/demo_cast.h"
#include "app/staff.h"
#include "app/view.h"
#include "app/world.h"

#include <assert.h>

enum { AGENCIES_MOST = 400, UNITS_SHOWN = 40, PEOPLE_SHOWN = 60 };

static bool has_people(const struct org *o, const struct unit *u, int64_t at)
{
	for (size_t i = 0; i < o->assignments; i++) {
		const struct assignment *a = &o->assignment[i];
		bool open = a->from <= at && (a->to == INSTANT_NONE || at < a->to);
		if (open && a->unit.v == u->id.v) {
			return true;
		}
	}
	return false;
}

static struct demo_unit_view unit_view(struct exchange *x, const struct unit *u)
{
	const struct org *o = app_org(x->app);
	struct asking ask = asking_inside(x);
	struct demo_person_view *p = arena_array(x->a, struct demo_person_view, PEOPLE_SHOWN);
	struct demo_unit_view v = { .name = label_unit(x->app, u->id, x->now) };
	struct err e;
	size_t n = 0;
	for (size_t i = 0; i < o->assignments && n < PEOPLE_SHOWN; i++) {
		const struct assignment *a = &o->assignment[i];
		const struct person *who = org_person(o, a->person);
		struct str name;
		if (a->unit.v != u->id.v || a->from > x->now ||
		    (a->to != INSTANT_NONE && a->to <= x->now) || !who ||
		    !staff_name(x->app, a->person, &name, &e)) {
			continue;
		}
		struct seat s = { u->id, a->post, a->person };
		p[n++] = (struct demo_person_view){ who->key, name,
						    label_seat(x->app, &ask, s, x->now).post };
	}
	if (!app_obligations(x->app, u->key, &v.held, &e)) {
		v.held = 0;
	}
	v.people.p = p;
	v.people.n = n;
	return v;
}

static void put_units(struct exchange *x, const struct unit *top, struct demo_people_view *v)
{
	const struct org *o = app_org(x->app);
	struct demo_unit_view *out = arena_array(x->a, struct demo_unit_view, UNITS_SHOWN);
	struct day today = day_of(x->now);
	size_t n = 0;
	for (size_t i = 0; i < o->units && n < UNITS_SHOWN; i++) {
		const struct unit *u = o->unit[i];
		const struct unit *agency = unit_exists(u, today) ? org_agency(o, u, today) : NULL;
		if (agency == top && has_people(o, u, x->now)) {
			out[n++] = unit_view(x, u);
		}
	}
	v->units.p = out;
	v->units.n = n;
}

static void put_agencies(struct exchange *x, const struct unit *top, struct demo_people_view *v)
{
	const struct org *o = app_org(x->app);
	struct option_view *out = arena_array(x->a, struct option_view, AGENCIES_MOST);
	struct day today = day_of(x->now);
	size_t n = 0;
	for (size_t i = 0; i < o->units && n < AGENCIES_MOST; i++) {
		const struct unit *u = o->unit[i];
		bool agency = str_is(u->role, "agency") && unit_exists(u, today);
		if (agency && has_people(o, u, x->now)) {
			out[n++] = (struct option_view){ u->key, label_unit(x->app, u->id, x->now),
							 u == top };
		}
	}
	v->agency.options.p = out;
	v->agency.options.n = n;
}

static void put_cast(struct exchange *x, const struct cast *cast, struct demo_people_view *v)
{
	struct demo_cast_view *out = arena_array(x->a, struct demo_cast_view, CAST_ROLES);
	for (size_t i = 0; i < cast->n; i++) {
		const struct cast_member *m = &cast->member[i];
		out[i] = (struct demo_cast_view){
			.role = words0(x, cast_role_key(m->role)),
			.shows = words0(x, cast_shows_key(m->role)),
			.key = m->key, .name = m->name, .held = m->held,
			.unit = label_unit(x->app, m->seat.unit, x->now),
		};
	}
	v->cast.p = out;
	v->cast.n = cast->n;
}

void demo_people(struct exchange *x)
{
	struct cast cast;
	struct err e;
	struct demo_people_view v = {
		.top = top_public(x, words0(x, "demo_people.title"), SECTION_NONE),
		.agency = { .name = STR("agency"), .label = words0(x, "demo_people.agency") },
	};
	if (!demo_cast(x->app, x->a, form_get(x->form, "agency"), &cast, &e)) {
		reply_err(x, &e);
		return;
	}
	put_cast(x, &cast, &v);
	if (cast.agency) {
		put_units(x, cast.agency, &v);
		put_agencies(x, cast.agency, &v);
	}
	page_demo_people(x->page, x->lang, &v);
	reply_page(x, 200);
}

struct entering {
	struct person_id person;
	struct session_token token, machine;
	struct login login;
};

static bool enter(struct ticket *t, struct app *app, struct err *e)
{
	struct exchange *x = t->ctx;
	struct entering *in = x->state;
	struct session_wish wish = { .person = in->person, .at = world_clock() };
	wish.device = session_device(x->web->o.sessions, in->person, &in->machine);
	return session_open_demo(app, x->web->o.sessions, &wish, &in->token, &in->login, e);
}

static void entered(struct exchange *x)
{
	struct entering *in = x->state;
	if (!x->ticket.answer.ok) {
		reply_err(x, &x->ticket.answer.err);
		return;
	}
	reply_see(x, STR("/work"));
	guard_cookie(x, &in->token);
	guard_machine_cookie(x, &in->machine);
}

void demo_sign_in(struct exchange *x)
{
	const struct person *p = org_person_by_key(app_org(x->app), form_get(x->form, "person"));
	struct entering *in = arena_new(x->a, struct entering);
	assert(app_mode_of(x->app) == APP_DEMO);	/* the table of addresses says so */
	if (!p) {
		reply_status(x, 404);
		return;
	}
	in->person = p->id;
	guard_machine(x, &in->machine);
	x->state = in;
	exchange_job(x, enter, entered);
}

/* ---- to the next working morning ---- */

static struct str back_of(const struct exchange *x)
{
	struct str back = form_get(x->form, "back");
	return guard_own_path(back) ? back : STR("/");
}

static struct str jump_page(const struct exchange *x)
{
	return str_fmt(x->a, "/demo/jump?back=%.*s", STR_ARG(http_encode(x->a, back_of(x))));
}

void demo_jump(struct exchange *x)
{
	struct living_jump jump;
	struct err e;
	if (!x->web->o.living) {
		reply_status(x, 404);
	} else if (!living_jump(x->web->o.living, &jump)) {
		err_set(&e, ERR_CONFLICT, "demo.no_morning", NULL);
		reply_err(x, &e);
	} else {
		reply_see(x, jump_page(x));
	}
}

void demo_jump_show(struct exchange *x)
{
	struct living_jump jump;
	if (!x->web->o.living) {
		reply_status(x, 404);
		return;
	}
	living_jumping(x->web->o.living, &jump);
	if (!jump.under_way) {
		reply_see(x, back_of(x));
		return;
	}
	struct demo_jump_view v = {
		.top = top_public(x, words0(x, "demo_jump.title"), SECTION_NONE),
		.to = words_moment(x, jump.to), .next = jump_page(x),
		.done = (jump.now - jump.from) * 1000 / (jump.to - jump.from),
	};
	v.top.demo_jump = STR("");	/* one is enough */
	page_demo_jump(x->page, x->lang, &v);
	reply_page(x, 200);
	http_field(&x->out, "Refresh", STR("1"));
}
