/*
 * Open loop: commands arrive 500 a second whether or not the earlier ones have
 * been answered. The wait is counted from the moment a command should have been
 * handed in, so that a stall is seen by all that came meanwhile.
 */
#include "clients.h"
#include "fill.h"
#include "measure.h"

#include <math.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>

enum { RATE = 500, SECONDS = 4, ACTS = RATE * SECONDS };

struct loop {
	struct office office;
	struct writer *writer;
	pthread_mutex_t lock;
	int next;
	int64_t start;
	int64_t at[ACTS];		/* µs after the start */
	double wait_ms[ACTS];
};

/* Arrivals are as irregular as people: exponential gaps, from a fixed seed. */
static void draw(struct loop *l, int run)
{
	uint64_t z = 0x9E3779B97F4A7C15U * (uint64_t)(run + 1);
	int64_t at = 0;
	for (int i = 0; i < ACTS; i++) {
		z ^= z << 13;
		z ^= z >> 7;
		z ^= z << 17;
		double u = ((double)(z >> 11) + 1) / 9007199254740993.0;
		double gap = -log(u);
		at += (int64_t)(gap * 1000000.0 / RATE);
		l->at[i] = at;
	}
}

struct worker {
	struct loop *loop;
	struct client *client;
};

static void *work(void *ctx)
{
	struct worker *k = ctx;
	struct loop *l = k->loop;
	for (;;) {
		pthread_mutex_lock(&l->lock);
		int i = l->next < ACTS ? l->next++ : -1;
		pthread_mutex_unlock(&l->lock);
		if (i < 0) {
			return NULL;
		}
		int64_t due = l->start + l->at[i];
		sleep_until_us(due);
		client_act(&l->office, k->client, l->writer);
		l->wait_ms[i] = (double)(now_us() - due) / 1000.0;
	}
}

static void run_loop(struct loop *l, const char *dir, int run)
{
	pthread_t thread[CLIENTS];
	struct worker worker[CLIENTS];
	struct err e;
	office_open(&l->office, dir, run);
	if (!writer_start(&l->office.arena, l->office.app, &l->writer, &e)) {
		give_up("writer", e.key);
	}
	draw(l, run);
	l->next = 0;
	l->start = now_us() + 1000;
	for (int i = 0; i < CLIENTS; i++) {
		worker[i] = (struct worker){ l, &l->office.client[i] };
		if (pthread_create(&thread[i], NULL, work, &worker[i]) != 0) {
			give_up("thread", "pthread_create");
		}
	}
	for (int i = 0; i < CLIENTS; i++) {
		(void)pthread_join(thread[i], NULL);
	}
	writer_stop(l->writer);
	office_close(&l->office);
}

int main(int argc, char **argv)
{
	static struct loop l = { .lock = PTHREAD_MUTEX_INITIALIZER };
	static double all[RUNS * ACTS];
	double p50[RUNS], p99[RUNS], rate[RUNS];
	struct arena a;
	const char *dir = "build/bench/open";
	hash_setup();
	arena_init(&a, 0);
	const char *base = filled_store(&a, store_size(argc, argv));
	remove_folder(dir);
	copy_folder(base, dir);
	for (int run = 0; run < RUNS; run++) {
		run_loop(&l, dir, run);
		memcpy(&all[run * ACTS], l.wait_ms, sizeof(l.wait_ms));
		rate[run] = ACTS / ((double)l.at[ACTS - 1] / 1000000.0);
		p50[run] = percentile(l.wait_ms, ACTS, 0.5);
		p99[run] = percentile(l.wait_ms, ACTS, 0.99);
	}
	remove_folder(dir);
	print_figure(&(struct figure){ .name = "open_loop_offered", .unit = "acts/s",
				       .value = median(rate, RUNS) });
	print_figure(&(struct figure){ .name = "open_loop_p50", .unit = "ms", .limit = 5,
				       .value = median(p50, RUNS), .better = LOWER });
	print_figure(&(struct figure){ .name = "open_loop_p99", .unit = "ms", .limit = 40,
				       .value = median(p99, RUNS), .better = LOWER });
	print_figure(&(struct figure){ .name = "open_loop_p99.9", .unit = "ms",
				       .value = percentile(all, RUNS * ACTS, 0.999) });
	print_figure(&(struct figure){ .name = "open_loop_max", .unit = "ms",
				       .value = percentile(all, RUNS * ACTS, 1) });
	arena_done(&a);
	return 0;
}
