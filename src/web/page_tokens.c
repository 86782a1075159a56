/*
 * Tokens of programs, for an administrator: which there are, a new one, and the end of one,
 * while the server runs. The page that answers the making shows the token, once: no page
 * inside is kept by a browser, nor is a token by the store.
 */
#include "page_tokens.h"

#include "admin_form.h"
#include "form.h"
#include "pages.h"
#include "sure.h"
#include "top.h"
#include "view_tokens.h"
#include "web_int.h"
#include "words.h"

#include "app/token.h"
#include "app/world.h"

#include "base/day.h"

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

/* ---- the form of a new one ---- */

static bool ticked(const struct exchange *x, struct str scope)
{
	struct str one;
	for (size_t i = 0; form_nth(x->form, "scope", i, &one); i++) {
		if (str_eq(one, scope)) {
			return true;
		}
	}
	return false;
}

static struct field_view scope_field(const struct exchange *x, bool kept)
{
	struct option_view *list = arena_array(x->a, struct option_view, SCOPES);
	for (unsigned i = 0; i < SCOPES; i++) {
		struct str name = str_of(scope_name((enum token_scope)i));
		list[i] = (struct option_view){ name, words_of(x, "tokens.scope", name),
						kept && ticked(x, name) };
	}
	return (struct field_view){ .name = STR("scope"), .label = words0(x, "token.scopes"),
				    .options = { list, SCOPES } };
}

/* `wrong` NULL: nothing is kept of what came. */
static void put_form(const struct exchange *x, const struct err *wrong, struct tokens_view *v)
{
	bool kept = wrong != NULL;
	v->person = (struct field_view){ .name = STR("person"), .label = words0(x, "token.for"),
		.hint = words0(x, "tokens.person.hint"), .required = true, .max = 40,
		.value = kept ? form_get(x->form, "person") : STR("") };
	v->until = (struct field_view){ .name = STR("until"), .label = words0(x, "token.until"),
		.type = STR("date"), .required = true,
		.value = kept ? form_get(x->form, "until") : STR("") };
	v->note = (struct field_view){ .name = STR("note"), .label = words0(x, "token.note_is"),
		.hint = words0(x, "tokens.note.hint"), .max = TOKEN_NOTE_MOST,
		.value = kept ? form_get(x->form, "note") : STR("") };
	v->scopes = scope_field(x, kept);
}

/* Beside the input it is about. */
static void blame(struct tokens_view *v, struct str key)
{
	const struct {
		const char *key;
		struct field_view *field;
	} about[] = {
		{ "person.unknown", &v->person }, { "token.no_post", &v->person },
		{ "token.end", &v->until }, { "time.day", &v->until }, { "token.note", &v->note },
		{ "token.no_scope", &v->scopes }, { "token.portal_scope", &v->scopes },
	};
	for (size_t i = 0; i < ARRAY_LEN(about); i++) {
		if (str_is(key, about[i].key)) {
			about[i].field->error = v->wrong;
			about[i].field->focus = true;
		}
	}
}

struct shown {
	int status;
	const char *notice;		/* or NULL */
	const struct err *wrong;	/* or NULL */
	bool forming;			/* it is the form of a new one that is wrong */
	struct str made, given;
};

static void show(struct exchange *x, struct shown s)
{
	const struct err *wrong = s.wrong;
	struct token_list list;
	struct err e;
	if (!token_list(x->app, x->a, &list, &e)) {
		reply_err(x, &e);
		return;
	}
	struct token_row_view *out = arena_array(x->a, struct token_row_view, list.n);
	struct tokens_view v = {
		.top = top_inside(x, words0(x, "tokens.title")),
		.notice = s.notice ? words0(x, s.notice) : STR(""),
		.wrong = wrong ? words_err(x, wrong) : STR(""),
		.hint = wrong ? words_hint(x, wrong) : STR(""),
		.empty = { .text = words0(x, "token.nobody") },
		.made = s.made, .given = s.given,
	};
	put_form(x, s.forming ? wrong : NULL, &v);
	if (s.forming && wrong) {
		blame(&v, str_of(wrong->key));
	}
	/* The newest first. */
	for (size_t i = 0; i < list.n; i++) {
		out[i] = row(x, &list.token[list.n - 1 - i]);
	}
	v.rows.p = out;
	v.rows.n = list.n;
	page_tokens(x->page, x->lang, &v);
	reply_page(x, s.status);
}

void tokens_list(struct exchange *x)
{
	show(x, (struct shown){ .status = 200 });
}

static int status_of(const struct err *e)
{
	return e->code == ERR_NOT_FOUND ? 404 : e->code == ERR_DENIED ? 403 :
	       e->code == ERR_BUSY ? 503 : 409;
}

/* ---- a new one ---- */

struct making {
	struct token_wish wish;
	struct token made;
	struct token_secret secret;
};

static bool make_job(struct ticket *t, struct app *app, struct err *e)
{
	const struct exchange *x = t->ctx;
	struct making *m = x->state;
	return token_make(app, &m->wish, &m->made, &m->secret, e);
}

static void made(struct exchange *x)
{
	const struct making *m = x->state;
	const struct err *e = &x->ticket.answer.err;
	char text[TOKEN_TEXT];
	if (!x->ticket.answer.ok) {
		show(x, (struct shown){ .status = refused_status(e), .wrong = e, .forming = true });
		return;
	}
	show(x, (struct shown){ .status = 200,
		.made = words1(x, "tokens.given", "n", str_int(x->a, m->made.no)),
		.given = str_dup(x->a, str_of(token_text(&m->secret, text))) });
}

static bool read_wish(struct exchange *x, struct token_wish *w, struct err *e)
{
	struct str all = STR(""), one;
	struct day until;
	for (size_t i = 0; form_nth(x->form, "scope", i, &one); i++) {
		all = i == 0 ? one : STR_JOIN(x->a, all, STR(","), one);
	}
	if (!scopes_parse(x->a, all, &w->scopes, e) ||
	    !day_parse(form_get(x->form, "until"), &until, e)) {
		return false;
	}
	w->person = form_get(x->form, "person");
	w->note = form_get(x->form, "note");
	w->at = world_clock();
	w->ends_at = day_start(until);
	return true;
}

void tokens_make(struct exchange *x)
{
	const struct person *me = org_person(app_org(x->app), x->person);
	struct making *m = arena_new(x->a, struct making);
	struct err e;
	if (!me) {
		reply_status(x, 404);
		return;
	}
	if (!read_wish(x, &m->wish, &e)) {
		show(x, (struct shown){ .status = 422, .wrong = &e, .forming = true });
		return;
	}
	m->wish.as = me->key;
	x->state = m;
	exchange_job(x, make_job, made);
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
		show(x, (struct shown){ .status = 200, .notice = "tokens.revoke.done" });
	} else {
		show(x, (struct shown){ .status = status_of(e), .wrong = e });
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
