/* `dunghen init`. */
#include "cmd_init.h"

#include "law_files.h"
#include "store.h"

const struct opt_spec init_options[] = {
	DB_OPTION,
	{ "admin", OPT_VALUE, "KEY" },
	{ "name", OPT_VALUE, "NAME" },
	{ "mode", OPT_VALUE, "production|demo|test" },
	{ "seed", OPT_VALUE, "SEED" },
	{ "clock", OPT_VALUE, "T" },
	{ "law", OPT_VALUE, "DIR" },
	{ NULL, OPT_END, NULL },
};

static bool read_options(struct cli *c, const struct opts *o, struct app_birth *b,
			 struct err *e)
{
	*b = (struct app_birth){
		.dir = db_dir(c, o),
		.name = opt_has(o, "name") ? opt_str(o, "name") : STR("dunghen"),
		.mode = APP_PRODUCTION,
		.seed = opt_str(o, "seed"),
		.at = INSTANT_NONE,
	};
	if (!opt_need(o, "admin", &b->admin, e)) {
		return false;
	}
	if (opt_has(o, "mode") && !app_mode_parse(opt_str(o, "mode"), &b->mode)) {
		return err_set(e, ERR_INVALID, "init.mode", "value",
			       str_cstr(c->arena, opt_str(o, "mode")), NULL);
	}
	if (opt_has(o, "clock") && !opt_instant(opt_str(o, "clock"), &b->at, e)) {
		return false;
	}
	return opt_words(o, 0, 0, e);
}

static bool find_law(struct cli *c, const struct opts *o, struct app_birth *b, struct err *e)
{
	struct law_source *law;
	if (!law_files(c, opt_str(o, "law"), &law, &b->laws, e)) {
		return false;
	}
	b->law = law;
	return true;
}

static void report(struct cli *c, struct app *app, const struct app_birth *b, int64_t entries)
{
	const struct org *org = app_org(app);
	const struct law *law = app_law(app);
	if (c->json) {
		struct json *o = json_new_obj(c->arena);
		json_set_bool(c->arena, o, "ok", true);
		json_set_str(c->arena, o, "db", str_of(b->dir));
		json_set_str(c->arena, o, "mode", str_of(app_mode_name(b->mode)));
		json_set_int(c->arena, o, "entries", entries);
		json_set_int(c->arena, o, "units", (int64_t)org->units);
		json_set_int(c->arena, o, "procedures", (int64_t)law->procedures);
		cli_json(c, o);
		return;
	}
	struct text_arg args[] = {
		{ "dir", str_of(b->dir) },
		{ "mode", str_of(app_mode_name(b->mode)) },
		{ "entries", str_fmt(c->arena, "%lld", (long long)entries) },
		{ "units", str_fmt(c->arena, "%zu", org->units) },
		{ "procedures", str_fmt(c->arena, "%zu", law->procedures) },
		{ "admin", b->admin },
	};
	cli_sentence(c, "init.done", args, ARRAY_LEN(args));
	cli_sentence(c, "init.next", args, ARRAY_LEN(args));
}

int cmd_init(struct cli *c, const struct opts *o)
{
	struct app_birth b;
	struct app *app;
	struct app_last last;
	struct err e;
	if (!read_options(c, o, &b, &e)) {
		return cli_misuse(c, &e);
	}
	if (!find_law(c, o, &b, &e) || !app_create(c->arena, &b, &app, &e)) {
		return cli_fail(c, &e);
	}
	bool ok = app_last(app, &last, &e);
	if (ok) {
		report(c, app, &b, last.seq + 1);
	}
	app_close(app);
	return ok ? EXIT_DONE : cli_fail(c, &e);
}
