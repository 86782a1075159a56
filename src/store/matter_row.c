/* Rows of matters. */
#include "matter_row.h"

#include "signal_row.h"
#include "store_impl.h"

#include <assert.h>

/* ---- writing ---- */

static bool put_owed(struct store *s, const struct matter *m, size_t no, struct err *e)
{
	const struct owed *o = &m->owed[no];
	bool open = o->to == INSTANT_NONE;
	struct q_owed_put_in in = {
		.matter = m->id.v, .no = (int64_t)no, .kind = o->kind,
		.holder_unit = o->holder.unit.v, .holder_post = str_of(o->holder.post.code),
		.holder_person = o->holder.person.v, .from_at = o->from, .to_at = o->to,
		.due = o->due,
		.due_sort = !open ? 0 : o->due == INSTANT_NONE ? DUE_FAR : o->due,
		.ended = o->ended, .silent = o->silent, .reminded = o->reminded,
		.supplements = o->supplements, .answer = str_of(o->answer),
		.opened_seq = o->opened_seq, .closed_seq = o->closed_seq,
	};

	return q_owed_put(s->db, &in, e);
}

bool store_matter_put(struct store *s, const struct matter *m, struct err *e)
{
	struct q_matter_put_in in = {
		.id = m->id.v, .kind = m->kind, .unit = m->unit.v, .reference = m->number,
		.opened_at = m->opened_at, .opened_by = m->opened_by.v,
		.closed_at = m->closed_at, .next_at = matter_next_tick(m),
		.open = (int64_t)matter_open(m), .last_seq = m->seq,
	};

	assert(store_in_group(s));
	in.reference.p = in.reference.p != NULL ? in.reference.p : "";
	bool good = q_matter_put(s->db, &in, e);

	for (size_t i = 0; i < m->oweds && good; i++) {
		good = put_owed(s, m, i, e);
	}
	return good && store_signal_put(s, m, e);
}

bool store_clear_matters(struct store *s, struct err *e)
{
	assert(store_in_group(s));
	return q_owed_clear(s->db, e) && q_matter_clear(s->db, e) && store_clear_signals(s, e);
}

/* ---- reading ---- */

bool store_matter_moments(struct store *s, int64_t until, struct matter_moment after,
			  int64_t limit, struct matter_moment *out, size_t *n, struct err *e)
{
	struct q_matter_ticks_in in = { .until = until, .after = after.next_at,
					.after_id = after.id.v, .limit = limit };
	struct q_matter_ticks_row row;
	struct db_stmt *st;
	bool found;

	*n = 0;
	if (!q_matter_ticks_open(s->db, &in, &st, e)) {
		return false;
	}
	while (q_matter_ticks_next(st, &row, &found, e)) {
		if (!found) {
			return true;
		}
		out[(*n)++] = (struct matter_moment){ row.next_at, { row.id } };
	}
	return false;
}

bool store_matters_of(struct store *s, struct arena *a, struct unit_id unit,
		      enum matter_kind kind, int64_t before, int64_t before_id, int64_t limit,
		      struct matter_rows *out, struct err *e)
{
	struct q_matter_of_unit_in in = { .unit = unit.v, .kind = kind, .before = before,
					  .before_id = before_id, .limit = limit + 1 };
	struct matter_rows rows = { .row = arena_array(a, struct matter_row, (size_t)limit) };
	struct q_matter_row q;
	struct db_stmt *st;
	bool found;

	if (!q_matter_of_unit_open(s->db, &in, &st, e)) {
		return false;
	}
	while (q_matter_of_unit_next(st, &q, &found, e)) {
		if (!found || rows.n == (size_t)limit) {
			rows.more = found;
			if (found) {
				db_finish(st);
			}
			*out = rows;
			return true;
		}
		rows.row[rows.n++] = (struct matter_row){
			.id = { q.id }, .kind = (enum matter_kind)q.kind, .unit = { q.unit },
			.number = str_dup(a, q.reference), .opened_at = q.opened_at,
			.closed_at = q.closed_at, .opened_by = { q.opened_by }, .open = q.open,
		};
	}
	return false;
}

static struct owed_row owed_of(struct arena *a, const struct q_owed_row *q)
{
	return (struct owed_row){
		.matter = { .id = { q->matter }, .kind = (enum matter_kind)q->matter_kind,
			    .unit = { q->unit }, .number = str_dup(a, q->reference),
			    .opened_at = q->opened_at, .closed_at = INSTANT_NONE },
		.no = (int32_t)q->no, .kind = (enum owed_kind)q->kind,
		.holder = { .unit = { q->holder_unit }, .post = post_of_str(q->holder_post),
			    .person = { q->holder_person } },
		.from = q->from_at, .due = q->due, .sort = q->sort, .silent = q->silent,
	};
}

bool store_owed(struct store *s, struct arena *a, struct person_id person, struct unit_id unit,
		struct owed_after after, int64_t limit, struct owed_rows *out, struct err *e)
{
	struct owed_rows rows = { .row = arena_array(a, struct owed_row, (size_t)limit) };
	struct q_owed_row q;
	struct db_stmt *st;
	bool found;
	bool good = person.v != 0
		? q_owed_by_person_open(s->db, &(struct q_owed_by_person_in){
			.person = person.v, .unit = unit.v, .after = after.sort,
			.after_matter = after.matter, .after_no = after.no,
			.limit = limit + 1 }, &st, e)
		: q_owed_by_unit_open(s->db, &(struct q_owed_by_unit_in){
			.unit = unit.v, .after = after.sort, .after_matter = after.matter,
			.after_no = after.no, .limit = limit + 1 }, &st, e);

	/* The two share the row; `next` of one does for both. */
	while (good && q_owed_by_person_next(st, &q, &found, e)) {
		if (!found || rows.n == (size_t)limit) {
			rows.more = found;
			if (found) {
				db_finish(st);
			}
			*out = rows;
			return true;
		}
		rows.row[rows.n++] = owed_of(a, &q);
	}
	return false;
}

bool store_owed_count(struct store *s, struct person_id person, struct unit_id unit,
		      int64_t most, int64_t *out, struct err *e)
{
	struct q_owed_count_in in = { .person = person.v, .unit = unit.v, .most = most };
	struct q_owed_count_row row = { 0 };
	bool found;

	if (!q_owed_count(s->db, &in, &s->scratch, &row, &found, e)) {
		return false;
	}
	*out = row.n;
	return true;
}

bool store_lists_owed(struct store *s, list_owed_fn *fn, void *ctx, struct err *e)
{
	struct q_lists_owed_row q;
	struct db_stmt *st;
	bool found = true;

	if (!q_lists_owed_open(s->db, &st, e)) {
		return false;
	}
	while (q_lists_owed_next(st, &q, &found, e)) {
		if (!found) {
			return true;
		}
		if (!fn(ctx, (struct matter_id){ q.matter }, (struct unit_id){ q.holder_unit },
			(struct person_id){ q.holder_person }, e)) {
			db_finish(st);
			return false;
		}
	}
	return false;
}
