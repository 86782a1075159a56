/* What if. */
#include "page_whatif.h"

#include "api.h"
#include "figure_words.h"
#include "form.h"
#include "pages.h"
#include "top.h"
#include "web_int.h"
#include "whatif_form.h"
#include "words.h"

#include "app/whatif_json.h"
#include "app/whatif_shelf.h"
#include "app/whatif_text.h"

#include <assert.h>

enum { AGAIN_S = 1, TESTED_LEAST = 20 /* dossiers that say something */ };

/* Rule 44: below so many what is told of dossiers would be told of somebody. */
static bool few(const struct exchange *x, const struct whatif_answer *w, struct err *e)
{
	const struct rule_set *r = law_rule_set(app_law(x->app), day_of(x->now));

	return r != NULL && w->base.cases < r->small_group &&
	       !err_set(e, ERR_INVALID, "whatif.few", NULL);
}

/* What a page counts unless told otherwise. */
static struct day year_ago(const struct exchange *x)
{
	return (struct day){ day_of(x->now).n - 365 };
}

static bool ask(struct exchange *x, const struct board_asked *q, struct str change,
		struct day from, struct day to, struct whatif_told *out, struct err *e)
{
	struct whatif_question question = {
		.changes = change, .from = from, .to = to, .top = q->unit,
		.runs = WHATIF_RUNS, .now = x->now,
	};

	if (!whatif_shelf_ask(x->web->whatif, &question, out, e)) {
		return false;
	}
	if (out->state == WHATIF_FAILED) {
		*e = out->err;
		return false;
	}
	return out->state == WHATIF_PENDING || !few(x, &out->answer, e);
}

static struct whatif_ask understood(const struct exchange *x, const struct board_asked *q,
				    struct str change)
{
	struct whatif_question question = { .changes = change, .top = q->unit,
					    .runs = WHATIF_RUNS, .now = x->now };
	struct whatif_ask out;
	struct err never;
	bool answered = whatif_ask_of(&question, &out, &never);

	assert(answered);
	return out;
}

/* ---- the answer in words ---- */

static struct str percent(const struct exchange *x, double v)
{
	return whatif_percent(x->a, x->lang, v);
}

static struct str check_text(const struct exchange *x, const char *key,
			     const struct whatif_check *k)
{
	double real = k->cases > 0 ? (double)k->late * 100 / (double)k->cases : 0;
	double error = k->late_told.mean - real;
	struct text_arg args[] = {
		{ "cases", str_int(x->a, k->cases) }, { "real", percent(x, real) },
		{ "told", percent(x, k->late_told.mean) },
		{ "low", percent(x, k->late_told.low) },
		{ "high", percent(x, k->late_told.high) },
		{ "error", percent(x, error < 0 ? -error : error) },
		{ "median", whatif_days(x->a, x->lang, (double)k->median_s) },
		{ "median_told", whatif_days(x->a, x->lang, k->median_told.mean) },
	};

	return words(x, key, args, ARRAY_LEN(args));
}

static void put_post(const struct exchange *x, const struct whatif_change *c,
		     const struct whatif_answer *w, const struct whatif_at *at,
		     struct whatif_line_view *out, size_t *n)
{
	struct text_arg args[] = {
		{ "unit", c->unit }, { "post", c->post },
		{ "persons", str_int(x->a, at->persons) }, { "stays", str_int(x->a, at->stops) },
		{ "share", str_int(x->a, at->tenths * 10) },
		{ "most", whatif_signed(x->a, w->at_most) },
	};

	out[(*n)++].text = words(x, at->own ? "whatif.share.own" : "whatif.share", args,
				 ARRAY_LEN(args));
	if (w->any) {
		out[(*n)++].text = words(x, "whatif.most", args, ARRAY_LEN(args));
	}
}

static void put_lines(const struct exchange *x, const struct whatif_ask *asked,
		      const struct whatif_answer *w, struct whatif_view *v)
{
	struct whatif_line_view *out = arena_array(x->a, struct whatif_line_view,
						   3 + 2 * WHATIF_CHANGES);
	struct text_arg args[] = {
		{ "was", whatif_days(x->a, x->lang, w->base.median_s.mean) },
		{ "is", whatif_days(x->a, x->lang, w->changed.median_s.mean) },
		{ "all", str_int(x->a, w->base_all.cases) },
		{ "less", whatif_signed(x->a, w->less_all.mean) },
		{ "runs", str_int(x->a, w->runs) }, { "learnt", str_int(x->a, w->learnt) },
		{ "left", str_int(x->a, w->left_out) },
	};
	size_t n = 0;

	out[n++].text = words(x, "whatif.median", args, ARRAY_LEN(args));
	out[n++].text = words(x, "whatif.all", args, ARRAY_LEN(args));
	for (size_t i = 0; i < asked->changes; i++) {
		if (w->at[i].persons > 0) {
			put_post(x, &asked->change[i], w, &w->at[i], out, &n);
		}
	}
	out[n++].text = words(x, "whatif.runs", args, ARRAY_LEN(args));
	v->lines.p = out;
	v->lines.n = n;
}

static int64_t widest(const struct whatif_answer *w)
{
	int64_t most = 1;

	for (int b = 0; b < WHATIF_BANDS; b++) {
		most = w->base.band[b] > most ? w->base.band[b] : most;
		most = w->changed.band[b] > most ? w->changed.band[b] : most;
	}
	return most;
}

static void put_bands(const struct exchange *x, const struct whatif_answer *w,
		      struct whatif_view *v)
{
	struct whatif_band_view *out = arena_array(x->a, struct whatif_band_view, WHATIF_BANDS);
	double all = (double)(w->base.cases * w->runs);
	int64_t most = widest(w);
	size_t n = 0;

	for (int b = 0; b < WHATIF_BANDS; b++) {
		if (w->base.band[b] == 0 && w->changed.band[b] == 0) {
			continue;
		}
		out[n++] = (struct whatif_band_view){
			.time = whatif_band_text(x->a, x->lang, b),
			.was = percent(x, (double)w->base.band[b] * 100 / all),
			.would = percent(x, (double)w->changed.band[b] * 100 / all),
			.was_x = w->base.band[b] * 1000 / most,
			.would_x = w->changed.band[b] * 1000 / most };
	}
	v->bands.p = out;
	v->bands.n = n;
}

static void put_told(struct exchange *x, const struct board_asked *q, struct str change,
		     const struct whatif_told *told, struct whatif_view *v)
{
	struct whatif_ask asked = understood(x, q, change);
	struct text_arg standing[] = { { "done", str_int(x->a, told->done) },
				       { "total", str_int(x->a, told->of) } };

	v->pending = told->state == WHATIF_PENDING;
	if (v->pending) {
		v->standing = told->of > 0 ? words(x, "progress.whatif", standing, 2) : STR("");
		return;
	}
	v->says = whatif_sentence(x->app, x->a, x->lang, &asked, &told->answer);
	put_lines(x, &asked, &told->answer, v);
	put_bands(x, &told->answer, v);
	v->check = check_text(x, "whatif.check", &told->answer.check);
	if (told->tested && told->back.check.cases >= TESTED_LEAST) {
		v->tested = check_text(x, "whatif.back", &told->back.check);
	}
}

void whatif_show(struct exchange *x)
{
	struct str change = whatif_change_asked(x);
	struct whatif_view v = { 0 };
	struct whatif_told told;
	struct board_asked q;
	struct err e;
	int status = 200;

	if (!board_asked(x, &q)) {
		return;
	}
	v.title = words1(x, "whatif.title", "unit", words_agency(x, q.unit));
	v.back = (struct link_view){ .text = words0(x, "score.back"),
				     .href = board_href(x, &q, "/board", STR("")) };
	whatif_fields(x, &q, &v);
	if (change.n > 0 && ask(x, &q, change, year_ago(x), (struct day){ INT32_MAX }, &told, &e)) {
		put_told(x, &q, change, &told, &v);
	} else if (change.n > 0) {
		v.wrong = words_err(x, &e);
		v.hint = words_hint(x, &e);
		status = refused_status(&e);
	}
	v.top = top_inside(x, v.title);
	page_whatif(x->page, x->lang, &v);
	reply_page(x, status);
	if (v.pending) {
		http_field(&x->out, "Refresh", str_fmt(x->a, "%d", AGAIN_S));
	}
}

/* ---- for programs ---- */

static bool day_asked(const struct exchange *x, const char *name, struct day *out, struct err *e)
{
	struct str s = form_get(x->form, name);

	return s.n == 0 || day_parse(s, out, e);
}

void api_whatif(struct exchange *x)
{
	static const char *const names[] = { "change", "unit", "from", "to" };
	struct day from = year_ago(x), to = { INT32_MAX };
	struct str change = form_get(x->form, "change");
	struct whatif_told told;
	struct board_asked q;
	struct err e;

	if (!api_query(x, names, ARRAY_LEN(names), &e) || !day_asked(x, "from", &from, &e) ||
	    !day_asked(x, "to", &to, &e)) {
		reply_err(x, &e);
		return;
	}
	if (!board_asked(x, &q)) {
		return;
	}
	if (!ask(x, &q, change, from, to, &told, &e)) {
		reply_err(x, &e);
		return;
	}
	bool done = told.state == WHATIF_DONE;
	struct whatif_ask asked = understood(x, &q, change);
	struct json *o = done ? whatif_json(x->app, x->a, &asked, &told.answer,
					    told.tested ? &told.back : NULL)
			      : json_new_obj(x->a);

	json_set_bool(x->a, o, "pending", !done);
	if (!done) {
		json_set_int(x->a, o, "done", told.done);
		json_set_int(x->a, o, "of", told.of);
	}
	api_reply(x, o);
}
