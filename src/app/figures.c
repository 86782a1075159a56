/* The figures of a board, made from the sums of days and what is open now. */
#include "figures.h"

#include "app_int.h"

#include "store/tally.h"

#include <string.h>

enum { HELDS_MOST = 4096, ASLEEP_DAYS_MOST = 60 };

/* ---- periods ---- */

static struct day month_start(int year, int month)
{
	while (month < 1) {
		month += 12;
		year--;
	}
	return day_make(year, month, 1);
}

/* The same day of a month that may have fewer. */
static struct day same_day(int year, int month, int day)
{
	struct day first = month_start(year, month);

	day_split(first, &year, &month, &(int){ 0 });
	while (!day_valid(year, month, day)) {
		day--;
	}
	return day_make(year, month, day);
}

static struct days reaching(struct day from, struct day last)
{
	return (struct days){ from, { last.n + 1 } };
}

/* How many months the period begins before this one, and how many it is long. */
static int months_of(enum figures_of of, int month, int *back)
{
	switch (of) {
	case FIGURES_LAST_MONTH:
		*back = 1;
		return 1;
	case FIGURES_QUARTER:
		*back = (month - 1) % 3;
		return 3;
	case FIGURES_YEAR:
		*back = month - 1;
		return 12;
	case FIGURES_MONTH:
		break;
	}
	*back = 0;
	return 1;
}

static struct days period(struct figures_ask ask, struct day today, int earlier)
{
	int year, month, day, back;

	day_split(today, &year, &month, &day);
	(void)months_of(ask.of, month, &back);
	struct day from = month_start(year, month - back - earlier);

	if (ask.of == FIGURES_LAST_MONTH) {
		return (struct days){ from, month_start(year, month - earlier) };
	}
	return reaching(from, same_day(year, month - earlier, day));
}

struct days figures_days(struct figures_ask ask, struct day today)
{
	return period(ask, today, 0);
}

struct days figures_then(struct figures_ask ask, struct day today)
{
	int back, year, month, day;

	day_split(today, &year, &month, &day);
	return period(ask, today, ask.beside == FIGURES_YEAR_BEFORE
					  ? 12 : months_of(ask.of, month, &back));
}

/* ---- agencies ---- */

struct making {
	struct app *app;
	struct arena *a;
	struct figures *f;
	struct imap place;		/* agency → its place plus one */
	struct imap held_at;		/* by held_key, the same */
	struct imap stuck_at;		/* by stuck_key, the same */
};

static struct agency_figures *agency_at(struct making *m, struct unit_id id)
{
	struct figures *f = m->f;
	size_t i = (size_t)(uintptr_t)imap_get(&m->place, id.v);

	if (i == 0) {
		if (f->agencies == AGENCIES_MOST) {
			return NULL;	/* app_sums has refused before */
		}
		f->agency[f->agencies++] = (struct agency_figures){ .agency = id };
		i = f->agencies;
		imap_put(&m->place, id.v, (void *)(uintptr_t)i);
	}
	return &f->agency[i - 1];
}

enum which { NOW, THEN };

static bool put_rates(struct making *m, struct days days, enum which which, struct err *e)
{
	struct sums sums;

	if (!app_sums(m->app, m->a, days, &sums, e)) {
		return false;
	}
	for (size_t i = 0; i < sums.n; i++) {
		struct agency_figures *g = agency_at(m, sums.agency[i].agency);

		if (g == NULL) {
			return err_set(e, ERR_LIMIT, "store.many_agencies", NULL);
		}
		*(which == NOW ? &g->now : &g->then) = sums.agency[i].rates;
	}
	return true;
}

static void put_week(void *ctx, struct unit_id agency, int32_t week, int64_t kept, int64_t late)
{
	struct agency_figures *g = agency_at(ctx, agency);

	if (g != NULL && week >= 0 && week < FIGURES_WEEKS) {
		g->kept[week] = kept;
		g->late[week] = late;
	}
}

static void put_asleep(void *ctx, int64_t agency, int64_t n)
{
	struct agency_figures *g = agency_at(ctx, (struct unit_id){ agency });

	if (g != NULL) {
		g->asleep = n;
	}
}

/* ---- what is overdue ---- */

/* Odd factors of 64 bits: two pairs of ids that give one key are not to be met. */
static int64_t held_key(const struct overdue_row *r)
{
	return (int64_t)((uint64_t)r->agency.v * 0x9e3779b97f4a7c15u +
			 (uint64_t)r->holder.v * 0xc2b2ae3d27d4eb4fu + r->holder_kind);
}

static struct overdue_held *held_at(struct making *m, const struct overdue_row *r)
{
	struct figures *f = m->f;
	size_t i = (size_t)(uintptr_t)imap_get(&m->held_at, held_key(r));

	if (i == 0 && f->helds == HELDS_MOST) {
		return &f->held[HELDS_MOST - 1];
	}
	if (i == 0) {
		f->held[f->helds++] = (struct overdue_held){
			.agency = r->agency, .kind = r->holder_kind, .holder = r->holder };
		i = f->helds;
		imap_put(&m->held_at, held_key(r), (void *)(uintptr_t)i);
	}
	return &f->held[i - 1];
}

static const struct calendar *calendar_at(const struct app *app, struct str id,
					  struct unit_id agency)
{
	const struct unit *u = org_unit(&app->org, agency);

	return law_calendar(&app->law, id, u != NULL && u->profile.n > 0 ? u->profile : STR("A"));
}

static void put_overdue(void *ctx, const struct overdue_row *r)
{
	struct making *m = ctx;
	struct agency_figures *g = agency_at(m, r->agency);
	struct overdue_held *h = held_at(m, r);
	const struct calendar *c = calendar_at(m->app, r->calendar, r->agency);
	enum overdue_band band = c != NULL ? overdue_band(c, r->due, m->f->made_at) : OVERDUE_MORE;

	h->band[band]++;
	h->asked += r->opinions_open > 0;
	if (g != NULL) {
		g->overdue++;
	}
}

/* ---- where the time goes just now ---- */

static int64_t stuck_key(const struct stuck_row *r)
{
	return (int64_t)((uint64_t)r->agency.v * 0x9e3779b97f4a7c15u +
			 (uint64_t)r->holder.v * 0xc2b2ae3d27d4eb4fu + r->cause);
}

static void put_stuck(void *ctx, const struct stuck_row *r)
{
	struct making *m = ctx;
	struct figures *f = m->f;
	int64_t key = stuck_key(r);
	size_t i = (size_t)(uintptr_t)imap_get(&m->stuck_at, key);
	const struct calendar *c = calendar_at(m->app, r->calendar, r->agency);

	if (i == 0 && f->stucks < HELDS_MOST) {
		f->stuck[f->stucks++] = (struct stuck_held){ .agency = r->agency,
							     .holder = r->holder,
							     .cause = r->cause };
		i = f->stucks;
		imap_put(&m->stuck_at, key, (void *)(uintptr_t)i);
	}
	struct stuck_held *s = &f->stuck[i > 0 ? i - 1 : HELDS_MOST - 1];

	s->n++;
	s->late_s += c != NULL ? work_between(c, calendar_clamp(c, r->due),
					      calendar_clamp(c, f->made_at)) : 0;
}

/* ---- how long it took; what sleeps ---- */

struct taking {
	int64_t n, seen, half, nine;
};

static void count_took(void *ctx, int64_t took, int64_t n)
{
	(void)took;
	((struct taking *)ctx)->n += n;
}

static void find_took(void *ctx, int64_t took, int64_t n)
{
	struct taking *t = ctx;

	t->seen += n;
	if (t->half < 0 && t->seen * 2 >= t->n && t->n > 0) {
		t->half = took;
	}
	if (t->nine < 0 && t->seen * 10 >= t->n * 9 && t->n > 0) {
		t->nine = took;
	}
}

static bool put_took(struct making *m, struct err *e)
{
	struct taking t = { .half = -1, .nine = -1 };
	struct days d = m->f->days;

	if (!store_tally_took(m->app->store, d.from, d.until, count_took, &t, e) ||
	    !store_tally_took(m->app->store, d.from, d.until, find_took, &t, e)) {
		return false;
	}
	m->f->half_days = t.half;
	m->f->nine_days = t.nine;
	return true;
}

static const struct calendar *calendar_now(const struct app *app, int64_t now)
{
	const struct calendar_version *v = law_calendar_on(&app->law, day_of(now));

	return v != NULL ? law_calendar(&app->law, v->id, STR("A")) : NULL;
}

/* The last day that lies as many working days back as dossier_dormant asks. */
struct day figures_asleep_since(const struct app *app, int64_t now)
{
	const struct rule_set *rules = law_rule_set(&app->law, day_of(now));
	const struct calendar *c = calendar_now(app, now);
	struct day today = day_of(now), d = today;

	if (rules == NULL || c == NULL || !calendar_covers(c, now)) {
		return (struct day){ INT32_MIN };
	}
	for (int i = 0; i < ASLEEP_DAYS_MOST && calendar_covers_day(c, d); i++, d.n--) {
		if (calendar_days_between(c, d, today) >= rules->dormant_days) {
			return d;
		}
	}
	return (struct day){ INT32_MIN };
}

int64_t figures_band_from(const struct app *app, enum overdue_band band, int64_t now)
{
	static const int32_t days[OVERDUE_BANDS] = { 0, 6, 31, 91 };
	const struct calendar *c = calendar_now(app, now);
	struct day d = day_of(now);

	if (band == OVERDUE_5 || c == NULL || !calendar_covers(c, now)) {
		return now;
	}
	/* The last day from which so many working days have gone by. */
	while (calendar_covers_day(c, d) &&
	       calendar_days_between(c, d, day_of(now)) < days[band]) {
		d.n--;
	}
	return day_start((struct day){ d.n + 1 });
}

/* ---- all of it ---- */

static void sort_agencies(struct figures *f)
{
	for (size_t i = 1; i < f->agencies; i++) {
		struct agency_figures g = f->agency[i];
		size_t k = i;

		for (; k > 0 && f->agency[k - 1].agency.v > g.agency.v; k--) {
			f->agency[k] = f->agency[k - 1];
		}
		f->agency[k] = g;
	}
}

bool figures_make(struct app *app, struct arena *a, struct figures_ask ask, struct figures *out,
		  struct err *e)
{
	int64_t now = app_now(app);
	struct day today = day_of(now), first = { today.n + 1 - 7 * FIGURES_WEEKS };
	struct figures f = {
		.made_at = now, .ask = ask, .days = figures_days(ask, today),
		.then = figures_then(ask, today),
		.agency = arena_array(a, struct agency_figures, AGENCIES_MOST),
		.held = arena_array(a, struct overdue_held, HELDS_MOST),
		.stuck = arena_array(a, struct stuck_held, HELDS_MOST),
		.asleep_since = figures_asleep_since(app, now),
	};
	struct making m = { .app = app, .a = a, .f = &f };

	imap_init(&m.place, a);
	imap_init(&m.held_at, a);
	imap_init(&m.stuck_at, a);
	if (!put_rates(&m, f.days, NOW, e) || !put_rates(&m, f.then, THEN, e) ||
	    !store_tally_weeks(app->store, first, (struct day){ today.n + 1 }, put_week, &m, e) ||
	    !store_tally_asleep(app->store, f.asleep_since, put_asleep, &m, e) ||
	    !store_tally_overdue(app->store, now, put_overdue, &m, e) ||
	    !store_tally_stuck(app->store, now, put_stuck, &m, e) || !put_took(&m, e) ||
	    !late_cells(app, a, f.days, &f.late, &f.lates, e)) {
		return false;
	}
	sort_agencies(&f);
	*out = f;
	return true;
}

/* ---- added up ---- */

bool figures_within(const struct app *app, const struct figures *f, struct unit_id agency,
		    struct unit_id top)
{
	const struct unit *u = org_unit(&app->org, agency), *t = org_unit(&app->org, top);

	return top.v == 0 || top.v == agency.v ||
	       (u != NULL && t != NULL && org_below(&app->org, u, t, day_of(f->made_at)));
}

struct unit_id figures_top(const struct app *app, struct unit_id unit, int64_t now)
{
	const struct unit *u = org_unit(&app->org, unit);
	const struct unit *agency = u != NULL ? org_agency(&app->org, u, day_of(now)) : NULL;

	return agency != NULL ? agency->id : unit;
}

struct figures_total figures_total(const struct app *app, const struct figures *f,
				   struct unit_id top)
{
	struct figures_total t = { .overdue = 0 };

	for (size_t i = 0; i < f->agencies; i++) {
		const struct agency_figures *g = &f->agency[i];

		if (figures_within(app, f, g->agency, top)) {
			rates_plus(&t.now, &g->now);
			rates_plus(&t.then, &g->then);
			t.overdue += g->overdue;
			t.asleep += g->asleep;
		}
	}
	for (size_t i = 0; i < f->helds; i++) {
		const struct overdue_held *h = &f->held[i];

		for (size_t b = 0; b < OVERDUE_BANDS &&
				   figures_within(app, f, h->agency, top); b++) {
			t.band[b] += h->band[b];
			t.asked += b == 0 ? h->asked : 0;
		}
	}
	return t;
}
