/* Rows of whoever wants a letter each working day. */
#include "digest_row.h"

#include "store_impl.h"

#include <assert.h>

bool store_digest_put(struct store *s, const struct digest_row *row, struct err *e)
{
	struct q_digest_put_in in = { .person = row->person.v, .sealed = row->sealed,
				      .sent_day = row->sent_day };

	assert(store_in_group(s));
	return q_digest_put(s->db, &in, e);
}

static struct digest_row row_of(struct arena *a, const struct q_digest_row *q)
{
	return (struct digest_row){ .person = { q->person }, .sealed = str_dup(a, q->sealed),
				    .sent_day = q->sent_day };
}

bool store_digest(struct store *s, struct arena *a, struct person_id person,
		  struct digest_row *out, bool *found, struct err *e)
{
	struct q_digest_get_in in = { .person = person.v };
	struct q_digest_row q;

	*out = (struct digest_row){ .person = person };
	if (!q_digest_get(s->db, &in, a, &q, found, e)) {
		return false;
	}
	if (*found) {
		*out = row_of(a, &q);
	}
	return true;
}

bool store_digest_due(struct store *s, struct arena *a, int64_t day, int64_t limit,
		      struct digest_row *out, size_t *n, struct err *e)
{
	struct q_digest_due_in in = { .day = day, .limit = limit };
	struct q_digest_row q;
	struct db_stmt *st;
	bool found;

	*n = 0;
	if (!q_digest_due_open(s->db, &in, &st, e)) {
		return false;
	}
	while (q_digest_due_next(st, &q, &found, e)) {
		if (!found) {
			return true;
		}
		out[(*n)++] = row_of(a, &q);
	}
	return false;
}

bool store_digest_drop(struct store *s, struct person_id person, struct err *e)
{
	struct q_digest_drop_in in = { .person = person.v };

	assert(store_in_group(s));
	return q_digest_drop(s->db, &in, e);
}

bool store_digest_clear(struct store *s, struct err *e)
{
	return q_digest_clear(s->db, e);
}
