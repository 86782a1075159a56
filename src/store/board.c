/* Pages of the dossiers that a figure counts. */
#include "tally.h"

#include "store_impl.h"

#include <assert.h>

/* Where the first page begins, going up and going down. */
static struct board_cursor start(const struct board_query *q, bool down)
{
	struct board_cursor first = { .key = down ? q->until : INT64_MIN,
				      .agency = down ? 0 : INT64_MIN, .id = 0 };

	return q->after.set ? q->after : first;
}

/* Without agencies all are meant; unused places name nobody. */
#define ASKED(q, c) \
	.whole = (q)->agencies == 0, .a = (q)->agency[0].v, .b = (q)->agency[1].v, \
	.c = (q)->agency[2].v, .d = (q)->agency[3].v, .after = (c).key, \
	.after_agency = (c).agency, .after_id = (c).id, .limit = (q)->limit

static bool open_now(struct db *db, const struct board_query *q, struct db_stmt **st,
		     struct err *e)
{
	struct board_cursor c = start(q, false);

	if (q->of == BOARD_OVERDUE) {
		struct q_board_overdue_in in = { ASKED(q, c), .holder = q->holder.v,
						 .until = q->until,
						 .since = q->since };
		return q_board_overdue_open(db, &in, st, e);
	}
	if (q->of == BOARD_ASLEEP) {
		struct q_board_asleep_in in = { ASKED(q, c), .until = q->until };
		return q_board_asleep_open(db, &in, st, e);
	}
	if (q->of == BOARD_STUCK) {
		struct q_board_stuck_in in = { ASKED(q, c), .cause = q->cause,
					       .holder = q->holder.v, .until = q->until };
		return q_board_stuck_open(db, &in, st, e);
	}
	struct q_board_broken_in in = { ASKED(q, c), .until = q->until };
	return q_board_broken_open(db, &in, st, e);
}

static bool open_past(struct db *db, const struct board_query *q, struct db_stmt **st,
		      struct err *e)
{
	struct board_cursor c = start(q, true);

	if (q->of == BOARD_LATE) {
		struct q_board_solved_in in = { ASKED(q, c), .as = SOLVED_LATE,
						.since = q->since };
		return q_board_solved_open(db, &in, st, e);
	}
	if (q->of == BOARD_LIVED || q->of == BOARD_GAP) {
		struct q_board_ended_in in = { ASKED(q, c), .gap = q->of == BOARD_GAP,
					       .since = q->since };
		return q_board_ended_open(db, &in, st, e);
	}
	struct q_board_received_in in = { ASKED(q, c), .since = q->since,
					  .channel = q->of == BOARD_SELF
						? CHANNEL_ONLINE : CHANNEL_ONLINE_HELPED };
	return q_board_received_open(db, &in, st, e);
}

static struct board_row row_of(struct arena *a, const struct q_board_row *q)
{
	return (struct board_row){
		.id = { q->id }, .code = str_dup(a, q->code),
		.procedure = str_dup(a, q->procedure), .competent = { q->competent },
		.state = (enum dossier_state)q->state,
		.holder = {
			.kind = (enum party_kind)q->holder_kind,
			.seat = { .unit = { q->holder_unit },
				  .post = post_of_str(q->holder_post),
				  .person = { q->holder_person } },
			.body = (enum wait_holder)q->holder_body,
		},
		.first_due = q->first_due, .due = q->due, .solved_at = q->solved_at,
		.ended_at = q->ended_at, .acted_day = { (int32_t)q->acted_day },
		.at = { true, q->sort, q->competent, q->id },
	};
}

bool store_board(struct store *s, struct arena *a, const struct board_query *q,
		 struct board_row **out, size_t *n, struct err *e)
{
	struct db_stmt *st;
	struct q_board_row row;
	bool found = true;

	assert(q->limit <= LIST_MAX);
	if (!(q->of <= BOARD_BROKEN ? open_now : open_past)(s->db, q, &st, e)) {
		return false;
	}
	*out = arena_array(a, struct board_row, (size_t)q->limit);
	*n = 0;
	while (q_board_overdue_next(st, &row, &found, e)) {
		if (!found) {
			return true;
		}
		(*out)[(*n)++] = row_of(a, &row);
	}
	return false;
}
