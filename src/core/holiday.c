/* The table of holidays: read, put in order, checked. */
#include "holiday.h"

#include "csv.h"

#include "base/utf8.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum { COLUMNS = 4 };

static const char *const column_name[COLUMNS] = { "date", "name_vi", "kind", "source" };

static const char *const kind_name[] = {
	[DAY_PLAIN] = "plain",
	[DAY_HOLIDAY] = "holiday",
	[DAY_COMPENSATORY] = "compensatory",
	[DAY_SWAP_OFF] = "swap_off",
	[DAY_SWAP_WORK] = "swap_work",
};

const char *day_kind_name(enum day_kind kind)
{
	return kind_name[kind];
}

static int year_of(struct day d)
{
	int year;
	int month;
	int day;
	day_split(d, &year, &month, &day);
	return year;
}

static bool refuse(const struct csv *c, int column, const char *key, struct err *e)
{
	struct str value = column < (int)c->n ? c->field[column] : STR("");
	err_set(e, ERR_INVALID, key, "column", column_name[column], "value",
		str_cstr(c->arena, value), NULL);
	return err_add_int(e, "line", c->line);
}

static bool check_header(const struct csv *c, struct err *e)
{
	for (int i = 0; i < COLUMNS; i++) {
		if (c->n != COLUMNS || !str_is(c->field[i], column_name[i])) {
			return refuse(c, i, "holidays.header", e);
		}
	}
	return true;
}

static bool kind_parse(struct str s, enum day_kind *out)
{
	for (size_t i = DAY_HOLIDAY; i < ARRAY_LEN(kind_name); i++) {
		if (str_is(s, kind_name[i])) {
			*out = (enum day_kind)i;
			return true;
		}
	}
	return false;
}

static bool read_row(const struct csv *c, struct holiday *out, struct err *e)
{
	if (c->n != COLUMNS) {
		return refuse(c, COLUMNS - 1, "holidays.columns", e);
	}
	struct err ignored;
	if (!day_parse(c->field[0], &out->day, &ignored)) {
		return refuse(c, 0, "holidays.date", e);
	}
	if (str_trim(c->field[1]).n == 0) {
		return refuse(c, 1, "holidays.name", e);
	}
	if (!kind_parse(c->field[2], &out->kind)) {
		return refuse(c, 2, "holidays.kind", e);
	}
	out->name = str_trim(c->field[1]);
	out->source = str_trim(c->field[3]);
	out->assumed = str_starts(out->source, STR("assumed"));
	return true;
}

/* What stands before `mark`, or all of it. */
static struct str before(struct str s, const char *mark)
{
	size_t n = strlen(mark);
	for (size_t i = 0; i + n <= s.n; i++) {
		if (memcmp(s.p + i, mark, n) == 0) {
			return str_trim(str_sub(s, 0, i));
		}
	}
	return s;
}

static size_t digits(struct str s, size_t from)
{
	size_t n = 0;
	while (from + n < s.n && s.p[from + n] >= '0' && s.p[from + n] <= '9') {
		n++;
	}
	return n;
}

struct citation holiday_citation(const struct holiday *row)
{
	static const char article[] = " Art.", assumed[] = "assumed:";
	struct str s = row->source;
	if (row->assumed) {
		s = str_sub(s, str_starts(s, STR("assumed:")) ? sizeof(assumed) - 1 : 0, s.n);
	}
	s = str_trim(before(before(s, ";"), " ("));
	struct citation c = { .document = before(s, article) };
	size_t at = c.document.n + sizeof(article) - 1;
	if (at >= s.n) {
		return c;
	}
	c.article = str_sub(s, at, at + digits(s, at));
	at += c.article.n;
	if (at < s.n && s.p[at] == '(') {
		c.clause = str_sub(s, at + 1, at + 1 + digits(s, at + 1));
	}
	return c;
}

static int by_day(const void *x, const void *y)
{
	const struct holiday *p = x;
	const struct holiday *q = y;
	return (p->day.n > q->day.n) - (p->day.n < q->day.n);
}

static bool refuse_day(const char *key, struct day d, struct err *e)
{
	char text[DAY_TEXT];
	return err_set(e, ERR_INVALID, key, "day", day_text(d, text), NULL);
}

/* Sets first and last year and which of them are confirmed. */
static bool find_years(struct holiday_table *t, struct err *e)
{
	t->first_year = year_of(t->row[0].day);
	t->last_year = year_of(t->row[t->rows - 1].day);
	if (t->last_year - t->first_year >= HOLIDAY_YEARS) {
		return refuse_day("holidays.years", t->row[t->rows - 1].day, e);
	}
	int year = t->first_year - 1;
	for (size_t i = 0; i < t->rows; i++) {
		int next = year_of(t->row[i].day);
		if (next > year + 1) {
			err_set(e, ERR_INVALID, "holidays.gap", NULL);
			return err_add_int(e, "year", year + 1);
		}
		if (next != year) {
			t->confirmed[next - t->first_year] = true;
		}
		if (t->row[i].assumed) {
			t->confirmed[next - t->first_year] = false;
		}
		year = next;
	}
	return true;
}

/* Puts the rows in order; refuses two rows for one day. */
static bool finish(struct holiday *row, size_t rows, struct holiday_table *out, struct err *e)
{
	if (rows == 0) {
		return err_set(e, ERR_INVALID, "holidays.empty", NULL);
	}
	qsort(row, rows, sizeof(*row), by_day);
	for (size_t i = 1; i < rows; i++) {
		if (row[i].day.n == row[i - 1].day.n) {
			return refuse_day("holidays.duplicate", row[i].day, e);
		}
	}
	struct holiday_table t = { .row = row, .rows = rows };
	if (!find_years(&t, e)) {
		return false;
	}
	*out = t;
	return true;
}

static size_t count_lines(struct str text)
{
	size_t n = 1;
	for (size_t i = 0; i < text.n; i++) {
		n += text.p[i] == '\n';
	}
	return n;
}

bool holidays_read(struct arena *a, struct str csv_text, struct holiday_table *out, struct err *e)
{
	struct str text;
	if (!utf8_nfc(a, csv_text, &text, e)) {
		return false;
	}
	struct holiday *row = arena_array(a, struct holiday, count_lines(text));
	size_t rows = 0;
	bool header = false;
	struct csv c;
	csv_start(&c, a, text);
	for (;;) {
		bool there;
		if (!csv_next(&c, &there, e)) {
			return false;
		}
		if (!there) {
			break;
		}
		if (!header) {
			header = true;
			if (!check_header(&c, e)) {
				return false;
			}
		} else if (!read_row(&c, &row[rows++], e)) {
			return false;
		}
	}
	return finish(row, rows, out, e);
}

bool holidays_continue(struct arena *a, const struct holiday_table *table,
		       const struct holiday_table *more, struct holiday_table *out, struct err *e)
{
	struct holiday *row = arena_array(a, struct holiday, table->rows + more->rows);
	size_t rows = table->rows;
	memcpy(row, table->row, table->rows * sizeof(*row));
	for (size_t i = 0; i < more->rows; i++) {
		if (year_of(more->row[i].day) > table->last_year) {
			row[rows] = more->row[i];
			row[rows++].assumed = true;
		}
	}
	return finish(row, rows, out, e);
}

const struct holiday *holiday_on(const struct holiday_table *t, struct day d)
{
	struct holiday key = { .day = d };
	return bsearch(&key, t->row, t->rows, sizeof(key), by_day);
}

bool holidays_confirmed(const struct holiday_table *t, int year)
{
	return year >= t->first_year && year <= t->last_year && t->confirmed[year - t->first_year];
}
