/* Procedures out of a workbook. */
#include "law_book.h"

#include "law_store.h"
#include "store.h"
#include "table.h"

#include "app/amend.h"
#include "app/law_table.h"

#include "core/version_diff.h"

#include <string.h>

struct booking {
	struct cli *c;
	const struct opts *o;
	struct app *app;
	FILE *file;
	struct law_table table;
};

bool law_book_looks(struct cli *c, struct str path)
{
	struct err ignored;
	FILE *f;

	if (!str_ends(path, STR(".xlsx")) || !cli_open_file(c, path, &f, &ignored)) {
		return false;
	}
	bool looks = law_table_looks(f);

	(void)fclose(f);
	return looks;
}

/* ---- columns ---- */

static void columns_json(struct booking *t)
{
	struct arena *a = t->c->arena;
	struct json *o = json_new_obj(a), *list = json_new_arr(a);

	for (size_t i = 0; i < t->table.columns; i++) {
		const struct law_column *x = &t->table.column[i];
		struct json *one = json_new_obj(a);

		json_set_str(a, one, "sheet", str_of(x->sheet));
		json_set_str(a, one, "title", x->title);
		json_set_str(a, one, "column", x->head);
		json_set(a, one, "field", x->field == NULL ? json_new_null(a)
							    : json_new_str(a, str_of(x->field)));
		json_set_bool(a, one, "told", x->told);
		json_push(a, list, one);
	}
	json_set(a, o, "columns", list);
	json_set_int(a, o, "rows", t->table.rows);
	cli_json(t->c, o);
}

static void tell_columns(struct booking *t)
{
	struct cli *c = t->c;
	struct table table;

	if (c->json) {
		columns_json(t);
		return;
	}
	table_init(&table, c, 4);
	for (size_t i = 0; i < t->table.columns; i++) {
		const struct law_column *x = &t->table.column[i];
		struct str *cell = table_row(&table, x->field != NULL ? STYLE_PLAIN : STYLE_FAINT);

		cell[0] = x->title;
		cell[1] = x->head;
		cell[2] = x->field != NULL ? str_fmt(c->arena, "%s:%s", x->sheet, x->field)
					   : STR("–");
		cell[3] = cli_text(c, x->field == NULL ? "import.left"
				   : x->told ? "import.told" : "import.guessed", NULL, 0);
	}
	table_print(&table);
}

/* ---- what it would change ---- */

static struct str pairs_text(struct booking *t, const char *key, const struct part_pairs *p)
{
	int64_t more = 0, less = 0, other = 0;

	for (size_t i = 0; i < p->n; i++) {
		more += p->pair[i].old == PAIR_NONE;
		less += p->pair[i].now == PAIR_NONE;
		other += p->pair[i].old != PAIR_NONE && p->pair[i].now != PAIR_NONE &&
			 !p->pair[i].same;
	}
	struct text_arg args[] = { { "more", str_int(t->c->arena, more) },
				   { "less", str_int(t->c->arena, less) },
				   { "other", str_int(t->c->arena, other) } };

	return more + less + other == 0 ? STR("") : cli_text(t->c, key, args, ARRAY_LEN(args));
}

static struct str difference(struct booking *t, const struct procedure *p)
{
	const struct procedure_version *now = &p->version[p->versions - 1];
	struct arena *a = t->c->arena;
	struct version_diff d;
	struct str part[8];
	size_t n = 0;

	if (p->versions < 2) {
		return STR("");
	}
	const struct procedure_version *old = now - 1;

	version_diff(a, old, now, &d);
	if (d.limit) {
		struct text_arg args[] = { { "old", limit_text(a, old->limit) },
					   { "new", limit_text(a, now->limit) } };

		part[n++] = cli_text(t->c, "law.book.limit", args, ARRAY_LEN(args));
	}
	part[n++] = pairs_text(t, "law.book.papers", &d.papers);
	part[n++] = pairs_text(t, "law.book.fees", &d.fees);
	part[n++] = pairs_text(t, "law.book.steps", &d.steps);
	if (d.supplement || d.online || d.nonterritorial || d.retention) {
		part[n++] = cli_text(t->c, "law.book.rest", NULL, 0);
	}
	struct str s = STR("");

	for (size_t i = 0; i < n; i++) {
		if (part[i].n > 0) {
			s = s.n == 0 ? part[i] : STR_JOIN(a, s, STR("; "), part[i]);
		}
	}
	return s;
}

static struct str code_of(struct str path)
{
	struct str folder, name;

	(void)str_cut(path, '/', &folder, &name);
	return str_sub(name, 0, name.n > 5 ? name.n - 5 : 0);	/* .json */
}

static void tell_change(struct booking *t, const struct law_outlook *look,
			const struct law_change *x)
{
	const struct procedure *p = law_procedure(&look->law, code_of(x->file->path));
	struct arena *a = t->c->arena;
	struct str what = p != NULL && !x->added ? difference(t, p) : STR("");

	if (t->c->json) {
		struct json *o = json_new_obj(a);

		json_set_str(a, o, "file", x->file->path);
		json_set_bool(a, o, "new", x->added);
		json_set_int(a, o, "version", p != NULL ? p->version[p->versions - 1].number : 0);
		json_set_str(a, o, "difference", what);
		cli_json(t->c, o);
		return;
	}
	struct str word = cli_text(t->c, x->added ? "law.book.new" : "law.book.version", NULL, 0);

	cli_line(t->c, STYLE_PLAIN, str_fmt(a, "%.*s  %.*s  %.*s", STR_ARG(x->file->path),
					    STR_ARG(word), STR_ARG(what)));
}

static int tell_faults(struct booking *t, const struct law_outlook *look)
{
	for (size_t i = 0; i < look->faults && i < LAW_FAULTS_TOLD; i++) {
		const struct law_fault *f = &look->fault[i];
		struct arena *a = t->c->arena;
		struct buf b;

		if (t->c->json) {
			struct json *o = json_new_obj(a);

			json_set_str(a, o, "file", f->file);
			json_set_str(a, o, "path", f->path);
			json_set_str(a, o, "code", str_dup(a, str_of(f->err.key)));
			cli_json(t->c, o);
			continue;
		}
		buf_init(&b, 4096);
		text_err(&b, t->c->lang, &f->err);
		cli_line(t->c, STYLE_PLAIN, str_fmt(a, "%.*s: %.*s: %.*s", STR_ARG(f->file),
						    STR_ARG(f->path), STR_ARG(buf_view(&b))));
		buf_done(&b);
	}
	return EXIT_REFUSED;
}

/* ---- the whole ---- */

static int take(struct booking *t, const struct law_outlook *look, struct err *e)
{
	bool dry = opt_has(t->o, "dry-run");
	struct amended done;

	for (size_t i = 0; i < look->changes; i++) {
		tell_change(t, look, &look->change[i]);
	}
	if (!dry && look->changes > 0 &&
	    !app_amend_law(t->app, t->c->arena, STR(""), t->table.file, t->table.files, AMEND_DO,
			   &done, e)) {
		return cli_fail(t->c, e);
	}
	struct text_arg n = { "n", str_fmt(t->c->arena, "%zu", look->changes) };

	if (!t->c->json) {
		cli_sentence(t->c, look->changes == 0 ? "law.import.same"
			     : dry ? "law.import.would" : "law.import.done", &n, 1);
	}
	return EXIT_DONE;
}

static int run(struct booking *t)
{
	size_t maps = opt_count(t->o, "map"), n;
	struct str *map = arena_array(t->c->arena, struct str, maps);
	struct law_outlook look;
	struct law_source *base;
	struct err e;

	for (size_t i = 0; i < maps; i++) {
		map[i] = opt_at(t->o, "map", i);
	}
	bool ok = app_law_files(t->app, t->c->arena, &base, &n, &e) &&
		  law_table_read(t->c->arena, t->file, base, n, map, maps, &t->table, &e);

	if (!ok) {
		return strcmp(e.key, "law.table.map") == 0 ? cli_misuse(t->c, &e)
							  : cli_fail(t->c, &e);
	}
	tell_columns(t);
	if (opt_has(t->o, "out")) {
		struct text_arg args[] = {
			{ "n", str_fmt(t->c->arena, "%zu", t->table.files) },
			{ "dir", opt_str(t->o, "out") },
		};

		if (!law_write_folder(t->c, opt_str(t->o, "out"), t->table.file, t->table.files,
				      &e)) {
			return cli_fail(t->c, &e);
		}
		if (!t->c->json) {
			cli_sentence(t->c, "law.exported", args, ARRAY_LEN(args));
		}
		return EXIT_DONE;
	}
	if (!app_law_outlook(t->app, t->c->arena, t->table.file, t->table.files, &look, &e)) {
		return cli_fail(t->c, &e);
	}
	if (look.faults > 0) {
		return tell_faults(t, &look);
	}
	return look.refused ? cli_fail(t->c, &look.why) : take(t, &look, &e);
}

int law_book(struct cli *c, const struct opts *o, struct str path)
{
	bool looks_only = opt_has(o, "dry-run") || opt_has(o, "out");
	struct booking t = { .c = c, .o = o };
	struct err e;

	if (!cli_open_file(c, path, &t.file, &e)) {
		return cli_fail(c, &e);
	}
	int status = db_open(c, o, looks_only ? APP_READER : APP_WRITER, &t.app, &e)
		? run(&t) : cli_fail(c, &e);

	app_close(t.app);
	(void)fclose(t.file);
	return status;
}
