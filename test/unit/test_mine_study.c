/* Mining beyond counting: worked examples by hand, and laws on made-up logs. */
#include "core/mine_study.h"

#include "base/arena.h"

#include "mine_log.h"
#include "tap.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static struct arena arena, scratch;

static const char office[] = "{\"utc_offset\":\"+00:00\",\"sessions\":"
			     "[[\"mon-fri\",\"09:00\",\"12:00\"],"
			     "[\"mon-fri\",\"12:00\",\"17:00\"]]}";

struct row {
	const char *in, *activity, *who, *at;
};

static int64_t instant(const char *text)
{
	int64_t us = 0;
	bool good = xes_instant(STR_JOIN(&arena, str_of(text), STR("Z")), &us);

	assert(good);
	return us;
}

static void fill(struct mine_log *l, const struct row *row, size_t n)
{
	log_open(l);
	for (size_t i = 0; i < n; i++) {
		log_event(l, row[i].in, row[i].activity, row[i].who, instant(row[i].at));
	}
}

static int32_t id_of(const struct mine_names *m, const char *name)
{
	for (int32_t i = 0; i < m->n; i++) {
		if (str_is(mine_names_text(m, i), name)) {
			return i;
		}
	}
	return MINE_NONE;
}

static void hours_of(const struct mine_view *v, struct mine_hours *out)
{
	struct profile *p = arena_new(&arena, struct profile);
	int64_t first = INT64_MAX, last = INT64_MIN;
	struct err e;
	bool good = profile_read_zoned(&arena, str_of(office), p, &e);

	assert(good);
	for (size_t i = 0; i < v->events; i++) {
		first = v->time[i] < first ? v->time[i] : first;
		last = v->time[i] > last ? v->time[i] : last;
	}
	mine_hours_build(&arena, p, first, last, out);
}

/* In the order of the log, with everything counted. */
static struct mine_study study_of(struct mine_log *l, struct mine_hours *h,
				  enum mine_reading reading)
{
	struct mine_study s = { .log = l, .reading = reading };
	struct err e;

	mine_log_order(&arena, &scratch, l, &s.view);
	s.activity_rank = mine_names_rank(&arena, &l->activities);
	s.holder_rank = mine_names_rank(&arena, &l->holders);
	if (h != NULL && l->events > 0) {
		hours_of(&s.view, h);
		s.hours = h;
	}
	ok(mine_study(&arena, &scratch, &s, &e), "a study");
	return s;
}

/* ---- why it waits ---- */

/* Monday to Wednesday. An takes one thing after another, an hour each; Bình checks two in
 * one go. What came in at whose desk is nobody's event. */
static const struct row waiting[] = {
	{ "a", "in", "", "2026-03-02T09:00:00" }, { "a", "check", "an", "2026-03-02T10:00:00" },
	{ "b", "in", "", "2026-03-02T09:30:00" }, { "b", "check", "an", "2026-03-02T11:00:00" },
	{ "c", "in", "", "2026-03-02T10:30:00" }, { "c", "check", "an", "2026-03-02T12:00:00" },
	{ "d", "in", "", "2026-03-02T10:00:00" }, { "d", "check", "an", "2026-03-02T13:00:00" },
	{ "e", "in", "", "2026-03-02T16:00:00" }, { "e", "check", "an", "2026-03-03T10:00:00" },
	{ "f", "in", "", "2026-03-03T11:00:00" }, { "f", "sign", "bình", "2026-03-03T15:00:00" },
	{ "g", "in", "", "2026-03-03T13:00:00" }, { "g", "sign", "bình", "2026-03-03T15:05:00" },
};

struct splits {
	struct mine_split all[4000];
	size_t n;
};

static void keep(void *ctx, const struct mine_split *s)
{
	struct splits *k = ctx;

	assert(k->n < ARRAY_LEN(k->all));
	k->all[k->n++] = *s;
}

static void causes(void)
{
	/* Minutes: wait, work; batching, prioritisation, contention, off hours, extraneous. */
	static const struct { const char *in; int64_t wait, work, cause[MINE_CAUSES]; } want[] = {
		{ "a", 0, 60, { 0, 0, 0, 0, 0 } },
		{ "b", 30, 60, { 0, 0, 30, 0, 0 } },
		{ "c", 30, 60, { 0, 0, 30, 0, 0 } },
		{ "d", 120, 60, { 0, 60, 60, 0, 0 } },	/* c came later and went first */
		{ "e", 17 * 60, 60, { 0, 0, 0, 16 * 60, 60 } },
		{ "f", 235, 5, { 120, 0, 0, 0, 115 } },		/* until g had come */
		{ "g", 120, 5, { 0, 0, 5, 0, 115 } },
	};
	static struct splits got;
	struct mine_log l;
	struct mine_hours h;
	struct mine_waits w;
	struct err e;

	fill(&l, waiting, ARRAY_LEN(waiting));
	struct mine_study s = study_of(&l, &h, MINE_READS_DONE);

	got.n = 0;
	ok(mine_waits(&arena, &scratch, &s.view, &h, MINE_READS_DONE, s.activity_rank, &w, keep,
		      &got, &e), "causes");
	is_int((int64_t)got.n, ARRAY_LEN(want), "a split for each passage");
	for (size_t i = 0; i < ARRAY_LEN(want); i++) {
		const struct mine_split *one = NULL;

		for (size_t k = 0; k < got.n; k++) {
			if (str_is(mine_names_text(&l.cases, (int32_t)got.all[k].in), want[i].in)) {
				one = &got.all[k];
			}
		}
		assert(one != NULL);
		is_int(one->wait, want[i].wait * 60 * MINE_SECOND, "%s waits", want[i].in);
		is_int(one->work, want[i].work * 60 * MINE_SECOND, "%s is worked on", want[i].in);
		for (int k = 0; k < MINE_CAUSES; k++) {
			is_int(one->cause[k], want[i].cause[k] * 60 * MINE_SECOND,
			       "%s, cause %d", want[i].in, k);
		}
	}
	is_int(w.rows, 2, "hand-overs by activities");
	is_int(w.all.handed, 7, "all come from somebody else");
	is_int((int64_t)w.all.cause[MINE_OFF_HOURS], 16 * 3600 * MINE_SECOND, "off hours in all");
	is_int(w.holder[id_of(&l.holders, "bình")].passages, 2, "by who serves");
	log_close(&l);
}

/* What the server did at each minute of a wait, looked up anew. */
static void brute(const struct mine_view *v, const struct mine_hours *h, const struct splits *all,
		  const struct mine_split *s, const int64_t *ready, int64_t *cause)
{
	int64_t enabled = v->time[s->at - 1], step = 60 * MINE_SECOND;

	memset(cause, 0, MINE_CAUSES * sizeof(*cause));
	for (int64_t t = enabled; t < enabled + s->wait; t += step) {
		enum mine_cause why = t < ready[s - all->all] ? MINE_BATCHING : MINE_EXTRANEOUS;

		for (size_t k = 0; k < all->n; k++) {
			const struct mine_split *o = &all->all[k];
			int64_t done = v->time[o->at];

			if (o->server == s->server && done - o->work <= t && t < done) {
				why = v->time[o->at - 1] <= enabled ? MINE_CONTENTION
								    : MINE_PRIORITY;
			}
		}
		if (h != NULL && mine_work_before(h, t + step) == mine_work_before(h, t)) {
			why = MINE_OFF_HOURS;
		}
		cause[why] += step;
	}
}

/* When the batch of each had gathered: quadratic, by the definition. `all` is by server and
 * time. */
static void gathered(const struct mine_view *v, enum mine_reading r, const struct splits *all,
		     int64_t *ready)
{
	for (size_t k = 0; k < all->n;) {
		size_t end = k + 1;
		int64_t last = v->time[all->all[k].at - 1];

		while (end < all->n && all->all[end].server == all->all[k].server &&
		       v->activity[mine_charged(r, all->all[end].at)] ==
		       v->activity[mine_charged(r, all->all[k].at)] &&
		       v->time[all->all[end].at] - v->time[all->all[end - 1].at] <=
		       MINE_BATCH_GAP &&
		       v->time[all->all[end].at - 1] <= v->time[all->all[k].at]) {
			int64_t came = v->time[all->all[end++].at - 1];

			last = came > last ? came : last;
		}
		for (size_t i = k; i < end; i++) {
			ready[i] = end - k > 1 ? last : INT64_MIN;
		}
		k = end;
	}
}

static uint64_t chance_of(uint64_t *chance)
{
	*chance = *chance * UINT64_C(6364136223846793005) + 1442695040888963407U;
	return *chance >> 33;
}

/* Minutes of two weeks; now and then many at one time. */
static void fill_made_up(struct mine_log *l, uint64_t chance)
{
	static const char *const who[] = { "an", "bình", "chi", "dũng", "" };

	log_open(l);
	for (int i = 0; i < 700; i++) {
		int64_t minute = (int64_t)(chance_of(&chance) % (14 * 24 * 60));

		minute -= chance_of(&chance) % 3 == 0 ? minute % 600 : 0;
		int in = (int)(chance_of(&chance) % 60), act = (int)(chance_of(&chance) % 4);

		log_event(l, str_cstr(&arena, str_fmt(&arena, "c%d", in)),
			  str_cstr(&arena, str_fmt(&arena, "a%d", act)),
			  who[chance_of(&chance) % ARRAY_LEN(who)],
			  instant("2026-03-02T00:00:00") + minute * 60 * MINE_SECOND);
	}
}

static void cause_laws(uint64_t chance, bool with_hours, enum mine_reading reading)
{
	static struct splits got;
	static int64_t ready[ARRAY_LEN(got.all)];
	struct mine_log l;
	struct mine_hours h;
	struct mine_waits w;
	struct err e;
	int64_t wrong = 0, apart = 0, rows = 0;
	mine_sum parts = 0;

	fill_made_up(&l, chance);
	struct mine_study s = study_of(&l, with_hours ? &h : NULL, reading);

	got.n = 0;
	ok(mine_waits(&arena, &scratch, &s.view, s.hours, reading, s.activity_rank, &w, keep, &got,
		      &e), "a made-up log %d", (int)chance);
	gathered(&s.view, reading, &got, ready);
	for (size_t i = 0; i < got.n; i++) {
		const struct mine_split *one = &got.all[i];
		int64_t sum = 0, again[MINE_CAUSES];

		brute(&s.view, s.hours, &got, one, ready, again);
		for (int k = 0; k < MINE_CAUSES; k++) {
			sum += one->cause[k];
			wrong += one->cause[k] < 0;
			apart += one->cause[k] != again[k];
		}
		wrong += sum != one->wait || one->wait < 0 || one->work < 0 ||
			 one->wait + one->work != s.view.time[one->at] - s.view.time[one->at - 1];
	}
	is_int(wrong, 0, "the parts of each of %d add up", (int)got.n);
	is_int(apart, 0, "and are those that are found minute by minute");
	for (uint32_t i = 0; i < w.rows; i++) {
		mine_sum sum = 0;

		for (int k = 0; k < MINE_CAUSES; k++) {
			sum += w.row[i].w.cause[k];
		}
		rows += sum != w.row[i].w.wait;
		parts += w.row[i].w.wait + w.row[i].w.work;
	}
	is_int(rows, 0, "on every row");
	ok(parts + w.nobody_s == s.duration.sum, "rows and what nobody serves: what cases lasted");
	if (!with_hours) {
		ok(s.stays.stay == s.duration.sum, "what places hold: the same");
		is_int((int64_t)w.all.cause[MINE_OFF_HOURS], 0, "without hours nobody is off");
	}
	log_close(&l);
}

/* ---- places ---- */

static const struct row standing[] = {
	{ "a", "check", "an", "2026-03-02T09:00:00" },
	{ "a", "sign", "bình", "2026-03-02T11:00:00" },
	{ "a", "closed", "", "2026-03-02T12:00:00" },
	{ "b", "check", "chi", "2026-03-02T09:00:00" },
	{ "b", "sign", "bình", "2026-03-02T17:00:00" },
	{ "b", "closed", "", "2026-03-03T10:00:00" },
	{ "c", "check", "an", "2026-03-02T09:00:00" },
	{ "c", "sign", "bình", "2026-03-02T10:00:00" },
	{ "c", "closed", "", "2026-03-03T16:00:00" },
};

static void places(void)
{
	/* Hours. The usual check takes two, the usual signature one. */
	static const struct { const char *activity, *who; int64_t stays, stay, lost; } want[] = {
		{ "sign", "bình", 3, 1 + 1 + 14, 13 }, { "check", "chi", 1, 8, 6 },
		{ "check", "an", 2, 3, 0 },
	};
	struct mine_log l;
	struct mine_hours h;

	fill(&l, standing, ARRAY_LEN(standing));
	struct mine_study s = study_of(&l, &h, MINE_READS_ARRIVAL);

	is_int(s.stays.places, ARRAY_LEN(want), "places");
	for (size_t i = 0; i < ARRAY_LEN(want); i++) {
		const struct mine_place *p = &s.stays.place[i];

		is_text(mine_names_text(&l.activities, p->activity), want[i].activity, "place %zu",
			i);
		is_text(mine_names_text(&l.holders, p->holder), want[i].who, "at");
		is_int(p->stays, want[i].stays, "how often");
		is_int((int64_t)p->stay, want[i].stay * 3600 * MINE_SECOND, "working time there");
		is_int((int64_t)p->lost, want[i].lost * 3600 * MINE_SECOND, "of this lost");
	}
	is_int((int64_t)s.stays.lost, 19 * 3600 * MINE_SECOND, "lost in all");
	struct mine_queue *q = &s.queue[id_of(&l.holders, "bình")];

	is_int(q->most, 2, "at most two at once, for the first went as the third came");
	is_int(q->most_at, instant("2026-03-02T11:00:00"), "since when");
	log_close(&l);
}

/* ---- again ---- */

static const struct row repeated[] = {
	{ "a", "x", "an", "2026-03-01T01:00:00" }, { "a", "x", "an", "2026-03-01T02:00:00" },
	{ "a", "y", "bình", "2026-03-01T03:00:00" }, { "a", "x", "chi", "2026-03-01T04:00:00" },
	{ "a", "x", "an", "2026-03-01T06:00:00" }, { "a", "y", "bình", "2026-03-01T07:00:00" },
	{ "b", "x", "an", "2026-03-01T01:00:00" }, { "b", "y", "", "2026-03-01T02:00:00" },
	{ "b", "y", "an", "2026-03-01T03:00:00" }, { "b", "z", "bình", "2026-03-01T05:00:00" },
	{ "b", "z", "an", "2026-03-01T06:00:00" },
};

struct returns {
	int64_t loops, again, away;
};

static void on_return(void *ctx, const struct mine_return *r)
{
	struct returns *n = ctx;

	n->loops += r->length > 0;
	n->again += r->length == 0;
	n->away += r->away;
}

static void again(void)
{
	static const struct {
		const char *activity;
		int64_t same, other, unknown, same_d, other_d;
	} want[] = { { "x", 1, 2, 0, 1, 1 }, { "y", 1, 0, 1, 0, 0 }, { "z", 0, 1, 0, 0, 1 } };
	static const struct { int length; int64_t count, cases, hours; } loops[] = {
		{ 2, 1, 1, 1 }, { 3, 2, 1, 3 + 3 }, { 4, 0, 0, 0 },
	};
	struct mine_log l;

	fill(&l, repeated, ARRAY_LEN(repeated));
	struct mine_study s = study_of(&l, NULL, MINE_READS_DONE);

	for (size_t i = 0; i < ARRAY_LEN(want); i++) {
		int32_t id = id_of(&l.activities, want[i].activity);
		const struct mine_redo *r = &s.again.activity[id];

		ok(r->same == want[i].same && r->other == want[i].other &&
		   r->unknown == want[i].unknown && r->same_direct == want[i].same_d &&
		   r->other_direct == want[i].other_d, "%s again", want[i].activity);
	}
	for (size_t i = 0; i < ARRAY_LEN(loops); i++) {
		const struct mine_loops *o = &s.again.loop[loops[i].length];

		ok(o->count == loops[i].count && o->cases == loops[i].cases,
		   "loops of %d", loops[i].length);
		is_int((int64_t)o->away, loops[i].hours * 3600 * MINE_SECOND, "away");
	}
	is_int(s.again.loop[2].count, s.people.back_segment.total, "ping-pong by its other count");
	/* Both loops of three have the arrival at chi, which was no planned way. */
	uint8_t back[ARRAY_LEN(repeated)] = { 0 };
	struct mine_again planned;
	struct returns told = { 0 };
	struct err e;

	back[3] = 1;
	s.view.back = back;
	ok(mine_again(&arena, &scratch, &s.view, s.holder_rank, &planned, on_return, &told, &e),
	   "with returns");
	is_int(planned.loop[3].count, 2, "loops that hold a return");
	is_int(told.loops, 2, "each is told");
	is_int(told.away, (int64_t)planned.loop[3].away, "with how long it was away");
	is_int(told.again, planned.all.same + planned.all.other, "each time of work done again");
	back[3] = 0;
	ok(mine_again(&arena, &scratch, &s.view, s.holder_rank, &planned, NULL, NULL, &e),
	   "without");
	is_int(planned.loop[3].count + planned.loop[2].count, 0, "planned ways are no loops");
	is_int(s.again.referral.total, s.again.all.same + s.again.all.other, "the matrix has all");
	log_close(&l);
}

/* ---- in one go, load, the week ---- */

static const struct row together[] = {
	{ "a", "sign", "an", "2026-03-01T09:00:00" }, { "b", "sign", "an", "2026-03-01T09:10:00" },
	{ "c", "sign", "an", "2026-03-01T09:24:59" }, { "d", "sign", "an", "2026-03-01T09:40:00" },
	{ "e", "sign", "bình", "2026-03-01T09:24:59" },
	{ "a", "sign", "bình", "2026-03-08T09:00:00" },
	{ "f", "sign", "bình", "2026-03-08T09:00:00" }, { "g", "sign", "", "2026-03-08T09:00:00" },
	{ "h", "send", "bình", "2026-03-08T09:00:00" },
	{ "h", "send", "bình", "2026-03-08T09:01:00" },
};

static void over_time(void)
{
	struct mine_log l;

	fill(&l, together, ARRAY_LEN(together));
	struct mine_study s = study_of(&l, NULL, MINE_READS_DONE);

	is_int(s.batches.batches, 2, "batches: a gap of a second too much ends one");
	is_int(s.batches.batched, 5, "what is in them");
	is_int(s.batches.row[0].largest, 3, "the largest");
	is_int(s.instant.batches, 1, "at one instant");
	is_int(s.load.by, MINE_BY_DAY, "a short log by days");
	is_int((int64_t)s.load.rows, 8, "days without an event too");
	is_int(s.load.row[0].open, 1, "open when the first day ends");
	is_int(s.load.row[7].ended, 4, "ended on the last");
	is_int(s.load.row[7].open, 0, "nothing is open at the end");
	is_int(s.heat.n[6][9], 10, "Sundays at nine");
	is_int(s.heat.all, 10, "of all");
	struct mine_heat heat;

	mine_heat(&s.view, 16 * 3600, &heat);
	is_int(heat.n[0][1], 10, "elsewhere it is Monday");
	struct mine_load week;

	mine_load_by(&arena, &s.view, 0, MINE_READS_DONE, MINE_BY_WEEK, &week);
	is_int((int64_t)week.rows, 2, "weeks begin on Mondays");
	is_int(week.row[0].day, day_make(2026, 2, 23).n, "that before the first event");
	mine_load_by(&arena, &s.view, 0, MINE_READS_ARRIVAL, MINE_BY_WEEK, &week);
	is_int(week.row[1].open, 7, "who holds a case that arrived holds it still");
	log_close(&l);
}

/* ---- shifts ---- */

static void shifts(void)
{
	static const struct {
		const char *name;
		double value[12];
		size_t n;
		int first, shifts;
	} want[] = {
		{ "level", { 5, 5.1, 4.9, 5, 5.2, 5, 4.9, 5, 5.1, 5, 5, 5 }, 12, -1, 0 },
		{ "a step up", { 5, 5.1, 4.9, 5, 5.2, 5, 9.9, 10, 10.1, 10, 10, 10 }, 12, 6, 1 },
		{ "up and down", { 5, 5.1, 4.9, 5, 11, 11.1, 11, 11, 5.1, 5, 5, 5 }, 12, 4, 2 },
		{ "one month alone", { 5, 5.1, 4.9, 5, 5.2, 7, 5, 5, 5.1, 5, 5, 5 }, 12, -1, 0 },
		{ "too short", { 1, 9, 9 }, 3, -1, 0 },
		{ "nothing", { 0 }, 0, -1, 0 },
	};

	for (size_t i = 0; i < ARRAY_LEN(want); i++) {
		bool at[12];
		int first = -1, n = 0;

		mine_shifts(&scratch, want[i].value, want[i].n, 0.5, at);
		for (int k = (int)want[i].n - 1; k >= 0; k--) {
			first = at[k] ? k : first;
			n += at[k];
		}
		is_int(n, want[i].shifts, "%s: shifts", want[i].name);
		is_int(first, want[i].first, "%s: the first", want[i].name);
	}
}

/* ---- between ---- */

static void between(void)
{
	struct mine_log l;
	struct mine_hours h;
	struct mine_between b;

	fill(&l, standing, ARRAY_LEN(standing));
	struct mine_study s = study_of(&l, &h, MINE_READS_ARRIVAL);

	mine_between(&scratch, &s.view, &h, id_of(&l.activities, "sign"),
		     id_of(&l.activities, "closed"), &b);
	is_int(b.cases, 3, "cases that come there");
	is_int((int64_t)b.spread.sum, (1 + 17 + 30) * 3600 * MINE_SECOND, "from one to the other");
	is_int((int64_t)b.working.sum, 16 * 3600 * MINE_SECOND, "in working time");
	mine_between(&scratch, &s.view, &h, id_of(&l.activities, "closed"),
		     id_of(&l.activities, "check"), &b);
	ok(b.cases == 3 && b.spread.n == 0, "never in this order");
	mine_between(&scratch, &s.view, NULL, MINE_NONE, MINE_NONE, &b);
	ok(b.spread.sum == s.duration.sum, "from end to end");
	is_int((int64_t)mine_covering(&s.variants, 3, 100), 1, "one way covers all");
	is_int((int64_t)mine_covering(&s.variants, 3, 0), 0, "none is needed for nothing");
	log_close(&l);
}

static void nothing(void)
{
	struct mine_log l;

	log_open(&l);
	struct mine_study s = study_of(&l, NULL, MINE_READS_DONE);

	ok(s.stays.places == 0 && s.waits.rows == 0 && s.load.rows == 0 && s.trend.months == 0 &&
	   s.batches.rows == 0 && s.heat.all == 0, "an empty log has nothing of anything");
	log_close(&l);
}

int main(void)
{
	arena_init(&arena, 0);
	arena_init(&scratch, 0);
	causes();
	for (uint64_t chance = 1; chance <= 6; chance++) {
		cause_laws(chance, chance % 2 == 0, chance % 3 == 0 ? MINE_READS_ARRIVAL
								     : MINE_READS_DONE);
	}
	places();
	again();
	over_time();
	shifts();
	between();
	nothing();
	arena_done(&scratch);
	arena_done(&arena);
	return done_testing();
}
