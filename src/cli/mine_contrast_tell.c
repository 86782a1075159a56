/* Two parts of a log side by side, told. */
#include "mine_contrast_tell.h"

#include "mine_out.h"
#include "table.h"

#include "core/mine_contrast.h"

enum { MOST = 15, NAME_COLUMNS = 36 };

struct told {
	struct cli *c;
	const struct mine_found *f;
	const struct str *name;
	const struct mine_contrast *x;
};

static struct str activity(const struct told *t, int32_t id)
{
	return t->c->json ? mine_names_text(&t->f->s.log->activities, id)
			  : mine_activity(t->f, id);
}

/* ---- JSON ---- */

static void json_side(struct mine_out *o, const struct told *t, int k)
{
	const struct mine_side *s = &t->x->side[k];

	mine_out_begin(o, NULL, '{');
	mine_out_text(o, "filter", t->name[k]);
	mine_out_whole(o, "cases", (int64_t)s->flow.cases);
	mine_out_whole(o, "events", (int64_t)s->flow.events);
	mine_out_whole(o, "variants", (int64_t)s->ways);
	mine_out_spread(o, "duration", &s->duration);
	if (t->f->s.hours != NULL) {
		mine_out_spread(o, "working_duration", &s->working);
	}
	mine_out_end(o, '}');
}

static void pair(struct mine_out *o, const char *key, int64_t first, int64_t second)
{
	mine_out_key(o, key);
	buf_fmt(&o->b, "[%lld,%lld]", (long long)first, (long long)second);
}

static void reals(struct mine_out *o, const char *key, const double v[2])
{
	mine_out_key(o, key);
	buf_fmt(&o->b, "[%.17g,%.17g]", v[0], v[1]);
}

/* A median, or null where there is none. */
static void medians(struct mine_out *o, const struct contrast_edge *e)
{
	mine_out_begin(o, "median_s", '[');
	for (int k = 0; k < 2; k++) {
		mine_out_comma(o);
		if (e->edge[k] != NULL) {
			buf_fmt(&o->b, "%.17g", e->edge[k]->median_s);
		} else {
			buf_text(&o->b, "null");
		}
	}
	mine_out_end(o, ']');
}

static void json_edge(struct mine_out *o, const struct told *t, const struct contrast_edge *e)
{
	mine_out_begin(o, NULL, '{');
	mine_out_text(o, "from", activity(t, e->from));
	mine_out_text(o, "to", activity(t, e->to));
	pair(o, "count", e->edge[0] != NULL ? e->edge[0]->count : 0,
	     e->edge[1] != NULL ? e->edge[1]->count : 0);
	pair(o, "cases", e->edge[0] != NULL ? e->edge[0]->cases : 0,
	     e->edge[1] != NULL ? e->edge[1]->cases : 0);
	reals(o, "share", e->share);
	medians(o, e);
	mine_out_end(o, '}');
}

static void json(const struct told *t)
{
	struct mine_out o = { .c = t->c, .f = t->f, .first = true };

	buf_init(&o.b, MINE_OUT_MOST);
	mine_out_begin(&o, NULL, '{');
	mine_out_begin(&o, "compare", '[');
	json_side(&o, t, 0);
	json_side(&o, t, 1);
	mine_out_end(&o, ']');
	mine_out_begin(&o, "durations", '{');
	mine_out_real(&o, "second_longer", t->x->longer);
	mine_out_real(&o, "largest_gap", t->x->apart);
	mine_out_end(&o, '}');
	mine_out_begin(&o, "activities", '[');
	for (size_t i = 0; i < t->x->activities; i++) {
		const struct contrast_activity *a = &t->x->activity[i];

		mine_out_begin(&o, NULL, '{');
		mine_out_text(&o, "name", activity(t, a->activity));
		pair(&o, "events", a->events[0], a->events[1]);
		pair(&o, "cases", a->cases[0], a->cases[1]);
		reals(&o, "share", a->share);
		mine_out_end(&o, '}');
	}
	mine_out_end(&o, ']');
	mine_out_begin(&o, "dfg", '[');
	for (size_t i = 0; i < t->x->edges; i++) {
		json_edge(&o, t, &t->x->edge[i]);
	}
	mine_out_end(&o, ']');
	mine_out_end(&o, '}');
	buf_char(&o.b, '\n');
	mine_out_flush(&o, 0);
	buf_done(&o.b);
}

/* ---- words ---- */

static struct mine_words words(const struct told *t)
{
	return (struct mine_words){ t->c->arena, t->c->lang };
}

static struct str share(const struct told *t, double s)
{
	return mine_say_share(words(t), (mine_sum)(s * 10000), 10000);
}

static struct str seconds(const struct told *t, double s)
{
	return mine_say_time(words(t), (mine_sum)(s * 1e6));
}

static void side_row(struct table *table, const struct told *t, const char *key,
		     struct str first, struct str second)
{
	struct str *cell = table_row(table, STYLE_PLAIN);

	cell[0] = cli_text(t->c, key, NULL, 0);
	cell[1] = first;
	cell[2] = second;
}

static void sides(const struct told *t)
{
	const struct mine_side *a = &t->x->side[0], *b = &t->x->side[1];
	struct mine_words w = words(t);
	struct table table;
	struct text_arg arg[] = { { "longer", share(t, t->x->longer) },
				  { "apart", share(t, t->x->apart) } };

	table_init(&table, t->c, 3);
	table.most[1] = table.most[2] = NAME_COLUMNS;
	struct str *cell = table_row(&table, STYLE_STRONG);

	cell[0] = STR("");
	cell[1] = t->name[0];
	cell[2] = t->name[1];
	side_row(&table, t, "mine.cases", mine_say_count(w, (int64_t)a->flow.cases),
		 mine_say_count(w, (int64_t)b->flow.cases));
	side_row(&table, t, "mine.events", mine_say_count(w, (int64_t)a->flow.events),
		 mine_say_count(w, (int64_t)b->flow.events));
	side_row(&table, t, "mine.different_ways", mine_say_count(w, (int64_t)a->ways),
		 mine_say_count(w, (int64_t)b->ways));
	side_row(&table, t, "mine.median", seconds(t, a->duration.median_s),
		 seconds(t, b->duration.median_s));
	side_row(&table, t, "mine.mean", seconds(t, a->duration.mean_s),
		 seconds(t, b->duration.mean_s));
	side_row(&table, t, "mine.nine_in_ten", seconds(t, a->duration.linear_s[2]),
		 seconds(t, b->duration.linear_s[2]));
	if (t->f->s.hours != NULL) {
		side_row(&table, t, "mine.working_median", seconds(t, a->working.median_s),
			 seconds(t, b->working.median_s));
	}
	table_print(&table);
	cli_sentence(t->c, "mine.contrast", arg, ARRAY_LEN(arg));
}

static void edges(const struct told *t)
{
	static const char *const heads[] = { "mine.from", "mine.to", "mine.first_share",
					     "mine.second_share", "mine.first_median",
					     "mine.second_median" };
	struct table table;

	mine_heading(t->c, "mine.contrast_edges");
	table_init(&table, t->c, ARRAY_LEN(heads));
	table.most[0] = table.most[1] = NAME_COLUMNS;
	table_head(&table, heads);
	for (size_t i = 0; i < t->x->edges && i < MOST; i++) {
		const struct contrast_edge *e = &t->x->edge[i];
		struct str *cell = table_row(&table, STYLE_PLAIN);

		cell[0] = activity(t, e->from);
		cell[1] = activity(t, e->to);
		for (int k = 0; k < 2; k++) {
			cell[2 + k] = share(t, e->share[k]);
			cell[4 + k] = e->edge[k] == NULL ? STR("–")
				      : seconds(t, e->edge[k]->median_s);
		}
	}
	table_print(&table);
}

bool mine_contrast_tell(struct cli *c, const struct mine_found *f, const struct mine_view part[2],
			const struct str name[2], struct arena *a, struct arena *scratch,
			struct err *e)
{
	struct mine_contrast x;
	struct told t = { c, f, name, &x };

	if (!mine_contrast(a, scratch, part, f->s.hours, f->s.activity_rank, &x, e)) {
		return false;
	}
	if (c->json) {
		json(&t);
		return true;
	}
	sides(&t);
	if (x.edges > 0) {
		edges(&t);
	}
	return true;
}
