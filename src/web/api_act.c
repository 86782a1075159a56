/* The JSON API, acting: commands as `dunghen act` takes them, but for who and when. */
#include "api.h"

#include "api_json.h"
#include "bearer.h"
#include "pickup_tries.h"
#include "web_int.h"

#include "app/action.h"

#include "base/limits.h"

/* ---- what is asked ---- */

struct asked {
	const struct action *action;
	const struct json *args;
	struct str key;			/* as the program sent it */
};

static bool known_members(const struct exchange *x, const struct json *body, struct err *e)
{
	for (size_t i = 0; i < body->n; i++) {
		if (!str_is(body->k[i], "do") && !str_is(body->k[i], "args")) {
			return err_set(e, ERR_INVALID, "command.member", "name",
				       str_cstr(x->a, body->k[i]), NULL);
		}
	}
	return true;
}

static bool read_body(const struct exchange *x, struct asked *out, struct err *e)
{
	const struct json *body, *verb;
	if (!api_json(x, &body, e)) {
		return false;
	}
	verb = json_get(body, "do");
	out->args = json_get(body, "args");
	if (!known_members(x, body, e)) {
		return false;
	}
	if (!verb || !out->args) {
		return err_set(e, ERR_INVALID, "command.missing", "name", verb ? "args" : "do",
			       NULL);
	}
	if (verb->type != JSON_STR) {
		return err_set(e, ERR_INVALID, "command.type", "name", "do", NULL);
	}
	out->action = action_find(verb->s);
	return out->action || err_set(e, ERR_INVALID, "action.unknown", "value",
				      str_cstr(x->a, verb->s), NULL);
}

/* Keys of programs all begin with "a-", so that none can be taken beforehand that a form
 * or the program itself makes. */
enum { KEY_HEAD = 2, KEY_MOST = LIMIT_KEY - KEY_HEAD };

static bool read_key(const struct exchange *x, struct asked *out, struct err *e)
{
	out->key = str_trim(x->in->header[HTTP_IDEMPOTENCY_KEY]);
	if (out->key.n == 0) {
		return err_set(e, ERR_INVALID, "api.key.missing", NULL);
	}
	if (out->key.n > KEY_MOST) {
		err_set(e, ERR_INVALID, "api.key.long", NULL);
		return err_add_int(e, "max", KEY_MOST);
	}
	return true;
}

/* ---- what came of it ---- */

static void acted(struct exchange *x)
{
	const struct asked *k = x->state;
	const struct answer *ans = &x->ticket.answer;
	struct json *o = json_new_obj(x->a), *seq = json_new_arr(x->a);
	pickup_tries_settle(x, x->command.args);
	if (!ans->ok) {
		reply_err(x, &ans->err);
		return;
	}
	json_push(x->a, seq, json_new_int(x->a, ans->first));
	json_push(x->a, seq, json_new_int(x->a, ans->last));
	json_set_str(x->a, o, "key", k->key);
	json_set_bool(x->a, o, "repeated", ans->repeated);
	json_set(x->a, o, "seq", seq);
	api_put_at(x, o, "at", ans->at);
	for (size_t i = 0; ans->made && i < ans->made->n; i++) {
		json_set(x->a, o, str_cstr(x->a, ans->made->k[i]), ans->made->v[i]);
	}
	api_reply(x, o);
}

static enum token_scope scope_of(const struct action *action)
{
	bool dossiers = action->target == TARGET_DOSSIER || action->target == TARGET_NEW ||
			action->target == TARGET_BUNDLE || action->target == TARGET_MATTER ||
			action->target == TARGET_NEW_MATTER;
	return dossiers ? SCOPE_DOSSIERS_ACT : SCOPE_ORG_ACT;
}

void api_act(struct exchange *x)
{
	struct asked *k = arena_new(x->a, struct asked);
	struct err e;
	*k = (struct asked){ 0 };
	if (!read_body(x, k, &e)) {
		reply_err(x, &e);
		return;
	}
	if (!bearer_may(x, scope_of(k->action))) {
		return;
	}
	if (!read_key(x, k, &e) || !pickup_tries_begin(x, k->args, &e)) {
		reply_err(x, &e);
		return;
	}
	x->state = k;
	exchange_enter(x, k->action->name, k->args,
		       STR_JOIN(x->a, STR("a-"), k->key), acted);
}
