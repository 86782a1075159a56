/* The dossiers behind a number of the bottlenecks. */
#include "flow_int.h"

#include "figure_words.h"
#include "pages.h"
#include "top.h"
#include "web_int.h"
#include "words.h"

#include "app/label.h"

#include "core/mine_between.h"

#include <stdlib.h>

/* Longest first. */
static int by_stay(const void *x, const void *y)
{
	const struct flow_stood *a = x, *b = y;

	return a->stay != b->stay ? (a->stay > b->stay ? -1 : 1)
				  : (a->in > b->in) - (a->in < b->in);
}

static bool is(const struct flow *f, enum flow_word word, int32_t activity)
{
	return f->word[word].n == 0 || str_eq(f->study.activity[activity], f->word[word]);
}

/* The passage that ends with event i is one that was asked for. */
static bool asked(const struct flow *f, size_t i)
{
	const struct mine_view *v = &f->study.s.view;
	size_t at = mine_charged(f->study.s.reading, i);

	return is(f, FLOW_AT, v->activity[at]) && is(f, FLOW_NEXT, v->activity[i]) &&
	       (f->word[FLOW_HOLDER].n == 0 ||
		str_eq(flow_holder_key(f, v->holder[at]), f->word[FLOW_HOLDER]));
}

static size_t find_stays(struct flow *f, struct flow_stood *out)
{
	const struct mine_view *v = &f->study.s.view;
	const struct mine_hours *h = f->study.s.hours;
	bool all = f->word[FLOW_AT].n == 0 && f->word[FLOW_HOLDER].n == 0 &&
		   f->word[FLOW_NEXT].n == 0;
	size_t n = 0;

	for (size_t c = 0; c < v->cases; c++) {
		struct flow_stood one = { .in = (uint32_t)c, .came = MINE_NEVER };

		for (size_t i = v->start[c] + (size_t)1; mine_kept(v, c) && i < v->start[c + 1];
		     i++) {
			if (!asked(f, i)) {
				continue;
			}
			one.stay += mine_lasted(h, v->time[i - 1], v->time[i]);
			one.came = one.came == MINE_NEVER ? v->time[i - 1] : one.came;
		}
		if (one.came == MINE_NEVER && all && mine_kept(v, c)) {
			one.came = v->time[v->start[c]];	/* it has not gone on yet */
		}
		if (one.came != MINE_NEVER) {
			out[n++] = one;
		}
	}
	return n;
}

/* ---- for one cause ---- */

struct splitting {
	const struct flow *f;
	int cause;
	struct flow_stood *of;		/* by case */
};

static int cause_of(const struct flow *f)
{
	int i = 0;

	while (i < MINE_CAUSES && !str_is(f->word[FLOW_CAUSE], flow_causes[i])) {
		i++;
	}
	return i;
}

static void on_split(void *ctx, const struct mine_split *s)
{
	struct splitting *k = ctx;
	struct flow_stood *of = &k->of[s->in];

	if (s->cause[k->cause] > 0 && asked(k->f, s->at)) {
		int64_t came = k->f->study.s.view.time[s->at - 1];

		of->came = of->stay == 0 || came < of->came ? came : of->came;
		of->stay += s->cause[k->cause];
	}
}

static bool find_waits(struct flow *f, struct flow_stood *out, size_t *n, struct err *e)
{
	const struct mine_study *s = &f->study.s;
	struct splitting k = { f, cause_of(f), NULL };
	struct mine_waits ignored;
	struct arena scratch;

	if (k.cause == MINE_CAUSES) {
		return true;
	}
	k.of = arena_array(&f->work, struct flow_stood, s->view.cases);
	arena_init(&scratch, 0);
	bool ok = mine_waits(&f->work, &scratch, &s->view, s->hours, s->reading,
			     s->activity_rank, &ignored, on_split, &k, e);

	arena_done(&scratch);
	for (size_t c = 0; ok && c < s->view.cases; c++) {
		if (k.of[c].stay > 0) {
			out[*n] = k.of[c];
			out[(*n)++].in = (uint32_t)c;
		}
	}
	return ok;
}

/* ---- from one step to another ---- */

static size_t find_spans(struct flow *f, struct flow_stood *out)
{
	const struct mine_view *v = &f->study.s.view;
	const struct mine_hours *h = f->study.s.hours;
	int32_t from = flow_activity_named(f, f->word[FLOW_FROM]);
	int32_t to = flow_activity_named(f, f->word[FLOW_TO]);
	size_t n = 0, first, last;

	for (size_t c = 0; from != MINE_NONE && to != MINE_NONE && c < v->cases; c++) {
		if (!mine_kept(v, c) || !mine_between_ends(v, c, from, to, &first, &last) ||
		    last == v->start[c + 1]) {
			continue;
		}
		out[n++] = (struct flow_stood){
			.in = (uint32_t)c, .came = v->time[first],
			.stay = mine_lasted(h, v->time[first], v->time[last]),
		};
	}
	return n;
}

/* ---- now ---- */

static size_t find_standing(struct flow *f, struct flow_stood *out)
{
	const struct own_study *s = &f->study;
	const struct mine_view *v = &s->s.view;
	bool beyond = str_is(f->word[FLOW_STAND], "beyond");
	size_t n = 0;

	for (size_t c = 0; s->stands.cases >= f->least && c < v->cases; c++) {
		size_t last = v->start[c + 1] - (size_t)1;

		if (s->standing[c] == 0 || !is(f, FLOW_AT, v->activity[last]) ||
		    (f->word[FLOW_HOLDER].n > 0 &&
		     !str_eq(flow_holder_key(f, v->holder[last]), f->word[FLOW_HOLDER]))) {
			continue;
		}
		int64_t stay = mine_stood(v, s->s.hours, c, s->now);

		if (!beyond || stay > own_usual(s, v->activity[last])) {
			out[n++] = (struct flow_stood){ (uint32_t)c, stay, v->time[last] };
		}
	}
	return n;
}

bool flow_find(struct flow *f, struct flow_stood *out, size_t *n, struct err *e)
{
	*n = 0;
	if (f->word[FLOW_STAND].n > 0) {
		*n = find_standing(f, out);
	} else if (!f->study.few && f->word[FLOW_SPAN].n > 0) {
		*n = find_spans(f, out);
	} else if (!f->study.few && f->word[FLOW_CAUSE].n > 0) {
		if (!find_waits(f, out, n, e)) {
			return false;
		}
	} else if (!f->study.few) {
		*n = find_stays(f, out);
	}
	if (*n > 0) {
		qsort(out, *n, sizeof(*out), by_stay);
	}
	return true;
}

/* ---- the list ---- */

static struct flow_line_view line(const struct flow *f, const struct flow_stood *s)
{
	const struct own_case *c = &f->study.in[s->in];
	const struct exchange *x = f->x;
	const struct asking ask = asking_inside(x);

	return (struct flow_line_view){
		.code = str_dup(x->a, c->code),
		.href = STR_JOIN(x->a, STR("/dossiers/"), c->code),
		.procedure = label_procedure(x->app, &ask, str_dup(x->a, c->procedure)),
		.agency = words_agency(x, c->competent),
		.stood = mine_say_stay((struct mine_words){ x->a, x->lang }, s->stay,
				       f->study.s.hours != NULL),
		.came = words_stamp(x, s->came / MINE_SECOND),
	};
}

static void show_stood(struct flow *f, const struct flow_stood *all, size_t n)
{
	struct exchange *x = f->x;
	const struct flow_slice slice = flow_slice(f, n);
	struct flow_line_view *out = arena_array(x->a, struct flow_line_view, slice.rows);
	bool hours = f->study.s.hours != NULL, now = f->word[FLOW_STAND].n > 0;
	struct flow_list_view v = {
		.top = top_inside(x, words0(x, "flow.dossiers")),
		.title = words0(x, now ? "flow.stand" : "flow.dossiers"), .of = flow_said(f),
		.about = words(x, hours ? "flow.dossiers.about" : "flow.dossiers.elapsed",
			       slice.arg, ARRAY_LEN(slice.arg)),
		.pager = slice.pager,
		.back = flow_back(f), .empty = { .text = words0(x, "flow.none") },
	};

	for (size_t i = 0; i < slice.rows; i++) {
		out[v.lines.n++] = line(f, &all[slice.from + i]);
	}
	v.lines.p = out;
	page_flow_list(x->page, x->lang, &v);
	reply_page(x, 200);
}

static void list_stood(struct flow *f)
{
	struct flow_stood *all = arena_array(&f->work, struct flow_stood, f->study.s.view.cases);
	struct err e;
	size_t n;

	if (!flow_find(f, all, &n, &e)) {
		reply_err(f->x, &e);
		return;
	}
	show_stood(f, all, n);
}

void flow_dossiers(struct exchange *x)
{
	struct flow f;

	if (!flow_open(x, &f, FLOW_FOR_LIST)) {
		flow_done(&f);
		return;
	}
	if (f.word[FLOW_DEVIATION].n > 0) {
		flow_list_apart(&f);
	} else if (flow_asks_which(&f) != FLOW_WORDS) {
		flow_list_which(&f);
	} else {
		list_stood(&f);
	}
	flow_done(&f);
}
