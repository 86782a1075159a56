/*
 * Detectors: all of them over all dossiers of a filled store, from typed columns, on one
 * core; and what following the ledger with them costs an entry: reading what came, looking
 * at the dossiers it belongs to, and writing the rows that changed. Both in time of the
 * processor, which other programs on the machine do not lengthen much; the wall's time is
 * said beside.
 *
 *   bench_detect [--large | --dossiers N | DIR]
 *
 * DIR is a store that is there: it is only read, and nothing is followed.
 */
#include "fill.h"
#include "measure.h"

#include "app/detect.h"

#include <stdio.h>
#include <time.h>

enum { LARGE = 1000000, ALL_S = 30, ENTRY_US = 50, ENTRIES = 10000 };

static int64_t cpu_us(void)
{
	struct timespec t;
	(void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

static bool counted(void *ctx, struct dossier_id id, int64_t last_seq, const struct detected *d,
		    size_t n, struct err *e)
{
	int64_t *sum = ctx;
	(void)id;
	(void)last_seq;
	(void)d;
	(void)e;
	sum[0]++;
	sum[1] += (int64_t)n;
	return true;
}

static struct app *open_store(struct arena *a, const char *dir, enum app_access access)
{
	struct app_options o = { .dir = dir, .access = access, .clock = INSTANT_NONE };
	struct app *app;
	struct err e;
	if (!app_open(a, &o, &app, &e)) {
		give_up(dir, e.key);
	}
	return app;
}

static double all_s(const char *dir, int64_t sum[2], double *wall)
{
	struct arena a;
	struct err e;
	arena_init(&a, 0);
	struct app *app = open_store(&a, dir, APP_READER);
	int64_t from = cpu_us(), began = now_us();
	sum[0] = sum[1] = 0;
	if (!app_detect(app, INT64_MIN, INT64_MAX, counted, sum, &e)) {
		give_up("detect", e.key);
	}
	double s = (double)(cpu_us() - from) / 1e6;
	*wall = (double)(now_us() - began) / 1e6;
	app_close(app);
	arena_done(&a);
	return s;
}

/* Entries nobody has looked at yet, as the follower takes them. */
static double entry_us(struct app *app, int64_t first, int64_t *rows)
{
	struct arena a;
	struct err e;
	struct detect_changes c = { .upto = first, .more = true };
	arena_init(&a, 0);
	int64_t from = cpu_us();
	*rows = 0;
	while (c.more && c.upto < first + ENTRIES) {
		arena_reset(&a);
		if (!app_detect_since(app, &a, c.upto, &c, &e) || !app_detect_write(app, &c, &e)) {
			give_up("follow", e.key);
		}
		*rows += (int64_t)c.n;
	}
	double us = (double)(cpu_us() - from);
	arena_done(&a);
	return us / (double)(c.upto - first);
}

/* The limit is for a million: its share for fewer. */
static void measure_all(const char *base)
{
	int64_t sum[2] = { 0 };
	double all[RUNS], wall;
	for (int run = 0; run < RUNS; run++) {
		all[run] = all_s(base, sum, &wall);
		(void)fprintf(stderr, "# run %d: %lld dossiers in %.1f s (wall %.1f s), %lld "
				      "findings\n", run, (long long)sum[0], all[run], wall,
			      (long long)sum[1]);
	}
	print_figure(&(struct figure){ .name = "detect_all", .unit = "s", .better = LOWER,
				       .limit = (double)ALL_S * (double)sum[0] / LARGE,
				       .value = median(all, RUNS) });
}

static void measure_entries(struct arena *a, const char *base)
{
	static const char *const dir = "build/bench/detect";
	int64_t rows = 0;
	double each[RUNS];
	struct err e;
	struct app_last last;
	remove_folder(dir);
	copy_folder(base, dir);
	struct app *app = open_store(a, dir, APP_WRITER);
	if (!app_last(app, &last, &e)) {
		give_up("last", e.key);
	}
	for (int run = 0; run < RUNS; run++) {
		each[run] = entry_us(app, last.seq - (run + 1) * ENTRIES, &rows);
		(void)fprintf(stderr, "# run %d: %.1f us an entry, %lld dossiers written\n", run,
			      each[run], (long long)rows);
	}
	app_close(app);
	remove_folder(dir);
	print_figure(&(struct figure){ .name = "detect_entry", .unit = "us", .better = LOWER,
				       .limit = ENTRY_US, .value = median(each, RUNS) });
}

int main(int argc, char **argv)
{
	struct arena a;
	bool there = argc == 2 && argv[1][0] != '-';
	hash_setup();
	arena_init(&a, 0);
	const char *base = there ? argv[1] : filled_store(&a, store_size(argc, argv));
	measure_all(base);
	if (!there) {
		measure_entries(&a, base);
	}
	arena_done(&a);
	return 0;
}
