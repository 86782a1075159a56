/* A log of others beside a graph of steps, told. */
#include "mine_steps_tell.h"

#include "mine_conform_tell.h"
#include "table.h"

#include "app/mine_steps.h"

#include "base/json.h"
#include "base/limits.h"

enum { NAME_COLUMNS = 50 };

struct told {
	struct cli *c;
	const struct mine_found *f;
	const struct mine_steps *s;
	struct steps_found found;
};

static struct str case_name(const struct told *t, int64_t id)
{
	return mine_names_text(&t->f->s.log->cases, (int32_t)id);
}

/* ---- JSON ---- */

static void json_sum(struct mine_out *o, const struct told *t, int32_t step, int kind)
{
	const struct deviation_sum *sum = &t->found.step[step * CONFORM_KINDS + kind];

	if (sum->times == 0) {
		return;
	}
	mine_out_begin(o, NULL, '{');
	mine_out_text(o, "kind", str_of(conform_kind_name((enum conform_kind)kind)));
	if (step < t->s->graph.steps) {
		mine_out_text(o, "step", t->s->step[step].name);
	} else {
		mine_out_none(o, "step");
	}
	mine_out_whole(o, "times", sum->times);
	mine_out_whole(o, "cases", sum->cases);
	mine_out_begin(o, "first", '[');
	for (int64_t i = 0; i < sum->cases && i < DEVIATIONS_FIRST; i++) {
		mine_out_comma(o);
		json_write_str(&o->b, case_name(t, sum->first[i]));
	}
	mine_out_end(o, ']');
	mine_out_end(o, '}');
}

static void json(const struct told *t)
{
	struct mine_out o = { .c = t->c, .f = t->f, .first = true };

	buf_init(&o.b, MINE_OUT_MOST);
	mine_out_begin(&o, NULL, '{');
	mine_out_begin(&o, "total", '{');
	mine_json_fitness(&o, &t->found.total, "cases");
	mine_json_kinds(&o, &t->found.total, "cases");
	mine_out_end(&o, '}');
	mine_out_begin(&o, "unmeasured", '{');
	mine_out_whole(&o, "too_long", t->found.too_long);
	mine_out_end(&o, '}');
	mine_out_begin(&o, "deviations", '[');
	for (int k = 0; k < CONFORM_KINDS; k++) {
		for (int32_t i = 0; i <= t->s->graph.steps; i++) {
			json_sum(&o, t, i, k);
		}
	}
	mine_out_end(&o, ']');
	mine_out_begin(&o, "cases", '[');
	for (size_t i = 0; i < t->found.worst.n; i++) {
		mine_out_begin(&o, NULL, '{');
		mine_out_text(&o, "case", case_name(t, t->found.worst.one[i].id));
		mine_json_deviating(&o, &t->found.worst.one[i]);
		mine_out_end(&o, '}');
	}
	mine_out_end(&o, ']');
	mine_out_end(&o, '}');
	buf_char(&o.b, '\n');
	mine_out_flush(&o, 0);
	buf_done(&o.b);
}

/* ---- words ---- */

static void row(struct table *t, const struct told *of, int32_t step, int kind)
{
	const struct deviation_sum *sum = &of->found.step[step * CONFORM_KINDS + kind];
	struct mine_words w = { of->c->arena, of->c->lang };

	if (sum->times == 0) {
		return;
	}
	struct str *cell = table_row(t, STYLE_PLAIN);

	cell[0] = cli_text(of->c, mine_kind_key[kind], NULL, 0);
	cell[1] = step < of->s->graph.steps ? of->s->step[step].name
		  : cli_text(of->c, "mine.other_activities", NULL, 0);
	cell[2] = mine_say_count(w, sum->times);
	cell[3] = mine_say_count(w, sum->cases);
	cell[4] = case_name(of, sum->first[0]);
}

static void tell(const struct told *t)
{
	static const char *const heads[] = { "mine.deviation", "mine.step", "mine.times",
					     "mine.cases", "mine.first_of" };
	const struct deviation_total *all = &t->found.total;
	struct cli *c = t->c;
	struct mine_words w = { c->arena, c->lang };
	struct text_arg arg[] = {
		{ "n", str_int(c->arena, all->cases) },
		{ "conforming", str_int(c->arena, all->conforming) },
		{ "fitness", mine_say_share(w, (mine_sum)(deviation_fitness(all) * 1000), 1000) },
		{ "looped", str_int(c->arena, all->looped) },
		{ "returns", str_int(c->arena, all->returns) },
		{ "outside", str_int(c->arena, all->outside) },
		{ "long", str_int(c->arena, t->found.too_long) },
	};
	struct table table;

	cli_sentence(c, "mine.conform_cases", arg, ARRAY_LEN(arg));
	cli_sentence(c, "mine.conform_case_loops", arg, ARRAY_LEN(arg));
	if (t->found.too_long > 0) {
		cli_sentence(c, "mine.model_long", arg, ARRAY_LEN(arg));
	}
	cli_line(c, STYLE_PLAIN, STR(""));
	table_init(&table, c, ARRAY_LEN(heads));
	table.most[1] = table.most[4] = NAME_COLUMNS;
	table_head(&table, heads);
	for (int k = 0; k < CONFORM_KINDS; k++) {
		for (int32_t i = 0; i <= t->s->graph.steps; i++) {
			row(&table, t, i, k);
		}
	}
	if (table.rows > 1) {
		table_print(&table);
	}
}

bool mine_steps_tell(struct cli *c, struct str path, const struct mine_found *f, struct arena *a,
		     struct arena *scratch, struct err *e)
{
	struct mine_steps *steps = arena_new(a, struct mine_steps);
	struct told *t = arena_new(a, struct told);
	struct str text;

	*t = (struct told){ .c = c, .f = f, .s = steps };
	if (!cli_read_file(c, path, LIMIT_LAW_FILE, &text, e) ||
	    !mine_steps_read(a, text, steps, e)) {
		return false;
	}
	mine_steps_conform(a, scratch, steps, f->s.log, &f->s.view, f->s.hours, f->s.reading,
			   &t->found);
	(c->json ? json : tell)(t);
	return true;
}
