/* A shared desk: one leaves the session parked behind a PIN, the next goes on with
 * their own (app/session.h). */
#include "page_switch.h"

#include "form.h"
#include "guard.h"
#include "pages.h"
#include "top.h"
#include "view_own.h"
#include "web_int.h"
#include "words.h"

#include "app/staff.h"
#include "app/world.h"

/* ---- the page ---- */

static struct str name_of(const struct exchange *x, struct person_id person)
{
	struct str name;
	struct err e;
	return staff_name(x->app, person, &name, &e) ? name : STR("");
}

/* Those parked in this browser; one that has ended meanwhile is not shown. */
static void put_people(const struct exchange *x, struct switch_view *v)
{
	struct option_view *out = arena_array(x->a, struct option_view, LIMIT_PARKED);
	struct str chosen = form_get(x->form, "who");
	struct parked d;
	struct login l;
	size_t n = 0;
	guard_parked(x, &d);
	for (size_t i = 0; i < d.n; i++) {
		if (session_find(x->web->o.sessions, &d.token[i], world_clock(), &l) ==
		    SESSION_PARKED) {
			struct str no = str_int(x->a, l.no);
			out[n] = (struct option_view){ no, name_of(x, l.person),
				chosen.n > 0 ? str_eq(chosen, no) : n == 0 };
			n++;
		}
	}
	v->people.p = out;
	v->people.n = n;
}

static void show(struct exchange *x, int status, const struct err *wrong)
{
	struct str title = words0(x, "switch.title");
	struct switch_view v = {
		.top = x->signed_in ? top_inside(x, title) : top_public(x, title, SECTION_NONE),
		.name = x->signed_in ? x->name : STR(""),
		.has_pin = x->signed_in && x->login.has_pin,
		.pin = { .name = STR("pin"), .label = words0(x, "sign.pin"),
			 .type = STR("password"), .inputmode = STR("numeric"), .max = 6,
			 .pattern = STR("[0-9]{6}"), .autocomplete = STR("off"),
			 .required = true, .focus = true },
	};
	put_people(x, &v);
	if (wrong) {
		v.form.wrong = words_err(x, wrong);
		v.form.hint = words_hint(x, wrong);
	}
	page_switch(x->page, x->lang, &v);
	reply_page(x, status);
}

void switch_show(struct exchange *x)
{
	show(x, 200, NULL);
}

/* ---- parking ---- */

/* The session at work goes among the parked ones of this browser. */
static bool park(struct exchange *x, struct parked *d, struct err *e)
{
	struct session_token mine;
	if (!guard_token(x, &mine)) {
		return err_set(e, ERR_CONFLICT, "session.gone", NULL);
	}
	if (!session_park(x->web->o.sessions, x->login.no, world_clock(), e)) {
		return false;
	}
	parked_put(d, &mine);
	return true;
}

void own_park(struct exchange *x)
{
	struct parked d;
	struct err e;
	guard_parked(x, &d);
	if (!park(x, &d, &e)) {
		show(x, 409, &e);
		return;
	}
	reply_see(x, STR("/switch"));
	guard_forget(x);
	guard_park(x, &d);
}

/* ---- going on ---- */

static bool token_of(struct exchange *x, const struct parked *d, struct session_token *out)
{
	struct login l;
	int64_t no;
	if (!str_to_int64(form_get(x->form, "who"), &no)) {
		return false;
	}
	for (size_t i = 0; i < d->n; i++) {
		if (session_find(x->web->o.sessions, &d->token[i], world_clock(), &l) ==
		    SESSION_PARKED && l.no == no) {
			*out = d->token[i];
			return true;
		}
	}
	return false;
}

/* The chosen one comes back; whoever is at work is parked in the same step. */
static bool swap(struct exchange *x, struct parked *d, const struct session_token *token,
		 struct err *e)
{
	struct session_token mine;
	struct login l;
	struct session_swap w = { .leave = x->login.no, .at = world_clock(), .token = *token,
				  .pin = form_get(x->form, "pin") };
	if (!x->signed_in || !guard_token(x, &mine)) {
		if (!session_unpark(x->web->o.sessions, token, w.pin, w.at, &l, e)) {
			return false;
		}
		parked_take(d, token);
		return true;
	}
	if (!session_swap(x->web->o.sessions, &w, &l, e)) {
		return false;
	}
	parked_take(d, token);
	parked_put(d, &mine);
	return true;
}

void switch_to(struct exchange *x)
{
	struct session_token token;
	struct parked d;
	struct err e;
	guard_parked(x, &d);
	if (!token_of(x, &d, &token)) {
		err_set(&e, ERR_CONFLICT, "session.gone", NULL);
		show(x, 409, &e);
		return;
	}
	if (!swap(x, &d, &token, &e)) {
		show(x, e.code == ERR_CONFLICT ? 409 : 403, &e);
		return;
	}
	reply_see(x, STR("/work"));
	guard_cookie(x, &token);
	guard_park(x, &d);
}
