/* Procedures for citizens. */
#include "catalog.h"

#include "app_int.h"

#include "base/vi.h"

static const struct procedure_version *in_force(const struct procedure *p,
						const struct asking *ask)
{
	return procedure_on(p, day_of(ask->now));
}

/* ---- lists ---- */

void app_catalog_fields(const struct app *app, struct arena *a, const struct asking *ask,
			struct catalog_field **out, size_t *n)
{
	struct catalog_field *list = arena_array(a, struct catalog_field,
						 app->law.procedures);
	struct str *key = arena_array(a, struct str, app->law.procedures);

	*n = 0;
	for (size_t i = 0; i < app->law.procedures; i++) {
		const struct procedure *p = app->law.procedure[i];
		struct str own = vi_sort_key(a, p->field);
		size_t k = 0;

		if (in_force(p, ask) == NULL) {
			continue;
		}
		while (k < *n && str_cmp(key[k], own) < 0) {
			k++;
		}
		if (k == *n || !str_eq(list[k].name, p->field)) {
			for (size_t j = (*n)++; j > k; j--) {
				list[j] = list[j - 1];
				key[j] = key[j - 1];
			}
			list[k] = (struct catalog_field){ .name = p->field };
			key[k] = own;
		}
		list[k].procedures++;
	}
	*out = list;
}

void app_catalog_list(const struct app *app, struct arena *a, const struct asking *ask,
		      struct str field, struct str level, struct catalog_row **out, size_t *n)
{
	struct catalog_row *list = arena_array(a, struct catalog_row, app->law.procedures);
	struct str *key = arena_array(a, struct str, app->law.procedures);

	*n = 0;
	for (size_t i = 0; i < app->law.procedures; i++) {
		const struct procedure *p = app->law.procedure[i];
		const struct procedure_version *v = in_force(p, ask);
		struct str name = label_named(ask, p->name), own;
		size_t k = *n;

		if (v == NULL || (field.n > 0 && !str_eq(field, p->field)) ||
		    (level.n > 0 && !str_eq(level, p->level))) {
			continue;
		}
		for (own = vi_sort_key(a, name); k > 0 && str_cmp(key[k - 1], own) > 0; k--) {
			list[k] = list[k - 1];
			key[k] = key[k - 1];
		}
		key[k] = own;
		list[k] = (struct catalog_row){
			.code = p->code, .name = name, .field = p->field, .level = p->level,
			.limit = limit_text(a, v->limit), .online = v->online,
			.nonterritorial = v->nonterritorial };
		(*n)++;
	}
	*out = list;
}

size_t app_catalog_all(const struct app *app, struct arena *a, const struct asking *ask,
		       struct str words, const struct procedure ***out)
{
	const struct procedure **list = arena_array(a, const struct procedure *,
						    app->law.procedures);
	struct str *key = arena_array(a, struct str, app->law.procedures);
	struct str folded = vi_fold(a, words);
	size_t n = 0;

	for (size_t i = 0; i < app->law.procedures; i++) {
		const struct procedure *p = app->law.procedure[i];
		struct str name = label_named(ask, p->name), own;
		size_t k = n;

		if (!str_starts(p->code, words) && !vi_has(vi_fold(a, name), folded)) {
			continue;
		}
		for (own = vi_sort_key(a, name); k > 0 && str_cmp(key[k - 1], own) > 0; k--) {
			list[k] = list[k - 1];
			key[k] = key[k - 1];
		}
		key[k] = own;
		list[k] = p;
		n++;
	}
	*out = list;
	return n;
}

/* ---- one ---- */

static void put_papers(const struct app *app, struct arena *a, const struct asking *ask,
		       const struct procedure_version *v, struct catalog_procedure *out)
{
	out->paper = arena_array(a, struct catalog_paper, v->papers);
	for (out->papers = 0; out->papers < v->papers; out->papers++) {
		const struct paper *p = &v->paper[out->papers];
		struct catalog_paper *c = &out->paper[out->papers];

		*c = (struct catalog_paper){
			.id = p->id, .name = label_named(ask, p->name), .originals = p->originals,
			.certified = p->certified, .copies = p->copies,
			.optional = p->optional, .sources = p->sources,
			.source = arena_array(a, struct str, p->sources) };
		for (size_t i = 0; i < p->sources; i++) {
			const struct coded *s = coded_find(app->law.paper_source,
							   app->law.paper_sources,
							   p->source[i]);
			c->source[i] = s != NULL ? label_named(ask, s->name) : p->source[i];
		}
	}
}

static struct str cut_name(const struct app *app, const struct asking *ask, struct str id)
{
	struct str head, channel;
	bool of_channel = str_cut(id, ':', &head, &channel);
	const struct coded *c =
		of_channel ? coded_find(app->law.channel, app->law.channels, channel)
			   : coded_find(app->law.person_class, app->law.person_classes, id);

	return c != NULL ? label_named(ask, c->name) : id;
}

static void put_fees(const struct app *app, struct arena *a, const struct asking *ask,
		     const struct procedure_version *v, struct catalog_procedure *out)
{
	out->fee = arena_array(a, struct catalog_fee, v->fees);
	out->free = v->fees == 0;
	for (out->fees = 0; out->fees < v->fees; out->fees++) {
		const struct fee *f = &v->fee[out->fees];
		struct catalog_fee *c = &out->fee[out->fees];

		*c = (struct catalog_fee){
			.name = label_named(ask, f->name), .per = f->per, .cap = f->cap,
			.tier = arena_array(a, struct catalog_tier, f->tiers),
			.tiers = f->tiers, .cut = arena_array(a, struct catalog_cut, f->cuts),
			.cuts = f->cuts };
		for (size_t i = 0; i < f->tiers; i++) {
			c->tier[i] = (struct catalog_tier){ f->tier[i].from, f->tier[i].amount };
		}
		for (size_t i = 0; i < f->cuts; i++) {
			c->cut[i] = (struct catalog_cut){
				.class_id = f->cut[i].class_id,
				.name = cut_name(app, ask, f->cut[i].class_id),
				.per_ten_thousand = f->cut[i].per_ten_thousand };
		}
	}
}

static void put_steps(const struct app *app, struct arena *a, const struct asking *ask,
		      const struct procedure_version *v, const struct unit *agency,
		      struct catalog_procedure *out)
{
	out->step = arena_array(a, struct catalog_step, v->steps);
	for (out->steps = 0; out->steps < v->steps; out->steps++) {
		const struct step *s = &v->step[out->steps];
		const struct unit *u = agency != NULL
					       ? org_relative(&app->org, agency, s->unit) : NULL;
		struct str type = u != NULL ? unit_on(u, day_of(ask->now))->type : STR("*");

		out->step[out->steps] = (struct catalog_step){
			.name = label_named(ask, s->name), .kind = s->kind,
			.post = label_named(ask, law_title(&app->law, str_of(s->post.code), type)),
			.unit = u != NULL ? label_unit(app, u->id, ask->now) : STR(""),
			.plan_s = s->plan_s };
		out->plan_s += s->plan_s;
	}
}

static void put_variants(struct arena *a, const struct asking *ask,
			 const struct procedure_version *v, struct catalog_procedure *out)
{
	out->variant = arena_array(a, struct catalog_variant, v->variants);
	for (size_t i = 0; i < v->variants; i++) {
		out->variant[out->variants++] = (struct catalog_variant){
			.name = label_named(ask, v->variant[i].name),
			.limit = limit_text(a, v->variant[i].limit),
			.ground = v->variant[i].ground };
	}
}

bool app_catalog_procedure(struct app *app, struct arena *a, const struct asking *ask,
			   struct str code, struct str agency, struct catalog_procedure *out,
			   struct err *e)
{
	const struct procedure *p = law_procedure(&app->law, code);
	const struct procedure_version *v = p != NULL ? in_force(p, ask) : NULL;
	const struct unit *deciding;
	struct unit_id unit;

	if (v == NULL) {
		return err_set(e, ERR_NOT_FOUND, "intake.procedure", "procedure",
			       str_cstr(a, code), NULL);
	}
	deciding = p->agency.n > 0 ? org_unit_by_key(&app->org, p->agency) : NULL;
	if (agency.n > 0) {
		if (!resolve_unit(app, agency, &unit, e)) {
			return false;
		}
		deciding = org_unit(&app->org, unit);
	}
	*out = (struct catalog_procedure){
		.code = p->code, .name = label_named(ask, p->name), .field = p->field,
		.level = p->level, .limit = limit_text(a, v->limit),
		.agency = deciding != NULL ? label_unit(app, deciding->id, ask->now) : STR(""),
		.agency_text = p->agency_text, .limit_text = p->limit_text,
		.fee_text = p->fee_text, .online_text = p->online_text, .remark = p->remark,
		.online = v->online, .nonterritorial = v->nonterritorial,
		.version = v->number, .from = v->from };
	put_papers(app, a, ask, v, out);
	put_fees(app, a, ask, v, out);
	put_steps(app, a, ask, v, deciding, out);
	put_variants(a, ask, v, out);
	return true;
}
