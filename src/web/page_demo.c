/* The people of a demo, and signing in as one of them by a click. */
#include "form.h"
#include "guard.h"
#include "page_sign.h"
#include "pages.h"
#include "top.h"
#include "view_sign.h"
#include "web_int.h"
#include "words.h"

#include "app/account.h"
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

/* The agency asked for; at first one where there is work to be seen. */
static const struct unit *chosen(struct exchange *x)
{
	const struct org *o = app_org(x->app);
	struct str key = form_get(x->form, "agency");
	const struct unit *u = key.n > 0 ? org_unit_by_key(o, key) : NULL, *best = NULL;
	int64_t most = -1;
	for (size_t i = 0; !u && i < o->units; i++) {
		const struct unit *one = o->unit[i];
		int64_t held;
		struct err e;
		if (str_is(one->role, "room") && unit_exists(one, day_of(x->now)) &&
		    app_obligations(x->app, one->key, &held, &e) && held > most) {
			most = held;
			best = org_agency(o, one, day_of(x->now));
		}
	}
	return u ? u : best;
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

void sign_demo_list(struct exchange *x)
{
	struct demo_people_view v = {
		.top = top_public(x, words0(x, "demo_people.title"), SECTION_NONE),
		.agency = { .name = STR("agency"), .label = words0(x, "demo_people.agency") },
	};
	const struct unit *top = chosen(x);
	if (top) {
		put_units(x, top, &v);
		put_agencies(x, top, &v);
	}
	page_demo_people(x->page, x->lang, &v);
	reply_page(x, 200);
}

struct entering {
	struct person_id person;
	struct session_token token;
	struct login login;
};

static bool enter(struct ticket *t, struct app *app, struct err *e)
{
	struct exchange *x = t->ctx;
	struct entering *in = x->state;
	return session_open_demo(app, x->web->o.sessions, in->person, world_clock(), &in->token,
				 &in->login, e);
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
}

void sign_demo(struct exchange *x)
{
	const struct person *p = org_person_by_key(app_org(x->app), form_get(x->form, "person"));
	struct entering *in = arena_new(x->a, struct entering);
	assert(app_mode_of(x->app) == APP_DEMO);	/* the table of addresses says so */
	if (!p) {
		reply_status(x, 404);
		return;
	}
	in->person = p->id;
	x->state = in;
	exchange_job(x, enter, entered);
}
