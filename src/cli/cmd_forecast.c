/* `dunghen forecast`. */
#include "cmd_forecast.h"

#include "store.h"
#include "table.h"

#include "app/backtest.h"
#include "app/foretell.h"
#include "app/view.h"

#include <stdio.h>

const struct opt_spec forecast_options[] = {
	DB_OPTION,
	{ "svg", OPT_VALUE, "FILE" },
	{ "draft", OPT_FLAG, NULL },
	{ "dry-run", OPT_FLAG, NULL },
	{ "clock", OPT_VALUE, "T" },
	{ NULL, OPT_END, NULL },
};

/* 0.1234: as people read scores. */
static struct str score(struct cli *c, double v)
{
	return str_fmt(c->arena, "%.4f", v);
}

static struct str whole(struct cli *c, int64_t n)
{
	return str_fmt(c->arena, "%lld", (long long)n);
}

static double share(int64_t part, int64_t all)
{
	return all > 0 ? (double)part / (double)all : 0;
}

/* ---- in figures ---- */

/* Integers only (RFC 8785): shares and scores per million. */
static int64_t millionths(double v)
{
	return (int64_t)(v * 1e6 + 0.5);
}

static void print_json(struct cli *c, const struct backtest *b)
{
	struct json *o = json_new_obj(c->arena), *bins = json_new_arr(c->arena);
	char from[DAY_TEXT], middle[DAY_TEXT], until[DAY_TEXT];

	json_set_str(c->arena, o, "from", str_of(day_text(day_of(b->from), from)));
	json_set_str(c->arena, o, "middle", str_of(day_text(day_of(b->middle), middle)));
	json_set_str(c->arena, o, "until", str_of(day_text(day_of(b->until), until)));
	json_set_int(c->arena, o, "learnt", b->learnt);
	json_set_int(c->arena, o, "dossiers", b->dossiers);
	json_set_int(c->arena, o, "cases", b->cases);
	json_set_int(c->arena, o, "late", b->late);
	json_set_int(c->arena, o, "brier_millionths", millionths(b->brier));
	json_set_int(c->arena, o, "brier_base_millionths", millionths(b->brier_base));
	json_set_int(c->arena, o, "brier_plan_millionths", millionths(b->brier_plan));
	for (size_t i = 0; i < BACKTEST_BINS; i++) {
		const struct backtest_bin *n = &b->bin[i];
		struct json *row = json_new_obj(c->arena);

		json_set_int(c->arena, row, "cases", n->cases);
		json_set_int(c->arena, row, "late", n->late);
		json_set_int(c->arena, row, "forecast_millionths",
			     millionths(n->cases > 0 ? n->sum / (double)n->cases : 0));
		json_push(c->arena, bins, row);
	}
	json_set(c->arena, o, "bins", bins);
	cli_json(c, o);
}

static void print_words(struct cli *c, const struct backtest *b)
{
	static const char *const heads[] = { "forecast.said", "forecast.came", "forecast.cases" };
	struct text_arg args[] = {
		{ "learnt", whole(c, b->learnt) }, { "dossiers", whole(c, b->dossiers) },
		{ "cases", whole(c, b->cases) }, { "late", whole(c, b->late) },
		{ "brier", score(c, b->brier) }, { "base", score(c, b->brier_base) },
		{ "plan", score(c, b->brier_plan) },
	};
	struct table t;

	cli_sentence(c, "forecast.learnt", args, ARRAY_LEN(args));
	cli_sentence(c, "forecast.scores", args, ARRAY_LEN(args));
	table_init(&t, c, ARRAY_LEN(heads));
	struct str *cell = table_row(&t, STYLE_FAINT);

	for (size_t i = 0; i < ARRAY_LEN(heads); i++) {
		cell[i] = cli_text(c, heads[i], NULL, 0);
	}
	for (size_t i = 0; i < BACKTEST_BINS; i++) {
		const struct backtest_bin *n = &b->bin[i];

		cell = table_row(&t, STYLE_PLAIN);
		cell[0] = score(c, n->cases > 0 ? n->sum / (double)n->cases : 0);
		cell[1] = score(c, share(n->late, n->cases));
		cell[2] = whole(c, n->cases);
	}
	table_print(&t);
}

/* ---- as a picture: what was forecast across, what came of it upwards ---- */

enum { SIDE = 400, LEFT = 50, TOP = 20 };

static void put_mark(FILE *f, const struct backtest_bin *n, int64_t most)
{
	double x = n->sum / (double)n->cases, y = share(n->late, n->cases);
	double part = share(n->cases, most), r = 4;

	/* The area says how many: a square root without one. */
	for (double k = 4; k <= 14 && k * k <= 196 * part; k++) {
		r = k;
	}
	fprintf(f, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"%.0f\" fill=\"#1f6feb\" "
		   "fill-opacity=\"0.7\"><title>%lld</title></circle>\n",
		LEFT + x * SIDE, TOP + (1 - y) * SIDE, r, (long long)n->cases);
}

static void put_axes(FILE *f)
{
	fprintf(f, "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"#fff\" "
		   "stroke=\"#888\"/>\n<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" "
		   "stroke=\"#888\" stroke-dasharray=\"4 4\"/>\n",
		LEFT, TOP, SIDE, SIDE, LEFT, TOP + SIDE, LEFT + SIDE, TOP);
	for (int i = 0; i <= 10; i += 2) {
		fprintf(f, "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">%d %%</text>\n"
			   "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%d %%</text>\n",
			LEFT + SIDE * i / 10, TOP + SIDE + 18, i * 10, LEFT - 6,
			TOP + SIDE - SIDE * i / 10 + 4, i * 10);
	}
}

static bool draw(struct cli *c, const struct backtest *b, const char *path, struct err *e)
{
	FILE *f = fopen(path, "w");
	struct str title = cli_text(c, "forecast.picture", NULL, 0);
	int64_t most = 1;

	if (f == NULL) {
		return err_set(e, ERR_IO, "forecast.file", "path", path, NULL);
	}
	for (size_t i = 0; i < BACKTEST_BINS; i++) {
		most = b->bin[i].cases > most ? b->bin[i].cases : most;
	}
	fprintf(f, "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" "
		   "font-family=\"sans-serif\" font-size=\"12\">\n<title>%.*s</title>\n"
		   "<rect width=\"100%%\" height=\"100%%\" fill=\"#fff\"/>\n",
		LEFT + SIDE + 30, TOP + SIDE + 50, STR_ARG(title));
	put_axes(f);
	for (size_t i = 0; i < BACKTEST_BINS; i++) {
		if (b->bin[i].cases > 0) {
			put_mark(f, &b->bin[i], most);
		}
	}
	fprintf(f, "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">%.*s</text>\n</svg>\n",
		LEFT + SIDE / 2, TOP + SIDE + 40, STR_ARG(title));
	bool good = ferror(f) == 0;

	good = fclose(f) == 0 && good;
	return good || err_set(e, ERR_IO, "forecast.file", "path", path, NULL);
}

/* ---- drafting what it says (rule 39) ---- */

static void tell_draft_json(struct cli *c, struct app *app, const struct foresight *f,
			    int64_t drafted)
{
	struct json *o = json_new_obj(c->arena), *rows = json_new_arr(c->arena);

	for (size_t i = 0; i < f->n; i++) {
		struct json *row = json_new_obj(c->arena);
		char id[ID_TEXT];
		const struct dossier *d;
		struct err ignored;
		struct str ref = str_of(id_text('d', f->one[i].dossier.v, id));

		json_set_str(c->arena, row, "code",
			     app_dossier(app, c->arena, ref, &d, &ignored) ? d->code : ref);
		json_set_int(c->arena, row, "chance", f->one[i].chance);
		json_set_int(c->arena, row, "cases", f->one[i].cases);
		json_push(c->arena, rows, row);
	}
	json_set_int(c->arena, o, "looked", f->looked);
	json_set_int(c->arena, o, "drafted", drafted);
	json_set(c->arena, o, "late", rows);
	cli_json(c, o);
}

static int draft(struct cli *c, const struct opts *o)
{
	bool dry = opt_has(o, "dry-run");
	struct app_options options = { .dir = db_dir(c, o), .clock = INSTANT_NONE,
				       .access = dry ? APP_READER : APP_WRITER };
	struct foresight f;
	int64_t drafted = 0;
	struct app *app;
	struct err e;

	if (opt_has(o, "clock") && !opt_instant(opt_str(o, "clock"), &options.clock, &e)) {
		return cli_misuse(c, &e);
	}
	if (!db_open_by(c, &options, &app, &e)) {
		return cli_fail(c, &e);
	}
	int status = EXIT_DONE;

	if (!app_foresee(app, c->arena, app_now(app), &f, &e) ||
	    (!dry && !app_foretell(app, &f, &drafted, &e))) {
		status = cli_fail(c, &e);
	} else if (c->json) {
		tell_draft_json(c, app, &f, drafted);
	} else {
		struct text_arg args[] = { { "looked", whole(c, f.looked) },
					   { "late", whole(c, (int64_t)f.n) },
					   { "drafted", whole(c, drafted) } };
		cli_sentence(c, "forecast.drafted", args, ARRAY_LEN(args));
	}
	app_close(app);
	return status;
}

int cmd_forecast(struct cli *c, const struct opts *o)
{
	struct backtest b;
	struct app *app;
	struct err e;

	if (!opt_words(o, 0, 0, &e)) {
		return cli_misuse(c, &e);
	}
	if (opt_has(o, "draft")) {
		return draft(c, o);
	}
	if (!db_open(c, o, APP_READER, &app, &e)) {
		return cli_fail(c, &e);
	}
	bool ok = app_backtest(app, c->arena, &b, &e);

	app_close(app);
	if (!ok || (opt_has(o, "svg") &&
		    !draw(c, &b, str_cstr(c->arena, opt_str(o, "svg")), &e))) {
		return cli_fail(c, &e);
	}
	(c->json ? print_json : print_words)(c, &b);
	return EXIT_DONE;
}
