/* The forms of the page of what-if. */
#include "whatif_form.h"

#include "form.h"
#include "words.h"

#include "app/catalog.h"

#include <stdlib.h>

enum { POSTS_MOST = 200, AGENCIES_MOST = 400, SKIPS_MOST = 400 };

struct str whatif_change_asked(const struct exchange *x)
{
	struct str kind = form_get(x->form, "kind");

	if (str_is(kind, "persons")) {
		return STR_JOIN(x->a, STR("persons:"), form_get(x->form, "post"), STR("="),
				form_get(x->form, "n"));
	}
	if (str_is(kind, "limit")) {
		return STR_JOIN(x->a, STR("limit:"), form_get(x->form, "procedure"), STR("="),
				str_trim(form_get(x->form, "limit")));
	}
	if (str_is(kind, "silence")) {
		return STR_JOIN(x->a, STR("silence:"), str_trim(form_get(x->form, "days")));
	}
	if (str_is(kind, "route")) {
		return STR_JOIN(x->a, STR("route:"), form_get(x->form, "skip"), STR("=skip"));
	}
	return str_is(kind, "parallel") ? kind : form_get(x->form, "change");
}

/* ---- what can be chosen ---- */

struct options {
	const struct exchange *x;
	struct str chosen;
	struct option_view *p;
	size_t n, most;
};

static struct options options_new(const struct exchange *x, const char *name, size_t most)
{
	return (struct options){ x, form_get(x->form, name),
				 arena_array(x->a, struct option_view, most), 0, most };
}

static void add(struct options *o, struct str value, struct str text)
{
	if (o->n < o->most) {
		o->p[o->n++] = (struct option_view){ value, text, str_eq(value, o->chosen) };
	}
}

static struct field_view select_of(const struct options *o, const char *form, const char *name,
				   const char *label)
{
	return (struct field_view){ .name = str_of(name), .form = str_of(form),
				    .label = words0(o->x, label), .options = { o->p, o->n } };
}

static int by_value(const void *x, const void *y)
{
	const struct option_view *a = x, *b = y;

	return str_cmp(a->value, b->value);
}

static bool there(const struct options *o, struct str value)
{
	for (size_t i = 0; i < o->n; i++) {
		if (str_eq(o->p[i].value, value)) {
			return true;
		}
	}
	return false;
}

static void add_post(struct options *o, const struct assignment *s)
{
	const struct exchange *x = o->x;
	const struct unit *u = org_unit(app_org(x->app), s->unit);
	struct asking ask = asking_inside(x);
	struct seat seat = { .unit = s->unit, .post = s->post };

	if (u == NULL || post_is(s->post, "admin")) {
		return;
	}
	struct str value = STR_JOIN(x->a, u->key, STR("/"), str_of(s->post.code));

	if (!there(o, value)) {
		add(o, value, STR_JOIN(x->a, label_unit(x->app, u->id, x->now), STR(": "),
				       label_seat(x->app, &ask, seat, x->now).post));
	}
}

/* Of the agency chosen and its rooms; more than a list can show: none. */
static void put_posts(const struct exchange *x, const struct board_asked *q,
		      struct whatif_view *v)
{
	const struct org *org = app_org(x->app);
	const struct unit *top = org_unit(org, q->unit);
	struct options o = options_new(x, "post", POSTS_MOST + 1);
	struct day today = day_of(x->now);

	for (size_t i = 0; i < org->assignments && o.n <= POSTS_MOST; i++) {
		const struct assignment *s = &org->assignment[i];
		const struct unit *u = org_unit(org, s->unit);
		bool now = s->from <= x->now && (s->to == INSTANT_NONE || x->now < s->to);

		if (now && u != NULL && top != NULL &&
		    (org_below(org, u, top, today) || str_eq(u->key, top->onestop))) {
			add_post(&o, s);
		}
	}
	v->posts = o.n > 0 && o.n <= POSTS_MOST;
	o.n = v->posts ? o.n : 0;
	qsort(o.p, o.n, sizeof(*o.p), by_value);
	v->post = select_of(&o, "persons-", "post", "whatif.post.label");
	struct options n = options_new(x, "n", 4);

	add(&n, STR("+1"), words0(x, "whatif.n.one"));
	add(&n, STR("+2"), words0(x, "whatif.n.two"));
	add(&n, STR("-1"), words0(x, "whatif.n.less"));
	v->n = select_of(&n, "persons-", "n", "whatif.n.label");
}

static void put_agencies(const struct exchange *x, const struct board_asked *q,
			 struct whatif_view *v)
{
	const struct org *org = app_org(x->app);
	const struct unit *top = org_unit(org, q->top);
	struct options o = options_new(x, "unit", AGENCIES_MOST);
	struct day today = day_of(x->now);

	for (size_t i = 0; top != NULL && i < org->units; i++) {
		const struct unit *u = org->unit[i];

		if (str_is(u->role, "agency") && unit_exists(u, today) &&
		    org_below(org, u, top, today)) {
			add(&o, u->key, label_unit(x->app, u->id, x->now));
		}
	}
	v->unit = select_of(&o, "", "unit", "figures.agency");
	v->units_to_choose = o.n > 1;
}

/* Any one step between two others, that could be left out. */
static void add_skips(struct options *o, const struct asking *ask,
		      const struct procedure_version *v, struct str name)
{
	const struct exchange *x = o->x;

	for (size_t i = 1; i + 1 < v->steps; i++) {
		struct str value = STR_JOIN(x->a, v->procedure->code, STR(":"), v->step[i - 1].id,
					    STR(">"), v->step[i + 1].id);

		add(o, value, STR_JOIN(x->a, name, STR(": "), label_step(ask, v, (int32_t)i)));
	}
}

static void put_procedures(const struct exchange *x, struct whatif_view *v)
{
	const struct law *law = app_law(x->app);
	struct asking ask = asking_inside(x);
	struct options all = options_new(x, "procedure", law->procedures);
	struct options skips = options_new(x, "skip", SKIPS_MOST);
	const struct procedure **p;
	size_t n = app_catalog_all(x->app, x->a, &ask, STR(""), &p);

	for (size_t i = 0; i < n; i++) {
		const struct procedure_version *now = procedure_on(p[i], day_of(x->now));
		struct str name = label_procedure(x->app, &ask, p[i]->code);

		if (now != NULL) {
			struct str limit = words_limit(x, limit_text(x->a, now->limit));

			add(&all, p[i]->code, STR_JOIN(x->a, name, STR(" ("), limit, STR(")")));
			add_skips(&skips, &ask, now, name);
		}
	}
	v->procedure = select_of(&all, "limit-", "procedure", "whatif.procedure.label");
	v->skip = select_of(&skips, "route-", "skip", "whatif.skip.label");
}

void whatif_fields(const struct exchange *x, const struct board_asked *q, struct whatif_view *v)
{
	put_posts(x, q, v);
	put_agencies(x, q, v);
	put_procedures(x, v);
	v->unit_key = q->unit_key;
	v->limit = (struct field_view){
		.name = STR("limit"), .form = STR("limit-"), .max = 10, .required = true,
		.label = words0(x, "whatif.limit.label"), .hint = words0(x, "whatif.limit.form"),
		.value = form_get(x->form, "limit") };
	v->days = (struct field_view){
		.name = STR("days"), .form = STR("silence-"), .max = 3, .required = true,
		.label = words0(x, "whatif.days.label"), .inputmode = STR("numeric"),
		.value = form_get(x->form, "days") };
}
