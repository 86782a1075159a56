/* The model of a log, told. */
#include "mine_model_tell.h"

#include "mine_out.h"
#include "mine_save.h"
#include "table.h"

#include "app/mine_model_json.h"

#include "base/json.h"

#include <math.h>
#include <string.h>

enum { MOST = 10, NAME_COLUMNS = 60, TEXT_MOST = 1 << 20, FILE_MOST = 64 << 20 };

bool mine_noise(struct str s, int32_t *out, struct err *e)
{
	struct str whole, part;
	int64_t w = 0, p = 0;
	bool point = str_cut(s, '.', &whole, &part);
	bool good = str_to_int64(whole, &w) && (w == 0 || w == 1) &&
		    (!point || (part.n >= 1 && part.n <= 3 && str_to_int64(part, &p) && p >= 0));

	for (size_t i = part.n; point && good && i < 3; i++) {
		p *= 10;
	}
	if (!good || w * 1000 + p >= 1000) {
		return err_set(e, ERR_INVALID, "mine.noise", "value",
			       s.n < ERR_VALUE_SIZE ? s.p : "", NULL);
	}
	*out = (int32_t)(w * 1000 + p);
	return true;
}

/* ---- files ---- */

static bool files(struct cli *c, const struct opts *o, const struct mine_model *m, struct err *e)
{
	struct buf b;
	bool ok = true;

	buf_init(&b, FILE_MOST);
	if (opt_has(o, "bpmn")) {
		mine_model_bpmn(&b, c->lang, m);
		ok = mine_save(c, &b, opt_str(o, "bpmn"), e);
	}
	buf_reset(&b);
	if (ok && opt_has(o, "svg")) {
		mine_model_svg(&b, c->arena, c->lang, m,
			       &(struct mine_model_look){ .inside = false });
		ok = mine_save(c, &b, opt_str(o, "svg"), e);
	}
	buf_done(&b);
	return ok;
}

/* ---- JSON ---- */

static struct str tree_line(struct cli *c, const struct mine_found *f, const struct mine_model *m)
{
	struct buf b;

	buf_init(&b, TEXT_MOST);
	mine_tree_text(&b, &m->found.tree, &f->s.log->activities);
	struct str s = str_dup(c->arena, buf_view(&b));

	buf_done(&b);
	return s;
}

/* Member by member, beside what only has a place here. */
static void json_found(struct mine_out *o, const struct mine_model *m)
{
	const struct json *found = mine_model_json(o->c->arena, m);

	for (size_t i = 0; i < found->n; i++) {
		mine_out_key(o, str_cstr(o->c->arena, found->k[i]));
		json_write(&o->b, found->v[i]);
	}
}

static void json_fit(struct mine_out *o, const struct mine_fit *f)
{
	mine_out_begin(o, "fit", '{');
	mine_out_whole(o, "measured_cases", f->cases);
	mine_out_whole(o, "fitting_cases", f->fitting);
	mine_out_whole(o, "unmeasured_cases", f->long_cases);
	mine_out_whole(o, "unmeasured_variants", f->long_ways);
	mine_out_whole(o, "cost", f->cost);
	mine_out_whole(o, "worst_cost", f->most);
	mine_out_real(o, "fitness", f->fitness);
	mine_out_real(o, "mean_case_fitness", f->mean_fitness);
	mine_out_whole(o, "allowed_pairs", f->pairs);
	mine_out_whole(o, "seen_pairs", f->met_pairs);
	mine_out_real(o, "precision", f->precision);
	mine_out_end(o, '}');
}

static void json(struct cli *c, const struct mine_found *f, const struct mine_model *m)
{
	struct mine_out o = { .c = c, .f = f, .first = true };
	struct mine_apart *d;
	size_t n = mine_model_aparts(f->arena, m, f->s.view.activities, f->s.activity_rank, &d);

	buf_init(&o.b, MINE_OUT_MOST);
	mine_out_begin(&o, NULL, '{');
	mine_out_begin(&o, "log", '{');
	mine_out_whole(&o, "cases", m->cases);
	mine_out_whole(&o, "events", m->events);
	mine_out_whole(&o, "variants", (int64_t)m->ways);
	mine_out_end(&o, '}');
	mine_out_begin(&o, "model", '{');
	mine_out_real(&o, "noise", m->noise / 1000.0);
	mine_out_text(&o, "text", tree_line(c, f, m));
	json_found(&o, m);
	mine_out_end(&o, '}');
	json_fit(&o, &m->fit);
	mine_out_begin(&o, "deviations", '[');
	for (size_t i = 0; i < n; i++) {
		mine_out_begin(&o, NULL, '{');
		mine_out_text(&o, "activity", m->activity[d[i].activity]);
		mine_out_whole(&o, "extra", d[i].extra);
		mine_out_whole(&o, "missing", d[i].missing);
		mine_out_end(&o, '}');
	}
	mine_out_end(&o, ']');
	mine_out_end(&o, '}');
	buf_char(&o.b, '\n');
	mine_out_flush(&o, 0);
	buf_done(&o.b);
}

/* ---- words ---- */

static void tell_node(struct cli *c, const struct mine_model *m, int32_t at, int depth)
{
	static const char *const key[] = {
		[TREE_SILENT] = "mine.tree_silent", [TREE_ACTIVITY] = "mine.tree_activity",
		[TREE_CHOICE] = "mine.tree_choice", [TREE_SEQUENCE] = "mine.tree_sequence",
		[TREE_PARALLEL] = "mine.tree_parallel", [TREE_LOOP] = "mine.tree_loop",
	};
	const struct tree_node *n = &m->found.tree.node[at];
	bool leaf = n->kind == TREE_ACTIVITY;
	struct text_arg arg[] = {
		{ "name", leaf ? m->activity[n->activity] : STR("") },
		{ "n", str_int(c->arena, leaf ? m->count[n->activity] : 0) },
	};

	cli_line(c, leaf ? STYLE_PLAIN : STYLE_FAINT,
		 str_fmt(c->arena, "%*s%s", 2 * depth, "",
			 str_cstr(c->arena, cli_text(c, key[n->kind], arg, ARRAY_LEN(arg)))));
	for (int32_t i = n->first; i != TREE_NO; i = m->found.tree.node[i].next) {
		tell_node(c, m, i, depth + 1);
	}
}

static void tell_deviations(struct cli *c, const struct mine_found *f, const struct mine_model *m)
{
	static const char *const heads[] = { "mine.activity", "mine.extra", "mine.missing" };
	struct mine_words w = { c->arena, c->lang };
	struct table t;
	struct mine_apart *d;
	size_t n = mine_model_aparts(f->arena, m, f->s.view.activities, f->s.activity_rank, &d);

	if (n == 0) {
		return;
	}
	mine_heading(c, "mine.deviations");
	table_init(&t, c, ARRAY_LEN(heads));
	t.most[0] = NAME_COLUMNS;
	table_head(&t, heads);
	for (size_t i = 0; i < n && i < MOST; i++) {
		struct str *cell = table_row(&t, STYLE_PLAIN);

		cell[0] = m->activity[d[i].activity];
		cell[1] = mine_say_count(w, d[i].extra);
		cell[2] = mine_say_count(w, d[i].missing);
	}
	table_print(&t);
}

static void tell(struct cli *c, const struct mine_found *f, const struct mine_model *m)
{
	struct text_arg arg[MINE_MODEL_ARGS];
	size_t n = mine_model_args(c->arena, c->lang, m, arg);

	cli_line(c, STYLE_STRONG, cli_text(c, "mine.model", NULL, 0));
	cli_sentence(c, "mine.model_of", arg, n);
	cli_sentence(c, m->noise > 0 ? "mine.model_noise" : "mine.model_whole", arg, n);
	if (m->fit.long_cases > 0) {
		cli_sentence(c, "mine.model_long", arg, n);
	}
	if (m->found.limited > 0) {
		cli_sentence(c, "mine.model_limited", arg, n);
	}
	cli_line(c, STYLE_PLAIN, STR(""));
	tell_node(c, m, m->found.tree.root, 0);
	tell_deviations(c, f, m);
}

static const struct str *names(struct cli *c, const struct mine_found *f)
{
	const struct mine_names *names = &f->s.log->activities;
	struct str *out = arena_array(f->arena, struct str, (size_t)names->n);

	for (int32_t i = 0; i < names->n; i++) {
		out[i] = c->json ? mine_names_text(names, i) : mine_activity(f, i);
	}
	return out;
}

bool mine_model_tell(struct cli *c, const struct opts *o, const struct mine_found *f,
		     struct arena *a, struct arena *scratch, struct err *e)
{
	struct mine_variants ways;
	struct mine_model m;
	int32_t noise = 0;

	if (opt_has(o, "noise") && !mine_noise(opt_str(o, "noise"), &noise, e)) {
		return false;
	}
	mine_variants(a, scratch, &f->s.view, f->s.activity_rank, &ways);
	const struct mine_model_ask ask = { &f->s.view, &ways, f->s.activity_rank,
					    names(c, f), noise, TREE_MINUTE };

	if (!mine_model(a, scratch, &ask, &m, e) ||
	    !files(c, o, &m, e)) {
		return false;
	}
	(c->json ? json : tell)(c, f, &m);
	return true;
}
