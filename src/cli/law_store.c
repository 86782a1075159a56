/* The law of a store: files out and in, re-dating by a new calendar. */
#include "law_store.h"

#include "law_files.h"
#include "store.h"

#include "app/amend.h"

#include "core/law_pack.h"

#include "base/limits.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- out ---- */

static bool not_written(const char *path, struct err *e)
{
	return errno == EEXIST
		? err_set(e, ERR_CONFLICT, "law.export.exists", "path", path, NULL)
		: err_set(e, ERR_IO, "file.write", "path", path, "reason", strerror(errno), NULL);
}

/* What is there already is left alone. */
static bool write_new(struct cli *c, struct str path, struct str text, struct err *e)
{
	const char *name = str_cstr(c->arena, path);
	int fd = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
	FILE *f = fd >= 0 ? fdopen(fd, "wb") : NULL;

	if (f == NULL) {
		return not_written(name, e);
	}
	bool ok = fwrite(text.p, 1, text.n, f) == text.n;

	return (fclose(f) == 0 && ok) || not_written(name, e);
}

static bool folder_of(struct cli *c, struct str dir, struct str path, struct err *e)
{
	struct str folder, rest;

	if (!str_cut(path, '/', &folder, &rest)) {
		return true;
	}
	const char *name = str_cstr(c->arena, STR_JOIN(c->arena, dir, STR("/"), folder));

	return mkdir(name, 0755) == 0 || errno == EEXIST || not_written(name, e);
}

bool law_write_folder(struct cli *c, struct str dir, const struct law_source *files, size_t n,
		      struct err *e)
{
	const char *name = str_cstr(c->arena, dir);

	if (mkdir(name, 0755) != 0) {
		return not_written(name, e);
	}
	for (size_t i = 0; i < n; i++) {
		struct str path = STR_JOIN(c->arena, dir, STR("/"), files[i].path);

		if (!folder_of(c, dir, files[i].path, e) || !write_new(c, path, files[i].text, e)) {
			return false;
		}
	}
	return true;
}

static bool write_pack(struct cli *c, struct str where, const struct law_source *files, size_t n,
		       struct err *e)
{
	struct buf b;

	buf_init(&b, 2 * LIMIT_LAW);
	law_pack_write(&b, c->arena, files, n);
	bool ok = write_new(c, where, buf_view(&b), e);

	buf_done(&b);
	return ok;
}

int law_export(struct cli *c, const struct opts *o, struct str where)
{
	struct law_source *files;
	struct app *app;
	struct err e;
	size_t n;

	if (!db_open(c, o, APP_READER, &app, &e)) {
		return cli_fail(c, &e);
	}
	bool ok = app_law_files(app, c->arena, &files, &n, &e);

	app_close(app);
	ok = ok && (str_ends(where, STR(".zip")) ? write_pack(c, where, files, n, &e)
						 : law_write_folder(c, where, files, n, &e));
	if (!ok) {
		return cli_fail(c, &e);
	}
	if (c->json) {
		struct json *v = json_new_obj(c->arena);

		json_set_bool(c->arena, v, "ok", true);
		json_set_int(c->arena, v, "files", (int64_t)n);
		cli_json(c, v);
		return EXIT_DONE;
	}
	struct text_arg args[] = { { "n", str_fmt(c->arena, "%zu", n) }, { "dir", where } };

	cli_sentence(c, "law.exported", args, ARRAY_LEN(args));
	return EXIT_DONE;
}

/* ---- in ---- */

static struct text_arg number(struct cli *c, const char *name, int64_t v)
{
	return (struct text_arg){ name, str_fmt(c->arena, "%lld", (long long)v) };
}

static enum amend_mode mode_of(const struct opts *o)
{
	return opt_has(o, "dry-run") ? AMEND_TRY : AMEND_DO;
}

static void tell_import(struct cli *c, const struct amended *v, enum amend_mode mode)
{
	struct arena *a = c->arena;

	if (c->json) {
		struct json *o = json_new_obj(a), *list = json_new_arr(a);

		for (size_t i = 0; i < v->n; i++) {
			json_push(a, list, json_new_str(a, v->file[i]->path));
		}
		json_set_bool(a, o, "ok", true);
		json_set_bool(a, o, "dry_run", mode == AMEND_TRY);
		json_set(a, o, "files", list);
		cli_json(c, o);
		return;
	}
	for (size_t i = 0; i < v->n; i++) {
		cli_line(c, STYLE_PLAIN, v->file[i]->path);
	}
	struct text_arg args[] = { number(c, "n", (int64_t)v->n) };

	cli_sentence(c, v->n == 0 ? "law.import.same" : mode == AMEND_TRY ? "law.import.would"
								  : "law.import.done",
		     args, ARRAY_LEN(args));
}

int law_import(struct cli *c, const struct opts *o, struct str dir)
{
	struct law_source *files;
	struct amended v;
	struct app *app;
	struct err e;
	size_t n;

	if (!law_files(c, dir, &files, &n, &e) || !db_open(c, o, APP_WRITER, &app, &e)) {
		return cli_fail(c, &e);
	}
	bool ok = app_amend_law(app, c->arena, STR(""), files, n, mode_of(o), &v, &e);

	app_close(app);
	if (!ok) {
		return cli_fail(c, &e);
	}
	tell_import(c, &v, mode_of(o));
	return EXIT_DONE;
}

static struct str when(struct cli *c, int64_t at)
{
	char text[INSTANT_TEXT];

	return at == INSTANT_NONE ? STR("–") : str_dup(c->arena, str_of(instant_vi(at, text)));
}

static void tell_moved(void *ctx, const struct redated *r)
{
	struct cli *c = ctx;
	struct arena_mark mark = arena_mark(c->arena);

	if (c->json) {
		struct json *o = json_new_obj(c->arena);
		char due[INSTANT_TEXT], now[INSTANT_TEXT];

		json_set_str(c->arena, o, "code", r->code);
		if (r->due != INSTANT_NONE) {
			json_set_str(c->arena, o, "due", str_of(instant_text(r->due, due)));
		}
		if (r->new_due != INSTANT_NONE) {
			json_set_str(c->arena, o, "new_due",
				     str_of(instant_text(r->new_due, now)));
		}
		cli_json(c, o);
	} else {
		cli_line(c, r->due == r->new_due ? STYLE_FAINT : STYLE_PLAIN,
			 str_fmt(c->arena, "%.*s  %.*s → %.*s", STR_ARG(r->code),
				 STR_ARG(when(c, r->due)), STR_ARG(when(c, r->new_due))));
	}
	arena_release(c->arena, mark);
}

int law_calendar_apply(struct cli *c, const struct opts *o)
{
	struct redating sum;
	struct app *app;
	struct err e;

	if (!db_open(c, o, APP_WRITER, &app, &e)) {
		return cli_fail(c, &e);
	}
	bool ok = app_apply_calendar(app, mode_of(o), tell_moved, c, &sum, &e);

	if (!ok) {
		app_close(app);
		return cli_fail(c, &e);
	}
	struct text_arg args[] = {
		{ "calendar", sum.calendar },
		number(c, "moved", sum.moved),
		number(c, "earlier", sum.earlier),
	};

	if (!c->json) {
		cli_sentence(c, mode_of(o) == AMEND_TRY ? "law.calendar.would"
							: "law.calendar.done",
			     args, ARRAY_LEN(args));
	}
	app_close(app);
	return EXIT_DONE;
}
