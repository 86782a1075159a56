/* The JSON API: the model of the ways of the bottlenecks, and how they stand beside the steps of
 * their law. */
#include "api_flow.h"

#include "api_json.h"
#include "words.h"

#include "app/label.h"
#include "app/mine_model_json.h"

#include "core/law.h"

enum { PROCEDURES_MOST = 500, UNITS_MOST = 500 };

/* ---- the model ---- */

static struct json *log_json(const struct flow *f, const struct flow_model *found)
{
	struct arena *a = f->x->a;
	struct json *o = json_new_obj(a);

	json_set_int(a, o, "dossiers", found->m.cases);
	json_set_int(a, o, "finished", found->finished);
	json_set_int(a, o, "open", found->open);
	json_set_int(a, o, "events", found->m.events);
	json_set_int(a, o, "variants", (int64_t)found->m.ways);
	return o;
}

static struct json *fit_json(const struct flow *f, const struct mine_fit *fit)
{
	struct arena *a = f->x->a;
	struct json *o = json_new_obj(a);

	json_set_int(a, o, "measured_dossiers", fit->cases);
	json_set_int(a, o, "fitting_dossiers", fit->fitting);
	json_set_int(a, o, "unmeasured_dossiers", fit->long_cases);
	json_set_int(a, o, "unmeasured_variants", fit->long_ways);
	json_set_int(a, o, "cost", fit->cost);
	json_set_int(a, o, "worst_cost", fit->most);
	api_flow_put_share(f, o, "fitness", fit->fitness);
	api_flow_put_share(f, o, "mean_dossier_fitness", fit->mean_fitness);
	json_set_int(a, o, "allowed_pairs", fit->pairs);
	json_set_int(a, o, "seen_pairs", fit->met_pairs);
	api_flow_put_share(f, o, "precision", fit->precision);
	return o;
}

static struct json *aparts_json(const struct flow *f, const struct mine_model *m)
{
	const struct mine_study *s = &f->study.s;
	struct arena *a = f->x->a;
	struct json *list = json_new_arr(a);
	struct mine_apart *apart;
	size_t n = mine_model_aparts(a, m, s->view.activities, s->activity_rank, &apart);

	for (size_t i = 0; i < n; i++) {
		struct json *o = json_new_obj(a);

		json_set_str(a, o, "activity", m->activity[apart[i].activity]);
		json_set_int(a, o, "extra", apart[i].extra);
		json_set_int(a, o, "missing", apart[i].missing);
		json_push(a, list, o);
	}
	return list;
}

/* Activities go by their keys, as in all the other answers. */
static struct json *model_json(const struct flow *f, const struct flow_model *found)
{
	struct mine_model m = found->m;
	struct arena *a = f->x->a;

	m.activity = f->study.activity;

	struct json *model = mine_model_json(a, &m), *o = json_new_obj(a);

	json_set_int(a, model, "noise_percent", m.noise / 10);
	json_set(a, o, "log", log_json(f, found));
	json_set(a, o, "model", model);
	json_set(a, o, "fit", fit_json(f, &m.fit));
	json_set(a, o, "deviations", aparts_json(f, &m));
	return o;
}

void api_bottleneck_model(struct exchange *x)
{
	static const char *const names[] = { "by", "noise", "open" };
	struct flow_model found = { .few = true };
	struct flow f;
	struct err e;

	if (api_flow_open(x, &f, names, ARRAY_LEN(names), "model", FLOW_FOR_LIST)) {
		if (!f.study.few && !flow_model(&f, &found, &e)) {
			reply_err(x, &e);
		} else {
			api_flow_reply(&f, found.few ? NULL : model_json(&f, &found));
		}
	}
	flow_done(&f);
}

/* ---- beside the steps ---- */

static struct json *sum_json(const struct flow *f, const struct deviation_sum *s)
{
	struct json *o = json_new_obj(f->x->a);

	json_set_int(f->x->a, o, "times", s->times);
	json_set_int(f->x->a, o, "dossiers", s->cases);
	return o;
}

static void put_kinds(const struct flow *f, struct json *o, const struct deviation_sum *kind)
{
	for (int k = 0; k < CONFORM_KINDS; k++) {
		json_set(f->x->a, o, conform_kind_name((enum conform_kind)k),
			 sum_json(f, &kind[k]));
	}
}

static struct json *total_json(const struct flow *f, const struct deviation_total *t)
{
	struct arena *a = f->x->a;
	struct json *o = json_new_obj(a), *loops = json_new_obj(a);

	json_set_int(a, loops, "dossiers", t->looped);
	json_set_int(a, loops, "returns", t->returns);
	json_set_int(a, loops, "outside", t->outside);
	json_set_int(a, o, "dossiers", t->cases);
	json_set_int(a, o, "conforming", t->conforming);
	api_flow_put_share(f, o, "fitness", deviation_fitness(t));
	json_set(a, o, "loops", loops);
	put_kinds(f, o, t->kind);
	return o;
}

static struct json *unmeasured_json(const struct flow *f, const struct own_conform *c)
{
	struct arena *a = f->x->a;
	struct json *o = json_new_obj(a);

	json_set_int(a, o, "imported", c->imported);
	json_set_int(a, o, "not_begun", c->unbegun);
	json_set_int(a, o, "unknown_version", c->unknown);
	return o;
}

static struct json *steps_json(const struct flow *f, const struct own_version *p)
{
	const struct asking ask = asking_inside(f->x);
	struct arena *a = f->x->a;
	struct json *list = json_new_arr(a);

	for (size_t i = 0; p->version != NULL && i < p->version->steps; i++) {
		struct json *o = json_new_obj(a);

		json_set_str(a, o, "step", p->version->step[i].id);
		json_set_str(a, o, "name", label_named(&ask, p->version->step[i].name));
		put_kinds(f, o, p->step + i * CONFORM_KINDS);
		json_push(a, list, o);
	}
	return list;
}

/* Those that have few are one, without a name. */
static struct json *procedures_json(const struct flow *f, const struct own_conform *c)
{
	const struct asking ask = asking_inside(f->x);
	struct arena *a = f->x->a;
	struct json *list = json_new_arr(a);

	for (size_t i = 0; i < c->versions && i < PROCEDURES_MOST; i++) {
		const struct procedure_version *v = c->version[i].version;
		struct json *o = total_json(f, &c->version[i].total);
		struct str code = v != NULL ? v->procedure->code : STR("");

		api_put_str(f->x, o, "procedure", code);
		api_put_str(f->x, o, "procedure_name",
			    v != NULL ? label_procedure(f->x->app, &ask, code) : STR(""));
		json_set(a, o, "version", v != NULL ? json_new_int(a, v->number)
						    : json_new_null(a));
		json_set(a, o, "steps", steps_json(f, &c->version[i]));
		json_push(a, list, o);
	}
	return list;
}

static struct json *units_json(const struct flow *f, const struct own_conform *c)
{
	struct arena *a = f->x->a;
	struct json *list = json_new_arr(a);

	for (size_t i = 0; i < c->units && json_len(list) < UNITS_MOST; i++) {
		const struct own_unit *u = &c->unit[i];
		struct json *o = json_new_obj(a);

		if (u->total.cases < f->least) {
			continue;
		}
		api_flow_put_holder(f, o, "unit", u->holder);
		json_set_int(a, o, "dossiers", u->total.cases);
		json_set_int(a, o, "conforming", u->total.conforming);
		put_kinds(f, o, u->total.kind);
		json_push(a, list, o);
	}
	return list;
}

void api_bottleneck_steps(struct exchange *x)
{
	struct json *o = json_new_obj(x->a);
	struct own_conform c = { .versions = 0 };
	struct flow f;

	if (api_flow_open(x, &f, NULL, 0, "steps", FLOW_FOR_LIST)) {
		if (!f.study.few) {
			own_conform(&f.work, &f.study, f.least, &c);
			json_set(x->a, o, "total", total_json(&f, &c.total));
			json_set(x->a, o, "unmeasured", unmeasured_json(&f, &c));
			json_set(x->a, o, "procedures", procedures_json(&f, &c));
			json_set(x->a, o, "units", units_json(&f, &c));
		}
		api_flow_reply(&f, c.total.cases < f.least ? NULL : o);
	}
	flow_done(&f);
}
