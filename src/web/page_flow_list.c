/* The dossiers behind a number of the bottlenecks. */
#include "flow_int.h"

#include "figure_words.h"
#include "pages.h"
#include "top.h"
#include "view_flow.h"
#include "words.h"

#include "app/label.h"

#include <stdlib.h>

enum { LINES_MOST = 200 };

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

	return is(f, FLOW_AT, v->activity[at]) && is(f, FLOW_FROM, v->activity[i - 1]) &&
	       is(f, FLOW_TO, v->activity[i]) &&
	       (f->word[FLOW_HOLDER].n == 0 ||
		str_eq(flow_holder_key(f, v->holder[at]), f->word[FLOW_HOLDER]));
}

size_t flow_find(struct flow *f, struct flow_stood *out)
{
	const struct mine_view *v = &f->study.s.view;
	const struct mine_hours *h = f->study.s.hours;
	size_t n = 0;

	for (size_t c = 0; !f->study.few && c < v->cases; c++) {
		struct flow_stood one = { .in = (uint32_t)c, .came = MINE_NEVER };

		for (size_t i = v->start[c] + (size_t)1; mine_kept(v, c) && i < v->start[c + 1];
		     i++) {
			if (!asked(f, i)) {
				continue;
			}
			one.stay += h == NULL ? v->time[i] - v->time[i - 1]
					      : mine_work_before(h, v->time[i]) -
						mine_work_before(h, v->time[i - 1]);
			one.came = one.came == MINE_NEVER ? v->time[i - 1] : one.came;
		}
		if (one.came != MINE_NEVER) {
			out[n++] = one;
		}
	}
	if (n > 0) {
		qsort(out, n, sizeof(*out), by_stay);
	}
	return n;
}

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
		.stood = mine_say_time((struct mine_words){ x->a, x->lang }, s->stay),
		.came = words_stamp(x, s->came / MINE_SECOND),
	};
}

void flow_dossiers(struct exchange *x)
{
	struct flow f;

	if (!flow_open(x, &f)) {
		flow_done(&f);
		return;
	}
	if (f.word[FLOW_DEVIATION].n > 0) {
		flow_list_apart(&f);
		flow_done(&f);
		return;
	}
	struct flow_stood *all = arena_array(&f.work, struct flow_stood, f.study.s.view.cases);
	size_t n = flow_find(&f, all), shown = n < LINES_MOST ? n : LINES_MOST;
	struct flow_line_view *out = arena_array(x->a, struct flow_line_view, shown);
	struct text_arg arg[] = { { "n", str_int(x->a, (int64_t)shown) },
				  { "all", str_int(x->a, (int64_t)n) } };
	struct flow page = f;

	flow_leave_list(&page);
	struct flow_list_view v = {
		.top = top_inside(x, words0(x, "flow.dossiers")),
		.title = words0(x, "flow.dossiers"),
		.about = words(x, f.study.s.hours != NULL ? "flow.dossiers.about"
							  : "flow.dossiers.elapsed",
			       arg, ARRAY_LEN(arg)),
		.back = { .text = words0(x, "flow.back"), .href = flow_href(&page, FLOW_PAGE) },
		.empty = { .text = words0(x, "flow.none") },
	};

	for (size_t i = 0; i < shown; i++) {
		out[v.lines.n++] = line(&f, &all[i]);
	}
	v.lines.p = out;
	page_flow_list(x->page, x->lang, &v);
	reply_page(x, 200);
	flow_done(&f);
}
