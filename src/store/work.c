/* Work in hand for pages: open duties with what a row shows of their dossiers. */
#include "work.h"

#include "store_impl.h"

static struct party party_of(int64_t kind, int64_t unit, struct str post, int64_t person,
			     int64_t body)
{
	return (struct party){
		.kind = (enum party_kind)kind,
		.seat = { .unit = { unit }, .post = post_of_str(post), .person = { person } },
		.body = (enum wait_holder)body,
	};
}

static struct work_row row_of(struct arena *a, const struct q_work_row *q)
{
	return (struct work_row){
		.dossier = { q->dossier }, .code = str_dup(a, q->code),
		.procedure = str_dup(a, q->procedure), .version = q->version,
		.calendar = str_dup(a, q->calendar), .competent = { q->competent },
		.receiving = { q->receiving }, .state = (enum dossier_state)q->state,
		.channel = (enum channel)q->channel, .decision = (enum decision)q->decision,
		.owner = { q->owner }, .submitted_at = q->submitted_at,
		.received_at = q->received_at, .ready_at = q->ready_at,
		.first_due = q->first_due, .due = q->due, .returns = (int32_t)q->returns,
		.opinions_open = (int32_t)q->opinions_open, .urge_due = q->urge_due,
		.urges = (int32_t)q->urges, .came_for_nothing = (int32_t)q->came_for_nothing,
		.answer_unit = { q->answer_unit }, .answer_at = q->answer_at,
		.no = (int32_t)q->no, .kind = (enum obligation_kind)q->kind,
		.holder = party_of(q->holder_kind, q->holder_unit, q->holder_post,
				   q->holder_person, q->holder_body),
		.from = q->from_at, .taken_at = q->taken_at, .step_due = q->step_due,
		.step = (int32_t)q->step, .step_kind = (enum step_kind)q->step_kind,
		.number = (int32_t)q->number,
		.came_from = party_of(q->from_kind, q->from_unit, q->from_post,
				      q->from_person, q->from_body),
		.came_how = (enum ended)q->from_how,
	};
}

static bool open_work(struct store *s, const struct work_query *q, int64_t limit,
		      struct db_stmt **st, struct err *e)
{
	int64_t key = q->after.set ? q->after.key : INT64_MIN;
	int64_t id = q->after.set ? q->after.id : 0;
	int64_t no = q->after.set ? q->after.no : -1;
	int64_t until = q->until != 0 ? q->until : INT64_MAX;

	switch (q->of) {
	case WORK_PERSON:
		return q_work_person_open(s->db, &(struct q_work_person_in){
			.person = q->person.v, .unit = q->unit.v, .after = key,
			.after_dossier = id, .after_no = no, .until = until,
			.step_kind = q->step_kind, .timed = q->timed,
			.limit = limit }, st, e);
	case WORK_UNIT:
	case WORK_UNTAKEN:
	case WORK_TAKEN:
		return q_work_unit_open(s->db, &(struct q_work_unit_in){
			.unit = q->unit.v, .after = key, .after_dossier = id,
			.after_no = no, .until = until, .step_kind = q->step_kind,
			.timed = q->timed, .steps = q->steps, .limit = limit,
			.taken = q->of == WORK_UNTAKEN ? 1 : q->of == WORK_TAKEN ? 2 : 0 }, st, e);
	case WORK_FREE:
		return q_work_free_open(s->db, &(struct q_work_free_in){
			.unit = q->unit.v, .queue = q->queue, .after = key,
			.after_dossier = id, .after_no = no, .until = until,
			.step_kind = q->step_kind, .timed = q->timed,
			.limit = limit }, st, e);
	case WORK_WAITING:
		return q_work_waiting_open(s->db, &(struct q_work_waiting_in){
			.person = q->person.v, .unit = q->unit.v, .after = key,
			.after_dossier = id, .limit = limit }, st, e);
	case WORK_READY:
		return q_work_ready_open(s->db, &(struct q_work_ready_in){
			.unit = q->unit.v, .after = key, .after_dossier = id,
			.until = until, .limit = limit }, st, e);
	case WORK_PROMISED:
		return q_work_promised_open(s->db, &(struct q_work_promised_in){
			.unit = q->unit.v, .after = key, .after_dossier = id,
			.until = until, .limit = limit }, st, e);
	}
	return false;
}

bool store_work(struct store *s, struct arena *a, const struct work_query *q,
		struct work_page *out, struct err *e)
{
	int64_t limit = q->limit > 0 && q->limit < LIST_MAX ? q->limit : LIST_MAX;
	struct work_page page = { .row = arena_array(a, struct work_row, (size_t)limit) };
	struct q_work_row row;
	struct db_stmt *st;
	bool found = true;

	/* One row more than asked tells whether there is a next page. */
	if (!open_work(s, q, limit + 1, &st, e)) {
		return false;
	}
	while (q_work_person_next(st, &row, &found, e)) {
		if (!found) {
			*out = page;
			return true;
		}
		if (page.n == (size_t)limit) {
			page.more = true;
			db_finish(st);
			*out = page;
			return true;
		}
		page.row[page.n++] = row_of(a, &row);
		page.next = (struct list_cursor){
			.set = true, .key = row.sort, .id = row.dossier, .no = row.no,
		};
	}
	return false;
}

bool store_work_load(struct store *s, struct arena *a, struct unit_id unit, int64_t now,
		     struct work_load **out, size_t *n, struct err *e)
{
	struct q_work_load_in in = { .unit = unit.v, .now = now };
	struct work_load *load = arena_array(a, struct work_load, LOADS_MOST);
	struct q_work_load_row row;
	struct db_stmt *st;
	size_t have = 0;
	bool found = true;

	if (!q_work_load_open(s->db, &in, &st, e)) {
		return false;
	}
	while (q_work_load_next(st, &row, &found, e)) {
		if (!found || have == LOADS_MOST) {
			if (found) {
				db_finish(st);
			}
			*out = load;
			*n = have;
			return true;
		}
		load[have++] = (struct work_load){
			.person = { row.person }, .held = row.held, .untaken = row.untaken,
			.late = row.late,
		};
	}
	return false;
}

bool store_work_came(struct store *s, struct unit_id unit, int64_t *dossiers, int64_t *times,
		     struct err *e)
{
	struct q_work_came_in in = { .unit = unit.v };
	struct q_work_came_row row;
	bool found;

	if (!q_work_came(s->db, &in, &s->scratch, &row, &found, e)) {
		return false;
	}
	*dossiers = row.dossiers;
	*times = row.times;
	return true;
}

bool store_work_today(struct store *s, struct person_id person, struct unit_id unit,
		      int64_t now, int64_t near, int64_t end_of_day,
		      struct work_today *out, struct err *e)
{
	struct q_work_today_in in = { .person = person.v, .unit = unit.v, .now = now,
				      .near = near, .today = end_of_day };
	struct q_work_today_row row;
	bool found;

	if (!q_work_today(s->db, &in, &s->scratch, &row, &found, e)) {
		return false;
	}
	*out = (struct work_today){
		.held = row.held, .late = row.late, .soon = row.soon, .due_today = row.due_today,
		.to_sign = row.to_sign,
		.earliest = row.earliest != 0 ? row.earliest : INSTANT_NONE,
	};
	return true;
}

bool store_work_free_count(struct store *s, struct unit_id unit, struct str queue,
			   int64_t most, int64_t *out, struct err *e)
{
	struct q_work_free_count_in in = { .unit = unit.v, .queue = queue, .most = most };
	struct q_work_free_count_row row;
	bool found;

	if (!q_work_free_count(s->db, &in, &s->scratch, &row, &found, e)) {
		return false;
	}
	*out = row.n;
	return true;
}

bool store_work_waiting_count(struct store *s, struct person_id person, struct unit_id unit,
			      int64_t *out, struct err *e)
{
	struct q_work_waiting_count_in in = { .person = person.v, .unit = unit.v };
	struct q_work_waiting_count_row row;
	bool found;

	if (!q_work_waiting_count(s->db, &in, &s->scratch, &row, &found, e)) {
		return false;
	}
	*out = row.n;
	return true;
}

bool store_work_done(struct store *s, struct person_id person, int64_t since,
		     int64_t *ended, int64_t *on_time, struct err *e)
{
	struct q_work_done_in in = { .person = person.v, .since = since };
	struct q_work_done_row row;
	bool found;

	if (!q_work_done(s->db, &in, &s->scratch, &row, &found, e)) {
		return false;
	}
	*ended = row.ended;
	*on_time = row.on_time;
	return true;
}

bool store_work_ready_count(struct store *s, struct unit_id unit, int64_t most, int64_t *out,
			    struct err *e)
{
	struct q_work_ready_count_in in = { .unit = unit.v, .most = most };
	struct q_work_ready_count_row row;
	bool found;

	if (!q_work_ready_count(s->db, &in, &s->scratch, &row, &found, e)) {
		return false;
	}
	*out = row.n;
	return true;
}

bool store_duties_of_heads(struct store *s, head_duty_fn *fn, void *ctx, struct err *e)
{
	struct q_duties_of_heads_row q;
	struct db_stmt *st;
	bool found = true;

	if (!q_duties_of_heads_open(s->db, &st, e)) {
		return false;
	}
	while (q_duties_of_heads_next(st, &q, &found, e)) {
		if (!found) {
			return true;
		}
		if (!fn(ctx, (struct dossier_id){ q.dossier }, (enum obligation_kind)q.kind,
			(int32_t)q.number, e)) {
			db_finish(st);
			return false;
		}
	}
	return false;
}
