/* Who did what when. */
#include "acts.h"

#include "store_impl.h"

static bool open_acts(struct store *s, const struct acts_query *q, struct db_stmt **st,
		      struct err *e)
{
	struct str kind = q->kind == KIND_NONE ? STR("") : str_of(kind_name(q->kind));

	switch (q->of) {
	case ACTS_ALL:
		return q_acts_all_open(s->db, &(struct q_acts_all_in){
			.from = q->from, .before = q->before, .actor = q->actor.v, .kind = kind,
			.limit = q->limit }, st, e);
	case ACTS_FRAME:
		return q_acts_frame_open(s->db, &(struct q_acts_frame_in){
			.from = q->from, .before = q->before, .actor = q->actor.v, .kind = kind,
			.limit = q->limit }, st, e);
	case ACTS_STREAM:
		break;
	}
	return q_acts_stream_open(s->db, &(struct q_acts_stream_in){
		.stream_kind = q->stream.kind, .stream_id = q->stream.id, .from = q->from,
		.before = q->before, .actor = q->actor.v, .kind = kind, .limit = q->limit },
		st, e);
}

bool store_acts(struct store *s, struct arena *a, const struct acts_query *q,
		struct act_row **out, size_t *n, struct err *e)
{
	struct act_row *list = arena_array(a, struct act_row, (size_t)q->limit);
	struct q_act_row row;
	struct db_stmt *st;
	size_t have = 0;
	bool found;

	if (!open_acts(s, q, &st, e)) {
		return false;
	}
	while (q_acts_all_next(st, &row, &found, e)) {
		if (!found) {
			*out = list;
			*n = have;
			return true;
		}
		list[have++] = (struct act_row){
			.seq = row.seq, .at = row.at, .kind = kind_of(row.kind),
			.actor = { row.actor },
			.stream = { (enum stream_kind)row.stream_kind, row.stream_id },
		};
	}
	return false;
}

static bool time_of(struct store *s, int64_t seq, int64_t *at, struct err *e)
{
	struct q_act_time_in in = { .seq = seq };
	struct q_act_time_row row;
	bool found;

	if (!q_act_time(s->db, &in, &s->scratch, &row, &found, e)) {
		return false;
	}
	if (!found) {
		err_set(e, ERR_CORRUPT, "verify.gap", NULL);
		return err_add_int(e, "seq", seq);
	}
	*at = row.at;
	return true;
}

bool store_acts_since(struct store *s, int64_t at, int64_t *out, struct err *e)
{
	struct store_last last;
	int64_t low = 0;

	if (!store_last(s, &last, e)) {
		return false;
	}
	/* The answer lies in [low, high]. */
	for (int64_t high = last.seq + 1; low < high;) {
		int64_t middle = low + (high - low) / 2, then = 0;

		if (!time_of(s, middle, &then, e)) {
			return false;
		}
		if (then < at) {
			low = middle + 1;
		} else {
			high = middle;
		}
	}
	*out = low;
	return true;
}
