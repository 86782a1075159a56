/* Logs of others beside a graph of steps. */
#include "mine_steps.h"

#include "base/json.h"

#include <string.h>

/* ---- the file ---- */

static bool bad(struct err *e, struct arena *a, const char *list, size_t at)
{
	return err_set(e, ERR_INVALID, "mine.steps", "value",
		       str_cstr(a, str_fmt(a, "%s[%zu]", list, at)), NULL);
}

int32_t mine_steps_named(const struct mine_steps *s, struct str name)
{
	int32_t i = s->graph.steps;

	while (i > 0 && !str_eq(s->step[i - 1].name, name)) {
		i--;
	}
	return i > 0 ? i - 1 : CONFORM_UNKNOWN;
}

static bool read_step(struct arena *a, const struct json *j, struct mine_step *out)
{
	const struct json *holders = json_arr(j, "holders");
	int64_t limit = json_int(j, "limit_s", 0);

	*out = (struct mine_step){ .name = json_str(j, "name"), .limit = limit * MINE_SECOND,
				   .holders = json_len(holders) };
	out->holder = arena_array(a, struct str, out->holders);
	for (size_t i = 0; i < out->holders; i++) {
		out->holder[i] = json_text(json_at(holders, i));
	}
	return out->name.n > 0 && limit >= 0 && limit <= INT64_MAX / MINE_SECOND;
}

static bool read_edge(struct mine_steps *s, const struct json *j)
{
	if (j->type != JSON_ARR || j->n < 2 || j->n > 3) {
		return false;
	}
	int32_t from = mine_steps_named(s, json_text(json_at(j, 0)));
	int32_t to = mine_steps_named(s, json_text(json_at(j, 1)));
	bool back = j->n == 3;

	if (from == CONFORM_UNKNOWN || to == CONFORM_UNKNOWN ||
	    (back && !str_is(json_text(json_at(j, 2)), "return"))) {
		return false;
	}
	conform_join(&s->graph, from, to, back ? CONFORM_RETURN : CONFORM_ONWARD);
	return true;
}

/* The steps of a list of names; none: `usual` alone. */
static bool read_ends(struct arena *a, const struct json *j, const char *key,
		      struct mine_steps *s, int32_t usual, bool *out, struct err *e)
{
	const struct json *list = json_arr(j, key);

	out[usual] = json_len(list) == 0;
	for (size_t i = 0; i < json_len(list); i++) {
		int32_t at = mine_steps_named(s, json_text(json_at(list, i)));

		if (at == CONFORM_UNKNOWN) {
			return bad(e, a, key, i);
		}
		out[at] = true;
	}
	return true;
}

static bool is_json(struct str text)
{
	size_t i = 0;

	while (i < text.n && strchr(" \t\r\n", text.p[i]) != NULL) {
		i++;
	}
	return i == text.n || text.p[i] == '{' || text.p[i] == '[';
}

bool mine_steps_read(struct arena *a, struct str text, struct mine_steps *out, struct err *e)
{
	const struct json *j;

	if (!is_json(text)) {
		return mine_steps_table(a, text, out, e);
	}
	if (!json_parse(a, text, &j, e)) {
		return false;
	}
	const struct json *steps = json_arr(j, "steps"), *edges = json_arr(j, "edges");
	size_t n = json_len(steps);

	if (n == 0 || n > CONFORM_STEPS_MOST) {
		return bad(e, a, "steps", n);
	}
	conform_graph(a, (int32_t)n, &out->graph);
	out->graph.steps = 0;		/* those read so far: a name stands once */
	for (size_t i = 0; i < n; i++) {
		if (!read_step(a, json_at(steps, i), &out->step[i]) ||
		    mine_steps_named(out, out->step[i].name) != CONFORM_UNKNOWN) {
			return bad(e, a, "steps", i);
		}
		out->graph.steps++;
	}
	for (size_t i = 0; i < json_len(edges); i++) {
		if (!read_edge(out, json_at(edges, i))) {
			return bad(e, a, "edges", i);
		}
	}
	if (!read_ends(a, j, "start", out, 0, out->graph.start, e) ||
	    !read_ends(a, j, "end", out, (int32_t)n - 1, out->graph.end, e)) {
		return false;
	}
	conform_prepare(a, &out->graph);
	return true;
}

/* ---- a log ---- */

struct beside {
	const struct mine_steps *s;
	const struct mine_log *log;
	const struct mine_view *v;
	const struct mine_hours *h;
	enum mine_reading reading;
	int32_t *step_of;		/* by activity */
	bool *right;			/* steps × holders: may do it */
};

static bool over(const struct beside *b, size_t c, size_t i, int64_t limit)
{
	size_t first = b->v->start[c], last = b->v->start[c + 1] - 1;
	bool arrival = b->reading == MINE_READS_ARRIVAL;

	if (limit == 0 || (arrival ? i == last : i == first)) {
		return false;
	}
	int64_t from = b->v->time[arrival ? i : i - 1], to = b->v->time[arrival ? i + 1 : i];

	return mine_lasted(b->h, from, to) > limit;
}

static struct conform_visit visit(const struct beside *b, size_t c, size_t i)
{
	struct conform_visit out = { .step = b->step_of[b->v->activity[i]] };
	int32_t holder = b->v->holder[i];

	if (out.step == CONFORM_UNKNOWN) {
		return out;
	}
	const struct mine_step *s = &b->s->step[out.step];

	out.wrong_post = s->holders > 0 && holder != MINE_NONE &&
			 !b->right[(size_t)out.step * (size_t)b->v->holders + (size_t)holder];
	out.over_limit = over(b, c, i, s->limit);
	return out;
}

static int32_t id_of(const struct mine_names *m, struct str name)
{
	int32_t i = m->n;

	while (i > 0 && !str_eq(mine_names_text(m, i - 1), name)) {
		i--;
	}
	return i > 0 ? i - 1 : MINE_NONE;
}

static void find_names(struct arena *scratch, struct beside *b)
{
	int32_t n = b->s->graph.steps;

	b->step_of = arena_array(scratch, int32_t, (size_t)b->v->activities);
	b->right = arena_array(scratch, bool, (size_t)n * (size_t)b->v->holders);
	for (int32_t i = 0; i < b->v->activities; i++) {
		b->step_of[i] = CONFORM_UNKNOWN;
	}
	for (int32_t i = 0; i < n; i++) {
		int32_t activity = id_of(&b->log->activities, b->s->step[i].name);

		if (activity != MINE_NONE) {
			b->step_of[activity] = i;
		}
		for (size_t k = 0; k < b->s->step[i].holders; k++) {
			int32_t holder = id_of(&b->log->holders, b->s->step[i].holder[k]);

			if (holder != MINE_NONE) {
				b->right[(size_t)i * (size_t)b->v->holders + (size_t)holder] = true;
			}
		}
	}
}

static void count(const struct beside *b, size_t c, const struct conform_found *f,
		  int64_t *last, struct steps_found *out)
{
	struct deviating d = { .id = (int64_t)c, .fitness = f->fitness };

	deviating_add(&d, f);
	deviation_total(&out->total, &d, f->cost, f->most);
	deviation_keep(&out->worst, &d);
	for (int32_t i = 0; i < f->tolds; i++) {
		int32_t step = f->told[i].step;
		size_t at = (size_t)(step == CONFORM_UNKNOWN ? b->s->graph.steps : step) *
			    CONFORM_KINDS + (size_t)f->told[i].kind;

		deviation_add(&out->step[at], (int64_t)c, &last[at]);
	}
}

void mine_steps_conform(struct arena *a, struct arena *scratch, const struct mine_steps *s,
			const struct mine_log *log, const struct mine_view *v,
			const struct mine_hours *h, enum mine_reading reading,
			struct steps_found *out)
{
	struct arena_mark mark = arena_mark(scratch);
	struct beside b = { .s = s, .log = log, .v = v, .h = h, .reading = reading };
	size_t rows = ((size_t)s->graph.steps + 1) * CONFORM_KINDS;
	struct conform_visit *way = arena_array(scratch, struct conform_visit,
						CONFORM_VISITS_MOST);
	int64_t *last = arena_array(scratch, int64_t, rows);
	struct conform_found *f = arena_new(scratch, struct conform_found);

	*out = (struct steps_found){ .step = arena_array(a, struct deviation_sum, rows) };
	find_names(scratch, &b);
	memset(last, 0xff, rows * sizeof(*last));
	for (size_t c = 0; c < v->cases; c++) {
		size_t n = v->start[c + 1] - v->start[c];

		if (!mine_kept(v, c)) {
			continue;
		}
		if (n > CONFORM_VISITS_MOST) {
			out->too_long++;
			continue;
		}
		for (size_t i = 0; i < n; i++) {
			way[i] = visit(&b, c, v->start[c] + i);
		}
		conform_case(scratch, &s->graph, way, (int32_t)n, false, true, f);
		count(&b, c, f, last, out);
	}
	arena_release(scratch, mark);
}
