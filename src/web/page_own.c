/* One's own account: password, sessions, PIN, and the seat one works from. */
#include "page_own.h"

#include "field.h"
#include "form.h"
#include "guard.h"
#include "page_factor.h"
#include "pages.h"
#include "top.h"
#include "view_own.h"
#include "view_sign.h"
#include "web_int.h"
#include "words.h"

#include "app/account.h"
#include "app/factor.h"
#include "app/world.h"

static void show(struct exchange *x, int status, const struct err *wrong)
{
	struct password_view v = {
		.top = top_inside(x, words0(x, "own.password")),
		.one_time = x->login.how == SESSION_ONE_TIME,
		.old = { .name = STR("old"), .label = words0(x, "own.password.old"),
			 .type = STR("password"), .autocomplete = STR("current-password"),
			 .required = true, .focus = true, .max = 200 },
		.fresh = { .name = STR("fresh"), .label = words0(x, "own.password.fresh"),
			   .hint = words0(x, "own.password.hint"), .type = STR("password"),
			   .autocomplete = STR("new-password"), .required = true, .max = 200 },
		.again = { .name = STR("again"), .label = words0(x, "own.password.again"),
			   .type = STR("password"), .autocomplete = STR("new-password"),
			   .required = true, .max = 200 },
	};
	if (wrong) {
		v.wrong = words_err(x, wrong);
		v.hint = words_hint(x, wrong);
	}
	page_password(x->page, x->lang, &v);
	reply_page(x, status);
}

void password_form(struct exchange *x)
{
	show(x, 200, NULL);
}

struct changing {
	struct admitted who;
	struct password made;
};

static bool change(struct ticket *t, struct app *app, struct err *e)
{
	struct exchange *x = t->ctx;
	struct changing *c = x->state;
	int64_t but = c->who.one_time ? 0 : x->login.no;
	return account_change(app, x->web->o.sessions, &c->who, &c->made, but, world_clock(), e);
}

/* Whoever came by a password of somebody else's signs in anew with the own one. */
static void changed(struct exchange *x)
{
	const struct changing *c = x->state;
	if (!x->ticket.answer.ok) {
		show(x, 409, &x->ticket.answer.err);
	} else {
		reply_see(x, c->who.one_time ? STR("/sign-in") : STR("/work"));
	}
}

void password_set(struct exchange *x)
{
	struct changing *c = arena_new(x->a, struct changing);
	const struct person *me = org_person(app_org(x->app), x->person);
	struct str fresh = form_get(x->form, "fresh");
	struct sign_in wish = { .key = me ? me->key : STR(""),
				.password = form_get(x->form, "old"),
				.address = guard_address(x), .at = world_clock() };
	struct err e;
	if (!str_eq(fresh, form_get(x->form, "again"))) {
		err_set(&e, ERR_INVALID, "own.differ", NULL);
		show(x, 422, &e);
		return;
	}
	if (!account_prove_change(x->app, x->web->o.tries, &wish, fresh, &c->who, &c->made, &e)) {
		show(x, e.code == ERR_BUSY ? 503 : 422, &e);
		return;
	}
	x->state = c;
	exchange_job(x, change, changed);
}

/* ---- sessions, PIN, seat ---- */

enum own_part { OWN_NONE, OWN_CLOSE, OWN_SEAT, OWN_PIN };

static struct str how_words(const struct exchange *x, enum session_how how)
{
	switch (how) {
	case SESSION_PASSWORD:
		return words0(x, "own.how.password");
	case SESSION_ONE_TIME:
		return words0(x, "own.how.one_time");
	case SESSION_DEMO:
		return words0(x, "own.how.demo");
	case SESSION_SETUP:
		return words0(x, "own.how.setup");
	}
	return STR("");
}

static void put_sessions(struct exchange *x, struct own_view *v)
{
	struct session_list list;
	session_list(x->web->o.sessions, x->a, x->person, world_clock(), &list);
	struct session_row_view *out = arena_array(x->a, struct session_row_view, list.n);
	for (size_t i = 0; i < list.n; i++) {
		const struct login *l = &list.login[list.n - 1 - i];
		out[i] = (struct session_row_view){
			.no = str_int(x->a, l->no),
			.opened = words_moment(x, l->opened_at),
			.seen = words_moment(x, l->seen_at), .how = how_words(x, l->how),
			.current = l->no == x->login.no, .parked = l->parked,
		};
	}
	v->sessions.p = out;
	v->sessions.n = list.n;
}

static struct str seat_value(const struct exchange *x, const struct seat_choice *s)
{
	return str_fmt(x->a, "%lld:%s:%lld", (long long)s->unit.v, s->post.code,
		       (long long)s->behalf.v);
}

static bool seat_eq(const struct seat_choice *a, const struct seat_choice *b)
{
	return a->unit.v == b->unit.v && post_eq(a->post, b->post) && a->behalf.v == b->behalf.v;
}

static struct str seat_words(const struct exchange *x, const struct asking *ask,
			     const struct seat_choice *c)
{
	struct seat s = { c->unit, c->post, x->person };
	struct seat_label l = label_seat(x->app, ask, s, x->now);
	struct text_arg args[] = { { "seat", words_seat(x, &l) },
				   { "person", words_person(x, c->behalf) } };
	return c->behalf.v != 0 ? words(x, "own.seat.behalf", args, 2) : args[0].value;
}

static void put_seats(struct exchange *x, struct own_view *v)
{
	struct asking ask = asking_inside(x);
	struct seat_choice list[SEATS_MOST];
	size_t n = seat_list(app_org(x->app), x->person, x->now, list, SEATS_MOST);
	struct option_view *out = arena_array(x->a, struct option_view, n);
	for (size_t i = 0; i < n; i++) {
		out[i] = (struct option_view){ seat_value(x, &list[i]),
			seat_words(x, &ask, &list[i]), seat_eq(&list[i], &x->seat) };
	}
	v->seats.p = out;
	v->seats.n = n;
}

static void put_pin(struct exchange *x, struct own_view *v)
{
	v->has_pin = x->login.has_pin;
	v->asks_password = factor_asks_password(x);
	v->pin = (struct field_view){
		.name = STR("pin"), .label = words0(x, "sign.pin"), .type = STR("password"),
		.hint = words0(x, "own.pin.hint"), .inputmode = STR("numeric"), .max = 6,
		.pattern = STR("[0-9]{6}"), .autocomplete = STR("off"), .required = true };
	v->password = (struct field_view){
		.name = STR("password"), .label = words0(x, "own.password.old"),
		.type = STR("password"), .autocomplete = STR("current-password"),
		.max = 200, .required = true };
}

static bool put_factor(struct exchange *x, struct own_view *v, struct err *e)
{
	struct factor f;
	if (!factor_of(x->app, x->person, &f, e)) {
		return false;
	}
	v->factor = !f.set ? words0(x, "own.factor.none")
		  : words1(x, "own.factor.set", "codes", str_int(x->a, (int64_t)f.codes));
	return true;
}

/* What was refused stands in the part of the page it was sent from. */
static void own_page(struct exchange *x, int status, enum own_part part, const struct err *wrong)
{
	struct str done = form_get(x->form, "done");
	struct own_view v = { .top = top_inside(x, words0(x, "own.title")), .name = x->name };
	struct form_view *form = part == OWN_CLOSE ? &v.close : part == OWN_SEAT ? &v.seat
								       : &v.pin_form;
	struct str said = words_of(x, "own.done", done);
	struct err e;
	put_sessions(x, &v);
	put_seats(x, &v);
	put_pin(x, &v);
	if (!put_factor(x, &v, &e)) {
		reply_err(x, &e);
		return;
	}
	if (!wrong && done.n > 0 && !str_eq(said, done)) {
		v.done = said;
	}
	if (wrong && !(part == OWN_PIN && field_blame(x, &v.pin, wrong))) {
		form->wrong = words_err(x, wrong);
		form->hint = words_hint(x, wrong);
	}
	page_own(x->page, x->lang, &v);
	reply_page(x, status);
}

void own_show(struct exchange *x)
{
	own_page(x, 200, OWN_NONE, NULL);
}

void own_seat(struct exchange *x)
{
	struct str seat = form_get(x->form, "seat");
	struct seat_choice list[SEATS_MOST];
	size_t n = seat_list(app_org(x->app), x->person, x->now, list, SEATS_MOST);
	struct err e;
	for (size_t i = 0; i < n; i++) {
		if (str_eq(seat_value(x, &list[i]), seat)) {
			session_choose(x->web->o.sessions, x->login.no, list[i]);
			reply_see(x, STR("/own?done=seat"));
			return;
		}
	}
	err_set(&e, ERR_CONFLICT, "own.seat.gone", NULL);
	own_page(x, 409, OWN_SEAT, &e);
}

void own_pin(struct exchange *x)
{
	struct err e;
	if (!factor_proved(x, &e)) {
		own_page(x, e.code == ERR_BUSY ? 503 : 403, OWN_PIN, &e);
		return;
	}
	if (!session_set_pin(x->web->o.sessions, x->login.no, form_get(x->form, "pin"), &e)) {
		own_page(x, 422, OWN_PIN, &e);
		return;
	}
	reply_see(x, STR("/own?done=pin"));
}

/* ---- closing ---- */

struct closing {
	int64_t no;			/* 0: all but this one */
};

static bool close_them(struct ticket *t, struct app *app, struct err *e)
{
	struct exchange *x = t->ctx;
	const struct closing *c = x->state;
	int64_t n;
	return c->no != 0 ? session_close(app, x->web->o.sessions, c->no, e)
			  : session_close_person(app, x->web->o.sessions, x->person,
						 x->login.no, &n, e);
}

static void closed(struct exchange *x)
{
	const struct closing *c = x->state;
	if (!x->ticket.answer.ok) {
		own_page(x, 409, OWN_CLOSE, &x->ticket.answer.err);
	} else if (c->no == x->login.no) {
		reply_see(x, STR("/"));
		guard_forget(x);
	} else {
		reply_see(x, STR("/own?done=closed"));
	}
}

static bool mine(struct exchange *x, int64_t no)
{
	struct session_list list;
	session_list(x->web->o.sessions, x->a, x->person, world_clock(), &list);
	for (size_t i = 0; i < list.n; i++) {
		if (list.login[i].no == no) {
			return true;
		}
	}
	return false;
}

void own_close(struct exchange *x)
{
	struct closing *c = arena_new(x->a, struct closing);
	struct str no = form_get(x->form, "no");
	struct err e;
	if (no.n > 0 && (!str_to_int64(no, &c->no) || !mine(x, c->no))) {
		err_set(&e, ERR_CONFLICT, "session.gone", NULL);
		own_page(x, 409, OWN_CLOSE, &e);
		return;
	}
	x->state = c;
	exchange_job(x, close_them, closed);
}
