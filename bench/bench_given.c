/*
 * Real logs: reading one from its packed file and counting what follows what, with
 * durations, each in a process of its own, beside the times and peak memory of another
 * program on them (PM4Py 2.7.14 on a two-core machine of its own: the lowest of reading
 * plus the lowest of counting, and what its process held at most).
 *
 * The logs are those of $DUNGHEN_LOGS; without it nothing is measured, and that is said.
 */
#define _DEFAULT_SOURCE		/* wait4 */
#include "measure.h"

#include "app/mine.h"
#include "core/mine_flow.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static const struct given {
	const char *name;
	int64_t events;
	double peer_s, peer_bytes;
} given[] = {
	{ "bpic15_1", 52217, 4.404 + 0.101, 391e6 },
	{ "bpic20_RequestForPayment", 36796, 2.072 + 0.113, 239e6 },
	{ "receipt", 8577, 0.545 + 0.025, 154e6 },
};
enum { LOGS = ARRAY_LEN(given) };

struct taken {
	double wall_s[RUNS], cpu_s[RUNS], bytes[RUNS];
};

/* In the child. */
static void read_and_count(const struct given *g, const char *dir)
{
	const struct mine_want want = { .lenient = false };
	struct arena a, scratch;
	struct mine_view view;
	struct mine_flow flow;
	struct err e;
	arena_init(&a, 0);
	arena_init(&scratch, 0);
	const char *path = str_fmt(&a, "%s/logs/%s.xes.gz", dir, g->name).p;
	FILE *f = fopen(path, "rb");
	if (f == NULL) {
		give_up(path, "cannot be read");
	}
	struct mine_in *in = mine_open(&a, &want);
	if (!mine_read(in, f, &e)) {
		give_up(path, e.key);
	}
	mine_log_order(&a, &scratch, mine_log_of(in), &view);
	if (!mine_follows(&a, &view, NULL, &flow, &e)) {
		give_up(path, e.key);
	}
	if ((int64_t)view.events != g->events || flow.edges == 0) {
		give_up(path, "not the log that is meant");
	}
}

static double seconds_of(struct timeval t)
{
	return (double)t.tv_sec + (double)t.tv_usec / 1e6;
}

static void measure_one(const struct given *g, const char *dir, struct taken *t, int run)
{
	int64_t start = now_us();
	struct rusage u;
	int status;
	pid_t child = fork();
	if (child == 0) {
		read_and_count(g, dir);
		_exit(0);
	}
	if (child < 0 || wait4(child, &status, 0, &u) != child || status != 0) {
		give_up(g->name, "could not be measured");
	}
	t->wall_s[run] = (double)(now_us() - start) / 1e6;
	t->cpu_s[run] = seconds_of(u.ru_utime) + seconds_of(u.ru_stime);
	t->bytes[run] = (double)u.ru_maxrss * 1024;
}

int main(void)
{
	static struct taken taken[LOGS];
	const char *dir = getenv("DUNGHEN_LOGS");
	if (dir == NULL) {
		(void)fprintf(stderr, "# real logs: not measured, DUNGHEN_LOGS does not say "
			      "where they are\n");
		return 0;
	}
	for (int run = 0; run < RUNS; run++) {
		for (size_t i = 0; i < LOGS; i++) {
			measure_one(&given[i], dir, &taken[i], run);
		}
	}
	for (size_t i = 0; i < LOGS; i++) {
		const struct given *g = &given[i];
		struct taken *t = &taken[i];
		char name[3][64];
		(void)snprintf(name[0], sizeof(name[0]), "given_wall_%s", g->name);
		(void)snprintf(name[1], sizeof(name[1]), "given_processor_%s", g->name);
		(void)snprintf(name[2], sizeof(name[2]), "given_memory_%s", g->name);
		print_figure(&(struct figure){ name[0], "s", median(t->wall_s, RUNS), 0.1, LOWER,
					       "PM4Py", g->peer_s });
		print_figure(&(struct figure){ name[1], "s", median(t->cpu_s, RUNS), 0.1, LOWER,
					       "PM4Py", g->peer_s });
		print_figure(&(struct figure){ name[2], "bytes", median(t->bytes, RUNS), 0.2, LOWER,
					       "PM4Py", g->peer_bytes });
	}
	return 0;
}
