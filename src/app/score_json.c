/* Scorecards as JSON: of the API and the command line. */
#include "score_int.h"

static struct json *int_or_null(struct arena *a, int64_t n, bool there)
{
	return there ? json_new_int(a, n) : json_new_null(a);
}

static struct json *sums_json(struct arena *a, const struct work_sums *s)
{
	struct json *o = json_new_obj(a);
#define PUT(name) json_set_int(a, o, #name, s->name);
	WORK_COLUMNS(PUT)
#undef PUT
	return o;
}

/* Upper ends of bands; the last one has none. */
static struct json *band_json(struct arena *a, int band)
{
	bool there = band >= 0 && work_band_end(band) != INT64_MAX;
	return int_or_null(a, there ? work_band_end(band) : 0, there);
}

static struct json *times_json(struct arena *a, const struct score *c)
{
	static const struct {
		const char *name;
		int64_t n, of;
	} part[] = {
		{ "quarter_s", 1, 4 }, { "half_s", 1, 2 }, { "three_quarters_s", 3, 4 },
		{ "nine_tenths_s", 9, 10 },
	};
	struct json *o = json_new_obj(a), *bands = json_new_arr(a);
	for (size_t i = 0; i < ARRAY_LEN(part); i++) {
		json_set(a, o, part[i].name,
			 band_json(a, work_band_at(c->spread, part[i].n, part[i].of)));
	}
	for (int i = 0; i < WORK_BANDS; i++) {
		struct json *b = json_new_obj(a);
		json_set(a, b, "up_to_s", band_json(a, i));
		json_set_int(a, b, "steps", c->spread[i]);
		json_push(a, bands, b);
	}
	json_set(a, o, "bands", bands);
	return o;
}

static struct json *beside_json(struct arena *a, const struct score *c)
{
	if (c->beside.expected_s <= 0) {
		return json_new_null(a);
	}
	struct json *o = json_new_obj(a);
	json_set_int(a, o, "own_s", c->beside.own_s);
	json_set_int(a, o, "expected_s", c->beside.expected_s);
	json_set_int(a, o, "own_late", c->beside.own_late);
	json_set_int(a, o, "expected_late_hundredths", c->beside.expected_late);
	json_set_int(a, o, "peers", c->peers);
	return o;
}

static struct json *rates_json(struct arena *a, const struct score *c, int64_t least)
{
	const struct rates *r = &c->rates;
	int64_t official = rates_official(r), lived = rates_lived(r);
	int64_t solved = r->early + r->on_time + r->late;
	struct json *o = json_new_obj(a);
	if (!c->rated) {
		return json_new_null(a);
	}
	json_set_int(a, o, "early", r->early);
	json_set_int(a, o, "on_time", r->on_time);
	json_set_int(a, o, "late", r->late);
	json_set(a, o, "official", int_or_null(a, official, official >= 0 && solved >= least));
	json_set_int(a, o, "lived_on_time", r->lived_on_time);
	json_set_int(a, o, "lived_late", r->lived_late);
	json_set_int(a, o, "lived_open_late", r->lived_open_late);
	json_set(a, o, "lived", int_or_null(a, lived, lived >= 0 && solved >= least));
	return o;
}

static struct json *contests_json(struct arena *a, const struct score *c)
{
	struct json *o = json_new_obj(a);
	json_set_int(a, o, "contested", c->contested);
	json_set_int(a, o, "won", c->won);
	json_set_int(a, o, "lost", c->lost);
	json_set_int(a, o, "sent", c->sent);
	json_set_int(a, o, "sent_wrong", c->sent_wrong);
	return o;
}

static struct json *criteria_json(struct app *app, struct arena *a, const struct asking *ask,
				  const struct score *c)
{
	const struct rule_set *r = law_rule_set(&app->law, day_of(ask->now));
	struct json *o = json_new_obj(a), *list = json_new_arr(a);
	for (size_t i = 0; r && i < r->criteria; i++) {
		const struct criterion *k = law_criterion(&app->law, r->criterion[i]);
		int64_t points = k ? score_criterion(k, &c->facts) : NOT_MEASURED;
		struct json *one = json_new_obj(a);
		json_set_str(a, one, "id", r->criterion[i]);
		json_set(a, one, "points_hundredths",
			 int_or_null(a, points, points != NOT_MEASURED));
		json_set_int(a, one, "most", k ? k->best : 0);
		json_push(a, list, one);
	}
	json_set_int(a, o, "points_hundredths", c->score.points);
	json_set_int(a, o, "most_hundredths", c->score.most);
	json_set_int(a, o, "measured", c->score.measured);
	json_set(a, o, "rank", c->score.rank ? json_new_str(a, c->score.rank->id)
					     : json_new_null(a));
	json_set(a, o, "criteria", list);
	return o;
}

static void put_work(struct arena *a, struct json *o, const struct score *c)
{
	json_set(a, o, "work", sums_json(a, &c->sums));
	json_set(a, o, "time", times_json(a, c));
	json_set(a, o, "beside", beside_json(a, c));
	json_set(a, o, "established_signals",
		 int_or_null(a, c->established, c->established != NOT_MEASURED));
	json_set(a, o, "established_praise",
		 int_or_null(a, c->praised, c->praised != NOT_MEASURED));
}

struct json *score_json(struct app *app, struct arena *a, const struct asking *ask,
			enum score_by by, const struct score *c, int64_t least)
{
	struct json *o = json_new_obj(a);
	struct str name = by == SCORE_PROCEDURE ? label_procedure(app, ask, c->key)
			: by == SCORE_FIELD ? c->key : label_unit(app, c->unit, ask->now);
	if (!score_told(c, least)) {
		return NULL;
	}
	json_set_str(a, o, "key", c->key);
	json_set_str(a, o, "name", name);
	put_work(a, o, c);
	json_set(a, o, "contests", contests_json(a, c));
	json_set(a, o, "rates", rates_json(a, c, least));
	json_set(a, o, "score", c->rated ? criteria_json(app, a, ask, c) : json_new_null(a));
	return o;
}

struct json *person_score_json(struct app *app, struct arena *a, const struct asking *ask,
			       const struct person_score *p)
{
	const struct person *who = org_person(&app->org, p->seat.person);
	const struct unit *u = org_unit(&app->org, p->seat.unit);
	struct json *o = json_new_obj(a);
	(void)ask;
	json_set_str(a, o, "person", who ? who->key : STR("?"));
	json_set(a, o, "unit", u ? json_new_str(a, u->key) : json_new_null(a));
	json_set_int(a, o, "dossiers", p->dossiers);
	json_set_int(a, o, "least", p->least);
	json_set_bool(a, o, "enough", p->enough);
	if (p->enough) {
		put_work(a, o, &p->score);
	}
	if (p->heads) {
		json_set_int(a, o, "rulings_owed_late", p->rulings_owed);
		json_set_int(a, o, "escalations_unanswered", p->calls_owed);
	}
	return o;
}
