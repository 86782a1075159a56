/* Signing in and out. */
#include "page_sign.h"

#include "form.h"
#include "guard.h"
#include "pages.h"
#include "top.h"
#include "view_sign.h"
#include "web_int.h"
#include "words.h"

#include "app/account.h"
#include "app/find.h"
#include "app/proof.h"
#include "app/world.h"

/* ---- the form ---- */

struct waiting_form {			/* what was sent while nobody was signed in */
	struct str back, carry;
};

static void show(struct exchange *x, int status, struct waiting_form wait, const struct err *wrong)
{
	struct sign_in_view v = {
		.top = top_public(x, words0(x, "sign.title"), SECTION_NONE),
		.back = wait.back, .carry = wait.carry,
		.key = { .name = STR("key"), .label = words0(x, "sign.key"), .max = 40,
			 .value = form_get(x->form, "key"), .required = true, .focus = true,
			 .autocomplete = STR("username") },
		.password = { .name = STR("password"), .label = words0(x, "sign.password"),
			      .type = STR("password"), .required = true, .max = 200,
			      .autocomplete = STR("current-password") },
		.pin = { .name = STR("pin"), .label = words0(x, "sign.pin"),
			 .hint = words0(x, "sign.pin.hint"), .inputmode = STR("numeric"),
			 .type = STR("password"), .pattern = STR("[0-9]{6}"), .max = 6,
			 .autocomplete = STR("off") },
		.demo = app_mode_of(x->app) == APP_DEMO ? STR("/demo/people") : STR(""),
	};
	if (wrong) {
		v.wrong = words_err(x, wrong);
		v.hint = words_hint(x, wrong);
	}
	page_sign_in(x->page, x->lang, &v);
	reply_page(x, status);
}

static struct waiting_form waiting(const struct exchange *x)
{
	struct waiting_form w = { form_get(x->form, "back"), form_get(x->form, "carry") };
	w.back = guard_own_path(w.back) ? w.back : STR("/work");
	return w;
}

void sign_form(struct exchange *x)
{
	show(x, 200, waiting(x), NULL);
}

static struct str upload_back(const struct exchange *x)
{
	return x->route->kept ? x->in->path
	     : str_fmt(x->a, "/dossiers/%.*s", STR_ARG(http_encode(x->a, x->param[0])));
}

void sign_wanted(struct exchange *x)
{
	struct str type = x->in->header[HTTP_CONTENT_TYPE];
	bool form = str_starts(type, STR("application/x-www-form-urlencoded"));
	if (x->in->method != HTTP_POST) {
		bool tells = find_tells_number(form_get(x->form, "q"));
		struct str back = tells ? x->in->path : x->in->target;
		reply_see(x, str_fmt(x->a, "/sign-in?back=%.*s",
				     STR_ARG(http_encode(x->a, back))));
		return;
	}
	if (x->route->upload) {
		/* A file cannot wait here; that it did not arrive must be said. */
		struct err e;
		err_set(&e, ERR_DENIED, "upload.signed_out", NULL);
		show(x, 401, (struct waiting_form){ upload_back(x), STR("") }, &e);
		return;
	}
	/* Passwords and PINs wait on no page: they would stand in it for the next one. */
	bool own = str_starts(x->in->path, STR("/own/"));
	show(x, 401, (struct waiting_form){ own ? STR("/own") : x->in->target,
					    form && !own ? x->in->body : STR("") }, NULL);
}

/* ---- in ---- */

struct entering {
	struct waiting_form wait;
	struct entrance in;
	struct session_token token, machine;
	struct login login;
	struct str proof;		/* of the page that asks for the code */
};

static bool enter(struct ticket *t, struct app *app, struct err *e)
{
	struct exchange *x = t->ctx;
	struct entering *in = x->state;
	in->in.at = world_clock();
	return account_enter(app, x->web->o.sessions, x->web->o.tries, &in->in, &in->token,
			     &in->login, e);
}

static void show_code(struct exchange *x, int status, const struct entering *in,
		      const struct err *wrong)
{
	struct sign_code_view v = {
		.top = top_public(x, words0(x, "sign.code"), SECTION_NONE),
		.back = in->wait.back, .carry = in->wait.carry, .proof = in->proof,
		.code = { .name = STR("code"), .label = words0(x, "factor.code"),
			  .hint = words0(x, "sign.code.hint"), .required = true, .focus = true,
			  .max = 40, .autocomplete = STR("one-time-code") },
	};
	if (wrong) {
		v.wrong = words_err(x, wrong);
		v.hint = words_hint(x, wrong);
	}
	page_sign_code(x->page, x->lang, &v);
	reply_page(x, status);
}

/* The page a form stood on: the nearest one above the form's own address. */
static struct str page_above(const struct exchange *x, struct str target)
{
	struct str path, query;
	const struct route *row;
	struct str param[ROUTE_PARAMS] = { 0 };
	(void)str_cut(target, '?', &path, &query);
	while (path.n > 0 && route_find(x->a, HTTP_GET, path, &row, param) != ROUTE_FOUND) {
		do {
			path.n--;
		} while (path.n > 0 && path.p[path.n] != '/');
	}
	return path.n > 0 ? path : STR("/work");
}

/*
 * The form that waited, once more, for its owner to send: with the new token. Somebody
 * else who signs in at that page of a shared desk neither sees it nor sends it in their
 * own name.
 */
static void go_on(struct exchange *x, const struct entering *in)
{
	char token[FORM_TOKEN_TEXT];
	struct form f;
	struct err e;
	struct hidden_view *h;
	size_t n = 0;
	if (!form_parse(x->a, in->wait.carry, &f, &e) ||
	    !session_form_own(&in->login, form_get(&f, "token"))) {
		reply_see(x, STR("/work"));
		return;
	}
	h = arena_array(x->a, struct hidden_view, f.n + 1);
	h[n++] = (struct hidden_view){ STR("token"),
		str_dup(x->a, str_of(session_form_token(&in->login, token))) };
	for (size_t i = 0; i < f.n; i++) {
		if (!str_is(f.field[i].name, "token")) {
			h[n++] = (struct hidden_view){ f.field[i].name, f.field[i].value };
		}
	}
	struct sign_go_on_view v = {
		.top = top_public(x, words0(x, "sign.go_on"), SECTION_NONE),
		.action = in->wait.back, .leave = page_above(x, in->wait.back), .fields = { h, n },
	};
	page_sign_go_on(x->page, x->lang, &v);
	reply_page(x, 200);
}

static void entered(struct exchange *x)
{
	struct entering *in = x->state;
	const struct err *e = &x->ticket.answer.err;
	if (!x->ticket.answer.ok && in->in.who.factor && e->code == ERR_DENIED) {
		show_code(x, 403, in, e);
		return;
	}
	if (!x->ticket.answer.ok) {
		show(x, 409, in->wait, e);
		return;
	}
	/* What cannot be sent yet is not offered. */
	if (in->login.how != SESSION_PASSWORD) {
		reply_see(x, in->login.how == SESSION_ONE_TIME ? STR("/own/password")
							       : STR("/own/factor"));
	} else if (in->wait.carry.n > 0) {
		go_on(x, in);
	} else {
		reply_see(x, in->wait.back);
	}
	guard_cookie(x, &in->token);
	guard_machine_cookie(x, &in->machine);
}

/* The last word is the writer's. */
static void let_in(struct exchange *x, struct entering *in)
{
	guard_machine(x, &in->machine);
	in->in.device = session_device(x->web->o.sessions, in->in.who.person, &in->machine);
	x->state = in;
	exchange_job(x, enter, entered);
}

void sign_in(struct exchange *x)
{
	struct entering *in = arena_new(x->a, struct entering);
	struct sign_in wish = {
		.key = form_get(x->form, "key"), .password = form_get(x->form, "password"),
		.address = guard_address(x), .at = world_clock(),
	};
	struct err e;
	in->wait = waiting(x);
	in->in.pin = form_get(x->form, "pin");
	if (!account_prove(x->app, x->web->o.tries, &wish, &in->in.who, &e)) {
		show(x, e.code == ERR_BUSY ? 503 : 403, in->wait, &e);
		return;
	}
	if (in->in.who.factor) {
		in->proof = proof_seal(x->a, x->web->o.key, &in->in, world_clock());
		show_code(x, 200, in, NULL);
		return;
	}
	let_in(x, in);
}

void sign_code(struct exchange *x)
{
	struct entering *in = arena_new(x->a, struct entering);
	struct err e;
	in->wait = waiting(x);
	in->proof = form_get(x->form, "proof");
	if (!proof_open(x->a, x->web->o.key, in->proof, world_clock(), &in->in)) {
		err_set(&e, ERR_DENIED, "factor.late", NULL);
		show(x, 403, in->wait, &e);
		return;
	}
	in->in.code = form_get(x->form, "code");
	in->in.address = guard_address(x);
	if (!account_code(x->app, x->web->o.tries, &in->in.who, in->in.address, world_clock(),
			  &e)) {
		show_code(x, 403, in, &e);
		return;
	}
	let_in(x, in);
}

/* ---- out ---- */

static bool leave(struct ticket *t, struct app *app, struct err *e)
{
	struct exchange *x = t->ctx;
	return session_close(app, x->web->o.sessions, x->login.no, e);
}

static void left(struct exchange *x)
{
	if (!x->ticket.answer.ok) {
		reply_err(x, &x->ticket.answer.err);
	} else {
		reply_see(x, STR("/"));
	}
	guard_forget(x);
}

void sign_out(struct exchange *x)
{
	exchange_job(x, leave, left);
}
