/* What a citizen changes once proved by a code. */
#include "page_proved.h"

#include "form.h"
#include "guard.h"
#include "pages.h"
#include "sure.h"
#include "top.h"
#include "web_int.h"

#include "app/message.h"
#include "app/world.h"

#include <string.h>

static struct json *arguments(const struct exchange *x, const struct proved *p)
{
	struct json *args = json_new_obj(x->a);
	json_set_str(x->a, args, "dossier", p->place.code);
	json_set_str(x->a, args, "proved", p->token);
	return args;
}

static void see_done(struct exchange *x, const struct proved *p, const char *what)
{
	reply_see(x, str_fmt(x->a, "%.*s?done=%s", STR_ARG(p->at), what));
}

/* ---- a new contact: a code goes to it ---- */

struct changing {
	struct proved who;
	enum contact_way way;
	struct str contact, to;		/* as typed; as messages are sent to it */
	struct try tried[2];
};

static bool read_change(struct exchange *x, struct changing *c)
{
	struct err e;
	if (!proved_admit(x, &c->who)) {
		return false;
	}
	c->way = contact_way_of(form_get(x->form, "way"));
	c->contact = form_get(x->form, "contact");
	if (c->way == CONTACT_WAYS || !proved_can_send(x, c->way)) {
		err_set(&e, ERR_CONFLICT, "proved.unset", NULL);
		proved_again(x, &c->who, &e);
		return false;
	}
	if (!message_address(x->a, contact_mail(c->way), c->contact, &c->to)) {
		err_set(&e, ERR_INVALID, "contact.value", NULL);
		proved_again(x, &c->who, &e);
		return false;
	}
	x->state = c;
	return true;
}

static void ask_code(struct exchange *x, const struct changing *c, int status,
		     const struct err *wrong)
{
	struct proved_contact_view v = {
		.top = top_public(x, words0(x, "proved.contact.title"), SECTION_TRACK),
		.code = c->who.place.code, .at = c->who.at, .form = c->who.form,
		.key = top_form_key(x), .way = form_get(x->form, "way"), .contact = c->contact,
		.sent = words1(x, "proved.contact.sent", "to", c->to),
		.demo = app_mode_of(x->app) == APP_DEMO && !x->web->o.sends[c->way],
		.digits = { .name = STR("digits"), .label = words0(x, "proved.ask.code"),
			    .hint = words0(x, "proved.ask.code.hint"),
			    .inputmode = STR("numeric"), .autocomplete = STR("one-time-code"),
			    .max = 2 * PROOF_DIGITS, .required = true, .focus = true },
	};
	if (wrong) {
		v.wrong = words_err(x, wrong);
		v.hint = words_hint(x, wrong);
	}
	page_proved_contact(x->page, x->lang, &v);
	reply_page(x, status);
}

static bool send_code(struct ticket *t, struct app *app, struct err *e)
{
	struct exchange *x = t->ctx;
	const struct changing *c = x->state;
	struct proof_ask q = { .dossier = c->who.place.code, .way = c->way,
			       .contact = c->contact, .lang = x->lang, .at = world_clock() };
	return proof_send(app, x->a, &q, e);
}

static void code_sent(struct exchange *x)
{
	const struct changing *c = x->state;
	const struct err *e = &x->ticket.answer.err;
	if (x->ticket.answer.ok) {
		ask_code(x, c, 200, NULL);
	} else if (strcmp(e->key, "proved.soon") == 0) {
		ask_code(x, c, 429, e);
	} else {
		proved_again(x, &c->who, e);
	}
}

void proved_contact(struct exchange *x)
{
	struct changing *c = arena_new(x->a, struct changing);
	if (read_change(x, c)) {
		exchange_job(x, send_code, code_sent);
	}
}

/* ---- … and comes back ---- */

static bool tell(struct ticket *t, struct app *app, struct err *e)
{
	struct exchange *x = t->ctx;
	const struct changing *c = x->state;
	struct proof_change change = {
		.dossier = c->who.place.code, .old = c->who.place.contacts.way[c->way].to,
		.way = c->way, .lang = x->lang, .at = world_clock() };
	return session_token_read(c->who.token, &change.token) &&
	       proof_changed(app, x->a, &change, e);
}

static void told(struct exchange *x)
{
	const struct changing *c = x->state;
	if (x->ticket.answer.ok) {
		see_done(x, &c->who, "contact");
	} else {
		reply_err(x, &x->ticket.answer.err);
	}
}

static void changed(struct exchange *x)
{
	const struct changing *c = x->state;
	const struct err *e = &x->ticket.answer.err;
	bool wrong = !x->ticket.answer.ok && strcmp(e->key, "proved.wrong") == 0;
	if (x->ticket.answer.ok) {
		tries_right(x->web->o.tries, c->tried, ARRAY_LEN(c->tried));
		exchange_job(x, tell, told);
		return;
	}
	if (!wrong) {
		tries_back(x->web->o.tries, c->tried, ARRAY_LEN(c->tried));
		proved_again(x, &c->who, e);
		return;
	}
	ask_code(x, c, 403, e);
}

void proved_contact_code(struct exchange *x)
{
	struct changing *c = arena_new(x->a, struct changing);
	char id[ID_TEXT];
	int64_t until;
	struct err e;
	if (!read_change(x, c)) {
		return;
	}
	c->tried[0] = (struct try){
		TRY_PROOF, str_dup(x->a, str_of(id_text('d', c->who.place.id.v, id))) };
	c->tried[1] = (struct try){ TRY_ADDRESS, guard_address(x) };
	if (!tries_begin(x->web->o.tries, c->tried, ARRAY_LEN(c->tried), world_clock(), &until)) {
		err_set(&e, ERR_LIMIT, "proved.tries", NULL);
		proved_again(x, &c->who, &e);
		return;
	}
	struct json *args = arguments(x, &c->who);
	json_set_str(x->a, args, "way", form_get(x->form, "way"));
	json_set_str(x->a, args, "contact", c->contact);
	json_set_str(x->a, args, "code", form_get(x->form, "digits"));
	exchange_act(x, "change_contact", args, form_get(x->form, "key"), changed);
}

/* ---- another way of the result ---- */

static void settled(struct exchange *x, const char *what)
{
	const struct proved *p = x->state;
	if (x->ticket.answer.ok) {
		see_done(x, p, what);
	} else {
		proved_again(x, p, &x->ticket.answer.err);
	}
}

static void result_changed(struct exchange *x)
{
	settled(x, "result_by");
}

void proved_result_by(struct exchange *x)
{
	struct proved *p = arena_new(x->a, struct proved);
	if (!proved_admit(x, p)) {
		return;
	}
	struct json *args = arguments(x, p);
	json_set_str(x->a, args, "result_by", form_get(x->form, "result_by"));
	x->state = p;
	exchange_act(x, "change_result_by", args, form_get(x->form, "key"), result_changed);
}

/* ---- withdrawal ---- */

static void withdrawn(struct exchange *x)
{
	settled(x, "withdraw");
}

void proved_withdraw(struct exchange *x)
{
	struct proved *p = arena_new(x->a, struct proved);
	if (!proved_admit(x, p)) {
		return;
	}
	struct str title = words0(x, "proved.withdraw");
	struct top_view top = top_public(x, title, SECTION_TRACK);
	top.token = p->form;
	struct sure_plain q = { .title = title, .whom = p->place.code, .back = p->at, .top = &top,
				.what = words1(x, "proved.withdraw.sure", "code",
					       p->place.code) };
	if (form_get(x->form, "reason").n > 0 && !sure_plain(x, &q)) {
		return;
	}
	struct json *args = arguments(x, p);
	json_set_str(x->a, args, "reason", form_get(x->form, "reason"));
	x->state = p;
	exchange_act(x, "withdraw", args, form_get(x->form, "key"), withdrawn);
}
