/* Rates over days, from the sums of days. */
#include "sums.h"

#include "app_int.h"

#include "store/tally.h"

#include "base/num.h"

struct summing {
	struct arena *a;
	struct sums *out;
	struct imap place;		/* agency → its place plus one */
};

static struct rates *rates_of(struct summing *s, struct unit_id agency)
{
	struct sums *all = s->out;
	size_t i = (size_t)(uintptr_t)imap_get(&s->place, agency.v);

	if (i == 0) {
		if (all->n == AGENCIES_MOST) {
			return NULL;	/* store_tally has refused before */
		}
		all->agency[all->n++] = (struct agency_rates){ .agency = agency };
		i = all->n;
		imap_put(&s->place, agency.v, (void *)(uintptr_t)i);
	}
	return &all->agency[i - 1].rates;
}

/* What a range of days adds to the rates. */
typedef void part_fn(struct rates *r, const int64_t n[TALLY_COLUMNS]);

static void within(struct rates *r, const int64_t n[TALLY_COLUMNS])
{
	r->received_online_self = n[TALLY_RECEIVED_SELF];
	r->received_online_helped = n[TALLY_RECEIVED_HELPED];
	r->received_direct = n[TALLY_RECEIVED_DIRECT];
	r->early = n[TALLY_EARLY];
	r->on_time = n[TALLY_ON_TIME];
	r->late = n[TALLY_LATE];
	r->lived_on_time = n[TALLY_LIVED_ON_TIME];
	r->lived_late = n[TALLY_LIVED_LATE];
}

static void standing(struct rates *r, const int64_t n[TALLY_COLUMNS])
{
	r->carried += n[TALLY_OPEN];
}

/* Since the first day: what was open before it is open now or was solved since, less what
 * came since. */
static void since(struct rates *r, const int64_t n[TALLY_COLUMNS])
{
	r->carried += n[TALLY_EARLY] + n[TALLY_ON_TIME] + n[TALLY_LATE] -
		      n[TALLY_RECEIVED_SELF] - n[TALLY_RECEIVED_HELPED] -
		      n[TALLY_RECEIVED_DIRECT];
}

/* After the last day: lives that were late then and have ended since. */
static void after(struct rates *r, const int64_t n[TALLY_COLUMNS])
{
	r->lived_open_late += n[TALLY_LIVED_LATE] - n[TALLY_BROKEN];
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
		struct rates *r = rates_of(s, row[i].agency);

		if (r == NULL) {
			return err_set(e, ERR_LIMIT, "store.many_agencies", NULL);
		}
		part(r, row[i].n);
	}
	return true;
}

static void add_broken(void *ctx, int64_t agency, int64_t n)
{
	struct rates *r = rates_of(ctx, (struct unit_id){ agency });

	if (r != NULL) {
		r->lived_open_late += n;
	}
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

bool app_sums(struct app *app, struct arena *a, struct days days, struct sums *out, struct err *e)
{
	struct sums all = { .agency = arena_array(a, struct agency_rates, AGENCIES_MOST) };
	struct summing s = { .a = a, .out = &all };
	struct day none = { TALLY_STANDING }, end = { INT32_MAX };
	int64_t now = app_now(app), seen = num_min(day_start(days.until) - 1, now);

	imap_init(&s.place, a);
	if (!add_part(app, &s, days.from, days.until, within, e) ||
	    !add_part(app, &s, none, (struct day){ none.n + 1 }, standing, e) ||
	    !add_part(app, &s, days.from, end, since, e) ||
	    !add_part(app, &s, days.until, end, after, e) ||
	    !store_tally_broken(app->store, seen + 1, add_broken, &s, e)) {
		return false;
	}
	sort_by_id(&all);
	*out = all;
	return true;
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
