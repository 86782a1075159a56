/* Cases of an event log against their due dates. */
#include "mine_due.h"

static int64_t day_in(int64_t us, int32_t zone_s)
{
	int64_t local = us + zone_s * MINE_SECOND;

	return local / MINE_DAY - (local % MINE_DAY < 0);
}

static int64_t end_of(const struct mine_log *l, const struct mine_view *v, size_t c, bool own_end)
{
	if (own_end) {
		return mine_ended(l, (int32_t)c);
	}
	return v->start[c] < v->start[c + 1] ? v->time[v->start[c + 1] - 1] : MINE_NEVER;
}

void mine_promises(struct arena *scratch, const struct mine_log *l, const struct mine_view *v,
		   bool own_end, int32_t zone_s, struct mine_promises *out)
{
	struct arena_mark mark = arena_mark(scratch);
	int64_t *late = arena_array(scratch, int64_t, v->cases);
	struct mine_promises p = { 0 };

	for (size_t c = 0; c < v->cases; c++) {
		int64_t due = mine_due(l, (int32_t)c), end = end_of(l, v, c, own_end);

		if (!mine_kept(v, c) || due == MINE_NEVER) {
			continue;
		}
		p.with_due++;
		if (end == MINE_NEVER) {
			p.open++;
			continue;
		}
		bool day = day_in(end, zone_s) <= day_in(due, zone_s);

		p.completed++;
		p.on_day += day;
		p.late_days += !day;
		if (end > due) {
			late[p.late++] = end - due;
		}
	}
	p.on_time = p.completed - p.late;
	mine_spread(late, (size_t)p.late, &p.lateness);
	*out = p;
	arena_release(scratch, mark);
}
