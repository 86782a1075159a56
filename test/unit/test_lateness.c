/* Whose lateness: rule 27, by hand-made lives. Profile A, a common week of March. */
#include "law_fixture.h"
#include "tap.h"

#include "core/lateness.h"

enum { H = 3600 };

/* A dossier of two steps, 8 and 4 hours of plan; holds are added by hand. */
struct life {
	struct law_fixture law;
	struct arena arena;
	struct procedure_version version;
	struct dossier d;
	struct obligation ob[16];
	int64_t plan[2];
};

static void life_open(struct life *l)
{
	law_fixture_open(&l->law);
	arena_init(&l->arena, 0);
	l->version = (struct procedure_version){ .steps = 2 };
	l->plan[0] = 8 * H;
	l->plan[1] = 4 * H;
	l->d = (struct dossier){ .version = &l->version, .cal = &l->law.a, .ob = l->ob,
				 .plan_s = l->plan, .received_at = at("2026-03-02T08:00"),
				 .ready_at = INSTANT_NONE, .closed_at = INSTANT_NONE };
}

static void life_done(struct life *l)
{
	arena_done(&l->arena);
	arena_done(&l->law.arena);
}

static struct party seat(int64_t unit)
{
	return (struct party){ .kind = PARTY_SEAT,
			       .seat = { .unit = { unit }, .post = post_of("officer"),
					 .person = { unit } } };
}

static void add(struct life *l, enum obligation_kind kind, int64_t unit, int32_t step,
		const char *from, const char *to, const char *due)
{
	l->ob[l->d.obs++] = (struct obligation){
		.kind = kind, .holder = seat(unit), .account = seat(unit), .step = step,
		.version = &l->version, .from = at(from),
		.to = to != NULL ? at(to) : INSTANT_NONE,
		.due = due != NULL ? at(due) : INSTANT_NONE,
	};
}

static int64_t late_of(const struct lateness *v, int64_t unit)
{
	for (size_t i = 0; i < v->shares; i++) {
		if (v->share[i].account.seat.unit.v == unit) {
			return v->share[i].late_s;
		}
	}
	return -1;
}

static int64_t sum(const struct lateness *v)
{
	int64_t s = 0;

	for (size_t i = 0; i < v->shares; i++) {
		s += v->share[i].late_s;
	}
	return s;
}

/* Unit 1 takes 12 of its 8 hours, unit 2 takes 6 of its 4: overruns 4 and 2. */
static void by_overrun(void)
{
	struct life l = { 0 };
	struct lateness v;

	life_open(&l);
	add(&l, OB_STEP, 1, 0, "2026-03-02T08:00", "2026-03-03T11:30", NULL);
	add(&l, OB_STEP, 2, 1, "2026-03-03T11:30", "2026-03-04T09:30", NULL);
	l.d.ready_at = at("2026-03-04T09:30");
	lateness_split(&l.arena, &l.d, at("2026-03-03T17:00"), at("2026-03-10T08:00"), &v);
	is_int(v.late_s, 2 * H, "two working hours after the promise");
	is_int(v.share[0].overrun_s, 3 * H + 1800, "unit 1: 11.5 of 8 hours");
	is_int(v.share[1].overrun_s, 2 * H, "unit 2: 6 of 4 hours");
	is_int(late_of(&v, 1), 4582, "7200 × 3.5 / 5.5, the larger remainder");
	is_int(late_of(&v, 2), 2618, "7200 × 2 / 5.5");
	is_int(sum(&v), v.late_s, "the parts add up");
	life_done(&l);
}

/* While two opinions are past their due, the lead's overrun is theirs. */
static void the_silent(void)
{
	struct life l = { 0 };
	struct lateness v;

	life_open(&l);
	add(&l, OB_STEP, 1, 0, "2026-03-02T07:30", "2026-03-04T17:00", NULL);
	add(&l, OB_OPINION, 7, 0, "2026-03-02T07:30", NULL, "2026-03-03T17:00");
	add(&l, OB_OPINION, 8, 0, "2026-03-02T07:30", "2026-03-04T11:30", "2026-03-03T17:00");
	l.d.ready_at = at("2026-03-04T17:00");
	lateness_split(&l.arena, &l.d, at("2026-03-03T17:00"), at("2026-03-04T17:00"), &v);
	is_int(v.late_s, 8 * H, "one working day late");
	/* Overrun 16 h: the 3rd is the lead's own (8 h), the 4th morning is shared
	 * by both silent (2 h each), its afternoon is unit 7's alone (4 h). */
	is_int(late_of(&v, 1), 4 * H, "the lead: its own 8 of 16 hours");
	is_int(late_of(&v, 7), 3 * H, "the longer silent: 6 of 16");
	is_int(late_of(&v, 8), 1 * H, "the other: 2 of 16");
	is_int(sum(&v), v.late_s, "the parts add up");
	life_done(&l);
}

static void nobody_over_plan(void)
{
	struct life l = { 0 };
	struct lateness v;

	life_open(&l);
	add(&l, OB_STEP, 1, 0, "2026-03-02T07:30", "2026-03-02T13:30", NULL);
	add(&l, OB_STEP, 2, 1, "2026-03-02T13:30", "2026-03-02T16:00", NULL);
	l.d.ready_at = at("2026-03-02T16:00");
	lateness_split(&l.arena, &l.d, at("2026-03-02T15:00"), at("2026-03-02T16:00"), &v);
	ok(v.by_own_seconds, "no overrun: by own seconds");
	is_int(late_of(&v, 1), 2314, "3600 × 4.5 / 7");
	is_int(late_of(&v, 2), 1286, "3600 × 2.5 / 7");
	is_int(sum(&v), v.late_s, "the parts add up");
	life_done(&l);
}

static void not_late(void)
{
	struct life l = { 0 };
	struct lateness v;

	life_open(&l);
	add(&l, OB_STEP, 1, 0, "2026-03-02T07:30", NULL, NULL);
	lateness_split(&l.arena, &l.d, at("2026-03-02T17:00"), at("2026-03-02T16:00"), &v);
	is_int((int64_t)v.shares, 0, "before the promise nobody is late");
	lateness_split(&l.arena, &l.d, at("2026-03-02T17:00"), at("2026-03-02T20:00"), &v);
	is_int(v.late_s, 0, "no working time has passed: late seconds are 0");
	is_int((int64_t)v.shares, 0, "and there is nothing to share");
	lateness_split(&l.arena, &l.d, INSTANT_NONE, at("2026-03-02T20:00"), &v);
	is_int((int64_t)v.shares, 0, "without a running clock neither");
	life_done(&l);
}

/* A second entry into a step gets no second allotment (rule 10). */
static void entered_again(void)
{
	struct life l = { 0 };
	struct lateness v;

	life_open(&l);
	add(&l, OB_STEP, 1, 0, "2026-03-02T07:30", "2026-03-02T17:00", NULL);
	add(&l, OB_STEP, 2, 1, "2026-03-02T17:00", "2026-03-03T08:30", NULL);
	add(&l, OB_STEP, 3, 0, "2026-03-03T08:30", "2026-03-03T10:30", NULL);
	l.d.ready_at = at("2026-03-03T10:30");
	lateness_split(&l.arena, &l.d, at("2026-03-03T09:30"), at("2026-03-03T10:30"), &v);
	is_int(late_of(&v, 3), 1 * H, "all of it is of who came second into the used-up step");
	is_int(late_of(&v, 1), 0, "the first kept the plan");
	life_done(&l);
}

/* Two seats of one unit stand in one line, before it is late and after. */
static void by_unit(void)
{
	struct life l = { 0 };
	struct lateness v;
	struct unit_share *u;

	life_open(&l);
	add(&l, OB_STEP, 1, 0, "2026-03-02T08:00", "2026-03-03T11:30", NULL);
	add(&l, OB_STEP, 2, 1, "2026-03-03T11:30", "2026-03-04T09:30", NULL);
	l.d.ob[1].account.seat.unit = l.d.ob[0].account.seat.unit;
	l.d.ready_at = at("2026-03-04T09:30");
	lateness_split(&l.arena, &l.d, at("2026-03-03T17:00"), at("2026-03-10T08:00"), &v);
	is_int((int64_t)v.shares, 2, "two seats");
	is_int((int64_t)lateness_by_unit(&l.arena, &v, &u), 1, "of one unit");
	is_int(u[0].late_s, v.late_s, "which has all of it");
	is_int(u[0].overrun_s, 5 * H + 1800, "and both overruns");
	l.d.ready_at = INSTANT_NONE;
	lateness_overruns(&l.arena, &l.d, at("2026-03-04T09:30"), &v);
	is_int(v.late_s, 0, "before the promise nothing is late");
	is_int(v.share[0].overrun_s + v.share[1].overrun_s, 5 * H + 1800,
	       "but they are over their plan all the same");
	life_done(&l);
}

/* Held outside working time alone, then late: somebody has it. */
static void no_time_at_all(void)
{
	struct life l = { 0 };
	struct lateness v;

	life_open(&l);
	add(&l, OB_STEP, 1, 0, "2026-03-03T18:00", "2026-03-03T19:00", NULL);
	l.d.ready_at = at("2026-03-03T19:00");
	lateness_split(&l.arena, &l.d, at("2026-03-02T17:00"), at("2026-03-03T19:00"), &v);
	is_int(v.late_s, 8 * H, "a day late");
	is_int(sum(&v), v.late_s, "and the parts add up");
	life_done(&l);
}

int main(void)
{
	by_unit();
	no_time_at_all();
	by_overrun();
	the_silent();
	nobody_over_plan();
	not_late();
	entered_again();
	return done_testing();
}
