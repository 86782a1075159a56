/*
 * Counting working time against a stepper that walks every minute of every year
 * by its own reading of the table, and the laws that adding and counting obey.
 */
#include "law_fixture.h"

enum { MINUTES_A_DAY = 24 * 60, ROUNDS = 200000 };

/* Splitmix64: the same numbers on every run. */
static uint64_t chance(uint64_t *state)
{
	uint64_t z = (*state += 0x9E3779B97F4A7C15U);
	z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9U;
	z = (z ^ (z >> 27)) * 0x94D049BB133111EBU;
	return z ^ (z >> 31);
}

static int64_t between(uint64_t *state, int64_t from, int64_t to)
{
	return from + (int64_t)(chance(state) % (uint64_t)(to - from));
}

/* The oracle: seconds worked before each minute of the cover. */
struct steps {
	size_t minutes;
	uint32_t *before;		/* minutes + 1 */
};

/* How the line of a day in the table ends its third column; 0 when none. */
static char kind_of(struct str csv, const char *day)
{
	for (struct str line, rest = csv; rest.n > 0;) {
		(void)str_cut(rest, '\n', &line, &rest);
		if (str_starts(line, str_of(day))) {
			bool work = false;
			for (size_t i = 0; i + 11 <= line.n; i++) {
				work |= memcmp(line.p + i, ",swap_work,", 11) == 0;
			}
			return work ? 'w' : 'o';
		}
	}
	return 0;
}

/* open: pairs of minutes of the day. */
static struct steps walk(struct arena *a, const int *open, size_t n)
{
	struct str csv = embed_find(STR("calendar/holidays.csv"))->bytes;
	enum { DAYS = 3652 };		/* 2021-01-01 … 2030-12-31 */
	struct steps s = { .minutes = (size_t)DAYS * MINUTES_A_DAY };
	s.before = arena_array(a, uint32_t, s.minutes + 1);
	uint32_t sum = 0;
	size_t m = 0;
	int weekday = 4;		/* 2021-01-01 was a Friday */
	for (int d = 0; d < DAYS; d++, weekday = (weekday + 1) % 7) {
		char text[DAY_TEXT];
		struct day day = { day_make(2021, 1, 1).n + d };
		char kind = kind_of(csv, day_text(day, text));
		bool works = kind == 'w' || (kind == 0 && weekday < 5);
		for (int i = 0; i < MINUTES_A_DAY; i++) {
			bool in = false;
			for (size_t k = 0; k < n; k += 2) {
				in |= i >= open[k] && i < open[k + 1];
			}
			s.before[m++] = sum;
			sum += works && in ? 60 : 0;
		}
	}
	s.before[m] = sum;
	return s;
}

static void test_every_minute(const struct calendar *c, const struct steps *s, const char *name)
{
	int64_t wrong = 0;
	for (size_t m = 0; m <= s->minutes; m++) {
		wrong += work_before(c, c->first_at + (int64_t)m * 60) != s->before[m];
	}
	is_int(wrong, 0, "%s: every minute of ten years", name);
	is_int(c->end_at - c->first_at, (int64_t)s->minutes * 60, "%s: covers ten years", name);
}

/* The first minute at or after `from` before which `goal` was worked. */
static int64_t step_to(const struct steps *s, size_t from, uint32_t goal)
{
	size_t low = from;
	size_t high = s->minutes;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (s->before[middle] < goal) {
			low = middle + 1;
		} else {
			high = middle;
		}
	}
	return (int64_t)low;
}

static void test_minutes_added(const struct calendar *c, const struct steps *s, const char *name)
{
	uint64_t state = 1;
	int64_t wrong_sum = 0;
	int64_t wrong_end = 0;
	for (int i = 0; i < ROUNDS; i++) {
		size_t m = (size_t)between(&state, 0, (int64_t)s->minutes - MINUTES_A_DAY * 400);
		size_t n = (size_t)between(&state, 1, i % 2 ? 600 : 60000);
		int64_t from = c->first_at + (int64_t)m * 60;
		uint32_t goal = s->before[m] + (uint32_t)n * 60;
		wrong_sum += work_between(c, from, from + (int64_t)n * 60) !=
			     s->before[m + n] - s->before[m];
		wrong_end += work_add(c, from, (int64_t)n * 60) !=
			     c->first_at + step_to(s, m, goal) * 60;
	}
	is_int(wrong_sum, 0, "%s: seconds between, %d times", name, ROUNDS);
	is_int(wrong_end, 0, "%s: seconds added, %d times", name, ROUNDS);
}

static void test_laws(const struct calendar *c, const char *name)
{
	uint64_t state = 2;
	int64_t additive = 0;
	int64_t inverse = 0;
	int64_t earliest = 0;
	int64_t back = 0;
	int64_t monotone = 0;
	for (int i = 0; i < ROUNDS; i++) {
		int64_t x = between(&state, c->first_at, c->end_at);
		int64_t y = between(&state, x, c->end_at);
		int64_t z = between(&state, y, c->end_at);
		int64_t s = between(&state, 1, 10 * 28800);
		int64_t end = work_add(c, x, s);
		additive += work_between(c, x, y) + work_between(c, y, z) !=
			    work_between(c, x, z);
		monotone += work_between(c, x, y) > work_between(c, x, z);
		back += work_add(c, x, work_between(c, x, y)) > y;
		if (end != INSTANT_NONE) {
			inverse += work_between(c, x, end) != s;
			earliest += work_between(c, x, end - 1) != s - 1;
		}
	}
	is_int(additive, 0, "%s: additive over splits", name);
	is_int(monotone, 0, "%s: monotone", name);
	is_int(back, 0, "%s: adding what lies between never passes the end", name);
	is_int(inverse, 0, "%s: between undoes add", name);
	is_int(earliest, 0, "%s: add gives the earliest instant", name);
}

static void test_days(const struct calendar *c, const char *name)
{
	int64_t wrong = 0;
	int64_t next = 0;
	for (int32_t n = c->first.n; n < c->end.n - 30; n++) {
		struct day d = { n };
		struct day step = d;
		for (int64_t k = 1; k <= 12; k++) {
			struct day got;
			do {
				step.n++;
			} while (!calendar_working(c, step));
			wrong += !calendar_day_after(c, d, k, &got) || got.n != step.n;
			wrong += calendar_days_between(c, d, step) != k;
			wrong += calendar_working(c, d) &&
				 (!calendar_day_before(c, step, k, &got) || got.n != d.n);
		}
		int64_t t = day_start(d) + 34567;
		int64_t first = work_next(c, t);
		next += work_between(c, t, first) != 0 || work_between(c, first, first + 1) != 1;
		next += work_next(c, first) != first;
	}
	is_int(wrong, 0, "%s: working days counted as by stepping", name);
	is_int(next, 0, "%s: the next working instant works, nothing before it does", name);
}

int main(void)
{
	static const int hours_a[] = { 450, 690, 780, 1020 };
	static const int hours_b[] = { 420, 690, 810, 1020 };
	struct law_fixture f;
	law_fixture_open(&f);
	struct steps a = walk(&f.arena, hours_a, ARRAY_LEN(hours_a));
	struct steps b = walk(&f.arena, hours_b, ARRAY_LEN(hours_b));
	test_every_minute(&f.a, &a, "A");
	test_every_minute(&f.b, &b, "B");
	test_minutes_added(&f.a, &a, "A");
	test_minutes_added(&f.b, &b, "B");
	test_laws(&f.a, "A");
	test_laws(&f.b, "B");
	test_days(&f.a, "A");
	test_days(&f.b, "B");
	arena_done(&f.arena);
	return done_testing();
}
