/* `dunghen demo`. */
#include "cmd_demo.h"

#include "cmd_dossier.h"
#include "cmd_serve.h"
#include "law_files.h"
#include "print_province.h"
#include "store.h"
#include "table.h"

#include "app/demo.h"
#include "app/demo_cast.h"
#include "app/demo_living.h"
#include "app/view.h"
#include "app/world.h"

#include <sys/wait.h>
#include <unistd.h>

enum { DOSSIERS_USUAL = 5000, DOSSIERS_MOST = 5000000, MONTHS_USUAL = 12 };

const struct opt_spec demo_options_table[] = {
	DB_OPTION,
	{ "no-serve", OPT_FLAG, NULL },
	{ "dossiers", OPT_VALUE, "N" },
	{ "months", OPT_VALUE, "M" },
	{ "seed", OPT_VALUE, "SEED" },
	{ "until", OPT_VALUE, "DAY" },
	{ "law", OPT_VALUE, "DIR" },
	{ "truth", OPT_VALUE, "FILE" },
	{ "force", OPT_FLAG, NULL },
	{ "listen", OPT_VALUE, "ADDR:PORT" },
	{ "speed", OPT_VALUE, "N" },
	{ "no-sandbox", OPT_FLAG, NULL },
	{ NULL, OPT_END, NULL },
};

/* What makes a store, and has no meaning for one that is there already. */
static const char *const making[] = { "dossiers", "months", "seed", "until", "law", "truth" };

struct demo_wish {
	struct demo_options make;
	struct serve_wish serve;	/* .living: served at all */
	bool goes_on;			/* an earlier one stands there */
};

/* Filled for its own sake it is the same on every day; served it ends today. */
static bool read_until(const struct opts *o, bool served, struct day *out, struct err *e)
{
	if (opt_has(o, "until")) {
		return day_parse(opt_str(o, "until"), out, e);
	}
	*out = served ? day_of(world_clock()) : day_make(2026, 10, 31);
	return true;
}

static bool read_options(struct cli *c, const struct opts *o, struct demo_wish *out, struct err *e)
{
	bool served = !opt_has(o, "no-serve");
	struct str listen = opt_str(o, "listen"), truth = opt_str(o, "truth");
	*out = (struct demo_wish){
		.make = {
			.dir = db_dir(c, o),
			.seed = opt_has(o, "seed") ? opt_str(o, "seed") : STR("1"),
			.until_working = served,
			.progress = db_progress(c),
			.pdf = c->faces->pdf,
			.truth = truth.n > 0 ? str_cstr(c->arena, truth) : NULL,
		},
		.serve = {
			.dir = db_dir(c, o),
			.listen = listen.n > 0 ? listen : STR(SERVE_LISTEN),
			.workers = SERVE_WORKERS,
			.deadline_s = SERVE_DEADLINE_S,
			.living = served,
			.sandbox = !opt_has(o, "no-sandbox"),
		},
	};
	return opt_words(o, 0, 0, e) &&
	       (listen.n == 0 || c->faces->listen_known(c->arena, listen, e)) &&
	       opt_int(o, "dossiers", DOSSIERS_USUAL, 1, DOSSIERS_MOST, &out->make.dossiers, e) &&
	       opt_int(o, "months", MONTHS_USUAL, 1, DEMO_MONTHS_MOST, &out->make.months, e) &&
	       opt_int(o, "speed", LIVING_SPEED, 0, LIVING_SPEED_MOST, &out->serve.speed, e) &&
	       read_until(o, served, &out->make.until, e);
}

/* A folder that is in use is never overwritten unasked; an earlier demonstration goes
 * on, unless another one was asked for. */
static bool make_room(const struct opts *o, struct demo_wish *w, struct err *e)
{
	const char *dir = w->make.dir;
	bool another = !w->serve.living;
	for (size_t i = 0; i < ARRAY_LEN(making); i++) {
		another = another || opt_has(o, making[i]);
	}
	switch (demo_place_of(dir)) {
	case DEMO_FREE:
		return true;
	case DEMO_EARLIER:
		w->goes_on = !opt_has(o, "force") && !another;
		return w->goes_on ? true : opt_has(o, "force") ? demo_clear(dir, e) :
			err_set(e, ERR_CONFLICT, "demo.exists", "path", dir, NULL);
	case DEMO_OTHER:
		break;
	}
	return err_set(e, ERR_CONFLICT, "demo.other", "path", dir, NULL);
}

static struct str number(struct cli *c, int64_t n)
{
	return str_fmt(c->arena, "%lld", (long long)n);
}

static void report_json(struct cli *c, struct app *app, const struct demo_options *o,
			const struct demo_count *n, const struct province *p)
{
	struct json *v = province_json(app, c->arena, p, PROVINCE_ROWS);
	json_set_str(c->arena, v, "db", str_of(o->dir));
	json_set_str(c->arena, v, "seed", o->seed);
	json_set_int(c->arena, v, "persons", n->persons);
	json_set_int(c->arena, v, "commands", n->commands);
	json_set_int(c->arena, v, "refused", n->refused);
	json_set_int(c->arena, v, "entries", n->entries);
	json_set_str(c->arena, v, "root", hex_text(c->arena, n->root.b, sizeof(n->root.b)));
	cli_json(c, v);
}

static void report_text(struct cli *c, struct app *app, const struct demo_options *o,
			const struct demo_count *n, const struct province *p)
{
	const struct dossier *d;
	struct err e;
	struct text_arg args[] = {
		{ "dir", str_of(o->dir) },
		{ "persons", number(c, n->persons) },
		{ "dossiers", number(c, n->dossiers) },
		{ "entries", number(c, n->entries) },
		{ "root", hex_text(c->arena, n->root.b, sizeof(n->root.b)) },
		{ "code", p->telling },
	};
	print_province(c, app, p);
	if (p->telling.n > 0 && app_dossier(app, c->arena, p->telling, &d, &e)) {
		cli_line(c, STYLE_PLAIN, STR(""));
		cli_line(c, STYLE_STRONG, cli_text(c, "demo.telling", NULL, 0));
		print_dossier(c, app, d, p->now);
	}
	cli_line(c, STYLE_PLAIN, STR(""));
	cli_sentence(c, "demo.done", args, ARRAY_LEN(args));
	cli_sentence(c, p->telling.n > 0 ? "demo.next" : "demo.next_list", args,
		     ARRAY_LEN(args));
}

/* ---- filling ---- */

static bool tell_filled(struct cli *c, const struct demo_options *o, const struct demo_count *n)
{
	struct text_arg args[] = {
		{ "dir", str_of(o->dir) },
		{ "persons", number(c, n->persons) },
		{ "dossiers", number(c, n->dossiers) },
	};
	if (!c->json) {
		cli_sentence(c, "demo.filled", args, ARRAY_LEN(args));
		(void)fflush(c->out);
	}
	return true;
}

static bool report(struct cli *c, struct app *app, const struct demo_options *o,
		   const struct demo_count *n, struct err *e)
{
	struct province p;
	if (!app_province(app, c->arena, (struct period){ n->from, n->to }, &p, e)) {
		return false;
	}
	(c->json ? report_json : report_text)(c, app, o, n, &p);
	return true;
}

/* In an arena that ends here: what filling took is not needed for serving. */
static bool fill(struct cli *c, struct demo_wish *w, struct err *e)
{
	struct arena a;
	struct demo_count count;
	struct app *app;
	arena_init(&a, 0);
	bool ok = demo_run(&a, &w->make, &app, &count, e);
	db_progress_end(c);
	if (ok) {
		w->serve.from = count.to;
		ok = w->serve.living ? tell_filled(c, &w->make, &count)
				     : report(c, app, &w->make, &count, e);
		app_close(app);
	}
	arena_done(&a);
	return ok;
}

struct filled {
	bool ok;
	int64_t from;
	struct err err;			/* its names are the same in both processes */
};

static void fill_here(struct cli *c, struct demo_wish *w, int to)
{
	struct filled f = { .ok = false };
	f.ok = fill(c, w, &f.err);
	f.from = w->serve.from;
	(void)fflush(c->out);
	(void)fflush(c->err);
	_exit(write(to, &f, sizeof(f)) == (ssize_t)sizeof(f) ? 0 : 1);
}

/* In a process of its own, whose memory goes with it: filling takes as much again as
 * serving needs. No thread has been started yet. */
static bool fill_apart(struct cli *c, struct demo_wish *w, struct err *e)
{
	struct filled f = { .ok = false };
	int ends[2];
	(void)fflush(c->out);
	(void)fflush(c->err);
	if (pipe(ends) != 0) {
		return err_set(e, ERR_IO, "demo.cut", NULL);
	}
	pid_t pid = fork();
	if (pid == 0) {
		(void)close(ends[0]);
		fill_here(c, w, ends[1]);
	}
	(void)close(ends[1]);
	ssize_t n = pid > 0 ? read(ends[0], &f, sizeof(f)) : -1;
	(void)close(ends[0]);
	if (pid > 0) {
		(void)waitpid(pid, NULL, 0);
	}
	if (n != (ssize_t)sizeof(f)) {
		return err_set(e, ERR_IO, "demo.cut", NULL);
	}
	w->serve.from = f.from;
	*e = f.err;
	return f.ok;
}

/* ---- serving ---- */

static bool find_cast(struct cli *c, const struct demo_wish *w, struct cast *out, struct err *e)
{
	struct app_options o = { .dir = w->make.dir, .access = APP_READER,
				 .clock = INSTANT_NONE };
	struct arena a;
	struct app *app;
	arena_init(&a, 0);
	bool ok = app_open(&a, &o, &app, e);
	if (ok) {
		ok = demo_cast(app, c->arena, STR(""), out, e);
		app_close(app);
	}
	arena_done(&a);
	return ok;
}

static void tell_cast(struct cli *c, struct str url, const void *ctx)
{
	const struct cast *cast = ctx;
	struct table t;
	(void)url;
	if (c->json) {
		return;
	}
	table_init(&t, c, 3);
	for (size_t i = 0; i < cast->n; i++) {
		const struct cast_member *m = &cast->member[i];
		struct str *cell = table_row(&t, STYLE_PLAIN);
		cell[0] = cli_text(c, cast_role_key(m->role), NULL, 0);
		cell[1] = str_fmt(c->arena, "%.*s (%.*s)", STR_ARG(m->name), STR_ARG(m->key));
		cell[2] = cli_text(c, cast_shows_key(m->role), NULL, 0);
	}
	table_print(&t);
}

int cmd_demo(struct cli *c, const struct opts *o)
{
	struct demo_wish wish;
	struct cast cast;
	struct law_source *law;
	struct err e;
	if (!read_options(c, o, &wish, &e)) {
		return cli_misuse(c, &e);
	}
	if (!law_files(c, opt_str(o, "law"), &law, &wish.make.laws, &e) ||
	    !make_room(o, &wish, &e)) {
		return cli_fail(c, &e);
	}
	wish.make.law = law;
	if (!wish.goes_on && !(wish.serve.living ? fill_apart(c, &wish, &e)
						 : fill(c, &wish, &e))) {
		return cli_fail(c, &e);
	}
	if (!wish.serve.living) {
		return EXIT_DONE;
	}
	if (!find_cast(c, &wish, &cast, &e)) {
		return cli_fail(c, &e);
	}
	return serve_run(c, &wish.serve, tell_cast, &cast);
}
