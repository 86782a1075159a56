/* The citizen's door: the page that asks for a code, the code, the cookie. */
#include "proved.h"

#include "form.h"
#include "guard.h"
#include "pages.h"
#include "pass.h"
#include "top.h"
#include "view_proved.h"
#include "web_int.h"

#include "app/world.h"

#include <string.h>

/* ---- the cookie ---- */

static struct str cookie_of(const struct exchange *x)
{
	return http_cookie(x->in->header[HTTP_COOKIE], "proved");
}

static void set_cookie(struct exchange *x, struct str token, int age_s)
{
	http_field(&x->out, "Set-Cookie",
		   str_fmt(x->a, "proved=%.*s; Path=/track; Max-Age=%d; HttpOnly; "
				 "SameSite=Strict%s",
			   STR_ARG(token), age_s, x->web->o.secure ? "; Secure" : ""));
}

/* Bound to the session, and to this process. */
static struct str form_token(const struct exchange *x, struct str token)
{
	struct str text = str_fmt(x->a, "proved %.*s", STR_ARG(token));
	char hex[HASH_HEX];
	return str_dup(x->a, str_of(hash_hex(hash_hmac(x->web->o.key, text.p, text.n), hex)));
}

/* ---- the page that asks ---- */

bool proved_can_send(const struct exchange *x, enum contact_way way)
{
	return x->web->o.sends[way] || app_mode_of(x->app) == APP_DEMO;
}

static const char *const ways[] = { [CONTACT_PHONE] = "phone", [CONTACT_EMAIL] = "email" };

static struct field_view way_field(const struct exchange *x, const struct proof_place *p,
				   struct str chosen)
{
	struct option_view *list = arena_array(x->a, struct option_view, CONTACT_WAYS);
	size_t n = 0;
	for (int w = 0; w < CONTACT_WAYS; w++) {
		const struct contact *c = &p->contacts.way[w];
		struct str key = str_fmt(x->a, "proved.ask.way.%s", ways[w]);
		if (c->to.n > 0 && proved_can_send(x, (enum contact_way)w)) {
			list[n++] = (struct option_view){ str_of(ways[w]),
							  words1(x, key.p, "to", c->shown),
							  str_is(chosen, ways[w]) };
		}
	}
	return (struct field_view){ .name = STR("way"), .label = words0(x, "proved.ask.way"),
				    .options = { list, n } };
}

static bool has_contact(const struct proof_place *p)
{
	return p->contacts.way[CONTACT_PHONE].to.n > 0 || p->contacts.way[CONTACT_EMAIL].to.n > 0;
}

/* `sent`: the way a code went; empty: none did. */
static void ask(struct exchange *x, int status, const struct proof_place *p, struct str sent,
		const struct err *wrong)
{
	struct proved_ask_view v = {
		.top = top_public(x, words0(x, "proved.ask.title"), SECTION_TRACK),
		.code = p->code, .back = str_fmt(x->a, "/track/%.*s", STR_ARG(p->code)),
		.at = str_fmt(x->a, "/track/%.*s/proved", STR_ARG(p->code)),
		.office = guard_by_office(x), .left = form_get(x->form, "left").n > 0,
		.come = words1(x, "proved.ask.come", "unit", p->receiving),
		.lost = words1(x, "proved.ask.lost", "unit", p->receiving),
		.demo = app_mode_of(x->app) == APP_DEMO && !x->web->o.sends[CONTACT_PHONE] &&
			!x->web->o.sends[CONTACT_EMAIL],
		.digits = { .name = STR("digits"), .label = words0(x, "proved.ask.code"),
			    .hint = words0(x, "proved.ask.code.hint"),
			    .inputmode = STR("numeric"), .autocomplete = STR("one-time-code"),
			    .max = 2 * PROOF_DIGITS, .required = true, .focus = true },
	};
	enum contact_way way = contact_way_of(sent);
	v.way = way_field(x, p, sent);
	if (v.way.options.n == 0) {
		v.none = words0(x, has_contact(p) ? "proved.ask.unset" : "proved.ask.none");
	}
	if (way != CONTACT_WAYS) {
		struct text_arg args[] = { { "to", p->contacts.way[way].shown },
					   { "minutes", str_int(x->a, PROOF_CODE_S / 60) } };
		v.sent = words(x, "proved.ask.sent", args, ARRAY_LEN(args));
		v.sent_way = sent;
	}
	if (wrong) {
		v.wrong = words_err(x, wrong);
		v.hint = words_hint(x, wrong);
	}
	page_proved_ask(x->page, x->lang, &v);
	reply_page(x, status);
}

/* ---- who ---- */

/* The digits first: who has not shown them learns nothing of contacts. */
static bool find_place(struct exchange *x, struct proof_place *out)
{
	struct err e;
	if (!pass_holds(x, x->param[0])) {
		reply_see(x, str_fmt(x->a, "/track?code=%.*s",
				     STR_ARG(http_encode(x->a, x->param[0]))));
		return false;
	}
	if (!proof_place(x->app, x->a, x->param[0], x->now, out, &e)) {
		reply_err(x, &e);
		return false;
	}
	if (guard_by_office(x)) {
		ask(x, 403, out, STR(""), NULL);
		return false;
	}
	return true;
}

bool proved_admit(struct exchange *x, struct proved *out)
{
	struct proved p = { .token = cookie_of(x) };
	struct err e;
	if (!find_place(x, &p.place)) {
		return false;
	}
	if (!proof_holds(x->app, p.place.id, p.token, world_clock(), &p.until, &e)) {
		reply_err(x, &e);
		return false;
	}
	if (p.until == INSTANT_NONE) {
		ask(x, x->in->method == HTTP_POST ? 403 : 200, &p.place,
		    form_get(x->form, "sent"), NULL);
		return false;
	}
	p.at = str_fmt(x->a, "/track/%.*s/proved", STR_ARG(p.place.code));
	p.form = form_token(x, p.token);
	if (x->in->method == HTTP_POST && !str_eq(form_get(x->form, "token"), p.form)) {
		reply_status(x, 403);
		return false;
	}
	*out = p;
	return true;
}

/* ---- a code is sent ---- */

struct sending {
	struct proof_place place;
	struct proof_ask ask;
};

static bool send_code(struct ticket *t, struct app *app, struct err *e)
{
	struct exchange *x = t->ctx;
	const struct sending *s = x->state;
	return proof_send(app, x->a, &s->ask, e);
}

static void sent(struct exchange *x)
{
	const struct sending *s = x->state;
	const struct err *e = &x->ticket.answer.err;
	bool again = !x->ticket.answer.ok && strcmp(e->key, "proved.soon") == 0;
	if (x->ticket.answer.ok) {
		reply_see(x, str_fmt(x->a, "/track/%.*s/proved?sent=%s",
				     STR_ARG(s->place.code), ways[s->ask.way]));
	} else if (e->code == ERR_LIMIT || e->code == ERR_CONFLICT) {
		/* The one that went before may be typed all the same. */
		ask(x, e->code == ERR_LIMIT ? 429 : 409, &s->place,
		    again ? str_of(ways[s->ask.way]) : STR(""), e);
	} else {
		reply_err(x, e);
	}
}

void proved_send(struct exchange *x)
{
	struct sending *s = arena_new(x->a, struct sending);
	struct str way = form_get(x->form, "way");
	struct err e;
	if (!find_place(x, &s->place)) {
		return;
	}
	s->ask = (struct proof_ask){ .dossier = s->place.code, .way = contact_way_of(way),
				     .lang = x->lang, .at = world_clock() };
	if (s->ask.way == CONTACT_WAYS || !proved_can_send(x, s->ask.way)) {
		err_set(&e, ERR_CONFLICT, "proved.unset", NULL);
		ask(x, 409, &s->place, STR(""), &e);
		return;
	}
	x->state = s;
	exchange_job(x, send_code, sent);
}

/* ---- a code comes back ---- */

struct entering {
	struct proof_place place;
	struct str code;
	struct try tried[2];
	struct session_token token;
};

static bool enter(struct ticket *t, struct app *app, struct err *e)
{
	struct exchange *x = t->ctx;
	struct entering *s = x->state;
	return proof_enter(app, x->a, s->place.code, s->code, world_clock(), &s->token, e);
}

static void entered(struct exchange *x)
{
	const struct entering *s = x->state;
	const struct err *e = &x->ticket.answer.err;
	char text[HASH_HEX];
	if (x->ticket.answer.ok) {
		tries_right(x->web->o.tries, s->tried, ARRAY_LEN(s->tried));
		reply_see(x, str_fmt(x->a, "/track/%.*s/proved", STR_ARG(s->place.code)));
		set_cookie(x, str_of(session_token_text(&s->token, text)), PROOF_SESSION_S);
	} else if (strcmp(e->key, "proved.wrong") == 0) {
		struct str way = form_get(x->form, "way");
		ask(x, 403, &s->place, way.n > 0 ? way : str_of(ways[CONTACT_PHONE]), e);
	} else {
		tries_back(x->web->o.tries, s->tried, ARRAY_LEN(s->tried));
		reply_err(x, e);
	}
}

void proved_enter(struct exchange *x)
{
	struct entering *s = arena_new(x->a, struct entering);
	char id[ID_TEXT];
	int64_t until;
	struct err e;
	if (!find_place(x, &s->place)) {
		return;
	}
	s->code = form_get(x->form, "digits");
	s->tried[0] = (struct try){
		TRY_PROOF, str_dup(x->a, str_of(id_text('d', s->place.id.v, id))) };
	s->tried[1] = (struct try){ TRY_ADDRESS, guard_address(x) };
	/* Counted before it is known whether it is right, so that many at once are no way
	 * around the limit. */
	if (!tries_begin(x->web->o.tries, s->tried, ARRAY_LEN(s->tried), world_clock(), &until)) {
		err_set(&e, ERR_LIMIT, "proved.tries", NULL);
		ask(x, 429, &s->place, STR(""), &e);
		return;
	}
	x->state = s;
	exchange_job(x, enter, entered);
}

/* ---- leaving ---- */

static bool leave(struct ticket *t, struct app *app, struct err *e)
{
	struct exchange *x = t->ctx;
	const struct proved *p = x->state;
	struct session_token token;
	return !session_token_read(p->token, &token) || proof_leave(app, &token, e);
}

static void left(struct exchange *x)
{
	const struct proved *p = x->state;
	if (x->ticket.answer.ok) {
		reply_see(x, STR_JOIN(x->a, p->at, STR("?left=1")));
		set_cookie(x, STR(""), 0);
	} else {
		reply_err(x, &x->ticket.answer.err);
	}
}

void proved_leave(struct exchange *x)
{
	struct proved *p = arena_new(x->a, struct proved);
	if (proved_admit(x, p)) {
		x->state = p;
		exchange_job(x, leave, left);
	}
}
