/* Whose lateness it was: rows of lives that ended late, and their sums. */
#include "tally.h"

#include "store_impl.h"

#include "core/lateness.h"

static bool put_shares(struct store *s, const struct dossier *d,
		       const struct q_dossier_put_in *row, struct err *e)
{
	struct lateness l;
	struct unit_share *share;

	lateness_split(&s->scratch, d, row->lived_due, row->ended_at, &l);
	size_t n = lateness_by_unit(&s->scratch, &l, &share);

	for (size_t i = 0; i < n; i++) {
		struct q_late_share_put_in in = {
			.dossier = d->id.v, .unit = share[i].unit.v, .agency = d->competent.v,
			.day = day_of(row->ended_at).n, .late_s = share[i].late_s,
		};

		if (share[i].late_s > 0 && !q_late_share_put(s->db, &in, e)) {
			return false;
		}
	}
	return true;
}

bool late_shares_change(struct store *s, const struct tally *counted,
			const struct dossier *before, const struct dossier *d,
			const struct q_dossier_put_in *row, struct err *e)
{
	struct q_late_share_drop_in drop = { .dossier = row->id };
	bool was = counted != NULL && counted->ended_late;
	bool same = was && counted->ended_at == row->ended_at &&
		    before->competent.v == d->competent.v;

	if (was == row->ended_late && (!was || same)) {
		return true;
	}
	return (!was || q_late_share_drop(s->db, &drop, e)) &&
	       (!row->ended_late || put_shares(s, d, row, e));
}

bool store_late_sums(struct store *s, struct day from, struct day until, late_sum_fn *fn,
		     void *ctx, struct err *e)
{
	struct q_late_share_sums_in in = { .from = from.n, .until = until.n };
	struct q_late_share_sums_row q;
	struct db_stmt *st;
	bool found = true;

	if (!q_late_share_sums_open(s->db, &in, &st, e)) {
		return false;
	}
	while (q_late_share_sums_next(st, &q, &found, e)) {
		if (!found) {
			return true;
		}
		fn(ctx, &(struct late_sum){ .unit = { q.unit }, .agency = { q.agency },
					    .late_s = q.late_s, .dossiers = q.dossiers });
	}
	return false;
}
