/* The JSON API: two units or periods of the bottlenecks side by side. */
#include "api_flow.h"

#include "api_json.h"
#include "figure_words.h"
#include "web_int.h"
#include "words.h"

enum { ROWS_MOST = 1000 };

struct telling {
	const struct flow *f;
	const struct own_beside *b;
	int64_t limit;
};

/* Durations, in whole seconds. */
static struct json *spread_json(const struct telling *t, const struct mine_spread *s)
{
	struct arena *a = t->f->x->a;
	struct json *o = json_new_obj(a);

	json_set_int(a, o, "median_s", (int64_t)s->median_s);
	json_set_int(a, o, "mean_s", (int64_t)s->mean_s);
	json_set_int(a, o, "nine_in_ten_s", (int64_t)s->linear_s[2]);
	api_flow_put_seconds(t->f, o, "min_s", s->min);
	api_flow_put_seconds(t->f, o, "max_s", s->max);
	return o;
}

static void put_count(const struct telling *t, struct json *o, const char *name, bool few,
		      size_t n)
{
	struct arena *a = t->f->x->a;

	json_set(a, o, name, few ? json_new_null(a) : json_new_int(a, (int64_t)n));
}

static struct json *side_json(const struct telling *t, int side)
{
	const struct board_asked *q = side == 0 ? &t->f->q : &t->f->beside;
	const struct mine_side *s = &t->b->x.side[side];
	const struct exchange *x = t->f->x;
	const struct unit *u = org_unit(app_org(x->app), q->unit);
	struct json *o = json_new_obj(x->a);
	bool few = t->b->side[side].few, working = !few && t->f->study.s.hours != NULL;

	api_put_str(x, o, "unit", u ? u->key : STR(""));
	api_put_str(x, o, "unit_name", words_agency(x, q->unit));
	api_put_days(x, o, figures_days(q->ask, day_of(x->now)));
	json_set_bool(x->a, o, "few", few);
	put_count(t, o, "moved", few, (size_t)t->b->side[side].dossiers);
	put_count(t, o, "dossiers", few, s->flow.cases);
	put_count(t, o, "events", few, s->flow.events);
	put_count(t, o, "variants", few, s->ways);
	json_set(x->a, o, "duration",
		 few ? json_new_null(x->a) : spread_json(t, &s->duration));
	json_set(x->a, o, "working_duration",
		 working ? spread_json(t, &s->working) : json_new_null(x->a));
	return o;
}

static void put_pair(const struct telling *t, struct json *o, const char *name, int64_t first,
		     int64_t second)
{
	struct arena *a = t->f->x->a;
	struct json *list = json_new_arr(a);

	json_push(a, list, json_new_int(a, first));
	json_push(a, list, json_new_int(a, second));
	json_set(a, o, name, list);
}

/* Dossiers of both sides, and which share of theirs. */
static void put_dossiers(const struct telling *t, struct json *o, const int64_t cases[2])
{
	int64_t share[2];

	for (int k = 0; k < 2; k++) {
		share[k] = cases[k] * 10000 / (int64_t)t->b->x.side[k].flow.cases;
	}
	put_pair(t, o, "dossiers", cases[0], cases[1]);
	put_pair(t, o, "share", share[0], share[1]);
}

static struct json *activities_json(const struct telling *t)
{
	struct arena *a = t->f->x->a;
	struct json *list = json_new_arr(a);

	for (size_t i = 0; i < t->b->x.activities && i < (size_t)t->limit; i++) {
		const struct contrast_activity *one = &t->b->x.activity[i];
		struct json *o = json_new_obj(a);

		json_set_str(a, o, "activity", t->f->study.activity[one->activity]);
		json_set_str(a, o, "name", flow_activity(t->f, one->activity));
		put_pair(t, o, "events", one->events[0], one->events[1]);
		put_dossiers(t, o, one->cases);
		json_push(a, list, o);
	}
	return list;
}

static struct json *way_json(const struct telling *t, const struct contrast_edge *e)
{
	struct arena *a = t->f->x->a;
	struct json *o = json_new_obj(a), *medians = json_new_arr(a);
	int64_t count[2] = { 0, 0 }, cases[2] = { 0, 0 };

	for (int k = 0; k < 2; k++) {
		const struct mine_edge *of = e->edge[k];

		if (of != NULL) {
			count[k] = of->count;
			cases[k] = of->cases;
		}
		json_push(a, medians, of != NULL ? json_new_int(a, (int64_t)of->median_s)
						 : json_new_null(a));
	}
	json_set_str(a, o, "from", t->f->study.activity[e->from]);
	json_set_str(a, o, "to", t->f->study.activity[e->to]);
	put_pair(t, o, "count", count[0], count[1]);
	put_dossiers(t, o, cases);
	json_set(a, o, "median_s", medians);
	return o;
}

static struct json *found_json(const struct telling *t)
{
	const struct mine_contrast *x = &t->b->x;
	struct arena *a = t->f->x->a;
	struct json *o = json_new_obj(a), *durations = json_new_obj(a), *ways = json_new_arr(a);

	for (size_t i = 0; i < x->edges && i < (size_t)t->limit; i++) {
		json_push(a, ways, way_json(t, &x->edge[i]));
	}
	api_flow_put_share(t->f, durations, "second_longer", x->longer);
	api_flow_put_share(t->f, durations, "largest_gap", x->apart);
	json_set(a, o, "durations", durations);
	json_set(a, o, "activities", activities_json(t));
	json_set(a, o, "ways", ways);
	return o;
}

void api_bottleneck_beside(struct exchange *x)
{
	static const char *const names[] = { "by", "unit2", "of2", "limit" };
	struct telling t = { .limit = 0 };
	struct flow f;
	struct err e;

	if (!api_limit_of(x, ROWS_MOST, &t.limit, &e)) {
		reply_err(x, &e);
		return;
	}
	if (api_flow_open(x, &f, names, ARRAY_LEN(names), "beside", FLOW_FOR_PAGE)) {
		struct json *o = json_new_obj(x->a), *sides = json_new_arr(x->a);

		t.f = &f;
		t.b = f.study.beside;
		json_push(x->a, sides, side_json(&t, 0));
		json_push(x->a, sides, side_json(&t, 1));
		json_set_int(x->a, o, "least", f.least);
		json_set_bool(x->a, o, "few", !own_beside_told(t.b));
		json_set(x->a, o, "compare", sides);
		json_set(x->a, o, "found",
			 own_beside_told(t.b) ? found_json(&t) : json_new_null(x->a));
		api_reply(x, o);
	}
	flow_done(&f);
}
