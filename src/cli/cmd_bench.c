/* `dunghen bench`. */
#include "cmd_bench.h"

#include "law_files.h"
#include "store.h"

#include "app/demo.h"
#include "app/world.h"

enum { DOSSIERS_USUAL = 500, DOSSIERS_MOST = 100000, DATES = 200000, DATES_SPAN_H = 40000 };

const struct opt_spec bench_options[] = {
	DB_OPTION,
	{ "dossiers", OPT_VALUE, "N" },
	{ NULL, OPT_END, NULL },
};

static void figure(struct cli *c, const char *key, int64_t count, int64_t us)
{
	int64_t per_second = us > 0 ? count * 1000000 / us : 0;

	if (c->json) {
		struct json *o = json_new_obj(c->arena);

		json_set_str(c->arena, o, "figure", str_of(key));
		json_set_int(c->arena, o, "count", count);
		json_set_int(c->arena, o, "microseconds", us);
		json_set_int(c->arena, o, "per_second", per_second);
		cli_json(c, o);
		return;
	}
	struct text_arg args[] = {
		{ "n", str_fmt(c->arena, "%lld", (long long)per_second) },
		{ "count", str_fmt(c->arena, "%lld", (long long)count) },
	};

	cli_sentence(c, key, args, ARRAY_LEN(args));
}

/* Five working days from each of many moments. */
static bool dates(struct cli *c, const struct calendar *cal, struct err *e)
{
	struct deadline_in in = { .cal = cal, .limit = { LIMIT_WDAY, 5 }, .mode = DUE_DAY_CLOSE,
				  .cutoff_s = 15 * 3600 };
	int64_t start = world_ticks_us();

	for (int64_t i = 0; i < DATES; i++) {
		struct deadline dl;

		in.received_at = cal->first_at + i % DATES_SPAN_H * 3600;
		if (!deadline_compute(&in, &dl, e)) {
			return false;
		}
	}
	figure(c, "bench.dates", DATES, world_ticks_us() - start);
	return true;
}

static bool province(struct cli *c, const struct demo_options *o, struct err *e)
{
	struct demo_count count;
	struct app *app;
	int64_t entries, start = world_ticks_us();
	struct progress silent = { 0 };

	if (!demo_run(c->arena, o, &app, &count, e)) {
		return false;
	}
	figure(c, "bench.acts", count.commands, world_ticks_us() - start);
	start = world_ticks_us();
	bool ok = app_rebuild(app, silent, &entries, e);

	if (ok) {
		figure(c, "bench.rebuild", entries, world_ticks_us() - start);
		ok = dates(c, law_calendar(app_law(app),
					   app_law(app)->calendar[0].id, STR("A")), e);
	}
	app_close(app);
	return ok;
}

int cmd_bench(struct cli *c, const struct opts *o)
{
	const char *dir = opt_has(o, "db") ? db_dir(c, o) : "dunghen-bench";
	struct demo_options options = { .dir = dir, .months = 1, .seed = STR("bench"),
					.until = day_make(2026, 10, 31) };
	struct law_source *law;
	struct err e, ignored;

	if (!opt_words(o, 0, 0, &e) ||
	    !opt_int(o, "dossiers", DOSSIERS_USUAL, 1, DOSSIERS_MOST, &options.dossiers, &e)) {
		return cli_misuse(c, &e);
	}
	if (demo_place_of(dir) != DEMO_FREE) {
		err_set(&e, ERR_CONFLICT, "bench.place", "path", dir, NULL);
		return cli_fail(c, &e);
	}
	if (!law_files(c, STR(""), &law, &options.laws, &e)) {
		return cli_fail(c, &e);
	}
	options.law = law;
	bool ok = province(c, &options, &e);

	/* Only what was made here is removed; what stays behind is named. */
	if (!demo_clear(dir, ok ? &e : &ignored)) {
		ok = false;
	}
	return ok ? EXIT_DONE : cli_fail(c, &e);
}
