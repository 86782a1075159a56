/* Dossiers beside the steps of their law, told. */
#include "mine_conform_tell.h"

#include "table.h"

#include "app/mine_words.h"

#include "base/json.h"

enum { UNIT_LEAST = 5, MOST = 20, NAME_COLUMNS = 44 };

/* Those too few to be told alone, together. */
static struct deviation_total few(const struct conformed *f)
{
	struct deviation_total t = { .cases = 0 };

	for (size_t i = 0; i < f->units; i++) {
		const struct deviation_total *u = &f->unit[i]->total;

		if (u->cases >= UNIT_LEAST) {
			continue;
		}
		t.cases += u->cases;
		t.conforming += u->conforming;
		for (int k = 0; k < CONFORM_KINDS; k++) {
			t.kind[k].times += u->kind[k].times;
			t.kind[k].cases += u->kind[k].cases;
		}
	}
	return t;
}

/* ---- JSON ---- */

void mine_json_fitness(struct mine_out *o, const struct deviation_total *t, const char *what)
{
	mine_out_whole(o, what, t->cases);
	mine_out_whole(o, "conforming", t->conforming);
	mine_out_real(o, "fitness", deviation_fitness(t));
	mine_out_real(o, "mean_fitness", deviation_mean(t));
	mine_out_begin(o, "loops", '{');
	mine_out_whole(o, what, t->looped);
	mine_out_whole(o, "returns", t->returns);
	mine_out_whole(o, "outside", t->outside);
	mine_out_end(o, '}');
}

void mine_json_kinds(struct mine_out *o, const struct deviation_total *t, const char *what)
{
	for (int k = 0; k < CONFORM_KINDS; k++) {
		mine_out_begin(o, conform_kind_name((enum conform_kind)k), '{');
		mine_out_whole(o, "times", t->kind[k].times);
		mine_out_whole(o, what, t->kind[k].cases);
		mine_out_end(o, '}');
	}
}

static void json_id(struct mine_out *o, int64_t id)
{
	char text[ID_TEXT];

	mine_out_comma(o);
	json_write_str(&o->b, str_of(id_text('d', id, text)));
}

static void json_step(struct mine_out *o, const struct conform_procedure *p, size_t step, int kind)
{
	const struct deviation_sum *s = &p->step[step * CONFORM_KINDS + (size_t)kind];

	if (s->times == 0) {
		return;
	}
	mine_out_begin(o, NULL, '{');
	mine_out_text(o, "kind", str_of(conform_kind_name((enum conform_kind)kind)));
	mine_out_text(o, "step", p->version->step[step].id);
	mine_out_text(o, "name", p->version->step[step].name.vi);
	mine_out_whole(o, "times", s->times);
	mine_out_whole(o, "dossiers", s->cases);
	mine_out_begin(o, "first", '[');
	for (int64_t i = 0; i < s->cases && i < DEVIATIONS_FIRST; i++) {
		json_id(o, s->first[i]);
	}
	mine_out_end(o, ']');
	mine_out_end(o, '}');
}

static void json_procedures(struct mine_out *o, const struct conformed *f)
{
	mine_out_begin(o, "procedures", '[');
	for (size_t i = 0; i < f->procedures; i++) {
		const struct conform_procedure *p = f->procedure[i];

		mine_out_begin(o, NULL, '{');
		mine_out_text(o, "procedure", p->version->procedure->code);
		mine_out_whole(o, "version", p->version->number);
		mine_json_fitness(o, &p->total, "dossiers");
		mine_out_begin(o, "deviations", '[');
		for (int k = 0; k < CONFORM_KINDS; k++) {
			for (size_t s = 0; s < p->version->steps; s++) {
				json_step(o, p, s, k);
			}
		}
		mine_out_end(o, ']');
		mine_out_end(o, '}');
	}
	mine_out_end(o, ']');
}

static void json_unit(struct mine_out *o, struct str key, const struct deviation_total *t)
{
	mine_out_begin(o, NULL, '{');
	if (key.n > 0) {
		mine_out_text(o, "unit", key);
	} else {
		mine_out_none(o, "unit");
	}
	mine_out_whole(o, "dossiers", t->cases);
	mine_out_whole(o, "conforming", t->conforming);
	mine_json_kinds(o, t, "dossiers");
	mine_out_end(o, '}');
}

static void json_units(struct mine_out *o, const struct conformed *f)
{
	struct deviation_total rest = few(f);

	mine_out_begin(o, "units", '[');
	for (size_t i = 0; i < f->units; i++) {
		if (f->unit[i]->total.cases >= UNIT_LEAST) {
			json_unit(o, f->unit[i]->key, &f->unit[i]->total);
		}
	}
	if (rest.cases > 0) {
		json_unit(o, STR(""), &rest);
	}
	mine_out_end(o, ']');
}

void mine_json_deviating(struct mine_out *o, const struct deviating *d)
{
	mine_out_real(o, "fitness", d->fitness);
	for (int k = 0; k < CONFORM_KINDS; k++) {
		mine_out_whole(o, conform_kind_name((enum conform_kind)k), d->count[k]);
	}
	mine_out_whole(o, "returns", d->returns);
	mine_out_whole(o, "outside", d->outside);
}

static void json_worst(struct mine_out *o, const struct conformed *f)
{
	mine_out_begin(o, "dossiers", '[');
	for (size_t i = 0; i < f->worst.n; i++) {
		const struct deviating *d = &f->worst.one[i];
		char text[ID_TEXT];

		mine_out_begin(o, NULL, '{');
		mine_out_text(o, "id", str_of(id_text('d', d->id, text)));
		mine_out_text(o, "procedure", d->of);
		mine_json_deviating(o, d);
		mine_out_end(o, '}');
	}
	mine_out_end(o, ']');
}

static void json(struct cli *c, const struct conformed *f)
{
	struct mine_out o = { .c = c, .first = true };

	buf_init(&o.b, MINE_OUT_MOST);
	mine_out_begin(&o, NULL, '{');
	mine_out_begin(&o, "total", '{');
	mine_json_fitness(&o, &f->total, "dossiers");
	mine_json_kinds(&o, &f->total, "dossiers");
	mine_out_end(&o, '}');
	mine_out_begin(&o, "unmeasured", '{');
	mine_out_whole(&o, "imported", f->imported);
	mine_out_whole(&o, "not_begun", f->unbegun);
	mine_out_whole(&o, "unknown_version", f->unknown);
	mine_out_end(&o, '}');
	json_procedures(&o, f);
	json_units(&o, f);
	json_worst(&o, f);
	mine_out_end(&o, '}');
	buf_char(&o.b, '\n');
	mine_out_flush(&o, 0);
	buf_done(&o.b);
}

/* ---- words ---- */

static struct str share(struct cli *c, double s)
{
	struct mine_words w = { c->arena, c->lang };

	return mine_say_share(w, (mine_sum)(s * 1000), 1000);
}

static void summary(struct cli *c, const struct conformed *f)
{
	const struct deviation_total *t = &f->total;
	struct text_arg arg[] = {
		{ "n", str_int(c->arena, t->cases) },
		{ "conforming", str_int(c->arena, t->conforming) },
		{ "fitness", share(c, deviation_fitness(t)) },
		{ "looped", str_int(c->arena, t->looped) },
		{ "returns", str_int(c->arena, t->returns) },
		{ "outside", str_int(c->arena, t->outside) },
		{ "imported", str_int(c->arena, f->imported) },
		{ "unbegun", str_int(c->arena, f->unbegun) },
		{ "unknown", str_int(c->arena, f->unknown) },
	};

	cli_sentence(c, "mine.conform", arg, ARRAY_LEN(arg));
	cli_sentence(c, "mine.conform_loops", arg, ARRAY_LEN(arg));
	cli_sentence(c, "mine.conform_unmeasured", arg, ARRAY_LEN(arg));
}

/* The first few of a step's dossiers, by id. */
static struct str first(struct cli *c, const struct deviation_sum *s)
{
	struct str all = STR("");
	char text[ID_TEXT];

	for (int64_t i = 0; i < s->cases && i < 2; i++) {
		all = STR_JOIN(c->arena, all, str_of(i > 0 ? " " : ""),
			       str_of(id_text('d', s->first[i], text)));
	}
	return all;
}

static void procedure(struct cli *c, const struct conform_procedure *p)
{
	static const char *const heads[] = { "mine.deviation", "mine.step", "mine.times",
					     "mine.dossiers", "mine.first_of" };
	struct mine_words w = { c->arena, c->lang };
	struct text_arg arg[] = {
		{ "code", p->version->procedure->code },
		{ "version", str_int(c->arena, p->version->number) },
		{ "n", str_int(c->arena, p->total.cases) },
		{ "conforming", str_int(c->arena, p->total.conforming) },
		{ "fitness", share(c, deviation_fitness(&p->total)) },
	};
	struct table t;

	cli_line(c, STYLE_PLAIN, STR(""));
	cli_line(c, STYLE_STRONG, cli_text(c, "mine.conform_procedure", arg, ARRAY_LEN(arg)));
	table_init(&t, c, ARRAY_LEN(heads));
	t.most[1] = NAME_COLUMNS;
	table_head(&t, heads);
	for (int k = 0; k < CONFORM_KINDS; k++) {
		for (size_t i = 0; i < p->version->steps; i++) {
			const struct deviation_sum *s = &p->step[i * CONFORM_KINDS + (size_t)k];

			if (s->times == 0) {
				continue;
			}
			struct str *cell = table_row(&t, STYLE_PLAIN);

			cell[0] = cli_text(c, mine_kind_key[k], NULL, 0);
			cell[1] = c->lang == TEXT_EN ? p->version->step[i].name.en
						     : p->version->step[i].name.vi;
			cell[2] = mine_say_count(w, s->times);
			cell[3] = mine_say_count(w, s->cases);
			cell[4] = first(c, s);
		}
	}
	if (t.rows > 1) {
		table_print(&t);
	}
}

static void unit_row(struct cli *c, struct table *t, struct str key,
		     const struct deviation_total *u)
{
	struct mine_words w = { c->arena, c->lang };
	struct str *cell = table_row(t, STYLE_PLAIN);

	cell[0] = key;
	cell[1] = mine_say_count(w, u->cases);
	cell[2] = mine_say_count(w, u->conforming);
	for (int k = 0; k < CONFORM_KINDS; k++) {
		cell[3 + k] = mine_say_count(w, u->kind[k].times);
	}
}

static void units(struct cli *c, const struct conformed *f)
{
	static const char *const heads[] = {
		"mine.unit", "mine.dossiers", "mine.conforming", "mine.skipped_step",
		"mine.inserted_step", "mine.wrong_order", "mine.wrong_post", "mine.over_limit",
	};
	struct deviation_total rest = few(f);
	struct table t;
	size_t told = 0;

	cli_line(c, STYLE_PLAIN, STR(""));
	cli_line(c, STYLE_STRONG, cli_text(c, "mine.conform_units", NULL, 0));
	table_init(&t, c, ARRAY_LEN(heads));
	table_head(&t, heads);
	for (size_t i = 0; i < f->units && told < MOST; i++) {
		if (f->unit[i]->total.cases >= UNIT_LEAST) {
			unit_row(c, &t, f->unit[i]->key, &f->unit[i]->total);
			told++;
		}
	}
	if (rest.cases > 0) {
		unit_row(c, &t, cli_text(c, "mine.conform_few", NULL, 0), &rest);
	}
	table_print(&t);
}

static void tell(struct cli *c, const struct conformed *f)
{
	summary(c, f);
	for (size_t i = 0; i < f->procedures; i++) {
		procedure(c, f->procedure[i]);
	}
	if (f->units > 0) {
		units(c, f);
	}
}

bool mine_conform_tell(struct cli *c, const struct opts *o, struct app *app, struct arena *a,
		       struct arena *scratch, struct err *e)
{
	struct conformed *f = arena_new(a, struct conformed);

	if (!mine_conform(a, scratch, app, opt_str(o, "procedure"), f, e)) {
		return false;
	}
	(c->json ? json : tell)(c, f);
	return true;
}
