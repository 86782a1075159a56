/* `dunghen token`. */
#include "cmd_token.h"

#include "store.h"
#include "table.h"

#include "app/token.h"
#include "app/world.h"

#include "base/day.h"

const struct opt_spec token_options[] = {
	DB_OPTION,
	{ "as", OPT_VALUE, "KEY" },
	{ "for", OPT_VALUE, "KEY" },
	{ "scopes", OPT_VALUE, "LIST" },
	{ "until", OPT_VALUE, "DAY" },
	{ "note", OPT_VALUE, "WORD" },
	{ "clock", OPT_VALUE, "T" },
	{ NULL, OPT_END, NULL },
};

struct run {
	struct cli *c;
	const struct opts *o;
	struct app *app;
	int64_t at;
	int64_t no;			/* of the one to be revoked */
	struct token_wish wish;
};

static struct str when(struct cli *c, int64_t at)
{
	char text[INSTANT_TEXT];

	return str_dup(c->arena, str_of(c->json ? instant_text(at, text) : instant_vi(at, text)));
}

static struct str key_of(const struct run *r, struct person_id id)
{
	const struct person *p = org_person(app_org(r->app), id);

	return id.v == 0 ? STR("portal") : p != NULL ? p->key : STR("-");
}

static struct str scopes_of(struct arena *a, const struct token *t)
{
	struct str s = { 0 };

	for (unsigned i = 0; i < SCOPES; i++) {
		if (token_has(t, (enum token_scope)i)) {
			struct str name = str_of(scope_name((enum token_scope)i));

			s = s.n > 0 ? STR_JOIN(a, s, STR(" "), name) : name;
		}
	}
	return s;
}

static const char *state_of(const struct run *r, const struct token *t)
{
	return t->revoked_at != INSTANT_NONE ? "revoked" : t->ends_at <= r->at ? "ended" : "good";
}

/* ---- list ---- */

static void put_tokens(struct run *r, const struct token_list *list)
{
	struct arena *a = r->c->arena;
	struct json *all = json_new_arr(a);

	for (size_t i = 0; i < list->n; i++) {
		const struct token *t = &list->token[i];
		struct json *row = json_new_obj(a);

		json_set_int(a, row, "token", t->no);
		json_set_str(a, row, "for", key_of(r, t->person));
		json_set_str(a, row, "scopes", scopes_of(a, t));
		json_set_str(a, row, "note", t->note);
		json_set_str(a, row, "made_at", when(r->c, t->made_at));
		json_set_str(a, row, "made_by", key_of(r, t->made_by));
		json_set_str(a, row, "until", when(r->c, t->ends_at));
		json_set_str(a, row, "state", str_of(state_of(r, t)));
		json_push(a, all, row);
	}
	cli_json(r->c, all);
}

static void print_tokens(struct run *r, const struct token_list *list)
{
	static const char *const head[] = { "token.no", "token.for", "token.note_is",
					    "token.scopes", "token.until", "token.state" };
	struct table t;

	table_init(&t, r->c, ARRAY_LEN(head));
	table_head(&t, head);
	for (size_t i = 0; i < list->n; i++) {
		const struct token *one = &list->token[i];
		const char *state = state_of(r, one);

		bool good = str_is(str_of(state), "good");
		struct str *cell = table_row(&t, good ? STYLE_PLAIN : STYLE_FAINT);
		cell[0] = str_int(r->c->arena, one->no);
		cell[1] = key_of(r, one->person);
		cell[2] = one->note.n > 0 ? one->note : STR("-");
		cell[3] = scopes_of(r->c->arena, one);
		cell[4] = when(r->c, one->ends_at);
		cell[5] = cli_text(r->c, str_fmt(r->c->arena, "token.state.%s", state).p, NULL, 0);
	}
	table_print(&t);
}

static bool list(struct run *r, struct err *e)
{
	struct token_list all;

	if (!token_list(r->app, r->c->arena, &all, e)) {
		return false;
	}
	if (r->c->json) {
		put_tokens(r, &all);
	} else if (all.n == 0) {
		cli_sentence(r->c, "token.nobody", NULL, 0);
	} else {
		print_tokens(r, &all);
	}
	return true;
}

/* ---- acts ---- */

static bool create(struct run *r, struct err *e)
{
	struct cli *c = r->c;
	struct token made;
	struct token_secret secret;
	char text[TOKEN_TEXT];

	if (!token_make(r->app, &r->wish, &made, &secret, e)) {
		return false;
	}
	struct text_arg args[] = {
		{ "n", str_int(c->arena, made.no) }, { "key", key_of(r, made.person) },
		{ "scopes", scopes_of(c->arena, &made) }, { "at", when(c, made.ends_at) },
	};

	/* The token is the result, alone on a line; the sentence is for people. */
	if (c->json) {
		struct json *o = json_new_obj(c->arena);

		json_set_int(c->arena, o, "token", made.no);
		json_set_str(c->arena, o, "for", args[1].value);
		json_set_str(c->arena, o, "scopes", args[2].value);
		json_set_str(c->arena, o, "until", args[3].value);
		json_set_str(c->arena, o, "secret", str_of(token_text(&secret, text)));
		cli_json(c, o);
	} else {
		cli_sentence(c, "token.made", args, ARRAY_LEN(args));
		cli_line(c, STYLE_STRONG, str_of(token_text(&secret, text)));
	}
	return true;
}

static bool revoke(struct run *r, struct err *e)
{
	struct cli *c = r->c;
	struct text_arg arg = { "n", str_int(c->arena, r->no) };

	if (!token_revoke(r->app, opt_str(r->o, "as"), r->no, r->at, e)) {
		return false;
	}
	if (c->json) {
		struct json *o = json_new_obj(c->arena);

		json_set_int(c->arena, o, "token", r->no);
		json_set_str(c->arena, o, "state", STR("revoked"));
		cli_json(c, o);
	} else {
		cli_sentence(c, "token.revoke_done", &arg, 1);
	}
	return true;
}

/* ---- the command ---- */

enum verb { VERB_CREATE, VERB_LIST, VERB_REVOKE };

static const struct {
	const char *name;
	bool writes;
	size_t words;
} verbs[] = {
	[VERB_CREATE] = { "create", true, 1 },
	[VERB_LIST] = { "list", false, 1 },
	[VERB_REVOKE] = { "revoke", true, 2 },
};

static bool read_wish(struct run *r, struct err *e)
{
	struct str scopes, until;
	struct day day;

	if (!opt_need(r->o, "as", &r->wish.as, e) || !opt_need(r->o, "for", &r->wish.person, e) ||
	    !opt_need(r->o, "scopes", &scopes, e) || !opt_need(r->o, "until", &until, e) ||
	    !scopes_parse(r->c->arena, scopes, &r->wish.scopes, e) ||
	    !day_parse(until, &day, e)) {
		return false;
	}
	r->wish.note = opt_str(r->o, "note");
	r->wish.at = r->at;
	r->wish.ends_at = day_start(day);
	return true;
}

static bool read_number(struct run *r, struct err *e)
{
	struct str as;

	return opt_need(r->o, "as", &as, e) &&
	       ((str_to_int64(r->o->word[1], &r->no) && r->no > 0) ||
		err_set(e, ERR_INVALID, "token.usage", NULL));
}

static bool read_verb(struct run *r, enum verb *out, struct err *e)
{
	const struct opts *o = r->o;

	if (!opt_words(o, 1, 2, e) ||
	    (opt_has(o, "clock") && !opt_instant(opt_str(o, "clock"), &r->at, e))) {
		return false;
	}
	for (size_t i = 0; i < ARRAY_LEN(verbs); i++) {
		if (!str_is(o->word[0], verbs[i].name)) {
			continue;
		}
		*out = (enum verb)i;
		return opt_words(o, verbs[i].words, verbs[i].words, e) &&
		       (*out != VERB_CREATE || read_wish(r, e)) &&
		       (*out != VERB_REVOKE || read_number(r, e));
	}
	return err_set(e, ERR_INVALID, "token.usage", NULL);
}

static bool run_verb(struct run *r, enum verb verb, struct err *e)
{
	switch (verb) {
	case VERB_CREATE:
		return create(r, e);
	case VERB_LIST:
		return list(r, e);
	case VERB_REVOKE:
		return revoke(r, e);
	}
	return false;
}

int cmd_token(struct cli *c, const struct opts *o)
{
	struct run r = { .c = c, .o = o, .at = world_clock() };
	struct app_options options = { .dir = db_dir(c, o) };
	enum verb verb = VERB_LIST;
	struct err e;

	if (!read_verb(&r, &verb, &e)) {
		return cli_misuse(c, &e);
	}
	options.access = verbs[verb].writes ? APP_WRITER : APP_READER;
	options.clock = opt_has(o, "clock") ? r.at : INSTANT_NONE;
	if (!db_open_by(c, &options, &r.app, &e)) {
		return cli_fail(c, &e);
	}
	bool ok = run_verb(&r, verb, &e);

	app_close(r.app);
	return ok ? EXIT_DONE : cli_fail(c, &e);
}
