/* One's own password. */
#include "page_own.h"

#include "form.h"
#include "guard.h"
#include "pages.h"
#include "top.h"
#include "view_sign.h"
#include "web_int.h"
#include "words.h"

#include "app/account.h"
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
