/*
 * What the benchmarks share: a clock, medians and percentiles, figures as JSON
 * lines with the machine they were taken on, copies of folders.
 */
#ifndef DUNGHEN_BENCH_MEASURE_H
#define DUNGHEN_BENCH_MEASURE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { RUNS = 5 };

/* How many dossiers the store holds that is measured on: 200,000; with `--large`
 * 1,000,000; with `--dossiers N` as many. Ends the program at anything else. */
int64_t store_size(int argc, char **argv);

int64_t now_us(void);
void sleep_until_us(int64_t at);	/* of now_us */

void sort_numbers(double *v, size_t n);
/* Both sort. */
double median(double *v, size_t n);
double percentile(double *v, size_t n, double share);	/* 0.99 */

enum better { HIGHER, LOWER };

struct figure {
	const char *name, *unit;
	double value;
	double limit;			/* 0: only said */
	enum better better;
	const char *peer;		/* what it was compared with, or NULL */
	double peer_value;
};
/* A JSON line; ratio ≥ 1 keeps the limit (of a peer: the limit is the share). */
void print_figure(const struct figure *f);

/* A folder with all below it, written through to the disk. Ends the program
 * when that fails. */
void copy_folder(const char *from, const char *to);
void remove_folder(const char *dir);
/* Ends the program. */
void give_up(const char *what, const char *why);

#endif
