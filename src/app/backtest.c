/* What a forecast was worth. */
#include "backtest.h"

#include "app_int.h"
#include "chances.h"
#include "view.h"

#include "core/due.h"

#include "base/limits.h"
#include "base/num.h"

struct testing {
	struct app *app;
	struct forecast *f;
	struct backtest *out;
	double square, square_plan;
};

/* Late as lived (rule 26), once it is known: by its result, or because the promise has gone
 * by without one. What ended without a result was never late or in time. */
static bool truth(const struct dossier *end, int64_t until, bool *late)
{
	int64_t promise;
	struct err ignored;

	if (end->received_at == INSTANT_NONE || end->imported ||
	    !dossier_lived_due(end, until, &promise, &ignored)) {
		return false;
	}
	if (end->first_ready_at != INSTANT_NONE) {
		*late = end->first_ready_at > promise;
		return true;
	}
	*late = true;
	return end->state == DOSSIER_OPEN && until > promise;
}

/* What is left of the plan, of this step and all after it. */
static int64_t plan_left(const struct dossier *d, int64_t now)
{
	int64_t spent[LIMIT_STEPS] = { 0 }, left = 0;

	forecast_spent(d, now, spent);
	for (size_t i = (size_t)d->step; i < d->version->steps; i++) {
		left += num_max(d->version->step[i].plan_s - spent[i], 0);
	}
	return left;
}

static void note(struct testing *t, double chance, double by_plan, bool late)
{
	double real = late ? 1.0 : 0.0;
	size_t i = chance >= 1.0 ? BACKTEST_BINS - 1 : (size_t)(chance * BACKTEST_BINS);

	t->out->cases++;
	t->out->late += late;
	t->out->bin[i].cases++;
	t->out->bin[i].late += late;
	t->out->bin[i].sum += chance;
	t->square += (chance - real) * (chance - real);
	t->square_plan += (by_plan - real) * (by_plan - real);
}

static bool ask(struct testing *t, const struct dossier *d, int64_t now, bool late)
{
	int64_t promise;
	struct err ignored;

	/* Once sorry was said, or the promise has gone by, there is nothing to foretell. */
	if (d->state != DOSSIER_OPEN || d->step < 0 || d->form04_count > 0 ||
	    d->first_ready_at != INSTANT_NONE || d->imported ||
	    !dossier_lived_due(d, now, &promise, &ignored) || now > promise) {
		return false;
	}
	int64_t left = work_between(d->cal, now, promise);

	note(t, forecast_late(t->f, d, now, promise), plan_left(d, now) > left ? 1.0 : 0.0, late);
	return true;
}

/* The opening of that day, or INSTANT_NONE: nobody works. */
static int64_t opening(const struct dossier *d, struct day day)
{
	return d->cal != NULL && calendar_covers_day(d->cal, day) &&
	       calendar_working(d->cal, day) ? day_open(d->cal, day) : INSTANT_NONE;
}

static bool fold_to(struct testing *t, struct dossier *d, const struct entry_list *all, size_t *i,
		    int64_t upto, struct err *e)
{
	for (; *i < all->n && all->entry[*i].at < upto; (*i)++) {
		if (!dossier_apply(&t->app->law, d, &all->entry[*i], e)) {
			return false;
		}
	}
	return true;
}

/* Through its life day by day, from the middle on. */
static bool walk(struct testing *t, struct arena *a, struct dossier_id id, struct err *e)
{
	struct dossier *d = arena_new(a, struct dossier), *end = arena_new(a, struct dossier);
	struct entry_list all;
	size_t i = 0, all_of = 0;
	bool late, asked = false;

	dossier_init(d, a, id);
	dossier_init(end, a, id);
	if (!app_entries(t->app, a, id, &all, e) ||
	    !fold_to(t, end, &all, &all_of, INT64_MAX, e)) {
		return false;
	}
	if (!truth(end, t->out->until, &late)) {
		return true;
	}
	for (struct day day = day_of(t->out->middle); day.n <= day_of(t->out->until).n; day.n++) {
		int64_t at = opening(end, day);

		if (at == INSTANT_NONE || at > t->out->until) {
			continue;
		}
		if (!fold_to(t, d, &all, &i, at, e)) {
			return false;
		}
		asked = (d->state != DOSSIER_NONE && ask(t, d, at, late)) || asked;
	}
	t->out->dossiers += asked;
	return true;
}

static bool walk_all(struct testing *t, struct err *e)
{
	struct list_filter f = { .limit = LIST_LOOKED };
	struct list_page page;
	struct arena list, one;
	bool good = true;

	arena_init(&list, 0);
	arena_init(&one, 0);
	do {
		good = app_list(t->app, &list, &f, &page, e);
		for (size_t i = 0; good && i < page.n; i++) {
			good = walk(t, &one, page.row[i].id, e);
			arena_reset(&one);
		}
		f.after = page.next;
	} while (good && f.after.n > 0);
	arena_done(&one);
	arena_done(&list);
	return good;
}

/* From the first entry to the last: after it nobody worked, for all the store knows. */
static bool span(struct app *app, struct arena *a, struct backtest *out, struct err *e)
{
	struct entry_list first;
	struct store_last last;

	if (!app_range(app, a, 0, 0, &first, e) || !store_last(app->store, &last, e)) {
		return false;
	}
	if (first.n == 0) {
		return err_set(e, ERR_NOT_FOUND, "backtest.none", NULL);
	}
	out->from = first.entry[0].at;
	out->until = last.at;
	out->middle = out->from + (out->until - out->from) / 2;
	return true;
}

bool app_backtest(struct app *app, struct arena *a, struct backtest *out, struct err *e)
{
	struct testing t = { .app = app, .out = out };

	*out = (struct backtest){ 0 };
	if (!span(app, a, out, e) ||
	    !chances_learn(app, a, out->from, out->middle, &t.f, e)) {
		return false;
	}
	out->learnt = forecast_learnt(t.f);
	if (!walk_all(&t, e)) {
		return false;
	}
	if (out->cases == 0 || out->learnt == 0) {
		return err_set(e, ERR_NOT_FOUND, "backtest.none", NULL);
	}
	double share = (double)out->late / (double)out->cases;

	out->brier = t.square / (double)out->cases;
	out->brier_plan = t.square_plan / (double)out->cases;
	out->brier_base = share * (1.0 - share);
	return true;
}
