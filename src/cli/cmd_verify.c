/* `dunghen verify` and `dunghen rebuild`. */
#include "cmd_verify.h"

#include "store.h"

#include "app/world.h"

const struct opt_spec verify_options[] = {
	DB_OPTION,
	{ NULL, OPT_END, NULL },
};

const struct opt_spec rebuild_options[] = {
	DB_OPTION,
	{ NULL, OPT_END, NULL },
};

static struct str number(struct cli *c, int64_t n)
{
	return str_fmt(c->arena, "%lld", (long long)n);
}

static void report_verified(struct cli *c, const struct app_verified *v)
{
	char root[HASH_HEX];
	hash_hex(v->root, root);
	if (c->json) {
		struct json *o = json_new_obj(c->arena);
		json_set_bool(c->arena, o, "ok", true);
		json_set_int(c->arena, o, "entries", v->entries);
		json_set_int(c->arena, o, "dossiers", v->dossiers);
		json_set_int(c->arena, o, "texts", v->texts);
		json_set_str(c->arena, o, "root", str_of(root));
		cli_json(c, o);
		return;
	}
	struct text_arg args[] = {
		{ "entries", number(c, v->entries) },
		{ "dossiers", number(c, v->dossiers) },
		{ "texts", number(c, v->texts) },
		{ "root", str_of(root) },
	};
	cli_sentence(c, "verify.done", args, ARRAY_LEN(args));
}

/* Damage found is what the command is for: exit 1, not 3. */
static int tell_damage(struct cli *c, const struct err *e)
{
	int status = cli_fail(c, e);
	return e->code == ERR_CORRUPT ? EXIT_REFUSED : status;
}

int cmd_verify(struct cli *c, const struct opts *o)
{
	struct app *app;
	struct app_verified v;
	struct err e;
	if (!opt_words(o, 0, 0, &e)) {
		return cli_misuse(c, &e);
	}
	struct app_options options = { .dir = db_dir(c, o), .access = APP_READER,
				       .clock = INSTANT_NONE, .examining = true };
	if (!app_open(c->arena, &options, &app, &e)) {
		if (e.code == ERR_CORRUPT) {
			app_name_damage(c->arena, db_dir(c, o), db_progress(c), &e);
			db_progress_end(c);
		}
		return tell_damage(c, &e);
	}
	/* One moment, while others write. */
	bool sound = app_look(app, app_now(app), &e) && app_verify(app, db_progress(c), &v, &e);
	db_progress_end(c);
	if (sound) {
		report_verified(c, &v);
	}
	app_close(app);
	return sound ? EXIT_DONE : tell_damage(c, &e);
}

static void report_rebuilt(struct cli *c, int64_t entries, int64_t us)
{
	int64_t rate = us > 0 ? entries * 1000000 / us : entries;
	if (c->json) {
		struct json *o = json_new_obj(c->arena);
		json_set_bool(c->arena, o, "ok", true);
		json_set_int(c->arena, o, "entries", entries);
		json_set_int(c->arena, o, "microseconds", us);
		json_set_int(c->arena, o, "entries_per_s", rate);
		cli_json(c, o);
		return;
	}
	struct text_arg args[] = {
		{ "entries", number(c, entries) }, { "rate", number(c, rate) },
	};
	cli_sentence(c, "rebuild.done", args, ARRAY_LEN(args));
}

int cmd_rebuild(struct cli *c, const struct opts *o)
{
	struct app *app;
	struct err e;
	int64_t entries = 0;
	if (!opt_words(o, 0, 0, &e)) {
		return cli_misuse(c, &e);
	}
	struct app_options options = { .dir = db_dir(c, o), .access = APP_WRITER,
				       .clock = INSTANT_NONE, .rebuilding = true };
	if (!app_open(c->arena, &options, &app, &e)) {
		return cli_fail(c, &e);
	}
	int64_t from = world_ticks_us();
	bool ok = app_rebuild(app, db_progress(c), &entries, &e);
	int64_t us = world_ticks_us() - from;
	db_progress_end(c);
	if (ok) {
		report_rebuilt(c, entries, us);
	}
	app_close(app);
	return ok ? EXIT_DONE : cli_fail(c, &e);
}
