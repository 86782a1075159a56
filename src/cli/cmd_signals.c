/* `dunghen signals`. */
#include "cmd_signals.h"

#include "signals_told.h"
#include "store.h"
#include "table.h"

#include "app/detect.h"
#include "app/signal_tell.h"
#include "app/view.h"

const struct opt_spec signals_options[] = {
	DB_OPTION,
	{ "detector", OPT_VALUE, "NAME" },
	{ "list", OPT_FLAG, NULL },
	{ "praise-at-once", OPT_FLAG, NULL },
	{ "limit", OPT_VALUE, "N" },
	{ "tell", OPT_FLAG, NULL },
	{ "clock", OPT_VALUE, "T" },
	{ "ruled", OPT_FLAG, NULL },
	{ "as", OPT_VALUE, "KEY" },
	{ "show", OPT_VALUE, "me|unit|rule|all" },
	{ NULL, OPT_END, NULL },
};

enum { ROWS = 50, ROWS_MOST = 1000000 };

struct asked {
	struct cli *c;
	struct app *app;
	bool only;			/* that detector */
	enum detector what;
	int64_t limit;
};

static struct str sentence(struct cli *c, const char *name, const char *tail)
{
	return cli_text(c, str_cstr(c->arena, str_fmt(c->arena, "signal.%s%s", name, tail)), NULL,
			0);
}

/* ---- what there is ---- */

static int list_detectors(struct cli *c)
{
	struct json *all = json_new_arr(c->arena);

	for (int i = 0; i < DETECTORS; i++) {
		const char *name = detector_name((enum detector)i);
		bool good = detector_good((enum detector)i);

		if (!c->json) {
			cli_put(c, STYLE_STRONG, str_fmt(c->arena, "%s  ", name));
			cli_line(c, STYLE_PLAIN, sentence(c, name, ".says"));
			continue;
		}
		struct json *o = json_new_obj(c->arena);

		json_set_str(c->arena, o, "name", str_of(name));
		json_set_str(c->arena, o, "kind", good ? STR("good") : STR("bad"));
		json_set_str(c->arena, o, "about", detector_of_unit((enum detector)i)
			     ? STR("unit") : STR("person"));
		json_set_str(c->arena, o, "title", sentence(c, name, ""));
		json_set_str(c->arena, o, "says", sentence(c, name, ".says"));
		json_push(c->arena, all, o);
	}
	if (c->json) {
		cli_json(c, all);
	}
	return EXIT_DONE;
}

/* ---- findings ---- */

static struct str person_key(const struct asked *k, struct person_id id)
{
	const struct person *p = id.v != 0 ? org_person(app_org(k->app), id) : NULL;

	return p != NULL ? p->key : STR("");
}

static struct str unit_key(const struct asked *k, struct unit_id id)
{
	const struct unit *u = id.v != 0 ? org_unit(app_org(k->app), id) : NULL;

	return u != NULL ? u->key : STR("");
}

static bool code_of(const struct asked *k, struct dossier_id id, struct str *out, struct err *e)
{
	char text[ID_TEXT];
	const struct dossier *d;

	if (!app_dossier(k->app, k->c->arena, str_of(id_text('d', id.v, text)), &d, e)) {
		return false;
	}
	*out = d->code;
	return true;
}

static void set_instant(struct arena *a, struct json *o, const char *name, int64_t at)
{
	char text[INSTANT_TEXT];

	json_set(a, o, name, at == INSTANT_NONE ? json_new_null(a)
		 : json_new_str(a, str_dup(a, str_of(instant_text(at, text)))));
}

static bool print_json(const struct asked *k, const struct detected *d, struct err *e)
{
	struct arena *a = k->c->arena;
	struct json *o = json_new_obj(a), *seqs = json_new_arr(a);
	struct str code;

	if (!code_of(k, d->dossier, &code, e)) {
		return false;
	}
	json_set_str(a, o, "signal", str_of(detector_name(d->f.what)));
	json_set_str(a, o, "kind", detector_good(d->f.what) ? STR("good") : STR("bad"));
	json_set_str(a, o, "dossier", code);
	if (d->f.other.v != 0) {
		if (!code_of(k, d->f.other, &code, e)) {
			return false;
		}
		json_set_str(a, o, "other", code);
	}
	json_set_str(a, o, "person", person_key(k, d->person));
	json_set_str(a, o, "unit", unit_key(k, d->unit));
	set_instant(a, o, "at", d->f.at);
	set_instant(a, o, "from", d->f.from);
	set_instant(a, o, "to", d->f.to);
	json_set_int(a, o, "work_s", d->f.work_s);
	for (size_t i = 0; i < d->f.seqs; i++) {
		json_push(a, seqs, json_new_int(a, d->f.seq[i]));
	}
	json_set(a, o, "evidence", seqs);
	cli_json(k->c, o);
	return true;
}

static bool put_row(const struct asked *k, struct table *t, const struct detected *d,
		    struct err *e)
{
	struct str *cell = table_row(t, STYLE_PLAIN);
	char at[INSTANT_TEXT];

	cell[0] = sentence(k->c, detector_name(d->f.what), "");
	cell[2] = detector_of_unit(d->f.what) ? unit_key(k, d->unit) : person_key(k, d->person);
	cell[3] = str_dup(k->c->arena, str_of(instant_vi(d->f.at, at)));
	cell[4] = str_fmt(k->c->arena, "%lld", (long long)(d->f.work_s / 60));
	return code_of(k, d->dossier, &cell[1], e);
}

static bool print_all(const struct asked *k, const struct detected_list *l, struct err *e)
{
	static const char *const heads[] = { "signals.what", "signals.dossier", "signals.who",
					     "signals.at", "signals.minutes" };
	struct text_arg count[] = {
		{ "n", str_fmt(k->c->arena, "%zu", l->n) },
		{ "cases", str_fmt(k->c->arena, "%lld", (long long)l->cases) },
	};
	struct table t;
	int64_t shown = 0;

	table_init(&t, k->c, ARRAY_LEN(heads));
	table_head(&t, heads);
	for (size_t i = 0; i < l->n && shown < k->limit; i++) {
		if (k->only && l->v[i].f.what != k->what) {
			continue;
		}
		shown++;
		if (!(k->c->json ? print_json(k, &l->v[i], e) : put_row(k, &t, &l->v[i], e))) {
			return false;
		}
	}
	if (!k->c->json) {
		if (shown > 0) {
			table_print(&t);
		}
		cli_sentence(k->c, "signals.count", count, ARRAY_LEN(count));
	}
	return true;
}

/* ---- what became of them ---- */

static int tell(struct cli *c, const struct opts *o)
{
	struct app_options by = { .dir = db_dir(c, o), .access = APP_WRITER,
				  .clock = INSTANT_NONE };
	struct text_arg n = { "n", STR("0") };
	struct app *app;
	struct err e;
	int64_t told;

	if (opt_has(o, "clock") && !opt_instant(opt_str(o, "clock"), &by.clock, &e)) {
		return cli_misuse(c, &e);
	}
	if (!db_open_by(c, &by, &app, &e)) {
		return cli_fail(c, &e);
	}
	bool ok = app_signals_catch_up(app, &told, &e);

	app_close(app);
	if (!ok) {
		return cli_fail(c, &e);
	}
	n.value = str_fmt(c->arena, "%lld", (long long)told);
	cli_sentence(c, "signals.told", &n, 1);
	return EXIT_DONE;
}

/* Of those told: how they came out; or, as somebody who may see them, which, or one. */
static int became(struct cli *c, const struct opts *o)
{
	struct str as = opt_str(o, "as");
	struct app *app;
	struct err e;

	if (!opt_has(o, "ruled") && as.n == 0) {
		err_set(&e, ERR_INVALID, "opt.missing", "name", "as", NULL);
		return cli_misuse(c, &e);
	}
	if (!db_open(c, o, APP_READER, &app, &e)) {
		return cli_fail(c, &e);
	}
	bool ok = opt_has(o, "ruled") ? signals_ruled(c, app, &e)
		  : o->words == 2     ? signals_one(c, app, as, o->word[1], &e)
				      : signals_seen(c, app, as, opt_str(o, "show"), &e);

	app_close(app);
	return ok ? EXIT_DONE : cli_fail(c, &e);
}

static bool read_words(const struct opts *o, struct err *e)
{
	if (!opt_words(o, 0, 2, e)) {
		return false;
	}
	return o->words == 0 || (o->words == 2 && str_is(o->word[0], "show")) ||
	       err_set(e, ERR_INVALID, "signals.words", NULL);
}

int cmd_signals(struct cli *c, const struct opts *o)
{
	struct asked k = { .c = c, .limit = c->json ? ROWS_MOST : ROWS };
	struct detected_list all;
	struct err e;

	k.only = opt_has(o, "detector");
	if (!read_words(o, &e) || !opt_int(o, "limit", k.limit, 1, ROWS_MOST, &k.limit, &e)) {
		return cli_misuse(c, &e);
	}
	if (k.only && !detector_named(opt_str(o, "detector"), &k.what)) {
		err_set(&e, ERR_INVALID, "signals.detector", "name",
			str_cstr(c->arena, opt_str(o, "detector")), NULL);
		return cli_misuse(c, &e);
	}
	if (opt_has(o, "list")) {
		return list_detectors(c);
	}
	if (opt_has(o, "tell")) {
		return tell(c, o);
	}
	if (opt_has(o, "ruled") || opt_has(o, "as") || o->words > 0) {
		return became(c, o);
	}
	if (!db_open(c, o, APP_READER, &k.app, &e)) {
		return cli_fail(c, &e);
	}
	struct detect_bounds b = detect_bounds_of(law_rule_set(app_law(k.app),
							       day_of(app_now(k.app))));
	int64_t ahead = opt_has(o, "praise-at-once") ? b.praise_s : 0;
	bool ok = app_detect_all(k.app, c->arena, app_now(k.app), ahead, &all, &e) &&
		  print_all(&k, &all, &e);

	app_close(k.app);
	return ok ? EXIT_DONE : cli_fail(c, &e);
}
