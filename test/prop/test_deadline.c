/*
 * Random deadlines against steppers that walk day by day and minute by minute,
 * reading R3 to R7 their own way.
 */
#include "core/deadline.h"
#include "law_fixture.h"

enum { ROUNDS = 600, PAUSES = 3, MINUTE = 60 };

static uint64_t chance(uint64_t *state)
{
	uint64_t z = (*state += 0x9E3779B97F4A7C15U);
	z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9U;
	z = (z ^ (z >> 27)) * 0x94D049BB133111EBU;
	return z ^ (z >> 31);
}

static int64_t below(uint64_t *state, int64_t n)
{
	return (int64_t)(chance(state) % (uint64_t)n);
}

static bool works(const struct calendar *c, int64_t t)
{
	return work_between(c, t, t + 1) == 1;
}

/* R2, a minute at a time. */
static int64_t start_of(const struct calendar *c, int64_t t)
{
	while (!works(c, t)) {
		t += MINUTE;
	}
	return t;
}

/* R4 and R6: minutes worked outside pauses until the limit is reached. */
static int64_t step_hours(const struct deadline_in *in)
{
	int64_t left = in->limit.amount / MINUTE;
	int64_t t = in->received_at;
	size_t next = 0;
	while (left > 0) {
		if (next < in->n_pauses && t >= in->pauses[next].from) {
			const struct pause *p = &in->pauses[next++];
			t = p->to;
			if (p->policy == PAUSE_RESET) {
				left = in->limit.amount / MINUTE;
			}
			continue;
		}
		left -= works(in->cal, t);
		t += MINUTE;
	}
	return t;
}

static bool is_held(const struct deadline_in *in, size_t from, size_t to, struct day d)
{
	for (size_t i = from; i < to; i++) {
		struct day paused = day_of(start_of(in->cal, in->pauses[i].from));
		struct day resumed = day_of(start_of(in->cal, in->pauses[i].to));
		if (d.n > paused.n && d.n <= resumed.n) {
			return true;
		}
	}
	return false;
}

/* R3, R7: days that count after the start, but for those that the pauses [from, to)
 * hold; the last rolls. */
static int64_t step_days(const struct deadline_in *in, int64_t begun, size_t from, size_t to)
{
	bool civil = in->limit.unit == LIMIT_CDAY;
	struct day d = day_of(civil ? begun : start_of(in->cal, begun));
	int64_t left = in->limit.amount;
	while (left > 0) {
		d.n++;
		left -= (civil || calendar_working(in->cal, d)) && !is_held(in, from, to, d);
	}
	while (!calendar_working(in->cal, d)) {
		d.n++;
	}
	return day_close(in->cal, d);
}

static int64_t step(const struct deadline_in *in)
{
	if (in->limit.unit == LIMIT_WHOUR) {
		return step_hours(in);
	}
	int64_t begun = in->received_at;
	size_t from = 0;
	int64_t due = step_days(in, begun, 0, 0);
	for (size_t i = 0; i < in->n_pauses && in->pauses[i].from <= due; i++) {
		if (in->pauses[i].policy == PAUSE_RESET) {
			begun = in->pauses[i].to;
			from = i + 1;
		}
		due = step_days(in, begun, from, i + 1);
	}
	return due;
}

/* Pauses well before the due day: what happens on it is worked by hand in
 * test/law. */
static void make_pauses(uint64_t *state, struct deadline_in *in, struct pause *pauses)
{
	int64_t t = in->received_at;
	in->n_pauses = (size_t)below(state, PAUSES + 1);
	for (size_t i = 0; i < in->n_pauses; i++) {
		pauses[i].from = t + below(state, 3 * 1440) * MINUTE;
		pauses[i].to = pauses[i].from + below(state, 6 * 1440) * MINUTE;
		pauses[i].policy = below(state, 4) ? PAUSE_HOLD : PAUSE_RESET;
		t = pauses[i].to;
	}
	in->pauses = pauses;
}

static void test_unit(const struct law_fixture *f, struct limit limit, int64_t spread,
		      int64_t scale, const char *name)
{
	uint64_t state = 3;
	int64_t wrong = 0;
	int64_t early = 0;
	int64_t apologies = 0;
	for (int i = 0; i < ROUNDS; i++) {
		struct pause pauses[PAUSES];
		struct deadline d;
		struct err e;
		struct deadline_in in = { .cal = i % 2 ? &f->a : &f->b,
					  .limit = limit,
					  .cutoff_s = CUTOFF_DEFAULT_S };
		in.limit.amount += below(&state, spread) * scale;
		in.received_at = f->a.first_at + below(&state, 3300LL * 1440) * MINUTE;
		make_pauses(&state, &in, pauses);
		if (!deadline_compute(&in, &d, &e)) {
			wrong++;
			continue;
		}
		wrong += d.due != step(&in);
		early += d.due < d.effective_start;
		apologies += d.apology_by != INSTANT_NONE && d.apology_by >= d.due;
	}
	is_int(wrong, 0, "%s: %d as by stepping", name, ROUNDS);
	is_int(early, 0, "%s: never due before the start", name);
	is_int(apologies, 0, "%s: the apology always before the due", name);
}

int main(void)
{
	struct law_fixture f;
	law_fixture_open(&f);
	test_unit(&f, (struct limit){ LIMIT_WDAY, 20 }, 20, 1, "working days");
	test_unit(&f, (struct limit){ LIMIT_CDAY, 40 }, 30, 1, "calendar days");
	test_unit(&f, (struct limit){ LIMIT_WHOUR, MINUTE }, 3000, MINUTE, "hours");
	arena_done(&f.arena);
	return done_testing();
}
