/* Chances of being late: hand-made procedures of two steps, 8 and 4 hours of plan. */
#include "tap.h"

#include "core/forecast.h"

enum { H = 3600 };

struct house {
	struct arena arena;
	struct procedure procedure;
	struct step step[2];
	struct procedure_version version;
	struct forecast *f;
};

static void house_open(struct house *h)
{
	*h = (struct house){ .step = { { .plan_s = 8 * H }, { .plan_s = 4 * H } } };
	arena_init(&h->arena, 0);
	h->procedure.code = STR("1.000001");
	h->version = (struct procedure_version){ .procedure = &h->procedure, .number = 1,
						 .step = h->step, .steps = 2 };
	h->f = forecast_new(&h->arena);
}

static void learn(struct house *h, int64_t first_h, int64_t second_h, int times)
{
	const int64_t work[] = { first_h * H, second_h * H };

	for (int i = 0; i < times; i++) {
		forecast_learn(h->f, &h->version, work);
	}
}

/* In per cent. */
static int64_t chance(struct house *h, size_t step, int64_t spent_h, int64_t left_h)
{
	return (int64_t)(forecast_chance(h->f, &h->version, step, spent_h * H, left_h * H) * 100 +
			 0.5);
}

static void done(struct house *h)
{
	arena_done(&h->arena);
}

static void by_the_plan(void)
{
	struct house h;

	house_open(&h);
	forecast_settle(h.f);
	is_int(forecast_known(h.f, &h.version), 0, "nothing is known");
	ok(chance(&h, 0, 0, 20) < 5, "the plan of 12 hours fits into 20");
	ok(chance(&h, 0, 0, 6) > 95, "and not into 6");
	ok(chance(&h, 1, 0, 6) < 5, "at the second step it does");
	is_int((int64_t)forecast_chance(h.f, &h.version, 0, 0, -1), 1, "past is late");
	done(&h);
}

static void by_cases(void)
{
	struct house h;

	house_open(&h);
	learn(&h, 2, 1, 700);
	learn(&h, 30, 1, 300);
	forecast_settle(h.f);
	is_int(forecast_known(h.f, &h.version), 1000, "a thousand cases");
	is_int(forecast_learnt(h.f), 1000, "in all");
	ok(chance(&h, 0, 0, 10) >= 27 && chance(&h, 0, 0, 10) <= 33, "three in ten take long");
	ok(chance(&h, 0, 0, 60) < 3, "with time enough nobody is late");
	ok(chance(&h, 0, 5, 10) > 90, "whoever has lain there for five hours is one of them");
	ok(chance(&h, 1, 0, 10) < 3, "and at the second step all is well");
	done(&h);
}

static void never_worse_with_more_time(void)
{
	struct house h;
	int64_t last = 101;
	bool falls = true;

	house_open(&h);
	learn(&h, 3, 2, 40);
	learn(&h, 12, 5, 15);
	learn(&h, 40, 0, 5);
	forecast_settle(h.f);
	for (int64_t left = 0; left < 100; left++) {
		falls = falls && chance(&h, 0, 1, left) <= last;
		last = chance(&h, 0, 1, left);
	}
	ok(falls, "an hour more makes nobody later");
	done(&h);
}

/* Two cases do not outweigh the plan; two hundred do. */
static void few_cases(void)
{
	struct house few, many;

	house_open(&few);
	house_open(&many);
	learn(&few, 40, 4, 2);
	learn(&many, 40, 4, 200);
	forecast_settle(few.f);
	forecast_settle(many.f);
	ok(chance(&few, 0, 0, 30) < chance(&many, 0, 0, 30), "few cases are drawn to the plan");
	ok(chance(&many, 0, 0, 30) > 90, "many are believed");
	done(&few);
	done(&many);
}

/* A step most never come to costs most no time. */
static void skipped(void)
{
	struct house h;

	house_open(&h);
	learn(&h, 2, 0, 900);
	learn(&h, 2, 40, 100);
	forecast_settle(h.f);
	ok(chance(&h, 0, 0, 20) >= 7 && chance(&h, 0, 0, 20) <= 13, "one in ten comes to it");
	done(&h);
}

/* Another snapshot of the law has the same version elsewhere in memory. */
static void other_snapshot(void)
{
	struct house h, other;

	house_open(&h);
	house_open(&other);
	learn(&h, 30, 1, 100);
	forecast_settle(h.f);
	is_int(forecast_known(h.f, &other.version), 100, "known by its code and number");
	done(&h);
	done(&other);
}

int main(void)
{
	by_the_plan();
	by_cases();
	never_worse_with_more_time();
	few_cases();
	skipped();
	other_snapshot();
	return done_testing();
}
