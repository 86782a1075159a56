/* Opening the store of `--db`, and progress. */
#include "store.h"

#include "app/timepiece.h"

#include <string.h>
#include <unistd.h>

const char *db_dir(struct cli *c, const struct opts *o)
{
	return opt_has(o, "db") ? str_cstr(c->arena, opt_str(o, "db")) : "data";
}

bool db_open(struct cli *c, const struct opts *o, enum app_access access, struct app **out,
	     struct err *e)
{
	struct app_options options = {
		.dir = db_dir(c, o), .access = access, .clock = INSTANT_NONE,
	};
	return db_open_by(c, &options, out, e);
}

bool db_open_by(struct cli *c, const struct app_options *o, struct app **out, struct err *e)
{
	if (!app_open(c->arena, o, out, e)) {
		return false;
	}
	if (o->access == APP_WRITER) {
		db_warn_clock(c, *out);
	}
	return true;
}

void db_warn_clock(struct cli *c, struct app *app)
{
	struct err what = { .key = "" };
	if (app_clock_wrong(app, &what) && strcmp(what.key, c->clock_told) != 0) {
		cli_warn(c, &what);
	}
	memcpy(c->clock_told, what.key, ERR_KEY_SIZE);
}

static void show(void *ctx, const char *stage, int64_t done, int64_t total)
{
	struct cli *c = ctx;
	struct arena_mark mark = arena_mark(c->arena);
	struct text_arg args[] = {
		{ "done", str_fmt(c->arena, "%lld", (long long)done) },
		{ "total", str_fmt(c->arena, "%lld", (long long)total) },
	};
	struct str s = cli_text(c, stage, args, ARRAY_LEN(args));
	(void)fprintf(c->err, isatty(fileno(c->err)) ? "\r\033[K%.*s" : "%.*s\n", STR_ARG(s));
	(void)fflush(c->err);		/* a lost progress line is no harm */
	arena_release(c->arena, mark);
}

struct progress db_progress(struct cli *c)
{
	if (!isatty(fileno(c->err))) {
		return (struct progress){ 0 };
	}
	return (struct progress){ .fn = show, .ctx = c };
}

struct progress db_progress_always(struct cli *c)
{
	return (struct progress){ .fn = show, .ctx = c };
}

void db_progress_end(struct cli *c)
{
	if (isatty(fileno(c->err))) {
		(void)fputs("\r\033[K", c->err);
	}
}
