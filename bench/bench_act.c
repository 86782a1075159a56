/*
 * Durable actions: 64 clients, each waiting for its answer before the next act,
 * through the writer in process. Beside it bare SQLite in C runs the statements
 * of the same commands in the same groups on a copy of the same store.
 *
 * Two stores in step: one is measured and traced, which costs it a little; what
 * it said is then replayed, measured, on the other.
 */
#include "crowd.h"
#include "fill.h"
#include "measure.h"
#include "replay.h"

#include "store/store.h"

#include <stdio.h>
#include <string.h>

static double run_ours(struct crowd *c, const char *dir, int run, struct replay *trace)
{
	office_open(&c->office, dir, run);
	store_trace(app_store(c->office.app), replay_keep, trace);
	double rate = crowd_run(c);
	store_trace(app_store(c->office.app), NULL, NULL);
	office_close(&c->office);
	return rate;
}

static double run_replay(struct replay *r, const char *dir)
{
	replay_open(r, dir);
	int64_t start = now_us();
	replay_run(r);
	double rate = CROWD_ACTS * 1000000.0 / (double)(now_us() - start);
	replay_close(r);
	return rate;
}

struct figures {
	double ours[RUNS], bare[RUNS], p50[RUNS], p99[RUNS], group[RUNS];
	double all[RUNS * CROWD_ACTS];
};

static void print_figures(struct figures *f)
{
	double bare = median(f->bare, RUNS);
	print_figure(&(struct figure){ .name = "durable_acts", .unit = "acts/s", .limit = 0.5,
				       .value = median(f->ours, RUNS), .peer = "bare SQLite",
				       .peer_value = bare });
	print_figure(&(struct figure){ .name = "acts_per_group", .unit = "acts",
				       .value = median(f->group, RUNS) });
	print_figure(&(struct figure){ .name = "closed_loop_64_p50", .unit = "ms",
				       .value = median(f->p50, RUNS) });
	print_figure(&(struct figure){ .name = "closed_loop_64_p99", .unit = "ms", .limit = 150,
				       .value = median(f->p99, RUNS), .better = LOWER });
	print_figure(&(struct figure){ .name = "closed_loop_64_p99.9", .unit = "ms",
				       .value = percentile(f->all, RUNS * CROWD_ACTS, 0.999) });
	print_figure(&(struct figure){ .name = "closed_loop_64_max", .unit = "ms",
				       .value = percentile(f->all, RUNS * CROWD_ACTS, 1) });
}

int main(int argc, char **argv)
{
	static const char *const dirs[] = { "build/bench/ours", "build/bench/bare" };
	static struct crowd crowd;
	static struct figures f;
	struct arena a;
	hash_setup();
	arena_init(&a, 0);
	const char *base = filled_store(&a, store_size(argc, argv));
	struct replay *replay = replay_new(&a);
	for (size_t i = 0; i < ARRAY_LEN(dirs); i++) {
		remove_folder(dirs[i]);
		copy_folder(base, dirs[i]);
	}
	for (int run = 0; run < RUNS; run++) {
		replay_forget(replay);
		f.ours[run] = run_ours(&crowd, dirs[0], run, replay);
		f.bare[run] = run_replay(replay, dirs[1]);
		f.group[run] = (double)CROWD_ACTS / (double)crowd.groups;
		memcpy(&f.all[run * CROWD_ACTS], crowd.wait_ms, sizeof(crowd.wait_ms));
		f.p50[run] = percentile(crowd.wait_ms, CROWD_ACTS, 0.5);
		f.p99[run] = percentile(crowd.wait_ms, CROWD_ACTS, 0.99);
		(void)fprintf(stderr, "# run %d: ours %.0f, bare %.0f acts/s, %zu statements, "
				      "%zu commits\n", run, f.ours[run], f.bare[run],
			      replay_statements(replay), replay_commits(replay));
	}
	for (size_t i = 0; i < ARRAY_LEN(dirs); i++) {
		remove_folder(dirs[i]);
	}
	print_figures(&f);
	arena_done(&a);
	return 0;
}
