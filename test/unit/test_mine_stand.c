/* Where cases stand now: a worked example, in all time and in working time. */
#include "core/mine_stand.h"

#include "base/arena.h"

#include "mine_log.h"
#include "tap.h"

static struct arena arena, scratch;

static const char office[] = "{\"utc_offset\":\"+00:00\",\"sessions\":"
			     "[[\"mon-fri\",\"09:00\",\"17:00\"]]}";

static int64_t instant(const char *text)
{
	int64_t us = 0;
	bool good = xes_instant(str_of(text), &us);

	assert(good);
	return us;
}

/* Friday 2026-03-06; now is the Monday after, at noon. */
static void fill(struct mine_log *l)
{
	static const struct { const char *in, *activity, *who, *at; } row[] = {
		{ "a", "check", "an", "2026-03-05T09:00:00Z" },
		{ "a", "sign", "bình", "2026-03-06T16:00:00Z" },
		{ "b", "check", "an", "2026-03-06T11:00:00Z" },
		{ "c", "check", "an", "2026-03-05T09:00:00Z" },
		{ "c", "closed", "", "2026-03-05T10:00:00Z" },
		{ "d", "check", "chi", "2026-03-09T11:30:00Z" },
		{ "e", "check", "an", "2026-03-09T13:00:00Z" },	/* a clock that runs ahead */
		{ "f", "check", "an", "2026-03-01T09:00:00Z" },	/* is not kept */
	};

	log_open(l);
	for (size_t i = 0; i < ARRAY_LEN(row); i++) {
		log_event(l, row[i].in, row[i].activity, row[i].who, instant(row[i].at));
	}
}

struct wanted {
	const char *activity, *who;
	int64_t cases, beyond, stay_min, lost_min;
};

static void compare(const struct mine_log *l, const struct mine_stands *got,
		    const struct wanted *want, size_t n)
{
	int64_t cases = 0, stay = 0;

	is_int((int64_t)got->places, (int64_t)n, "places");
	for (size_t i = 0; i < n && i < got->places; i++) {
		const struct mine_stand *p = &got->place[i];

		is_text(mine_names_text(&l->activities, p->activity), want[i].activity, "activity");
		is_text(mine_names_text(&l->holders, p->holder), want[i].who, "holder");
		is_int(p->cases, want[i].cases, "cases");
		is_int(p->beyond, want[i].beyond, "longer than usual");
		is_int((int64_t)(p->stay / (60 * MINE_SECOND)), want[i].stay_min, "stood");
		is_int((int64_t)(p->lost / (60 * MINE_SECOND)), want[i].lost_min, "lost");
		cases += p->cases;
		stay += want[i].stay_min;
	}
	is_int(got->cases, cases, "all of them");
	is_int((int64_t)(got->stay / (60 * MINE_SECOND)), stay, "all they stood");
}

static void standing(const struct profile *office_profile)
{
	/* Usual: of check one hour, of sign nothing is known. */
	static const struct wanted elapsed[] = {
		{ "check", "an", 2, 1, 3 * 1440 + 60, 3 * 1440 },
		{ "sign", "bình", 1, 1, 2 * 1440 + 20 * 60, 2 * 1440 + 20 * 60 },
		{ "check", "chi", 1, 0, 30, 0 },
	};
	/* Eight hours a day: b stood 6 h on Friday and 3 h on Monday. */
	static const struct wanted working[] = {
		{ "check", "an", 2, 1, 9 * 60, 8 * 60 }, { "sign", "bình", 1, 1, 4 * 60, 4 * 60 },
		{ "check", "chi", 1, 0, 30, 0 },
	};
	const int64_t now = instant("2026-03-09T12:00:00Z");
	struct mine_log l;
	struct mine_view v;
	struct mine_hours h;
	struct mine_stands got;
	struct err e;

	fill(&l);
	mine_log_order(&arena, &scratch, &l, &v);
	int32_t *activity = mine_names_rank(&arena, &l.activities);
	int32_t *holder = mine_names_rank(&arena, &l.holders);
	struct mine_usual *usual = arena_array(&arena, struct mine_usual, (size_t)v.activities);
	uint8_t keep[] = { 1, 1, 1, 1, 1, 0 };

	usual[0].usual = 3600 * MINE_SECOND;	/* check came first */
	v.keep = keep;
	mine_hours_build(&arena, office_profile, v.time[0], now, &h);
	ok(mine_stand(&arena, &scratch, &v, NULL, now, usual, activity, holder, &got, &e),
	   "all time");
	compare(&l, &got, elapsed, ARRAY_LEN(elapsed));
	ok(mine_stand(&arena, &scratch, &v, &h, now, usual, activity, holder, &got, &e), "working");
	compare(&l, &got, working, ARRAY_LEN(working));
	ok(mine_stands_now(&v, 0) && !mine_stands_now(&v, 2), "what is closed does not stand");
	is_int(mine_stood(&v, NULL, 4, now), 0, "nothing stands since a later time");
	for (size_t c = 0; c < ARRAY_LEN(keep); c++) {
		keep[c] = c == 2;
	}
	ok(mine_stand(&arena, &scratch, &v, &h, now, usual, activity, holder, &got, &e), "of none");
	compare(&l, &got, NULL, 0);
	log_close(&l);
}

int main(void)
{
	struct profile p;
	struct err e;

	arena_init(&arena, 0);
	arena_init(&scratch, 0);
	ok(profile_read_zoned(&arena, str_of(office), &p, &e), "an office");
	standing(&p);
	arena_done(&scratch);
	arena_done(&arena);
	return done_testing();
}
