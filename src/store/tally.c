/* The sums of days: kept with the rows of dossiers, read for a board. */
#include "tally.h"

#include "store_impl.h"

#include <assert.h>
#include <string.h>

/* --- keeping them --- */

enum { DELTAS_MOST = 2 * TALLY_MARKS };

struct delta {				/* what changes in the row of one day */
	int32_t day;
	int64_t n[TALLY_COLUMNS];
};

struct deltas {
	struct delta d[DELTAS_MOST];
	size_t n;
};

static void add(struct deltas *all, struct tally_mark mark, int64_t by)
{
	size_t i = 0;

	while (i < all->n && all->d[i].day != mark.day) {
		i++;
	}
	if (i == all->n) {
		all->d[all->n++] = (struct delta){ .day = mark.day };
	}
	all->d[i].n[mark.column] += by;
}

static void add_all(struct deltas *all, const struct tally *t, int64_t by)
{
	struct tally_mark mark[TALLY_MARKS];
	size_t n = tally_marks(t, mark);

	for (size_t i = 0; i < n; i++) {
		add(all, mark[i], by);
	}
}

static bool nothing(const struct delta *d)
{
	for (size_t i = 0; i < TALLY_COLUMNS; i++) {
		if (d->n[i] != 0) {
			return false;
		}
	}
	return true;
}

struct place {				/* where it counts */
	int64_t agency;
	struct str procedure;
};

static bool write_deltas(struct store *s, const struct deltas *all, struct place at, struct err *e)
{
	for (size_t i = 0; i < all->n; i++) {
		const int64_t *n = all->d[i].n;
		struct q_tally_add_in in = {
			.day = all->d[i].day, .agency = at.agency, .procedure = at.procedure,
			.received_self = n[TALLY_RECEIVED_SELF],
			.received_helped = n[TALLY_RECEIVED_HELPED],
			.received_direct = n[TALLY_RECEIVED_DIRECT], .early = n[TALLY_EARLY],
			.on_time = n[TALLY_ON_TIME], .late = n[TALLY_LATE],
			.lived_on_time = n[TALLY_LIVED_ON_TIME],
			.lived_late = n[TALLY_LIVED_LATE], .broken = n[TALLY_BROKEN],
			.open = n[TALLY_OPEN], .asked_none = n[TALLY_ASKED_NONE],
			.asked_once = n[TALLY_ASKED_ONCE],
			.asked_more = n[TALLY_ASKED_MORE],
			.online_late = n[TALLY_ONLINE_LATE],
		};

		if (!nothing(&all->d[i]) && !q_tally_add(s->db, &in, e)) {
			return false;
		}
	}
	return true;
}

static bool add_took(struct store *s, const struct tally *t, int64_t by, struct err *e)
{
	if (t->took < 0) {
		return true;
	}
	struct q_tally_took_add_in in = { .day = day_of(t->solved_at).n, .took = t->took,
					  .n = by };

	return q_tally_took_add(s->db, &in, e);
}

/* What the row there is says, and the day of the last act. */
static bool row_tally(struct store *s, int64_t id, struct tally *out, struct str *procedure,
		      int64_t *acted_day, struct err *e)
{
	struct q_tally_row_in in = { .id = id };
	struct q_tally_row_row q;
	bool found;

	if (!q_tally_row(s->db, &in, &s->scratch, &q, &found, e)) {
		return false;
	}
	assert(found);
	*out = (struct tally){
		.received_at = q.imported ? INSTANT_NONE : q.received_at,
		.channel = (enum channel)q.channel, .solved_at = q.solved_at,
		.solved_as = (enum solved_as)q.solved_as, .ended_at = q.ended_at,
		.ended_late = q.ended_late, .late_from = q.late_from, .took = q.took,
		.asks = q.asks,
	};
	*procedure = q.procedure;
	*acted_day = q.acted_day;
	return true;
}

static struct tally tally_said(const struct q_dossier_put_in *row)
{
	return (struct tally){
		.received_at = row->imported ? INSTANT_NONE : row->received_at,
		.channel = (enum channel)row->channel, .solved_at = row->solved_at,
		.solved_as = (enum solved_as)row->solved_as, .ended_at = row->ended_at,
		.ended_late = row->ended_late, .late_from = row->late_from, .took = row->took,
		.asks = row->asks,
	};
}

bool tally_new(struct store *s, const struct q_dossier_put_in *row, struct err *e)
{
	struct deltas all = { 0 };
	struct tally t = tally_said(row);

	add_all(&all, &t, 1);
	return write_deltas(s, &all, (struct place){ row->competent, row->procedure }, e) &&
	       add_took(s, &t, 1, e);
}

/* The columns of the row that its indexes for figures begin with. */
static bool write_columns(struct store *s, const struct q_dossier_put_in *row, struct err *e)
{
	struct q_tally_set_in in = {
		.id = row->id, .channel = row->channel, .received_at = row->received_at,
		.solved_at = row->solved_at, .solved_as = row->solved_as, .ended_at = row->ended_at,
		.ended_late = row->ended_late, .late_from = row->late_from,
	};

	return q_tally_set(s->db, &in, e);
}

bool tally_change(struct store *s, const struct q_dossier_put_in *row, struct unit_id was,
		  struct tally *before, struct err *e)
{
	struct deltas all = { 0 }, gone = { 0 };
	struct place at = { row->competent, row->procedure }, old = { .agency = was.v };
	struct tally after = tally_said(row);
	struct q_tally_touch_in touch = { .id = row->id, .acted_day = row->acted_day };
	int64_t acted_day;

	if (!row_tally(s, row->id, before, &old.procedure, &acted_day, e) ||
	    (acted_day != row->acted_day && !q_tally_touch(s->db, &touch, e))) {
		return false;
	}
	/* To the successor, or by the right procedure, with all it counts. */
	bool passed = old.agency != at.agency || !str_eq(old.procedure, at.procedure);

	/* An imported one counts nowhere, and still has a day of reception. */
	if (tally_eq(before, &after) && !row->imported && !passed) {
		return true;
	}
	add_all(passed ? &gone : &all, before, -1);
	add_all(&all, &after, 1);
	return write_columns(s, row, e) && write_deltas(s, &gone, old, e) &&
	       write_deltas(s, &all, at, e) &&
	       ((before->took == after.took && before->solved_at == after.solved_at) ||
		(add_took(s, before, -1, e) && add_took(s, &after, 1, e)));
}

/* --- reading them --- */

static struct tally_sum *more_rows(struct arena *a, struct tally_sum *row, size_t n, size_t *room)
{
	if (n < *room) {
		return row;
	}
	size_t wider = *room > 0 ? 2 * *room : 256;
	struct tally_sum *grown = arena_array(a, struct tally_sum, wider);

	if (n > 0) {
		memcpy(grown, row, n * sizeof(*grown));
	}
	*room = wider;
	return grown;
}

bool store_tally(struct store *s, struct arena *a, struct day from, struct day until,
		 struct tally_sum **out, size_t *n, struct err *e)
{
	struct q_tally_sums_in in = { .from = from.n, .until = until.n };
	struct tally_sum *row = NULL;
	struct q_tally_sums_row q;
	struct db_stmt *st;
	bool found = true;
	size_t room = 0;

	*n = 0;
	if (!q_tally_sums_open(s->db, &in, &st, e)) {
		return false;
	}
	while (q_tally_sums_next(st, &q, &found, e)) {
		if (!found) {
			*out = row;
			return true;
		}
		row = more_rows(a, row, *n, &room);
		row[(*n)++] = (struct tally_sum){
			.agency = { q.agency }, .procedure = str_dup(a, q.procedure),
			.n = { q.received_self, q.received_helped, q.received_direct, q.early,
			       q.on_time, q.late, q.lived_on_time, q.lived_late, q.broken,
			       q.open, q.asked_none, q.asked_once, q.asked_more,
			       q.online_late },
		};
	}
	return false;
}

bool store_tally_weeks(struct store *s, struct day from, struct day until, tally_week_fn *fn,
		       void *ctx, struct err *e)
{
	struct q_tally_weeks_in in = { .from = from.n, .until = until.n };
	struct q_tally_weeks_row q;
	struct db_stmt *st;
	bool found = true;

	if (!q_tally_weeks_open(s->db, &in, &st, e)) {
		return false;
	}
	while (q_tally_weeks_next(st, &q, &found, e)) {
		if (!found) {
			return true;
		}
		fn(ctx, (struct unit_id){ q.agency }, (int32_t)q.week, q.kept, q.late);
	}
	return false;
}

bool store_tally_took(struct store *s, struct day from, struct day until, tally_count_fn *fn,
		      void *ctx, struct err *e)
{
	struct q_tally_took_sums_in in = { .from = from.n, .until = until.n };
	struct q_tally_took_sums_row q;
	struct db_stmt *st;
	bool found = true;

	if (!q_tally_took_sums_open(s->db, &in, &st, e)) {
		return false;
	}
	while (q_tally_took_sums_next(st, &q, &found, e)) {
		if (!found) {
			return true;
		}
		fn(ctx, q.took, q.n);
	}
	return false;
}

bool store_tally_broken(struct store *s, int64_t before, tally_count_fn *fn, void *ctx,
			struct err *e)
{
	struct q_tally_broken_in in = { .before = before };
	struct q_tally_broken_row q;
	struct db_stmt *st;
	bool found = true;

	if (!q_tally_broken_open(s->db, &in, &st, e)) {
		return false;
	}
	while (q_tally_broken_next(st, &q, &found, e)) {
		if (!found) {
			return true;
		}
		fn(ctx, q.agency, q.n);
	}
	return false;
}

bool store_tally_broken_parts(struct store *s, int64_t before, tally_part_fn *fn, void *ctx,
			      struct err *e)
{
	struct q_tally_broken_parts_in in = { .before = before };
	struct q_tally_broken_parts_row q;
	struct db_stmt *st;
	bool found = true;

	if (!q_tally_broken_parts_open(s->db, &in, &st, e)) {
		return false;
	}
	while (q_tally_broken_parts_next(st, &q, &found, e)) {
		if (!found) {
			return true;
		}
		fn(ctx, (struct unit_id){ q.agency }, q.procedure, q.n);
	}
	return false;
}

bool store_tally_asleep(struct store *s, struct day since, tally_count_fn *fn, void *ctx,
			struct err *e)
{
	struct q_tally_asleep_in in = { .day = since.n };
	struct q_tally_asleep_row q;
	struct db_stmt *st;
	bool found = true;

	if (!q_tally_asleep_open(s->db, &in, &st, e)) {
		return false;
	}
	while (q_tally_asleep_next(st, &q, &found, e)) {
		if (!found) {
			return true;
		}
		fn(ctx, q.agency, q.n);
	}
	return false;
}

bool store_tally_overdue(struct store *s, int64_t now, overdue_fn *fn, void *ctx, struct err *e)
{
	struct q_tally_overdue_in in = { .now = now };
	struct q_tally_overdue_row q;
	struct db_stmt *st;
	bool found = true;

	if (!q_tally_overdue_open(s->db, &in, &st, e)) {
		return false;
	}
	while (q_tally_overdue_next(st, &q, &found, e)) {
		if (!found) {
			return true;
		}
		struct overdue_row r = {
			.agency = { q.competent }, .calendar = q.calendar, .due = q.due,
			.holder_kind = (enum party_kind)q.holder_kind,
			.holder = { q.holder_unit }, .opinions_open = q.opinions_open,
		};

		fn(ctx, &r);
	}
	return false;
}

/* The numbers stand in a statement. */
_Static_assert(STEP_CONSULT == 3 && STEP_SIGN == 4 && STEP_WORK == 2 && ENDED_BACK == 3 &&
	       STUCK_OPINION == 0 && STUCK_BACK == 1 && STUCK_SIGN == 2 && STUCK_WORK == 3 &&
	       STUCK_DESK == 4, "sql/query/board.sql");

bool store_tally_stuck(struct store *s, int64_t now, stuck_fn *fn, void *ctx, struct err *e)
{
	struct q_tally_stuck_in in = { .now = now };
	struct q_tally_stuck_row q;
	struct db_stmt *st;
	bool found = true;

	if (!q_tally_stuck_open(s->db, &in, &st, e)) {
		return false;
	}
	while (q_tally_stuck_next(st, &q, &found, e)) {
		if (!found) {
			return true;
		}
		struct stuck_row r = {
			.agency = { q.competent }, .holder = { q.holder_unit },
			.calendar = q.calendar, .due = q.due,
			.cause = (enum stuck_cause)q.cause,
		};

		fn(ctx, &r);
	}
	return false;
}

bool store_step_times(struct store *s, int64_t from, int64_t until, step_time_fn *fn, void *ctx,
		      struct err *e)
{
	struct q_step_times_in in = { .from = from, .until = until };
	struct q_step_times_row q;
	struct db_stmt *st;
	bool found = true;

	if (!q_step_times_open(s->db, &in, &st, e)) {
		return false;
	}
	while (q_step_times_next(st, &q, &found, e)) {
		if (!found) {
			return true;
		}
		fn(ctx, &(struct step_time){ .dossier = { q.dossier }, .procedure = q.procedure,
					     .version = q.version, .step = q.step,
					     .work_s = q.work_s });
	}
	return false;
}
