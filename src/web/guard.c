/* Sessions, forms of our own, and who may come where. */
#include "guard.h"

#include "bearer.h"
#include "form.h"
#include "page_sign.h"
#include "web_int.h"

#include "app/staff.h"
#include "app/world.h"

#include <string.h>

/* "__Host-" binds the cookie to this host and to TLS; without TLS it may not. */
static const char *cookie_name(const struct exchange *x)
{
	return x->web->o.secure ? "__Host-session" : "session";
}

void guard_cookie(struct exchange *x, const struct session_token *token)
{
	char text[HASH_HEX];
	http_field(&x->out, "Set-Cookie",
		   str_fmt(x->a, "%s=%s; Path=/; HttpOnly; SameSite=Lax%s", cookie_name(x),
			   session_token_text(token, text), x->web->o.secure ? "; Secure" : ""));
}

void guard_forget(struct exchange *x)
{
	http_field(&x->out, "Set-Cookie",
		   str_fmt(x->a, "%s=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax%s",
			   cookie_name(x), x->web->o.secure ? "; Secure" : ""));
}

bool guard_token(const struct exchange *x, struct session_token *out)
{
	return session_token_read(http_cookie(x->in->header[HTTP_COOKIE], cookie_name(x)), out);
}

/* ---- the browser itself ---- */

enum { MACHINE_DAYS = 400 };		/* browsers keep nothing longer */

static const char *machine_name(const struct exchange *x)
{
	return x->web->o.secure ? "__Host-machine" : "machine";
}

void guard_machine(const struct exchange *x, struct session_token *out)
{
	if (!session_token_read(http_cookie(x->in->header[HTTP_COOKIE], machine_name(x)), out)) {
		random_bytes(out->b, KEY_SIZE);
	}
}

void guard_machine_cookie(struct exchange *x, const struct session_token *browser)
{
	char text[HASH_HEX];
	http_field(&x->out, "Set-Cookie",
		   str_fmt(x->a, "%s=%s; Path=/; Max-Age=%d; HttpOnly; SameSite=Lax%s",
			   machine_name(x), session_token_text(browser, text),
			   MACHINE_DAYS * 24 * 3600, x->web->o.secure ? "; Secure" : ""));
}

/* ---- the parked ones of this browser ---- */

static const char *parked_name(const struct exchange *x)
{
	return x->web->o.secure ? "__Host-parked" : "parked";
}

void guard_parked(const struct exchange *x, struct parked *out)
{
	parked_read(http_cookie(x->in->header[HTTP_COOKIE], parked_name(x)), out);
}

void guard_park(struct exchange *x, const struct parked *d)
{
	char text[PARKED_TEXT];
	http_field(&x->out, "Set-Cookie",
		   str_fmt(x->a, "%s=%s; Path=/; Max-Age=%d; HttpOnly; SameSite=Lax%s",
			   parked_name(x), parked_text(d, text), d->n > 0 ? SESSION_WHOLE_S : 0,
			   x->web->o.secure ? "; Secure" : ""));
}

bool guard_by_office(const struct exchange *x)
{
	struct parked desk;
	guard_parked(x, &desk);
	return x->signed_in || desk.n > 0;
}

bool guard_own_path(struct str s)
{
	if (s.n == 0 || s.p[0] != '/' || (s.n > 1 && s.p[1] == '/')) {
		return false;
	}
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] <= ' ' || s.p[i] == '\\' || s.p[i] > '~') {
			return false;
		}
	}
	return true;
}

struct str guard_address(const struct exchange *x)
{
	struct str list = x->in->header[HTTP_FORWARDED_FOR], one = list;
	if (!x->web->o.proxied || list.n == 0) {
		return x->in->peer;
	}
	/* The last one was added by our proxy; what stands before it anybody may claim. */
	while (str_cut(list, ',', &one, &list)) {
	}
	return str_trim(one);
}

/* ---- who ---- */

void guard_know(struct exchange *x)
{
	struct session_token token;
	struct err e;
	struct str text = http_cookie(x->in->header[HTTP_COOKIE], cookie_name(x));
	x->signed_in = false;
	/* Programs bring a token; whatever cookie comes along counts for nothing. */
	if (x->route->who == WHO_TOKEN || !session_token_read(text, &token) ||
	    session_find(x->web->o.sessions, &token, world_clock(), &x->login) !=
		    SESSION_ACTIVE) {
		return;
	}
	x->person = x->login.person;
	x->signed_in = seat_now(app_org(x->app), x->person, x->login.seat, x->now, &x->seat);
	/* A name that cannot be read is no reason to send anybody away. */
	if (x->signed_in && !staff_name(x->app, x->person, &x->name, &e)) {
		x->name = STR("");
	}
}

/* ---- forms of our own ---- */

/* scheme://host[:port] of a header against Host. */
static bool same_host(struct str origin, struct str host)
{
	for (size_t i = 0; i + 2 < origin.n; i++) {
		if (memcmp(origin.p + i, "://", 3) == 0) {
			struct str rest = str_sub(origin, i + 3, origin.n), name, path;
			(void)str_cut(rest, '/', &name, &path);
			return str_eq(name, host);
		}
	}
	return false;
}

/* Old browsers say nothing of where a form comes from; then the token must do. */
static bool from_elsewhere(const struct http_request *r)
{
	struct str site = r->header[HTTP_SEC_FETCH_SITE], origin = r->header[HTTP_ORIGIN];
	if (site.n > 0) {
		return !str_is(site, "same-origin") && !str_is(site, "none");
	}
	return origin.n > 0 && !same_host(origin, r->header[HTTP_HOST]);
}

/* ---- where ---- */

static const struct unit *seat_unit(const struct exchange *x)
{
	return org_unit(app_org(x->app), x->seat.unit);
}

bool guard_leads(const struct exchange *x)
{
	return post_is(x->seat.post, "head") || post_is(x->seat.post, "deputy");
}

bool guard_may(const struct exchange *x, enum who who)
{
	const struct unit *u = x->signed_in ? seat_unit(x) : NULL;
	bool setup = u && x->login.how == SESSION_SETUP;
	bool whole = u && !setup && x->login.how != SESSION_ONE_TIME;
	switch (who) {
	case WHO_PUBLIC:
	case WHO_PROBE:
		return true;
	case WHO_DEMO:
		return app_mode_of(x->app) == APP_DEMO;
	case WHO_SELF:
		return u != NULL;
	case WHO_SETUP:
		return whole || setup;
	case WHO_STAFF:
		return whole;
	case WHO_COUNTER:
		return whole && str_is(u->role, "onestop");
	case WHO_LEADER:
		return whole && guard_leads(x);
	case WHO_SIGNER:
		return whole &&
		       (guard_leads(x) || org_given_to_sign(app_org(x->app), x->person, NULL,
							    x->now) != NULL);
	case WHO_RECORDS:
		return whole && (post_is(x->seat.post, "records") || guard_leads(x));
	case WHO_ADMIN:
		return whole && post_is(x->seat.post, "admin");
	case WHO_TOKEN:
		return x->by_token;
	}
	return false;
}

bool guard_admit(struct exchange *x)
{
	bool posts = x->in->method == HTTP_POST;
	bool open = x->route->who == WHO_PUBLIC || x->route->who == WHO_PROBE ||
		    x->route->who == WHO_DEMO;
	if (x->route->who == WHO_TOKEN) {
		return bearer_admit(x);
	}
	if (posts && from_elsewhere(x->in)) {
		reply_status(x, 403);
		return false;
	}
	if (!open && !x->signed_in) {
		sign_wanted(x);
		return false;
	}
	if (!guard_may(x, x->route->who)) {
		/* What is there in a demo only is nowhere else. */
		if (x->signed_in && x->login.how == SESSION_ONE_TIME) {
			reply_see(x, STR("/own/password"));
		} else if (x->signed_in && x->login.how == SESSION_SETUP) {
			reply_see(x, STR("/own/factor"));
		} else {
			reply_status(x, x->route->who == WHO_DEMO ? 404 : 403);
		}
		return false;
	}
	if (posts && !open && !session_form_good(&x->login, form_get(x->form, "token"))) {
		reply_status(x, 403);
		return false;
	}
	return true;
}
