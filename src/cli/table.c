/* Columns on a terminal. */
#include "table.h"

#include "base/utf8.h"

#include <assert.h>
#include <string.h>

void table_init(struct table *t, struct cli *c, size_t columns)
{
	assert(columns <= TABLE_COLUMNS);
	*t = (struct table){ .c = c, .columns = columns };
}

static void grow(struct table *t)
{
	size_t cap = t->cap == 0 ? 32 : t->cap * 2;
	struct str *cell = arena_array(t->c->arena, struct str, cap * t->columns);
	enum style *style = arena_array(t->c->arena, enum style, cap);
	if (t->rows > 0) {
		memcpy(cell, t->cell, t->rows * t->columns * sizeof(*cell));
		memcpy(style, t->style, t->rows * sizeof(*style));
	}
	t->cell = cell;
	t->style = style;
	t->cap = cap;
}

struct str *table_row(struct table *t, enum style style)
{
	if (t->rows == t->cap) {
		grow(t);
	}
	t->style[t->rows] = style;
	return &t->cell[t->rows++ * t->columns];
}

void table_head(struct table *t, const char *const *key)
{
	struct str *cell = table_row(t, STYLE_FAINT);
	for (size_t i = 0; i < t->columns; i++) {
		cell[i] = cli_text(t->c, key[i], NULL, 0);
	}
}

/* The longest beginning that fits, with an ellipsis when it was cut. */
static struct str fitted(struct cli *c, struct str s, size_t most)
{
	if (most == 0 || utf8_width(s) <= most) {
		return s;
	}
	size_t n = s.n;
	while (n > 0 && utf8_width(utf8_prefix(s, n)) > most - 1) {
		n = utf8_prefix(s, n - 1).n;
	}
	return str_fmt(c->arena, "%.*s…", (int)n, s.p);
}

static size_t width_of(const struct table *t, size_t column)
{
	size_t widest = 0;
	for (size_t i = 0; i < t->rows; i++) {
		size_t w = utf8_width(t->cell[i * t->columns + column]);
		widest = w > widest ? w : widest;
	}
	return t->most[column] > 0 && widest > t->most[column] ? t->most[column] : widest;
}

void table_print(const struct table *t)
{
	size_t width[TABLE_COLUMNS];
	for (size_t k = 0; k < t->columns; k++) {
		width[k] = width_of(t, k);
	}
	for (size_t i = 0; i < t->rows; i++) {
		struct arena_mark mark = arena_mark(t->c->arena);
		struct str line = { 0 };
		for (size_t k = 0; k < t->columns; k++) {
			struct str s = fitted(t->c, t->cell[i * t->columns + k], t->most[k]);
			bool last = k + 1 == t->columns;
			int pad = last ? 0 : (int)(width[k] - utf8_width(s)) + 2;
			line = str_fmt(t->c->arena, "%.*s%.*s%*s", STR_ARG(line), STR_ARG(s),
				       pad, "");
		}
		cli_line(t->c, t->style[i], line);
		arena_release(t->c->arena, mark);
	}
}
