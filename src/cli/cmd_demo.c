/* `dunghen demo`. */
#include "cmd_demo.h"

#include "cmd_dossier.h"
#include "law_files.h"
#include "print_province.h"
#include "store.h"

#include "app/demo.h"
#include "app/view.h"

enum { DOSSIERS_USUAL = 20000, DOSSIERS_MOST = 5000000, MONTHS_USUAL = 6 };

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
	{ NULL, OPT_END, NULL },
};

static bool read_options(struct cli *c, const struct opts *o, struct demo_options *out,
			 struct err *e)
{
	struct str until = opt_has(o, "until") ? opt_str(o, "until") : STR("2026-10-31");
	*out = (struct demo_options){
		.dir = db_dir(c, o),
		.seed = opt_has(o, "seed") ? opt_str(o, "seed") : STR("1"),
		.progress = db_progress(c),
		.truth = opt_has(o, "truth") ? str_cstr(c->arena, opt_str(o, "truth")) : NULL,
	};
	return opt_words(o, 0, 0, e) &&
	       opt_int(o, "dossiers", DOSSIERS_USUAL, 1, DOSSIERS_MOST, &out->dossiers, e) &&
	       opt_int(o, "months", MONTHS_USUAL, 1, DEMO_MONTHS_MOST, &out->months, e) &&
	       day_parse(until, &out->until, e);
}

/* A folder that is in use is never overwritten unasked. */
static bool make_room(const struct opts *o, const char *dir, struct err *e)
{
	switch (demo_place_of(dir)) {
	case DEMO_FREE:
		return true;
	case DEMO_EARLIER:
		return opt_has(o, "force") ? demo_clear(dir, e) :
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

int cmd_demo(struct cli *c, const struct opts *o)
{
	struct demo_options options;
	struct demo_count count;
	struct law_source *law;
	struct app *app;
	struct err e;
	if (!read_options(c, o, &options, &e)) {
		return cli_misuse(c, &e);
	}
	if (!law_files(c, opt_str(o, "law"), &law, &options.laws, &e) ||
	    !make_room(o, options.dir, &e)) {
		return cli_fail(c, &e);
	}
	options.law = law;
	if (!demo_run(c->arena, &options, &app, &count, &e)) {
		return cli_fail(c, &e);
	}
	db_progress_end(c);
	struct province p;
	bool ok = app_province(app, c->arena, (struct period){ count.from, count.to }, &p, &e);
	if (ok) {
		(c->json ? report_json : report_text)(c, app, &options, &count, &p);
	}
	app_close(app);
	return ok ? EXIT_DONE : cli_fail(c, &e);
}
