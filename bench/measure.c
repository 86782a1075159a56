/* What the benchmarks share. */
#include "measure.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { PATH_SIZE = 1024, COPY_SIZE = 1 << 20, MODEL_SIZE = 128 };

void give_up(const char *what, const char *why)
{
	(void)fprintf(stderr, "%s: %s\n", what, why);
	exit(1);
}

/* ---- time ---- */

int64_t now_us(void)
{
	struct timespec t;
	(void)clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

void sleep_until_us(int64_t at)
{
	struct timespec t = { .tv_sec = at / 1000000, .tv_nsec = at % 1000000 * 1000 };
	while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &t, NULL) == EINTR) {
	}
}

/* ---- figures ---- */

static int by_size(const void *x, const void *y)
{
	double a = *(const double *)x, b = *(const double *)y;
	return (a > b) - (a < b);
}

void sort_numbers(double *v, size_t n)
{
	qsort(v, n, sizeof(*v), by_size);
}

double median(double *v, size_t n)
{
	sort_numbers(v, n);
	return v[n / 2];
}

double percentile(double *v, size_t n, double share)
{
	sort_numbers(v, n);
	size_t i = (size_t)((double)n * share);
	return v[i < n ? i : n - 1];
}

static const char *machine(void)
{
	static char model[MODEL_SIZE] = "?";
	char line[256];
	FILE *f = fopen("/proc/cpuinfo", "r");
	while (f && fgets(line, sizeof(line), f)) {
		char *colon = strchr(line, ':');
		if (strncmp(line, "model name", 10) == 0 && colon && colon[1] == ' ') {
			(void)snprintf(model, sizeof(model), "%.*s",
				       (int)strcspn(colon + 2, "\n\"\\"), colon + 2);
			break;
		}
	}
	if (f) {
		(void)fclose(f);	/* only read */
	}
	return model;
}

void print_figure(const struct figure *f)
{
	printf("{\"bench\":\"%s\",\"value\":%.4g,\"unit\":\"%s\"", f->name, f->value, f->unit);
	double reached = f->value;
	if (f->peer) {
		reached = f->value / f->peer_value;
		printf(",\"peer\":\"%s\",\"peer_value\":%.4g,\"share\":%.3f", f->peer,
		       f->peer_value, reached);
	}
	if (f->limit > 0) {
		printf(",\"limit\":%g,\"ratio\":%.3f", f->limit,
		       f->better == HIGHER ? reached / f->limit : f->limit / reached);
	}
	printf(",\"machine\":\"%s\",\"cores\":%ld}\n", machine(), sysconf(_SC_NPROCESSORS_ONLN));
	(void)fflush(stdout);
}

/* ---- folders ---- */

static void copy_file(const char *from, const char *to)
{
	static char block[COPY_SIZE];
	int in = open(from, O_RDONLY), out = open(to, O_WRONLY | O_CREAT | O_TRUNC, 0600);
	ssize_t n = 0;
	if (in < 0 || out < 0) {
		give_up(from, strerror(errno));
	}
	while ((n = read(in, block, sizeof(block))) > 0) {
		if (write(out, block, (size_t)n) != n) {
			give_up(to, strerror(errno));
		}
	}
	if (n < 0 || fdatasync(out) != 0 || close(out) != 0 || close(in) != 0) {
		give_up(to, strerror(errno));
	}
}

void copy_folder(const char *from, const char *to)
{
	DIR *dir = opendir(from);
	if (!dir || mkdir(to, 0700) != 0) {
		give_up(to, strerror(errno));
	}
	for (struct dirent *x; (x = readdir(dir));) {
		char a[PATH_SIZE], b[PATH_SIZE];
		struct stat st;
		if (strcmp(x->d_name, ".") == 0 || strcmp(x->d_name, "..") == 0) {
			continue;
		}
		(void)snprintf(a, sizeof(a), "%s/%s", from, x->d_name);
		(void)snprintf(b, sizeof(b), "%s/%s", to, x->d_name);
		if (stat(a, &st) == 0 && S_ISDIR(st.st_mode)) {
			copy_folder(a, b);
		} else {
			copy_file(a, b);
		}
	}
	(void)closedir(dir);	/* only read */
}

void remove_folder(const char *dir)
{
	DIR *d = opendir(dir);
	for (struct dirent *x; d && (x = readdir(d));) {
		char path[PATH_SIZE];
		struct stat st;
		if (strcmp(x->d_name, ".") == 0 || strcmp(x->d_name, "..") == 0) {
			continue;
		}
		(void)snprintf(path, sizeof(path), "%s/%s", dir, x->d_name);
		if (lstat(path, &st) == 0 && S_ISDIR(st.st_mode)) {
			remove_folder(path);
		} else {
			(void)unlink(path);	/* what stays shows at rmdir */
		}
	}
	if (d) {
		(void)closedir(d);	/* only read */
		if (rmdir(dir) != 0) {
			give_up(dir, strerror(errno));
		}
	}
}

int64_t store_size(int argc, char **argv)
{
	char *end = NULL;
	long n = 200000;
	if (argc == 2 && strcmp(argv[1], "--large") == 0) {
		n = 1000000;
	} else if (argc == 3 && strcmp(argv[1], "--dossiers") == 0) {
		n = strtol(argv[2], &end, 10);
		argc = *end == '\0' && n > 0 ? 1 : 0;
	} else if (argc != 1) {
		argc = 0;
	}
	if (argc == 0) {
		give_up(argv[0], "[--large | --dossiers N]");
	}
	return n;
}
