/*
 * Tokens of programs, for an administrator: which there are, and the end of one while the
 * server runs. They are made on the command line alone: no page shows one.
 */
#include "page_tokens.h"

#include "pages.h"
#include "sure.h"
#include "top.h"
#include "view_tokens.h"
#include "web_int.h"
#include "words.h"

#include "app/token.h"
#include "app/world.h"

/* ---- rows ---- */

static struct str whom(const struct exchange *x, struct person_id id)
{
	struct str name = words_person(x, id);
	const struct person *p = org_person(app_org(x->app), id);
	if (id.v == 0) {
		return words0(x, "tokens.portal");
	}
	return name.n > 0 ? name : p ? p->key : STR("?");
}

static struct str scopes(const struct exchange *x, const struct token *t)
{
	struct str s = STR("");
	for (unsigned i = 0; i < SCOPES; i++) {
		if (token_has(t, (enum token_scope)i)) {
			struct str name = str_of(scope_name((enum token_scope)i));
			s = s.n > 0 ? STR_JOIN(x->a, s, STR(", "), name) : name;
		}
	}
	return s;
}

static struct token_row_view row(const struct exchange *x, const struct token *t)
{
	bool revoked = t->revoked_at != INSTANT_NONE, ended = t->ends_at <= world_clock();
	struct str number = str_int(x->a, t->no);
	struct text_arg made[] = { { "when", words_moment(x, t->made_at) },
				   { "who", whom(x, t->made_by) } };
	return (struct token_row_view){
		.number = number, .whom = whom(x, t->person), .note = t->note,
		.scopes = scopes(x, t), .until = words_day(x, t->ends_at),
		.state = words0(x, revoked ? "token.state.revoked"
				  : ended ? "token.state.ended" : "token.state.good"),
		.made = words(x, "tokens.made", made, ARRAY_LEN(made)),
		.path = STR_JOIN(x->a, STR("/admin/tokens/"), number, STR("/revoke")),
		.revoke = words1(x, "tokens.revoke.one", "n", number),
		.good = !revoked && !ended,
	};
}

static void show(struct exchange *x, int status, const char *notice, const struct err *wrong)
{
	struct token_list list;
	struct err e;
	if (!token_list(x->app, x->a, &list, &e)) {
		reply_err(x, &e);
		return;
	}
	struct token_row_view *out = arena_array(x->a, struct token_row_view, list.n);
	struct tokens_view v = {
		.top = top_inside(x, words0(x, "tokens.title")),
		.notice = notice ? words0(x, notice) : STR(""),
		.wrong = wrong ? words_err(x, wrong) : STR(""),
		.hint = wrong ? words_hint(x, wrong) : STR(""),
		.empty = { .text = words0(x, "token.nobody") },
	};
	/* The newest first. */
	for (size_t i = 0; i < list.n; i++) {
		out[i] = row(x, &list.token[list.n - 1 - i]);
	}
	v.rows.p = out;
	v.rows.n = list.n;
	page_tokens(x->page, x->lang, &v);
	reply_page(x, status);
}

void tokens_list(struct exchange *x)
{
	show(x, 200, NULL, NULL);
}

/* ---- the end of one ---- */

struct revoking {
	struct str as;
	int64_t no;
};

static bool job(struct ticket *t, struct app *app, struct err *e)
{
	const struct exchange *x = t->ctx;
	const struct revoking *r = x->state;
	return token_revoke(app, r->as, r->no, world_clock(), e);
}

static void done(struct exchange *x)
{
	const struct err *e = &x->ticket.answer.err;
	if (x->ticket.answer.ok) {
		show(x, 200, "tokens.revoke.done", NULL);
	} else {
		show(x, e->code == ERR_NOT_FOUND ? 404 : e->code == ERR_DENIED ? 403 : 409, NULL,
		     e);
	}
}

void tokens_revoke(struct exchange *x)
{
	const struct person *me = org_person(app_org(x->app), x->person);
	struct revoking *r = arena_new(x->a, struct revoking);
	if (!me || !str_to_int64(x->param[0], &r->no) || r->no < 1) {
		reply_status(x, 404);
		return;
	}
	struct sure_plain q = {
		.title = words1(x, "tokens.revoke.one", "n", x->param[0]),
		.back = STR("/admin/tokens"),
		.what = words1(x, "sure.token.revoke", "n", x->param[0]),
		.whom = words0(x, "tokens.title"),
	};
	if (!sure_plain(x, &q)) {
		return;
	}
	r->as = me->key;
	x->state = r;
	exchange_job(x, job, done);
}
