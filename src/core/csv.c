/* Comma separated values, a record at a time. */
#include "csv.h"

void csv_start(struct csv *c, struct arena *a, struct str text)
{
	if (str_starts(text, STR("\xEF\xBB\xBF"))) {
		text = str_sub(text, 3, text.n);
	}
	*c = (struct csv){ .arena = a, .rest = text, .separator = ',' };
}

static bool refuse(const struct csv *c, const char *key, struct err *e)
{
	err_set(e, ERR_INVALID, key, NULL);
	return err_add_int(e, "line", c->line);
}

/* Cuts a quoted field off *line, which begins with the quote. */
static bool take_quoted(struct csv *c, struct str *line, struct str *out, struct err *e)
{
	char *text = arena_alloc(c->arena, line->n, 1);
	size_t n = 0;
	size_t i = 1;
	for (;; i++) {
		if (i >= line->n) {
			return refuse(c, "csv.quote", e);
		}
		if (line->p[i] == '"') {
			if (i + 1 >= line->n || line->p[i + 1] != '"') {
				break;
			}
			i++;
		}
		text[n++] = line->p[i];
	}
	*out = (struct str){ .p = text, .n = n };
	*line = str_sub(*line, i + 1, line->n);
	return true;
}

/* Cuts a field off *line; *more says whether a separator followed. */
static bool take_field(struct csv *c, struct str *line, struct str *out, bool *more,
		       struct err *e)
{
	if (line->n == 0 || line->p[0] != '"') {
		*more = str_cut(*line, c->separator, out, line);
		return true;
	}
	if (!take_quoted(c, line, out, e)) {
		return false;
	}
	struct str between;
	*more = str_cut(*line, c->separator, &between, line);
	return between.n == 0 || refuse(c, "csv.quote", e);
}

bool csv_record(struct csv *c, struct str line, struct err *e)
{
	bool more = true;
	c->n = 0;
	while (more) {
		if (c->n == CSV_FIELDS) {
			return refuse(c, "csv.fields", e);
		}
		if (!take_field(c, &line, &c->field[c->n], &more, e)) {
			return false;
		}
		c->n++;
	}
	return true;
}

bool csv_next(struct csv *c, bool *out, struct err *e)
{
	while (c->rest.n > 0) {
		struct str line;
		(void)str_cut(c->rest, '\n', &line, &c->rest);
		c->line++;
		if (str_ends(line, STR("\r"))) {
			line = str_sub(line, 0, line.n - 1);
		}
		if (line.n == 0 || line.p[0] == '#') {
			continue;
		}
		*out = true;
		return csv_record(c, line, e);
	}
	*out = false;
	return true;
}

void csv_scan(struct csv_scan *s, struct str line)
{
	for (size_t i = 0; i < line.n; i++) {
		char c = line.p[i];

		if (s->quoted) {
			s->closed = c == '"';
			s->quoted = !s->closed;
			continue;
		}
		s->quoted = c == '"' && (!s->within || s->closed);
		s->closed = false;
		s->within = c != s->separator;
	}
}

void csv_put(struct buf *b, struct str s)
{
	buf_char(b, '"');
	if (s.n > 0 && (s.p[0] == '=' || s.p[0] == '+' || s.p[0] == '-' || s.p[0] == '@')) {
		buf_char(b, '\'');
	}
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '"') {
			buf_char(b, '"');
		}
		buf_char(b, s.p[i]);
	}
	buf_char(b, '"');
}
