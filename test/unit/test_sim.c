/* The replay (core/sim.h) where theory knows the answer, and what no replay may do. */
#include "law_fixture.h"

#include "core/sim_fit.h"

#include "base/num.h"

#include <math.h>
#include <stdlib.h>

static struct arena arena;

/* ---- queues that theory knows ---- */

enum { TIMES = 20000, CASES = 30000, WARM = 3000, REPLICAS = 16, SERVICE_S = 1000 };

enum law_of_service { EXPONENTIAL, FIXED };

struct queue_case {
	const char *name;
	enum law_of_service service;
	int persons;
	int load_per_cent;		/* of each person */
};

/* The mean wait in the queue. */
static double theory(const struct queue_case *q)
{
	double rho = q->load_per_cent / 100.0, c = q->persons, a = rho * c, term = 1, sum = 0;
	double mean = SERVICE_S;

	if (q->service == FIXED) {
		return mean * rho / (2 * (1 - rho));	/* one server: Pollaczek and Khinchin */
	}
	for (int k = 0; k < q->persons; k++) {		/* Erlang's C */
		sum += term;
		term *= a / (k + 1);
	}
	double wait = term / (1 - rho) / (sum + term / (1 - rho));

	return wait * mean / (c * (1 - rho));
}

static double uniform(struct chance *c)
{
	return ((double)(chance_next(c) >> 11) + 0.5) / 9007199254740992.0;
}

static struct sim_pool service_times(enum law_of_service law)
{
	struct sim_time *t = arena_array(&arena, struct sim_time, TIMES);

	for (int i = 0; i < TIMES; i++) {
		double u = (i + 0.5) / TIMES;

		t[i].effort_s = (int32_t)lround(law == FIXED ? SERVICE_S
							     : -log(1 - u) * SERVICE_S);
	}
	return (struct sim_pool){ .time = t, .first = { 0, TIMES }, .bins = 1 };
}

/* One post round the clock, one stop for each case. */
struct shop {
	struct sim sim;
	struct sim_post post;
	struct sim_stop stop;
	struct sim_pool pool;
	struct sim_case *cases;
	struct sim_person person[16];
};

static struct shop *shop_new(struct sim_pool pool, size_t persons, size_t n)
{
	struct shop *s = arena_new(&arena, struct shop);

	s->cases = arena_array(&arena, struct sim_case, n);
	for (size_t i = 0; i < persons; i++) {
		s->person[i] = (struct sim_person){ 0, INT64_MAX, NULL, 0 };
	}
	s->pool = pool;
	s->post = (struct sim_post){ NULL, s->person, persons, false };
	s->stop = (struct sim_stop){ .pool = { 0, SIM_NEVER, SIM_NEVER }, .kind = SIM_AT_POST };
	s->sim = (struct sim){ &s->post, 1, &s->pool, &s->stop, s->cases, n };
	return s;
}

static void arrivals(struct shop *s, uint64_t seed, double between_s)
{
	struct chance c = chance_of(seed, 77);
	double at = 0;

	for (size_t i = 0; i < s->sim.n; i++) {
		at += -log(uniform(&c)) * between_s;
		s->cases[i] = (struct sim_case){
			.at = (int64_t)at, .number = (int64_t)i, .stops = 1,
			.promise = { .start = INSTANT_NONE, .fixed = INT64_MAX } };
	}
}

struct waits {
	double sum;
	int64_t n;
};

static void take_wait(void *ctx, const struct sim_went *w)
{
	struct waits *all = ctx;

	if (w->i >= WARM) {
		all->sum += (double)(w->begun - w->from);
		all->n++;
	}
}

static void test_queues(void)
{
	static const struct queue_case table[] = {
		{ "M/M/1 at 50 %", EXPONENTIAL, 1, 50 },
		{ "M/M/1 at 80 %", EXPONENTIAL, 1, 80 },
		{ "M/M/2 at 80 %", EXPONENTIAL, 2, 80 },
		{ "M/M/3 at 70 %", EXPONENTIAL, 3, 70 },
		{ "M/M/8 at 90 %", EXPONENTIAL, 8, 90 },
		{ "M/D/1 at 50 %", FIXED, 1, 50 },
		{ "M/D/1 at 80 %", FIXED, 1, 80 },
	};
	struct sim_end *end = arena_array(&arena, struct sim_end, CASES);

	for (size_t k = 0; k < ARRAY_LEN(table); k++) {
		const struct queue_case *q = &table[k];
		struct shop *s = shop_new(service_times(q->service), (size_t)q->persons, CASES);
		double sum = 0, square = 0;

		for (int r = 0; r < REPLICAS; r++) {
			struct waits w = { 0 };
			struct sim_chance c = { 5, r, take_wait, &w };

			arrivals(s, (uint64_t)r + 1,
				 SERVICE_S * 100.0 / q->load_per_cent / q->persons);
			sim_run(&s->sim, &arena, &c, end);
			sum += w.sum / (double)w.n;
			square += w.sum / (double)w.n * (w.sum / (double)w.n);
		}
		double mean = sum / REPLICAS;
		double error = sqrt((square / REPLICAS - mean * mean) / (REPLICAS - 1));

		ok(fabs(mean - theory(q)) < 3 * error && error < 0.05 * theory(q),
		   "%s: %.0f s of waiting, by theory %.0f, standard error %.0f", q->name, mean,
		   theory(q), error);
	}
}

/* ---- what no replay may do ---- */

struct ledger {				/* of a replay */
	int64_t *from, *to;
	int64_t effort_s, served_s;
	size_t n;
};

static void note_stop(void *ctx, const struct sim_went *w)
{
	struct ledger *l = ctx;

	l->from[l->n] = w->from;
	l->to[l->n++] = w->to;
	l->served_s += w->done - w->begun;
}

static int by_value(const void *x, const void *y)
{
	int64_t a = *(const int64_t *)x, b = *(const int64_t *)y;

	return a < b ? -1 : a > b;
}

/* The area below the number that is there, swept; and the time spent, added up. */
static void test_little(void)
{
	enum { N = 5000 };
	struct shop *s = shop_new(service_times(EXPONENTIAL), 2, N);
	struct sim_end *end = arena_array(&arena, struct sim_end, N);
	struct ledger l = { arena_array(&arena, int64_t, N), arena_array(&arena, int64_t, N),
			    0, 0, 0 };
	struct sim_chance c = { 9, 0, note_stop, &l };
	int64_t spent = 0, area = 0, last = 0, there = 0;

	arrivals(s, 3, 600);
	sim_run(&s->sim, &arena, &c, end);
	is_int((int64_t)l.n, N, "every case stopped once");
	for (size_t i = 0; i < N; i++) {
		spent += end[i].at - s->cases[i].at;
	}
	qsort(l.from, N, sizeof(*l.from), by_value);
	qsort(l.to, N, sizeof(*l.to), by_value);
	for (size_t i = 0, k = 0; k < N;) {
		bool comes = i < N && l.from[i] <= l.to[k];
		int64_t at = comes ? l.from[i++] : l.to[k++];

		area += there * (at - last);
		last = at;
		there += comes ? 1 : -1;
	}
	is_int(area, spent, "what lay there over time is what everything spent there (Little)");
	ok(l.served_s > N * (SERVICE_S - 60) && l.served_s < N * (SERVICE_S + 60),
	   "and the work done is the work that came");
}

static void test_more_people(void)
{
	enum { N = 4000 };
	struct sim_end *few = arena_array(&arena, struct sim_end, N);
	struct sim_end *more = arena_array(&arena, struct sim_end, N);

	for (size_t persons = 1; persons < 5; persons++) {
		int64_t later = 0, sooner = 0;

		for (int64_t run = 0; run < 10; run++) {
			struct shop *s = shop_new(service_times(EXPONENTIAL), persons, N);
			struct shop *t = shop_new(s->pool, persons + 1, N);
			struct sim_chance c = { 4, run, NULL, NULL };

			arrivals(s, (uint64_t)run, 1100.0 / (double)persons);
			arrivals(t, (uint64_t)run, 1100.0 / (double)persons);
			sim_run(&s->sim, &arena, &c, few);
			sim_run(&t->sim, &arena, &c, more);
			for (size_t i = 0; i < N; i++) {
				later += more[i].at > few[i].at;
				sooner += more[i].at < few[i].at;
			}
		}
		is_int(later, 0, "%zu and one more: nobody leaves later", persons);
		ok(sooner > 0, "%zu and one more: %lld of %d leave sooner", persons,
		   (long long)sooner, N * 10);
	}
}

/* ---- leave ---- */

static void test_leave(void)
{
	static const struct sim_span away[] = { { 100, 200 }, { 250, 300 } };
	struct sim_person one[] = { { 0, INT64_MAX, away, 2 }, { 50, 400, NULL, 0 } };
	struct sim_post post = { NULL, one, 2, false };
	int64_t free[3] = { 0 }, begun;

	is_int(sim_serve(&post, free, 90, 20, &begun), 110, "begun in time, gone on with");
	is_int(sim_serve(&post, free, 120, 60, &begun), 180, "the other one does it");
	is_int(sim_serve(&post, free, 130, 5, &begun), 185, "and the next, which waits for them");
	is_int(begun, 180, "until they are free");
	post.persons = 1;
	free[0] = free[1] = 0;
	is_int(sim_serve(&post, free, 150, 10, &begun), 160, "nobody there: somebody stands in");
	is_int(sim_serve(&post, free, 155, 10, &begun), 170, "one at a time");
	is_int(sim_serve(&post, free, 210, 10, &begun), 220, "and leaves it once they are back");
}

/* ---- office hours and promises ---- */

static void test_calendar_clock(void)
{
	struct law_fixture law;

	law_fixture_open(&law);
	const struct calendar *cal = &law.a;
	struct sim_person one = { INT64_MIN, INT64_MAX, NULL, 0 };
	struct sim_post post = { cal, &one, 1, false };
	int64_t free[2] = { 0 }, begun, friday = at("2026-03-06T16:30");
	int64_t done = sim_serve(&post, free, friday, 3600, &begun);

	is_int(sim_between(cal, friday, done), 3600, "an hour's work, begun on a Friday");
	is_int(done, at("2026-03-09T08:00"), "is over on Monday");
	struct sim_promise two = { .start = friday, .mode = DUE_DAY_CLOSE,
				   .limit = { LIMIT_WDAY, 2 } };
	int64_t plain = sim_promised(cal, &two, NULL, 0);
	struct pause wait = { friday + 3 * DAY_S, friday + 5 * DAY_S, PAUSE_HOLD };

	ok(sim_promised(cal, &two, &wait, 1) > plain, "the citizen's wait moves a promise");
	two = (struct sim_promise){ .start = INSTANT_NONE, .fixed = plain };
	is_int(sim_promised(cal, &two, NULL, 0), plain, "one as it was given stands");
	ok(sim_promised(cal, &two, &wait, 1) > plain, "and moves as well");
	is_int(sim_urgency(cal, friday, plain, WORKING_DAY_S) >= 2000, 1, "room as the plan has");
	ok(sim_urgency(cal, plain, friday, 3600) < 0, "none when it has passed");
	arena_done(&law.arena);
}

/* ---- stops beside each other, a promise that presses ---- */

struct legs {
	struct sim_went went[3];
	size_t n;
};

static void take_leg(void *ctx, const struct sim_went *w)
{
	struct legs *l = ctx;

	l->went[l->n++] = *w;
}

/* Three stops in the office of 100, 300 and 50 seconds; the second begins with the first. */
static void test_beside(void)
{
	static const struct sim_time time[] = { { 0, 100 }, { 0, 300 }, { 0, 50 } };
	struct sim_pool pool[3];
	struct sim_stop stop[3];
	struct sim_case one = { .at = 1000, .stops = 3,
				.promise = { .start = INSTANT_NONE, .fixed = 1400 } };
	struct sim_end end;
	struct legs l = { .n = 0 };
	struct sim_chance c = { 1, 0, take_leg, &l };

	for (int32_t i = 0; i < 3; i++) {
		pool[i] = (struct sim_pool){ .time = &time[i], .first = { 0, 1 }, .bins = 1 };
		stop[i] = (struct sim_stop){ .pool = { i, SIM_NEVER, SIM_NEVER },
					     .kind = SIM_IN_OFFICE, .number = (int16_t)i,
					     .beside = i == 1 };
	}
	struct sim s = { NULL, 0, pool, stop, &one, 1 };

	sim_run(&s, &arena, &c, &end);
	is_int(l.went[1].from, 1000, "the second began when the first did");
	is_int(end.at, 1350, "and both together take as long as the longer one");
	stop[1].beside = false;
	l.n = 0;
	sim_run(&s, &arena, &c, &end);
	is_int(end.at, 1450, "one after the other as long as both");
	ok(end.at > end.promise, "which is late");

	/* A citizen's wait moves the promise by itself, and is whole time. */
	stop[1].kind = SIM_CITIZEN;
	l.n = 0;
	sim_run(&s, &arena, &c, &end);
	is_int(end.promise, 1700, "what waits for the citizen moves the promise");
	ok(end.at <= end.promise, "and nobody is late for it");
}

/* By how pressing it is: with room, long; without, short. */
static void test_pressing(void)
{
	static const struct sim_time time[] = { { 0, 10 }, { 0, 900 } };
	struct sim_pool pool = { .time = time, .edge = { -1000000, 500 }, .first = { 0, 1, 2 },
				 .bins = 2 };
	struct sim_stop stop = { .pool = { 0, SIM_NEVER, SIM_NEVER }, .kind = SIM_IN_OFFICE,
				 .plan_rest_s = 1000 };
	struct sim_case one = { .at = 0, .stops = 1,
				.promise = { .start = INSTANT_NONE, .fixed = 800 } };
	struct sim s = { NULL, 0, &pool, &stop, &one, 1 };
	struct sim_chance c = { 1, 0, NULL, NULL };
	struct sim_end end;

	sim_run(&s, &arena, &c, &end);
	is_int(end.at, 900, "with room nobody hurries");
	one.promise.fixed = 300;
	sim_run(&s, &arena, &c, &end);
	is_int(end.at, 10, "with little they do");
	one.apart = true;
	one.pressing = (struct sim_promise){ .start = INSTANT_NONE, .fixed = 800 };
	sim_run(&s, &arena, &c, &end);
	is_int(end.at, 900, "unless another promise is what presses");
	is_int(end.promise, 300, "than the one that is kept or not");
}

/* ---- what is learnt of observed times ---- */

/* Times as a shop makes them: a queue whose every stop is effort, or none of which is. */
static size_t observed(struct shop *s, uint64_t seed, struct sim_visit *v)
{
	struct sim_end *end = arena_array(&arena, struct sim_end, s->sim.n);
	struct sim_chance c = { seed, 0, NULL, NULL };

	sim_run(&s->sim, &arena, &c, end);
	for (size_t i = 0; i < s->sim.n; i++) {
		v[i] = (struct sim_visit){ .kind = SIM_AT_POST, .from = s->cases[i].at,
					   .to = end[i].at, .person = 1,
					   .pool = { 0, SIM_NEVER, SIM_NEVER } };
	}
	return s->sim.n;
}

static void test_share(void)
{
	enum { N = 3000 };
	struct shop *s = shop_new(service_times(EXPONENTIAL), 1, N);
	struct sim_visit *v = arena_array(&arena, struct sim_visit, N);
	struct sim_share share;
	int64_t wrong = 0;

	arrivals(s, 8, 1150);
	observed(s, 1, v);
	sim_fit(&arena, &s->post, 1, v, N, SIM_SHARE_FOUND, &share);
	ok(share.tenths >= 9 && share.own, "a queue is found to be one: %d tenths", share.tenths);
	for (size_t i = 0; i < N; i++) {
		wrong += v[i].time.effort_s < 0 || v[i].time.rest_s < 0;
	}
	is_int(wrong, 0, "no time below nothing");

	/* The same times as mere lying about: everyone's own, whatever else lies there. */
	for (int i = 0; i < TIMES; i++) {
		struct sim_time *t = (struct sim_time *)&s->pool.time[i];

		*t = (struct sim_time){ 0, t->effort_s * 8 };
	}
	observed(s, 1, v);
	sim_fit(&arena, &s->post, 1, v, N, SIM_SHARE_FOUND, &share);
	ok(share.tenths <= 1, "and what is none is found to be none: %d tenths", share.tenths);
}

struct compared {
	const struct sim_visit *v;
	int64_t off;
};

static void compare(void *ctx, const struct sim_went *w)
{
	struct compared *c = ctx;

	c->off += w->to != c->v[w->i].to;
}

/* Each visit with a pool of its own replays itself. */
static void test_identity(void)
{
	enum { N = 400 };
	struct shop *s = shop_new(service_times(EXPONENTIAL), 1, N);
	struct sim_visit *v = arena_array(&arena, struct sim_visit, N);
	struct sim_share share;

	arrivals(s, 8, 1100);
	observed(s, 2, v);
	for (int tenths = 0; tenths <= SIM_SHARES; tenths += 5) {
		struct sim_stop *stop = arena_array(&arena, struct sim_stop, N);
		struct compared c = { v, 0 };
		struct sim_chance chance = { 1, 0, compare, &c };
		struct sim_end *end = arena_array(&arena, struct sim_end, N);

		for (int32_t i = 0; i < N; i++) {
			v[i].pool[0] = i;
			s->cases[i].stop = (uint32_t)i;
			stop[i] = s->stop;
			stop[i].pool[0] = i;
		}
		sim_fit(&arena, &s->post, 1, v, N, tenths, &share);
		s->sim.pool = sim_pools(&arena, v, N, N, false);
		s->sim.stop = stop;
		sim_run(&s->sim, &arena, &chance, end);
		is_int(c.off, 0, "replayed with %d tenths of effort, all leave when they did",
		       tenths);
	}
}

/* The whole way: what one more person would do, told from one person's times alone. */
static void test_foretold(void)
{
	enum { N = 6000 };
	struct shop *truth = shop_new(service_times(EXPONENTIAL), 1, N);
	struct shop *shop = shop_new((struct sim_pool){ 0 }, 1, N);
	struct sim_visit *v = arena_array(&arena, struct sim_visit, N);
	struct sim_end *end = arena_array(&arena, struct sim_end, N);
	struct sim_chance c = { 6, 1, NULL, NULL };
	struct sim_share share;
	double real[2] = { 0 }, told[2] = { 0 };

	arrivals(truth, 21, 1120);
	arrivals(shop, 21, 1120);
	observed(truth, 3, v);
	sim_fit(&arena, &truth->post, 1, v, N, SIM_SHARE_FOUND, &share);
	shop->sim.pool = sim_pools(&arena, v, N, 1, false);
	truth->person[1] = shop->person[1] = truth->person[0];
	for (size_t more = 0; more < 2; more++) {
		truth->post.persons = shop->post.persons = 1 + more;
		sim_run(&truth->sim, &arena, &c, end);
		for (size_t i = 0; i < N; i++) {
			real[more] += (double)(end[i].at - truth->cases[i].at) / N;
		}
		sim_run(&shop->sim, &arena, &c, end);
		for (size_t i = 0; i < N; i++) {
			told[more] += (double)(end[i].at - shop->cases[i].at) / N;
		}
	}
	double real_part = 1 - real[1] / real[0], told_part = 1 - told[1] / told[0];

	ok(fabs(real_part - told_part) < 0.08,
	   "one more person takes %.0f %% off the time there, foretold %.0f %%", real_part * 100,
	   told_part * 100);
}

int main(void)
{
	arena_init(&arena, (size_t)1 << 30);
	test_queues();
	test_little();
	test_more_people();
	test_leave();
	test_calendar_clock();
	test_beside();
	test_pressing();
	test_share();
	test_identity();
	test_foretold();
	arena_done(&arena);
	return done_testing();
}
