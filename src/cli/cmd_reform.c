/* `dunghen reform`. */
#include "cmd_reform.h"

#include "reform_out.h"
#include "reform_past.h"
#include "store.h"

const struct opt_spec reform_options[] = {
	DB_OPTION,
	{ "on", OPT_VALUE, "DAY" },
	{ "as", OPT_VALUE, "KEY" },
	{ "minutes", OPT_VALUE, "NUMBER" },
	{ "dry-run", OPT_FLAG, NULL },
	{ "done", OPT_FLAG, NULL },
	{ "sure", OPT_VALUE, "DAY" },
	{ "list", OPT_VALUE, "OUT.csv" },
	{ "undo", OPT_VALUE, "OUT.jsonl" },
	{ "people", OPT_VALUE, "FILE.csv" },
	{ "papers", OPT_VALUE, "DIR" },
	{ "clock", OPT_VALUE, "T" },
	{ NULL, OPT_END, NULL },
};

struct reforming {
	struct cli *c;
	const struct opts *o;
	struct app *app;
	struct day on;
	bool dry, past;
	struct reform_job job;
	struct reform_places places;
	struct arena arena;		/* of a chunk */
};

static bool read_options(struct reforming *r, struct app_options *app, struct err *e)
{
	static const char *const other[] = { "dry-run", "as", "minutes", "sure", "list", "undo",
					     "people" };
	const struct opts *o = r->o;
	struct str sure = opt_str(o, "sure"), day;
	*app = (struct app_options){ .dir = db_dir(r->c, o), .clock = INSTANT_NONE,
				     .access = r->dry || r->past ? APP_READER : APP_WRITER };
	if (!opt_words(o, 0, 0, e) || !opt_need(o, "on", &day, e) ||
	    !day_parse(day, &r->on, e) ||
	    (opt_has(o, "clock") && !opt_instant(opt_str(o, "clock"), &app->clock, e))) {
		return false;
	}
	for (size_t i = 0; r->past && i < ARRAY_LEN(other); i++) {
		if (opt_has(o, other[i])) {
			return err_set(e, ERR_INVALID, "opt.together", "one", "done", "other",
				       other[i], NULL);
		}
	}
	if (r->dry || r->past) {
		return true;
	}
	if (!opt_need(o, "as", &r->job.as, e) || !opt_need(o, "minutes", &r->job.minutes, e)) {
		return false;
	}
	/* Said twice: thousands of dossiers go elsewhere. */
	return str_eq(sure, day) || err_set(e, ERR_INVALID, "reform.sure", "day",
					    str_cstr(r->c->arena, day), NULL);
}

/* ---- who gets which post ---- */

static bool read_places(struct reforming *r, struct err *e)
{
	struct str table;
	if (!opt_has(r->o, "people")) {
		return true;
	}
	if (!cli_read_file(r->c, opt_str(r->o, "people"), PLACES_BYTES, &table, e) ||
	    !app_reform_places(r->app, r->c->arena, table, r->on, &r->places, e)) {
		return false;
	}
	for (size_t i = 0; i < r->places.n; i++) {
		const struct reform_place *p = &r->places.place[i];
		if (p->why.code != ERR_NONE) {
			r->c->line = p->line;
			(void)cli_fail(r->c, &p->why);	/* all of them are told */
			r->c->line = 0;
		}
	}
	if (r->places.wrong > 0) {
		(void)err_set(e, ERR_INVALID, "reform.places.wrong", NULL);
		return err_add_int(e, "n", (int64_t)r->places.wrong);
	}
	r->job.places = &r->places;
	return true;
}

/* Before the look: what passes on goes to whoever has the posts then. */
static bool give_places(struct reforming *r, struct err *e)
{
	bool more = true;
	if (r->dry) {
		struct reform_supposed kept;
		return app_reform_suppose(r->app, r->c->arena, &r->places, r->on, &kept, e);
	}
	while (more) {
		arena_reset(&r->arena);
		if (!app_reform_give(r->app, &r->arena, &r->job, &more, e)) {
			return false;
		}
		app_breathe(r->app);
	}
	return true;
}

/* ---- what was found, as files ---- */

static bool write_lists(struct reforming *r, const struct reform *plan, struct err *e)
{
	return (!opt_has(r->o, "list") ||
		reform_write_list(r->c, plan, r->app, opt_str(r->o, "list"), e)) &&
	       (!opt_has(r->o, "undo") ||
		reform_write_undo(r->c, plan, r->app, &r->places, opt_str(r->o, "undo"), e)) &&
	       (!opt_has(r->o, "papers") ||
		reform_write_papers(r->c, plan, r->app, r->job.minutes,
				    opt_str(r->o, "papers"), e));
}

static bool run_job(struct reforming *r, const struct reform *plan, struct err *e)
{
	struct progress p = db_progress(r->c);
	bool ok = true;
	while (ok && !r->job.done) {
		arena_reset(&r->arena);
		ok = app_reform_step(r->app, &r->arena, &r->job, e);
		app_breathe(r->app);
		if (p.fn != NULL) {
			p.fn(p.ctx, "progress.reform", r->job.passed, plan->passing);
		}
	}
	db_progress_end(r->c);
	return ok;
}

static int past(struct reforming *r, const struct app_options *options)
{
	struct err e;
	if (!db_open_by(r->c, options, &r->app, &e) ||
	    !reform_past(r->c, r->app, r->on, opt_str(r->o, "papers"), &e)) {
		return cli_fail(r->c, &e);
	}
	return EXIT_DONE;
}

static int reform(struct reforming *r, const struct app_options *options)
{
	struct asking ask = { .lang = r->c->lang, .whom = LABEL_INSIDE };
	struct reform plan;
	struct err e;
	if (!db_open_by(r->c, options, &r->app, &e)) {
		return cli_fail(r->c, &e);
	}
	ask.now = app_now(r->app);
	if (!r->dry && day_of(ask.now).n != r->on.n) {
		char text[DAY_TEXT];
		(void)err_set(&e, ERR_CONFLICT, "reform.day", "day", day_vi(r->on, text), NULL);
		return cli_fail(r->c, &e);
	}
	/* The lists say how it was before: they are written first. */
	if (opt_has(r->o, "papers")) {
		ask.lang = TEXT_VI;	/* the office's papers are in Vietnamese */
	}
	if (!read_places(r, &e) || !give_places(r, &e) ||
	    !app_reform(r->app, r->c->arena, &ask, r->on, &plan, &e) ||
	    !write_lists(r, &plan, &e) || (!r->dry && !run_job(r, &plan, &e))) {
		return cli_fail(r->c, &e);
	}
	reform_tell(r->c, r->app, &plan, &r->places, r->dry ? NULL : &r->job);
	bool open = r->dry ? plan.which + plan.stuck > 0 : r->job.left > 0;
	return open ? EXIT_REFUSED : EXIT_DONE;
}

int cmd_reform(struct cli *c, const struct opts *o)
{
	struct reforming *r = arena_new(c->arena, struct reforming);
	struct app_options options;
	struct err e;
	*r = (struct reforming){ .c = c, .o = o, .dry = opt_has(o, "dry-run"),
				 .past = opt_has(o, "done") };
	if (!read_options(r, &options, &e)) {
		return cli_misuse(c, &e);
	}
	arena_init(&r->arena, 0);
	int status = r->past ? past(r, &options) : reform(r, &options);
	app_close(r->app);
	arena_done(&r->arena);
	return status;
}
