/* Signals as rows. */
#include "signal_row.h"

#include "store_impl.h"

#include <string.h>

/* ---- writing ---- */

/* What is owed just now: the last duty, while it is open. */
static const struct owed *duty_of(const struct matter *m)
{
	const struct owed *o = m->oweds > 0 ? &m->owed[m->oweds - 1] : NULL;

	return o != NULL && o->to == INSTANT_NONE ? o : NULL;
}

static bool put_dossier(struct store *s, const struct matter *m, struct dossier_id id,
			bool along, struct err *e)
{
	struct q_signal_of_put_in in = { .dossier = id.v, .matter = m->id.v, .along = along };

	return q_signal_of_put(s->db, &in, e);
}

bool store_signal_put(struct store *s, const struct matter *m, struct err *e)
{
	const struct signal *g = m->signal;
	const struct owed *duty = duty_of(m);

	if (g == NULL) {
		return true;
	}
	struct q_signal_put_in in = {
		.matter = m->id.v, .what = g->what, .good = g->good, .person = g->person.v,
		.unit = m->unit.v, .dossier = g->dossier.v, .found_at = g->found_at,
		.from_at = g->from, .told_at = m->opened_at, .replied_at = g->replied_at,
		.state = g->state, .ruling = g->ruling, .lapsed = g->lapsed,
		.ruled_at = g->ruled_at, .ruled_by = g->ruled_by.v,
		.appealed_at = g->appealed_at,
		.duty_unit = duty != NULL ? duty->holder.unit.v : 0,
		.duty_person = duty != NULL ? duty->holder.person.v : 0,
		.due = duty != NULL ? duty->due : INSTANT_NONE,
	};
	bool good = q_signal_put(s->db, &in, e) && put_dossier(s, m, g->dossier, false, e);

	for (size_t i = 0; i < g->others && good; i++) {
		good = put_dossier(s, m, g->other[i], true, e);
	}
	return good;
}

bool store_clear_signals(struct store *s, struct err *e)
{
	return q_signal_of_clear(s->db, e) && q_signal_clear(s->db, e);
}

/* ---- reading ---- */

static struct signal_row row_of(struct arena *a, const struct q_signal_row *q)
{
	return (struct signal_row){
		.matter = { q->matter }, .what = str_dup(a, q->what), .good = q->good,
		.lapsed = q->lapsed, .person = { q->person }, .unit = { q->unit },
		.dossier = { q->dossier }, .found_at = q->found_at, .from = q->from_at,
		.told_at = q->told_at, .replied_at = q->replied_at, .ruled_at = q->ruled_at,
		.appealed_at = q->appealed_at, .state = (enum signal_state)q->state,
		.ruling = (enum signal_ruling)q->ruling, .ruled_by = { q->ruled_by },
		.duty_unit = { q->duty_unit }, .duty_person = { q->duty_person },
		.due = q->due,
	};
}

/* The statements share the row; `next` of one does for all. */
static bool read_rows(struct arena *a, struct db_stmt *st, size_t most, struct signal_rows *out,
		      struct err *e)
{
	struct q_signal_row q;
	bool found;

	*out = (struct signal_rows){ .row = arena_array(a, struct signal_row, most) };
	while (q_signal_list_next(st, &q, &found, e)) {
		if (!found) {
			return true;
		}
		out->row[out->n++] = row_of(a, &q);
	}
	return false;
}

bool store_signals(struct store *s, struct arena *a, int64_t since, size_t most,
		   struct signal_rows *out, struct err *e)
{
	struct q_signal_list_in in = { .since = since, .limit = (int64_t)most };
	struct db_stmt *st;

	return q_signal_list_open(s->db, &in, &st, e) && read_rows(a, st, most, out, e);
}

bool store_signals_under_way(struct store *s, struct arena *a, size_t most,
			     struct signal_rows *out, struct err *e)
{
	struct q_signal_under_way_in in = { .limit = (int64_t)most };
	struct db_stmt *st;

	return q_signal_under_way_open(s->db, &in, &st, e) && read_rows(a, st, most, out, e);
}

bool store_signals_of(struct store *s, struct arena *a, struct dossier_id id, size_t most,
		      struct signal_rows *out, struct err *e)
{
	struct q_signal_of_dossier_in in = { .dossier_id = id.v, .limit = (int64_t)most };
	struct db_stmt *st;

	return q_signal_of_dossier_open(s->db, &in, &st, e) && read_rows(a, st, most, out, e);
}

bool store_signal_known(struct store *s, struct matter_id id, bool *is, struct err *e)
{
	struct q_signal_known_in in = { .matter = id.v };
	struct q_signal_known_row row;

	return q_signal_known(s->db, &in, &s->scratch, &row, is, e);
}

/* The two share the row as well. */
static bool read_untold(struct arena *a, struct db_stmt *st, size_t most,
			struct untold_after *after, struct detected **out, size_t *n,
			struct err *e)
{
	struct q_finding_slice_row q;
	bool found;

	*out = arena_array(a, struct detected, most);
	*n = 0;
	while (q_signal_untold_next(st, &q, &found, e)) {
		if (!found) {
			return true;
		}
		*after = (struct untold_after){ q.at, q.dossier, q.no };
		*n += finding_of_row(&q, &(*out)[*n]);
	}
	return false;
}

bool store_untold(struct store *s, struct arena *a, struct untold_after *after, int64_t until,
		  size_t most, struct detected **out, size_t *n, struct err *e)
{
	struct q_signal_untold_in in = { .until = until, .at = after->at,
					 .dossier = after->dossier, .no = after->no,
					 .limit = (int64_t)most };
	struct db_stmt *st;

	return q_signal_untold_open(s->db, &in, &st, e) &&
	       read_untold(a, st, most, after, out, n, e);
}

bool store_untold_of(struct store *s, struct arena *a, struct dossier_id id, int64_t until,
		     size_t most, struct detected **out, size_t *n, struct err *e)
{
	struct q_signal_untold_of_in in = { .dossier = id.v, .until = until,
					    .limit = (int64_t)most };
	struct untold_after last;
	struct db_stmt *st;

	return q_signal_untold_of_open(s->db, &in, &st, e) &&
	       read_untold(a, st, most, &last, out, n, e);
}

bool store_vanished(struct store *s, struct arena *a, size_t most, struct matter_id **out,
		    size_t *n, struct err *e)
{
	struct q_signal_vanished_in in = { .limit = (int64_t)most };
	struct q_signal_vanished_row q;
	struct db_stmt *st;
	bool found;

	*out = arena_array(a, struct matter_id, most);
	*n = 0;
	if (!q_signal_vanished_open(s->db, &in, &st, e)) {
		return false;
	}
	while (q_signal_vanished_next(st, &q, &found, e)) {
		if (!found) {
			return true;
		}
		(*out)[(*n)++].v = q.matter;
	}
	return false;
}

bool store_signal_outcomes(struct store *s, struct arena *a, struct signal_outcome **out,
			   size_t *n, struct err *e)
{
	struct q_signal_outcomes_row q;
	struct db_stmt *st;
	bool found;

	*out = arena_array(a, struct signal_outcome, DETECTORS);
	*n = 0;
	if (!q_signal_outcomes_open(s->db, &st, e)) {
		return false;
	}
	while (q_signal_outcomes_next(st, &q, &found, e)) {
		if (!found) {
			return true;
		}
		enum detector d;

		/* A word of another program's detectors says nothing here. */
		if (detector_named(q.what, &d)) {
			(*out)[(*n)++] = (struct signal_outcome){
				str_dup(a, q.what), q.established, q.dismissed, q.lapsed, q.open,
				q.withdrawn };
		}
	}
	return false;
}

bool store_signals_counted(struct store *s, struct arena *a, int64_t since, int64_t until,
			   struct person_id person, struct unit_id unit,
			   struct signal_count **out, size_t *n, struct err *e)
{
	struct q_signal_counted_in in = { .since = since, .until = until, .person = person.v,
					  .unit = unit.v };
	struct q_signal_counted_row q;
	struct db_stmt *st;
	size_t room = 0;
	bool found;

	*out = NULL;
	*n = 0;
	if (!q_signal_counted_open(s->db, &in, &st, e)) {
		return false;
	}
	while (q_signal_counted_next(st, &q, &found, e)) {
		if (!found) {
			return true;
		}
		if (*n == room) {
			struct signal_count *v = arena_array(a, struct signal_count,
							     room = room > 0 ? room * 2 : 32);

			if (*n > 0) {
				memcpy(v, *out, *n * sizeof(*v));
			}
			*out = v;
		}
		(*out)[(*n)++] = (struct signal_count){ str_dup(a, q.what), q.good, { q.unit },
							{ q.person }, q.n };
	}
	return false;
}
