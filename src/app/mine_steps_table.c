/* Steps as a table. */
#include "mine_steps.h"

#include "core/csv.h"

#include <string.h>

enum column { NAME, NEXT, RETURN, HOLDERS, LIMIT, START, END, COLUMNS };

static const char *const column_name[COLUMNS] = {
	"name", "next", "return", "holders", "limit_s", "start", "end",
};

struct table {
	struct arena *a;
	struct mine_steps *out;
	struct csv csv;
	size_t at[COLUMNS];		/* field + 1; 0: there is none */
	struct str ways[CONFORM_STEPS_MOST][2];	/* next, return: their ends may stand below */
	int64_t line[CONFORM_STEPS_MOST];
	bool started, ended;		/* somebody says where cases begin, end */
};

static bool bad(int64_t line, const char *column, struct err *e)
{
	return err_set(e, ERR_INVALID, "mine.steps_line", "column", column, NULL) ||
	       err_add_int(e, "line", line);
}

/* Whichever of the three the heads have most of. */
static char separator(struct str text)
{
	static const char of[] = { ',', ';', '\t' };
	size_t most = 0, count[sizeof(of)] = { 0 };

	for (size_t i = 0; i < text.n && text.p[i] != '\n'; i++) {
		for (size_t k = 0; k < sizeof(of); k++) {
			count[k] += text.p[i] == of[k];
		}
	}
	for (size_t k = 1; k < sizeof(of); k++) {
		most = count[k] > count[most] ? k : most;
	}
	return of[most];
}

static bool heads(struct table *t, struct err *e)
{
	bool there;

	if (!csv_next(&t->csv, &there, e)) {
		return false;
	}
	for (size_t i = 0; there && i < t->csv.n; i++) {
		struct str head = str_trim(t->csv.field[i]);
		size_t k = 0;

		while (k < COLUMNS && !str_is(head, column_name[k])) {
			k++;
		}
		if (k == COLUMNS || t->at[k] != 0) {
			return bad(t->csv.line,
				   head.n < ERR_VALUE_SIZE ? str_cstr(t->a, head) : "…", e);
		}
		t->at[k] = i + 1;
	}
	return t->at[NAME] != 0 || bad(t->csv.line, column_name[NAME], e);
}

static struct str field(const struct table *t, enum column c)
{
	return t->at[c] == 0 || t->at[c] > t->csv.n ? STR("")
	       : str_trim(str_dup(t->a, t->csv.field[t->at[c] - 1]));
}

/* The next of a list; false at its end. */
static bool part(struct str *rest, struct str *out)
{
	struct str head, tail = STR("");

	if (rest->n == 0) {
		return false;
	}
	if (!str_cut(*rest, '|', &head, &tail)) {
		head = *rest;
		tail = STR("");
	}
	*out = str_trim(head);
	*rest = tail;
	return true;
}

static void holders(const struct table *t, struct mine_step *s)
{
	struct str rest = field(t, HOLDERS), one;
	size_t n = 1;

	for (size_t i = 0; i < rest.n; i++) {
		n += rest.p[i] == '|';
	}
	s->holder = arena_array(t->a, struct str, n);
	while (part(&rest, &one)) {
		if (one.n > 0) {
			s->holder[s->holders++] = one;
		}
	}
}

static bool step(struct table *t, struct err *e)
{
	struct mine_steps *out = t->out;
	int32_t n = out->graph.steps;
	struct mine_step s = { .name = field(t, NAME) };
	struct str limit_s = field(t, LIMIT);
	int64_t limit = 0;

	if (n == CONFORM_STEPS_MOST || s.name.n == 0 ||
	    mine_steps_named(out, s.name) != CONFORM_UNKNOWN) {
		return bad(t->csv.line, column_name[NAME], e);
	}
	if (limit_s.n > 0 &&
	    (!str_to_int64(limit_s, &limit) || limit < 0 || limit > INT64_MAX / MINE_SECOND)) {
		return bad(t->csv.line, column_name[LIMIT], e);
	}
	s.limit = limit * MINE_SECOND;
	holders(t, &s);
	out->step[n] = s;
	t->ways[n][0] = field(t, NEXT);
	t->ways[n][1] = field(t, RETURN);
	t->line[n] = t->csv.line;
	out->graph.start[n] = field(t, START).n > 0;
	out->graph.end[n] = field(t, END).n > 0;
	t->started = t->started || out->graph.start[n];
	t->ended = t->ended || out->graph.end[n];
	out->graph.steps++;
	return true;
}

static bool ways(struct table *t, int32_t from, int which, struct err *e)
{
	struct str rest = t->ways[from][which], one;

	while (part(&rest, &one)) {
		int32_t to = mine_steps_named(t->out, one);

		if (to == CONFORM_UNKNOWN) {
			return bad(t->line[from], column_name[which == 0 ? NEXT : RETURN], e);
		}
		conform_join(&t->out->graph, from, to,
			     which == 0 ? CONFORM_ONWARD : CONFORM_RETURN);
	}
	return true;
}

static bool join(struct table *t, struct err *e)
{
	struct conform_graph *g = &t->out->graph;
	int32_t n = g->steps;

	for (int32_t i = 0; i < n; i++) {
		if (t->at[NEXT] == 0 && i + 1 < n) {
			conform_join(g, i, i + 1, CONFORM_ONWARD);
		}
		if (!ways(t, i, 0, e) || !ways(t, i, 1, e)) {
			return false;
		}
	}
	g->start[0] = g->start[0] || !t->started;
	g->end[n - 1] = g->end[n - 1] || !t->ended;
	return true;
}

/* The graph is laid out for the steps it has: first for as many as there may be. */
static void fit(struct table *t)
{
	struct conform_graph all = t->out->graph;

	conform_graph(t->a, all.steps, &t->out->graph);
	memcpy(t->out->graph.start, all.start, (size_t)all.steps * sizeof(*all.start));
	memcpy(t->out->graph.end, all.end, (size_t)all.steps * sizeof(*all.end));
}

bool mine_steps_table(struct arena *a, struct str text, struct mine_steps *out, struct err *e)
{
	struct table *t = arena_new(a, struct table);
	bool there = true;

	t->a = a;
	t->out = out;
	csv_start(&t->csv, a, text);
	t->csv.separator = separator(text);
	conform_graph(a, CONFORM_STEPS_MOST, &out->graph);
	out->graph.steps = 0;
	if (!heads(t, e)) {
		return false;
	}
	while (there) {
		if (!csv_next(&t->csv, &there, e) || (there && !step(t, e))) {
			return false;
		}
	}
	if (out->graph.steps == 0) {
		return bad(t->csv.line, column_name[NAME], e);
	}
	fit(t);
	if (!join(t, e)) {
		return false;
	}
	conform_prepare(a, &out->graph);
	return true;
}
