/* The summary of an import. */
#include "import_sum.h"

#include "base/limits.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { SUM_MOST = 4 << 20 };

const char *import_sum_path(struct cli *c, const char *report)
{
	struct str s = str_of(report);

	if (str_ends(s, STR(".csv"))) {
		s = str_sub(s, 0, s.n - 4);
	}
	return str_cstr(c->arena, STR_JOIN(c->arena, s, STR(".txt")));
}

static void line(struct import_telling *t, struct buf *b, const char *key,
		 const struct text_arg *args, size_t n)
{
	buf_str(b, cli_text(t->c, key, args, n));
	buf_char(b, '\n');
}

static void put_file(struct import_telling *t, struct buf *b)
{
	struct text_arg args[] = {
		{ "file", t->file }, { "hash", t->hash }, { "batch", t->batch },
		{ "rows", str_int(t->c->arena, t->rows) }, { "sheet", t->sheet },
	};

	line(t, b, t->dry ? "import.sum.trial" : "import.sum.real", args, ARRAY_LEN(args));
	line(t, b, "import.sum.file", args, ARRAY_LEN(args));
	line(t, b, t->kind == ROWS_SHEET ? "import.book"
		: t->kind == ROWS_LOG ? "import.log" : "import.sum.rows", args, ARRAY_LEN(args));
}

static const char *how(bool taken, bool told)
{
	return !taken ? "import.left" : told ? "import.told" : "import.guessed";
}

static void put_columns(struct import_telling *t, struct buf *b)
{
	const struct import_map *m = t->map;

	buf_char(b, '\n');
	line(t, b, "import.sum.columns", NULL, 0);
	for (size_t i = 0; i < m->columns; i++) {
		bool taken = m->field[i] != IMPORT_NONE;
		struct str word = cli_text(t->c, how(taken, m->told[i]), NULL, 0);

		buf_fmt(b, "  %.*s → %s (%.*s)\n", STR_ARG(m->head[i]),
			taken ? import_field_name(m->field[i]) : "–", STR_ARG(word));
	}
	for (size_t f = 0; f < IMPORT_FIELDS; f++) {
		if (m->always[f].n > 0) {
			struct str word = cli_text(t->c, "import.always", NULL, 0);

			buf_fmt(b, "  = %.*s → %s (%.*s)\n", STR_ARG(m->always[f]),
				import_field_name((enum import_field)f), STR_ARG(word));
		}
	}
}

static void put_words(struct import_telling *t, struct buf *b)
{
	const struct import_words *w = t->map->words;

	if (w->n == 0) {
		return;
	}
	buf_char(b, '\n');
	line(t, b, "import.sum.words", NULL, 0);
	for (size_t i = 0; i < w->n; i++) {
		const struct import_word *x = &w->one[i];
		struct str word = cli_text(t->c, how(true, x->told), NULL, 0);

		buf_fmt(b, "  %s: %.*s → %.*s (%.*s), %lld\n", import_field_name(x->field),
			STR_ARG(x->old), STR_ARG(x->new), STR_ARG(word), (long long)x->n);
	}
}

static void put_reasons(struct import_telling *t, struct buf *b)
{
	if (t->reasons > 0) {
		buf_char(b, '\n');
		line(t, b, "import.sum.reasons", NULL, 0);
	}
	for (size_t i = 0; i < t->reasons; i++) {
		const struct import_reason *r = &t->reason[i];

		buf_fmt(b, "  %lld × %s: %.*s\n", (long long)r->n, r->key, STR_ARG(r->first));
	}
}

bool import_sum_write(struct import_telling *t, struct err *e)
{
	const char *path = import_sum_path(t->c, t->path);
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	FILE *f = fd >= 0 ? fdopen(fd, "wb") : NULL;
	struct buf b;

	if (f == NULL) {
		return err_set(e, ERR_IO, "store.file", "file", path, "detail", strerror(errno),
			       NULL);
	}
	buf_init(&b, SUM_MOST);
	if (!t->undoing) {
		put_file(t, &b);
		put_columns(t, &b);
		put_words(t, &b);
	}
	buf_char(&b, '\n');
	buf_str(&b, import_sum_sentence(t));
	buf_char(&b, '\n');
	put_reasons(t, &b);
	bool ok = fwrite(b.p, 1, b.n, f) == b.n;

	buf_done(&b);
	return (fclose(f) == 0 && ok) ||
	       err_set(e, ERR_IO, "store.file", "file", path, "detail", strerror(errno), NULL);
}
