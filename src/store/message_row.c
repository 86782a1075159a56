/* Rows of messages to people. */
#include "message_row.h"

#include "store_impl.h"

#include <assert.h>

bool store_message_put(struct store *s, const struct message_row *row, struct err *e)
{
	struct q_message_put_in in = { .no = row->no, .way = row->way, .sealed = row->sealed,
				       .until = row->until, .tries = row->tries,
				       .try_at = row->try_at };

	assert(store_in_group(s));
	return q_message_put(s->db, &in, e);
}

bool store_message_later(struct store *s, const struct message_row *row, struct err *e)
{
	struct q_message_later_in in = { .tries = row->tries, .try_at = row->try_at,
					 .no = row->no };

	assert(store_in_group(s));
	return q_message_later(s->db, &in, e);
}

bool store_message_drop(struct store *s, int64_t no, struct err *e)
{
	struct q_message_drop_in in = { .no = no };

	assert(store_in_group(s));
	return q_message_drop(s->db, &in, e);
}

bool store_message_age(struct store *s, int64_t at, struct err *e)
{
	struct q_message_age_in in = { .at = at };

	assert(store_in_group(s));
	return q_message_age(s->db, &in, e);
}

bool store_message_clear(struct store *s, struct err *e)
{
	assert(store_in_group(s));
	return q_message_clear(s->db, e);
}

static struct message_row row_of(struct arena *a, const struct q_message_row *q)
{
	return (struct message_row){ q->no, q->way, str_dup(a, q->sealed), q->until, q->tries,
				     q->try_at };
}

bool store_message_due(struct store *s, struct arena *a, int64_t at, size_t most,
		       struct message_row *out, size_t *n, struct err *e)
{
	struct q_message_due_in in = { .at = at, .most = (int64_t)most };
	struct q_message_row q;
	struct db_stmt *st;
	bool found;

	*n = 0;
	if (!q_message_due_open(s->db, &in, &st, e)) {
		return false;
	}
	while (q_message_due_next(st, &q, &found, e)) {
		if (!found) {
			return true;
		}
		assert(*n < most);
		out[(*n)++] = row_of(a, &q);
	}
	return false;
}

bool store_message_live(struct store *s, struct arena *a, int64_t at, size_t most,
			struct message_row *out, size_t *n, struct err *e)
{
	struct q_message_live_in in = { .at = at, .most = (int64_t)most };
	struct q_message_row q;
	struct db_stmt *st;
	bool found;

	*n = 0;
	if (!q_message_live_open(s->db, &in, &st, e)) {
		return false;
	}
	while (q_message_live_next(st, &q, &found, e)) {
		if (!found) {
			return true;
		}
		assert(*n < most);
		out[(*n)++] = row_of(a, &q);
	}
	return false;
}

bool store_message_last(struct store *s, int64_t *no, struct err *e)
{
	struct arena_mark mark = arena_mark(&s->scratch);
	struct q_message_last_row q = { .no = 0 };
	bool found, ok = q_message_last(s->db, &s->scratch, &q, &found, e);

	arena_release(&s->scratch, mark);
	*no = ok && found ? q.no : 0;
	return ok;
}

bool store_message_count(struct store *s, int64_t way, int64_t *n, struct err *e)
{
	struct q_message_count_in in = { .way = way };
	struct arena_mark mark = arena_mark(&s->scratch);
	struct q_message_count_row q = { .n = 0 };
	bool found, ok = q_message_count(s->db, &in, &s->scratch, &q, &found, e);

	arena_release(&s->scratch, mark);
	*n = ok && found ? q.n : 0;
	return ok;
}

bool store_message_way_put(struct store *s, const struct message_way_row *row, struct err *e)
{
	struct q_message_way_put_in in = { .way = row->way, .sent = row->sent, .lost = row->lost,
					   .failing_at = row->failing_at,
					   .last_try = row->last_try,
					   .last_said = row->last_said };

	assert(store_in_group(s));
	return q_message_way_put(s->db, &in, e);
}

bool store_message_way(struct store *s, struct arena *a, int64_t way,
		       struct message_way_row *out, struct err *e)
{
	struct q_message_way_get_in in = { .way = way };
	struct q_message_way_row q;
	bool found;

	if (!q_message_way_get(s->db, &in, a, &q, &found, e)) {
		return false;
	}
	*out = found ? (struct message_way_row){ q.way, q.sent, q.lost, q.failing_at, q.last_try,
						 str_dup(a, q.last_said) }
		     : (struct message_way_row){ .way = way, .failing_at = INSTANT_NONE,
						 .last_try = INSTANT_NONE };
	return true;
}
