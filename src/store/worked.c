/* Sums of what units did. */
#include "worked.h"

#include "store_impl.h"

#include <assert.h>
#include <string.h>

static bool add_sums(struct store *s, const struct work_said *w, const struct work_sums *n,
		     struct err *e)
{
	struct q_work_sum_add_in unit = {
		.day = w->day.n, .unit = w->unit.v, .procedure = w->procedure,
#define COLUMN(name) .name = n->name,
		WORK_COLUMNS(COLUMN)
	};
	struct q_work_own_add_in own = {
		.person = w->person.v, .day = w->day.n, .unit = w->unit.v,
		.procedure = w->procedure,
		WORK_COLUMNS(COLUMN)
#undef COLUMN
	};

	return q_work_sum_add(s->db, &unit, e) && q_work_own_add(s->db, &own, e);
}

static bool add_band(struct store *s, const struct work_said *w, int64_t times, struct err *e)
{
	struct q_work_spread_add_in unit = { .day = w->day.n, .unit = w->unit.v,
					     .procedure = w->procedure, .band = w->band,
					     .n = times };
	struct q_work_own_spread_add_in own = { .person = w->person.v, .day = w->day.n,
						.unit = w->unit.v, .procedure = w->procedure,
						.band = w->band, .n = times };

	return q_work_spread_add(s->db, &unit, e) && q_work_own_spread_add(s->db, &own, e);
}

static bool add(struct store *s, const struct work_said *w, int64_t times, struct err *e)
{
	struct work_sums n = { 0 };

	work_plus(&n, &w->sums, times);
	return w->unit.v == 0 || (add_sums(s, w, &n, e) &&
				  (w->band < 0 || add_band(s, w, times, e)));
}

static bool same(const struct work_said *x, const struct work_said *y)
{
	return x->unit.v == y->unit.v && x->person.v == y->person.v &&
	       x->day.n == y->day.n && x->band == y->band &&
	       str_eq(x->procedure, y->procedure) &&
	       memcmp(&x->sums, &y->sums, sizeof(x->sums)) == 0;
}

bool worked_change(struct store *s, const struct dossier *before, const struct dossier *after,
		   size_t no, struct err *e)
{
	struct work_said was = { .band = -1 }, is = work_said(after, no);

	assert(store_in_group(s));
	if (before != NULL && no < before->obs) {
		was = work_said(before, no);
	}
	return same(&was, &is) || (add(s, &was, -1, e) && add(s, &is, 1, e));
}

bool worked_clear(struct store *s, struct err *e)
{
	assert(store_in_group(s));
	return q_work_sum_clear(s->db, e) && q_work_spread_clear(s->db, e) &&
	       q_work_own_clear(s->db, e) && q_work_own_spread_clear(s->db, e);
}

/* Of one person, or of all units: the rows have the same columns. */
static bool open_sums(struct store *s, const struct worked_ask *ask, struct db_stmt **st,
		      struct err *e)
{
	struct q_work_sums_in all = { .from = ask->from.n, .until = ask->until.n };
	struct q_work_own_sums_in own = { .who = ask->who.v, .from = ask->from.n,
					  .until = ask->until.n };

	return ask->who.v != 0 ? q_work_own_sums_open(s->db, &own, st, e)
			       : q_work_sums_open(s->db, &all, st, e);
}

bool store_worked(struct store *s, const struct worked_ask *ask, worked_fn *fn, void *ctx,
		  struct err *e)
{
	struct q_worked_row q;
	struct db_stmt *st;
	bool found;

	if (!open_sums(s, ask, &st, e)) {
		return false;
	}
	while (q_work_sums_next(st, &q, &found, e)) {
		if (!found) {
			return true;
		}
		struct work_sums n = {
#define COLUMN(name) .name = q.name,
			WORK_COLUMNS(COLUMN)
#undef COLUMN
		};
		fn(ctx, (struct unit_id){ q.unit }, q.procedure, &n);
	}
	return false;
}

static bool open_spread(struct store *s, const struct worked_ask *ask, struct db_stmt **st,
			struct err *e)
{
	struct q_work_spreads_in all = { .from = ask->from.n, .until = ask->until.n };
	struct q_work_own_spreads_in own = { .who = ask->who.v, .from = ask->from.n,
					     .until = ask->until.n };

	return ask->who.v != 0 ? q_work_own_spreads_open(s->db, &own, st, e)
			       : q_work_spreads_open(s->db, &all, st, e);
}

bool store_spread(struct store *s, const struct worked_ask *ask, spread_fn *fn, void *ctx,
		  struct err *e)
{
	struct q_worked_band_row q;
	struct db_stmt *st;
	bool found;

	if (!open_spread(s, ask, &st, e)) {
		return false;
	}
	while (q_work_spreads_next(st, &q, &found, e)) {
		if (!found) {
			return true;
		}
		if (q.band >= 0 && q.band < WORK_BANDS) {
			fn(ctx, (struct unit_id){ q.unit }, q.procedure, (int)q.band, q.n);
		}
	}
	return false;
}

bool store_worked_dossiers(struct store *s, const struct worked_ask *ask, int64_t *out,
			   struct err *e)
{
	struct q_work_dossiers_in in = { .who = ask->who.v, .from = day_start(ask->from),
					 .until = day_start(ask->until) };
	struct q_work_dossiers_row q;
	bool found;

	if (!q_work_dossiers(s->db, &in, &s->scratch, &q, &found, e)) {
		return false;
	}
	*out = found ? q.n : 0;
	return true;
}

bool store_worked_contests(struct store *s, const struct worked_ask *ask, contested_fn *fn,
			   void *ctx, struct err *e)
{
	struct q_work_contests_in in = { .from = day_start(ask->from),
					 .until = day_start(ask->until) };
	struct q_work_contests_row q;
	struct db_stmt *st;
	bool found;

	if (!q_work_contests_open(s->db, &in, &st, e)) {
		return false;
	}
	while (q_work_contests_next(st, &q, &found, e)) {
		if (!found) {
			return true;
		}
		struct contested c = { .by = { q.by_unit }, .sender = { q.sender_unit },
				       .procedure = q.procedure,
				       .end = (enum contest_end)q.outcome, .n = q.n };
		fn(ctx, &c);
	}
	return false;
}

bool store_owed_late(struct store *s, struct unit_id unit, int64_t now, int64_t *rulings,
		     int64_t *calls, struct err *e)
{
	struct q_work_owed_late_in in = { .unit = unit.v, .now = now };
	struct q_work_owed_late_row q;
	bool found;

	if (!q_work_owed_late(s->db, &in, &s->scratch, &q, &found, e)) {
		return false;
	}
	*rulings = found ? q.rulings : 0;
	*calls = found ? q.calls : 0;
	return true;
}
