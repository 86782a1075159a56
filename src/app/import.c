/* Tables of a former system as commands. */
#include "import.h"

#include "app_int.h"

#include "base/vi.h"

#include <string.h>

enum kind { KIND_WORD, KIND_FROM, KIND_UNTIL, KIND_OWNER, KIND_OWNER_DAY };
enum { MAY, MUST };

static const struct {
	const char *name;
	enum kind kind;
	int need;
	const char *words;
} fields[] = {
#define IMPORT(name, kind, need, words) { #name, KIND_##kind, need, words },
#define IMPORT_WORD(field, value, words)
#include "import.def"
#undef IMPORT
#undef IMPORT_WORD
};

static const struct {
	enum import_field field;
	const char *value, *words;
} values[] = {
#define IMPORT(name, kind, need, words)
#define IMPORT_WORD(field, value, words) { IMPORT_##field, value, words },
#include "import.def"
#undef IMPORT
#undef IMPORT_WORD
};

const char *import_field_name(enum import_field f)
{
	return f < IMPORT_FIELDS ? fields[f].name : "";
}

static enum import_field field_of(struct str name)
{
	size_t i = 0;

	while (i < IMPORT_FIELDS && !str_is(name, fields[i].name)) {
		i++;
	}
	return (enum import_field)i;
}

static enum import_field field_guessed(struct str folded)
{
	size_t i = 0;

	while (i < IMPORT_FIELDS && !str_among(fields[i].words, folded)) {
		i++;
	}
	return (enum import_field)i;
}

void import_map_start(struct import_map *m, struct arena *a, const struct str *head,
		      size_t columns)
{
	*m = (struct import_map){ .a = a, .columns = columns };
	map_init(&m->value, a);
	m->words = arena_new(a, struct import_words);
	map_init(&m->words->by_old, a);
	for (size_t i = 0; i < columns; i++) {
		m->head[i] = str_dup(a, head[i]);
		m->field[i] = field_guessed(vi_fold(a, head[i]));
	}
}

void import_map_prefer(struct import_map *m, size_t first)
{
	for (size_t i = first; i < m->columns; i++) {
		for (size_t k = 0; k < first; k++) {
			if (m->field[i] == m->field[k]) {
				m->field[i] = IMPORT_NONE;
			}
		}
	}
}

/* ---- what is told ---- */

static bool about(const struct import_map *m, const char *key, struct str value, struct err *e)
{
	return err_set(e, ERR_INVALID, key, "value", str_cstr(m->a, value), NULL);
}

static bool named(const struct import_map *m, struct str name, enum import_field *out,
		  struct err *e)
{
	*out = field_of(str_trim(name));
	return *out != IMPORT_NONE || about(m, "import.field", name, e);
}

/* At the last '=': a head may have one itself, a name of a field has none. */
static bool cut_last(struct str what, struct str *head, struct str *tail)
{
	size_t i = what.n;

	while (i > 0 && what.p[i - 1] != '=') {
		i--;
	}
	*head = str_trim(str_sub(what, 0, i > 0 ? i - 1 : 0));
	*tail = str_trim(str_sub(what, i, what.n));
	return i > 0;
}

static size_t column_of(const struct import_map *m, struct str name)
{
	struct str folded = vi_fold(m->a, name);
	int64_t number;

	for (size_t i = 0; i < m->columns; i++) {
		if (str_eq(m->head[i], name)) {
			return i;
		}
	}
	for (size_t i = 0; folded.n > 0 && i < m->columns; i++) {
		if (str_eq(vi_fold(m->a, m->head[i]), folded)) {
			return i;
		}
	}
	if (str_to_int64(name, &number) && number >= 1 && number <= (int64_t)m->columns) {
		return (size_t)number - 1;
	}
	return m->columns;
}

bool import_map_column(struct import_map *m, struct str what, struct err *e)
{
	enum import_field f = IMPORT_NONE;
	struct str column, field;

	if (!cut_last(what, &column, &field)) {
		return about(m, "import.map", what, e);
	}
	size_t i = column_of(m, column);

	if (i == m->columns) {
		return about(m, "import.column", column, e);
	}
	if (field.n > 0 && !named(m, field, &f, e)) {
		return false;
	}
	/* What is told of a field puts an end to guesses about it. */
	for (size_t k = 0; k < m->columns; k++) {
		if (m->field[k] == f && !m->told[k]) {
			m->field[k] = IMPORT_NONE;
		}
	}
	m->field[i] = f;
	m->told[i] = true;
	return true;
}

bool import_map_always(struct import_map *m, struct str what, struct err *e)
{
	enum import_field f;
	struct str name, value;

	if (!str_cut(what, '=', &name, &value) || str_trim(value).n == 0) {
		return about(m, "import.map", what, e);
	}
	if (!named(m, name, &f, e)) {
		return false;
	}
	m->always[f] = str_dup(m->a, str_trim(value));
	return true;
}

static struct str value_key(struct arena *a, enum import_field f, struct str old)
{
	return STR_JOIN(a, str_of(fields[f].name), STR("\n"), vi_fold(a, old));
}

bool import_map_value(struct import_map *m, struct str what, struct err *e)
{
	struct str *value = arena_new(m->a, struct str);
	enum import_field f;
	struct str name, rest, old, new;

	if (!str_cut(what, ':', &name, &rest) || !cut_last(rest, &old, &new) || old.n == 0 ||
	    new.n == 0) {
		return about(m, "import.map", what, e);
	}
	if (!named(m, name, &f, e)) {
		return false;
	}
	*value = str_dup(m->a, new);
	map_put(&m->value, value_key(m->a, f, old), value);
	return true;
}

bool import_map_line(struct import_map *m, struct str line, struct err *e)
{
	struct str verb, rest;

	line = str_trim(line);
	if (line.n == 0 || line.p[0] == '#') {
		return true;
	}
	(void)str_cut(line, ' ', &verb, &rest);
	if (str_is(verb, "map")) {
		return import_map_column(m, rest, e);
	}
	if (str_is(verb, "set")) {
		return import_map_always(m, rest, e);
	}
	if (str_is(verb, "value")) {
		return import_map_value(m, rest, e);
	}
	return about(m, "import.line", line, e);
}

bool import_map_check(const struct import_map *m, struct err *e)
{
	for (size_t f = 0; f < IMPORT_FIELDS; f++) {
		size_t first = m->columns;

		for (size_t i = 0; i < m->columns; i++) {
			if (m->field[i] != (enum import_field)f) {
				continue;
			}
			if (first < m->columns) {
				return err_set(e, ERR_INVALID, "import.twice", "field",
					       fields[f].name, "first",
					       str_cstr(m->a, m->head[first]), "second",
					       str_cstr(m->a, m->head[i]), NULL);
			}
			first = i;
		}
		if (first == m->columns && fields[f].need == MUST && m->always[f].n == 0) {
			return err_set(e, ERR_INVALID, "import.missing", "field",
				       fields[f].name, NULL);
		}
	}
	return true;
}

/* ---- rows ---- */

/* "2/3/2026", "2-3-2026". */
static bool day_of_words(struct str s, struct day *out)
{
	char mark = str_find(s, '/') < s.n ? '/' : '-';
	struct str day, month, year;
	int64_t d, m, y;

	if (!str_cut(s, mark, &day, &s) || !str_cut(s, mark, &month, &year) || day.n > 2 ||
	    month.n > 2 || year.n != 4 || !str_to_int64(day, &d) || !str_to_int64(month, &m) ||
	    !str_to_int64(year, &y) || !day_valid((int)y, (int)m, (int)d)) {
		return false;
	}
	*out = day_make((int)y, (int)m, (int)d);
	return true;
}

/* "8:30", "08:30:15", "8h30". */
static bool clock_of_words(struct str s, int64_t *second)
{
	struct str hour, minute, rest;
	int64_t h, m, n = 0;

	if (!str_cut(s, str_find(s, 'h') < s.n ? 'h' : ':', &hour, &rest)) {
		return false;
	}
	bool seconds = str_cut(rest, ':', &minute, &rest);

	if (hour.n > 2 || minute.n != 2 || !str_to_int64(hour, &h) || !str_to_int64(minute, &m) ||
	    (seconds && (rest.n != 2 || !str_to_int64(rest, &n))) || h < 0 || h > 23 || m < 0 ||
	    m > 59 || n < 0 || n > 59) {
		return false;
	}
	*second = h * 3600 + m * 60 + n;
	return true;
}

/* "2026-03-02T08:30:00.000+07:00": programs write parts of a second, and nobody means them. */
static bool split_second(struct str s, int64_t *out)
{
	size_t dot = str_find(s, '.'), end = dot + 1;
	char text[INSTANT_TEXT];
	struct err ignored;

	while (end < s.n && s.p[end] >= '0' && s.p[end] <= '9') {
		end++;
	}
	size_t rest = s.n - (end < s.n ? end : s.n);

	if (dot >= s.n || end == dot + 1 || dot + rest > sizeof(text)) {
		return false;
	}
	memcpy(text, s.p, dot);
	memcpy(text + dot, s.p + end, rest);
	return instant_parse((struct str){ text, dot + rest }, out, &ignored);
}

bool import_time(struct str s, int64_t *out, bool *hour)
{
	struct str first, second;
	struct err ignored;
	int64_t clock = 0;
	struct day d;

	*hour = false;
	if (day_parse(s, &d, &ignored)) {
		*out = day_start(d);
		return true;
	}
	/* Either of both may come first. */
	*hour = str_cut(s, ' ', &first, &second);
	if (!*hour ? day_of_words(s, &d)
		   : (day_of_words(first, &d) && clock_of_words(str_trim(second), &clock)) ||
		     (day_of_words(str_trim(second), &d) && clock_of_words(first, &clock))) {
		*out = day_start(d) + clock;
		return true;
	}
	*hour = true;
	return instant_parse(s, out, &ignored) || split_second(s, out);
}

/* The close of office hours of the unit that decides; of a day without any, its end. */
static int64_t close_of(struct app *app, int64_t at, struct str unit)
{
	const struct law *l = &app->law;
	const struct unit *u = org_unit_by_key(&app->org, unit);
	struct str profile = u != NULL && u->profile.n > 0 ? u->profile : STR("A");
	const struct calendar_version *v = law_calendar_on(l, day_of(world_now(&app->world)));
	const struct calendar *cal = v != NULL ? law_calendar(l, v->id, profile) : NULL;
	struct day d = day_of(at);

	if (cal != NULL && calendar_covers_day(cal, d) && calendar_working(cal, d)) {
		return day_close(cal, d);
	}
	return day_start(d) + DAY_S - 1;
}

static struct str noted(struct arena *a, const struct import_map *m, enum import_field f,
			struct str old, struct str new, bool told)
{
	struct import_words *w = m->words;
	struct str key = value_key(a, f, old);
	struct import_word *x = map_get(&w->by_old, key);

	if (x == NULL && w->n < IMPORT_WORDS) {
		x = &w->one[w->n++];
		*x = (struct import_word){ .field = f, .old = str_dup(m->a, old),
					   .new = str_dup(m->a, new), .told = told };
		map_put(&w->by_old, str_dup(m->a, key), x);
	}
	if (x != NULL) {
		x->n++;
	}
	return new;
}

/* What the row says of a field, in our words; empty: nothing. */
static struct str said(struct arena *a, const struct import_map *m, enum import_field f,
		       const struct str *cell, struct str *column)
{
	struct str s = { 0 };

	*column = str_of(fields[f].name);
	for (size_t i = 0; i < m->columns; i++) {
		if (m->field[i] == f) {
			s = cell[i];
			*column = m->head[i];
		}
	}
	if (s.n == 0) {
		return m->always[f];
	}
	const struct str *told = map_get(&m->value, value_key(a, f, s));

	if (told != NULL) {
		return noted(a, m, f, s, *told, true);
	}
	for (size_t i = 0; i < ARRAY_LEN(values); i++) {
		if (values[i].field == f && str_among(values[i].words, vi_fold(a, s))) {
			return noted(a, m, f, s, str_of(values[i].value), false);
		}
	}
	return s;
}

struct row {
	struct app *app;
	struct arena *a;
	struct json *args, *owner;
	struct str unit;
};

static bool put_time(struct row *r, enum import_field f, struct str s, struct str column,
		     struct err *e)
{
	char text[INSTANT_TEXT];
	int64_t at;
	bool hour;

	if (!import_time(s, &at, &hour)) {
		return err_set(e, ERR_INVALID, "import.time", "column",
			       str_cstr(r->a, column), "value", str_cstr(r->a, s), NULL);
	}
	if (fields[f].kind == KIND_OWNER_DAY) {
		json_set_str(r->a, r->owner, fields[f].name,
			     str_dup(r->a, str_of(day_text(day_of(at), text))));
		return true;
	}
	if (!hour && fields[f].kind == KIND_UNTIL) {
		at = close_of(r->app, at, r->unit);
	}
	json_set_str(r->a, r->args, fields[f].name,
		     str_dup(r->a, str_of(instant_text(at, text))));
	return true;
}

static bool put(struct row *r, enum import_field f, struct str s, struct str column,
		struct err *e)
{
	bool unit = f == IMPORT_receiving || f == IMPORT_competent;
	int64_t id;

	if (unit && org_unit_by_key(&r->app->org, s) == NULL && !id_parse('u', s, &id)) {
		return err_set(e, ERR_NOT_FOUND, "import.unit", "field", fields[f].name, "value",
			       str_cstr(r->a, s), NULL);
	}
	/* The name of an activity that nobody said a step for. */
	if (f == IMPORT_step && str_find(s, ' ') < s.n) {
		return err_set(e, ERR_NOT_FOUND, "import.step", "step", str_cstr(r->a, s), NULL);
	}
	switch (fields[f].kind) {
	case KIND_WORD:
		json_set_str(r->a, r->args, fields[f].name, s);
		r->unit = unit ? s : r->unit;
		return true;
	case KIND_OWNER:
		json_set_str(r->a, r->owner, fields[f].name, s);
		return true;
	case KIND_FROM:
	case KIND_UNTIL:
	case KIND_OWNER_DAY:
		break;
	}
	return put_time(r, f, s, column, e);
}

bool import_row(struct app *app, struct arena *a, const struct import_map *m,
		const struct str *cell, size_t cells, struct json **args, struct err *e)
{
	struct row r = { app, a, json_new_obj(a), json_new_obj(a), STR("") };

	*args = r.args;
	if (cells != m->columns) {
		(void)err_set(e, ERR_INVALID, "import.width", NULL);
		(void)err_add_int(e, "have", (int64_t)cells);
		return err_add_int(e, "want", (int64_t)m->columns);
	}
	for (size_t f = 0; f < IMPORT_FIELDS; f++) {
		struct str column;
		struct str s = said(a, m, (enum import_field)f, cell, &column);

		if (s.n > 0 && !put(&r, (enum import_field)f, s, column, e)) {
			return false;
		}
	}
	/* A result handed out was there: who knows only one of the two has both. */
	const struct json *closed = json_get(r.args, "closed_at");

	if (closed != NULL && json_get(r.args, "ready_at") == NULL) {
		json_set(a, r.args, "ready_at", closed);
	}
	json_set(a, r.args, "owner", r.owner);
	return true;
}

/* ---- whether ---- */

bool import_would(struct app *app, struct arena *a, const struct command *c, struct err *e)
{
	struct passage *p = arena_new(a, struct passage);

	arena_reset(&app->scratch);
	*p = (struct passage){ .app = app, .a = a, .command = c };
	bool good = passage_try(p, e);

	if (p->dossier.v != 0) {
		cache_drop(&app->cache, p->dossier);
	}
	return good;
}

bool import_person(struct app *app, struct str as, struct err *e)
{
	struct person_id ignored;

	return resolve_person(app, as, &ignored, e);
}

bool import_batches_of(struct app *app, struct arena *a, struct import_batch **out, size_t *n,
		       struct err *e)
{
	struct import_sum *sum;

	if (!store_imports(app->store, a, &sum, n, e)) {
		return false;
	}
	*out = arena_array(a, struct import_batch, *n);
	for (size_t i = 0; i < *n; i++) {
		(*out)[i] = (struct import_batch){ sum[i].batch, sum[i].dossiers,
						   sum[i].undone };
	}
	return true;
}

bool import_members(struct app *app, struct arena *a, struct str batch, int64_t after,
		    struct import_members *out, struct err *e)
{
	struct dossier_page page;

	if (!store_import_of(app->store, a, batch, after, IMPORT_MEMBERS, &page, e)) {
		return false;
	}
	out->n = page.n;
	for (size_t i = 0; i < page.n; i++) {
		out->member[i] = (struct import_member){
			page.row[i].id, page.row[i].code, page.row[i].state == DOSSIER_UNDONE,
		};
	}
	return true;
}
