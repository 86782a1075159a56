/* The dossiers that depart from the steps of their law, or from the model of their ways. */
#include "flow_int.h"

#include "figure_words.h"
#include "pages.h"
#include "top.h"
#include "web_int.h"
#include "words.h"

#include "app/label.h"

#include "core/law.h"

#include <math.h>
#include <stdlib.h>

enum { TOLD_MOST = 6, HOW_MOST = 4096 };

/* Furthest first. */
static int by_far(const void *x, const void *y)
{
	const struct flow_apart *a = x, *b = y;

	return a->by != b->by ? (a->by > b->by ? -1 : 1) : (a->in > b->in) - (a->in < b->in);
}

/* ---- from the steps ---- */

static int32_t holder_asked(const struct flow *f)
{
	int32_t i = 0;

	if (f->word[FLOW_HOLDER].n == 0) {
		return OWN_ANY;
	}
	while (i < f->study.s.view.holders &&
	       !str_eq(flow_holder_key(f, i), f->word[FLOW_HOLDER])) {
		i++;
	}
	return i;
}

static int32_t step_named(const struct procedure_version *v, struct str id)
{
	int32_t i = 0;

	while (i < (int32_t)v->steps && !str_eq(v->step[i].id, id)) {
		i++;
	}
	return i;
}

static size_t off_steps(struct flow *f, struct flow_apart *out)
{
	const struct mine_view *v = &f->study.s.view;
	struct own_which which = { flow_deviation(f), OWN_ANY, NULL, holder_asked(f) };
	int64_t version = 0;
	bool of_one = str_to_int64(f->word[FLOW_VERSION], &version);
	size_t n = 0;

	for (size_t c = 0; c < v->cases; c++) {
		const struct own_steps *s = &f->study.steps[c];

		if (!mine_kept(v, c) || s->state != CONFORM_MEASURED ||
		    (of_one && s->version->number != version)) {
			continue;
		}
		which.step = f->word[FLOW_STEP].n == 0 ? OWN_ANY
			     : step_named(s->version, f->word[FLOW_STEP]);
		if (own_departs(s, &which)) {
			out[n++] = (struct flow_apart){ (uint32_t)c, own_deviations(s) };
		}
	}
	return n;
}

static struct str what(const struct flow *f, const struct own_steps *s,
		       const struct own_deviation *m)
{
	const struct step *step = &s->version->step[m->step];
	struct text_arg arg[] = {
		{ "what", words0(f->x, mine_kind_key[m->kind]) },
		{ "step", f->x->lang == TEXT_EN && step->name.en.n > 0 ? step->name.en
								       : step->name.vi },
	};

	return words(f->x, "flow.departs", arg, ARRAY_LEN(arg));
}

static struct str how(const struct flow *f, const struct own_steps *s)
{
	struct buf b;
	size_t told = 0, all = (size_t)own_deviations(s);

	buf_init(&b, HOW_MOST);
	for (size_t i = 0; i < s->marks && told < TOLD_MOST; i++) {
		if (s->mark[i].kind < CONFORM_KINDS &&
		    s->mark[i].step < (int32_t)s->version->steps) {
			buf_text(&b, told++ > 0 ? "; " : "");
			buf_str(&b, what(f, s, &s->mark[i]));
		}
	}
	if (all > told && told == TOLD_MOST) {
		buf_text(&b, "; ");
		buf_str(&b, words1(f->x, "flow.departs.more", "n",
				   str_int(f->x->a, (int64_t)(all - told))));
	}
	if (s->returns + s->outside > 0) {
		buf_text(&b, b.n > 0 ? "; " : "");
		buf_str(&b, words1(f->x, "flow.departs.back", "n",
				   str_int(f->x->a, s->returns + s->outside)));
	}
	struct str out = b.n > 0 ? str_dup(f->x->a, buf_view(&b)) : STR("–");

	buf_done(&b);
	return out;
}

/* ---- from the model ---- */

enum off { OFF_NO, OFF_UNFIT, OFF_FIT, OFF_LONG, OFF_EXTRA, OFF_MISSING };

static enum off off_asked(const struct flow *f)
{
	static const char *const name[] = {
		[OFF_NO] = "", [OFF_UNFIT] = "unfit", [OFF_FIT] = "fit", [OFF_LONG] = "long",
		[OFF_EXTRA] = "extra", [OFF_MISSING] = "missing",
	};
	size_t i = ARRAY_LEN(name) - 1;

	while (i > 0 && !str_is(f->word[FLOW_DEVIATION], name[i])) {
		i--;
	}
	return (enum off)i;
}

bool flow_is_of_model(const struct flow *f)
{
	return off_asked(f) != OFF_NO;
}

/* By way: how much of what is asked for, -1: nothing of it. */
static const int64_t *off_ways(struct flow *f, struct arena *scratch, const struct flow_model *m)
{
	enum off off = off_asked(f);
	int32_t at = flow_activity_named(f, f->word[FLOW_AT]);
	int64_t *out = arena_array(&f->work, int64_t, m->ways.n);
	const int64_t *apart = m->m.fit.apart, *moves = NULL;

	if ((off == OFF_EXTRA || off == OFF_MISSING) && at != MINE_NONE) {
		moves = mine_fit_moves(&f->work, scratch, &m->m.found.tree, &m->view, &m->ways,
				       &m->m.fit, at, off == OFF_MISSING);
	}
	for (size_t i = 0; i < m->ways.n; i++) {
		bool is = off == OFF_FIT ? apart[i] == 0
			  : off == OFF_LONG ? apart[i] == ALIGN_LONG
			  : off == OFF_UNFIT ? apart[i] > 0 : moves != NULL && moves[i] > 0;

		out[i] = !is ? -1 : off == OFF_FIT || off == OFF_LONG ? 0
			 : moves != NULL ? moves[i] : apart[i];
	}
	return out;
}

static bool off_model(struct flow *f, struct flow_apart *out, size_t *n, struct err *e)
{
	struct flow_model found;
	struct arena scratch;

	if (!flow_model(f, &found, e)) {
		return false;
	}
	if (found.few) {
		return true;
	}
	arena_init(&scratch, 0);
	const uint32_t *way = mine_variant_of(&f->work, &scratch, &found.view, &found.ways);
	const int64_t *off = off_ways(f, &scratch, &found);

	arena_done(&scratch);
	for (size_t c = 0; c < found.view.cases; c++) {
		if (way[c] != UINT32_MAX && off[way[c]] >= 0) {
			out[(*n)++] = (struct flow_apart){ (uint32_t)c, off[way[c]] };
		}
	}
	return true;
}

/* ---- which ---- */

bool flow_find_apart(struct flow *f, struct flow_apart *out, size_t *n, struct err *e)
{
	*n = 0;
	if (f->study.few) {
		return true;
	}
	if (flow_is_of_model(f)) {
		if (!off_model(f, out, n, e)) {
			return false;
		}
	} else if (f->study.steps != NULL) {
		*n = off_steps(f, out);
	}
	if (*n > 0) {
		qsort(out, *n, sizeof(*out), by_far);
	}
	return true;
}

/* ---- the list ---- */

struct flow_departing_view flow_row(const struct flow *f, uint32_t in)
{
	const struct own_case *c = &f->study.in[in];
	struct exchange *x = f->x;
	const struct asking ask = asking_inside(x);

	return (struct flow_departing_view){
		.code = str_dup(x->a, c->code),
		.href = STR_JOIN(x->a, STR("/dossiers/"), c->code),
		.procedure = label_procedure(x->app, &ask, str_dup(x->a, c->procedure)),
		.agency = words_agency(x, c->competent),
	};
}

void flow_put_told(struct flow *f, const struct flow_told *t)
{
	struct exchange *x = f->x;
	const struct flow_slice slice = flow_slice(f, t->n);
	struct text_arg arg[] = { slice.arg[0], slice.arg[1], slice.arg[2], t->arg };
	size_t args = t->arg.name != NULL ? ARRAY_LEN(arg) : ARRAY_LEN(arg) - 1;
	struct str title = words(x, t->title, arg, args);
	struct flow_departing_list_view v = {
		.top = top_inside(x, title), .title = title, .of = flow_said(f),
		.about = words(x, t->about, arg, args), .how = words0(x, t->how),
		.back = flow_back(f), .empty = { .text = words0(x, "flow.none") },
		.lines = { t->row, slice.rows }, .pager = slice.pager,
	};

	page_flow_departing(x->page, x->lang, &v);
	reply_page(x, 200);
}

static struct str off_said(const struct flow *f, const struct flow_apart *a)
{
	static const char *const said[] = {
		[OFF_UNFIT] = "flow.departs.apart", [OFF_FIT] = "flow.departs.fit",
		[OFF_LONG] = "flow.departs.long", [OFF_EXTRA] = "flow.departs.extra",
		[OFF_MISSING] = "flow.departs.missing",
	};

	return words1(f->x, said[off_asked(f)], "n", str_int(f->x->a, a->by));
}

void flow_list_apart(struct flow *f)
{
	struct flow_apart *all = arena_array(&f->work, struct flow_apart, f->study.s.view.cases);
	enum off off = off_asked(f);
	struct err e;
	size_t n;

	if (!flow_find_apart(f, all, &n, &e)) {
		reply_err(f->x, &e);
		return;
	}
	struct flow_told t = {
		.title = off == OFF_NO ? "flow.departing" : off == OFF_FIT ? "flow.fitting"
			 : off == OFF_LONG ? "flow.unmeasured" : "flow.unfit",
		.about = "flow.departing.about", .how = "flow.how", .n = n,
	};
	const struct flow_slice slice = flow_slice(f, n);
	struct flow_departing_view *row = arena_array(f->x->a, struct flow_departing_view,
						      slice.rows);

	for (size_t i = 0; i < slice.rows; i++) {
		const size_t at = slice.from + i;

		row[i] = flow_row(f, all[at].in);
		row[i].how = off == OFF_NO ? how(f, &f->study.steps[all[at].in])
					   : off_said(f, &all[at]);
	}
	t.row = row;
	flow_put_told(f, &t);
}
