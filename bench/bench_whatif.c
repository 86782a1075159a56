/*
 * What if: how many dossiers and stops a second are replayed, on one core, and how long a whole
 * question takes of a filled store. The engine alone on made-up ways of seven stops at two
 * hundred posts; then the store's own past, read, learnt of and replayed. In time of the
 * processor; the wall's time is said beside.
 */
#include "fill.h"
#include "measure.h"

#include "app/whatif.h"

#include "core/sim.h"

#include <stdio.h>
#include <time.h>

enum { CASES = 100000, STOPS = 7, POSTS = 200, TIMES = 400, REPLAYS = 5, STOPS_S = 1000000 };
/* Of a million dossiers; the runs of a question, fewer than a page's. */
enum { LARGE = 1000000, ASKED_S = 60, ASKED_RUNS = 5 };

static int64_t cpu_us(void)
{
	struct timespec t;
	(void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

/* ---- the engine alone ---- */

static struct sim engine(struct arena *a, const struct calendar *cal, int64_t from)
{
	struct chance c = chance_of(1, 1);
	struct sim_post *post = arena_array(a, struct sim_post, POSTS);
	struct sim_person *one = arena_array(a, struct sim_person, 2);
	struct sim_time *time = arena_array(a, struct sim_time, TIMES);
	struct sim_pool *pool = arena_array(a, struct sim_pool, 1);
	struct sim_stop *stop = arena_array(a, struct sim_stop, (size_t)CASES * STOPS);
	struct sim_case *cases = arena_array(a, struct sim_case, CASES);
	one[0] = one[1] = (struct sim_person){ INT64_MIN, INT64_MAX, NULL, 0 };
	for (int i = 0; i < POSTS; i++) {
		post[i] = (struct sim_post){ cal, one, 2, false };
	}
	for (int i = 0; i < TIMES; i++) {
		time[i] = (struct sim_time){ 300 + i, i * 60 };
	}
	*pool = (struct sim_pool){ .time = time, .first = { 0, TIMES }, .bins = 1 };
	for (int i = 0; i < CASES; i++) {
		cases[i] = (struct sim_case){
			.at = work_add(cal, from, (int64_t)i * 60), .number = i, .cal = cal,
			.promise = { .start = INSTANT_NONE, .fixed = INT64_MAX },
			.stop = (uint32_t)i * STOPS, .stops = STOPS };
		for (int k = 0; k < STOPS; k++) {
			stop[i * STOPS + k] = (struct sim_stop){
				.post = (int32_t)chance_below(&c, POSTS), .kind = SIM_AT_POST,
				.pool = { 0, SIM_NEVER, SIM_NEVER }, .plan_s = 3600,
				.plan_rest_s = 3600, .number = (int16_t)k };
		}
	}
	return (struct sim){ post, POSTS, pool, stop, cases, CASES };
}

/* Stops a second. */
static double engine_rate(const struct law *law, int64_t now)
{
	struct arena a;
	arena_init(&a, (size_t)1 << 30);
	const struct calendar *cal = law_calendar(law, law_calendar_on(law, day_of(now))->id,
						  STR("A"));
	struct sim s = engine(&a, cal, cal->first_at);
	struct sim_end *end = arena_array(&a, struct sim_end, CASES);
	int64_t from = cpu_us();
	for (int64_t run = 0; run < REPLAYS; run++) {
		struct sim_chance c = { .seed = 1, .run = run };
		sim_run(&s, &a, &c, end);
	}
	double took = (double)(cpu_us() - from) / 1e6;
	arena_done(&a);
	return (double)CASES * STOPS * REPLAYS / took;
}

/* ---- a whole question ---- */

static double question_s(struct app *app, struct whatif_answer *out, double *wall)
{
	struct whatif_ask ask = { .changes = 1, .runs = ASKED_RUNS, .seed = WHATIF_SEED,
				  .from = { INT32_MIN }, .to = { INT32_MAX } };
	struct err e;
	int64_t from = cpu_us(), began = now_us();
	if (!whatif_parse(STR("limit:2.000908=2d"), &ask.change[0], &e) ||
	    !app_whatif(app, &ask, out, &e)) {
		give_up("whatif", e.key);
	}
	*wall = (double)(now_us() - began) / 1e6;
	return (double)(cpu_us() - from) / 1e6;
}

int main(int argc, char **argv)
{
	int64_t dossiers = store_size(argc, argv);
	double rate[RUNS], took[RUNS], wall;
	struct whatif_answer w;
	struct app *app;
	struct arena a;
	struct err e;
	hash_setup();
	arena_init(&a, 0);
	struct app_options o = { .dir = filled_store(&a, dossiers), .access = APP_READER,
				 .clock = INSTANT_NONE };
	if (!app_open(&a, &o, &app, &e)) {
		give_up(o.dir, e.key);
	}
	for (int run = 0; run < RUNS; run++) {
		rate[run] = engine_rate(app_law(app), app_now(app));
		took[run] = question_s(app, &w, &wall);
		(void)fprintf(stderr, "# run %d: %.0f stops a second; %lld dossiers, %lld stops in "
				      "%.1f s (wall %.1f s)\n", run, rate[run],
			      (long long)w.replayed, (long long)w.events, took[run], wall);
	}
	app_close(app);
	double stops = median(rate, RUNS);
	print_figure(&(struct figure){ .name = "whatif_stops", .unit = "1/s", .better = HIGHER,
				       .limit = STOPS_S, .value = stops });
	print_figure(&(struct figure){ .name = "whatif_dossiers", .unit = "1/s", .better = HIGHER,
				       .value = stops / STOPS });
	/* The limit is for a million: its share for fewer. */
	print_figure(&(struct figure){ .name = "whatif_question", .unit = "s", .better = LOWER,
				       .limit = (double)ASKED_S * (double)dossiers / LARGE,
				       .value = median(took, RUNS) });
	arena_done(&a);
	return 0;
}
