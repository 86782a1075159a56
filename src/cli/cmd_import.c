/* `dunghen import`. */
#include "cmd_import.h"

#include "import_tell.h"
#include "import_undo.h"
#include "store.h"

#include "app/rows.h"

#include "base/limits.h"
#include "base/utf8.h"


enum {
	GROUP_MOST = 64, MAP_FILE_MOST = 1 << 20, KEY_HEX = 32, BATCH_HEX = 12,
	ROWS_TOLD = 5000,		/* while the table is read for the first time */
};

const struct opt_spec import_options[] = {
	{ "as", OPT_VALUE, "KEY" },
	{ "map", OPT_LIST, "COLUMN=FIELD" },
	{ "set", OPT_LIST, "FIELD=VALUE" },
	{ "value", OPT_LIST, "FIELD:OLD=NEW" },
	{ "map-file", OPT_VALUE, "FILE" },
	{ "sheet", OPT_VALUE, "NAME" },
	{ "events", OPT_FLAG, NULL },
	{ "case", OPT_VALUE, "COLUMN" },
	{ "activity", OPT_VALUE, "COLUMN" },
	{ "time", OPT_VALUE, "COLUMN" },
	{ "resource", OPT_VALUE, "COLUMN" },
	{ "done", OPT_LIST, "ACTIVITY" },
	{ "dry-run", OPT_FLAG, NULL },
	{ "report", OPT_VALUE, "OUT.csv" },
	{ "batch", OPT_VALUE, "NAME" },
	{ "batches", OPT_FLAG, NULL },
	{ "undo", OPT_VALUE, "BATCH" },
	{ "reason", OPT_VALUE, "TEXT" },
	{ "sure", OPT_VALUE, "BATCH" },
	DB_OPTION,
	{ NULL, OPT_END, NULL },
};

struct importing {
	struct cli *c;
	struct app *app;
	FILE *file;
	struct str as, batch;
	bool dry;
	char hex[HASH_HEX];		/* of the file */
	char table[HASH_HEX];		/* of the file and which sheet: keys begin with it */
	struct rows_want want;
	struct import_map map;
	struct import_telling tell;
	struct map would;		/* codes that this trial would have let in */
	struct arena arena;		/* a group's */
	size_t n;			/* rows of the group */
	struct import_line line[GROUP_MOST];
	struct command *command[GROUP_MOST];	/* NULL: the row says none */
};

/* ---- the file, before anything is done ---- */

/* They go with the reading. */
static void keep_words(struct importing *t, const struct log_words *w)
{
	struct log_words *to = &t->tell.log;

	if (w != NULL) {
		*to = *w;
		to->name = str_dup(t->c->arena, w->name);
		to->activity = str_dup(t->c->arena, w->activity);
		to->time = str_dup(t->c->arena, w->time);
		to->resource = str_dup(t->c->arena, w->resource);
	}
}

/* Two sheets of one file are two tables. */
static void name_table(struct importing *t, struct hash file, struct str sheet)
{
	struct str both = STR_JOIN(t->c->arena, str_of(hash_hex(file, t->hex)), STR("\n"), sheet);

	(void)hash_hex(sheet.n > 0 ? hash_of(both.p, both.n) : file, t->table);
}

/* Every row once: heads, number of rows, hash. */
static bool survey(struct importing *t, struct err *e)
{
	struct progress p = db_progress(t->c);
	struct rows *in = NULL;
	struct rows_row row;
	struct hash hash;
	bool there = true;
	int64_t n = 0;
	bool ok = rows_hash(t->file, &hash, e) &&
		  rows_open(t->c->arena, t->file, &t->want, &in, e);

	while (ok && there) {
		arena_reset(&t->arena);
		ok = rows_next(in, &t->arena, &row, &there, e);
		if (p.fn != NULL && n % ROWS_TOLD == 0) {
			p.fn(p.ctx, "progress.table", n, 0);
		}
		if (ok && there && n++ == 0) {
			import_map_start(&t->map, t->c->arena, row.field, row.n);
			if (rows_kind_of(in) == ROWS_LOG) {
				import_map_prefer(&t->map, CASES_OWN);
			}
		}
	}
	if (ok) {
		name_table(t, hash, rows_sheet(in));
		t->tell.kind = rows_kind_of(in);
		t->tell.separator = rows_separator(in);
		t->tell.sheet = str_dup(t->c->arena, rows_sheet(in));
		keep_words(t, rows_log(in));
		t->tell.rows = n - 1;
	}
	rows_close(in);
	db_progress_end(t->c);
	return ok && (n > 0 || err_set(e, ERR_INVALID, "import.empty", NULL));
}

/* ---- what is told about the columns ---- */

typedef bool tell_fn(struct import_map *m, struct str what, struct err *e);

static bool each(struct importing *t, const struct opts *o, const char *name, tell_fn *fn,
		 struct err *e)
{
	for (size_t i = 0; i < opt_count(o, name); i++) {
		if (!fn(&t->map, opt_at(o, name, i), e)) {
			return false;
		}
	}
	return true;
}

static bool map_file(struct importing *t, struct str path, struct err *e)
{
	struct str text, line;

	if (!cli_read_file(t->c, path, MAP_FILE_MOST, &text, e) ||
	    !utf8_nfc(t->c->arena, text, &text, e)) {
		return false;
	}
	if (str_starts(text, STR("\xef\xbb\xbf"))) {
		text = str_sub(text, 3, text.n);
	}
	while (text.n > 0) {
		(void)str_cut(text, '\n', &line, &text);
		if (!import_map_line(&t->map, line, e)) {
			return false;
		}
	}
	return true;
}

/* The command line has the last word. */
static bool tell_columns(struct importing *t, const struct opts *o, struct err *e)
{
	return (!opt_has(o, "map-file") || map_file(t, opt_str(o, "map-file"), e)) &&
	       each(t, o, "map", import_map_column, e) &&
	       each(t, o, "set", import_map_always, e) &&
	       each(t, o, "value", import_map_value, e) && import_map_check(&t->map, e);
}

/* ---- rows ---- */

static void read_row(struct importing *t, const struct rows_row *in, int64_t row)
{
	struct import_line *l = &t->line[t->n];
	struct command *command = arena_new(&t->arena, struct command);
	struct json *args = NULL;

	*l = (struct import_line){ .row = row, .line = in->line, .end = IMPORT_REFUSED };
	t->command[t->n] = NULL;
	if (in->done) {
		l->end = IMPORT_SKIPPED;
		l->code = in->n > 0 ? in->field[0] : STR("");
		t->n++;
		return;
	}
	bool good = import_row(t->app, &t->arena, &t->map, in->field, in->n, &args, &l->why);

	if (in->fault != NULL) {
		l->why = *in->fault;
	} else if (good) {
		json_set_str(&t->arena, args, "batch", t->batch);
		*command = (struct command){
			.key = str_fmt(&t->arena, "import-%.*s-%lld", KEY_HEX, t->table,
				       (long long)row),
			.as = t->as, .verb = STR("import_open"), .args = args,
			.at = INSTANT_NONE,
		};
		t->command[t->n] = command;
	}
	l->code = json_str(args, "code");
	l->args = args;
	t->n++;
}

static bool broken(const struct err *e)
{
	return err_exit_status(e->code) == EXIT_ENVIRONMENT;
}

/* What the row would come to. Two rows of one code: the second is refused then too. */
static bool try_row(struct importing *t, struct import_line *l, const struct command *command,
		    struct err *e)
{
	struct answer before;
	bool found;

	if (!app_answered(t->app, &t->arena, command->key, &before, &found, e)) {
		return false;
	}
	if (found) {
		l->end = IMPORT_ALREADY;
		return true;
	}
	if (map_get(&t->would, l->code) != NULL) {
		(void)err_set(&l->why, ERR_CONFLICT, "import.code_taken", "code",
			      str_cstr(&t->arena, l->code), NULL);
		return true;
	}
	if (import_would(t->app, &t->arena, command, &l->why)) {
		l->end = IMPORT_WOULD;
		map_put(&t->would, str_dup(t->c->arena, l->code), t);
	} else if (broken(&l->why)) {
		*e = l->why;
		return false;
	}
	return true;
}

static bool try_group(struct importing *t, struct err *e)
{
	for (size_t i = 0; i < t->n; i++) {
		if (t->command[i] != NULL && !try_row(t, &t->line[i], t->command[i], e)) {
			return false;
		}
	}
	return true;
}

static bool act_group(struct importing *t, struct err *e)
{
	const struct command *command[GROUP_MOST];
	struct answer answer[GROUP_MOST];
	size_t n = 0;

	for (size_t i = 0; i < t->n; i++) {
		if (t->command[i] != NULL) {
			command[n++] = t->command[i];
		}
	}
	app_group(t->app, &t->arena, command, n, answer);
	app_breathe(t->app);
	n = 0;
	for (size_t i = 0; i < t->n; i++) {
		struct import_line *l = &t->line[i];
		const struct answer *mine = t->command[i] != NULL ? &answer[n++] : NULL;

		if (mine == NULL) {
			continue;
		}
		if (mine->ok) {
			l->end = mine->repeated ? IMPORT_ALREADY : IMPORT_IN;
		} else if (broken(&mine->err)) {
			*e = mine->err;
			return false;
		} else {
			l->why = mine->err;
		}
	}
	return true;
}

static bool end_group(struct importing *t, struct err *e)
{
	if (!(t->dry ? try_group(t, e) : act_group(t, e))) {
		return false;
	}
	for (size_t i = 0; i < t->n; i++) {
		if (!import_tell_row(&t->tell, &t->arena, &t->line[i], e)) {
			return false;
		}
	}
	t->n = 0;
	arena_reset(&t->arena);
	return true;
}

static bool each_row(struct importing *t, struct rows *in, struct err *e)
{
	struct progress p = db_progress(t->c);
	struct rows_row got;
	bool there;
	int64_t row = 0;

	if (!rows_next(in, &t->arena, &got, &there, e)) {		/* the heads */
		return false;
	}
	for (;;) {
		if (!rows_next(in, &t->arena, &got, &there, e)) {
			return false;
		}
		if (there) {
			read_row(t, &got, ++row);
		}
		if (t->n == GROUP_MOST || (!there && t->n > 0)) {
			if (!end_group(t, e)) {
				return false;
			}
			if (p.fn != NULL) {
				p.fn(p.ctx, "progress.import", row, t->tell.rows);
			}
		}
		if (!there) {
			db_progress_end(t->c);
			return true;
		}
	}
}

static bool run(struct importing *t, struct err *e)
{
	struct rows *in = NULL;
	struct err late;

	import_tell_map(&t->tell, &t->map);
	bool ok = rows_open(t->c->arena, t->file, &t->want, &in, e) && each_row(t, in, e);

	rows_close(in);
	/* Also after a stop: what is in is in, and the report says which. */
	if (!import_tell_end(&t->tell, &late) && ok) {
		*e = late;
		ok = false;
	}
	return ok;
}

static int misused(struct importing *t, const struct err *e)
{
	return e->code == ERR_INVALID ? cli_misuse(t->c, e) : cli_fail(t->c, e);
}

static void want(struct importing *t, const struct opts *o)
{
	struct log_want *w = &t->want.log;
	size_t n = opt_count(o, "done");
	struct str *done = arena_array(t->c->arena, struct str, n);

	for (size_t i = 0; i < n; i++) {
		done[i] = opt_at(o, "done", i);
	}
	*w = (struct log_want){
		.is = opt_has(o, "events"), .name = opt_str(o, "case"),
		.activity = opt_str(o, "activity"), .time = opt_str(o, "time"),
		.resource = opt_str(o, "resource"), .done = done, .dones = n,
	};
	t->want.sheet = opt_str(o, "sheet");
}

static int import(struct importing *t, const struct opts *o)
{
	struct err e;

	t->tell.c = t->c;
	t->tell.dry = t->dry;
	t->tell.map = &t->map;
	t->tell.file = o->word[0];
	want(t, o);
	if (!cli_open_file(t->c, o->word[0], &t->file, &e) || !survey(t, &e)) {
		return cli_fail(t->c, &e);
	}
	/* Named after the table, so that the same again is the same. */
	t->batch = opt_has(o, "batch") ? opt_str(o, "batch")
				       : str_sub(str_of(t->table), 0, BATCH_HEX);
	t->tell.batch = t->batch;
	t->tell.hash = str_of(t->hex);
	if (!tell_columns(t, o, &e)) {
		return misused(t, &e);
	}
	/* The store first: a report of before stays when somebody else holds it. */
	if (!db_open(t->c, o, t->dry ? APP_READER : APP_WRITER, &t->app, &e) ||
	    !import_person(t->app, t->as, &e)) {
		return cli_fail(t->c, &e);
	}
	if (!import_tell_open(&t->tell, opt_str(o, "report"), t->file, &e)) {
		return misused(t, &e);
	}
	map_init(&t->would, t->c->arena);
	if (!run(t, &e)) {
		return cli_fail(t->c, &e);
	}
	return t->tell.sum[IMPORT_REFUSED] > 0 ? EXIT_REFUSED : EXIT_DONE;
}

int cmd_import(struct cli *c, const struct opts *o)
{
	struct importing *t = arena_new(c->arena, struct importing);
	struct err e;

	if (opt_has(o, "batches")) {
		return import_batches(c, o);
	}
	if (opt_has(o, "undo")) {
		return import_undo(c, o);
	}
	*t = (struct importing){ .c = c, .dry = opt_has(o, "dry-run") };
	if (!opt_words(o, 1, 1, &e) || !opt_need(o, "as", &t->as, &e)) {
		return cli_misuse(c, &e);
	}
	arena_init(&t->arena, 0);
	int status = import(t, o);

	app_close(t->app);
	if (t->file != NULL) {
		(void)fclose(t->file);
	}
	arena_done(&t->arena);
	return status;
}
