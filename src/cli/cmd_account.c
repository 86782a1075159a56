/* `dunghen account`. */
#include "cmd_account.h"

#include "store.h"
#include "table.h"

#include "app/account.h"
#include "app/staff.h"
#include "app/world.h"

const struct opt_spec account_options[] = {
	DB_OPTION,
	{ "as", OPT_VALUE, "KEY" },
	{ "stdin", OPT_FLAG, NULL },
	{ "clock", OPT_VALUE, "T" },
	{ NULL, OPT_END, NULL },
};

struct run {
	struct cli *c;
	const struct opts *o;
	struct app *app;
	struct sessions *sessions;
	int64_t at;			/* the machine's: passwords, sessions, tries */
	int64_t clock;			/* the store's; INSTANT_NONE: as it is */
	struct str key;			/* whose account, or empty */
};

static struct str when(struct cli *c, int64_t at)
{
	char text[INSTANT_TEXT];

	if (at == INSTANT_NONE) {
		return STR("-");
	}
	return str_dup(c->arena, str_of(c->json ? instant_text(at, text) : instant_vi(at, text)));
}

static struct str number(struct cli *c, int64_t n)
{
	return str_fmt(c->arena, "%lld", (long long)n);
}

static void heads(struct table *t, struct cli *c, const char *const *key, size_t n)
{
	table_init(t, c, n);
	struct str *cell = table_row(t, STYLE_FAINT);

	for (size_t i = 0; i < n; i++) {
		cell[i] = cli_text(c, key[i], NULL, 0);
	}
}

/* ---- list ---- */

static void put_accounts(struct cli *c, const struct account_list *list)
{
	struct json *all = json_new_arr(c->arena);

	for (size_t i = 0; i < list->n; i++) {
		const struct account_line *l = &list->line[i];
		struct json *row = json_new_obj(c->arena);

		json_set_str(c->arena, row, "key", l->key);
		json_set_str(c->arena, row, "password", str_of(account_state_name(l->state)));
		json_set_str(c->arena, row, "factor", str_of(account_factor_name(l)));
		json_set_bool(c->arena, row, "locked", l->locked);
		json_set_bool(c->arena, row, "employed", l->employed);
		if (l->set_at != INSTANT_NONE) {
			json_set_str(c->arena, row, "set_at", when(c, l->set_at));
			json_set_str(c->arena, row, "set_by", l->set_by);
		}
		json_push(c->arena, all, row);
	}
	cli_json(c, all);
}

static void print_accounts(struct cli *c, const struct account_list *list)
{
	static const char *const head[] = { "account.key", "account.password", "account.set_at",
					    "account.set_by", "account.factor",
					    "account.lock" };
	struct table t;

	heads(&t, c, head, ARRAY_LEN(head));
	for (size_t i = 0; i < list->n; i++) {
		const struct account_line *l = &list->line[i];
		struct str *cell = table_row(&t, l->employed ? STYLE_PLAIN : STYLE_FAINT);
		struct str state = str_fmt(c->arena, "account.state.%s",
					   account_state_name(l->state));

		cell[0] = l->key;
		cell[1] = cli_text(c, state.p, NULL, 0);
		cell[2] = when(c, l->set_at);
		cell[3] = l->set_by.n > 0 ? l->set_by : STR("-");
		cell[4] = cli_text(c, str_fmt(c->arena, "account.factor.%s",
					      account_factor_name(l)).p, NULL, 0);
		cell[5] = l->locked ? cli_text(c, "account.is_shut", NULL, 0) : STR("-");
	}
	table_print(&t);
}

static bool list(struct run *r, struct err *e)
{
	struct account_list all;

	if (!account_list(r->app, r->c->arena, r->at, &all, e)) {
		return false;
	}
	if (r->c->json) {
		put_accounts(r->c, &all);
	} else {
		print_accounts(r->c, &all);
	}
	return true;
}

/* ---- sessions ---- */

/* Of one person, or of everybody. */
static bool whose(const struct run *r, struct person_id *out, struct err *e)
{
	const struct person *p = org_person_by_key(app_org(r->app), r->key);

	if (r->key.n > 0 && p == NULL) {
		return err_set(e, ERR_NOT_FOUND, "person.unknown", "value",
			       str_cstr(r->c->arena, r->key), NULL);
	}
	*out = r->key.n > 0 ? p->id : (struct person_id){ 0 };
	return true;
}

static struct str key_of(const struct run *r, struct person_id id)
{
	const struct person *p = org_person(app_org(r->app), id);

	return p != NULL ? p->key : STR("-");
}

static bool show_sessions(struct run *r, struct err *e)
{
	static const char *const head[] = { "account.session", "account.key",
					    "account.opened_at", "account.seen_at" };
	struct cli *c = r->c;
	struct json *all = json_new_arr(c->arena);
	struct session_list found;
	struct person_id person;
	struct table t;

	if (!whose(r, &person, e)) {
		return false;
	}
	session_list(r->sessions, c->arena, person, r->at, &found);
	heads(&t, c, head, ARRAY_LEN(head));
	for (size_t i = 0; i < found.n; i++) {
		const struct login *l = &found.login[i];
		struct json *row = json_new_obj(c->arena);
		struct str *cell = table_row(&t, STYLE_PLAIN);

		cell[0] = number(c, l->no);
		cell[1] = key_of(r, l->person);
		cell[2] = when(c, l->opened_at);
		cell[3] = when(c, l->seen_at);
		json_set_int(c->arena, row, "session", l->no);
		json_set_str(c->arena, row, "key", cell[1]);
		json_set_str(c->arena, row, "opened_at", cell[2]);
		json_set_str(c->arena, row, "seen_at", cell[3]);
		json_set_bool(c->arena, row, "parked", l->parked);
		json_push(c->arena, all, row);
	}
	if (c->json) {
		cli_json(c, all);
	} else if (found.n == 0) {
		cli_sentence(c, "account.nobody", NULL, 0);
	} else {
		table_print(&t);
	}
	return true;
}

static bool revoke(struct run *r, const struct account_act *x, struct err *e)
{
	struct text_arg arg = { "n", STR("0") };
	int64_t n = 0;

	if (!account_end(r->app, r->sessions, x, &n, e)) {
		return false;
	}
	arg.value = number(r->c, n);
	if (r->c->json) {
		struct json *o = json_new_obj(r->c->arena);

		json_set_int(r->c->arena, o, "closed", n);
		cli_json(r->c, o);
	} else {
		cli_sentence(r->c, "account.revoked", &arg, 1);
	}
	return true;
}

/* ---- acts ---- */

static bool read_password(struct run *r, struct str *out, struct err *e)
{
	const struct person *p = org_person_by_key(app_org(r->app), r->key);
	struct str name = { 0 };
	struct buf line;
	bool there;

	if (!opt_has(r->o, "stdin")) {
		*out = password_invent(r->c->arena);
		return true;
	}
	buf_init(&line, LIMIT_LINE);
	bool ok = cli_read_line(r->c, &line, &there, e);

	*out = ok && there ? str_dup(r->c->arena, buf_view(&line)) : (struct str){ 0 };
	buf_done(&line);
	return ok && (p == NULL || staff_name(r->app, p->id, &name, e)) &&
	       password_fit(*out, r->key, name, e);
}

static bool set_password(struct run *r, const struct account_act *x, struct err *e)
{
	struct cli *c = r->c;
	struct str text;
	struct password made;

	if (!read_password(r, &text, e) || !password_make(r->app, text, &made, e) ||
	    !account_give(r->app, r->sessions, x, &made, e)) {
		return false;
	}
	struct str until = when(c, r->at + PASSWORD_GIVEN_S);
	struct text_arg args[] = { { "key", r->key }, { "password", text }, { "at", until } };
	bool shown = !opt_has(r->o, "stdin");

	if (c->json) {
		struct json *o = json_new_obj(c->arena);

		json_set_str(c->arena, o, "key", r->key);
		json_set_str(c->arena, o, "until", until);
		if (shown) {
			json_set_str(c->arena, o, "password", text);
		}
		cli_json(c, o);
	} else {
		cli_sentence(c, shown ? "account.given" : "account.given_typed", args,
			     ARRAY_LEN(args));
	}
	return true;
}

static bool lock(struct run *r, bool locked, const struct account_act *x, struct err *e)
{
	struct text_arg arg = { "key", r->key };
	struct tries *t;

	if (locked) {
		if (!account_lock(r->app, r->sessions, x, e)) {
			return false;
		}
	} else {
		if (!tries_open(r->c->arena, r->app, r->at, &t, e)) {
			return false;
		}
		bool ok = account_unlock(r->app, t, x, e) && tries_save(t, r->app, r->at, e);

		tries_close(t);
		if (!ok) {
			return false;
		}
	}
	if (r->c->json) {
		struct json *o = json_new_obj(r->c->arena);

		json_set_str(r->c->arena, o, "key", r->key);
		json_set_bool(r->c->arena, o, "locked", locked);
		cli_json(r->c, o);
	} else {
		cli_sentence(r->c, locked ? "account.lock_done" : "account.unlock_done", &arg, 1);
	}
	return true;
}

static bool reset_factor(struct run *r, const struct account_act *x, struct err *e)
{
	struct text_arg arg = { "key", r->key };

	if (!account_reset_factor(r->app, r->sessions, x, e)) {
		return false;
	}
	if (r->c->json) {
		struct json *o = json_new_obj(r->c->arena);

		json_set_str(r->c->arena, o, "key", r->key);
		cli_json(r->c, o);
	} else {
		cli_sentence(r->c, "account.factor_gone", &arg, 1);
	}
	return true;
}

/* ---- the command ---- */

enum verb { VERB_LIST, VERB_SESSIONS, VERB_REVOKE, VERB_SET, VERB_LOCK, VERB_UNLOCK,
	    VERB_FACTOR };

static const struct {
	const char *name;
	bool writes, needs_key, needs_as;
} verbs[] = {
	[VERB_LIST] = { "list", false, false, false },
	[VERB_SESSIONS] = { "sessions", false, false, false },
	[VERB_REVOKE] = { "revoke", true, true, true },
	[VERB_SET] = { "set-password", true, true, true },
	[VERB_LOCK] = { "lock", true, true, true },
	[VERB_UNLOCK] = { "unlock", true, true, true },
	[VERB_FACTOR] = { "reset-factor", true, true, true },
};

static bool run_verb(struct run *r, enum verb verb, struct err *e)
{
	struct account_act x = { opt_str(r->o, "as"), r->key, r->at };

	switch (verb) {
	case VERB_LIST:
		return list(r, e);
	case VERB_SESSIONS:
		return show_sessions(r, e);
	case VERB_REVOKE:
		return revoke(r, &x, e);
	case VERB_SET:
		return set_password(r, &x, e);
	case VERB_LOCK:
		return lock(r, true, &x, e);
	case VERB_UNLOCK:
		return lock(r, false, &x, e);
	case VERB_FACTOR:
		return reset_factor(r, &x, e);
	}
	return false;
}

static bool read_verb(const struct opts *o, struct run *r, enum verb *out, struct err *e)
{
	struct str as;

	if (!opt_words(o, 1, 2, e)) {
		return false;
	}
	for (size_t i = 0; i < ARRAY_LEN(verbs); i++) {
		if (str_is(o->word[0], verbs[i].name)) {
			r->key = o->words == 2 ? o->word[1] : (struct str){ 0 };
			*out = (enum verb)i;
			return (!verbs[i].needs_key || opt_words(o, 2, 2, e)) &&
			       (!verbs[i].needs_as || opt_need(o, "as", &as, e)) &&
			       (!opt_has(o, "clock") ||
				opt_instant(opt_str(o, "clock"), &r->clock, e));
		}
	}
	return err_set(e, ERR_INVALID, "account.usage", NULL);
}

int cmd_account(struct cli *c, const struct opts *o)
{
	struct run r = { .c = c, .o = o, .at = world_clock(), .clock = INSTANT_NONE };
	struct app_options options = { .dir = db_dir(c, o), .clock = INSTANT_NONE };
	enum verb verb = VERB_LIST;
	struct err e;

	if (!read_verb(o, &r, &verb, &e)) {
		return cli_misuse(c, &e);
	}
	options.access = verbs[verb].writes ? APP_WRITER : APP_READER;
	options.clock = r.clock;
	if (!db_open_by(c, &options, &r.app, &e)) {
		return cli_fail(c, &e);
	}
	bool ok = sessions_open(c->arena, r.app, r.at, &r.sessions, &e);

	if (ok) {
		ok = run_verb(&r, verb, &e);
		sessions_close(r.sessions);
	}
	app_close(r.app);
	return ok ? EXIT_DONE : cli_fail(c, &e);
}
