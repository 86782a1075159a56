/* Opinions that fell due in a span. */
#include "silence.h"

#include "store_impl.h"

bool store_asked(struct store *s, int64_t since, int64_t until, asked_fn *fn, void *ctx,
		 struct err *e)
{
	struct q_silence_rows_in in = { .since = since, .until = until };
	struct q_silence_rows_row q;
	struct db_stmt *st;
	bool found;

	if (!q_silence_rows_open(s->db, &in, &st, e)) {
		return false;
	}
	while (q_silence_rows_next(st, &q, &found, e)) {
		if (!found) {
			return true;
		}
		struct asked_row row = {
			.seat = { { q.unit }, post_of_str(q.post), { q.person } },
			.asked_at = q.asked_at, .due = q.due, .answered_at = q.answered_at,
		};
		fn(ctx, &row);
	}
	return false;
}
