/* Rates over days, from the sums of days. */
#include "sums.h"

#include "app_int.h"

#include "store/tally.h"

#include "base/num.h"

#include <string.h>

struct summing {
	struct arena *a;
	struct sums *out;
	bool parts;			/* by procedure too */
	size_t room;
	struct map place;		/* agency, and procedure → its place plus one */
};

static struct str key_of(const struct summing *s, struct unit_id agency, struct str procedure)
{
	char id[ID_TEXT];
	struct str key = str_of(id_text('u', agency.v, id));

	return s->parts ? STR_JOIN(s->a, key, procedure) : str_dup(s->a, key);
}

static struct agency_rates *more(struct summing *s)
{
	struct sums *all = s->out;

	if (all->n == s->room) {
		size_t room = s->room > 0 ? 2 * s->room : 128;
		struct agency_rates *grown = arena_array(s->a, struct agency_rates, room);

		if (all->n > 0) {
			memcpy(grown, all->agency, all->n * sizeof(*grown));
		}
		all->agency = grown;
		s->room = room;
	}
	return &all->agency[all->n++];
}

static struct agency_rates *rates_of(struct summing *s, struct unit_id agency,
				     struct str procedure)
{
	struct str key = key_of(s, agency, procedure);
	size_t i = (size_t)(uintptr_t)map_get(&s->place, key);

	if (i == 0) {
		*more(s) = (struct agency_rates){
			.agency = agency,
			.procedure = s->parts ? str_dup(s->a, procedure) : STR("") };
		i = s->out->n;
		map_put(&s->place, key, (void *)(uintptr_t)i);
	}
	return &s->out->agency[i - 1];
}

/* What a range of days adds to the rates. */
typedef void part_fn(struct agency_rates *to, const int64_t n[TALLY_COLUMNS]);

static void within(struct agency_rates *to, const int64_t n[TALLY_COLUMNS])
{
	struct rates *r = &to->rates;
	const struct solved_how how = {
		.asked_none = n[TALLY_ASKED_NONE], .asked_once = n[TALLY_ASKED_ONCE],
		.asked_more = n[TALLY_ASKED_MORE], .online_late = n[TALLY_ONLINE_LATE],
	};

	r->received_online_self += n[TALLY_RECEIVED_SELF];
	r->received_online_helped += n[TALLY_RECEIVED_HELPED];
	r->received_direct += n[TALLY_RECEIVED_DIRECT];
	r->early += n[TALLY_EARLY];
	r->on_time += n[TALLY_ON_TIME];
	r->late += n[TALLY_LATE];
	r->lived_on_time += n[TALLY_LIVED_ON_TIME];
	r->lived_late += n[TALLY_LIVED_LATE];
	solved_plus(&to->how, &how);
}

static void standing(struct agency_rates *to, const int64_t n[TALLY_COLUMNS])
{
	to->rates.carried += n[TALLY_OPEN];
}

/* Since the first day: what was open before it is open now or was solved since, less what
 * came since. */
static void since(struct agency_rates *to, const int64_t n[TALLY_COLUMNS])
{
	to->rates.carried += n[TALLY_EARLY] + n[TALLY_ON_TIME] + n[TALLY_LATE] -
			     n[TALLY_RECEIVED_SELF] - n[TALLY_RECEIVED_HELPED] -
			     n[TALLY_RECEIVED_DIRECT];
}

/* After the last day: lives that were late then and have ended since. */
static void after(struct agency_rates *to, const int64_t n[TALLY_COLUMNS])
{
	to->rates.lived_open_late += n[TALLY_LIVED_LATE] - n[TALLY_BROKEN];
}

static bool add_part(struct app *app, struct summing *s, struct day from, struct day until,
		     part_fn *part, struct err *e)
{
	struct tally_sum *row;
	size_t n;

	if (!store_tally(app->store, s->a, from, until, &row, &n, e)) {
		return false;
	}
	for (size_t i = 0; i < n; i++) {
		part(rates_of(s, row[i].agency, row[i].procedure), row[i].n);
	}
	return true;
}

static void add_broken(void *ctx, int64_t agency, int64_t n)
{
	rates_of(ctx, (struct unit_id){ agency }, STR(""))->rates.lived_open_late += n;
}

static void add_broken_part(void *ctx, struct unit_id agency, struct str procedure, int64_t n)
{
	rates_of(ctx, agency, procedure)->rates.lived_open_late += n;
}

static void sort_by_id(struct sums *s)
{
	for (size_t i = 1; i < s->n; i++) {
		struct agency_rates x = s->agency[i];
		size_t k = i;

		for (; k > 0 && s->agency[k - 1].agency.v > x.agency.v; k--) {
			s->agency[k] = s->agency[k - 1];
		}
		s->agency[k] = x;
	}
}

static bool sum_up(struct app *app, struct days days, struct summing *s, struct err *e)
{
	struct day none = { TALLY_STANDING }, end = { INT32_MAX };
	int64_t seen = num_min(day_start(days.until) - 1, app_now(app)) + 1;

	map_init(&s->place, s->a);
	return add_part(app, s, days.from, days.until, within, e) &&
	       add_part(app, s, none, (struct day){ none.n + 1 }, standing, e) &&
	       add_part(app, s, days.from, end, since, e) &&
	       add_part(app, s, days.until, end, after, e) &&
	       (s->parts ? store_tally_broken_parts(app->store, seen, add_broken_part, s, e)
			 : store_tally_broken(app->store, seen, add_broken, s, e));
}

bool app_sums(struct app *app, struct arena *a, struct days days, struct sums *out, struct err *e)
{
	struct sums all = { 0 };
	struct summing s = { .a = a, .out = &all };

	if (!sum_up(app, days, &s, e)) {
		return false;
	}
	if (all.n > AGENCIES_MOST) {
		return err_set(e, ERR_LIMIT, "store.many_agencies", NULL);
	}
	sort_by_id(&all);
	*out = all;
	return true;
}

bool app_sum_parts(struct app *app, struct arena *a, struct days days, struct sums *out,
		   struct err *e)
{
	struct sums all = { 0 };
	struct summing s = { .a = a, .out = &all, .parts = true };

	if (!sum_up(app, days, &s, e)) {
		return false;
	}
	*out = all;
	return true;
}

void solved_plus(struct solved_how *to, const struct solved_how *h)
{
	to->asked_none += h->asked_none;
	to->asked_once += h->asked_once;
	to->asked_more += h->asked_more;
	to->online_late += h->online_late;
}

void rates_plus(struct rates *to, const struct rates *r)
{
	to->received_online_self += r->received_online_self;
	to->received_online_helped += r->received_online_helped;
	to->received_direct += r->received_direct;
	to->carried += r->carried;
	to->early += r->early;
	to->on_time += r->on_time;
	to->late += r->late;
	to->lived_on_time += r->lived_on_time;
	to->lived_late += r->lived_late;
	to->lived_open_late += r->lived_open_late;
}

struct rates sums_total(const struct sums *s)
{
	struct rates r = { 0 };

	for (size_t i = 0; i < s->n; i++) {
		rates_plus(&r, &s->agency[i].rates);
	}
	return r;
}

struct rates sums_of(const struct sums *s, struct unit_id agency)
{
	for (size_t i = 0; i < s->n; i++) {
		if (s->agency[i].agency.v == agency.v) {
			return s->agency[i].rates;
		}
	}
	return (struct rates){ 0 };
}
