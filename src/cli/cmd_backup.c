/* `dunghen backup` and `dunghen restore`. */
#include "cmd_backup.h"

#include "store.h"

#include "app/backup.h"

#include <string.h>

const struct opt_spec backup_options[] = {
	DB_OPTION,
	{ "keys", OPT_VALUE, "DIR" },
	{ NULL, OPT_END, NULL },
};

const struct opt_spec restore_options_table[] = {
	DB_OPTION,
	{ "keys", OPT_VALUE, "DIR" },
	{ "erased", OPT_VALUE, "FILE" },
	{ "force", OPT_FLAG, NULL },
	{ NULL, OPT_END, NULL },
};

/* Without the slashes at its end: names beside the folder are made from it. */
static const char *folder(struct cli *c, struct str s)
{
	while (s.n > 1 && s.p[s.n - 1] == '/') {
		s.n--;
	}
	return str_cstr(c->arena, s);
}

/* Beside the backup unless said otherwise, never in it. */
static const char *keys_dir(struct cli *c, const struct opts *o, const char *dir)
{
	return opt_has(o, "keys") ? folder(c, opt_str(o, "keys")) :
				    str_cstr(c->arena, str_fmt(c->arena, "%s.keys", dir));
}

static struct str number(struct cli *c, int64_t n)
{
	return str_fmt(c->arena, "%lld", (long long)n);
}

static void report_backup(struct cli *c, const struct backed_up *b, const char *dir,
			  const char *keys)
{
	char root[HASH_HEX], at[INSTANT_TEXT];
	hash_hex(b->root, root);
	if (c->json) {
		struct json *o = json_new_obj(c->arena);
		json_set_bool(c->arena, o, "ok", true);
		json_set_str(c->arena, o, "dir", str_of(dir));
		json_set_str(c->arena, o, "keys", str_of(keys));
		json_set_int(c->arena, o, "entries", b->entries);
		json_set_str(c->arena, o, "at", str_of(instant_text(b->at, at)));
		json_set_str(c->arena, o, "root", str_of(root));
		json_set_int(c->arena, o, "files", b->files);
		json_set_int(c->arena, o, "copied", b->copied);
		cli_json(c, o);
		return;
	}
	struct text_arg args[] = {
		{ "dir", str_of(dir) }, { "keys", str_of(keys) },
		{ "entries", number(c, b->entries) }, { "at", str_of(instant_vi(b->at, at)) },
		{ "files", number(c, b->files) }, { "copied", number(c, b->copied) },
		{ "root", str_of(root) },
	};
	cli_sentence(c, "backup.done", args, ARRAY_LEN(args));
	cli_sentence(c, "backup.keys", args, ARRAY_LEN(args));
}

int cmd_backup(struct cli *c, const struct opts *o)
{
	struct backed_up b;
	struct err e;
	if (!opt_words(o, 1, 1, &e)) {
		return cli_misuse(c, &e);
	}
	const char *dir = folder(c, o->word[0]);
	const char *keys = keys_dir(c, o, dir);
	if (!app_backup(c->arena, db_dir(c, o), dir, keys, &b, &e)) {
		return cli_fail(c, &e);
	}
	report_backup(c, &b, dir, keys);
	return EXIT_DONE;
}

static void report_restored(struct cli *c, const struct restored *r, const char *db)
{
	if (c->json) {
		struct json *o = json_new_obj(c->arena);
		json_set_bool(c->arena, o, "ok", true);
		json_set_str(c->arena, o, "db", str_of(db));
		json_set_int(c->arena, o, "entries", r->entries);
		json_set_int(c->arena, o, "epoch", r->epoch);
		json_set_str(c->arena, o, "origin", r->origin);
		json_set_str(c->arena, o, "key", r->key);
		json_set_int(c->arena, o, "lost", r->lost);
		json_set_int(c->arena, o, "erased", r->erased);
		json_set(c->arena, o, "aside", r->aside ?
			 json_new_str(c->arena, str_of(r->aside)) : json_new_null(c->arena));
		cli_json(c, o);
		return;
	}
	struct text_arg args[] = {
		{ "dir", str_of(db) }, { "entries", number(c, r->entries) },
		{ "origin", r->origin }, { "key", r->key }, { "lost", number(c, r->lost) },
		{ "aside", str_of(r->aside ? r->aside : "") },
	};
	cli_sentence(c, "restore.done", args, ARRAY_LEN(args));
	cli_sentence(c, "restore.key", args, ARRAY_LEN(args));
	if (r->lost > 0) {
		cli_sentence(c, "restore.lost", args, ARRAY_LEN(args));
	}
	if (r->erased > 0) {
		struct text_arg some[] = { { "n", number(c, r->erased) } };
		cli_sentence(c, "restore.erased", some, ARRAY_LEN(some));
	}
	if (r->aside) {
		cli_sentence(c, "restore.aside", args, ARRAY_LEN(args));
	}
}

int cmd_restore(struct cli *c, const struct opts *o)
{
	struct restored r;
	struct err e;
	if (!opt_words(o, 1, 1, &e)) {
		return cli_misuse(c, &e);
	}
	const char *dir = folder(c, o->word[0]);
	struct restore_options options = {
		.dir = dir,
		.keys = keys_dir(c, o, dir),
		.db = folder(c, str_of(db_dir(c, o))),
		.erased = opt_has(o, "erased") ? str_cstr(c->arena, opt_str(o, "erased")) : NULL,
		.force = opt_has(o, "force"),
		.progress = db_progress(c),
	};
	bool ok = app_restore(c->arena, &options, &r, &e);
	db_progress_end(c);
	if (!ok) {
		return cli_fail(c, &e);
	}
	report_restored(c, &r, options.db);
	return EXIT_DONE;
}
