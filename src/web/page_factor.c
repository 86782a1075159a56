/* One's own second factor. */
#include "page_factor.h"

#include "field.h"
#include "form.h"
#include "guard.h"
#include "pages.h"
#include "top.h"
#include "view_own.h"
#include "web_int.h"
#include "words.h"

#include "app/account.h"
#include "app/factor.h"
#include "app/world.h"

enum { QUIET = 4 };			/* light modules around the picture (ISO/IEC 18004) */

bool factor_asks_password(const struct exchange *x)
{
	return x->login.how == SESSION_PASSWORD;
}

static struct str own_key(const struct exchange *x)
{
	const struct person *me = org_person(app_org(x->app), x->person);
	return me ? me->key : STR("");
}

bool factor_proved(struct exchange *x, struct err *e)
{
	struct sign_in wish = { .key = own_key(x), .password = form_get(x->form, "password"),
				.address = guard_address(x), .at = world_clock() };
	struct admitted who;
	return !factor_asks_password(x) ||
	       account_prove(x->app, x->web->o.tries, &wish, &who, e);
}

/* ---- the offer ---- */

/* Runs of dark modules, each a rectangle one module high. */
static struct str qr_path(struct exchange *x, const struct qr *q)
{
	struct buf b;
	buf_init(&b, PAGE_MOST);
	for (size_t row = 0; row < q->side; row++) {
		for (size_t i = 0, end; i < q->side; i = end) {
			bool dark = q->dark[row * q->side + i];
			for (end = i + 1; end < q->side &&
			     q->dark[row * q->side + end] == dark; end++) {
			}
			if (dark) {
				buf_fmt(&b, "M%zu %zuh%zuv1h-%zuz", i + QUIET, row + QUIET,
					end - i, end - i);
			}
		}
	}
	struct str path = str_dup(x->a, buf_view(&b));
	buf_done(&b);
	return path;
}

/* Without its library there is no picture; the text beside it says the same. */
static void put_picture(struct exchange *x, const struct factor_offer *o, struct factor_view *v)
{
	struct str uri = factor_offer_uri(x->a, o, words0(x, "factor.issuer"), own_key(x));
	struct qr q;
	struct err e;
	if (x->web->o.qr && x->web->o.qr(x->a, uri, &q, &e)) {
		v->side = (int64_t)(q.side + 2 * QUIET);
		v->path = qr_path(x, &q);
	}
}

static bool put_offer(struct exchange *x, struct factor_view *v, struct err *e)
{
	struct factor_offer o;
	if (!factor_offer(x->app, &x->login, &o, e)) {
		return false;
	}
	v->offered = true;
	v->secret = factor_offer_text(x->a, &o);
	put_picture(x, &o, v);
	wipe(&o, sizeof(o));
	v->code = (struct field_view){
		.name = STR("code"), .label = words0(x, "factor.code"),
		.hint = words0(x, "factor.code.hint"), .inputmode = STR("numeric"),
		.pattern = STR("[0-9 ]{6,8}"), .max = 8, .required = true,
		.autocomplete = STR("one-time-code") };
	return true;
}

/* ---- the page ---- */

static void put_state(struct exchange *x, const struct factor *f, struct factor_view *v)
{
	v->set = f->set;
	v->needed = f->needed;
	v->only = x->login.how == SESSION_SETUP;
	v->codes_left = (int64_t)f->codes;
	v->since = f->set ? words1(x, "factor.since", "when", words_moment(x, f->since)) : STR("");
	v->asks_password = factor_asks_password(x);
	v->password = (struct field_view){
		.name = STR("password"), .label = words0(x, "own.password.old"),
		.type = STR("password"), .autocomplete = STR("current-password"), .max = 200,
		.required = true };
}

static void show(struct exchange *x, int status, bool again, const struct err *wrong)
{
	struct factor_view v = { .top = top_inside(x, words0(x, "factor.title")) };
	struct factor f;
	struct err e;
	if (!factor_of(x->app, x->person, &f, &e)) {
		reply_err(x, &e);
		return;
	}
	put_state(x, &f, &v);
	if ((!f.set || again) && !put_offer(x, &v, &e)) {
		reply_err(x, &e);
		return;
	}
	if (wrong) {
		v.form.wrong = words_err(x, wrong);
		v.form.hint = words_hint(x, wrong);
	}
	page_factor(x->page, x->lang, &v);
	reply_page(x, status);
}

void factor_show(struct exchange *x)
{
	show(x, 200, form_get(x->form, "again").n > 0, NULL);
}

/* ---- taking it ---- */

struct taking {
	struct factor_wish wish;
	struct factor_codes codes;
};

static bool take(struct ticket *t, struct app *app, struct err *e)
{
	struct exchange *x = t->ctx;
	struct taking *k = x->state;
	k->wish.at = world_clock();
	return factor_set(app, x->web->o.sessions, x->a, &k->wish, &k->codes, e);
}

static void taken(struct exchange *x)
{
	const struct taking *k = x->state;
	if (!x->ticket.answer.ok) {
		show(x, x->ticket.answer.err.code == ERR_DENIED ? 403 : 409, true,
		     &x->ticket.answer.err);
		return;
	}
	struct str *code = arena_array(x->a, struct str, FACTOR_CODES);
	for (size_t i = 0; i < FACTOR_CODES; i++) {
		code[i] = k->codes.code[i];
	}
	struct factor_codes_view v = {
		.top = top_inside(x, words0(x, "factor.codes")), .codes = { code, FACTOR_CODES },
	};
	page_factor_codes(x->page, x->lang, &v);
	reply_page(x, 200);
}

void factor_take(struct exchange *x)
{
	struct taking *k = arena_new(x->a, struct taking);
	struct err e;
	if (!factor_proved(x, &e)) {
		show(x, e.code == ERR_BUSY ? 503 : 403, true, &e);
		return;
	}
	k->wish = (struct factor_wish){ .login = x->login, .code = form_get(x->form, "code") };
	x->state = k;
	exchange_job(x, take, taken);
}

/* ---- its end ---- */

static bool drop(struct ticket *t, struct app *app, struct err *e)
{
	struct exchange *x = t->ctx;
	return factor_end(app, x->person, e);
}

static void dropped(struct exchange *x)
{
	if (!x->ticket.answer.ok) {
		show(x, 409, false, &x->ticket.answer.err);
	} else {
		reply_see(x, STR("/own?done=factor"));
	}
}

void factor_drop(struct exchange *x)
{
	struct err e;
	if (!factor_proved(x, &e)) {
		show(x, e.code == ERR_BUSY ? 503 : 403, false, &e);
		return;
	}
	exchange_job(x, drop, dropped);
}
