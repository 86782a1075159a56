/* Procedures for citizens: found by a few words, and one of them whole. */
#include "page_procedure.h"

#include "form.h"
#include "pages.h"
#include "top.h"
#include "view_procedure.h"
#include "web_int.h"
#include "words.h"

#include "app/catalog.h"
#include "app/intake.h"

void procedures_show(struct exchange *x)
{
	if (kept_find(x)) {
		reply_kept_page(x);
		return;
	}
	struct asking ask = asking_public(x);
	struct procedures_view v = {
		.top = top_public(x, words0(x, "nav.procedures"), SECTION_PROCEDURES),
		.query = form_get(x->form, "q"),
		.empty = { .text = words0(x, "procedure.none") },
	};
	struct procedure_hit *hit;
	size_t n;
	struct err e;
	if (!app_procedures_find(x->app, x->a, &ask, v.query, PICK_MOST, &hit, &n, &e)) {
		reply_err(x, &e);
		return;
	}
	struct procedure_row_view *row = arena_array(x->a, struct procedure_row_view, n);
	for (size_t i = 0; i < n; i++) {
		row[i] = (struct procedure_row_view){
			.href = str_fmt(x->a, "/procedures/%.*s", STR_ARG(hit[i].code)),
			.name = hit[i].name, .code = hit[i].code, .field = hit[i].field,
			.limit = words_limit(x, hit[i].limit), .online = hit[i].online,
		};
	}
	v.rows.p = row;
	v.rows.n = n;
	page_procedures(x->page, x->lang, &v);
	kept_put(x);
	reply_kept_page(x);
}

/* ---- one ---- */

static struct str number(const struct exchange *x, int64_t n)
{
	return str_int(x->a, n);
}

/* What to bring: "2 bản chính"; what the office takes itself; what only some need. */
static struct str paper_detail(const struct exchange *x, const struct catalog_paper *p)
{
	struct str counts = words_counts(x, p->originals, p->certified, p->copies);
	if (p->sources > 0) {
		return words1(x, "procedure.paper.source", "source", p->source[0]);
	}
	if (p->optional && counts.n > 0) {
		return words1(x, "dossier.paper.optional.wanted", "wanted", counts);
	}
	return p->optional ? words0(x, "dossier.paper.optional") : counts;
}

static void put_papers(const struct exchange *x, const struct catalog_procedure *c,
		       struct procedure_view *v)
{
	struct procedure_paper_view *p = arena_array(x->a, struct procedure_paper_view, c->papers);
	for (size_t i = 0; i < c->papers; i++) {
		p[i] = (struct procedure_paper_view){ c->paper[i].name,
						      paper_detail(x, &c->paper[i]) };
	}
	v->papers.p = p;
	v->papers.n = c->papers;
}

static void put_steps(const struct exchange *x, const struct catalog_procedure *c,
		      struct procedure_view *v)
{
	struct procedure_step_view *s = arena_array(x->a, struct procedure_step_view, c->steps);
	for (size_t i = 0; i < c->steps; i++) {
		const struct catalog_step *step = &c->step[i];
		struct seat_label seat = { .unit = step->unit, .post = step->post };
		s[i] = (struct procedure_step_view){ step->name,
			step->unit.n > 0 ? words_seat(x, &seat) : step->post,
			step->plan_s > 0 ? words_work(x, step->plan_s) : STR("—") };
	}
	v->steps.p = s;
	v->steps.n = c->steps;
}

static void put_fees(const struct exchange *x, const struct catalog_procedure *c,
		     struct procedure_view *v)
{
	size_t n = 0;
	for (size_t i = 0; i < c->fees; i++) {
		n += c->fee[i].tiers;
	}
	struct procedure_fee_view *f = arena_array(x->a, struct procedure_fee_view, n);
	n = 0;
	for (size_t i = 0; i < c->fees; i++) {
		const struct catalog_fee *fee = &c->fee[i];
		for (size_t k = 0; k < fee->tiers; k++) {
			struct text_arg args[] = {
				{ "amount", words_money(x, fee->tier[k].amount) },
				{ "per", words_of(x, "procedure.per", fee->per) },
				{ "from", number(x, fee->tier[k].from) },
			};
			f[n++] = (struct procedure_fee_view){ fee->name,
				words(x, k > 0 ? "procedure.amount.from" : "procedure.amount", args,
				      ARRAY_LEN(args)) };
		}
	}
	v->fees.p = f;
	v->fees.n = n;
}

static void put_variants(const struct exchange *x, const struct catalog_procedure *c,
			 struct procedure_view *v)
{
	struct procedure_fee_view *l = arena_array(x->a, struct procedure_fee_view, c->variants);
	for (size_t i = 0; i < c->variants; i++) {
		l[i] = (struct procedure_fee_view){ c->variant[i].name,
						    words_limit(x, c->variant[i].limit) };
	}
	v->variants.p = l;
	v->variants.n = c->variants;
}

void procedure_show(struct exchange *x)
{
	if (kept_find(x)) {
		reply_kept_page(x);
		return;
	}
	struct asking ask = asking_public(x);
	struct catalog_procedure c;
	struct err e;
	if (!app_catalog_procedure(x->app, x->a, &ask, x->param[0], STR(""), &c, &e)) {
		reply_status(x, 404);
		return;
	}
	struct procedure_view v = {
		.top = top_public(x, c.name, SECTION_PROCEDURES), .code = c.code, .name = c.name,
		.field = c.field, .limit = words_limit(x, c.limit), .agency = c.agency,
		.fee_text = c.fee_text, .online = c.online,
		.nonterritorial = c.nonterritorial, .free = c.free,
	};
	put_papers(x, &c, &v);
	put_steps(x, &c, &v);
	put_fees(x, &c, &v);
	put_variants(x, &c, &v);
	page_procedure(x->page, x->lang, &v);
	kept_put(x);
	reply_kept_page(x);
}
