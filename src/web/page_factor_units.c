/* Units that must sign in with a second factor. */
#include "page_factor_units.h"

#include "act_form.h"
#include "field.h"
#include "pages.h"
#include "top.h"
#include "view_accounts.h"
#include "words.h"

/* ---- the list: what is in force or to come ---- */

static struct factor_unit_view row(const struct exchange *x, const struct unit *u,
				   const struct unit_factor *f)
{
	struct day today = day_of(x->now);
	return (struct factor_unit_view){
		.key = u->key, .name = unit_on(u, today)->name,
		.from = words_day(x, day_start(f->from)),
		.to = f->to.n == INT32_MAX ? STR("") : words_day(x, day_start(f->to) - DAY_S),
		.now = f->from.n <= today.n,
	};
}

static bool counts(const struct exchange *x, const struct unit_factor *f)
{
	return f->to.n > day_of(x->now).n && f->to.n > f->from.n;
}

static void put_rows(struct exchange *x, struct factor_units_view *v)
{
	const struct org *o = app_org(x->app);
	size_t n = 0;
	for (size_t i = 0; i < o->units; i++) {
		n += o->unit[i]->factors;
	}
	struct factor_unit_view *out = arena_array(x->a, struct factor_unit_view, n);
	for (size_t i = 0; i < o->units; i++) {
		const struct unit *u = o->unit[i];
		for (size_t k = 0; k < u->factors; k++) {
			if (counts(x, &u->factor[k])) {
				out[v->rows.n++] = row(x, u, &u->factor[k]);
			}
		}
	}
	v->rows.p = out;
}

/* ---- the page ---- */

static void show(struct exchange *x, int status, const struct err *wrong)
{
	struct str done = form_get(x->form, "done");
	struct factor_units_view v = {
		.top = top_inside(x, words0(x, "factor_units.title")), .key = top_form_key(x),
		.empty = { .text = words0(x, "factor_units.none") },
		.unit = { .name = STR("unit"), .label = words0(x, "factor_units.key"),
			  .hint = words0(x, "factor_units.key.hint"), .max = 40,
			  .value = form_get(x->form, "unit"), .required = true },
		.from = { .name = STR("from"), .label = words0(x, "factor_units.from"),
			  .hint = words0(x, "factor_units.from.hint"), .type = STR("date"),
			  .value = form_get(x->form, "from") },
	};
	if (str_is(done, "require") || str_is(done, "lift")) {
		v.notice = words_of(x, "factor_units.done", done);
	}
	put_rows(x, &v);
	if (wrong) {
		v.wrong = words_err(x, wrong);
		v.hint = words_hint(x, wrong);
		(void)(field_blame(x, &v.unit, wrong) || field_blame(x, &v.from, wrong));
	}
	page_factor_units(x->page, x->lang, &v);
	reply_page(x, status);
}

void factor_units_show(struct exchange *x)
{
	show(x, 200, NULL);
}

/* ---- deciding ---- */

static void acted(struct exchange *x)
{
	const struct err *e = &x->ticket.answer.err;
	if (x->ticket.answer.ok) {
		reply_see(x, str_fmt(x->a, "/admin/factor?done=%.*s", STR_ARG(x->param[0])));
		return;
	}
	show(x, refused_status(e), e);
}

void factor_units_act(struct exchange *x)
{
	bool requires = str_is(x->param[0], "require");
	const char *verb = requires ? "require_factor" : "lift_factor";
	struct json *args;
	struct err e;
	if (!requires && !str_is(x->param[0], "lift")) {
		reply_status(x, 404);
		return;
	}
	if (!act_args(x, action_find(str_of(verb)), &args, &e)) {
		show(x, 422, &e);
		return;
	}
	exchange_act(x, verb, args, form_get(x->form, "key"), acted);
}
