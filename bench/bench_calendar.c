/*
 * How many times a second working time is counted, added, and a whole deadline
 * with two pauses is found, on one core. Prints a JSON line for each: the median
 * of five interleaved runs and its ratio to what is asked for.
 */
#include "base/embed.h"
#include "core/deadline.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { RUNS = 5, INPUTS = 4096, PAUSES = 2 };

struct input {
	int64_t from, to, seconds;
	struct deadline_in deadline;
	struct pause pause[PAUSES];
};

struct bench {
	struct calendar calendar;
	struct input *input;
	int64_t sum;			/* so that nothing is thrown away as unused */
};

static uint64_t chance(uint64_t *state)
{
	uint64_t z = (*state += 0x9E3779B97F4A7C15U);
	z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9U;
	z = (z ^ (z >> 27)) * 0x94D049BB133111EBU;
	return z ^ (z >> 31);
}

static double now_s(void)
{
	struct timespec t;
	(void)clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static void run_between(struct bench *b)
{
	for (int i = 0; i < INPUTS; i++) {
		b->sum += work_between(&b->calendar, b->input[i].from, b->input[i].to);
	}
}

static void run_add(struct bench *b)
{
	for (int i = 0; i < INPUTS; i++) {
		b->sum += work_add(&b->calendar, b->input[i].from, b->input[i].seconds);
	}
}

static void run_deadline(struct bench *b)
{
	for (int i = 0; i < INPUTS; i++) {
		struct deadline d;
		struct err e;
		if (!deadline_compute(&b->input[i].deadline, &d, &e)) {
			(void)fprintf(stderr, "%s\n", e.key);
			exit(1);
		}
		b->sum += d.due;
	}
}

struct measure {
	const char *name;
	void (*run)(struct bench *b);
	int rounds;
	double limit;			/* times a second asked for */
	double rate[RUNS];
};

static void fill(struct bench *b)
{
	uint64_t state = 7;
	int64_t span = b->calendar.end_at - b->calendar.first_at - 500 * (int64_t)DAY_S;
	for (int i = 0; i < INPUTS; i++) {
		struct input *in = &b->input[i];
		in->from = b->calendar.first_at + (int64_t)(chance(&state) % (uint64_t)span);
		in->to = in->from + (int64_t)(chance(&state) % (60 * DAY_S));
		in->seconds = 1 + (int64_t)(chance(&state) % (30 * WORKING_DAY_S));
		in->pause[0] = (struct pause){ in->from + 2 * DAY_S, in->from + 4 * DAY_S,
					       PAUSE_HOLD };
		in->pause[1] = (struct pause){ in->from + 6 * DAY_S, in->from + 9 * DAY_S,
					       i % 4 ? PAUSE_HOLD : PAUSE_RESET };
		in->deadline = (struct deadline_in){ .cal = &b->calendar,
						     .received_at = in->from,
						     .limit = { LIMIT_WDAY, 10 + i % 20 },
						     .pauses = in->pause,
						     .n_pauses = PAUSES,
						     .cutoff_s = CUTOFF_DEFAULT_S };
		if (i % 3 == 0) {
			in->deadline.limit = (struct limit){ LIMIT_WHOUR, 20 * WORKING_DAY_S };
		}
	}
}

static int by_size(const void *x, const void *y)
{
	double a = *(const double *)x;
	double b = *(const double *)y;
	return (a > b) - (a < b);
}

static void measure(struct bench *b, struct measure *m, int run)
{
	double start = now_s();
	for (int i = 0; i < m->rounds; i++) {
		m->run(b);
	}
	m->rate[run] = (double)m->rounds * INPUTS / (now_s() - start);
}

static bool open_calendar(struct arena *a, struct bench *b, struct holiday_table *t, struct err *e)
{
	struct profile *list;
	size_t n;
	return holidays_read(a, embed_find(STR("calendar/holidays.csv"))->bytes, t, e) &&
	       profiles_read(a, embed_find(STR("profiles.json"))->bytes, &list, &n, e) &&
	       calendar_build(a, t, profile_find(list, n, STR("A")), WEEK_LAW, &b->calendar, e);
}

int main(void)
{
	struct measure list[] = {
		{ .name = "work_between", .run = run_between, .rounds = 4000, .limit = 20e6 },
		{ .name = "work_add", .run = run_add, .rounds = 4000, .limit = 20e6 },
		{ .name = "deadline_two_pauses", .run = run_deadline, .rounds = 300, .limit = 1e6 },
	};
	struct arena arena;
	struct bench b = { 0 };
	struct holiday_table table;
	struct err e;
	arena_init(&arena, 0);
	if (!open_calendar(&arena, &b, &table, &e)) {
		(void)fprintf(stderr, "%s\n", e.key);
		return 1;
	}
	b.input = arena_array(&arena, struct input, INPUTS);
	fill(&b);
	for (int run = 0; run < RUNS; run++) {
		for (size_t i = 0; i < ARRAY_LEN(list); i++) {
			measure(&b, &list[i], run);
		}
	}
	for (size_t i = 0; i < ARRAY_LEN(list); i++) {
		qsort(list[i].rate, RUNS, sizeof(list[i].rate[0]), by_size);
		double median = list[i].rate[RUNS / 2];
		printf("{\"bench\":\"%s\",\"ops_per_s\":%.0f,\"limit\":%.0f,\"ratio\":%.2f}\n",
		       list[i].name, median, list[i].limit, median / list[i].limit);
	}
	(void)fprintf(stderr, "# sum %" PRId64 "\n", b.sum);
	arena_done(&arena);
	return 0;
}
