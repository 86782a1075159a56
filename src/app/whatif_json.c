/* What-if as JSON. */
#include "whatif_json.h"

#include "whatif_text.h"

static int64_t hundredths(double v)
{
	return (int64_t)(v < 0 ? v * 100 - 0.5 : v * 100 + 0.5);
}

static int64_t whole(double v)
{
	return (int64_t)(v + 0.5);
}

static struct json *spread(struct arena *a, const struct whatif_spread *s,
			   int64_t (*as)(double v))
{
	struct json *o = json_new_obj(a);

	json_set_int(a, o, "mean", as(s->mean));
	json_set_int(a, o, "low", as(s->low));
	json_set_int(a, o, "high", as(s->high));
	return o;
}

static struct json *sums(struct arena *a, const struct whatif_sums *s)
{
	struct json *o = json_new_obj(a), *bands = json_new_arr(a);

	json_set_int(a, o, "dossiers", s->cases);
	json_set(a, o, "late_hundredths", spread(a, &s->late, hundredths));
	json_set(a, o, "median_work_s", spread(a, &s->median_s, whole));
	for (int b = 0; b < WHATIF_BANDS; b++) {
		struct json *row = json_new_obj(a);

		if (b < WHATIF_BANDS - 1) {
			json_set_int(a, row, "below_days", whatif_band_days(b));
		}
		json_set_int(a, row, "n", s->band[b]);
		json_push(a, bands, row);
	}
	json_set(a, o, "took", bands);
	return o;
}

static struct json *check(struct arena *a, const struct whatif_check *k)
{
	struct json *o = json_new_obj(a);
	double real = k->cases > 0 ? (double)k->late * 100 / (double)k->cases : 0;

	json_set_int(a, o, "dossiers", k->cases);
	json_set_int(a, o, "late", k->late);
	json_set_int(a, o, "late_percent_hundredths", hundredths(real));
	json_set(a, o, "late_told_percent_hundredths", spread(a, &k->late_told, hundredths));
	json_set_int(a, o, "late_error_hundredths", hundredths(k->late_told.mean - real));
	json_set_int(a, o, "median_work_s", k->median_s);
	json_set(a, o, "median_told_work_s", spread(a, &k->median_told, whole));
	return o;
}

static struct json *posts(struct arena *a, const struct whatif_ask *ask,
			  const struct whatif_answer *w)
{
	struct json *all = json_new_arr(a);

	for (size_t i = 0; i < ask->changes; i++) {
		const struct whatif_at *at = &w->at[i];
		struct json *o = json_new_obj(a);

		if (ask->change[i].kind != WHATIF_PERSONS) {
			continue;
		}
		json_set_str(a, o, "unit", ask->change[i].unit);
		json_set_str(a, o, "post", ask->change[i].post);
		json_set_int(a, o, "persons", at->persons);
		json_set_int(a, o, "stays", at->stops);
		json_set_int(a, o, "effort_tenths", at->tenths);
		json_set(a, o, "own", json_new_bool(a, at->own));
		json_push(a, all, o);
	}
	return all;
}

static void set_day(struct arena *a, struct json *o, const char *name, int64_t at)
{
	char text[DAY_TEXT];

	json_set_str(a, o, name, str_dup(a, str_of(day_text(day_of(at), text))));
}

struct json *whatif_json(const struct app *app, struct arena *a, const struct whatif_ask *ask,
			 const struct whatif_answer *w, const struct whatif_back *back)
{
	struct json *o = json_new_obj(a), *says = json_new_obj(a);

	json_set_str(a, says, "vi", whatif_sentence(app, a, TEXT_VI, ask, w));
	json_set_str(a, says, "en", whatif_sentence(app, a, TEXT_EN, ask, w));
	json_set(a, o, "says", says);
	set_day(a, o, "from", w->from);
	set_day(a, o, "until", w->until);
	json_set_int(a, o, "learnt", w->learnt);
	json_set_int(a, o, "left_out", w->left_out);
	json_set_int(a, o, "replayed", w->replayed);
	json_set_int(a, o, "runs", w->runs);
	json_set_int(a, o, "stops", w->events);
	json_set(a, o, "less_percent_hundredths", w->any ? spread(a, &w->less, hundredths)
							 : json_new_null(a));
	json_set(a, o, "less_all_percent_hundredths", w->base_all.late.mean > 0
		 ? spread(a, &w->less_all, hundredths) : json_new_null(a));
	json_set(a, o, "at_most_percent_hundredths", w->bounded && w->any
		 ? json_new_int(a, hundredths(w->at_most)) : json_new_null(a));
	json_set(a, o, "base", sums(a, &w->base));
	json_set(a, o, "changed", sums(a, &w->changed));
	json_set(a, o, "base_all", sums(a, &w->base_all));
	json_set(a, o, "changed_all", sums(a, &w->changed_all));
	json_set(a, o, "posts", posts(a, ask, w));
	json_set(a, o, "check", check(a, &w->check));
	if (back != NULL) {
		struct json *b = check(a, &back->check);

		set_day(a, b, "middle", back->middle);
		json_set(a, o, "back", b);
	}
	return o;
}
