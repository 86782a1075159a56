/* Rows of opinions still owed. */
#include "opinion_row.h"

#include "store_impl.h"

#include <assert.h>

#define AFTER(q) \
	.after = (q)->after.sort, .after_what = (q)->after.matter, \
	.after_id = (q)->after.id, .after_no = (q)->after.no

static bool open_places(struct db *db, const struct opinions_query *q, struct db_stmt **st,
			struct err *e)
{
	if (q->by == OPINIONS_BY_ASKER) {
		struct q_opinions_by_asker_in in = { .person = q->person.v, .unit = q->unit.v,
						     .until = q->until, AFTER(q),
						     .limit = q->limit + 1 };
		return q_opinions_by_asker_open(db, &in, st, e);
	}
	if (q->person.v != 0) {
		struct q_opinions_by_person_in in = { .person = q->person.v, .unit = q->unit.v,
						      .until = q->until, AFTER(q),
						      .limit = q->limit + 1 };
		return q_opinions_by_person_open(db, &in, st, e);
	}
	struct q_opinions_by_unit_in in = { .unit = q->unit.v, .until = q->until, AFTER(q),
					    .limit = q->limit + 1 };
	return q_opinions_by_unit_open(db, &in, st, e);
}

bool store_opinions(struct store *s, struct arena *a, const struct opinions_query *q,
		    struct opinion_places *out, struct err *e)
{
	struct opinion_places p = { .n = 0 };
	struct q_opinions_row row;
	struct db_stmt *st;
	bool found;

	assert(q->limit <= LIST_MAX);
	if (!open_places(s->db, q, &st, e)) {
		return false;
	}
	p.place = arena_array(a, struct opinion_place, (size_t)q->limit);
	/* The three share the row; `next` of one does for all. */
	while (q_opinions_by_unit_next(st, &row, &found, e)) {
		if (!found || p.n == (size_t)q->limit) {
			p.more = found;
			if (found) {
				db_finish(st);
			}
			*out = p;
			return true;
		}
		p.place[p.n++] = (struct opinion_place){
			.matter = row.what == 1, .id = row.id, .no = (int32_t)row.no,
			.sort = row.sort };
	}
	return false;
}

bool store_opinions_count(struct store *s, struct unit_id unit, int64_t now, int64_t most,
			  int64_t *n, int64_t *late, struct err *e)
{
	struct q_opinions_count_in in = { .unit = unit.v, .now = now, .most = most };
	struct q_opinions_count_row row = { 0 };
	bool found;

	if (!q_opinions_count(s->db, &in, &s->scratch, &row, &found, e)) {
		return false;
	}
	*n = row.n;
	*late = row.late;
	return true;
}
