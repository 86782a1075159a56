/* Sums of what units did. */
#include "worked.h"

#include "store_impl.h"

#include <assert.h>
#include <string.h>

static bool add(struct store *s, const struct work_said *w, int64_t times, struct err *e)
{
	struct work_sums n = { 0 };

	work_plus(&n, &w->sums, times);
	struct q_work_sum_add_in in = {
		.day = w->day.n, .unit = w->unit.v, .procedure = w->procedure,
		.steps = n.steps, .held_s = n.held_s, .over_s = n.over_s, .late = n.late,
		.given = n.given, .taken = n.taken, .asked = n.asked, .asked_s = n.asked_s,
		.asked_late = n.asked_late, .asked_over_s = n.asked_over_s,
	};
	struct q_work_spread_add_in spread = { .day = w->day.n, .unit = w->unit.v,
					       .band = w->band, .n = times };

	return w->unit.v == 0 ||
	       (q_work_sum_add(s->db, &in, e) &&
		(w->band < 0 || q_work_spread_add(s->db, &spread, e)));
}

static bool same(const struct work_said *x, const struct work_said *y)
{
	return x->unit.v == y->unit.v && x->day.n == y->day.n && x->band == y->band &&
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
	return q_work_sum_clear(s->db, e) && q_work_spread_clear(s->db, e);
}

bool store_worked(struct store *s, struct day from, struct day until, worked_fn *fn, void *ctx,
		  struct err *e)
{
	struct q_work_sums_in in = { .from = from.n, .until = until.n };
	struct q_work_sums_row q;
	struct db_stmt *st;
	bool found;

	if (!q_work_sums_open(s->db, &in, &st, e)) {
		return false;
	}
	while (q_work_sums_next(st, &q, &found, e)) {
		if (!found) {
			return true;
		}
		struct work_sums n = {
			.steps = q.steps, .held_s = q.held_s, .over_s = q.over_s, .late = q.late,
			.given = q.given, .taken = q.taken, .asked = q.asked,
			.asked_s = q.asked_s, .asked_late = q.asked_late,
			.asked_over_s = q.asked_over_s,
		};
		fn(ctx, (struct unit_id){ q.unit }, q.procedure, &n);
	}
	return false;
}

bool store_spread(struct store *s, struct day from, struct day until, spread_fn *fn, void *ctx,
		  struct err *e)
{
	struct q_work_spreads_in in = { .from = from.n, .until = until.n };
	struct q_work_spreads_row q;
	struct db_stmt *st;
	bool found;

	if (!q_work_spreads_open(s->db, &in, &st, e)) {
		return false;
	}
	while (q_work_spreads_next(st, &q, &found, e)) {
		if (!found) {
			return true;
		}
		if (q.band >= 0 && q.band < WORK_BANDS) {
			fn(ctx, (struct unit_id){ q.unit }, (int)q.band, q.n);
		}
	}
	return false;
}
