/* Tokens of programs before the JSON API. */
#include "bearer.h"

#include "guard.h"
#include "web_int.h"

#include "app/staff.h"
#include "app/world.h"

#include <string.h>

static bool wrong_token(struct exchange *x, const struct err *e)
{
	struct try from = { TRY_TOKEN, guard_address(x) };
	struct err wait;
	int64_t now = world_clock(), until;
	/* Only what is no token of ours is counted, and only that waits: chance of 256 bits
	 * cannot be guessed, and an office shares an address. */
	bool guess = strcmp(e->key, "token.unknown") == 0;
	if (guess && from.what.n > 0 && !tries_begin(x->web->o.tries, &from, 1, now, &until)) {
		err_set(&wait, ERR_LIMIT, "api.wait", NULL);
		err_add_int(&wait, "seconds", until > now ? until - now : 1);
		reply_err(x, &wait);
		return false;
	}
	reply_err(x, e);
	return false;
}

static bool take_seat(struct exchange *x, struct err *e)
{
	x->person = x->token.person;
	x->signed_in = seat_now(app_org(x->app), x->person, (struct seat_choice){ 0 }, x->now,
				&x->seat);
	/* A name that cannot be read is no reason to send anybody away. */
	if (x->signed_in && !staff_name(x->app, x->person, &x->name, e)) {
		x->name = STR("");
	}
	return x->signed_in || err_set(e, ERR_DENIED, "token.no_post", NULL);
}

bool bearer_may(struct exchange *x, enum token_scope scope)
{
	struct err e;
	if (token_has(&x->token, scope)) {
		return true;
	}
	err_set(&e, ERR_DENIED, "api.scope", "scope", scope_name(scope), NULL);
	reply_err(x, &e);
	return false;
}

bool bearer_admit(struct exchange *x)
{
	struct str header = x->in->header[HTTP_AUTHORIZATION];
	struct token_secret secret;
	struct err e;
	if (header.n == 0) {
		err_set(&e, ERR_DENIED, "api.no_token", NULL);
		reply_err(x, &e);
		return false;
	}
	err_set(&e, ERR_DENIED, "token.unknown", NULL);
	if (!token_read(http_credentials(header, "Bearer"), &secret) ||
	    !token_find(x->app, x->a, &secret, world_clock(), &x->token, &e) ||
	    (x->token.person.v != 0 && !take_seat(x, &e))) {
		return wrong_token(x, &e);
	}
	x->by_token = true;
	return x->route->scope == SCOPE_ANY || bearer_may(x, x->route->scope);
}
