/* What an import says. */
#include "import_tell.h"

#include "import_sum.h"

#include "table.h"

#include "base/limits.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { SAID_MOST = 20 };	/* the report has them all */

static const char *end_name(const struct import_telling *t, enum import_end end)
{
	static const char *const name[IMPORT_ENDS] = {
		"in", "already", "would", "refused", "skipped",
	};

	return t->undoing && end == IMPORT_IN ? "undone" : name[end];
}

static bool lost(const struct import_telling *t, struct err *e)
{
	return err_set(e, ERR_IO, "store.file", "file", t->path, "detail", strerror(errno), NULL);
}

static bool same_file(const struct stat *a, FILE *table)
{
	struct stat b;

	return fstat(fileno(table), &b) == 0 && a->st_dev == b.st_dev && a->st_ino == b.st_ino;
}

/* Would the report, or the summary beside it, overwrite the table? */
static bool overwrites(struct import_telling *t, int fd, FILE *table)
{
	struct stat a;

	return table != NULL &&
	       ((fstat(fd, &a) == 0 && same_file(&a, table)) ||
		(stat(import_sum_path(t->c, t->path), &a) == 0 && same_file(&a, table)));
}

static bool write_report(struct import_telling *t, const struct buf *b, struct err *e)
{
	return fwrite(b->p, 1, b->n, t->report) == b->n || lost(t, e);
}

/* What the report has of a row: nothing of the person. */
static const char *const understood[] = {
	"procedure", "channel", "receiving", "competent", "received_at", "due", "step",
	"holder", "ready_at", "closed_at",
};

static bool put_heads(struct import_telling *t, struct err *e)
{
	static const char *const head[] = { "row", "line", "code", "result", "reason_code",
					    "reason_vi", "reason_en" };

	struct buf b;

	buf_init(&b, 4096);
	buf_text(&b, "\xef\xbb\xbf");
	for (size_t i = 0; i < ARRAY_LEN(head); i++) {
		buf_text(&b, i > 0 ? "," : "");
		csv_put(&b, str_of(head[i]));
	}
	for (size_t i = 0; i < ARRAY_LEN(understood) && !t->undoing; i++) {
		buf_char(&b, ',');
		csv_put(&b, str_of(understood[i]));
	}
	buf_text(&b, "\r\n");
	bool ok = write_report(t, &b, e);

	buf_done(&b);
	return ok;
}

bool import_tell_open(struct import_telling *t, struct str path, FILE *table, struct err *e)
{
	t->path = str_cstr(t->c->arena, path);
	if (path.n == 0) {
		return true;
	}
	int fd = open(t->path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);

	if (fd < 0) {
		return lost(t, e);
	}
	if (overwrites(t, fd, table)) {
		(void)close(fd);
		return err_set(e, ERR_INVALID, "import.report", "path", t->path, NULL);
	}
	t->report = ftruncate(fd, 0) == 0 || errno == EINVAL ? fdopen(fd, "wb") : NULL;
	if (t->report == NULL) {
		(void)lost(t, e);
		(void)close(fd);
		return false;
	}
	return put_heads(t, e);
}

/* ---- columns ---- */

static const char *separator_name(char separator)
{
	return separator == '\t' ? "tab" : separator == ';' ? "semicolon" : "comma";
}

static const char *const role[] = { "case", "activity", "time", "resource" };

static struct str word_of(const struct log_words *w, size_t i)
{
	const struct str *const word[] = { &w->name, &w->activity, &w->time, &w->resource };

	return *word[i];
}

static const struct json *log_json(struct import_telling *t)
{
	struct json *o = json_new_obj(t->c->arena);

	for (size_t i = 0; i < ARRAY_LEN(role); i++) {
		json_set_str(t->c->arena, o, role[i], word_of(&t->log, i));
	}
	return o;
}

/* Which columns of a log are what, before they become a table of cases. */
static void log_words(struct import_telling *t, struct table *table)
{
	for (size_t i = 0; i < ARRAY_LEN(role); i++) {
		struct str word = word_of(&t->log, i);
		struct str *cell = table_row(table, word.n > 0 ? STYLE_PLAIN : STYLE_FAINT);

		cell[0] = word.n > 0 ? word : STR("–");
		cell[1] = str_fmt(t->c->arena, "→ %s", role[i]);
		cell[2] = cli_text(t->c, word.n == 0 ? "import.left"
				   : t->log.told[i] ? "import.told" : "import.guessed", NULL, 0);
	}
}

static void map_json(struct import_telling *t, const struct import_map *m)
{
	struct arena *a = t->c->arena;
	struct json *o = json_new_obj(a), *list = json_new_arr(a);

	for (size_t i = 0; i < m->columns; i++) {
		struct json *one = json_new_obj(a);

		json_set_str(a, one, "column", m->head[i]);
		json_set(a, one, "field", m->field[i] == IMPORT_NONE
				? json_new_null(a)
				: json_new_str(a, str_of(import_field_name(m->field[i]))));
		json_set_bool(a, one, "told", m->told[i]);
		json_push(a, list, one);
	}
	json_set(a, o, "columns", list);
	if (t->kind == ROWS_SHEET) {
		json_set_str(a, o, "sheet", t->sheet);
	} else if (t->kind == ROWS_LOG) {
		json_set(a, o, "log", log_json(t));
	} else {
		json_set_str(a, o, "separator", str_of(separator_name(t->separator)));
	}
	json_set_int(a, o, "rows", t->rows);
	json_set_str(a, o, "batch", t->batch);
	cli_json(t->c, o);
}

void import_tell_map(struct import_telling *t, const struct import_map *m)
{
	struct cli *c = t->c;
	struct text_arg args[] = {
		{ "rows", str_int(c->arena, t->rows) },
		{ "separator", cli_text(c, str_cstr(c->arena, str_fmt(c->arena,
			"import.separator.%s", separator_name(t->separator))), NULL, 0) },
		{ "sheet", t->sheet },
	};
	struct table table;

	if (c->json) {
		map_json(t, m);
		return;
	}
	cli_sentence(c, t->kind == ROWS_SHEET ? "import.book"
			: t->kind == ROWS_LOG ? "import.log" : "import.file", args,
		     ARRAY_LEN(args));
	table_init(&table, c, 3);
	if (t->kind == ROWS_LOG) {
		log_words(t, &table);
	}
	for (size_t i = 0; i < m->columns; i++) {
		bool taken = m->field[i] != IMPORT_NONE;
		struct str *cell = table_row(&table, taken ? STYLE_PLAIN : STYLE_FAINT);

		cell[0] = m->head[i];
		cell[1] = taken ? str_of(import_field_name(m->field[i])) : STR("–");
		cell[2] = cli_text(c, !taken ? "import.left"
				   : m->told[i] ? "import.told" : "import.guessed", NULL, 0);
	}
	for (size_t f = 0; f < IMPORT_FIELDS; f++) {
		if (m->always[f].n > 0) {
			struct str *cell = table_row(&table, STYLE_PLAIN);

			cell[0] = str_fmt(c->arena, "= %.*s", STR_ARG(m->always[f]));
			cell[1] = str_of(import_field_name((enum import_field)f));
			cell[2] = cli_text(c, "import.always", NULL, 0);
		}
	}
	table_print(&table);
}

/* ---- rows ---- */

static struct str sentence(struct arena *a, enum text_lang lang, const struct err *e)
{
	struct buf b;

	buf_init(&b, LIMIT_LINE);
	text_err(&b, lang, e);
	buf_char(&b, ' ');
	text_hint(&b, lang, e);
	struct str s = str_dup(a, str_trim(buf_view(&b)));

	buf_done(&b);
	return s;
}

static bool row_report(struct import_telling *t, struct arena *a, const struct import_line *l,
		       struct err *e)
{
	bool refused = l->end == IMPORT_REFUSED;
	struct str cell[] = {
		l->code, str_of(end_name(t, l->end)), str_of(refused ? l->why.key : ""),
		refused ? sentence(a, TEXT_VI, &l->why) : STR(""),
		refused ? sentence(a, TEXT_EN, &l->why) : STR(""),
	};
	struct buf b;

	buf_init(&b, LIMIT_LINE);
	buf_fmt(&b, "%lld,%lld", (long long)l->row, (long long)l->line);
	for (size_t i = 0; i < ARRAY_LEN(cell); i++) {
		buf_char(&b, ',');
		csv_put(&b, cell[i]);
	}
	for (size_t i = 0; i < ARRAY_LEN(understood) && !t->undoing; i++) {
		buf_char(&b, ',');
		csv_put(&b, json_str(l->args, understood[i]));
	}
	buf_text(&b, "\r\n");
	bool ok = write_report(t, &b, e);

	buf_done(&b);
	return ok;
}

static void row_json(struct import_telling *t, struct arena *a, const struct import_line *l)
{
	struct json *o = json_new_obj(a);

	json_set_int(a, o, "row", l->row);
	json_set_int(a, o, "line", l->line);
	json_set_str(a, o, "code", l->code);
	json_set_str(a, o, "result", str_of(end_name(t, l->end)));
	if (l->end == IMPORT_REFUSED) {
		struct json *both = json_new_obj(a);

		json_set_str(a, both, "vi", sentence(a, TEXT_VI, &l->why));
		json_set_str(a, both, "en", sentence(a, TEXT_EN, &l->why));
		json_set_str(a, o, "reason_code", str_dup(a, str_of(l->why.key)));
		json_set(a, o, "reason", both);
	}
	cli_json(t->c, o);
}

static void row_words(struct import_telling *t, struct arena *a, const struct import_line *l)
{
	struct text_arg args[] = {
		{ "line", str_int(a, l->line) },
		{ "code", l->code.n > 0 ? l->code : STR("–") },
		{ "why", sentence(a, t->c->lang, &l->why) },
	};

	if (l->end == IMPORT_REFUSED && t->said++ < SAID_MOST) {
		cli_sentence(t->c, t->undoing ? "import.kept" : "import.refused", args,
			     ARRAY_LEN(args));
	}
}

static void count_reason(struct import_telling *t, struct arena *a, const struct err *why)
{
	size_t i = 0;

	while (i < t->reasons && strcmp(t->reason[i].key, why->key) != 0) {
		i++;
	}
	if (i == IMPORT_REASONS) {
		return;
	}
	struct import_reason *r = &t->reason[i];

	if (i == t->reasons) {
		t->reasons++;
		memcpy(r->key, why->key, sizeof(r->key));
		r->first = str_dup(t->c->arena, sentence(a, t->c->lang, why));
	}
	r->n++;
}

bool import_tell_row(struct import_telling *t, struct arena *a, const struct import_line *l,
		     struct err *e)
{
	t->sum[l->end]++;
	if (l->end == IMPORT_REFUSED) {
		count_reason(t, a, &l->why);
	}
	if (t->c->json) {
		row_json(t, a, l);
	} else {
		row_words(t, a, l);
	}
	return t->report == NULL || row_report(t, a, l, e);
}

/* ---- the sum ---- */

static size_t sum_args(struct import_telling *t, struct text_arg arg[IMPORT_ENDS + 2])
{
	struct arena *a = t->c->arena;

	for (size_t i = 0; i < IMPORT_ENDS; i++) {
		arg[i].name = end_name(t, (enum import_end)i);
		arg[i].value = str_int(a, t->sum[i]);
	}
	arg[IMPORT_ENDS] = (struct text_arg){ "n", str_int(a, t->said - SAID_MOST) };
	arg[IMPORT_ENDS + 1] = (struct text_arg){ "batch", t->batch };
	return IMPORT_ENDS + 2;
}

struct str import_sum_sentence(struct import_telling *t)
{
	struct text_arg arg[IMPORT_ENDS + 2];
	size_t n = sum_args(t, arg);
	struct str s = cli_text(t->c, t->undoing ? "import.undone_sum" : "import.sum", arg, n);

	if (t->sum[IMPORT_SKIPPED] == 0) {
		return s;
	}
	return STR_JOIN(t->c->arena, s, STR("\n"), cli_text(t->c, "import.skipped", arg, n));
}

static void sum_json(struct import_telling *t)
{
	struct json *o = json_new_obj(t->c->arena);

	for (size_t i = 0; i < IMPORT_ENDS; i++) {
		if (i != IMPORT_SKIPPED || t->kind == ROWS_LOG) {
			json_set_int(t->c->arena, o, end_name(t, (enum import_end)i), t->sum[i]);
		}
	}
	cli_json(t->c, o);
}

static void sum_words(struct import_telling *t)
{
	struct text_arg arg[IMPORT_ENDS + 2];
	size_t n = sum_args(t, arg);

	if (t->said > SAID_MOST) {
		cli_sentence(t->c, "import.more", arg, n);
	}
	cli_line(t->c, STYLE_PLAIN, import_sum_sentence(t));
}

bool import_tell_end(struct import_telling *t, struct err *e)
{
	FILE *report = t->report;

	if (t->c->json) {
		sum_json(t);
	} else {
		sum_words(t);
	}
	t->report = NULL;
	return report == NULL ||
	       ((fclose(report) == 0 || lost(t, e)) && import_sum_write(t, e));
}
