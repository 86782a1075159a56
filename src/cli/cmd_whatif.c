/* `dunghen whatif`. */
#include "cmd_whatif.h"

#include "store.h"
#include "table.h"

#include "app/whatif_json.h"
#include "app/whatif_text.h"

const struct opt_spec whatif_options[] = {
	DB_OPTION,
	{ "change", OPT_LIST, "CHANGE" },
	{ "runs", OPT_VALUE, "N" },
	{ "seed", OPT_VALUE, "N" },
	{ "from", OPT_VALUE, "DAY" },
	{ "to", OPT_VALUE, "DAY" },
	{ "unit", OPT_VALUE, "UNIT" },
	{ "no-back-test", OPT_FLAG, NULL },
	{ "posts", OPT_FLAG, NULL },
	{ NULL, OPT_END, NULL },
};

enum { SEED_MOST = 2000000000, BACK_RUNS = 20, POSTS_SHOWN = 40 };

static bool day_of_option(const struct opts *o, const char *name, struct day *out, struct err *e)
{
	return !opt_has(o, name) || day_parse(opt_str(o, name), out, e);
}

static bool asked(const struct opts *o, struct whatif_ask *ask, struct err *e)
{
	int64_t seed;

	*ask = (struct whatif_ask){ .from = { INT32_MIN }, .to = { INT32_MAX },
				    .changes = opt_count(o, "change") };
	if (!opt_words(o, 0, 0, e) ||
	    !opt_int(o, "runs", WHATIF_RUNS, 1, WHATIF_RUNS_MOST, &ask->runs, e) ||
	    !opt_int(o, "seed", WHATIF_SEED, 0, SEED_MOST, &seed, e) ||
	    !day_of_option(o, "from", &ask->from, e) || !day_of_option(o, "to", &ask->to, e)) {
		return false;
	}
	ask->seed = (uint64_t)seed;
	if (opt_has(o, "posts")) {
		return ask->changes == 0 ||
		       err_set(e, ERR_INVALID, "whatif.posts.changes", NULL);
	}
	if (ask->changes == 0) {
		return err_set(e, ERR_INVALID, "opt.missing", "name", "change", NULL);
	}
	if (ask->changes > WHATIF_CHANGES) {
		return err_set(e, ERR_LIMIT, "whatif.changes", NULL);
	}
	for (size_t i = 0; i < ask->changes; i++) {
		if (!whatif_parse(opt_at(o, "change", i), &ask->change[i], e)) {
			return false;
		}
	}
	return true;
}

/* ---- in words ---- */

static struct str percent(struct cli *c, double v)
{
	return whatif_percent(c->arena, c->lang, v);
}

static struct str days(struct cli *c, double work_s)
{
	return whatif_days(c->arena, c->lang, work_s);
}

static void print_check(struct cli *c, const char *key, const struct whatif_check *k)
{
	double real = k->cases > 0 ? (double)k->late * 100 / (double)k->cases : 0;
	struct text_arg args[] = {
		{ "cases", str_int(c->arena, k->cases) }, { "real", percent(c, real) },
		{ "told", percent(c, k->late_told.mean) }, { "low", percent(c, k->late_told.low) },
		{ "high", percent(c, k->late_told.high) },
		{ "error", percent(c, k->late_told.mean > real ? k->late_told.mean - real
							      : real - k->late_told.mean) },
		{ "median", days(c, (double)k->median_s) },
		{ "median_told", days(c, k->median_told.mean) },
	};

	cli_sentence(c, key, args, ARRAY_LEN(args));
}

static void print_posts(struct cli *c, const struct whatif_ask *ask,
			const struct whatif_answer *w)
{
	for (size_t i = 0; i < ask->changes; i++) {
		const struct whatif_at *at = &w->at[i];
		struct text_arg args[] = {
			{ "unit", ask->change[i].unit }, { "post", ask->change[i].post },
			{ "persons", str_int(c->arena, at->persons) },
			{ "stays", str_int(c->arena, at->stops) },
			{ "share", str_int(c->arena, at->tenths * 10) },
			{ "most", whatif_signed(c->arena, w->at_most) },
		};

		if (at->persons == 0) {
			continue;
		}
		cli_sentence(c, at->own ? "whatif.share.own" : "whatif.share", args,
			     ARRAY_LEN(args));
		if (w->any) {
			cli_sentence(c, "whatif.most", args, ARRAY_LEN(args));
		}
	}
}

static void print_bands(struct cli *c, const struct whatif_answer *w)
{
	static const char *const heads[] = { "whatif.took", "whatif.was", "whatif.would" };
	struct table t;

	table_init(&t, c, ARRAY_LEN(heads));
	table_head(&t, heads);
	for (int b = 0; b < WHATIF_BANDS; b++) {
		struct str *cell;
		double all = (double)(w->base.cases * w->runs);

		if (w->base.band[b] == 0 && w->changed.band[b] == 0) {
			continue;
		}
		cell = table_row(&t, STYLE_PLAIN);
		cell[0] = whatif_band_text(c->arena, c->lang, b);
		cell[1] = percent(c, (double)w->base.band[b] * 100 / all);
		cell[2] = percent(c, (double)w->changed.band[b] * 100 / all);
	}
	table_print(&t);
}

static void print_words(struct cli *c, struct app *app, const struct whatif_ask *ask,
			const struct whatif_answer *w, const struct whatif_back *back)
{
	struct text_arg args[] = {
		{ "was", days(c, w->base.median_s.mean) },
		{ "is", days(c, w->changed.median_s.mean) },
		{ "all", str_int(c->arena, w->base_all.cases) },
		{ "less", whatif_signed(c->arena, w->less_all.mean) },
		{ "runs", str_int(c->arena, w->runs) },
		{ "learnt", str_int(c->arena, w->learnt) },
		{ "left", str_int(c->arena, w->left_out) },
	};

	cli_line(c, STYLE_STRONG, whatif_sentence(app, c->arena, c->lang, ask, w));
	cli_sentence(c, "whatif.median", args, ARRAY_LEN(args));
	cli_sentence(c, "whatif.all", args, ARRAY_LEN(args));
	print_posts(c, ask, w);
	print_bands(c, w);
	cli_sentence(c, "whatif.runs", args, ARRAY_LEN(args));
	print_check(c, "whatif.check", &w->check);
	if (back != NULL) {
		print_check(c, "whatif.back", &back->check);
	}
}

/* ---- where there are queues ---- */

static struct json *post_json(struct cli *c, const struct unit *u, const struct whatif_post *p)
{
	struct json *o = json_new_obj(c->arena);

	json_set_str(c->arena, o, "unit", u != NULL ? u->key : STR("?"));
	json_set_str(c->arena, o, "post", str_of(p->post.code));
	json_set_int(c->arena, o, "persons", p->at.persons);
	json_set_int(c->arena, o, "stays", p->at.stops);
	json_set_int(c->arena, o, "effort_tenths", p->at.tenths);
	json_set(c->arena, o, "own", json_new_bool(c->arena, p->at.own));
	return o;
}

static void print_queues(struct cli *c, const struct app *app, const struct whatif_post *p,
			 size_t n)
{
	static const char *const heads[] = { "whatif.posts.post", "whatif.posts.persons",
					     "whatif.posts.stays", "whatif.posts.effort" };
	struct table t;

	table_init(&t, c, ARRAY_LEN(heads));
	table_head(&t, heads);
	for (size_t i = 0; i < n; i++) {
		const struct unit *u = org_unit(app_org(app), p[i].unit);

		if (c->json) {
			cli_json(c, post_json(c, u, &p[i]));
			continue;
		}
		if (i < POSTS_SHOWN) {
			struct str *cell = table_row(&t, STYLE_PLAIN);

			cell[0] = STR_JOIN(c->arena, u != NULL ? u->key : STR("?"), STR("/"),
					   str_of(p[i].post.code));
			cell[1] = str_int(c->arena, p[i].at.persons);
			cell[2] = str_int(c->arena, p[i].at.stops);
			cell[3] = str_fmt(c->arena, "%d %%", p[i].at.tenths * 10);
		}
	}
	if (!c->json) {
		table_print(&t);
		cli_sentence(c, "whatif.posts.about", NULL, 0);
	}
}

static bool listed(struct cli *c, struct app *app, const struct whatif_ask *ask, struct err *e)
{
	struct whatif_post *p;
	size_t n;

	if (!app_whatif_posts(app, c->arena, ask, &p, &n, e)) {
		return false;
	}
	db_progress_end(c);
	print_queues(c, app, p, n);
	return true;
}

/* ---- the command ---- */

static bool find_unit(struct app *app, const struct opts *o, struct whatif_ask *ask,
		      struct cli *c, struct err *e)
{
	if (!opt_has(o, "unit")) {
		return true;
	}
	const struct unit *u = org_unit_by_key(app_org(app), opt_str(o, "unit"));

	if (u == NULL) {
		return err_set(e, ERR_NOT_FOUND, "whatif.unit", "value",
			       str_cstr(c->arena, opt_str(o, "unit")), NULL);
	}
	ask->top = u->id;
	return true;
}

static bool answered(struct cli *c, struct app *app, const struct opts *o,
		     struct whatif_ask *ask, struct err *e)
{
	struct whatif_answer w;
	struct whatif_back back;
	bool test = !opt_has(o, "no-back-test"), tested;
	struct err none;

	if (!find_unit(app, o, ask, c, e)) {
		return false;
	}
	if (opt_has(o, "posts")) {
		return listed(c, app, ask, e);
	}
	if (!app_whatif(app, ask, &w, e)) {
		return false;
	}
	struct whatif_ask half = *ask;

	half.runs = half.runs < BACK_RUNS ? half.runs : BACK_RUNS;
	/* A store too young to be tested still has an answer. */
	tested = test && app_whatif_back(app, &half, &back, &none);
	db_progress_end(c);
	if (c->json) {
		cli_json(c, whatif_json(app, c->arena, ask, &w, tested ? &back : NULL));
	} else {
		print_words(c, app, ask, &w, tested ? &back : NULL);
	}
	return true;
}

int cmd_whatif(struct cli *c, const struct opts *o)
{
	struct whatif_ask ask;
	struct app *app;
	struct err e;

	if (!asked(o, &ask, &e)) {
		return cli_misuse(c, &e);
	}
	if (!db_open(c, o, APP_READER, &app, &e)) {
		return cli_fail(c, &e);
	}
	ask.progress = db_progress(c);
	bool ok = answered(c, app, o, &ask, &e);

	db_progress_end(c);
	app_close(app);
	return ok ? EXIT_DONE : cli_fail(c, &e);
}
