/* Contests of competence as rows. */
#include "contest_row.h"

#include "store_impl.h"

static struct contest_row row_of(struct arena *a, const struct q_contest_list_row *q)
{
	return (struct contest_row){
		.dossier = { q->dossier }, .code = str_dup(a, q->code),
		.procedure = str_dup(a, q->procedure), .reason = str_dup(a, q->reason),
		.number = (int32_t)q->no, .by = { q->by_unit }, .sender = { q->sender_unit },
		.named = { q->named_unit }, .arbiter = { q->arbiter_unit },
		.ruled_by = { q->ruled_by }, .at = q->at, .due = q->due,
		.first_due = q->first_due, .escalated_at = q->escalated_at,
		.ended_at = q->ended_at, .end = (enum contest_end)q->outcome,
		.moved = q->moved, .work_s = q->work_s,
	};
}

bool store_contests(struct store *s, struct arena *a, int64_t since, size_t most,
		    struct contest_row **out, size_t *n, struct err *e)
{
	struct q_contest_list_in in = { .since = since, .limit = (int64_t)most };
	struct q_contest_list_row row;
	struct db_stmt *st;
	bool found = true;

	*out = arena_array(a, struct contest_row, most);
	*n = 0;
	if (!q_contest_list_open(s->db, &in, &st, e)) {
		return false;
	}
	while (q_contest_list_next(st, &row, &found, e)) {
		if (!found) {
			return true;
		}
		(*out)[(*n)++] = row_of(a, &row);
	}
	return false;
}
