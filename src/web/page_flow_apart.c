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

enum { LINES_MOST = 200, TOLD_MOST = 6, HOW_MOST = 4096 };

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

	arena_done(&scratch);
	for (size_t c = 0; c < found.view.cases; c++) {
		if (way[c] != UINT32_MAX && found.m.fit.apart[way[c]] > 0) {
			out[(*n)++] = (struct flow_apart){ (uint32_t)c,
							   found.m.fit.apart[way[c]] };
		}
	}
	return true;
}

/* ---- which ---- */

bool flow_is_unfit(const struct flow *f)
{
	return str_is(f->word[FLOW_DEVIATION], "unfit");
}

bool flow_find_apart(struct flow *f, struct flow_apart *out, size_t *n, struct err *e)
{
	*n = 0;
	if (f->study.few) {
		return true;
	}
	if (flow_is_unfit(f)) {
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

static struct flow_departing_view line(const struct flow *f, const struct flow_apart *a, bool unfit)
{
	const struct own_case *c = &f->study.in[a->in];
	struct exchange *x = f->x;
	const struct asking ask = asking_inside(x);
	struct flow_departing_view v = {
		.code = str_dup(x->a, c->code),
		.href = STR_JOIN(x->a, STR("/dossiers/"), c->code),
		.procedure = label_procedure(x->app, &ask, str_dup(x->a, c->procedure)),
		.agency = words_agency(x, c->competent),
	};

	v.how = unfit ? words1(x, "flow.departs.apart", "n", str_int(x->a, a->by))
		      : how(f, &f->study.steps[a->in]);
	return v;
}

static struct str about(const struct flow *f, size_t shown, size_t n, bool unfit)
{
	struct text_arg arg[] = { { "n", str_int(f->x->a, (int64_t)shown) },
				  { "all", str_int(f->x->a, (int64_t)n) } };

	return words(f->x, unfit ? "flow.unfit.about" : "flow.departing.about", arg,
		     ARRAY_LEN(arg));
}

static void show(struct flow *f, const struct flow_apart *all, size_t n, bool unfit)
{
	struct exchange *x = f->x;
	size_t shown = n < LINES_MOST ? n : LINES_MOST;
	struct flow_departing_view *out = arena_array(x->a, struct flow_departing_view, shown);
	const char *title = unfit ? "flow.unfit" : "flow.departing";
	struct flow page = *f;

	flow_leave_list(&page);
	struct flow_departing_list_view v = {
		.top = top_inside(x, words0(x, title)), .title = words0(x, title),
		.about = about(f, shown, n, unfit),
		.back = { .text = words0(x, "flow.back"), .href = flow_href(&page, FLOW_PAGE) },
		.empty = { .text = words0(x, "flow.none") },
	};

	for (size_t i = 0; i < shown; i++) {
		out[v.lines.n++] = line(f, &all[i], unfit);
	}
	v.lines.p = out;
	page_flow_departing(x->page, x->lang, &v);
	reply_page(x, 200);
}

void flow_list_apart(struct flow *f)
{
	struct flow_apart *all = arena_array(&f->work, struct flow_apart, f->study.s.view.cases);
	struct err e;
	size_t n;

	if (!flow_find_apart(f, all, &n, &e)) {
		reply_err(f->x, &e);
		return;
	}
	show(f, all, n, flow_is_unfit(f));
}
