/* The JSON API: where the time goes in the ledger, for programs of those who lead. */
#include "api_flow.h"

#include "api_json.h"
#include "figure_words.h"
#include "form.h"
#include "web_int.h"
#include "words.h"

#include "core/mine_between.h"

#include <math.h>

enum { P90 = 2 };			/* in mine_percents */
enum { ROWS_MOST = 1000, TAKEN_MOST = 48 };

/* ---- what is asked ---- */

static const struct { const char *name, *words; } valued[] = {
	{ "by", "unit post" },
	{ "noise", "0 5 10 20 40" },
	{ "deviation", "any none loops measured imported unbegun unknown skipped inserted "
		       "wrong_order wrong_post over_limit fit unfit long extra missing" },
	{ "cause", "batching priority contention off extraneous" },
	{ "stand", "now beyond" },
	{ "span", "true" },
	{ "loop", "2 3 4 5 6 7 8 9 10" },
	{ "lasted", "true" },
	{ "of2", "month last quarter year" },
};

/* What says nothing without the other. */
static const struct { const char *name, *with; } paired[] = {
	{ "to", "from" }, { "taker", "giver" }, { "step", "deviation" }, { "version", "deviation" },
	{ "again", "holder" },
	{ "later", "to" }, { "span", "to" },
};

static bool is_one_of(struct str value, struct str words)
{
	struct str one, rest = words;
	bool more = true;

	while (more) {
		more = str_cut(rest, ' ', &one, &rest);
		if (str_eq(one, value)) {
			return true;
		}
	}
	return false;
}

static const struct { enum flow_word word; int64_t most; } counted[] = {
	{ FLOW_VERSION, 100000 }, { FLOW_LEAST, 1000000 }, { FLOW_MOST, 1000000 },
	{ FLOW_WAYS, 100 },
};

static bool good_words(const struct exchange *x, struct err *e)
{
	for (size_t i = 0; i < ARRAY_LEN(valued); i++) {
		struct str value = form_get(x->form, valued[i].name);

		if (value.n > 0 && !is_one_of(value, str_of(valued[i].words))) {
			return err_set(e, ERR_INVALID, "api.word", "name", valued[i].name, "value",
				       str_cstr(x->a, value), "words", valued[i].words, NULL);
		}
	}
	for (size_t i = 0; i < ARRAY_LEN(paired); i++) {
		if (form_get(x->form, paired[i].name).n > 0 &&
		    form_get(x->form, paired[i].with).n == 0) {
			return err_set(e, ERR_INVALID, "api.with", "name", paired[i].name, "with",
				       paired[i].with, NULL);
		}
	}
	return true;
}

static bool good_numbers(const struct exchange *x, struct err *e)
{
	for (size_t i = 0; i < ARRAY_LEN(counted); i++) {
		struct str value = form_get(x->form, flow_name(counted[i].word));
		int64_t n = 0;

		if (value.n > 0 &&
		    (!str_to_int64(value, &n) || n < 1 || n > counted[i].most)) {
			(void)err_set(e, ERR_INVALID, "api.number", "name",
				      flow_name(counted[i].word), "value",
				      str_cstr(x->a, value), NULL);
			return err_add_int(e, "max", counted[i].most);
		}
	}
	return true;
}

static bool good_values(const struct exchange *x, struct err *e)
{
	bool set;

	return good_words(x, e) && good_numbers(x, e) &&
	       api_bool(x, flow_name(FLOW_OPEN), &set, e) &&
	       api_bool(x, flow_name(FLOW_LATER), &set, e);
}

bool api_flow_open(struct exchange *x, struct flow *f, const char *const *more, size_t n,
		   const char *view, enum flow_use use)
{
	static const char *const all[] = { "unit", "of", "field", "procedure", "activity", "from",
					   "to", "giver", "taker", "later", "least", "most",
					   "ways" };
	const char *names[TAKEN_MOST];
	size_t taken = 0;
	struct days days;
	struct err e;

	*f = (struct flow){ .x = x };
	for (size_t i = 0; i < ARRAY_LEN(all); i++) {
		names[taken++] = all[i];
	}
	for (size_t i = 0; i < n && taken < TAKEN_MOST; i++) {
		names[taken++] = more[i];
	}
	if (!api_query(x, names, taken, &e) || !api_days(x, &days, &e) || !good_values(x, &e)) {
		reply_err(x, &e);
		return false;
	}
	if (!flow_open_view(x, f, str_of(view), use)) {
		return false;
	}
	f->word[FLOW_OPEN] = str_is(f->word[FLOW_OPEN], "true") ? STR("1") : STR("");
	return true;
}

/* ---- what all answers have ---- */

struct json *api_flow_head(const struct flow *f, bool few)
{
	const struct exchange *x = f->x;
	const struct unit *u = org_unit(app_org(x->app), f->q.unit);
	struct json *o = json_new_obj(x->a);

	api_put_str(x, o, "unit", u ? u->key : STR(""));
	api_put_str(x, o, "unit_name", words_agency(x, f->q.unit));
	api_put_days(x, o, figures_days(f->q.ask, day_of(x->now)));
	json_set(x->a, o, "moved",
		 few ? json_new_null(x->a) : json_new_int(x->a, f->study.dossiers));
	json_set_int(x->a, o, "least", f->least);
	json_set_bool(x->a, o, "few", few);
	return o;
}

void api_flow_reply(const struct flow *f, const struct json *found)
{
	struct json *o = api_flow_head(f, found == NULL);

	json_set(f->x->a, o, "found", found != NULL ? found : json_new_null(f->x->a));
	api_reply(f->x, o);
}

void api_flow_put_holder(const struct flow *f, struct json *o, const char *name, int32_t holder)
{
	const struct exchange *x = f->x;
	struct json *h = json_new_obj(x->a);

	if (holder == MINE_NONE) {
		json_set(x->a, o, name, json_new_null(x->a));
		return;
	}
	api_put_str(x, h, "key", flow_holder_key(f, holder));
	json_set_str(x->a, h, "name", flow_holder(f, holder));
	json_set(x->a, o, name, h);
}

void api_flow_put_seconds(const struct flow *f, struct json *o, const char *name, mine_sum us)
{
	json_set_int(f->x->a, o, name, (int64_t)(us / MINE_SECOND));
}

void api_flow_put_share(const struct flow *f, struct json *o, const char *name, double share)
{
	json_set_int(f->x->a, o, name, (int64_t)floor(share * 10000 + 1e-9));
}

/* ---- activities and places ---- */

struct telling {
	const struct flow *f;
	const struct mine_study *s;
	int64_t limit;
};

static void put_activity(const struct telling *t, struct json *o, const char *name, int32_t id)
{
	json_set_str(t->f->x->a, o, name, t->f->study.activity[id]);
}

/* In the order of their names. */
static struct json *activities_json(const struct telling *t)
{
	struct arena *a = t->f->x->a;
	int32_t n = t->s->view.activities;
	int32_t *order = arena_array(a, int32_t, (size_t)n);
	struct json *list = json_new_arr(a);

	for (int32_t i = 0; i < n; i++) {
		order[t->s->activity_rank[i]] = i;
	}
	for (int32_t i = 0; i < n; i++) {
		const struct mine_activity *act = &t->s->flow.activity[order[i]];
		const struct mine_usual *u = &t->s->stays.activity[order[i]];
		struct json *o = json_new_obj(a);

		if (act->events == 0) {
			continue;
		}
		put_activity(t, o, "activity", order[i]);
		json_set_str(a, o, "name", flow_activity(t->f, order[i]));
		json_set_int(a, o, "events", act->events);
		json_set_int(a, o, "dossiers", act->cases);
		json_set_int(a, o, "stays", u->stays);
		api_flow_put_seconds(t->f, o, "stay_s", u->stay);
		api_flow_put_seconds(t->f, o, "usual_s", u->usual);
		api_flow_put_seconds(t->f, o, "lost_s", u->lost);
		json_push(a, list, o);
	}
	return list;
}

static struct json *places_json(const struct telling *t)
{
	const struct mine_stays *s = &t->s->stays;
	struct arena *a = t->f->x->a;
	struct json *list = json_new_arr(a);

	for (uint32_t i = 0; i < s->places && i < t->limit; i++) {
		const struct mine_place *p = &s->place[i];
		struct json *o = json_new_obj(a);

		put_activity(t, o, "activity", p->activity);
		api_flow_put_holder(t->f, o, "holder", p->holder);
		json_set_int(a, o, "stays", p->stays);
		json_set_int(a, o, "dossiers", p->cases);
		api_flow_put_seconds(t->f, o, "stay_s", p->stay);
		api_flow_put_seconds(t->f, o, "usual_s", s->activity[p->activity].usual);
		api_flow_put_seconds(t->f, o, "lost_s", p->lost);
		api_flow_put_seconds(t->f, o, "longest_s", p->longest);
		json_push(a, list, o);
	}
	return list;
}

/* ---- why it waits ---- */

/* Each cause is cut where the sum so far is, so that the five still add up. */
static void put_wait(const struct telling *t, struct json *o, const struct mine_wait *w)
{
	static const char *const name[MINE_CAUSES] = {
		[MINE_BATCHING] = "batching_s", [MINE_PRIORITY] = "prioritisation_s",
		[MINE_CONTENTION] = "contention_s", [MINE_OFF_HOURS] = "unavailability_s",
		[MINE_EXTRANEOUS] = "extraneous_s",
	};
	struct arena *a = t->f->x->a;
	mine_sum sum = 0;
	int64_t told = 0;

	for (int i = 0; i < MINE_CAUSES; i++) {
		sum += w->cause[i];
		json_set_int(a, o, name[i], (int64_t)(sum / MINE_SECOND) - told);
		told = (int64_t)(sum / MINE_SECOND);
	}
	json_set_int(a, o, "passages", w->passages);
	json_set_int(a, o, "handed_over", w->handed);
	json_set_int(a, o, "wait_s", told);
	json_set_int(a, o, "work_s", (int64_t)((w->wait + w->work) / MINE_SECOND) - told);
}

static struct json *handovers_json(const struct telling *t)
{
	const struct mine_waits *w = &t->s->waits;
	struct arena *a = t->f->x->a;
	struct json *list = json_new_arr(a);

	for (uint32_t i = 0; i < w->rows && i < t->limit; i++) {
		struct json *o = json_new_obj(a);

		put_activity(t, o, "from", w->row[i].from);
		put_activity(t, o, "to", w->row[i].to);
		put_wait(t, o, &w->row[i].w);
		json_push(a, list, o);
	}
	return list;
}

static struct json *waiting_json(const struct telling *t)
{
	struct json *o = json_new_obj(t->f->x->a);

	put_wait(t, o, &t->s->waits.all);
	return o;
}

/* ---- ways ---- */

static struct json *ways_json(const struct telling *t)
{
	const struct mine_flow *flow = &t->s->flow;
	struct arena *a = t->f->x->a;
	struct json *list = json_new_arr(a);

	for (uint32_t i = 0; i < flow->edges && i < t->limit; i++) {
		const struct mine_edge *edge = &flow->edge[t->s->edges[i]];
		struct json *o = json_new_obj(a);

		put_activity(t, o, "from", edge->from);
		put_activity(t, o, "to", edge->to);
		json_set_int(a, o, "count", edge->count);
		json_set_int(a, o, "dossiers", edge->cases);
		api_flow_put_seconds(t->f, o, "sum_s", edge->sum);
		json_set_int(a, o, "median_s", (int64_t)edge->median_s);
		api_flow_put_seconds(t->f, o, "min_s", edge->min);
		api_flow_put_seconds(t->f, o, "max_s", edge->max);
		if (t->s->hours != NULL) {
			api_flow_put_seconds(t->f, o, "working_sum_s", edge->working);
		} else {
			json_set(a, o, "working_sum_s", json_new_null(a));
		}
		json_push(a, list, o);
	}
	return list;
}

static struct json *variants_json(const struct telling *t)
{
	const struct mine_view *v = &t->s->view;
	struct arena *a = t->f->x->a;
	struct json *list = json_new_arr(a);

	for (size_t i = 0; i < t->s->variants.n && i < (size_t)t->limit; i++) {
		const struct mine_variant *one = &t->s->variants.variant[i];
		struct json *o = json_new_obj(a), *path = json_new_arr(a);

		for (size_t k = v->start[one->like]; k < v->start[one->like + 1]; k++) {
			json_push(a, path, json_new_str(a, t->f->study.activity[v->activity[k]]));
		}
		json_set_str(a, o, "way", flow_way(t->f, one->like));
		json_set(a, o, "path", path);
		json_set_int(a, o, "dossiers", one->cases);
		json_push(a, list, o);
	}
	return list;
}

/* ---- who with whom ---- */

static struct json *transfers_json(const struct telling *t)
{
	const struct mine_couples *c = &t->s->people.transfer;
	struct arena *a = t->f->x->a;
	struct json *list = json_new_arr(a);

	for (uint32_t i = 0; i < c->pairs.n && i < t->limit; i++) {
		const struct mine_pair *p = &c->pairs.pair[c->order[i]];
		struct json *o = json_new_obj(a);

		api_flow_put_holder(t->f, o, "giver", p->a);
		api_flow_put_holder(t->f, o, "taker", p->b);
		json_set_int(a, o, "count", c->count[c->order[i]]);
		json_push(a, list, o);
	}
	return list;
}

static struct json *loops_json(const struct telling *t)
{
	struct arena *a = t->f->x->a;
	struct json *list = json_new_arr(a);

	for (int i = 2; i <= MINE_LOOP_MOST; i++) {
		const struct mine_loops *l = &t->s->again.loop[i];
		struct json *o = json_new_obj(a);

		json_set_int(a, o, "length", i);
		json_set_int(a, o, "count", l->count);
		json_set_int(a, o, "dossiers", l->cases);
		api_flow_put_seconds(t->f, o, "away_s", l->away);
		json_push(a, list, o);
	}
	return list;
}

/* ---- from one activity to another ---- */

/* From the first of the one to the first of the other behind it, whatever lies between. */
static const struct json *between_json(const struct telling *t)
{
	const struct flow *f = t->f;
	int32_t from = flow_activity_named(f, f->word[FLOW_FROM]);
	int32_t to = flow_activity_named(f, f->word[FLOW_TO]);
	struct json *o = json_new_obj(f->x->a);
	struct mine_between found;
	struct arena scratch;

	if (from == MINE_NONE || to == MINE_NONE) {
		return json_new_null(f->x->a);
	}
	arena_init(&scratch, 0);
	mine_between(&scratch, &t->s->view, t->s->hours, from, to, &found);
	arena_done(&scratch);
	const struct mine_spread *s = t->s->hours != NULL ? &found.working : &found.spread;

	json_set_int(f->x->a, o, "dossiers", found.cases);
	json_set_int(f->x->a, o, "reached", (int64_t)s->n);
	json_set_int(f->x->a, o, "mean_s", (int64_t)s->mean_s);
	json_set_int(f->x->a, o, "median_s", (int64_t)s->median_s);
	json_set_int(f->x->a, o, "p90_s", (int64_t)s->linear_s[P90]);
	api_flow_put_seconds(f, o, "longest_s", s->max);
	return o;
}

/* ---- now ---- */

/* Of all that are held, whether they moved in these days or not. */
static const struct json *standing_json(const struct telling *t)
{
	const struct mine_stands *s = &t->f->study.stands;
	struct arena *a = t->f->x->a;
	struct json *o = json_new_obj(a), *list = json_new_arr(a);

	if (s->cases < t->f->least) {
		return json_new_null(a);
	}
	for (size_t i = 0; i < s->places && i < (size_t)t->limit; i++) {
		const struct mine_stand *p = &s->place[i];
		struct json *one = json_new_obj(a);

		put_activity(t, one, "activity", p->activity);
		api_flow_put_holder(t->f, one, "holder", p->holder);
		json_set_int(a, one, "dossiers", p->cases);
		json_set_int(a, one, "beyond", p->beyond);
		api_flow_put_seconds(t->f, one, "stay_s", p->stay);
		api_flow_put_seconds(t->f, one, "lost_s", p->lost);
		api_flow_put_seconds(t->f, one, "longest_s", p->longest);
		json_push(a, list, one);
	}
	json_set_int(a, o, "dossiers", s->cases);
	json_set_int(a, o, "beyond", s->beyond);
	api_flow_put_seconds(t->f, o, "stay_s", s->stay);
	api_flow_put_seconds(t->f, o, "lost_s", s->lost);
	json_set_int(a, o, "count", (int64_t)s->places);
	json_set(a, o, "places", list);
	return o;
}

/* ---- all ---- */

/* How long the lists are without `limit`. */
static struct json *counts_json(const struct telling *t)
{
	struct arena *a = t->f->x->a;
	struct json *o = json_new_obj(a);

	json_set_int(a, o, "places", t->s->stays.places);
	json_set_int(a, o, "handovers", t->s->waits.rows);
	json_set_int(a, o, "ways", t->s->flow.edges);
	json_set_int(a, o, "variants", (int64_t)t->s->variants.n);
	json_set_int(a, o, "transfers", t->s->people.transfer.pairs.n);
	return o;
}

static const struct json *found_json(const struct telling *t)
{
	const struct mine_study *s = t->s;
	struct arena *a = t->f->x->a;
	struct json *o = json_new_obj(a);

	json_set_str(a, o, "time", s->hours != NULL ? STR("working") : STR("elapsed"));
	json_set_int(a, o, "dossiers", (int64_t)s->flow.cases);
	api_flow_put_seconds(t->f, o, "stay_s", s->stays.stay);
	api_flow_put_seconds(t->f, o, "lost_s", s->stays.lost);
	json_set_int(a, o, "median_s", (int64_t)s->duration.median_s);
	json_set(a, o, "count", counts_json(t));
	json_set(a, o, "activities", activities_json(t));
	json_set(a, o, "places", places_json(t));
	json_set(a, o, "waiting", waiting_json(t));
	json_set(a, o, "handovers", handovers_json(t));
	json_set(a, o, "ways", ways_json(t));
	json_set(a, o, "variants", variants_json(t));
	json_set(a, o, "between", between_json(t));
	json_set(a, o, "transfers", transfers_json(t));
	json_set(a, o, "loops", loops_json(t));
	return o;
}

void api_bottlenecks(struct exchange *x)
{
	static const char *const names[] = { "by", "limit" };
	struct telling t = { .limit = 0 };
	struct flow f;
	struct err e;

	if (!api_limit_of(x, ROWS_MOST, &t.limit, &e)) {
		reply_err(x, &e);
		return;
	}
	if (api_flow_open(x, &f, names, ARRAY_LEN(names), "", FLOW_FOR_ALL)) {
		t.f = &f;
		t.s = &f.study.s;
		struct json *o = api_flow_head(&f, f.study.few);

		json_set(x->a, o, "standing", standing_json(&t));
		json_set(x->a, o, "found", f.study.few ? json_new_null(x->a) : found_json(&t));
		api_reply(x, o);
	}
	flow_done(&f);
}
