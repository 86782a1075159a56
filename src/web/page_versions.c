/* Procedures for an administrator. */
#include "page_versions.h"

#include "admin_form.h"
#include "law_draft.h"
#include "pages.h"
#include "top.h"
#include "version_flow.h"
#include "view_version.h"
#include "word_version.h"

#include "app/catalog.h"

#include "core/version_diff.h"

enum { ROWS = 50, PARTS = 5, REST = 5 };

/* ---- the list ---- */

static struct str page_href(const struct exchange *x, struct str query, size_t skip)
{
	return str_fmt(x->a, "/admin/procedures?q=%.*s&after=%zu",
		       STR_ARG(http_encode(x->a, query)), skip);
}

static struct law_row_view law_row(const struct exchange *x, const struct procedure *p)
{
	struct asking ask = asking_inside(x);
	const struct procedure_version *v = procedure_on(p, day_of(x->now));
	return (struct law_row_view){
		.href = STR_JOIN(x->a, STR("/admin/procedures/"), p->code),
		.name = label_named(&ask, p->name), .code = p->code, .field = p->field,
		.level = words_of(x, "law.level", p->level), .version = v ? v->number : 0,
		.versions = (int64_t)p->versions,
		.limit = v ? words_limit(x, limit_text(x->a, v->limit)) : STR("—"),
	};
}

void versions_list(struct exchange *x)
{
	struct asking ask = asking_inside(x);
	struct law_list_view v = {
		.top = top_inside(x, words0(x, "admin.procedures")),
		.query = form_get(x->form, "q"),
		.empty = { .text = words0(x, "procedure.none") },
	};
	const struct procedure **all;
	int64_t skip = 0;
	size_t n = app_catalog_all(x->app, x->a, &ask, v.query, &all);
	if (!str_to_int64(form_get(x->form, "after"), &skip) || skip < 0) {
		skip = 0;
	}
	struct law_row_view *out = arena_array(x->a, struct law_row_view, ROWS);
	for (size_t i = (size_t)skip; i < n && v.rows.n < ROWS; i++) {
		out[v.rows.n++] = law_row(x, all[i]);
	}
	v.rows.p = out;
	v.pager.first = skip > 0 ? page_href(x, v.query, 0) : STR("");
	if ((size_t)skip + v.rows.n < n) {
		v.pager.next = page_href(x, v.query, (size_t)skip + v.rows.n);
	}
	v.pager.from = skip + 1;
	v.pager.to = skip + (int64_t)v.rows.n;
	v.pager.all = (int64_t)n;
	page_admin_procedures(x->page, x->lang, &v);
	reply_page(x, 200);
}

/* ---- versions ---- */

static struct str version_words(const struct exchange *x, const struct procedure_version *v)
{
	struct text_arg args[] = { { "n", str_int(x->a, v->number) },
				   { "day", admin_day_words(x, v->from) } };
	return words(x, "admin.version", args, ARRAY_LEN(args));
}

static struct str show_href(const struct exchange *x, struct str path, int64_t number)
{
	return str_fmt(x->a, "%.*s?v=%lld", STR_ARG(path), (long long)number);
}

/* The newest first. */
static void put_versions(const struct exchange *x, const struct procedure_version *shown,
			 struct version_view *v)
{
	const struct procedure *p = shown->procedure;
	const struct procedure_version *now = procedure_on(p, day_of(x->now));
	struct version_row_view *out = arena_array(x->a, struct version_row_view, p->versions);
	for (size_t i = 0; i < p->versions; i++) {
		size_t at = p->versions - 1 - i;
		const struct procedure_version *o = &p->version[at];
		out[i] = (struct version_row_view){
			.number = o->number, .papers = (int64_t)o->papers,
			.steps = (int64_t)o->steps, .from = admin_day_words(x, o->from),
			.to = admin_day_words(x, o->to), .now = o == now, .shown = o == shown,
			.limit = words_limit(x, limit_text(x->a, o->limit)),
			.href = show_href(x, v->path, o->number),
		};
		if (at > 0) {
			out[i].against = str_fmt(x->a, "%.*s&with=%lld#diff", STR_ARG(out[i].href),
						 (long long)p->version[at - 1].number);
		}
	}
	v->versions.p = out;
	v->versions.n = p->versions;
	v->several = p->versions > 1;
}

static void put_steps(const struct exchange *x, const struct procedure_version *shown,
		      struct version_view *v)
{
	struct asking ask = asking_inside(x);
	struct version_step_view *out = arena_array(x->a, struct version_step_view,
						    shown->steps);
	for (size_t i = 0; i < shown->steps; i++) {
		const struct step *s = &shown->step[i];
		struct str *way = arena_array(x->a, struct str, s->outcomes);
		for (size_t k = 0; k < s->outcomes; k++) {
			way[k] = words_way(x, shown, &s->outcome[k]);
		}
		out[i] = (struct version_step_view){
			(int64_t)i + 1, label_named(&ask, s->name), words_step_where(x, s),
			s->plan_s > 0 ? words_work(x, s->plan_s) : STR("—"),
			{ way, s->outcomes } };
	}
	v->steps.p = out;
	v->steps.n = shown->steps;
}

/* ---- two side by side ---- */

struct comparing {
	const struct exchange *x;
	const struct procedure_version *old, *now;
	struct asking ask;
	struct diff_part_view *part;
	size_t n;
};

/* Name and words of a part at a place of a version. */
typedef struct str part_fn(const struct comparing *c, const struct procedure_version *v,
			   size_t i, struct str *name);

static struct str paper_at(const struct comparing *c, const struct procedure_version *v,
			   size_t i, struct str *name)
{
	*name = label_named(&c->ask, v->paper[i].name);
	return words_paper(c->x, &v->paper[i]);
}

static struct str fee_at(const struct comparing *c, const struct procedure_version *v, size_t i,
			 struct str *name)
{
	*name = label_named(&c->ask, v->fee[i].name);
	return words_fee(c->x, &v->fee[i]);
}

static struct str step_at(const struct comparing *c, const struct procedure_version *v, size_t i,
			  struct str *name)
{
	*name = label_named(&c->ask, v->step[i].name);
	return words_step(c->x, v, &v->step[i]);
}

static struct str variant_at(const struct comparing *c, const struct procedure_version *v,
			     size_t i, struct str *name)
{
	*name = label_named(&c->ask, v->variant[i].name);
	return words_limit(c->x, limit_text(c->x->a, v->variant[i].limit));
}

/* A name that is another one stands with its words on both sides. */
static struct diff_row_view row(const struct comparing *c, const struct part_pair *p, part_fn *at)
{
	struct str old_name = STR(""), now_name = STR("");
	struct diff_row_view r = { .kind = p->old == PAIR_NONE ? DIFF_NEW
				   : p->now == PAIR_NONE ? DIFF_GONE : DIFF_CHANGED };
	if (p->old != PAIR_NONE) {
		r.old = at(c, c->old, p->old, &old_name);
	}
	if (p->now != PAIR_NONE) {
		r.now = at(c, c->now, p->now, &now_name);
	}
	r.name = now_name.n > 0 ? now_name : old_name;
	if (r.kind == DIFF_CHANGED && !str_eq(old_name, now_name)) {
		r.old = STR_JOIN(c->x->a, old_name, STR(": "), r.old);
		r.now = STR_JOIN(c->x->a, now_name, STR(": "), r.now);
	}
	return r;
}

static void put_part(struct comparing *c, const char *title, const struct part_pairs *pairs,
		     part_fn *at)
{
	struct diff_row_view *out = arena_array(c->x->a, struct diff_row_view, pairs->n);
	struct diff_part_view part = { .title = words0(c->x, title) };
	if (pairs->n == 0) {
		return;
	}
	for (size_t i = 0; i < pairs->n; i++) {
		if (!pairs->pair[i].same) {
			out[part.rows.n++] = row(c, &pairs->pair[i], at);
		}
	}
	part.rows.p = out;
	if (pairs->same > 0) {
		part.same = words1(c->x, "admin.diff.same", "n",
				   str_int(c->x->a, (int64_t)pairs->same));
	}
	c->part[c->n++] = part;
}

static struct str yes_no(const struct exchange *x, bool yes)
{
	return words0(x, yes ? "admin.yes" : "admin.no");
}

static struct str supplement(const struct exchange *x, const struct supplement_rule *s)
{
	struct text_arg args[] = { { "times", str_int(x->a, s->times) },
				   { "day", str_int(x->a, s->last_day) } };
	return words(x, "admin.supplement", args, ARRAY_LEN(args));
}

/* Limit and what else there is one of. */
static void put_rest(struct comparing *c, const struct version_diff *d)
{
	const struct exchange *x = c->x;
	const struct procedure_version *old = c->old, *now = c->now;
	const struct { bool differs; const char *name; struct str old, now; } rest[] = {
		{ d->limit, "dossier.limit", words_limit(x, limit_text(x->a, old->limit)),
		  words_limit(x, limit_text(x->a, now->limit)) },
		{ d->supplement, "admin.diff.supplement", supplement(x, &old->supplement),
		  supplement(x, &now->supplement) },
		{ d->online, "admin.diff.online", yes_no(x, old->online), yes_no(x, now->online) },
		{ d->nonterritorial, "admin.diff.anywhere", yes_no(x, old->nonterritorial),
		  yes_no(x, now->nonterritorial) },
		{ d->retention, "admin.diff.retention", str_int(x->a, old->retention_years),
		  str_int(x->a, now->retention_years) },
	};
	struct diff_row_view *out = arena_array(x->a, struct diff_row_view, REST);
	struct diff_part_view part = { .title = words0(x, "admin.diff.rest") };
	for (size_t i = 0; i < ARRAY_LEN(rest); i++) {
		if (rest[i].differs) {
			out[part.rows.n++] = (struct diff_row_view){
				DIFF_CHANGED, words0(x, rest[i].name), rest[i].old, rest[i].now };
		}
	}
	part.rows.p = out;
	if (part.rows.n > 0) {
		c->part[c->n++] = part;
	}
}

static void put_diff(const struct exchange *x, const struct procedure_version *old,
		     const struct procedure_version *now, struct version_view *v)
{
	struct comparing c = { .x = x, .old = old, .now = now, .ask = asking_inside(x),
			       .part = arena_array(x->a, struct diff_part_view, PARTS) };
	struct version_diff d;
	version_diff(x->a, old, now, &d);
	put_rest(&c, &d);
	put_part(&c, "admin.diff.variants", &d.variants, variant_at);
	put_part(&c, "procedure.papers", &d.papers, paper_at);
	put_part(&c, "procedure.fee", &d.fees, fee_at);
	put_part(&c, "procedure.steps", &d.steps, step_at);
	v->compared = true;
	v->same = !d.any;
	v->old_title = version_words(x, old);
	v->now_title = version_words(x, now);
	v->parts.p = c.part;
	v->parts.n = c.n;
}

/* Which two: a choice of each. */
static struct field_view choice(const struct exchange *x, const char *name, const char *label,
				const struct procedure_version *chosen)
{
	const struct procedure *p = chosen->procedure;
	struct option_view *o = arena_array(x->a, struct option_view, p->versions);
	for (size_t i = 0; i < p->versions; i++) {
		o[i] = (struct option_view){ str_int(x->a, p->version[i].number),
					     version_words(x, &p->version[i]),
					     &p->version[i] == chosen };
	}
	return (struct field_view){ .name = str_of(name), .label = words0(x, label),
				    .options = { o, p->versions } };
}

/* ---- one ---- */

static const struct procedure_version *asked(const struct exchange *x, const char *name,
					     const struct procedure *p)
{
	int64_t n;
	return str_to_int64(form_get(x->form, name), &n) ? procedure_version(p, n) : NULL;
}

/* Which law it is of, and where that stands. */
struct shelf {
	const struct law *law;
	struct str base;		/* what an address begins with, before the code */
	const struct law_draft *draft;	/* or NULL: in force */
};

static struct link_views crumbs(const struct exchange *x, const struct shelf *s)
{
	struct link_view *l = arena_new(x->a, struct link_view);
	if (s->draft) {
		return law_draft_crumbs(x, s->draft);
	}
	*l = (struct link_view){ .text = words0(x, "admin.procedures"),
				 .href = STR("/admin/procedures") };
	return (struct link_views){ l, 1 };
}

static void show(struct exchange *x, const struct shelf *s, struct str code)
{
	struct asking ask = asking_inside(x);
	const struct procedure *p = law_procedure(s->law, code);
	if (!p) {
		reply_status(x, 404);
		return;
	}
	const struct procedure_version *in_force = procedure_on(p, day_of(x->now));
	const struct procedure_version *shown = asked(x, "v", p), *with = asked(x, "with", p);
	shown = shown ? shown : in_force ? in_force : &p->version[p->versions - 1];
	struct version_view v = {
		.code = p->code, .name = label_named(&ask, p->name), .field = p->field,
		.level = words_of(x, "law.level", p->level), .shown = version_words(x, shown),
		.ribbon = version_flow(x, shown), .path = STR_JOIN(x->a, s->base, p->code),
		.old = choice(x, "with", "admin.diff.old", with ? with : &p->version[0]),
		.now = choice(x, "v", "admin.diff.now", shown), .crumbs = crumbs(x, s),
	};
	v.top = top_inside(x, v.name);
	v.try = str_fmt(x->a, "%.*s/try?v=%lld", STR_ARG(v.path), (long long)shown->number);
	if (s->draft) {
		v.draft = words0(x, "admin.law.not_yet");
	} else if (in_force) {
		v.public_page = STR_JOIN(x->a, STR("/procedures/"), p->code);
	}
	put_versions(x, shown, &v);
	put_steps(x, shown, &v);
	if (with) {
		put_diff(x, with, shown, &v);
	}
	page_admin_procedure(x->page, x->lang, &v);
	reply_page(x, 200);
}

void versions_show(struct exchange *x)
{
	struct shelf s = { app_law(x->app), STR("/admin/procedures/"), NULL };
	show(x, &s, x->param[0]);
}

void versions_draft(struct exchange *x)
{
	struct law_draft d;
	struct law_outlook look;
	if (!law_draft_look(x, &d, &look)) {
		return;
	}
	struct str base = STR_JOIN(x->a, law_draft_href(x, &d), STR("/procedures/"));
	struct shelf s = { &look.law, base, &d };
	if (look.law.procedures == 0) {
		reply_status(x, 404);	/* it cannot be read */
		return;
	}
	show(x, &s, x->param[1]);
}
