/* The model of the ways that the dossiers of the bottlenecks go. */
#include "flow_int.h"

#include "web_int.h"
#include "words.h"

#include "app/mine_model_json.h"

#include <stdlib.h>

enum { PICTURE_MOST = 4 << 20, FILE_MOST = 16 << 20, APARTS = 15 };

/* Per cent; the first is nothing. */
static const char *const noises[] = { "0", "5", "10", "20", "40" };

static size_t noise_of(const struct flow *f)
{
	size_t i = ARRAY_LEN(noises) - 1;

	while (i > 0 && !str_is(f->word[FLOW_NOISE], noises[i])) {
		i--;
	}
	return i;
}

static bool with_open(const struct flow *f)
{
	return str_is(f->word[FLOW_OPEN], "1");
}

/* ---- finding it ---- */

/* A dossier that nobody holds any more has come to its end. */
static bool finished(const struct mine_view *v, size_t c)
{
	return v->start[c + 1] > v->start[c] && v->holder[v->start[c + 1] - 1] == MINE_NONE;
}

static void choose(struct flow *f, struct flow_model *out)
{
	const struct mine_view *v = &f->study.s.view;
	uint8_t *keep = arena_array(&f->work, uint8_t, v->cases);

	for (size_t c = 0; c < v->cases; c++) {
		if (!mine_kept(v, c)) {
			continue;
		}
		bool ended = finished(v, c);

		out->finished += ended;
		out->open += !ended;
		keep[c] = ended || with_open(f);
	}
	out->view = *v;
	out->view.keep = keep;
	out->few = out->finished + (with_open(f) ? out->open : 0) < f->least;
}

static const struct str *names(struct flow *f)
{
	int32_t n = f->study.s.view.activities;
	struct str *out = arena_array(&f->work, struct str, (size_t)n);

	for (int32_t i = 0; i < n; i++) {
		out[i] = flow_activity(f, i);
	}
	return out;
}

bool flow_model(struct flow *f, struct flow_model *out, struct err *e)
{
	struct arena scratch;

	*out = (struct flow_model){ .finished = 0 };
	choose(f, out);
	if (out->few) {
		return true;
	}
	arena_init(&scratch, 0);
	mine_variants(&f->work, &scratch, &out->view, f->study.s.activity_rank, &out->ways);
	const struct mine_model_ask ask = {
		.view = &out->view, .ways = &out->ways, .rank = f->study.s.activity_rank,
		.activity = names(f), .effort = TREE_SECONDS,
		.noise = (int32_t)strtol(noises[noise_of(f)], NULL, 10) * 10,
	};
	bool ok = mine_model(&f->work, &scratch, &ask, &out->m, e);

	arena_done(&scratch);
	return ok;
}

/* ---- the page ---- */

static struct str narrowed(void *ctx, int32_t activity)
{
	const struct flow *f = ctx;

	return flow_with(f, FLOW_PAGE, FLOW_ACTIVITY, f->study.activity[activity]);
}

static void put_picture(struct flow *f, const struct flow_model *found, struct flow_model_view *v)
{
	const struct mine_model_look look = { .inside = true, .ctx = f, .href = narrowed };
	struct buf b;

	buf_init(&b, PICTURE_MOST);
	mine_model_svg(&b, f->x->a, f->x->lang, &found->m, &look);
	if (buf_ok(&b)) {
		v->picture.svg = str_dup(f->x->a, buf_view(&b));
	}
	buf_done(&b);
}

static struct str off_href(const struct flow *f, int32_t activity, const char *how)
{
	return flow_with2(f, FLOW_PAGE "/dossiers", FLOW_DEVIATION, str_of(how), FLOW_AT,
			  f->study.activity[activity]);
}

static void put_aparts(struct flow *f, const struct mine_model *m, struct flow_model_view *v)
{
	struct mine_apart *all;
	size_t n = mine_model_aparts(&f->work, m, f->study.s.view.activities,
				     f->study.s.activity_rank, &all);
	struct flow_apart_view *out = arena_array(f->x->a, struct flow_apart_view, APARTS);

	for (size_t i = 0; i < n && i < APARTS; i++) {
		out[v->aparts.n++] = (struct flow_apart_view){
			m->activity[all[i].activity], off_href(f, all[i].activity, "extra"),
			off_href(f, all[i].activity, "missing"), all[i].extra, all[i].missing,
		};
	}
	v->aparts.p = out;
}

static void put_found(struct flow *f, const struct flow_model *found, struct flow_model_view *v)
{
	const struct mine_model *m = &found->m;
	struct text_arg arg[MINE_MODEL_ARGS];
	size_t n = mine_model_args(f->x->a, f->x->lang, m, arg);

	v->of = words(f->x, "mine.model_of", arg, n);
	v->fits = words(f->x, m->noise > 0 ? "mine.model_noise" : "mine.model_whole", arg, n);
	v->more = m->found.limited > 0 ? words(f->x, "mine.model_limited", arg, n) : STR("");
	for (size_t i = 0; i < n; i++) {
		v->fitness = str_is(str_of(arg[i].name), "fitness") ? arg[i].value : v->fitness;
	}
	v->fitting = m->fit.fitting;
	v->unfit = m->fit.cases - m->fit.fitting;
	v->unmeasured = m->fit.long_cases;
	v->fitting_href = flow_with(f, FLOW_PAGE "/dossiers", FLOW_DEVIATION, STR("fit"));
	v->unfit_href = flow_with(f, FLOW_PAGE "/dossiers", FLOW_DEVIATION, STR("unfit"));
	v->unmeasured_href = flow_with(f, FLOW_PAGE "/dossiers", FLOW_DEVIATION, STR("long"));
	v->bpmn_href = flow_href(f, FLOW_PAGE "/model.bpmn");
	put_picture(f, found, v);
	put_aparts(f, m, v);
}

void flow_put_model_choices(struct flow *f, struct flow_model_view *v)
{
	struct option_view *noise = arena_array(f->x->a, struct option_view, ARRAY_LEN(noises));
	struct option_view *open = arena_array(f->x->a, struct option_view, 2);

	for (size_t i = 0; i < ARRAY_LEN(noises); i++) {
		noise[i] = (struct option_view){
			i == 0 ? STR("") : str_of(noises[i]),
			i == 0 ? words0(f->x, "flow.noise.none")
			       : words1(f->x, "flow.noise.some", "n", str_of(noises[i])),
			i == noise_of(f),
		};
	}
	open[0] = (struct option_view){ STR(""), words0(f->x, "flow.open.no"), !with_open(f) };
	open[1] = (struct option_view){ STR("1"), words0(f->x, "flow.open.yes"), with_open(f) };
	v->noise = (struct field_view){ .name = str_of(flow_name(FLOW_NOISE)),
					.label = words0(f->x, "flow.noise"),
					.options = { noise, ARRAY_LEN(noises) } };
	v->open = (struct field_view){ .name = str_of(flow_name(FLOW_OPEN)),
				       .label = words0(f->x, "flow.open"),
				       .options = { open, 2 } };
}

void flow_put_model(struct flow *f, struct flow_model_view *v)
{
	struct flow_model found;
	struct err e;
	bool ok = flow_model(f, &found, &e);
	struct text_arg arg[] = { { "n", str_int(f->x->a, found.finished) },
				  { "open", str_int(f->x->a, found.open) } };

	v->few = found.few;
	v->least = f->least;
	v->finished = words(f->x, with_open(f) ? "flow.model.all" : "flow.model.finished", arg,
			    ARRAY_LEN(arg));
	if (!ok) {
		v->wrong = words_err(f->x, &e);
		v->hint = words0(f->x, "flow.model.less");
	} else if (!found.few) {
		put_found(f, &found, v);
	}
}

/* ---- the file ---- */

static void put_file(struct exchange *x, const struct mine_model *m)
{
	mine_model_bpmn(x->page, x->lang, m);
	reply_text(x, 200, "application/xml; charset=utf-8");
	http_field(&x->out, "Content-Disposition",
		   STR("attachment; filename=\"dunghen-model.bpmn\""));
}

void flow_bpmn(struct exchange *x)
{
	struct flow_model found;
	struct flow f;
	struct err e;

	if (!flow_open(x, &f, FLOW_FOR_LIST)) {
		flow_done(&f);
		return;
	}
	if (f.study.few) {
		(void)err_set(&e, ERR_NOT_FOUND, "flow.model.none", NULL);
		reply_err(x, &e);
	} else if (!flow_model(&f, &found, &e)) {
		reply_err(x, &e);
	} else if (found.few) {
		(void)err_set(&e, ERR_NOT_FOUND, "flow.model.none", NULL);
		reply_err(x, &e);
	} else {
		put_file(x, &found.m);
	}
	flow_done(&f);
}
