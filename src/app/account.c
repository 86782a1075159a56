/* Proving who signs in; what an administrator and oneself may do to an account. */
#include "account_int.h"

#include "app_int.h"
#include "factor.h"
#include "staff.h"

#include "store/door.h"

#include <string.h>

enum { TRIED = 2, KEY_NONCE = 8 };

/* ---- proving ---- */

static bool must_wait(int64_t until, int64_t at, struct err *e)
{
	err_set(e, ERR_LIMIT, "account.wait", NULL);
	return err_add_int(e, "seconds", until > at ? until - at : 1);
}

/* The right digest, or for whoever has none one that nothing gives: the time it
 * takes must not tell. */
static bool compare(struct app *app, const struct sign_in *in, struct account_row *row,
		    bool *right, struct err *e)
{
	const struct person *p = org_person_by_key(&app->org, in->key);
	struct hash digest;

	if (!store_account(app->store, p != NULL ? p->id : (struct person_id){ 0 }, row, e) ||
	    !password_digest(app, in->password, row->salt, &digest, e)) {
		return false;
	}
	*right = hash_eq(digest, row->digest) && row->has_password && p != NULL;
	return true;
}

static bool admit(struct app *app, const struct account_row *row, int64_t at,
		  struct admitted *out, struct err *e)
{
	bool one_time = row->expires_at != INSTANT_NONE;

	if (row->locked_at != INSTANT_NONE) {
		return err_set(e, ERR_DENIED, "account.locked", NULL);
	}
	if (one_time && row->expires_at <= at) {
		return err_set(e, ERR_DENIED, "account.expired", NULL);
	}
	if (!org_employed(&app->org, row->person, app_now(app))) {
		return err_set(e, ERR_DENIED, "account.no_post", NULL);
	}
	out->person = row->person;
	out->one_time = one_time;
	out->set_at = row->set_at;
	return true;
}

/* What counts for whoever signs in; how many of *out. */
static size_t tried(struct str key, struct str address, struct try out[TRIED])
{
	out[0] = (struct try){ TRY_KEY, key };
	out[1] = (struct try){ TRY_DOOR, address };
	return address.n > 0 ? TRIED : 1;
}

bool account_prove(struct app *app, struct tries *t, const struct sign_in *in,
		   struct admitted *out, struct err *e)
{
	struct try what[TRIED];
	size_t n = tried(in->key, in->address, what);
	struct account_row row;
	struct factor f = { .set = false };
	int64_t until;
	bool right = false;

	/* Asked first without a turn, so that who must wait takes nobody's. */
	if (!tries_allowed(t, what, n, in->at, &until)) {
		return must_wait(until, in->at, e);
	}
	if (!hash_turn(e)) {
		return false;
	}
	bool begun = tries_begin(t, what, n, in->at, &until);
	bool ok = begun && compare(app, in, &row, &right, e);

	hash_turn_over();
	if (!begun) {
		return must_wait(until, in->at, e);
	}
	if (!ok) {
		return false;
	}
	if (!right) {
		return err_set(e, ERR_DENIED, "account.wrong", NULL);
	}
	if (!factor_of(app, row.person, &f, e)) {
		return false;
	}
	if (f.set) {
		tries_back(t, what, n);
	} else {
		tries_right(t, what, n);
	}
	out->factor = f.set;
	return admit(app, &row, in->at, out, e);
}

bool account_code(struct app *app, struct tries *t, const struct admitted *who,
		  struct str address, int64_t at, struct err *e)
{
	const struct person *p = org_person(&app->org, who->person);
	struct try what[TRIED];
	int64_t until;

	if (p == NULL) {
		return err_set(e, ERR_CONFLICT, "account.changed", NULL);
	}
	return tries_begin(t, what, tried(p->key, address, what), at, &until) ||
	       must_wait(until, at, e);
}

bool account_prove_change(struct app *app, struct tries *t, const struct sign_in *in,
			  struct str fresh, struct admitted *out, struct password *made,
			  struct err *e)
{
	struct str name;

	if (!account_prove(app, t, in, out, e)) {
		return false;
	}
	if (str_eq(fresh, in->password)) {
		return err_set(e, ERR_INVALID, "account.same", NULL);
	}
	return staff_name(app, out->person, &name, e) && password_fit(fresh, in->key, name, e) &&
	       password_make(app, fresh, made, e);
}

/* ---- writing ---- */

static bool still(struct app *app, const struct admitted *who, struct account_row *row,
		  struct err *e)
{
	if (!store_account(app->store, who->person, row, e)) {
		return false;
	}
	bool same = row->has_password && row->set_at == who->set_at &&
		    row->locked_at == INSTANT_NONE &&
		    (row->expires_at != INSTANT_NONE) == who->one_time &&
		    org_employed(&app->org, who->person, app_now(app));

	return same || err_set(e, ERR_CONFLICT, "account.changed", NULL);
}

/* How far one comes: the office's day says whether a unit wants a second factor. */
static bool how_far(struct app *app, const struct admitted *who, enum session_how *out,
		    struct err *e)
{
	struct factor f;

	if (!factor_of(app, who->person, &f, e)) {
		return false;
	}
	if (f.set && !who->factor) {
		return err_set(e, ERR_CONFLICT, "account.changed", NULL);
	}
	*out = who->one_time ? SESSION_ONE_TIME
	     : f.needed && !f.set ? SESSION_SETUP : SESSION_PASSWORD;
	return true;
}

bool account_enter(struct app *app, struct sessions *s, struct tries *t,
		   const struct entrance *in, struct session_token *token, struct login *out,
		   struct err *e)
{
	struct account_row row;
	struct session_wish wish = { .person = in->who.person, .at = in->at, .pin = in->pin,
				     .device = in->device };
	struct try what[TRIED];

	if (!still(app, &in->who, &row, e) || !how_far(app, &in->who, &wish.how, e)) {
		return false;
	}
	if (in->who.factor) {
		const struct person *p = org_person(&app->org, in->who.person);

		if (!factor_use(app, in->who.person, in->code, in->at, e)) {
			return false;
		}
		tries_right(t, what, tried(p->key, in->address, what));
	}
	return session_open(app, s, &wish, token, out, e);
}

static bool write_row(struct app *app, const struct account_row *row, struct err *e)
{
	if (!store_begin(app->store, e)) {
		return false;
	}
	bool ok = store_account_put(app->store, row, e) && store_commit(app->store, e);

	if (!ok) {
		store_rollback(app->store);
	}
	return ok;
}

static void set_password(struct account_row *row, const struct password *made, int64_t at)
{
	memcpy(row->salt, made->salt, PASSWORD_SALT);
	row->digest = made->digest;
	row->has_password = true;
	/* The time tells one password from another (still): never the same twice. */
	row->set_at = at > row->set_at ? at : row->set_at + 1;
}

bool account_change(struct app *app, struct sessions *s, const struct admitted *who,
		    const struct password *made, int64_t but, int64_t at, struct err *e)
{
	struct account_row row;
	int64_t n;

	if (!still(app, who, &row, e)) {
		return false;
	}
	set_password(&row, made, at);
	row.set_by = who->person;
	row.expires_at = INSTANT_NONE;
	return write_row(app, &row, e) &&
	       session_close_person(app, s, who->person, but, &n, e);
}

/* ---- an administrator's acts ---- */

struct act {
	struct arena a;
	struct decide d;
	struct account_row row;
	struct json *body;		/* of the entry */
	bool no_factor;			/* the second factor goes */
};

static bool act_begin(struct app *app, const struct account_act *x, struct act *out,
		      struct err *e)
{
	struct person_id whose;

	out->d = (struct decide){ .arena = &out->a, .law = &app->law, .org = &app->org };
	out->body = json_new_obj(&out->a);
	out->no_factor = false;
	return writer_time(app, &out->d.at, e) && resolve_person(app, x->as, &out->d.actor, e) &&
	       decide_right(&out->d, RIGHT_ADMIN, e) && resolve_person(app, x->key, &whose, e) &&
	       store_account(app->store, whose, &out->row, e);
}

/* The entry and the row, both or neither. */
static bool act_write(struct app *app, struct act *x, enum entry_kind kind, struct err *e)
{
	uint8_t chance[KEY_NONCE];
	struct entry en = { .at = x->d.at, .actor = x->d.actor, .kind = kind,
			    .stream = { STREAM_PERSON, x->row.person.v },
			    .body = x->body };
	struct command command = { 0 };

	world_random(&app->world, chance, sizeof(chance));
	command.key = str_fmt(&x->a, "account-%.*s",
			      STR_ARG(hex_text(&x->a, chance, sizeof(chance))));
	en.cmd = command.key;
	if (!store_begin(app->store, e)) {
		return false;
	}
	bool ok = record_own(app, &x->a, &en, e) &&
		  command_record(app, &command, hash_of(command.key.p, command.key.n), en.seq,
				 en.seq, en.at, e) &&
		  store_account_put(app->store, &x->row, e) &&
		  (!x->no_factor || store_factor_drop(app->store, x->row.person, e)) &&
		  store_commit(app->store, e);
	if (!ok) {
		store_rollback(app->store);
	}
	return ok;
}

bool account_give(struct app *app, struct sessions *s, const struct account_act *x,
		  const struct password *made, struct err *e)
{
	struct act act;
	int64_t n;

	arena_init(&act.a, 0);
	bool ok = act_begin(app, x, &act, e);

	if (ok) {
		set_password(&act.row, made, x->at);
		act.row.set_by = act.d.actor;
		act.row.expires_at = x->at + PASSWORD_GIVEN_S;
		ok = act_write(app, &act, KIND_PASSWORD_GIVEN, e) &&
		     session_close_person(app, s, act.row.person, 0, &n, e);
	}
	arena_done(&act.a);
	return ok;
}

bool account_lock(struct app *app, struct sessions *s, const struct account_act *x,
		  struct err *e)
{
	struct act act;
	int64_t n;

	arena_init(&act.a, 0);
	bool ok = act_begin(app, x, &act, e);

	if (ok && act.row.locked_at != INSTANT_NONE) {
		ok = err_set(e, ERR_CONFLICT, "account.is_locked", NULL);
	}
	act.row.locked_at = x->at;
	ok = ok && act_write(app, &act, KIND_ACCOUNT_LOCKED, e) &&
	     session_close_person(app, s, act.row.person, 0, &n, e);
	arena_done(&act.a);
	return ok;
}

bool account_unlock(struct app *app, struct tries *t, const struct account_act *x,
		    struct err *e)
{
	struct act act;

	arena_init(&act.a, 0);
	bool ok = act_begin(app, x, &act, e);

	if (ok && act.row.locked_at == INSTANT_NONE) {
		ok = err_set(e, ERR_CONFLICT, "account.not_locked", NULL);
	}
	act.row.locked_at = INSTANT_NONE;
	ok = ok && act_write(app, &act, KIND_ACCOUNT_UNLOCKED, e);
	if (ok && t != NULL) {
		const struct person *p = org_person(&app->org, act.row.person);

		tries_forget(t, &(struct try){ TRY_KEY, p->key }, 1);
	}
	arena_done(&act.a);
	return ok;
}

bool account_reset_factor(struct app *app, struct sessions *s, const struct account_act *x,
			  struct err *e)
{
	struct act act;
	struct factor f;
	int64_t n;

	arena_init(&act.a, 0);
	bool ok = act_begin(app, x, &act, e) && factor_of(app, act.row.person, &f, e) &&
		  (f.set || err_set(e, ERR_CONFLICT, "factor.none", NULL));

	act.no_factor = true;
	ok = ok && act_write(app, &act, KIND_FACTOR_RESET, e) &&
	     session_close_person(app, s, act.row.person, 0, &n, e);
	arena_done(&act.a);
	return ok;
}

bool account_end(struct app *app, struct sessions *s, const struct account_act *x,
		 int64_t *n, struct err *e)
{
	struct session_list open;
	struct act act;

	arena_init(&act.a, 0);
	bool ok = act_begin(app, x, &act, e);

	if (ok) {
		session_list(s, &act.a, act.row.person, x->at, &open);
		ok = open.n > 0 || err_set(e, ERR_CONFLICT, "account.no_session", NULL);
	}
	if (ok) {
		json_set_int(&act.a, act.body, "n", (int64_t)open.n);
		ok = act_write(app, &act, KIND_SESSIONS_ENDED, e) &&
		     session_close_person(app, s, act.row.person, 0, n, e);
	}
	arena_done(&act.a);
	return ok;
}

/* ---- looking ---- */

const char *account_state_name(enum account_state s)
{
	static const char *const names[] = {
		[ACCOUNT_NONE] = "none", [ACCOUNT_ONE_TIME] = "one_time",
		[ACCOUNT_EXPIRED] = "expired", [ACCOUNT_OWN] = "own",
	};

	return names[s];
}

static enum account_state state_of(const struct account_row *row, int64_t at)
{
	if (!row->has_password) {
		return ACCOUNT_NONE;
	}
	if (row->expires_at == INSTANT_NONE) {
		return ACCOUNT_OWN;
	}
	return row->expires_at <= at ? ACCOUNT_EXPIRED : ACCOUNT_ONE_TIME;
}

const char *account_factor_name(const struct account_line *l)
{
	return l->factor ? "set" : l->factor_needed ? "owed" : "none";
}

bool account_list(struct app *app, struct arena *a, int64_t at, struct account_list *out,
		  struct err *e)
{
	const struct org *o = &app->org;
	struct account_list list = { arena_array(a, struct account_line, o->persons), 0 };

	for (size_t i = 0; i < o->persons; i++) {
		const struct person *p = o->person[i], *by;
		struct account_row row;
		struct factor f;

		if (!store_account(app->store, p->id, &row, e) ||
		    !factor_of(app, p->id, &f, e)) {
			return false;
		}
		struct account_line line = {
			.person = p->id, .key = str_dup(a, p->key), .state = state_of(&row, at),
			.locked = row.locked_at != INSTANT_NONE,
			.employed = org_employed(o, p->id, app_now(app)),
			.factor = f.set, .factor_needed = f.needed,
			.set_at = row.has_password ? row.set_at : INSTANT_NONE,
		};

		by = org_person(o, row.set_by);
		line.set_by = by != NULL ? str_dup(a, by->key) : (struct str){ 0 };
		if (line.employed || row.has_password || line.locked) {
			list.line[list.n++] = line;
		}
	}
	*out = list;
	return true;
}
