/* Taking an import back. */
#include "import_undo.h"

#include "import_tell.h"
#include "store.h"
#include "table.h"

#include "base/limits.h"

struct undoing {
	struct cli *c;
	struct app *app;
	struct str batch, as, reason;
	bool dry;
	struct import_telling tell;
	struct arena arena;		/* a group's */
};

static struct command *command_of(struct undoing *t, const struct import_member *m)
{
	struct command *command = arena_new(&t->arena, struct command);
	struct json *args = json_new_obj(&t->arena);
	char id[ID_TEXT];
	struct str dossier = str_dup(&t->arena, str_of(id_text('d', m->id.v, id)));

	json_set_str(&t->arena, args, "dossier", dossier);
	json_set_str(&t->arena, args, "reason", t->reason);
	*command = (struct command){
		.key = STR_JOIN(&t->arena, STR("undo-import-"), dossier), .as = t->as,
		.verb = STR("undo_import"), .args = args, .at = INSTANT_NONE,
	};
	return command;
}

static bool broken(const struct err *e)
{
	return err_exit_status(e->code) == EXIT_ENVIRONMENT;
}

/* What became of each command, or would. */
static bool decide(struct undoing *t, const struct command **command, struct import_line **line,
		   size_t n, struct err *e)
{
	struct answer answer[IMPORT_MEMBERS];

	if (!t->dry) {
		app_group(t->app, &t->arena, command, n, answer);
		app_breathe(t->app);
	}
	for (size_t i = 0; i < n; i++) {
		struct import_line *l = line[i];
		bool ok = t->dry ? import_would(t->app, &t->arena, command[i], &l->why)
				 : answer[i].ok;

		if (!ok && !t->dry) {
			l->why = answer[i].err;
		}
		if (!ok && broken(&l->why)) {
			*e = l->why;
			return false;
		}
		l->end = !ok ? IMPORT_REFUSED : t->dry ? IMPORT_WOULD : IMPORT_IN;
	}
	return true;
}

static bool group(struct undoing *t, const struct import_members *page, int64_t *row,
		  struct err *e)
{
	struct import_line line[IMPORT_MEMBERS], *open[IMPORT_MEMBERS];
	const struct command *command[IMPORT_MEMBERS];
	size_t n = 0;

	for (size_t i = 0; i < page->n; i++) {
		line[i] = (struct import_line){ .row = ++*row, .code = page->member[i].code,
						.end = IMPORT_ALREADY };
		if (!page->member[i].undone) {
			open[n] = &line[i];
			command[n++] = command_of(t, &page->member[i]);
		}
	}
	if (!decide(t, command, open, n, e)) {
		return false;
	}
	for (size_t i = 0; i < page->n; i++) {
		if (!import_tell_row(&t->tell, &t->arena, &line[i], e)) {
			return false;
		}
	}
	return true;
}

static bool each_member(struct undoing *t, struct err *e)
{
	struct progress p = db_progress(t->c);
	struct import_members page;
	int64_t row = 0, after = 0;

	do {
		arena_reset(&t->arena);
		if (!import_members(t->app, &t->arena, t->batch, after, &page, e) ||
		    !group(t, &page, &row, e)) {
			return false;
		}
		after = page.n > 0 ? page.member[page.n - 1].id.v : after;
		if (p.fn != NULL) {
			p.fn(p.ctx, "progress.undo", row, t->tell.rows);
		}
	} while (page.n == IMPORT_MEMBERS);
	db_progress_end(t->c);
	return true;
}

/* How many there are, and that there are some. */
static bool known(struct undoing *t, struct err *e)
{
	struct import_batch *list;
	size_t n;

	if (!import_batches_of(t->app, t->c->arena, &list, &n, e)) {
		return false;
	}
	for (size_t i = 0; i < n; i++) {
		if (str_eq(list[i].batch, t->batch)) {
			t->tell.rows = list[i].dossiers;
			return true;
		}
	}
	return err_set(e, ERR_NOT_FOUND, "import.no_batch", "batch",
		       str_cstr(t->c->arena, t->batch), NULL);
}

static int undo(struct undoing *t, const struct opts *o)
{
	struct err e, late;

	if (!db_open(t->c, o, t->dry ? APP_READER : APP_WRITER, &t->app, &e) ||
	    !import_person(t->app, t->as, &e) || !known(t, &e)) {
		return cli_fail(t->c, &e);
	}
	if (!import_tell_open(&t->tell, opt_str(o, "report"), NULL, &e)) {
		return cli_fail(t->c, &e);
	}
	bool ok = each_member(t, &e);

	if (!import_tell_end(&t->tell, &late) && ok) {
		e = late;
		ok = false;
	}
	if (!ok) {
		return cli_fail(t->c, &e);
	}
	return t->tell.sum[IMPORT_REFUSED] > 0 ? EXIT_REFUSED : EXIT_DONE;
}

int import_undo(struct cli *c, const struct opts *o)
{
	struct undoing *t = arena_new(c->arena, struct undoing);
	struct err e;

	*t = (struct undoing){ .c = c, .dry = opt_has(o, "dry-run"),
			       .batch = opt_str(o, "undo") };
	t->tell.c = c;
	t->tell.undoing = true;
	if (!opt_words(o, 0, 0, &e) || !opt_need(o, "as", &t->as, &e) ||
	    !opt_need(o, "reason", &t->reason, &e)) {
		return cli_misuse(c, &e);
	}
	/* Said twice, for there is no way back from it. */
	if (!t->dry && !str_eq(opt_str(o, "sure"), t->batch)) {
		(void)err_set(&e, ERR_INVALID, "import.sure", "batch",
			      str_cstr(c->arena, t->batch), NULL);
		return cli_misuse(c, &e);
	}
	arena_init(&t->arena, 0);
	int status = undo(t, o);

	app_close(t->app);
	arena_done(&t->arena);
	return status;
}

/* ---- which there are ---- */

static void list_json(struct cli *c, const struct import_batch *list, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct json *o = json_new_obj(c->arena);

		json_set_str(c->arena, o, "batch", list[i].batch);
		json_set_int(c->arena, o, "dossiers", list[i].dossiers);
		json_set_int(c->arena, o, "undone", list[i].undone);
		cli_json(c, o);
	}
}

static void list_words(struct cli *c, const struct import_batch *list, size_t n)
{
	struct table table;

	table_init(&table, c, 2);
	for (size_t i = 0; i < n; i++) {
		bool gone = list[i].undone == list[i].dossiers;
		struct str *cell = table_row(&table, gone ? STYLE_FAINT : STYLE_PLAIN);
		struct text_arg args[] = {
			{ "n", str_int(c->arena, list[i].dossiers) },
			{ "undone", str_int(c->arena, list[i].undone) },
		};

		cell[0] = list[i].batch;
		cell[1] = cli_text(c, "import.batch", args, ARRAY_LEN(args));
	}
	table_print(&table);
}

int import_batches(struct cli *c, const struct opts *o)
{
	struct import_batch *list;
	struct app *app = NULL;
	struct err e;
	size_t n;

	if (!opt_words(o, 0, 0, &e)) {
		return cli_misuse(c, &e);
	}
	bool ok = db_open(c, o, APP_READER, &app, &e) &&
		  import_batches_of(app, c->arena, &list, &n, &e);

	if (ok && c->json) {
		list_json(c, list, n);
	} else if (ok) {
		list_words(c, list, n);
	}
	app_close(app);
	return ok ? EXIT_DONE : cli_fail(c, &e);
}
