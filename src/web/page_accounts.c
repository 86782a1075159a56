/* Accounts of staff, for an administrator. */
#include "page_accounts.h"

#include "form.h"
#include "pages.h"
#include "sure.h"
#include "top.h"
#include "view_accounts.h"
#include "web_int.h"
#include "words.h"

#include "app/account.h"
#include "app/directory.h"
#include "app/world.h"

#include "base/vi.h"

enum { ROWS = 50 };

/* ---- rows ---- */

static struct str post_of_person(const struct exchange *x, struct person_id person)
{
	struct asking ask = asking_inside(x);
	struct seat_choice seat;
	if (!seat_now(app_org(x->app), person, (struct seat_choice){ .unit = { 0 } }, x->now,
		      &seat)) {
		return words0(x, "accounts.no_post");
	}
	struct seat s = { seat.unit, seat.post, person };
	struct seat_label l = label_seat(x->app, &ask, s, x->now);
	return words_seat(x, &l);
}

static struct str set_words(const struct exchange *x, const struct account_line *a)
{
	struct text_arg args[] = { { "when", words_moment(x, a->set_at) }, { "who", a->set_by } };
	return a->set_at == INSTANT_NONE ? STR("")
		: words(x, "accounts.set", args, ARRAY_LEN(args));
}

static struct account_row_view row(const struct exchange *x, const struct account_line *a)
{
	struct session_list list;
	session_list(x->web->o.sessions, x->a, a->person, world_clock(), &list);
	return (struct account_row_view){
		.key = a->key, .name = words_person(x, a->person),
		.href = str_fmt(x->a, "/admin/accounts/%.*s", STR_ARG(a->key)),
		.post = post_of_person(x, a->person), .set = set_words(x, a),
		.state = words_of(x, "accounts.state", str_of(account_state_name(a->state))),
		.factor = words_of(x, "accounts.factor", str_of(account_factor_name(a))),
		.has_factor = a->factor,
		.locked = a->locked, .bad = a->state != ACCOUNT_OWN,
		.sessions = (int64_t)list.n,
	};
}

/* ---- the list ---- */

static bool fits(const struct exchange *x, const struct account_line *a, struct str folded)
{
	const struct person *p = org_person(app_org(x->app), a->person);
	struct err e;
	bool yes;
	/* A name that cannot be read is found by its key. */
	return (p && app_person_fits(x->app, x->a, p, folded, &yes, &e)) ? yes
		: str_starts(a->key, folded);
}

void accounts_list(struct exchange *x)
{
	struct str query = form_get(x->form, "q"), after = form_get(x->form, "after");
	struct str folded = vi_fold(x->a, query);
	struct account_row_view *out = arena_array(x->a, struct account_row_view, ROWS);
	struct account_list all;
	bool begun = after.n == 0;
	size_t n = 0, i = 0;
	struct err e;
	if (!account_list(x->app, x->a, world_clock(), &all, &e)) {
		reply_err(x, &e);
		return;
	}
	struct accounts_view v = {
		.top = top_inside(x, words0(x, "accounts.title")), .query = query,
		.empty = { .text = words0(x, "accounts.none") },
	};
	for (; i < all.n && n < ROWS; i++) {
		if (begun && fits(x, &all.line[i], folded)) {
			out[n++] = row(x, &all.line[i]);
		}
		begun = begun || str_eq(all.line[i].key, after);
	}
	v.rows.p = out;
	v.rows.n = n;
	if (after.n > 0) {
		v.pager.first = STR("/admin/accounts");
	}
	if (i < all.n) {
		v.pager.next = str_fmt(x->a, "/admin/accounts?q=%.*s&after=%.*s",
				       STR_ARG(http_encode(x->a, query)),
				       STR_ARG(http_encode(x->a, all.line[i - 1].key)));
	}
	page_accounts(x->page, x->lang, &v);
	reply_page(x, 200);
}

/* ---- one account ---- */

static void put_sessions(const struct exchange *x, struct person_id person,
			 struct account_page_view *v)
{
	static const char *const how[] = {
		[SESSION_PASSWORD] = "accounts.how.password",
		[SESSION_ONE_TIME] = "accounts.how.one_time",
		[SESSION_DEMO] = "accounts.how.demo",
		[SESSION_SETUP] = "accounts.how.setup",
	};
	struct session_list list;
	session_list(x->web->o.sessions, x->a, person, world_clock(), &list);
	struct account_session_view *out = arena_array(x->a, struct account_session_view, list.n);
	for (size_t i = 0; i < list.n; i++) {
		const struct login *l = &list.login[i];
		out[i] = (struct account_session_view){
			.opened = words_moment(x, l->opened_at), .how = words0(x, how[l->how]),
			.seen = words1(x, "accounts.seen", "when", words_moment(x, l->seen_at)) };
	}
	v->sessions.p = out;
	v->sessions.n = list.n;
}

struct shown {
	const char *notice;		/* or NULL */
	const struct err *wrong;	/* or NULL */
	struct str given;
};

static void show(struct exchange *x, int status, struct shown s)
{
	struct account_list all;
	struct err e;
	if (!account_list(x->app, x->a, world_clock(), &all, &e)) {
		reply_err(x, &e);
		return;
	}
	for (size_t i = 0; i < all.n; i++) {
		const struct account_line *a = &all.line[i];
		if (!str_eq(a->key, x->param[0])) {
			continue;
		}
		struct account_page_view v = { .row = row(x, a), .given = s.given };
		v.top = top_inside(x, v.row.name);
		v.path = v.row.href;
		v.notice = s.notice ? words0(x, s.notice) : STR("");
		if (s.wrong) {
			v.wrong = words_err(x, s.wrong);
			v.hint = words_hint(x, s.wrong);
		}
		put_sessions(x, a->person, &v);
		page_account(x->page, x->lang, &v);
		reply_page(x, status);
		return;
	}
	reply_status(x, 404);
}

void accounts_show(struct exchange *x)
{
	show(x, 200, (struct shown){ NULL, NULL, STR("") });
}

/* ---- acting ---- */

struct acting {
	const struct account_verb *verb;
	struct account_act act;
	struct str text;		/* the password that is given */
	struct password made;
};

static bool give(struct exchange *x, struct app *app, struct err *e)
{
	const struct acting *a = x->state;
	return account_give(app, x->web->o.sessions, &a->act, &a->made, e);
}

static bool lock(struct exchange *x, struct app *app, struct err *e)
{
	const struct acting *a = x->state;
	return account_lock(app, x->web->o.sessions, &a->act, e);
}

static bool unlock(struct exchange *x, struct app *app, struct err *e)
{
	const struct acting *a = x->state;
	return account_unlock(app, x->web->o.tries, &a->act, e);
}

static bool reset_factor(struct exchange *x, struct app *app, struct err *e)
{
	const struct acting *a = x->state;
	return account_reset_factor(app, x->web->o.sessions, &a->act, e);
}

static bool end(struct exchange *x, struct app *app, struct err *e)
{
	const struct acting *a = x->state;
	int64_t n;
	return account_end(app, x->web->o.sessions, &a->act, &n, e);
}

static const struct account_verb {
	const char *name;
	const char *title, *sure;	/* asked about once more; or NULL */
	const char *notice;
	bool (*act)(struct exchange *x, struct app *app, struct err *e);
} verbs[] = {
	{ "give", "accounts.give", "sure.account.give", NULL, give },
	{ "lock", "accounts.lock", "sure.account.lock", "accounts.lock.done", lock },
	{ "unlock", NULL, NULL, "accounts.unlock.done", unlock },
	{ "factor", "accounts.factor.reset", "sure.account.factor", "accounts.factor.done",
	  reset_factor },
	{ "end", "accounts.end", "sure.account.end", "accounts.end.done", end },
};

/* What throws somebody out is asked about once more. */
static bool are_sure(struct exchange *x, const struct acting *a, const struct person *whose)
{
	struct str name = words_person(x, whose->id);
	struct sure_plain q = {
		.whom = name, .back = str_fmt(x->a, "/admin/accounts/%.*s", STR_ARG(whose->key)),
	};
	if (!a->verb->sure) {
		return true;
	}
	q.title = words0(x, a->verb->title);
	q.what = words1(x, a->verb->sure, "name", name);
	return sure_plain(x, &q);
}

static bool job(struct ticket *t, struct app *app, struct err *e)
{
	struct exchange *x = t->ctx;
	const struct acting *a = x->state;
	return a->verb->act(x, app, e);
}

static void done(struct exchange *x)
{
	const struct acting *a = x->state;
	const struct err *e = &x->ticket.answer.err;
	if (x->ticket.answer.ok) {
		show(x, 200, (struct shown){ a->verb->notice, NULL, a->text });
	} else {
		show(x, e->code == ERR_DENIED ? 403 : 409, (struct shown){ NULL, e, STR("") });
	}
}

void accounts_act(struct exchange *x)
{
	const struct org *o = app_org(x->app);
	const struct person *me = org_person(o, x->person);
	const struct person *whose = org_person_by_key(o, x->param[0]);
	struct acting *a = arena_new(x->a, struct acting);
	struct err e;
	for (size_t i = 0; i < ARRAY_LEN(verbs); i++) {
		a->verb = str_is(x->param[1], verbs[i].name) ? &verbs[i] : a->verb;
	}
	if (!a->verb || !whose || !me) {
		reply_status(x, 404);
		return;
	}
	if (!are_sure(x, a, whose)) {
		return;
	}
	a->act = (struct account_act){ .as = me->key, .key = whose->key, .at = world_clock() };
	x->state = a;
	/* Hashing takes its time: here, not on the writer's thread. */
	if (a->verb->act == give) {
		a->text = password_invent(x->a);
		if (!password_make(x->app, a->text, &a->made, &e)) {
			show(x, 503, (struct shown){ NULL, &e, STR("") });
			return;
		}
	}
	exchange_job(x, job, done);
}
